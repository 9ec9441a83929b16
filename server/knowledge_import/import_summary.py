"""How an import is to go about it, and what it did."""

from collections.abc import Callable

import msgspec

from contract.domain.knowledge_entries.entry_findings import EntryFinding
from contract.wire.changes import Kind


class ImportWay(msgspec.Struct, frozen=True, kw_only=True):
    """keeps_others: the knowledge is a part, read against what is there.

    removes_missing: what it lacks goes, when it is not a part. drafts: whether a new or changed
    value waits for an editor, beside what is published; None: all are published. reads_drafts: it
    was read against the drafts as well.
    """

    keeps_others: bool = False
    removes_missing: bool = True
    reads_drafts: bool = False
    drafts: Callable[[Kind, msgspec.Struct, msgspec.Struct | None], bool] | None = None

    @property
    def removes(self) -> bool:
        return self.removes_missing and not self.keeps_others


WHOLE = ImportWay()


class KindSummary(msgspec.Struct, frozen=True, kw_only=True):
    added: int = 0  # withdrawn ones that came back too
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    drafts: int = 0  # new or changed ones that wait for an editor
    waiting: int = 0  # unchanged ones that an earlier import left with editors


class ImportSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, by kind. missing: "card k1 «Title»" of what the files lack.

    is_removed: whether that was taken out, or stays. unfit: kind, id and error of new drafts.
    """

    kinds: dict[Kind, KindSummary]
    missing: tuple[str, ...] = ()
    is_removed: bool = False
    unfit: tuple[tuple[Kind, str, EntryFinding], ...] = ()

    @property
    def changes(self) -> int:
        """Return how many feed rows it made."""
        return sum(
            kind.added + kind.changed + kind.withdrawn + kind.drafts for kind in self.kinds.values()
        )
