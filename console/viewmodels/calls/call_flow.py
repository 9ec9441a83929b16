"""What follows from calls beyond the first answer: who passes them on, transfers, a bad line."""

from PySide6.QtCore import QObject, Slot

from console.model.calls.line_quality import Light
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.contact.contact_proposals import key_of
from console.viewmodels.kit.notice_code import Moment
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.phone_number import spoken
from contract.domain.queue import NUMBER_PREFIX
from contract.wire.phone_socket import Call, EndCause

_SAID_ELSEWHERE = frozenset(
    {EndCause.HUNG_UP_HERE, EndCause.HUNG_UP_THERE, EndCause.PHONE_LOST, EndCause.NONE}
)


class CallFlow(QObject):
    """Joins the view-models by their signals; part of the contact flow."""

    def __init__(self, seat: SeatModels) -> None:
        super().__init__()
        self._calls = calls = seat.call
        self._models = models = seat.calls
        self._caller = seat.caller
        self._editor = editor = seat.editor
        self._notices = seat.notices
        self._figures = figures = seat.duty.figures
        self._trunks, self._text = seat.duty.trunks, seat.duty.text
        figures.changed.connect(self._show_figures)
        calls.rang.connect(self._on_began)
        calls.found_running.connect(self._on_began)
        calls.took_over.connect(self._on_took_over)
        calls.ended.connect(self._on_ended)
        calls.changed.connect(self._judge_line)
        models.passed.changed.connect(self._on_context)
        models.transfer.told.connect(self._on_told)
        models.transfer.transferred.connect(self._on_transferred)
        editor.closed.connect(self._on_closed)

    @Slot()
    def _show_figures(self) -> None:
        """Figures the server has not confirmed for a while say nothing of who is open."""
        figures = () if self._figures.is_old else self._figures.figures
        self._models.directory.show_figures(figures)

    @Slot(object)
    def _on_began(self, call: Call) -> None:
        if call.is_incoming:
            self._notices.end(Moment.CALL_BEGINS)
            self._models.passed.clear()
            self._models.passed.look_up(key_of(call))
            self._text.put_away()

    @Slot(object)
    def _on_took_over(self, call: Call) -> None:
        """A colleague handed the citizen on: the contact goes on with the citizen's own call."""
        self._editor.filling.follow_call(call)
        self._models.passed.follow(key_of(call))
        self._caller.look_up(call.number, key_of(call))
        self._on_context()

    @Slot(object)
    def _on_ended(self, call: Call) -> None:
        is_written = self._editor.draft is None and not self._editor.is_opening
        if call.is_incoming and (call.answered_mono_s is None or is_written):
            self._models.passed.clear()  # "this call" would be said beside the next one
        if is_written:
            self._text.put_away()
        if not call.is_incoming and call.cause not in _SAID_ELSEWHERE:
            line = spoken(call.peer)
            code = (
                CallNotice.OUTGOING_CUT_OFF if self._is_cut_off(call) else CallNotice.OUTGOING_ENDED
            )
            self._notices.tell(code, Level.ACT_SOON, line=line, cause=str(call.cause))

    def _is_cut_off(self, call: Call) -> bool:
        """Return whether no call to such a number can come about: it is not the citizen."""
        is_inside = call.peer.startswith(NUMBER_PREFIX) or call.is_colleagues
        return not is_inside and call.answered_mono_s is None and self._trunks.is_cut_off

    @Slot()
    def _on_context(self) -> None:
        context = self._models.passed.context
        if context is not None and context.contact is not None:
            self._caller.offer_passed(context.contact)

    @Slot(str, dict)
    def _on_told(self, code: str, subject: dict[str, str]) -> None:
        self._notices.tell(code, Level.ACT_SOON, **subject)

    @Slot(str)
    def _on_transferred(self, line: str) -> None:
        self._notices.take_back(CallNotice.CONSULTATION_ENDED)
        self._editor.filling.mark_transferred()
        self._notices.tell(CallNotice.TRANSFERRED, Level.DONE, line=line)

    @Slot()
    def _on_closed(self) -> None:
        if not self._calls.is_live:
            self._models.passed.clear()
            self._text.put_away()

    @Slot()
    def _judge_line(self) -> None:
        """Say once that the line is bad, and take it back when it is good again."""
        spoken_with = self._calls.spoken
        record = spoken_with.record if spoken_with is not None else None
        is_told = CallNotice.BAD_LINE in self._notices.passing
        if record is not None and record.is_disturbed and not is_told:
            lost = str(round(record.recent_lost_pct))
            self._notices.tell(CallNotice.BAD_LINE, Level.ACT_SOON, lost=lost)
        elif is_told and (record is None or record.light is not Light.BAD):
            self._notices.take_back(CallNotice.BAD_LINE)
