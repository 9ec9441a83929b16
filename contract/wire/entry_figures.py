"""How each entry of the knowledge base does: for editors, and for leads. Of no person."""

from datetime import date
from enum import StrEnum

import msgspec

from contract.domain.knowledge_entries.revision import EntryKind

PERIODS = (7, 30, 90)  # days; older figures are not kept
ROWS_LIMIT = 500  # on the screen; the sheet has all


class FiguresOrder(StrEnum):
    MOST_USED = "most_used"
    READ = "read"
    LINKED = "linked"
    SENT = "sent"
    REPORTED = "reported"
    NEVER_USED = "never_used"  # only those
    OVERDUE = "overdue"  # only those, the longest first


class FiguresColumn(StrEnum):
    """What the rows may be sorted by, in the order of the columns."""

    TITLE = "title"
    READ = "read"
    LINKED = "linked"
    SENT = "sent"
    REPORTED = "reported"
    DUE = "due"


class FiguresSort(msgspec.Struct, frozen=True, kw_only=True):
    """is_falling: the greatest, the last letter or the latest day first."""

    column: FiguresColumn
    is_falling: bool = False


class EntryRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """read: shown for 3 s. linked: to a closed contact. sent: to citizens, in 30 days at most.

    due_on: when it is to be looked at again; None for what follows another entry.
    """

    entry_kind: EntryKind
    entry_id: str
    title: str
    read: int = 0
    linked: int = 0
    sent: int = 0
    reported: int = 0
    due_on: date | None = None
    is_overdue: bool = False


class VainWords(msgspec.Struct, frozen=True, kw_only=True):
    """What several operators searched in vain, as the editors have it before them."""

    words: str
    times: int


class FiguresOfEntries(msgspec.Struct, frozen=True, kw_only=True):
    """rows: ROWS_LIMIT at most, in the order asked for. total, unused, overdue: of all entries.

    listed: how many rows that order has. sort: the column they all were sorted by, if any.
    """

    since: date
    rows: tuple[EntryRow, ...] = ()
    total: int = 0
    unused: int = 0
    overdue: int = 0
    vain: tuple[VainWords, ...] = ()
    listed: int = 0
    sort: FiguresSort | None = None
