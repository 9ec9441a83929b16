"""What the server counts of the knowledge base: what is asked, what is new, how much it is used."""

from console.model.editing.editing_work import UseOfEntry
from console.sync.server_link import ServerLink
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.entry_figures import FiguresOfEntries, FiguresOrder, FiguresSort
from contract.wire.knowledge_today import KnowledgeToday
from contract.wire.knowledge_use import ENTRIES_LIMIT, EntryFigures, KnowledgeFigures
from contract.wire.own_reports import OwnReports


class KnowledgeLink:
    """Raises ServerUnreachable, ServerNotTrusted, SessionExpired."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def today(self) -> KnowledgeToday:
        return await self._link.ask("GET", "/knowledge/today", None, KnowledgeToday)

    async def own_reports(self) -> OwnReports:
        """Return what became of the operator's reports."""
        return await self._link.ask("GET", "/knowledge/reports/mine", None, OwnReports)

    async def figures(
        self, days: int, order: FiguresOrder, sort: FiguresSort | None = None
    ) -> FiguresOfEntries:
        """Raise ServerRejected for whoever neither edits nor leads."""
        path = f"/knowledge/figures/{days}/{order}"
        if sort is not None:
            path += f"?by={'-' if sort.is_falling else ''}{sort.column}"
        return await self._link.ask("GET", path, None, FiguresOfEntries)

    async def figures_sheet(self, days: int) -> bytes:
        """Return all rows as CSV. Raise ServerRejected likewise."""
        return await self._link.download(f"/knowledge/figures-sheet/{days}")

    async def use_of(self, kind: EntryKind, entry_id: str) -> UseOfEntry | None:
        """Return how much an entry is used; None for one beyond those that are told."""
        told = await self._link.ask("GET", "/knowledge/use", None, KnowledgeFigures)
        for one in told.entries:
            if (one.entry_kind, one.entry_id) == (kind, entry_id):
                return UseOfEntry(told.since, one)
        # The list was cut: an entry that is missing from it may be used all the same.
        if len(told.entries) >= ENTRIES_LIMIT:
            return None
        return UseOfEntry(told.since, EntryFigures(entry_kind=kind, entry_id=entry_id))
