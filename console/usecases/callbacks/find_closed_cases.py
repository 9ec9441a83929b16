"""Asks the server for closed cases, a part of the years at a time; the copies have none."""

from collections.abc import Awaitable, Callable

from console.errors import NOT_TOLD, ServerRejected
from console.model.callbacks.closed_found import ClosedFound, NotSearched
from contract.wire import reason_codes
from contract.wire.claims import ClosedCases, ClosedCasesAsked

_REJECTED = {
    reason_codes.LOOKUPS_ENOUGH: NotSearched.TOO_MANY,
    reason_codes.FORBIDDEN: NotSearched.REFUSED,
}


class FindClosedCases:
    """ask: the server; it may raise console.errors.NOT_TOLD."""

    def __init__(self, *, ask: Callable[[ClosedCasesAsked], Awaitable[ClosedCases]]) -> None:
        self._ask = ask

    async def __call__(self, asked: ClosedCasesAsked) -> ClosedFound:
        try:
            return ClosedFound(page=await self._ask(asked))
        except ServerRejected as rejected:
            return ClosedFound(why=_REJECTED.get(rejected.code, NotSearched.NOT_ANSWERED))
        except NOT_TOLD:
            return ClosedFound(why=NotSearched.OFFLINE)
