"""Finds a case by its number: at the server, and while that is away in this seat's copy."""

from collections.abc import Awaitable, Callable

from console.errors import ServerNotTrusted, ServerUnreachable, SessionExpired
from console.store.callbacks import callback_repository, case_repository
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.wire.claims import CaseFound, CaseRecord


class FindCase:
    """ask: the server; it may raise console.errors.NOT_TOLD."""

    def __init__(
        self, *, database: LocalDatabase, ask: Callable[[str], Awaitable[CaseFound]]
    ) -> None:
        self._database = database
        self._ask = ask

    async def __call__(self, number: str) -> tuple[CaseFound, bool]:
        """Return it, and whether it is out of this seat's copy. Raise as ask, or LocalStoreBroken.

        The server knows also what has left the copies; what it refuses is not looked for here.
        """
        try:
            return await self._ask(number), False
        except (ServerUnreachable, ServerNotTrusted, SessionExpired):
            found = await self._database.read(lambda c: _in_copy(c, number))
            if found is None:
                raise
            return found, True


def _in_copy(connection: Connection, number: str) -> CaseFound | None:
    case = case_repository.case_numbered(connection, number)
    if case is None:
        return None
    callbacks = callback_repository.callbacks_of(connection, case.id)
    attempts = [callback_repository.attempts(connection, one.id) for one in callbacks]
    record = CaseRecord(
        case=case,
        callbacks=callbacks,
        activities=case_repository.activities(connection, case.id),
        attempts=tuple(attempt for some in attempts for attempt in some),
    )
    return CaseFound.of(record)
