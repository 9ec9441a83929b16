"""What a row of the editors' list says of an entry: its topic, its state, until when it holds."""

from datetime import date
from enum import StrEnum

import msgspec

from console.model.editing.editing_work import EditingItem, EditingWork
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState

type EntryKey = tuple[EntryKind, str]


class EntryFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Of an entry as operators have it."""

    topic_id: str = ""
    valid_until: date | None = None
    is_withdrawn: bool = False


class ListedState(StrEnum):
    """In the order in which they are offered."""

    PUBLISHED = "published"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    WITHDRAWN = "withdrawn"


_OF_REVISION = {
    RevisionState.DRAFT: ListedState.DRAFT,
    RevisionState.IN_REVIEW: ListedState.IN_REVIEW,
    RevisionState.SCHEDULED: ListedState.SCHEDULED,
}


def facts_of(entry: Entry) -> EntryFacts:
    return EntryFacts(
        topic_id=getattr(entry, "topic_id", ""),
        valid_until=getattr(entry, "valid_until", None),
        is_withdrawn=bool(getattr(entry, "withdrawn", "")),
    )


def key_of(item: EditingItem) -> EntryKey:
    return item.entry_kind, item.entry_id


def state_of(item: EditingItem, work: EditingWork, facts: EntryFacts | None) -> ListedState | None:
    """Return the state of what is being worked on, else of what is published; None: neither."""
    revision = item.revision or _open_revision(item, work)
    if revision is not None and revision.state in _OF_REVISION:
        return _OF_REVISION[revision.state]
    if facts is None:
        return ListedState.DRAFT if item.is_unsent else None
    return ListedState.WITHDRAWN if facts.is_withdrawn else ListedState.PUBLISHED


def _open_revision(item: EditingItem, work: EditingWork) -> Revision | None:
    return next(
        (one for one in work.revisions if (one.entry_kind, one.entry_id) == key_of(item)), None
    )
