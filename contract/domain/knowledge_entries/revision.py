"""Work on the knowledge base before operators see it: one open revision an entry, merged by field.

A revision holds the whole entry as it would be published. Two editors of one entry write into the
same revision; where both changed one field in ways that do not fit together, both texts are kept
as a clash until somebody settles it. Nobody reviews their own writing.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import msgspec

from contract.domain.ids import AccountId, ReportId, RevisionId
from contract.domain.knowledge_entries.entry_findings import EntryFinding


class EntryKind(StrEnum):
    """What can be edited; the same words as the kinds of the change feed."""

    OFFICE = "office"
    CARD = "card"
    FAQ = "faq"
    THESAURUS = "thesaurus"


class RevisionState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"  # approved, published at publish_at
    PUBLISHED = "published"
    DISCARDED = "discarded"


OPEN_STATES = frozenset({RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.SCHEDULED})


class FieldClash(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts of one field. The revision's body holds one, this the other; none is lost."""

    field: str
    other: str  # JSON of the field's value
    author_id: AccountId
    author_name: str
    at: datetime


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: RevisionId
    entry_kind: EntryKind
    entry_id: str
    body: str  # JSON of the entry
    base_version: int = 0  # of the published entry it began from; 0: a new entry
    title: str = ""  # of the entry, for lists
    state: RevisionState = RevisionState.DRAFT
    # Everybody who wrote in it: first who began it, last who wrote last, which may be the same.
    author_ids: tuple[AccountId, ...] = ()
    author_names: tuple[str, ...] = ()  # likewise
    begun_at: datetime | None = None
    edited_at: datetime | None = None
    why: str = ""  # what changed and why, for reviewer and history
    reviewer_id: AccountId | None = None  # who was asked, or who decided
    review_note: str = ""
    publish_at: datetime | None = None
    batch_id: str = ""  # of one bulk edit
    report_ids: tuple[ReportId, ...] = ()  # faults operators reported, which this mends
    clashes: tuple[FieldClash, ...] = ()
    held_for: tuple[EntryFinding, ...] = ()  # errors that stood against its publication
    version: int = 1

    def written_by(self, account_id: AccountId, name: str) -> "Revision":
        """Return it with this author as the last one who wrote."""
        authors = list(zip(self.author_ids, self.author_names, strict=False))
        if authors and authors[-1][0] == account_id:
            return self
        gone = {account_id, *self.author_ids[:1]}
        kept = [*authors[:1], *(one for one in authors[1:] if one[0] not in gone)]
        ids, names = zip(*kept, (account_id, name), strict=True)
        return msgspec.structs.replace(self, author_ids=ids, author_names=names)

    def may_be_decided_by(self, account_id: AccountId) -> bool:
        """Return whether nothing of it was read by this account alone.

        The last author has handed it over, and so has read what the others wrote.
        """
        return account_id not in self.author_ids[-1:]


def as_read(revisions: Iterable[Revision]) -> str:
    """Return what tells these revisions as they are now from any others, however many they are."""
    lines = sorted(f"{one.id} {one.version}" for one in revisions)
    return sha256("\n".join(lines).encode()).hexdigest()
