"""What the server sends to seats: change feed, snapshots, checksums and hints."""

import hashlib
import zlib
from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import quote

import msgspec

from contract.domain.callback import Callback, CallbackAttempt
from contract.domain.case import Case, CaseActivity
from contract.domain.contact import Contact
from contract.domain.knowledge_entries.entry_report import EntryReport
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    ServiceCard,
    ThesaurusLine,
    Topic,
)
from contract.domain.knowledge_entries.learning import (
    LearnedWord,
    SearchTrial,
    SynonymProposal,
    TrialQuestion,
)
from contract.domain.knowledge_entries.revision import Revision
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.domain.queue import Queue
from contract.domain.sending import Sending

PAGE_LIMIT = 500
# Of a page of a copy, where all seats get the same: each question costs the server as much as its
# rows. Whole within seconds on a city's line, which all seats of a site share.
COPY_ROWS = 2000
HEADER_CHANGES = "X-Changes"  # "1": this seat applies changes that come in the stream
# Its data: a line with the value of HEADER_SIGNATURE, one with ScopeNews.
EVENT_CHANGES = "changes"
NO_BODY = msgspec.Raw(b"null")  # msgspec decodes no "Raw or None"


class Kind(StrEnum):
    TOPIC = "topic"
    DESK = "desk"
    OFFICE = "office"
    CARD = "card"
    FAQ = "faq"
    THESAURUS = "thesaurus"
    VECTOR = "vector"
    CONTACT = "contact"
    CASE = "case"
    ACTIVITY = "activity"
    CALLBACK = "callback"
    ATTEMPT = "attempt"
    QUEUE = "queue"
    REVISION = "revision"
    REPORT = "report"
    LEARNED = "learned"
    PROPOSAL = "proposal"
    QUESTION = "question"
    TRIAL = "trial"
    SENDING = "sending"


BODY_TYPES: dict[Kind, type[msgspec.Struct]] = {
    Kind.TOPIC: Topic,
    Kind.DESK: Desk,
    Kind.OFFICE: Office,
    Kind.CARD: ServiceCard,
    Kind.FAQ: Faq,
    Kind.THESAURUS: ThesaurusLine,
    Kind.VECTOR: TextVector,
    Kind.CONTACT: Contact,
    Kind.CASE: Case,
    Kind.ACTIVITY: CaseActivity,
    Kind.CALLBACK: Callback,
    Kind.ATTEMPT: CallbackAttempt,
    Kind.QUEUE: Queue,
    Kind.REVISION: Revision,
    Kind.REPORT: EntryReport,
    Kind.LEARNED: LearnedWord,
    Kind.PROPOSAL: SynonymProposal,
    Kind.QUESTION: TrialQuestion,
    Kind.TRIAL: SearchTrial,
    Kind.SENDING: Sending,
}


class Op(StrEnum):
    PUT = "put"
    GONE = "gone"  # deleted, or left this scope


class Change(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """seq is gapless per scope; kind is text: a kind of a newer server is kept, not refused."""

    seq: int
    kind: str
    id: str
    op: Op
    version: int
    body: msgspec.Raw = NO_BODY  # JSON of BODY_TYPES[kind]; null when gone
    command_id: str | None = None


class PullRequest(msgspec.Struct, frozen=True, kw_only=True):
    epoch: str | None  # None: this seat has never pulled
    cursors: dict[str, int]  # scope -> last seq applied
    limit: int = PAGE_LIMIT  # changes per scope, 1 to PAGE_LIMIT
    acknowledged: str | None = None  # the last command that this server called applied


class ScopeChanges(msgspec.Struct, frozen=True, kw_only=True):
    head: int
    changes: tuple[Change, ...] = ()
    checksum: int | None = None  # of the scope at head, when changes reach it
    reset: bool = False  # take a snapshot: unknown, expired or impossible cursor


class PullReply(msgspec.Struct, frozen=True, kw_only=True):
    """scopes are exactly what the account may see now; any other scope must be purged locally.

    erasures: another text since somebody was erased: the seat asks whether it has sent of them.
    """

    epoch: str
    scopes: dict[str, ScopeChanges]
    has_lost: bool = False  # it does not know the command that it had acknowledged
    erasures: str = ""


class ScopeNews(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the stream: what a scope's feed has behind a number, as of its head."""

    epoch: str
    scope: str
    after: int
    head: int
    changes: tuple[Change, ...]
    checksum: int | None = None  # of the scope at head


class SnapshotRow(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    kind: str
    id: str
    version: int
    body: msgspec.Raw


class SnapshotPage(msgspec.Struct, frozen=True, kw_only=True):
    """Keyset page. The seat keeps the head of the FIRST page and replays the feed from there."""

    epoch: str
    head: int
    rows: tuple[SnapshotRow, ...]
    next_after: str | None = None  # opaque; None on the last page
    total: int = 0  # rows of the whole copy, on its first page; 0: not told


class CopyPart(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A page of a copy by what is in it: a seat that holds the same rows need not fetch it.

    key: by which the page is asked for. spans: (kind, id behind which it begins, its last id).
    """

    key: str
    spans: tuple[tuple[str, str, str], ...]
    digest: str  # rows_digest of its rows


class CopyOutline(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of a copy, each read after head: the feed goes on from there as from a first page's."""

    epoch: str
    head: int
    parts: tuple[CopyPart, ...]
    next_after: str | None = None  # of the pages, and of the outline, behind the last part
    total: int = 0  # as of SnapshotPage


def rows_digest(rows: Iterable[SnapshotRow]) -> str:
    """Return what tells that rows are the same to the last byte, in the same order."""
    sha = hashlib.sha256()
    for row in rows:
        sha.update(msgspec.json.encode(row) + b"\n")
    return sha.hexdigest()


def outline_path(scope: str, after: str | None) -> str:
    """Return path and query by which each seat asks for an outline, as snapshot_path does."""
    path = f"/snapshot/{quote(scope, safe='')}/parts"
    return path if after is None else f"{path}?after={quote(after, safe='')}"


def snapshot_path(scope: str, after: str | None, rows: int = COPY_ROWS) -> str:
    """Return path and query by which each seat asks for a page, below API_PREFIX.

    The same for all: they are signed with the page, which is signed once. rows: PAGE_LIMIT as
    consoles of before ask; a server of before gives no more whatever is asked.
    """
    # Scopes hold colons, and keys come from the server: quoted, neither can change the path.
    path = f"/snapshot/{quote(scope, safe='')}?limit={PAGE_LIMIT}"
    if rows != PAGE_LIMIT:
        path += f"&rows={rows}"
    return path if after is None else f"{path}&after={quote(after, safe='')}"


RESHAPED = "~"  # in an epoch: what follows began with a migration that gave rows another shape


def life_of(epoch: str) -> str:
    """Return what epochs have in common between which nothing was lost: only rows changed shape."""
    return epoch.partition(RESHAPED)[0]


CHECKSUM_MASK = 0xFFFFFFFF


def checksum(versions: Iterable[tuple[str, str, int]]) -> int:
    """Sum the (kind, id, version) of a scope; independent of their order."""
    total = 0
    for kind, entity_id, version in versions:
        # A sum: a seat keeps it up row by row, in whatever order rows come and go.
        total = (total + zlib.crc32(f"{kind}:{entity_id}:{version}".encode())) & CHECKSUM_MASK
    return total
