"""What follows from what on a seat: a call opens a contact, a read card fills it, and so on."""

from datetime import datetime

from PySide6.QtCore import QObject, Slot

from console.model.callbacks.case_file import AttemptResult, CaseFile, HandOver
from console.model.contact.contact_draft import ContactDraft
from console.model.duty.seat_state import Because
from console.viewmodels.callbacks.callback_notices import CallbackNotice
from console.viewmodels.calls.call_flow import CallFlow
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.calls.one_call import IN_CALL
from console.viewmodels.contact.case_numbers import CaseNumbers
from console.viewmodels.contact.closed_contacts import ClosedContactsViewModel
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.contact.contact_proposals import key_of
from console.viewmodels.contact.undone_contacts import UndoneContacts
from console.viewmodels.kit.notice_code import Moment, SeatNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.callback import Callback
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.wire.claims import CallerMatch
from contract.wire.phone_socket import Call, EndCause

DROPPED = frozenset({EndCause.NETWORK, EndCause.MEDIA_TIMEOUT})
_OBSTACLES = (
    CallNotice.NO_MICROPHONE,
    CallNotice.LINE_LOST,
    CallNotice.LINE_REFUSED,
    CallNotice.LINE_CERTIFICATE,
    CallNotice.LINE_NOT_SET,
    CallNotice.PHONE_GONE,
    CallNotice.PHONE_FAILING,
)
# The one sentence for each trouble of server or store; the lock page has that of an ended session.
_TROUBLES = {
    "unreachable": SeatNotice.OFFLINE,
    "certificate": SeatNotice.CERTIFICATE,
    "server_full": SeatNotice.SERVER_FULL,
    "disk_full": SeatNotice.STORE_LOW,
    "store_broken": SeatNotice.STORE_CORRUPT,
    "store_unwritable": SeatNotice.STORE_UNWRITABLE,
    "clock": SeatNotice.CLOCK,
}
_GRAVE = frozenset({SeatNotice.CERTIFICATE, SeatNotice.STORE_CORRUPT, SeatNotice.STORE_UNWRITABLE})
_UNSAVED = frozenset({SeatNotice.STORE_FULL, SeatNotice.STORE_LOCKED, SeatNotice.STORE_UNWRITABLE})

_RECORDED = CallbackNotice.ATTEMPT_RECORDED


class ContactFlow(QObject):
    """Joins the view-models by their signals; holds no state. Keep a reference while signed in."""

    def __init__(self, models: SeatModels) -> None:
        super().__init__()
        self._models = models
        self._calls = CallFlow(models)
        self._follow_call()
        self._follow_contact()
        self._follow_callbacks()
        models.status.changed.connect(self._tell_obstacle)
        models.connection.changed.connect(self._tell_connection)
        models.connection.came_back.connect(self._tell_back)
        models.connection.session_ended.connect(models.session.lock)
        models.operator.locked.connect(models.status.lock.lock)
        models.operator.unlocked.connect(models.status.lock.unlock)
        models.operator.signed_in.connect(self._on_signed_in)

    def _follow_call(self) -> None:
        call, status = self._models.call, self._models.status
        call.rang.connect(self._on_rang)
        call.answered.connect(self._on_answered)
        call.found_running.connect(self._on_found_running)
        call.ended.connect(self._on_ended)
        call.refused.connect(lambda code: self._tell(code, Level.ACT_SOON))
        status.missed.connect(lambda: self._tell(CallNotice.MISSED_CALL, Level.ACT_SOON))
        status.hold_reminder.connect(self._on_hold_reminder)
        status.contact_complete.connect(self._models.editor.closing.close_complete)
        status.wrap_up_expired.connect(self._on_wrap_up_expired)

    def _follow_contact(self) -> None:
        models = self._models
        models.knowledge.card_read.connect(self._on_card_read)
        models.knowledge.card_used.connect(self._on_card_used)
        models.caller.confirmed.connect(self._on_caller_confirmed)
        models.editor.opened.connect(lambda: models.notices.end(Moment.CONTACT_OPENS))
        models.editor.left.connect(self._on_contact_left)
        models.editor.closed.connect(self._on_contact_closed)
        models.editor.saved.connect(self._on_saved)
        models.case_work.saved.connect(self._on_saved)
        models.words.saved.connect(self._on_saved)
        models.editing.editor.saved.connect(self._on_saved)
        closed = models.of(ClosedContactsViewModel)
        closed.undone.connect(self._on_undone)
        closed.correction_undone.connect(lambda: self._tell_undone(ContactNotice.CORRECTION_UNDONE))
        closed.gone.connect(lambda: self._tell(ContactNotice.CONTACT_GONE, Level.ACT_SOON))
        for source in (models.editor, models.case_work, models.words, *models.editing.keepers):
            source.store_failed.connect(self._on_store_failed)

    def _follow_callbacks(self) -> None:
        queue, work = self._models.queue, self._models.case_work
        queue.claimed.connect(self._on_callback_claimed)
        queue.claim_lost.connect(
            lambda holder: self._tell(CallbackNotice.CLAIM_LOST, holder=holder)
        )
        queue.claim_filed.connect(lambda: self._tell(CallbackNotice.CLAIM_FILED, Level.ACT_SOON))
        queue.nothing_waiting.connect(
            lambda: self._tell(CallbackNotice.NOTHING_WAITING, Level.DONE)
        )
        queue.claim_refused.connect(
            lambda code: self._tell(code, Level.ACT_SOON, command="request_callback")
        )
        queue.unreachable.connect(
            lambda: self._tell(CallbackNotice.QUEUE_UNREACHABLE, Level.ACT_SOON)
        )
        work.dial_wanted.connect(self._on_dial_wanted)
        self._models.call.talked.connect(work.spoken_with)
        work.not_opened.connect(self._on_not_opened)
        work.recorded.connect(self._on_recorded)
        work.left_desks.connect(lambda: self._tell(CallbackNotice.CALLBACK_LEFT, Level.ACT_SOON))
        work.released.connect(self._on_released)
        work.recorded_for_next.connect(queue.claim_what_is_left)

    def _tell(self, code: str, level: Level = Level.INFORM, **subject: str) -> None:
        self._models.notices.tell(code, level, **subject)

    @Slot(object)
    def _on_rang(self, call: Call) -> None:
        self._models.notices.end(Moment.CALL_RINGS)
        self._look_up(call)

    def _look_up(self, call: Call) -> None:
        self._models.caller.look_up(call.number, key_of(call), is_colleagues=call.is_colleagues)

    @Slot(object)
    def _on_answered(self, call: Call) -> None:
        if call.is_incoming and self._models.status.is_on_duty:
            self._models.knowledge.clear()
            self._models.editor.begin(call)

    @Slot(object)
    def _on_found_running(self, call: Call) -> None:
        """The console restarted while talking: the draft is back already, the caller is not."""
        if not self._models.status.is_on_duty:
            return  # nobody is signed in yet; _on_signed_in comes back to it
        if call.is_incoming:
            self._models.editor.begin(call)
            self._look_up(call)
        self._tell(ContactNotice.RESUMED_IN_CALL)

    @Slot(object)
    def _on_ended(self, call: Call) -> None:
        models = self._models
        models.notices.end(Moment.CALL_ENDS)
        models.editor.call_ended(call)
        models.case_work.call_ended(call)
        if call.is_incoming and models.editor.draft is None and not models.editor.is_opening:
            models.caller.clear()
        if call.cause is EndCause.PHONE_LOST and call.answered_mono_s is not None:
            self._tell(CallNotice.PHONE_GONE_IN_CALL, Level.ACT_NOW, **_lost(call))
        if call.cause in DROPPED and call.answered_mono_s is not None:
            self._tell(CallNotice.CALL_DROPPED, Level.ACT_SOON, **_lost(call))

    @Slot()
    def _on_hold_reminder(self) -> None:
        main = self._models.call.main
        held_s = main.held_s if main is not None else 0.0
        self._tell(CallNotice.HOLD_REMINDER, Level.ACT_NOW, seconds=str(int(held_s)))

    @Slot()
    def _on_wrap_up_expired(self) -> None:
        self._models.editor.parked.put_aside()
        self._models.caller.clear()
        self._tell(ContactNotice.PUT_ASIDE, Level.ACT_SOON)

    @Slot(object)
    def _on_card_read(self, card: ServiceCard) -> None:
        self._models.editor.filling.link_card(card)

    @Slot(object)
    def _on_card_used(self, card: ServiceCard) -> None:
        self._models.editor.filling.link_card(card, decides=True)

    @Slot(object)
    def _on_caller_confirmed(self, match: CallerMatch) -> None:
        self._models.editor.filling.take_caller(match.citizen.id or None, match.citizen.details)

    @Slot()
    def _on_contact_left(self) -> None:
        """What it was answered with stays on the screen, and is no answer of the next contact."""
        if not self._models.editor.is_opening:  # else the search is of the next call already
            self._models.knowledge.leave()

    @Slot(object)
    def _on_contact_closed(self, contact_id: ContactId) -> None:
        models = self._models
        models.status.wrap_up.contact_closed()
        if not models.call.is_live:  # on the line she may ask for one thing more
            models.caller.clear()
        models.notices.end(Moment.CONTACT_CLOSES)
        self._tell_closed(models.editor.closing.last_closed)

    @Slot(bool)
    def _on_undone(self, is_shown: bool) -> None:
        self._tell_undone(ContactNotice.UNDONE if is_shown else ContactNotice.UNDONE_ASIDE)

    def _tell_undone(self, code: ContactNotice) -> None:
        last = self._models.editor.closing.last_closed
        if last is not None:
            was_sent = last.contact_id not in self._models.own_work.unsent
            self._models.of(UndoneContacts).tell(code, last.contact_id, was_sent=was_sent)

    def _tell_closed(self, contact: ContactDraft | None) -> None:
        if contact is None or contact.disposition is not Disposition.FORWARDED:
            is_kept = self._models.connection.is_kept
            topics = {topic.id: topic.path for topic in self._models.editor.topics}
            topic_id = contact.topic_id if contact is not None else None
            self._tell(
                ContactNotice.SAVED if is_kept else ContactNotice.SAVED_IN_MEMORY,
                Level.DONE,
                topic=topics.get(topic_id, "") if topic_id else "",
                corrected="yes" if contact is not None and contact.is_corrected else "",
            )
            return
        desks = {desk.id: desk.name for desk in self._models.editor.desks}
        wish = contact.callback
        subject = {
            "contact_id": contact.contact_id,
            "desk": desks.get(contact.desk_id, "") if contact.desk_id else "",
            "start": _iso(wish.window_start_at if wish is not None else None),
            "end": _iso(wish.window_end_at if wish is not None else None),
        }
        self._models.of(CaseNumbers).follow(
            contact.contact_id,
            lambda number, may_send: self._tell(
                ContactNotice.FORWARDED,
                Level.DONE,
                number=number,
                sms="yes" if may_send else "",
                **subject,
            ),
        )

    @Slot(object)
    def _on_callback_claimed(self, callback: Callback) -> None:
        models = self._models
        models.notices.end(Moment.CALLBACK_OPENS)
        models.case_work.open(callback)
        models.status.work_on_case()

    @Slot(str)
    def _on_dial_wanted(self, phone: str) -> None:
        callback = self._models.case_work.callback
        self._models.call.controls.dial(phone, callback.caller.name if callback else "")

    @Slot()
    def _on_not_opened(self) -> None:
        """Nothing is in hand: not ready for a case that is not there, she would wait for ever."""
        if self._models.case_work.callback is None:
            self._models.status.case_done()

    @Slot(object, object)
    def _on_recorded(self, result: AttemptResult | HandOver, file: CaseFile) -> None:
        self._models.status.case_done()
        number = file.case.number if file.case is not None else ""
        if isinstance(result, HandOver):
            desk = _name(self._models, result)
            self._tell(CallbackNotice.HANDED_OVER, Level.DONE, desk=desk, case_number=number)
        else:
            self._tell(_RECORDED, Level.DONE, outcome=str(result.outcome), case_number=number)

    @Slot()
    def _on_released(self) -> None:
        self._models.status.case_done()
        self._tell(CallbackNotice.CALLBACK_RELEASED, Level.DONE)

    @Slot()
    def _tell_obstacle(self) -> None:
        """Say what keeps calls from ringing here, and take it back when it is gone."""
        status, notices = self._models.status, self._models.notices
        code = _obstacle_code(status.calls.obstacle, self._models.call.line.reason)
        if not status.is_on_duty or (self._models.call.is_connecting and self._is_early(code)):
            code = ""
        if code == CallNotice.PHONE_GONE and CallNotice.PHONE_GONE_IN_CALL in notices.passing:
            code = ""  # said already, with what it means for the citizen
        gone = notices.passing.get(CallNotice.PHONE_GONE_IN_CALL)
        if gone is not None and not status.calls.obstacle:  # the phone is back, the citizen is not
            notices.take_back(gone.code)
            notices.tell(CallNotice.CALL_DROPPED, Level.ACT_SOON, **gone.subject)
        notices.take_back(*(other for other in _OBSTACLES if other != code))
        if code:
            notices.tell(code, Level.INFORM if code == CallNotice.LINE_NOT_SET else Level.ACT_NOW)

    def _is_early(self, code: str) -> bool:
        """Return whether it is too early to say so of a line that is being set up."""
        was_there = self._models.status.reason == Because.LINE_LOST
        return code == CallNotice.LINE_NOT_SET or (code == CallNotice.LINE_LOST and not was_there)

    @Slot()
    def _tell_connection(self) -> None:
        """Say the one thing that is wrong with server or store, and take the others back."""
        model, notices = self._models.connection, self._models.notices
        connection = model.connection
        code = _TROUBLES.get(connection.trouble, "")
        if code == SeatNotice.STORE_LOW and SeatNotice.STORE_FULL in notices.passing:
            code = ""  # the graver of the two is said already
        notices.take_back(*(other for other in _TROUBLES.values() if other != code))
        if code == SeatNotice.OFFLINE:
            notices.take_back(SeatNotice.CAME_BACK)
            notices.tell(
                SeatNotice.OFFLINE,
                Level.INFORM,
                since=_iso(connection.since_at),
                synced=_iso(connection.synced_at),
                waiting=str(model.waiting),
            )
        elif code == SeatNotice.CLOCK:
            notices.tell(SeatNotice.CLOCK, Level.ACT_SOON, minutes=str(connection.clock_off_min))
        elif code:
            notices.tell(code, Level.ACT_NOW if code in _GRAVE else Level.ACT_SOON)

    @Slot()
    def _on_saved(self) -> None:
        """What is typed is on disk again; the disk may still be too full for the rest."""
        if self._models.notices.passing.keys() & _UNSAVED:
            self._models.notices.take_back(*_UNSAVED)
            self._tell_connection()

    @Slot(str)
    def _on_store_failed(self, kind: str) -> None:
        if kind == "closed":
            return  # a damaged one is being replaced, which is told, or the session ends
        self._tell(f"store_{kind}", Level.ACT_NOW)
        if kind == "full":
            self._models.notices.take_back(SeatNotice.STORE_LOW)

    @Slot()
    def _on_signed_in(self) -> None:
        """Take up the call that was there before anybody signed in."""
        call = self._models.call.call
        if call is not None and call.state in IN_CALL:
            self._on_found_running(call)
        elif call is not None and call.is_incoming:
            self._on_rang(call)

    @Slot(int)
    def _tell_back(self, sent: int) -> None:
        self._tell(SeatNotice.CAME_BACK, Level.DONE, sent=str(sent))


def _obstacle_code(obstacle: str, line_reason: str) -> str:
    """Return the notice for what is wrong with the phone, "" when nothing is."""
    if obstacle != Because.LINE_LOST:
        return obstacle
    codes = {
        "phone_gone": CallNotice.PHONE_GONE,
        "phone_failing": CallNotice.PHONE_FAILING,
        "refused": CallNotice.LINE_REFUSED,
        "certificate": CallNotice.LINE_CERTIFICATE,
        "not_set": CallNotice.LINE_NOT_SET,
    }
    return codes.get(line_reason, CallNotice.LINE_LOST)


def _lost(call: Call) -> dict[str, str]:
    answered_s = call.answered_mono_s or 0.0
    talked_s = int((call.ended_mono_s or answered_s) - answered_s)
    return {"talked_s": str(talked_s), "phone": call.number}


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


def _name(models: SeatModels, handed: HandOver) -> str:
    return next((desk.name for desk in models.editor.desks if desk.id == handed.desk_id), "")
