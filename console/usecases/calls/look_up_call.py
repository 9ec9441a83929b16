"""Asks the server what is known of a call while it rings: who passes it on, contact and case."""

from collections.abc import Awaitable, Callable

from console.errors import NOT_TOLD
from contract.wire.duty import CallContext


class LookUpCall:
    def __init__(self, *, ask: Callable[[str], Awaitable[CallContext]]) -> None:
        """ask must give up by itself: the call rings meanwhile."""
        self._ask = ask

    async def __call__(self, call_key: str) -> CallContext | None:
        """Return what is known; None for nothing, and for a server that does not tell in time."""
        if not call_key:
            return None
        try:
            return await self._ask(call_key)
        except NOT_TOLD:
            return None
