"""Each working day: asks owners about due entries, reports expired and missing ones to editors."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

import msgspec

from contract.domain.ids import EDITING_SCOPE, ReportId, new_id
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.knowledge.entry_reports import entries_with_open_reports, reports_by_stems
from server.store.knowledge.entry_use import forget_use
from server.store.knowledge.searches import VainStems, vain_stems
from server.store.messages.outgoing import delete_old
from server.store.messages.owner_mails import mails_to
from server.store.operations.in_steps import in_steps
from server.store.operations.old_rows import mark, set_mark
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import values_in
from server.usecases.knowledge.maintenance.ask_owner import ask_owner
from server.usecases.knowledge.maintenance.due_entries import DueEntry, due_entries, expired_entries
from server.usecases.knowledge.maintenance.owner_link import LINK_FOR
from server.usecases.messages.available_ways import sends_mail
from server.usecases.operations.nightly import is_of_today
from server.usecases.operations.rows_aside import RowsAside

log = logging.getLogger(__name__)

FIRST_AFTER = timedelta(minutes=5)  # a start belongs to the seats that come back
MORNING_HOUR = 8  # in Rome: a mail is read by whoever arrives at work
SATURDAY = 5
DONE = "campaign_done_at"  # in meta
# Calls are routed between two transactions.
AT_ONCE = 50  # reports in one transaction
OPEN_WITHOUT_OWNER = 20  # editors are not buried under what they cannot do at once
EXPIRED_A_DAY = 50
PEOPLE = 3  # operators who searched the same in vain before anybody reads it
VAIN_KEPT = timedelta(days=30)  # older searches say nothing any more
USE_KEPT = timedelta(days=400)
MESSAGES_KEPT = timedelta(days=365)


class VerificationCampaign:
    """Small transactions; a day that was cut short goes on where it stopped."""

    def __init__(
        self, *, database: ServerDatabase, reviews_a_day: int, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._reviews_a_day = reviews_a_day
        self._clock = clock
        self._begun_at = clock()
        self.aside = RowsAside("campaign", clock)

    async def when_due(self) -> None:
        """Run once a working day. Raise StoreFault."""
        now = self._clock()
        if now < self._begun_at + FIRST_AFTER:
            return
        local = now.astimezone(ROME)
        done = await self._database.read(last_campaign)
        is_due = local.hour >= MORNING_HOUR and local.weekday() < SATURDAY
        if is_due and not is_of_today(done, now):
            await self()

    async def __call__(self) -> int:
        """Return how many reports were made. Raise StoreFault."""
        now = self._clock()
        today = now.astimezone(ROME).date()
        write = self._database.write
        # First: what owners left unanswered counts among what editors have open.
        await write(lambda c: _reopen_unanswered(c, now))
        since = today - VAIN_KEPT
        in_vain = await self._database.read(lambda c: vain_stems(c, PEOPLE, since))
        made = await write(lambda c: _tell_vain(c, in_vain, now))
        expired = await self._database.read(lambda c: _new_expired(c, today))
        made += await self._make(ReportCause.EXPIRED, expired, now)
        due = await self._database.read(partial(_chosen, a_day=self._reviews_a_day, now=now))
        made += await self._make(ReportCause.REVIEW_DUE, due, now)
        # Last: a day that was cut short goes on where it stopped, for what is reported is known.
        await in_steps(self._database, lambda c: forget_use(c, today - USE_KEPT))
        await in_steps(self._database, lambda c: delete_old(c, now - MESSAGES_KEPT))
        await write(lambda c: _note_done(c, now))
        if made:
            log.info("reports made by the campaign: %d", made)
        return made

    async def _make(self, cause: ReportCause, entries: list[DueEntry], now: datetime) -> int:
        for first in range(0, len(entries), AT_ONCE):
            part = {one.id: one for one in entries[first : first + AT_ONCE]}
            report = partial(_report, cause=cause, entries=part, now=now)
            # One that no report can be made of keeps no other from its owner.
            await self._database.write(
                lambda c: self.aside.together(c, tuple(part), partial(report, c))  # noqa: B023
            )
        return len(entries)


def last_campaign(connection: Connection) -> datetime | None:
    """Return when it ended last; None: it never did."""
    at = mark(connection, DONE)
    return instant(at) if at else None


def _note_done(connection: Connection, now: datetime) -> None:
    set_mark(connection, DONE, millis(now))


def _reopen_unanswered(connection: Connection, now: datetime) -> None:
    """What owners did not answer in time is for the editors."""
    rows = connection.execute(
        "SELECT * FROM entry_report WHERE state = 'asked' AND asked_at < :before AND deleted = 0"
        # Locked: an answer on the last day must win over the morning's campaign (decision 0025).
        f" ORDER BY id{connection.for_update}",
        {"before": millis(now - LINK_FOR)},
    )
    edit = FeedEdit(connection, now=now)
    for report in values_in(connection, EntryReport, rows).values():
        edit.put(EDITING_SCOPE, msgspec.structs.replace(report, state=ReportState.OPEN))
    edit.finish()


def _tell_vain(connection: Connection, in_vain: Sequence[VainStems], now: datetime) -> int:
    """Make a work item of what several people searched and nothing answers."""
    edit, made = FeedEdit(connection, now=now), 0
    reports = reports_by_stems(connection)
    for vain in in_vain:
        known = reports.get(vain.stems)
        if known is None:
            edit.put(EDITING_SCOPE, _vain_report(vain, now))
            made += 1
        # Dismissed once, it stays so.
        elif known.state is ReportState.OPEN and known.times < vain.times:
            edit.put(EDITING_SCOPE, msgspec.structs.replace(known, times=vain.times))
    edit.finish()
    return made


def _vain_report(vain: VainStems, now: datetime) -> EntryReport:
    return EntryReport(
        id=ReportId(new_id()),
        cause=ReportCause.NO_ANSWER,
        text=vain.stems,
        times=vain.times,
        reported_at=now,
    )


def _new_expired(connection: Connection, today: date) -> list[DueEntry]:
    known = entries_with_open_reports(connection, ReportCause.EXPIRED)
    found = expired_entries(connection, today)
    return [entry for entry in found if (str(entry.kind), entry.id) not in known][:EXPIRED_A_DAY]


def _chosen(connection: Connection, a_day: int, now: datetime) -> list[DueEntry]:
    """Return what is asked today: so many of each owner, and a few that nobody answers for."""
    today = now.astimezone(ROME).date()
    midnight = datetime.combine(today, time.min, tzinfo=ROME)
    known = entries_with_open_reports(connection, ReportCause.REVIEW_DUE)
    open_here = _without_owner(connection)
    left: Counter[str] = Counter({"": OPEN_WITHOUT_OWNER - open_here})
    chosen = []
    for entry in due_entries(connection, today):
        owner = entry.owner_email
        if (str(entry.kind), entry.id) in known:
            continue
        if owner not in left:
            # Mails about calls included: nobody is asked more than so often a day.
            left[owner] = a_day - mails_to(connection, owner, midnight)
        if left[owner] > 0:
            left[owner] -= 1
            chosen.append(entry)
    return chosen


def _without_owner(connection: Connection) -> int:
    return connection.number(
        "SELECT count(*) AS n FROM entry_report WHERE cause = 'review_due' AND state = 'open'"
        " AND owner_email = '' AND deleted = 0"
    )


def _report(
    connection: Connection,
    ids: Iterable[str],
    *,
    cause: ReportCause,
    entries: Mapping[str, DueEntry],
    now: datetime,
) -> None:
    edit, can_ask = FeedEdit(connection, now=now), sends_mail(connection)
    for entry in (entries[one] for one in ids):
        report = EntryReport(
            id=ReportId(new_id()),
            cause=cause,
            entry_kind=EntryKind(entry.kind),
            entry_id=entry.id,
            entry_version=entry.version,
            title=entry.title,
            reported_at=now,
            due_on=entry.due_on,
            owner_email=entry.owner_email,
        )
        # What expired is work for the editors: somebody must say what holds now.
        if cause is ReportCause.REVIEW_DUE and entry.owner_email and can_ask:
            ask_owner(connection, edit, report, now)
        else:
            edit.put(EDITING_SCOPE, report)
    edit.finish()
