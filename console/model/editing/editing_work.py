"""What an editor may turn to: grouped by what is to be done with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from console.model.editing.revision_draft import RevisionDraft, draft_key
from contract.domain.account import Account, Capability
from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import EntryFinding
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.wire.knowledge_use import EntryFigures


class Group(StrEnum):
    """In the order in which they are offered."""

    CLASHES = "clashes"  # two texts of one field, in what I wrote
    TO_REVIEW = "to_review"
    FLAGGED = "flagged"
    DUE = "due"
    IN_VAIN = "in_vain"
    IMPORTED = "imported"  # brought by an import, nobody has looked at them yet
    MINE = "mine"
    IN_REVIEW = "in_review"  # handed over, in somebody's hands
    SCHEDULED = "scheduled"
    OTHERS = "others"  # drafts of others
    FOUND = "found"


class EditingItem(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list. is_unsent: something typed lies on this seat only."""

    key: str
    group: Group
    entry_kind: EntryKind
    entry_id: str = ""  # "": there is no entry yet, searched in vain
    title: str = ""
    revision: Revision | None = None
    report: EntryReport | None = None
    is_unsent: bool = False
    findings: tuple[EntryFinding, ...] = ()  # errors of what an import brought
    batch_size: int = 1  # revisions decided together, of which this is the first
    is_sample: bool = False  # one of a batch, shown so that not all must be looked at


class EditingWork(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in the replica: open revisions, open reports, and drafts of this seat."""

    revisions: tuple[Revision, ...] = ()
    reports: tuple[EntryReport, ...] = ()
    drafts: tuple[RevisionDraft, ...] = ()
    findings: dict[RevisionId, tuple[EntryFinding, ...]] = {}  # of what an import brought


class UseOfEntry(msgspec.Struct, frozen=True):
    """What was counted at all seats since a day of Rome."""

    since: date
    figures: EntryFigures


class EntryFile(msgspec.Struct, frozen=True, kw_only=True):
    """All there is about one entry. original: what a translation translates."""

    entry_kind: EntryKind
    entry_id: str
    published: Entry | None = None
    revision: Revision | None = None
    draft: RevisionDraft | None = None
    original: Entry | None = None
    translations: tuple[Entry, ...] = ()
    card: ServiceCard | None = None  # of a FAQ: the first it answers for
    offices: tuple[Office, ...] = ()
    faqs: tuple[Faq, ...] = ()

    @property
    def key(self) -> str:
        return draft_key(self.entry_kind, self.entry_id)

    @property
    def is_absent(self) -> bool:
        """Return whether this seat has nothing of it, not even what was typed here."""
        return self.published is None and self.revision is None and self.draft is None


SAMPLE = 10  # entries of an import

_OF_CAUSE = {
    ReportCause.OPERATOR: Group.FLAGGED,
    ReportCause.REVIEW_DUE: Group.DUE,
    ReportCause.EXPIRED: Group.DUE,
    ReportCause.NO_ANSWER: Group.IN_VAIN,
}


def groups_of(work: EditingWork, me: Account, today: date) -> dict[Group, tuple[EditingItem, ...]]:
    """Return every group but what is found by searching; empty ones too."""
    items = [*_of_revisions(work, me), *_of_drafts(work), *_of_reports(work, today)]
    return {
        group: tuple(item for item in items if item.group is group)
        for group in Group
        if group is not Group.FOUND
    }


def decisions_in(items: Sequence[EditingItem]) -> int:
    """Return how many there are to be done; what is only to be looked at is none."""
    return sum(not item.is_sample for item in items)


def batch_size(work: EditingWork, revision: Revision) -> int:
    """Return how many revisions are decided together with this one, itself included."""
    return len(batch_of(work, revision))


def batch_of(work: EditingWork, revision: Revision) -> tuple[Revision, ...]:
    """Return the revisions that are decided together with this one, itself as it is given."""
    if not revision.batch_id:
        return (revision,)
    place = (revision.batch_id, revision.state)
    others = (one for one in work.revisions if (one.batch_id, one.state) == place)
    return (revision, *(one for one in others if one.id != revision.id))


def _of_revisions(work: EditingWork, me: Account) -> Iterator[EditingItem]:
    """Yield each revision, of one bulk edit the first, of one import a sample too."""
    unsent = {draft.key for draft in work.drafts}
    batches: dict[tuple[str, RevisionState], list[Revision]] = defaultdict(list)
    for revision in work.revisions:
        batches[revision.batch_id or revision.id, revision.state].append(revision)
    for batch in batches.values():
        for place, revision in enumerate(_shown(batch)):
            yield EditingItem(
                batch_size=1 if place else len(batch),
                is_sample=place > 0,
                key=f"revision {revision.id}",
                group=_group_of(revision, me),
                entry_kind=revision.entry_kind,
                entry_id=revision.entry_id,
                title=revision.title,
                revision=revision,
                findings=work.findings.get(revision.id, ()),
                is_unsent=f"{revision.entry_kind}:{revision.entry_id}" in unsent,
            )


def _shown(batch: Sequence[Revision]) -> Sequence[Revision]:
    """Return the line of what is decided together, and of an import some to look at.

    Hundreds of offices whose hours changed in one step say the same; entries of an import do not.
    """
    return batch[:1] if batch[0].author_ids else batch[:: -(-len(batch) // SAMPLE)]


def _group_of(revision: Revision, me: Account) -> Group:
    is_mine = me.id in revision.author_ids
    if revision.state is RevisionState.SCHEDULED:
        return Group.SCHEDULED
    if revision.state is RevisionState.IN_REVIEW:
        may_review = revision.may_be_decided_by(me.id) and me.may(Capability.KNOWLEDGE_REVIEW)
        return Group.TO_REVIEW if may_review else Group.IN_REVIEW
    # No author: an import brought it, and nobody has looked at it yet.
    if not revision.author_ids:
        return Group.IMPORTED
    if is_mine:
        # Clashes keep an entry from being handed over: they come first.
        return Group.CLASHES if revision.clashes else Group.MINE
    return Group.OTHERS


def _of_drafts(work: EditingWork) -> Iterator[EditingItem]:
    """Yield what lies on this seat alone, of entries nobody has open."""
    known = {f"{one.entry_kind}:{one.entry_id}" for one in work.revisions}
    for draft in work.drafts:
        # A draft of an entry with a revision is told by that line (is_unsent).
        if draft.key not in known:
            yield EditingItem(
                key=f"draft {draft.key}",
                group=Group.MINE,
                entry_kind=draft.entry_kind,
                entry_id=draft.entry_id,
                title=draft.title,
                is_unsent=True,
            )


def _of_reports(work: EditingWork, today: date) -> Iterator[EditingItem]:
    due = [one for one in work.reports if one.due_on is None or one.due_on <= today]
    later = [one for one in work.reports if one.due_on is not None and one.due_on > today]
    # What is due keeps the order of how often it was told; the rest goes by its day.
    for report in (*due, *sorted(later, key=lambda one: str(one.due_on))):
        yield EditingItem(
            key=f"report {report.id}",
            group=_OF_CAUSE[report.cause],
            entry_kind=report.entry_kind,
            entry_id=report.entry_id,
            title=report.title or report.text,
            report=report,
        )
