"""The figures of all entries: how much they are used, and whether they are looked after."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from contract.domain.account import Account, Capability
from contract.domain.ids import TEAM_SCOPE
from contract.domain.knowledge_entries.entry_report import OPEN_REPORTS, ReportCause
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.entry_figures import (
    PERIODS,
    ROWS_LIMIT,
    EntryRow,
    FiguresColumn,
    FiguresOfEntries,
    FiguresOrder,
    FiguresSort,
    VainWords,
)
from server.store.engine.connection import Connection, millis
from server.store.knowledge.entry_use import UseFigures, use_since
from server.usecases.knowledge.maintenance.due_entries import entries_in_force

VAIN_LIMIT = 20
COLUMNS = ("kind", "id", "title", "read", "linked", "sent", "reported", "due_on", "overdue")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet must not reckon with a title
_NEVER = UseFigures()
_BY: dict[FiguresOrder, Callable[[EntryRow], int]] = {
    FiguresOrder.MOST_USED: lambda row: row.read + 3 * row.linked,
    FiguresOrder.READ: lambda row: row.read,
    FiguresOrder.LINKED: lambda row: row.linked,
    FiguresOrder.SENT: lambda row: row.sent,
    FiguresOrder.REPORTED: lambda row: row.reported,
}


def may_see_figures(account: Account) -> bool:
    """Return whether the account edits the knowledge base, or leads a team."""
    return account.may(Capability.KNOWLEDGE_EDIT) or account.may(Capability.MONITOR_READ)


def entry_figures(
    connection: Connection,
    days: int,
    order: FiguresOrder,
    now: datetime,
    sort: FiguresSort | None = None,
) -> FiguresOfEntries:
    """Return the figures since so many days ago, of Rome; days: the next of PERIODS.

    sort: of the rows of that order, all of them, before those beyond the limit are left out.
    """
    today = now.astimezone(ROME).date()
    since = today - timedelta(days=_period(days))
    rows = list(_rows(connection, since, today))
    listed = _ordered(rows, order)
    if sort is not None:
        # Before the limit: sorted after it, the first row would not be the first of all.
        listed = _sorted(listed, sort)
    return FiguresOfEntries(
        since=since,
        rows=tuple(listed[:ROWS_LIMIT]),
        total=len(rows),
        unused=sum(_is_unused(row) for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        vain=tuple(_vain(connection)),
        listed=len(listed),
        sort=sort,
    )


def figures_sheet(connection: Connection, days: int, now: datetime) -> bytes:
    """Return all rows as CSV in UTF-8 with its mark, for a spreadsheet."""
    today = now.astimezone(ROME).date()
    rows = _rows(connection, today - timedelta(days=_period(days)), today)
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for row in _ordered(list(rows), FiguresOrder.MOST_USED):
        # Opened in a spreadsheet a title that begins with "=" is reckoned.
        title = f"'{row.title}" if row.title.startswith(_FORMULA) else row.title
        numbers = (row.read, row.linked, row.sent, row.reported)
        due = (row.due_on or "", "1" if row.is_overdue else "")
        sheet.writerow((row.entry_kind, row.entry_id, title, *numbers, *due))
    # With its mark: spreadsheets take UTF-8 without it for the system's own encoding.
    return text.getvalue().encode("utf-8-sig")


def _period(days: int) -> int:
    return next((period for period in PERIODS if days <= period), PERIODS[-1])


def _rows(connection: Connection, since: date, today: date) -> Iterator[EntryRow]:
    used, sent = use_since(connection, since), _sent_since(connection, since)
    for entry in entries_in_force(connection, today):
        figures = used.get((entry.kind, entry.id), _NEVER)
        yield EntryRow(
            entry_kind=entry.kind,
            entry_id=entry.id,
            title=entry.title,
            read=figures.read,
            linked=figures.linked,
            sent=sent.get(entry.id, 0) if entry.kind is EntryKind.CARD else 0,
            reported=figures.reported,
            due_on=entry.due_on,
            is_overdue=entry.due_on < today,
        )
    yield from _questions(connection, used)


def _questions(
    connection: Connection, used: dict[tuple[EntryKind, str], UseFigures]
) -> Iterator[EntryRow]:
    """FAQs are looked at again with their card. One counts as read when a search led to it."""
    shown = "SELECT id, question FROM faq WHERE deleted = 0 AND withdrawn = ''"
    for row in connection.execute(f"{shown} AND original_id IS NULL"):
        figures = used.get((EntryKind.FAQ, row["id"]), _NEVER)
        yield EntryRow(
            entry_kind=EntryKind.FAQ,
            entry_id=row["id"],
            title=row["question"],
            # The answer of a FAQ stands in the hit itself: it is read without being opened.
            read=max(figures.read, figures.found),
            linked=figures.linked,
            reported=figures.reported,
        )


def _sent_since(connection: Connection, since: date) -> dict[str, int]:
    """Return how often each card was sent to citizens; its translations count for themselves."""
    begin = datetime.combine(since, datetime.min.time(), ROME)
    rows = connection.execute(
        # Nothing changes before it was asked for, and the index is that of the changes.
        "SELECT card_id, count(*) AS times FROM sending WHERE changed_at >= :at AND asked_at >= :at"
        # What the team hears of is an operator's sending once more.
        " AND scope <> :team GROUP BY card_id",
        {"at": millis(begin), "team": TEAM_SCOPE},
    )
    return {row["card_id"]: int(row["times"]) for row in rows}


def _vain(connection: Connection) -> Iterator[VainWords]:
    states = ", ".join(f"'{state}'" for state in sorted(OPEN_REPORTS))
    rows = connection.execute(
        f"SELECT text, times FROM entry_report WHERE cause = :cause AND state IN ({states})"
        " AND deleted = 0 ORDER BY times DESC, id LIMIT :limit",
        {"cause": str(ReportCause.NO_ANSWER), "limit": VAIN_LIMIT},
    )
    for row in rows:
        yield VainWords(words=row["text"], times=int(row["times"]))


def _is_unused(row: EntryRow) -> bool:
    return not (row.read or row.linked or row.sent)


def _ordered(rows: list[EntryRow], order: FiguresOrder) -> list[EntryRow]:
    """Equals come by title, so that the same question has the same answer."""
    if order is FiguresOrder.NEVER_USED:
        unused = [row for row in rows if _is_unused(row)]
        return sorted(unused, key=lambda row: (row.due_on or date.max, row.title, row.entry_id))
    if order is FiguresOrder.OVERDUE:
        late = [row for row in rows if row.is_overdue]
        return sorted(late, key=lambda row: (row.due_on or date.max, row.title, row.entry_id))
    return sorted(rows, key=lambda row: (-_BY[order](row), row.title, row.entry_id))


def _sorted(rows: list[EntryRow], sort: FiguresSort) -> list[EntryRow]:
    """Equals come by title, whichever way it goes; what is never due comes last."""
    # First by title: Python's sort keeps equals, so each column has one order.
    by_title = sorted(rows, key=lambda row: (row.title.casefold(), row.title, row.entry_id))
    if sort.column is FiguresColumn.TITLE:
        return by_title[::-1] if sort.is_falling else by_title
    if sort.column is FiguresColumn.DUE:
        due = [row for row in by_title if row.due_on is not None]
        due.sort(key=lambda row: row.due_on or date.max, reverse=sort.is_falling)
        # Turned with the others, what is never due would come first.
        return due + [row for row in by_title if row.due_on is None]
    return sorted(by_title, key=_BY[FiguresOrder(sort.column)], reverse=sort.is_falling)
