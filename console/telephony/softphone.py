"""The softphone port: what the console asks of a phone, and the events it gets.

No type of any engine crosses this line. Methods return when the phone has accepted the command;
effects come as events. The adapter of the product is local_phone (the phone process).
Their values are those of contract.wire.phone_socket.
"""

from collections.abc import Callable
from typing import Protocol

from console.model.calls.live_call import PhoneListener
from console.model.calls.phone_commands import AudioCommands, CallCommands, MessagePlayer
from contract.wire.session import LineSettings


class Softphone(CallCommands, Protocol):
    """Every method may raise PhoneUnavailable or PhoneRefused(code)."""

    @property
    def audio(self) -> AudioCommands: ...
    @property
    def messages(self) -> MessagePlayer: ...

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        """Register a listener; it gets the current snapshot at once. Returns the unsubscriber."""
        ...

    async def set_line(self, line: LineSettings, display_name: str) -> None: ...
    async def set_available(self, available: bool) -> None:
        """Whether queue calls may ring here; an unavailable phone answers 480 to them."""
        ...

    async def play_tone(self, tone: str) -> None:
        """Play "hold", "wrap_up", "act_now" or "safety" softly in the headset only."""
        ...
