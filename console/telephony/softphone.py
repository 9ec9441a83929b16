"""The softphone port: what the console asks of a phone, and the events it gets.

No type of any engine crosses this line. Methods return when the phone has accepted the command;
effects come as events. The adapter of the product is local_phone (the phone process).
Their values are in console.model.calls.live_call, where view-models may see them too.
"""

from collections.abc import Callable
from typing import Protocol

from console.model.calls.live_call import (
    AudioDevice,
    Call,
    CallState,
    EndCause,
    Line,
    PhoneAbility,
    PhoneListener,
    Quality,
    Snapshot,
)

__all__ = [
    "AudioDevice",
    "Call",
    "CallState",
    "EndCause",
    "Line",
    "PhoneAbility",
    "PhoneListener",
    "Quality",
    "Snapshot",
    "Softphone",
]


class Softphone(Protocol):
    """Every method may raise PhoneUnavailable or PhoneRefused(code).

    At most two calls are up: a caller's and a consultation. At most one of them is spoken to,
    unless they are joined: answering, dialling or resuming one holds the other.
    """

    @property
    def can(self) -> frozenset[PhoneAbility]:
        """What this phone offers; a method beyond it is refused."""
        ...

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        """Register a listener; it gets the current snapshot at once. Returns the unsubscriber."""
        ...

    async def set_line(
        self,
        *,
        seat: str,
        wss_urls: tuple[str, ...],
        realm: str,
        secret: str,
        ca_pem: str,
        display_name: str,
    ) -> None: ...
    async def set_available(self, available: bool) -> None:
        """Whether queue calls may ring here; an unavailable phone answers 480 to them."""
        ...

    async def dial(self, to: str) -> int:
        """Call to; a call that is spoken to is held first. Returns the new call's number."""
        ...

    async def answer(self, call: int) -> None: ...
    async def reject(self, call: int) -> None: ...
    async def hang_up(self, call: int) -> None: ...
    async def hold(self, call: int) -> None: ...
    async def resume(self, call: int) -> None: ...
    async def mute(self, call: int, on: bool) -> None: ...
    async def dtmf(self, call: int, digits: str) -> None: ...
    async def transfer(self, call: int, to: str) -> None:
        """Blind: send the other side to a number, seat or "q-…". on_transfer reports on it."""
        ...

    async def transfer_to(self, call: int, other: int) -> None:
        """Attended: bring the other sides of call and other together; both end here."""
        ...

    async def join(self, call: int, other: int) -> None:
        """Three-way: everybody hears everybody; a held one is resumed."""
        ...

    async def split(self, call: int, other: int) -> None:
        """End the three-way conversation: call is spoken to, other is held."""
        ...

    async def echo_test(self, on: bool) -> None:
        """Play the operator's voice back half a second later. Refused "busy" during a call."""
        ...

    async def tell_levels(self, on: bool) -> None: ...
    async def play_tone(self, tone: str) -> None:
        """Play "hold", "wrap_up", "act_now" or "safety" softly in the headset only."""
        ...

    async def play_message(self, law: str, samples: bytes) -> None:
        """Play G.711 sound, "pcma" or "pcmu", in the headset only; on_message reports its end.

        Refused "busy" during a call, and ended by one.
        """
        ...

    async def stop_message(self) -> None: ...
    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        """Identities from the device list, "" for the system's choice.

        labels ("headset_in_label", …) let a device be absent: it is used when it is back, even
        under another identity.
        """
        ...
