"""Closed cases looked for by words, time and outcome: the newest first, a part at a time."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.callbacks.closed_found import ClosedFound, NotSearched
from console.runtime.task_scope import Latest, TaskScope
from contract.wire.claims import ClosedCase, ClosedCasesAsked, ClosedPlace


class ClosedCaseSearchViewModel(QObject):
    """rows: what all parts had until now. after: where to go on, None: nothing further back."""

    changed = Signal()

    def __init__(
        self, *, find: Callable[[ClosedCasesAsked], Awaitable[ClosedFound]], scope: TaskScope
    ) -> None:
        super().__init__()
        self._find = find
        self._question = Latest("closed-case-search.find", scope)
        self._asked: ClosedCasesAsked | None = None
        self.rows: tuple[ClosedCase, ...] = ()
        self.after: ClosedPlace | None = None
        self.fault: NotSearched | None = None
        self.is_asking = False
        self.was_asked = False

    @property
    def can_go_on(self) -> bool:
        return self.after is not None and not self.is_asking

    @property
    def searched_back_to(self) -> datetime | None:
        """Return how far back was looked; None: as far as was asked for."""
        return self.after.at if self.after is not None else None

    def ask(self, asked: ClosedCasesAsked) -> None:
        """Begin with the newest."""
        self.rows, self.after = (), None
        self._send(asked)

    def go_on(self) -> None:
        """Ask for the next part of the years; what was found stays."""
        if self._asked is not None and self.can_go_on:
            self._send(replace(self._asked, after=self.after))

    def clear(self) -> None:
        self._question.drop()
        self.rows, self.after, self.fault = (), None, None
        self.is_asking = self.was_asked = False
        self.changed.emit()

    def _send(self, asked: ClosedCasesAsked) -> None:
        self._asked = asked
        self.fault, self.is_asking, self.was_asked = None, True, True
        self.changed.emit()
        self._question.ask(lambda: self._find(asked), self._on_answer)

    def _on_answer(self, found: ClosedFound) -> None:
        self.is_asking, self.fault = False, found.why
        if found.page is not None:
            self.rows += found.page.cases
            self.after = found.page.after
        self.changed.emit()
