"""What follows from the operator's duty: notices and tones, by word of server and clock."""

from PySide6.QtCore import QObject, Slot

from console.model.duty.seat_state import AgentState, PauseReason
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.duty.duty_reminders import PauseAlert
from console.viewmodels.kit.notice_code import Moment
from console.viewmodels.kit.notices import Level, Passing
from console.viewmodels.session.seat_models import SeatModels
from contract.wire.duty import FirstCallback

# What the server decided otherwise, by code; a code that is not here is still worth a line.
_LEVELS: dict[str, Level] = {
    DutyNotice.FORCED_PAUSE: Level.ACT_NOW,
    DutyNotice.FORCED_READY: Level.ACT_NOW,
    DutyNotice.FORCED_OFF: Level.ACT_NOW,
    DutyNotice.ELSEWHERE: Level.ACT_NOW,
    DutyNotice.FLAPPING: Level.ACT_SOON,
    DutyNotice.SEAT_LOST: Level.ACT_SOON,
    DutyNotice.AFTER_CARE: Level.ACT_SOON,
    DutyNotice.WRAP_UP_FORCED: Level.INFORM,
}
_FORCED = (DutyNotice.FORCED_PAUSE, DutyNotice.FORCED_READY, DutyNotice.FORCED_OFF)
# shown still or not: the key is answered, also by ear
_ANSWERS_F5 = (*_FORCED, DutyNotice.ELSEWHERE)


class DutyFlow(QObject):
    """Joins view-models by their signals. Keep a reference while signed in."""

    def __init__(self, models: SeatModels) -> None:
        super().__init__()
        self._models = models
        status, reminders = models.status, models.duty.reminders
        status.told.connect(self._on_told)
        status.changed.connect(self._on_status_changed)
        status.hold_reminder.connect(lambda: models.duty.tones.sound("hold"))
        reminders.wrap_up_ends.connect(lambda: models.duty.tones.sound("wrap_up"))
        reminders.pause_alert_changed.connect(self._on_pause_alert)
        reminders.break_due_changed.connect(self._on_break_due)
        models.duty.text.asked_attention.connect(lambda: models.duty.tones.sound("act_now"))
        models.notices.told.connect(self._on_notice)
        models.notices.put_away.connect(self._on_put_away)
        models.notices.taken_back.connect(self._on_taken_back)
        models.duty.first.arrived.connect(self._on_first)
        models.duty.first.calling.connect(self._on_calling)
        models.duty.first.passed_on.connect(self._on_passed_on)

    @Slot(str, dict)
    def _on_told(self, code: str, subject: dict[str, str]) -> None:
        level = _LEVELS.get(code, Level.ACT_SOON)
        if code in _ANSWERS_F5:
            self._models.notices.take_back(code)
        self._models.notices.tell(code, level, **subject)

    @Slot()
    def _on_status_changed(self) -> None:
        """Take back what was told of a state that is over."""
        status, notices = self._models.status, self._models.notices
        if not status.elsewhere:
            notices.take_back(DutyNotice.ELSEWHERE)
        if status.state is not AgentState.NOT_READY or not status.is_on_duty:
            notices.end(Moment.NOT_READY_ENDS)
        if status.is_in_call or status.reason in set(PauseReason):  # she has chosen anew
            notices.end(Moment.STATE_CHOSEN)
        self._take_back_overruled()
        if status.state is not AgentState.WRAP_UP:
            notices.end(Moment.WRAP_UP_ENDS)
        if (
            not status.server.lead.is_unread
            and status.view is not None
            and not status.view.forced_by
        ):
            notices.take_back(*_FORCED)

    def _take_back_overruled(self) -> None:
        """It names the state of then."""
        told = self._models.notices.passing.get(DutyNotice.STALE_WISH)
        if told is not None and told.subject.get("state") != self._models.status.state:
            self._models.notices.take_back(DutyNotice.STALE_WISH)

    @Slot()
    def _on_pause_alert(self) -> None:
        notices, alert = self._models.notices, self._models.duty.reminders.pause_alert
        notices.take_back(*(f"pause_{other}" for other in PauseAlert if other and other != alert))
        if alert:
            level = Level.ACT_SOON if alert is PauseAlert.OVER else Level.INFORM
            limit_s = self._models.status.pause_limit_s or 0.0
            notices.tell(f"pause_{alert}", level, minutes=str(round(limit_s / 60)))

    @Slot()
    def _on_break_due(self) -> None:
        if self._models.duty.reminders.is_break_due:
            self._models.notices.tell(DutyNotice.SCREEN_BREAK_DUE, Level.ACT_SOON)
        else:
            self._models.notices.take_back(DutyNotice.SCREEN_BREAK_DUE)

    @Slot(object)
    def _on_notice(self, notice: Passing) -> None:
        if notice.code == CallNotice.HOLD_REMINDER:
            return  # has a tone of its own
        if notice.level is Level.SAFETY:
            self._models.duty.tones.repeat()
        elif notice.level is Level.ACT_NOW:
            self._models.duty.tones.sound("act_now")

    @Slot(object)
    def _on_first(self, first: FirstCallback) -> None:
        """Show who it is and what is known, unless another citizen is being served."""
        if not self._models.call.is_live and self._models.editor.draft is None:
            self._show(first)

    @Slot(object)
    def _on_calling(self, first: FirstCallback) -> None:
        """Her own contact goes on in this call; anybody else's begins one."""
        if self._models.editor.draft is None:
            self._models.editor.begin(phone=first.phone)
            self._show(first)

    @Slot()
    def _on_passed_on(self) -> None:
        if not self._models.call.is_live and self._models.editor.draft is None:
            self._models.caller.clear()
            self._models.calls.passed.clear()

    def _show(self, first: FirstCallback) -> None:
        self._models.caller.look_up(first.phone, first.call_key)
        self._models.calls.passed.look_up(first.call_key)

    @Slot(str)
    def _on_taken_back(self, _: str) -> None:
        if self._models.notices.alarm is None:
            self._models.duty.tones.stop()

    @Slot(str)
    def _on_put_away(self, key: str) -> None:
        if key in _FORCED:
            self._models.status.server.acknowledge()
