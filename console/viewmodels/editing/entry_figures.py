"""How the entries of the knowledge base do: a period, an order, and the sheet to take along."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD, SheetNotSaved
from console.runtime.task_scope import Latest, TaskScope
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Capability
from contract.wire.entry_figures import FiguresColumn, FiguresOfEntries, FiguresOrder, FiguresSort


class EntryFiguresViewModel(QObject):
    """fault: "", "away" or "not_saved". found stays what was told last. saved: the sheet's path."""

    changed = Signal()

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        load: Callable[[int, FiguresOrder, FiguresSort | None], Awaitable[FiguresOfEntries]],
        sheet: Callable[[int], Awaitable[bytes]],
        save: Callable[[str, bytes], Awaitable[Path]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._operator = operator
        self._load = load
        self._sheet = sheet
        self._save = save
        self._figures = Latest("figures.entries", scope)
        self._exported = Latest("figures.sheet", scope)
        self._now = now
        self.days = 30
        self.order = FiguresOrder.MOST_USED
        self.sort: FiguresSort | None = None  # as asked for; found.sort: what is shown
        self.found: FiguresOfEntries | None = None
        self.fault = ""
        self.saved: Path | None = None

    @property
    def may_see(self) -> bool:
        """Return whether she keeps the knowledge base, or leads those who use it."""
        account = self._operator.account
        if account is None:
            return False
        return account.may(Capability.KNOWLEDGE_EDIT) or account.may(Capability.MONITOR_READ)

    @property
    def may_edit(self) -> bool:
        account = self._operator.account
        return account is not None and account.may(Capability.KNOWLEDGE_EDIT)

    def refresh(self) -> None:
        if self.may_see:
            self.saved = None
            wish = (self.days, self.order, self.sort)
            self._figures.ask(lambda: self._ask(*wish), self._show)

    def choose(self, *, days: int | None = None, order: FiguresOrder | None = None) -> None:
        """Ask for another period or order; what is shown stays until it has come.

        An order is the list anew, by no column.
        """
        self.days, self.order = days or self.days, order or self.order
        if order is not None:
            self.sort = None
        self.refresh()

    def sort_by(self, column: FiguresColumn) -> None:
        """Sort all rows of the list by a column, the next time the other way round.

        Of numbers the greatest come first.
        """
        last = self.sort
        is_counted = column not in (FiguresColumn.TITLE, FiguresColumn.DUE)
        is_again = last is not None and last.column is column
        is_falling = not last.is_falling if last is not None and is_again else is_counted
        self.sort = FiguresSort(column=column, is_falling=is_falling)
        self.refresh()

    def export(self) -> None:
        """Save all rows of the period as a sheet."""
        if self.may_see:
            days = self.days
            self._exported.ask(lambda: self._take_along(days), self._show_saved)

    async def _ask(
        self, days: int, order: FiguresOrder, sort: FiguresSort | None
    ) -> FiguresOfEntries | None:
        try:
            return await self._load(days, order, sort)
        except NOT_TOLD:
            return None

    def _show(self, found: FiguresOfEntries | None) -> None:
        self.found, self.fault = found or self.found, "" if found is not None else "away"
        self.changed.emit()

    async def _take_along(self, days: int) -> tuple[Path | None, str]:
        name = f"schede-{self._now():%Y-%m-%d}-{days}"
        try:
            return await self._save(name, await self._sheet(days)), ""
        except NOT_TOLD:
            return None, "away"
        except SheetNotSaved:
            return None, "not_saved"

    def _show_saved(self, answer: tuple[Path | None, str]) -> None:
        saved, self.fault = answer
        self.saved = saved or self.saved
        self.changed.emit()
