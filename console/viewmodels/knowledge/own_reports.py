"""The faults I told and what became of them; what is new waits quietly until it is looked at."""

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD, LocalStoreBroken
from console.runtime.task_scope import Latest, TaskScope
from contract.wire.own_reports import OwnReport, OwnReports

ASK_EVERY_S = 300.0
_AWAY = (*NOT_TOLD, LocalStoreBroken)


class OwnReportsViewModel(QObject):
    changed = Signal()

    def __init__(
        self,
        *,
        load: Callable[[], Awaitable[OwnReports]],
        load_seen: Callable[[], Awaitable[frozenset[str]]],
        save_seen: Callable[[frozenset[str]], Awaitable[None]],
        scope: TaskScope,
        every_s: float = ASK_EVERY_S,
    ) -> None:
        super().__init__()
        self._load = load
        self._load_seen = load_seen
        self._save_seen = save_seen
        self._scope = scope
        self._every_s = every_s
        self._seen: frozenset[str] = frozenset()
        self._question = Latest("reports.ask", scope)
        self.reports: tuple[OwnReport, ...] = ()

    @property
    def unseen_count(self) -> int:
        """Return of how many reports she does not know yet how they ended."""
        return sum(one.closed_at is not None and one.id not in self._seen for one in self.reports)

    def follow(self) -> None:
        """Somebody signed in who may tell faults: ask now, then every five minutes."""
        self._scope.start("reports.follow", self._follow(), replaces=True)

    def refresh(self) -> None:
        """Ask now, as when the list is looked at."""
        self._question.ask(self._ask, self._show)

    def look(self) -> None:
        """She looks at the list: what it shows is no news any more."""
        if self.unseen_count:
            self._scope.start("reports.seen", self._see(), replaces=True)

    async def _follow(self) -> None:
        while True:
            self.refresh()
            await asyncio.sleep(self._every_s)

    async def _ask(self) -> tuple[frozenset[str], OwnReports] | None:
        try:
            return await self._load_seen(), await self._load()
        except _AWAY:
            return None

    def _show(self, answer: tuple[frozenset[str], OwnReports] | None) -> None:
        if answer is None:
            return  # what was known stays
        seen, told = answer
        self._seen |= seen  # the operator may have looked while the server answered
        self.reports = told.reports
        self.changed.emit()

    async def _see(self) -> None:
        seen = frozenset(one.id for one in self.reports if one.closed_at is not None)
        try:
            await self._save_seen(seen)
        except LocalStoreBroken:
            return  # whoever needs the store says so
        self._seen |= seen
        self.changed.emit()
