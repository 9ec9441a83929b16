"""Asks the server who may be calling; the answer is audited there and kept nowhere."""

from collections.abc import Awaitable, Callable

from contract.wire.claims import CallerMatch, CallerMatches


class LookUpCaller:
    def __init__(self, *, ask: Callable[[str], Awaitable[CallerMatches]]) -> None:
        self._ask = ask

    async def __call__(self, phone: str) -> tuple[CallerMatch, ...]:
        """Return the citizens who have this number.

        Raise one of NOT_TOLD: the operator's own contacts are then all that is known of it.
        """
        return (await self._ask(phone)).matches
