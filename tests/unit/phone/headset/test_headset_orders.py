"""What a key means depends on the calls that are up."""

import pytest

from contract.wire.phone_socket import (
    Answer,
    Call,
    CallState,
    HangUp,
    Hold,
    Mute,
    Reject,
    Request,
    Resume,
)
from phone.headset.headset_orders import RELEASE_S, HeadsetOrders, lamps
from phone.headset.headset_reports import Key, KeyChange, Lamp

INCOMING = Call(call=1, state=CallState.INCOMING)
ACTIVE = Call(call=2, state=CallState.ACTIVE)
MUTED = Call(call=2, state=CallState.ACTIVE, is_muted=True)
HELD = Call(call=3, state=CallState.HELD)
CALLING = Call(call=4, state=CallState.CALLING)


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def orders(clock: Clock) -> HeadsetOrders:
    return HeadsetOrders(clock)


def turned(key: Key, is_on: bool) -> KeyChange:
    return KeyChange(key, is_on=is_on, is_momentary=False)


def pressed(key: Key) -> KeyChange:
    return KeyChange(key, is_on=True, is_momentary=True)


def test_hook_taken_up_answers_and_hung_up_ends(orders: HeadsetOrders, clock: Clock) -> None:
    assert orders.hear(turned(Key.HOOK, True), (INCOMING,)) == Answer(id=0, call=1)
    clock.now_s += 60
    assert orders.hear(turned(Key.HOOK, False), (ACTIVE,)) == HangUp(id=0, call=2)


def test_hook_key_let_go_after_answering_does_not_hang_up(
    orders: HeadsetOrders, clock: Clock
) -> None:
    assert orders.hear(turned(Key.HOOK, True), (INCOMING,)) == Answer(id=0, call=1)
    clock.now_s += RELEASE_S / 2
    assert orders.hear(turned(Key.HOOK, False), (ACTIVE,)) is None
    clock.now_s += 60
    assert orders.hear(turned(Key.HOOK, True), (ACTIVE,)) is None
    assert orders.hear(turned(Key.HOOK, False), (ACTIVE,)) == HangUp(id=0, call=2)


def test_headset_that_repeats_what_it_was_told_orders_nothing(orders: HeadsetOrders) -> None:
    assert orders.hear(turned(Key.HOOK, True), (ACTIVE,)) is None  # answered by the console
    assert orders.hear(turned(Key.HOOK, False), ()) is None  # ended by the console
    assert orders.hear(turned(Key.MUTE, True), (MUTED,)) is None
    assert orders.hear(turned(Key.HOOK, True), ()) is None


@pytest.mark.parametrize(
    ("key", "calls", "wanted"),
    [
        (Key.HOOK, (INCOMING,), Answer(id=0, call=1)),
        (Key.HOOK, (ACTIVE, INCOMING), Answer(id=0, call=1)),
        (Key.HOOK, (ACTIVE,), HangUp(id=0, call=2)),
        (Key.HOOK, (CALLING,), HangUp(id=0, call=4)),
        (Key.HOOK, (HELD,), HangUp(id=0, call=3)),
        (Key.HOOK, (HELD, ACTIVE), HangUp(id=0, call=2)),
        (Key.MUTE, (ACTIVE,), Mute(id=0, call=2, on=True)),
        (Key.MUTE, (MUTED,), Mute(id=0, call=2, on=False)),
        (Key.MUTE, (HELD,), None),
        (Key.FLASH, (ACTIVE,), Hold(id=0, call=2)),
        (Key.HOLD, (HELD,), Resume(id=0, call=3)),
        (Key.FLASH, (ACTIVE, INCOMING), Answer(id=0, call=1)),
        (Key.FLASH, (HELD, ACTIVE), Hold(id=0, call=2)),
        (Key.FLASH, (Call(call=2, state=CallState.ACTIVE, is_joined=True),), None),
        (Key.FLASH, (), None),
        (Key.DROP, (INCOMING,), Reject(id=0, call=1)),
        (Key.DROP, (ACTIVE,), HangUp(id=0, call=2)),
        (Key.DROP, (), None),
    ],
)
def test_press_orders_what_fits(
    orders: HeadsetOrders, key: Key, calls: tuple[Call, ...], wanted: Request | None
) -> None:
    assert orders.hear(pressed(key), calls) == wanted
    released = KeyChange(key, is_on=False, is_momentary=True)
    assert orders.hear(released, calls) is None


@pytest.mark.parametrize(
    ("calls", "lit"),
    [
        ((), set()),
        ((INCOMING,), {Lamp.RING}),
        ((ACTIVE,), {Lamp.OFF_HOOK}),
        ((MUTED,), {Lamp.OFF_HOOK, Lamp.MUTE}),
        ((HELD,), {Lamp.OFF_HOOK, Lamp.HOLD}),
        ((CALLING,), {Lamp.OFF_HOOK}),
        ((ACTIVE, INCOMING), {Lamp.OFF_HOOK, Lamp.RING}),
    ],
)
def test_lamps_show_the_calls(calls: tuple[Call, ...], lit: set[Lamp]) -> None:
    assert lamps(calls) == lit


def test_absolute_mute_switch_says_what_it_is(orders: HeadsetOrders) -> None:
    assert orders.hear(turned(Key.MUTE, True), (ACTIVE,)) == Mute(id=0, call=2, on=True)
    assert orders.hear(turned(Key.MUTE, False), (MUTED,)) == Mute(id=0, call=2, on=False)
