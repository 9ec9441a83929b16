"""The softphone port: what the console asks of a phone, and what it hears from it.

No type of any engine crosses this line. Methods return when the phone has taken the command;
effects come as events. The adapter of the product is local_phone (the phone process).
The values heard live in console.work.live_call, where view-models may see them too.
"""

from collections.abc import Callable
from typing import Protocol

from console.work.live_call import (
    AudioDevice,
    Call,
    CallState,
    EndCause,
    Line,
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
    "PhoneListener",
    "Quality",
    "Snapshot",
    "Softphone",
]


class Softphone(Protocol):
    """Every method may raise PhoneUnavailable or PhoneRefused(code)."""

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

    async def dial(self, to: str) -> int: ...
    async def answer(self, call: int) -> None: ...
    async def reject(self, call: int) -> None: ...
    async def hang_up(self, call: int) -> None: ...
    async def hold(self, call: int) -> None: ...
    async def resume(self, call: int) -> None: ...
    async def mute(self, call: int, on: bool) -> None: ...
    async def dtmf(self, call: int, digits: str) -> None: ...
    async def use_devices(self, *, headset_in: str, headset_out: str, ring: str) -> None: ...
