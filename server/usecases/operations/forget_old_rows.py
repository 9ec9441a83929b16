"""Each night: callers' numbers and operators' names leave old rows, and at last the rows go."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from contract.domain.ids import AccountId
from contract.domain.opening_times.opening_hours import ROME
from server.settings import RetentionSettings
from server.store.duty.duty_log import accounts_with_old_events, count_old_events
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.in_steps import in_steps
from server.store.operations.old_rows import (
    BLOCKS,
    CALLS_KEPT_FROM,
    FIGURES,
    NUMBERS,
    OPERATORS,
    Deletion,
    Emptying,
    count_old,
    delete_some,
    empty_some,
    mark,
    set_mark,
)
from server.usecases.duty.trim_duty_log import trim_duty_log
from server.usecases.operations.nightly import is_night
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

# Fits between two calls; a run may be cut anywhere and done again (decision 0023).
AT_ONCE = 500  # rows in one transaction
DONE = "retention_done_at"  # in meta
DUTY_LOG = "events of duty"
# Exchanges tell of a day's calls before it begins and after it ended, by clocks that differ.
MARGIN = timedelta(hours=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is done next: to rows older than a day."""

    what: str
    verb: str  # "emptied", "deleted" or "left at the server"
    before: date
    rows: int


def what_is_due(
    connection: Connection, periods: RetentionSettings, now: datetime
) -> tuple[Due, ...]:
    """Return what the next run would do, without doing it."""
    day = _day(now, periods.operators_days)
    duty = count_old_events(connection, _start(day))
    return (
        *(
            Due(
                what=rule.name,
                verb="emptied" if isinstance(rule, Emptying) else "deleted",
                before=before.astimezone(ROME).date(),
                rows=count_old(connection, rule, millis(before), millis(now)),
            )
            for rule, before in _rules(periods, now)
        ),
        Due(what=DUTY_LOG, verb="deleted", before=day, rows=duty),
    )


def calls_kept_from(connection: Connection) -> date | None:
    """Return the first day whose calls are all there; None: nothing was ever deleted."""
    at = mark(connection, CALLS_KEPT_FROM)
    return instant(at).astimezone(ROME).date() if at else None


class ForgetOldRows:
    """Small transactions, one after the other; a run that was cut short is simply done again."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        periods: RetentionSettings,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._periods = periods
        self._clock = clock
        self.aside = RowsAside("retention", clock)

    async def when_due(self) -> None:
        """Run once a night. Raise StoreFault."""
        if is_night(self._clock(), await self._database.read(last_done)):
            await self()

    async def __call__(self) -> Mapping[str, int]:
        """Return how many rows were emptied or deleted, by what they held. Raise StoreFault."""
        now = self._clock()
        gone: Counter[str] = Counter()
        is_done = False
        while not is_done:
            part, is_done = await self._database.write(
                partial(_some, periods=self._periods, now=now)
            )
            gone.update(part)
        gone[DUTY_LOG] += await self._trim_duty_log(now)
        found = +gone
        await self._database.write(lambda c: _note_done(c, found.total(), now))
        if found:
            log.info("old rows emptied or deleted: %s", dict(found))
        return found

    async def _trim_duty_log(self, now: datetime) -> int:
        before = _start(_day(now, self._periods.operators_days))
        accounts = await self._database.read(lambda c: accounts_with_old_events(c, before))
        count = 0
        for account_id in map(AccountId, accounts):
            trim = partial(trim_duty_log, account_id=account_id, before=before)
            # In steps: the log of an operator of years would hold the writer for seconds. An event
            # that cannot be read keeps that operator's log, and nobody else's.
            work = partial(in_steps, self._database, trim)
            count += await self.aside.alone(account_id, work) or 0
        return count


def last_done(connection: Connection) -> datetime | None:
    """Return when a run ended last; None: none ever did."""
    at = mark(connection, DONE)
    return instant(at) if at else None


def _note_done(connection: Connection, rows: int, now: datetime) -> None:
    set_mark(connection, DONE, millis(now))
    # By a wrong clock: calls until now may be gone, those from now on are not.
    if mark(connection, CALLS_KEPT_FROM) > millis(now):
        set_mark(connection, CALLS_KEPT_FROM, millis(now))
    if rows:
        write_audit(connection, None, "retention", f"{rows} rows", now)


def _some(
    connection: Connection, periods: RetentionSettings, now: datetime
) -> tuple[Counter[str], bool]:
    """Do what fits into one transaction; return what was done, and whether that was all."""
    gone: Counter[str] = Counter()
    left = AT_ONCE
    for rule, before in _rules(periods, now):
        if isinstance(rule, Emptying):
            count, is_done = empty_some(connection, rule, millis(before), left, millis(now))
        else:
            count = delete_some(connection, rule, millis(before), left)
            # The account of a day must say "deleted", not "differs".
            if count and rule in FIGURES:
                _keep_from(connection, periods, now)
            is_done = count < left
        gone[rule.name] += count
        left -= count
        if not is_done or left <= 0:
            return gone, False
    return gone, True


def _keep_from(connection: Connection, periods: RetentionSettings, now: datetime) -> None:
    """Say from when calls are whole, in the transaction in which rows of theirs go."""
    start = millis(_start(_day(now, periods.figures_days)))
    if start > mark(connection, CALLS_KEPT_FROM):
        set_mark(connection, CALLS_KEPT_FROM, start)


def _rules(
    periods: RetentionSettings, now: datetime
) -> Iterator[tuple[Emptying | Deletion, datetime]]:
    """Yield each rule with the instant its rows must be older than, in the order of work."""
    for rule in NUMBERS:
        yield rule, _start(_day(now, periods.numbers_days))
    yield BLOCKS, _start(_day(now, periods.numbers_days))
    for rule in OPERATORS:
        yield rule, _start(_day(now, periods.operators_days))
    for old in FIGURES:
        # Exchanges tell of a day's calls by other clocks: their reports stay longer than the calls.
        margin = MARGIN if old.table == "exchange_event" else timedelta()
        yield old, _start(_day(now, periods.figures_days)) - margin


def _day(now: datetime, days: int) -> date:
    """Return the day in Rome that many days ago; the rows of earlier ones are old."""
    return now.astimezone(ROME).date() - timedelta(days=days)


def _start(day: date) -> datetime:
    # Whole days of Rome: half a day would not balance in its account.
    return datetime.combine(day, time.min, tzinfo=ROME)
