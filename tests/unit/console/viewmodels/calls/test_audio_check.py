"""Devices by name, remembered by identity; levels only while somebody looks."""

import asyncio

import msgspec

from console.errors import PhoneRefused
from console.model.calls.audio_choice import AudioChoice
from console.model.calls.live_call import PhoneAbility
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.audio_check import AudioCheckViewModel, DeviceUse
from contract.wire.phone_socket import AudioDevice
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CallSeat, a_call

DEVICES = (
    AudioDevice(id="in-1", kind="input", label="Cuffia"),
    AudioDevice(id="out-1", kind="output", label="Cuffia"),
    AudioDevice(id="out-2", kind="output", label="Casse"),
)


class _Sound:
    """A phone that takes what it is told about sound."""

    can = frozenset(PhoneAbility)

    def __init__(self) -> None:
        self.used: list[tuple[str, str, str]] = []
        self.labels: dict[str, str] = {}
        self.tells_levels = False
        self.echoes = False
        self.refusal = ""

    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        self.used.append((headset_in, headset_out, ring))
        self.labels = labels

    async def echo_test(self, on: bool) -> None:
        if self.refusal:
            raise PhoneRefused(self.refusal)
        self.echoes = on

    async def tell_levels(self, on: bool) -> None:
        self.tells_levels = on


class _Seat(CallSeat):
    def __init__(self, scope: TaskScope, choice: AudioChoice = AudioChoice()) -> None:  # noqa: B008  # frozen
        super().__init__(scope)
        self.kept = choice
        self.sound = _Sound()
        self.refusals: list[str] = []
        self.levels: list[tuple[float, float]] = []
        self.audio = AudioCheckViewModel(
            call=self.call, phone=self.sound, load=self._load, remember=self._keep, scope=scope
        )
        self.audio.refused.connect(self.refusals.append)
        self.audio.levels_changed.connect(lambda *levels: self.levels.append(levels))

    async def _load(self) -> AudioChoice:
        return self.kept

    async def _keep(self, choice: AudioChoice) -> None:
        self.kept = choice


seat = async_fixture(_Seat)


async def test_a_device_once_chosen_is_used_again_at_the_next_start(scope: TaskScope) -> None:
    seat = _Seat(scope, AudioChoice(headset_in="in-1", ring="out-2"))
    seat.audio.start()
    await until(lambda: seat.sound.used == [("in-1", "", "out-2")])
    assert seat.audio.chosen(DeviceUse.RING) == "out-2"


async def test_what_is_read_late_is_not_put_in_the_place_of_a_choice_made_since(
    seat: _Seat,
) -> None:
    """The seat's own is read at the start, hers as she signs in: she hears calls in her headset."""
    seat.call.on_devices(DEVICES, True)
    gates = [asyncio.Event() for _ in range(3)]
    read = iter([AudioChoice(ring="out-1"), AudioChoice(ring="out-2"), AudioChoice()])
    waits = iter(gates)

    async def load() -> AudioChoice:
        choice = next(read)
        await next(waits).wait()
        return choice

    seat.audio._load = load
    seat.audio.start()
    await asyncio.sleep(0)
    seat.audio.start()
    gates[1].set()
    await until(lambda: seat.audio.chosen(DeviceUse.RING) == "out-2")
    gates[0].set()
    seat.audio.start()
    await asyncio.sleep(0)
    seat.audio.choose(DeviceUse.HEADSET_IN, "in-1")
    gates[2].set()
    await until(lambda: seat.kept.headset_in == "in-1" and len(seat.sound.used) == 2)
    assert seat.sound.used == [("", "", "out-2"), ("in-1", "", "out-2")]
    assert seat.audio.chosen(DeviceUse.HEADSET_IN) == "in-1"


async def test_where_nothing_was_chosen_the_phone_keeps_the_system_s_devices(seat: _Seat) -> None:
    told: list[bool] = []
    seat.audio.changed.connect(lambda: told.append(True))
    seat.audio.start()
    await until(lambda: told)
    assert seat.sound.used == []


async def test_a_choice_is_used_at_once_and_remembered(seat: _Seat) -> None:
    seat.call.on_devices(DEVICES, True)
    assert [one.id for one in seat.audio.devices_for(DeviceUse.RING)] == ["out-1", "out-2"]
    assert [one.id for one in seat.audio.devices_for(DeviceUse.HEADSET_IN)] == ["in-1"]
    seat.audio.choose(DeviceUse.HEADSET_OUT, "out-1")
    await until(lambda: seat.kept.headset_out == "out-1")
    assert seat.sound.used == [("", "out-1", "")]
    assert seat.kept.headset_out_label == seat.sound.labels["headset_out_label"] == "Cuffia"


async def test_a_chosen_device_that_is_unplugged_is_known_as_missing(seat: _Seat) -> None:
    seat.call.on_devices(DEVICES, True)
    seat.audio.choose(DeviceUse.RING, "out-2")
    assert not seat.audio.is_missing(DeviceUse.RING)
    seat.call.on_devices(DEVICES[:2], True)
    assert seat.audio.is_missing(DeviceUse.RING)
    assert not seat.audio.is_missing(DeviceUse.HEADSET_IN)


async def test_a_chosen_device_that_came_back_under_another_identity_is_not_missing(
    scope: TaskScope,
) -> None:
    seat = _Seat(scope, AudioChoice(ring="out-2", ring_label="Casse"))
    seat.audio.start()
    away = AudioDevice(
        id="out-2", kind="output", label="Casse", is_present=False, chosen_for=("ring",)
    )
    seat.call.on_devices((*DEVICES[:2], away), True)
    await until(lambda: seat.audio.is_missing(DeviceUse.RING))
    assert away in seat.audio.devices_for(DeviceUse.RING)
    back = AudioDevice(id="out-9", kind="output", label="Casse", chosen_for=("ring",))
    seat.call.on_devices((*DEVICES[:2], back), True)
    assert not seat.audio.is_missing(DeviceUse.RING)


async def test_a_device_found_again_under_another_identity_counts_as_chosen(
    scope: TaskScope,
) -> None:
    seat = _Seat(scope, AudioChoice(ring="out-9", ring_label="Casse"))
    seat.audio.start()
    again = msgspec.structs.replace(DEVICES[2], chosen_for=("ring",))
    seat.call.on_devices((*DEVICES[:2], again), True)
    assert seat.audio.chosen(DeviceUse.RING) == "out-2"
    assert not seat.audio.is_missing(DeviceUse.RING)
    await until(lambda: seat.sound.used)


async def test_levels_move_only_while_the_page_is_open(seat: _Seat) -> None:
    seat.call.on_levels(0.5, 0.1)
    seat.audio.open()
    await until(lambda: seat.sound.tells_levels)
    seat.call.on_levels(0.4, 0.2)
    seat.audio.close()
    await until(lambda: not seat.sound.tells_levels)
    seat.call.on_levels(0.3, 0.3)
    assert seat.levels == [(0.4, 0.2)]


async def test_closing_the_page_ends_the_echo(seat: _Seat) -> None:
    seat.audio.open()
    seat.audio.toggle_test()
    await until(lambda: seat.audio.is_testing)
    seat.audio.close()
    await until(lambda: not seat.sound.echoes)


async def test_no_echo_during_a_call(seat: _Seat) -> None:
    seat.sound.refusal = "busy"
    seat.audio.toggle_test()
    await until(lambda: seat.refusals == ["busy"])
    assert not seat.audio.is_testing


async def test_a_call_that_comes_ends_the_echo(seat: _Seat) -> None:
    seat.audio.open()
    seat.audio.toggle_test()
    await until(lambda: seat.audio.is_testing)
    seat.call.on_call(a_call())
    assert not seat.audio.is_testing
