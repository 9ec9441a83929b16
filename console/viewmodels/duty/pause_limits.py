"""What the rules leave of each pause: told before she chooses, not after she was refused."""

from collections.abc import Awaitable, Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD
from console.model.duty.seat_state import PauseReason
from console.runtime.task_scope import Latest, TaskScope
from contract.domain.agents.agent import PauseRule
from contract.wire.duty import DutyRules


class PauseLeft(msgspec.Struct, frozen=True, kw_only=True):
    """limit_s: of one pause; quota_s: of a day; 0 for none. left_s None: nobody said just now."""

    limit_s: int = 0
    quota_s: int = 0
    left_s: int | None = None
    is_full: bool = False  # as many colleagues as may are in it

    @property
    def is_used_up(self) -> bool:
        return self.left_s is not None and self.left_s <= 0

    @property
    def may_be_chosen(self) -> bool:
        return not self.is_used_up and not self.is_full


class PauseLimitsViewModel(QObject):
    """Limits are remembered; what is left of them counts only while it was just heard.

    The server decides in any case: what nobody told here stays open to her.
    """

    changed = Signal()

    def __init__(self, *, ask: Callable[[], Awaitable[DutyRules]], scope: TaskScope) -> None:
        super().__init__()
        self._ask = ask
        self._question = Latest("pause-limits.ask", scope)
        self._rules = DutyRules()
        self._is_fresh = False

    def look(self) -> None:
        """Ask how it stands; the menu is open meanwhile and changes when the answer is there."""
        if self._is_fresh:
            self._is_fresh = False
            self.changed.emit()
        self._question.ask(self._asked, self._show)

    def left_of(self, reason: PauseReason) -> PauseLeft:
        rule = next((one for one in self._rules.pauses if one.reason == reason), None)
        return PauseLeft() if rule is None else self._left(rule)

    def _left(self, rule: PauseRule) -> PauseLeft:
        used_s = self._rules.used_s.get(str(rule.reason))
        others = self._rules.others.get(str(rule.reason), 0)
        knows_left = self._is_fresh and bool(rule.quota_s) and used_s is not None
        return PauseLeft(
            limit_s=rule.limit_s,
            quota_s=rule.quota_s,
            left_s=max(0, rule.quota_s - (used_s or 0)) if knows_left else None,
            is_full=self._is_fresh and rule.is_full(others),
        )

    async def _asked(self) -> DutyRules | None:
        try:
            return await self._ask()
        except NOT_TOLD:
            return None

    def _show(self, rules: DutyRules | None) -> None:
        if rules is not None:
            self._rules, self._is_fresh = rules, True
            self.changed.emit()
