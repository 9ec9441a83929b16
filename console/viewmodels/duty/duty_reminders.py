"""What the clock has to tell the operator: the break that is due, a pause or wrap-up that ends."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.model.duty.seat_state import AgentState, PauseReason
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from contract.domain.agents.agent import SCREEN_BREAK_S, SCREEN_WORK_S

WRAP_UP_TONE_S = 10.0
WRAP_UP_SAID_S = (30, 10)  # before its end: who does not see the strip hears it come
PAUSE_ENDS_S = 60.0  # so long before the limit of a pause it turns amber


class PauseAlert(StrEnum):
    NONE = ""
    ENDS_SOON = "ends_soon"  # amber
    OVER = "over"  # red


class DutyReminders(QObject):
    """tick() looks at the clock a few times per second; each thing is told once.

    The break after two hours at the screen is told between calls only, never during one.
    """

    wrap_up_ends = Signal()
    wrap_up_left = Signal(int)  # one of WRAP_UP_SAID_S
    pause_alert_changed = Signal()
    break_due_changed = Signal()

    def __init__(
        self,
        *,
        status: OperatorStatusViewModel,
        monotonic_s: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._status = status
        self._monotonic_s = monotonic_s
        self._now = now
        self._told_wrap_up = False
        self._wrap_up_left_s: float | None = None  # at the last look
        self._screen_since_s: float | None = None  # without a server: work at the screen began
        self.pause_alert = PauseAlert.NONE
        self.is_break_due = False

    @property
    def pause_left_s(self) -> float | None:
        """Return what is left of the pause, less than 0 past its limit; None: no limit."""
        limit_s = self._status.pause_limit_s
        return None if limit_s is None else limit_s - self._status.elapsed_s

    def tick(self) -> None:
        self._follow_screen_work()
        self._look_at_wrap_up()
        self._look_at_pause()
        self._look_at_break()

    def _look_at_wrap_up(self) -> None:
        status = self._status
        left_s = status.wrap_up.left_s
        is_near = status.wrap_up.limit_s is not None and 0 < left_s <= WRAP_UP_TONE_S
        if is_near and not self._told_wrap_up:
            self.wrap_up_ends.emit()
        self._told_wrap_up = is_near
        self._count_down(left_s if status.wrap_up.limit_s is not None else None)

    def _count_down(self, left_s: float | None) -> None:
        """Tell what is left where it has just passed a mark, as often as it does so."""
        before_s, self._wrap_up_left_s = self._wrap_up_left_s, left_s
        if left_s is None or before_s is None:
            return  # one shorter than a mark never had so much left
        for mark in WRAP_UP_SAID_S:
            if left_s <= mark < before_s:
                self.wrap_up_left.emit(mark)

    def _look_at_pause(self) -> None:
        left_s = self.pause_left_s
        alert = PauseAlert.NONE
        if left_s is not None and left_s <= PAUSE_ENDS_S:
            alert = PauseAlert.ENDS_SOON if left_s > 0 else PauseAlert.OVER
        if alert is not self.pause_alert:
            self.pause_alert = alert
            self.pause_alert_changed.emit()

    def _look_at_break(self) -> None:
        status = self._status
        is_due = status.is_on_duty and self._is_screen_time_over() and not _is_in_break(status)
        if is_due and status.is_in_call and not self.is_break_due:
            return  # told as soon as the citizen is served
        if is_due is not self.is_break_due:
            self.is_break_due = is_due
            self.break_due_changed.emit()

    def _is_screen_time_over(self) -> bool:
        view = self._status.view
        if view is not None and view.screen_break_due_at is not None:
            return self._now() >= view.screen_break_due_at
        since_s = self._screen_since_s
        return since_s is not None and self._monotonic_s() - since_s >= SCREEN_WORK_S

    def _follow_screen_work(self) -> None:
        """Count on this seat as well: the server may be away for longer than two hours."""
        status = self._status
        if not status.is_on_duty:
            self._screen_since_s = None
        elif self._screen_since_s is None or _is_rested(status):
            self._screen_since_s = self._monotonic_s()


def _is_in_break(status: OperatorStatusViewModel) -> bool:
    return status.state is AgentState.NOT_READY and status.reason == PauseReason.SCREEN_BREAK


def _is_rested(status: OperatorStatusViewModel) -> bool:
    return _is_in_break(status) and status.elapsed_s >= SCREEN_BREAK_S
