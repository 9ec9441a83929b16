"""Each night: contacts and closed cases of long ago lose who they were about."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import batched

from contract.domain.opening_times.opening_hours import ROME
from server.store.contacts.old_contacts import (
    contacts_of_cases,
    count_never_closed,
    count_old,
    delete_citizens,
    old_cases,
    old_citizens,
    old_contacts,
)
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.old_rows import mark, past_mark, set_mark
from server.usecases.citizens.citizen_records import records
from server.usecases.citizens.erase_citizen import erase_records
from server.usecases.operations.forget_old_rows import Due
from server.usecases.operations.nightly import is_night
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

AT_ONCE = 100  # contacts or cases in one transaction
LOOKED_AT_ONCE = 1000
LOOKED_AT = "contacts_forgotten_until"  # in meta: what had come until then was looked at
DONE = "citizens_forgotten_at"
NEVER_CLOSED = "%d cases are open for more than %d days: nobody in them is forgotten"


def citizens_due(connection: Connection, days: int, now: datetime) -> tuple[Due, ...]:
    """Return what the next run would empty, without doing it."""
    before = now - timedelta(days=days)
    found = count_old(connection, past_mark(connection, LOOKED_AT, millis(now)), millis(before))
    day = before.astimezone(ROME).date()
    return tuple(
        Due(what=f"people in {what}", verb="emptied", before=day, rows=count)
        for what, count in found.items()
    )


def never_closed(connection: Connection, days: int, now: datetime) -> int:
    """Return how many cases keep who they are about, since nobody closes them."""
    return count_never_closed(connection, millis(now - timedelta(days=days)))


_Look = Callable[..., tuple[Sequence[str], str | None]]
_LetGo = Callable[[Connection, Sequence[str]], None]


class ForgetOldCitizens:
    """Small transactions, one after the other; a run that was cut short is simply done again."""

    def __init__(
        self, *, database: ServerDatabase, days: int, clock: Callable[[], datetime]
    ) -> None:
        """days: after the contact, or after its case was closed."""
        self._database = database
        self._days = days
        self._clock = clock
        self.aside = RowsAside("old-citizens", clock)

    async def when_due(self) -> None:
        """Run once a night. Raise StoreFault."""
        done = instant(await self._database.read(lambda c: mark(c, DONE)))
        if is_night(self._clock(), done):
            await self()

    async def __call__(self) -> int:
        """Return how many contacts, cases and citizens were emptied or went. Raise StoreFault."""
        now = self._clock()
        before, count = millis(now - timedelta(days=self._days)), 0
        is_done = False
        while not is_done:
            some = partial(_some_contacts, before=before, now=now, aside=self.aside)
            part, is_done = await self._database.write(some)
            count += part
        count += await self._walk(partial(old_cases, before=before), partial(_empty_cases, now=now))
        let_go = partial(delete_citizens, before=before)
        count += await self._walk(partial(old_citizens, before=before), let_go)
        await self._database.write(lambda c: _note_done(c, count, now))
        if kept := await self._database.read(lambda c: never_closed(c, self._days, now)):
            log.warning(NEVER_CLOSED, kept, self._days)
        return count

    async def _walk(self, look: _Look, let_go: _LetGo) -> int:
        """Look at all once, from the first id to the last, and let go of the old ones."""
        count = 0
        after: str | None = ""
        # On from the last id: from the first again, each step would read all that stay.
        while after is not None:
            ids, after = await self._database.read(partial(look, after=after, limit=LOOKED_AT_ONCE))
            for some in batched(ids, AT_ONCE, strict=False):
                await self._database.write(partial(_let_go, how=let_go, ids=some, aside=self.aside))
            count += len(ids)
        return count


def _let_go(connection: Connection, *, how: _LetGo, ids: Sequence[str], aside: RowsAside) -> None:
    # One that cannot be read keeps nobody else from being forgotten.
    aside.together(connection, ids, partial(how, connection))


def _some_contacts(
    connection: Connection, before: int, now: datetime, aside: RowsAside
) -> tuple[int, bool]:
    """Empty some contacts; return how many, and whether all are done."""
    since = past_mark(connection, LOOKED_AT, millis(now))
    if since >= before:
        return 0, True
    ids, until = old_contacts(connection, since, before, AT_ONCE)
    aside.together(
        connection, ids, lambda some: erase_records(connection, records(connection, some), now)
    )
    # In the transaction that empties: looked at once, not each night.
    set_mark(connection, LOOKED_AT, until)
    return len(ids), until >= before


def _empty_cases(connection: Connection, case_ids: Sequence[str], *, now: datetime) -> None:
    contacts = contacts_of_cases(connection, case_ids)
    erase_records(connection, records(connection, contacts, case_ids), now)


def _note_done(connection: Connection, count: int, now: datetime) -> None:
    set_mark(connection, DONE, millis(now))
    if count:
        log.info("contacts, cases and citizens of long ago: %d", count)
        write_audit(connection, None, "retention", f"{count} of citizens", now)
