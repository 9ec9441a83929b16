"""Asks the server for closed cases, a part of the years at a time; the copies have none."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

import msgspec

from console.errors import NOT_TOLD, ServerRejected
from contract.wire import reason_codes
from contract.wire.claims import ClosedCases, ClosedCasesAsked


class NotSearched(StrEnum):
    """Why nothing was looked for."""

    OFFLINE = "offline"
    REFUSED = "refused"  # a desk, or a number, whose cases the account may not look for
    TOO_MANY = "too_many"  # look-ups in this hour


class ClosedFound(msgspec.Struct, frozen=True, kw_only=True):
    """page None: nothing was looked for, and why."""

    page: ClosedCases | None = None
    why: NotSearched | None = None


class FindClosedCases:
    """ask: the server; it may raise console.errors.NOT_TOLD."""

    def __init__(self, *, ask: Callable[[ClosedCasesAsked], Awaitable[ClosedCases]]) -> None:
        self._ask = ask

    async def __call__(self, asked: ClosedCasesAsked) -> ClosedFound:
        try:
            return ClosedFound(page=await self._ask(asked))
        except ServerRejected as rejected:
            is_enough = rejected.code == reason_codes.LOOKUPS_ENOUGH
            return ClosedFound(why=NotSearched.TOO_MANY if is_enough else NotSearched.REFUSED)
        except NOT_TOLD:
            return ClosedFound(why=NotSearched.OFFLINE)
