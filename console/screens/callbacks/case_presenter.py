"""Binds the case in hand, or the one looked at, to the case view."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from console.model.callbacks.case_file import CaseFile
from console.screens.callbacks.case_actions import CaseOffer, MessagePresenter
from console.screens.callbacks.expiry_texts import ExpiryTexts
from console.screens.callbacks.history_texts import HistoryTexts
from console.screens.callbacks.origin_texts import OriginTexts
from console.screens.callbacks.step_texts import AfterTexts, StepTexts
from console.screens.kit.moments import band
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.texts import Texts
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.callback import AttemptOutcome, Callback
from contract.domain.ids import TopicId
from contract.domain.phone_number import spoken
from widgets.cases.case_text import CaseText
from widgets.cases.case_view import CaseView
from widgets.cases.record_sight import RecordSight
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, one_line
from widgets.kit.typed_text import cursor_of
from widgets.panels.floating_panel import is_in_panel
from widgets.speech.announcer import Announcer

# The view's names for the draft's fields
ANSWER, TOPIC, OUTCOME = "answer", "topic", "outcome"
_OFFERED = (AttemptOutcome.SOLVED, AttemptOutcome.ASK_OFFICE, AttemptOutcome.NO_ANSWER)


class CasePresenter(QObject):
    def __init__(
        self,
        view: CaseView,
        models: SeatModels,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._work = models.case_work
        self._queue = models.queue
        self._editor = models.editor
        self._voicemail = models.of(VoicemailViewModel)
        self._offer = CaseOffer(view, models)
        self._now = now
        self._announcer = Announcer(view)
        self._sight = RecordSight(view, models.of(OpenedRecordsViewModel).note)
        self._said: tuple[str, str] = ("", "")  # callback, and in whose hands it is
        MessagePresenter(view.message, models.of(VoicemailViewModel))
        self._words = StateTexts(self)
        self._steps = StepTexts(self)
        self._expiry = ExpiryTexts(self)
        self._history = HistoryTexts(self)
        self._after = AfterTexts(self)
        self._origins = OriginTexts(self)
        self._wording = Texts(self)
        self._connect(models)
        view.form.set_outcomes(
            (
                Choice("", "—"),
                *(Choice(str(one), self._words.outcome(one)) for one in _OFFERED),
            )
        )
        self._on_choices_changed()
        self._on_opened()

    def _connect(self, models: SeatModels) -> None:
        view, work = self._view, self._work
        view.call_button.setAutoDefault(True)  # Enter dials when the button has the focus
        view.edited.connect(self._on_edited)
        view.form.topic_left.connect(self._show_topic)
        view.call_requested.connect(work.dial)
        view.save_requested.connect(lambda: work.record(then_next=True))
        view.release_requested.connect(work.release)
        view.take_requested.connect(self._take)
        work.opened.connect(self._on_opened)
        # Values only: an outcome that is proposed leaves the cursor where the clerk writes.
        work.proposed.connect(self._on_proposed)
        work.saved.connect(lambda: view.form.show_saved(self.tr("✓ salvata")))
        work.file_changed.connect(self._show_file)
        work.file_changed.connect(self._show_topic)
        work.error_changed.connect(self._on_error_changed)
        self._queue.selection_changed.connect(self._show_file)
        self._queue.rows_changed.connect(self._on_rows_changed)
        self._editor.choices_changed.connect(self._on_choices_changed)
        models.call.changed.connect(self._offer.refresh)
        models.status.changed.connect(self._offer.refresh)

    def _on_edited(self, name: str, value: str) -> None:
        if name == ANSWER:
            self._view.form.show_saved("")
            self._work.write_note(value, self._view.focused_field()[1])
        elif name == TOPIC and value:
            self._work.assign_topic(TopicId(value))
        elif name == OUTCOME:
            self._work.choose_outcome(value)
            self._offer.refresh()
            self._show_consequence()

    def _on_choices_changed(self) -> None:
        topics = [Choice(topic.id, topic.path) for topic in self._editor.topics]
        self._view.form.set_topics(topics)
        self._show_topic()
        self._show_file()

    def _show_topic(self) -> None:
        """Letters of who is just choosing one stay, also instead of the topic of before."""
        if self._view.form.is_topic_typed:
            return
        callback = self._work.callback
        topic_id = callback.topic_id if callback is not None else ""
        self._view.fields.set_values({TOPIC: topic_id}, is_refresh=True)

    def _on_rows_changed(self) -> None:
        if self._work.callback is None and self._queue.selected is None:
            self._show_file()

    def _take(self) -> None:
        if self._queue.selected is not None:
            self._queue.claim(self._queue.selected.id)

    def _on_opened(self) -> None:
        work = self._work
        in_hand = work.callback is not None
        self._view.set_values({TOPIC: ""})  # letters typed for another case go with it
        self._show_draft()
        self._view.set_writable(in_hand)
        self._view.form.show_saved("")
        self._offer.refresh()
        self._show_file()
        # Also where the cursor stays elsewhere: the answer goes on there when it is entered.
        self._view.fields.field(ANSWER).set_cursor_position(work.draft.cursor)
        # A claim answered late closed the panel in use, and Enter typed there would have dialled.
        if not in_hand or not self._view.isVisible() or is_in_panel(cursor_of(self._view)):
            return  # the cursor is in another module, or in a panel that would close
        self._view.show_question()
        if work.draft.note:
            self._view.focus_field(ANSWER, work.draft.cursor)
        else:
            first = self._first_in_hand()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_proposed(self) -> None:
        self._show_draft()
        if self._work.outcome is not None and self._view.isVisible():
            outcome = self._words.outcome(self._work.outcome)
            self._announcer.announce(
                self.tr("Esito proposto: {0}.").format(outcome), kind="outcome"
            )

    def _show_draft(self) -> None:
        draft = self._work.draft
        self._view.set_values({ANSWER: draft.note, OUTCOME: draft.outcome})
        self._show_topic()
        self._offer.refresh()
        self._show_consequence()

    def _show_consequence(self) -> None:
        callback, outcome = self._work.callback, self._work.outcome
        words = ""
        if callback is not None and outcome is not None:
            words = self._after.sentence(callback, outcome, self._now())
        self._view.form.show_consequence(words)

    def _show_file(self) -> None:
        callback, file = self._work.callback, self._work.file
        # A file always goes with its callback: one citizen's stood beside the next one's callback.
        if callback is None:
            callback, file = self._queue.selected, self._queue.file
        case = file.case if callback is not None else None
        self._voicemail.show((case and case.voicemail_id) or "", case.voicemail_s if case else 0)
        if callback is None:
            self._said = ("", "")
            self._sight.show()
            # An empty queue says so itself: once is enough.
            words = self.tr("Nessun richiamo in mano. F11 prende il prossimo.")
            self._view.show_case(None, words if self._queue.rows else "")
            return
        text = self._case_text(callback, file)
        self._view.show_case(text)
        self._sight.show(("case", callback.case_id))
        self._offer.refresh()
        self._view.set_lock_line(self._lock_line(callback))
        self._tell_hands(callback, text)

    def _tell_hands(self, callback: Callback, text: CaseText) -> None:
        """Announce that the callback is claimed here, or who holds the one in view."""
        mine = self._work.callback is not None
        before, self._said = self._said, (callback.id, "mine" if mine else callback.holder_name)
        # Every change of the replica comes here: said once for each callback and holder.
        if self._said == before:
            return
        if mine:
            parts = (text.citizen, self._topic(callback), self._band(callback))
            told = ", ".join(part for part in parts if part)
            self._announcer.announce(self.tr("Preso: {0}").format(told))
        elif before[0] == callback.id and self._view.isVisible():
            self._announcer.announce(self._lock_line(callback))

    def _lock_line(self, callback: Callback) -> str:
        if self._work.callback is not None:
            return "" if self._offer.phone_dials or not self._work.can_dial else self._by_hand()
        if callback.holder_name:
            return self.tr("In mano a {0}.").format(isolated(one_line(callback.holder_name)))
        return ""

    def _by_hand(self) -> str:
        return self.tr("Il telefono di questa postazione non chiama da qui: componi tu il numero.")

    def _first_in_hand(self) -> QWidget:
        """Return what to begin with: the call, a message, else the answer."""
        view = self._view
        if view.call_button.isEnabled():
            return view.call_button
        return view.message.button if view.message.can_play else view.answer

    def _case_text(self, callback: Callback, file: CaseFile) -> CaseText:
        now = self._now()
        steps = self._steps.steps(callback, file)
        return CaseText(
            number=self._number(callback, file),
            citizen=one_line(callback.caller.name) or self.tr("Senza nome"),
            phone=spoken(callback.caller.phone) or self.tr("numero nascosto"),
            preference=self._preference(callback),
            steps=steps,
            steps_said=self._steps.sentence(steps),
            expiry=self._expiry.expiry(callback, file, now),
            question=file.case.question if file.case is not None else "",
            history=self._history.rows(callback, file, now),
        )

    def _preference(self, callback: Callback) -> str:
        caller = callback.caller
        parts = (
            self._band(callback),
            self._origins.origin(callback, self._now()),
            self.tr("Municipio {0}").format(caller.municipio) if caller.municipio else "",
        )
        return " · ".join(part for part in parts if part)

    def _band(self, callback: Callback) -> str:
        hours = band(callback.window_start_at, callback.window_end_at)
        return self.tr("fascia {0}").format(hours)

    def _number(self, callback: Callback, file: CaseFile) -> str:
        parts = [self._topic(callback)]
        if file.case is not None:
            number = file.case.number or self.tr("numero in arrivo")
            parts.insert(0, self.tr("Pratica {0}").format(number))
        return " · ".join(part for part in parts if part)

    def _topic(self, callback: Callback) -> str:
        return next((one.path for one in self._editor.topics if one.id == callback.topic_id), "")

    def _on_error_changed(self) -> None:
        code = self._work.error
        errors = {
            "missing_outcome": {OUTCOME: self._wording.field_error("outcome", code)},
            "missing_note": {ANSWER: self._wording.field_error("note", code)},
            "missing_word": {ANSWER: self._wording.field_error("handed_over", code)},
            "text_too_long": {ANSWER: self._wording.field_error("note", code)},
        }
        self._view.show_errors(errors.get(code, {}))
