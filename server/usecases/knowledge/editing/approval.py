"""What of approved revisions may be published as it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from contract.domain.knowledge_entries.entry_checks import check_entry, errors_of
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import EntryFinding
from contract.domain.knowledge_entries.entry_value_faults import cleaned
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.domain.opening_times.opening_state import ROME
from contract.wire import reason_codes
from server.store.engine.connection import Connection
from server.usecases.knowledge.editing.entry_faults import require_references
from server.usecases.knowledge.editing.open_revisions import entry_in, published_entries
from server.usecases.knowledge.editing.rebase import rebased

MOST_NAMED = 10  # in a verdict


@dataclass(frozen=True, slots=True)
class Approved:
    revision: Revision
    entry: Entry
    published: Entry | None  # before

    @property
    def changed_fields(self) -> tuple[str, ...]:
        if self.published is None:
            return ("new",)
        names = (name for name in self.entry.__struct_fields__ if name != "version")
        return tuple(n for n in names if getattr(self.entry, n) != getattr(self.published, n))


class MustBeReadAgain(Exception):
    """Entries were published meanwhile, or have errors; revisions: as they are, drafts again."""

    def __init__(self, revisions: tuple[Revision, ...]) -> None:
        super().__init__(len(revisions))
        self.revisions = revisions
        self.code = _code_of(revisions)

    @property
    def detail(self) -> dict[str, str]:
        """Return which entries, and the errors that hold them: the first as field and check."""
        entries = ",".join(one.entry_id for one in self.revisions[:MOST_NAMED])
        told = {"entries": entries, "count": str(len(self.revisions))}
        held = [(one.entry_id, fault) for one in self.revisions for fault in one.held_for]
        if not held:
            return told
        (_, first), *_ = held
        faults = findings_told(held)
        return told | {"field": first.field, "check": str(first.code), "faults": faults}


def _code_of(revisions: tuple[Revision, ...]) -> str:
    if any(one.clashes for one in revisions):
        return reason_codes.HAS_CLASHES
    has_faults = any(one.held_for for one in revisions)
    return reason_codes.ENTRY_FAULT if has_faults else reason_codes.STALE_REVISION


def approved(
    connection: Connection, revisions: Sequence[Revision], now: datetime
) -> list[Approved]:
    """Return what may be published as it is; its errors are looked for once more.

    Raise MustBeReadAgain or Refused.
    """
    ready: list[Approved] = []
    unread: list[Revision] = []
    for kind, group in by_kind(revisions):
        stored = published_entries(connection, kind, [one.entry_id for one in group])
        for one in group:
            published = stored.get(one.entry_id)
            revision, woven = rebased(connection, one, published, now)
            # Signs that no file could carry are taken off last: what is published is clean.
            entry = cleaned(entry_in(revision))
            faults = errors_of(entry, published)
            # Nobody has read what it says now: an approval is of what the reviewer saw.
            if woven or revision.clashes or faults:
                unread.append(
                    msgspec.structs.replace(revision, state=RevisionState.DRAFT, held_for=faults)
                )
            else:
                ready.append(Approved(revision, entry, published))
    # All or none: what is approved together is published together.
    if unread:
        raise MustBeReadAgain(tuple(unread))
    # Last, and of all of them: one may refer to another that is published with it.
    require_references(connection, [one.entry for one in ready])
    return ready


def warnings_on(ready: Sequence[Approved], now: datetime) -> str:
    """Return what should be mended in these and does not stand against them; of a few only."""
    today = now.astimezone(ROME).date()
    # Warnings hold nothing: of five thousand entries only the first are looked at.
    few = ready[:MOST_NAMED]
    return findings_told(
        [
            (one.entry.id, found)
            for one in few
            for found in check_entry(one.entry, today, published=one.published)
        ]
    )


def findings_told(found: Sequence[tuple[str, EntryFinding]]) -> str:
    """Return "o1/desk_times/hours_unusable,…": entry, field and check of the first ones."""
    return ",".join(f"{entry}/{one.field}/{one.code}" for entry, one in found[:MOST_NAMED])


def by_kind(revisions: Sequence[Revision]) -> Iterator[tuple[EntryKind, list[Revision]]]:
    for kind in EntryKind:
        group = [one for one in revisions if one.entry_kind is kind]
        if group:
            yield kind, group
