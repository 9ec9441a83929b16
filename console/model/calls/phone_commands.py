"""What the console asks of a phone; each part for whoever uses no more of it.

Every method may raise PhoneUnavailable or PhoneRefused(code).
"""

from typing import Protocol

from console.model.calls.live_call import PhoneAbility


class CallCommands(Protocol):
    """What a phone does with calls, at most two: a caller's and a consultation.

    At most one of them is spoken to, unless they are joined: answering, dialling or resuming one
    holds the other.
    """

    @property
    def can(self) -> frozenset[PhoneAbility]:
        """What this phone offers; a method beyond it is refused."""
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


class AudioCommands(Protocol):
    """How a phone sounds to the operator."""

    @property
    def can(self) -> frozenset[PhoneAbility]: ...

    async def echo_test(self, on: bool) -> None:
        """Play the operator's voice back half a second later. Refused "busy" during a call."""
        ...

    async def tell_levels(self, on: bool) -> None: ...
    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        """Identities from the device list, "" for the system's choice.

        labels ("headset_in_label", …) let a device be absent: it is used when it is back, even
        under another identity.
        """
        ...


class MessagePlayer(Protocol):
    async def play_message(self, law: str, samples: bytes) -> None:
        """Play G.711 sound, "pcma" or "pcmu", in the headset only; on_message reports its end.

        Refused "busy" during a call, and ended by one.
        """
        ...

    async def stop_message(self) -> None: ...
