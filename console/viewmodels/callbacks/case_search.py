"""A case asked for by the number that the citizen says."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD, LocalStoreBroken, ServerRejected
from console.runtime.task_scope import Latest, TaskScope
from contract.domain.case import case_number_in
from contract.domain.opening_times.opening_hours import ROME
from contract.wire import reason_codes
from contract.wire.claims import CaseFound


class Fault(StrEnum):
    NO_NUMBER = "no_number"
    UNKNOWN = "unknown"
    TOO_MANY = "too_many"  # of others, in this hour
    OUT_OF_REACH = "out_of_reach"  # the server is away, and the copy of this seat has none


_FAULTS = {
    reason_codes.UNKNOWN_CASE: Fault.UNKNOWN,
    reason_codes.LOOKUPS_ENOUGH: Fault.TOO_MANY,
}


class CaseSearchViewModel(QObject):
    """found: what was asked for last; is_copy: as this seat has it, without the server."""

    changed = Signal()

    def __init__(
        self,
        *,
        find: Callable[[str], Awaitable[tuple[CaseFound, bool]]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._find = find
        self._now = now
        self._question = Latest("case-search.find", scope)
        self.number = ""
        self.found: CaseFound | None = None
        self.is_copy = False
        self.fault: Fault | None = None
        self.is_asking = False

    def ask(self, typed: str) -> None:
        """Look for what was typed; the year may be left out."""
        number = case_number_in(typed, self._now().astimezone(ROME).year)
        self._show(number, None, fault=None if number else Fault.NO_NUMBER, is_asking=bool(number))
        if number:
            self._question.ask(lambda: self._asked(number), self._on_answer)

    def clear(self) -> None:
        self._question.drop()
        self._show("", None)

    async def _asked(self, number: str) -> tuple[str, CaseFound | None, bool, Fault | None]:
        try:
            return number, *await self._find(number), None
        except ServerRejected as rejected:
            return number, None, False, _FAULTS.get(rejected.code, Fault.OUT_OF_REACH)
        except (*NOT_TOLD, LocalStoreBroken):
            return number, None, False, Fault.OUT_OF_REACH

    def _on_answer(self, answer: tuple[str, CaseFound | None, bool, Fault | None]) -> None:
        number, found, is_copy, fault = answer
        self._show(number, found, is_copy=is_copy, fault=fault)

    def _show(
        self,
        number: str,
        found: CaseFound | None,
        *,
        is_copy: bool = False,
        fault: Fault | None = None,
        is_asking: bool = False,
    ) -> None:
        self.number, self.found, self.is_copy = number, found, is_copy
        self.fault, self.is_asking = fault, is_asking
        self.changed.emit()
