"""What the phone process does with sound, each part with the phone's own way to ask it."""

from collections.abc import Callable, Coroutine
from typing import Any

from console.model.calls.live_call import PhoneAbility
from contract.wire import phone_socket as wire

type _Ask = Callable[..., Coroutine[Any, Any, object]]  # the kind of request, and its fields


class LocalAudio:
    """Implements AudioCommands."""

    can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    def __init__(self, ask: _Ask, wish: _Ask) -> None:
        """wish: like ask, and asked again of a phone that was started anew."""
        self._ask = ask
        self._wish = wish

    async def echo_test(self, on: bool) -> None:
        await self._ask(wire.EchoTest, on=on)

    async def tell_levels(self, on: bool) -> None:
        await self._wish(wire.TellLevels, on=on)

    async def use_devices(
        self, *, headset_in: str, headset_out: str, ring: str, **labels: str
    ) -> None:
        await self._wish(
            wire.UseDevices, headset_in=headset_in, headset_out=headset_out, ring=ring, **labels
        )


class LocalMessages:
    """Implements MessagePlayer."""

    def __init__(self, ask: _Ask) -> None:
        self._ask = ask

    async def play_message(self, law: str, samples: bytes) -> None:
        size = wire.MESSAGE_PIECE
        # In pieces: a whole message would be longer than a line of the socket may be.
        pieces = [samples[at : at + size] for at in range(0, len(samples), size)]
        for part, piece in enumerate(pieces):
            is_last = part == len(pieces) - 1
            fields = {"part": part, "law": law, "samples": piece, "is_last": is_last}
            await self._ask(wire.PlayMessage, **fields)

    async def stop_message(self) -> None:
        await self._ask(wire.StopMessage)
