"""The phone of a seat that has none: work goes on, nobody rings."""

from collections.abc import Callable

from console.errors import PhoneUnavailable
from console.model.calls.live_call import Line, PhoneAbility, PhoneListener, Snapshot

_NOTHING = Snapshot(line=Line(reason="not_set"))


class NoPhone:
    """Every command but the settings is refused."""

    can: frozenset[PhoneAbility] = frozenset()

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        listener.on_snapshot(_NOTHING)
        return lambda: None

    async def set_line(
        self,
        *,
        seat: str,
        wss_urls: tuple[str, ...],
        realm: str,
        secret: str,
        ca_pem: str,
        display_name: str,
    ) -> None:
        """There is no line to set."""

    async def set_available(self, available: bool) -> None:
        """Nobody rings here in any case."""

    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        """There is nothing to choose."""

    async def dial(self, to: str) -> int:
        raise PhoneUnavailable("this seat has no phone")

    async def answer(self, call: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def reject(self, call: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def hang_up(self, call: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def hold(self, call: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def resume(self, call: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def mute(self, call: int, on: bool) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def dtmf(self, call: int, digits: str) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def transfer(self, call: int, to: str) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def transfer_to(self, call: int, other: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def join(self, call: int, other: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def split(self, call: int, other: int) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def echo_test(self, on: bool) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def tell_levels(self, on: bool) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def play_message(self, law: str, samples: bytes) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def stop_message(self) -> None:
        raise PhoneUnavailable("this seat has no phone")

    async def play_tone(self, tone: str) -> None:
        """Nobody wears a headset here."""
