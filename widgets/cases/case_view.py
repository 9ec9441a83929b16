"""A case being answered: who asks what, by when and why, what was done, the answer, its outcome."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from widgets.cards.message_line import MessageLine
from widgets.cases.case_form import CaseForm
from widgets.cases.case_steps import CaseSteps
from widgets.cases.case_story import CaseStory
from widgets.cases.case_text import CaseText, Expiry
from widgets.cases.day_boxes import DayBoxes
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import ElidedLabel, left_to_right, plain_label, wrapped_label
from widgets.kit.tag import TagLabel
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, scaled, set_look
from widgets.kit.typed_text import cursor_of, has_cursor

QUESTION_PX = 72  # its heading and two lines
LOW_PX = 360  # of height at 100 % text: under it there is no room for form and case at once
CALL, SAVE, TAKE = "call", "save", "take"


class CaseView(QFrame):
    """Fields: answer, topic, outcome. Without a case only a sentence is shown.

    One of its buttons is the thing to do now; the others are behind "Altro", in the same places.
    """

    edited = Signal(str, str)  # field, value
    call_requested = Signal()
    save_requested = Signal()
    take_requested = Signal()
    postpone_requested = Signal()
    release_requested = Signal()
    hand_over_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_view")
        self.setAccessibleName(self.tr("Pratica"))
        self.setProperty("panel", "true")
        self.form = CaseForm()
        self.fields = self.form.fields
        self._nothing = wrapped_label("", "muted")
        self._number = ElidedLabel("", "label")
        self._due = TagLabel()
        self._citizen = ElidedLabel("", "citizen")
        self._contact = ElidedLabel("", "second")
        self._lock = wrapped_label("", "second")
        self._steps = CaseSteps()
        self._why = plain_label("", "section")
        self._reason = ElidedLabel("", "label")
        self._days = DayBoxes()
        self._sentence = wrapped_label("", "label")
        self.message = MessageLine()
        self.story = CaseStory()
        self.story.setAccessibleName(self.tr("Domanda e storia"))
        self._work = QWidget()
        self.take_button = action_button("case_take", self.tr("Prendi"), self.tr("Invio"))
        self.call_button = action_button("case_call", self.tr("Chiama"))
        self.save_button = action_button("case_save", self.tr("Salva e prossimo"), "F9")
        self.postpone_button = action_button("case_postpone", self.tr("Rinvia"), "Ctrl+R")
        self.more_button = action_button("case_more", self.tr("Altro"), kind="flat")
        self._mains = {CALL: self.call_button, SAVE: self.save_button, TAKE: self.take_button}
        for button in self._mains.values():
            set_look(button, "kind", "primary")
            button.keep_room()
        self._main = TAKE
        self._can_call = self._is_writable = self._is_low = False
        self._build()
        self._connect()
        self.show_case(None, self.tr("Scegli un richiamo dalla lista."))
        self.set_writable(False)

    def show_case(self, case: CaseText | None, sentence: str = "") -> None:
        """Show a case, or only the sentence."""
        self._work.setVisible(case is not None)
        self._nothing.setVisible(case is None)
        self._nothing.setText(sentence)
        if case is None:
            return
        self._number.show_text(case.number)
        self._due.show_tag(case.expiry.tag, case.expiry.kind)
        self._citizen.show_text(case.citizen)
        parts = (left_to_right(case.phone), case.preference)
        self._contact.show_text(" · ".join(part for part in parts if part))
        self._steps.show_steps(case.steps, case.steps_said)
        self._show_expiry(case.expiry)
        asked = (self.tr("Che cosa chiede"), case.question)
        self.story.show_story(asked, (self.tr("Storia"), case.history))

    def _show_expiry(self, expiry: Expiry) -> None:
        self._why.setText(expiry.heading)
        self._reason.show_text(expiry.reason)
        self._days.show_days(expiry.days, expiry.said)
        self._sentence.setText(expiry.sentence)
        for part in (self._why, self._reason, self._days, self._sentence):
            part.setVisible(bool(expiry.days))

    @property
    def answer(self) -> QWidget:
        """Where the answer is written."""
        return self.form.answer

    def set_lock_line(self, text: str) -> None:
        """Who else has the case or why it cannot be changed, "" when it is free to work on."""
        self._lock.setText(text)
        self._lock.setVisible(bool(text))

    def lock_line(self) -> str:
        return self._lock.text() if not self._lock.isHidden() else ""

    def set_writable(self, is_writable: bool) -> None:
        """Show the form of who has the case in hand, to who looks at it only the case."""
        self._is_writable = is_writable
        self.form.setVisible(is_writable)
        for button in (self.postpone_button, self.more_button):
            button.setVisible(is_writable)
        self._show_main()

    def show_main(self, main: str, *, can_call: bool, can_take: bool = False) -> None:
        """main: CALL, SAVE or TAKE, the thing to do now; "" for none."""
        # Before the button goes: Qt would give the focus to the next one, and an Enter meant for
        # this one would press that.
        if has_cursor(self.call_button) and not (can_call and main == CALL):
            self.form.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        self._main, self._can_call = main, can_call
        self.call_button.setEnabled(can_call)
        self.take_button.setEnabled(can_take)
        self._show_main()

    def show_question(self) -> None:
        """Where not all has room, bring what was asked into sight: it is answered now."""
        self._bring(self.story, QPoint(0, scaled(QUESTION_PX) // 2), scaled(QUESTION_PX) // 2)

    def values(self) -> dict[str, str]:
        return self.fields.values()

    def set_values(self, values: Mapping[str, str]) -> None:
        self.fields.set_values(values)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.fields.show_errors(errors)

    def focus_field(self, name: str, cursor: int = -1) -> None:
        self.fields.focus_field(name, cursor)
        bring_into_sight(self._scroll, self.fields.field(name))

    def focused_field(self) -> tuple[str, int]:
        return self.fields.focused_field()

    def _build(self) -> None:
        self.take_button.show_words(self.tr("Prendi"), self.tr("Invio"), "check")
        self.call_button.show_words(self.tr("Chiama"), self.tr("Invio"), "phone")
        self.more_button.show_words(self.tr("Altro"), "", "chevron-down")
        whole = self._whole = QVBoxLayout(self._work)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # What can be done stays in sight, however large the text above it is.
        self._scroll = column_scroll(self._content())
        self._lock.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        self._lock.hide()
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.form)
        whole.addWidget(self._lock)
        whole.addWidget(self._buttons())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._nothing)
        layout.addWidget(self._work, 1)
        layout.addStretch(0)
        self._nothing.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)

    def _content(self) -> QWidget:
        content = QWidget()
        work = self._column = QVBoxLayout(content)
        work.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_XS)
        work.setSpacing(SPACE_XS)
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        head.addWidget(self._due)
        work.addLayout(head)
        work.addWidget(self._citizen)
        work.addWidget(self._contact)
        work.addSpacing(SPACE_S)
        work.addWidget(self._steps)
        work.addSpacing(SPACE_XS)
        why = QHBoxLayout()
        why.addWidget(self._why)
        why.addWidget(self._reason, 1)
        work.addLayout(why)
        work.addWidget(self._days)
        work.addWidget(self._sentence)
        set_look(self.message.button, "place", "chip")
        work.addWidget(self.message)
        work.addSpacing(SPACE_S)
        work.addWidget(self.story)
        work.addStretch(1)
        self.story.cursorPositionChanged.connect(self._follow_reader)
        return content

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < scaled(LOW_PX)
        if is_low == self._is_low:
            return
        self._is_low = is_low
        typed_in = cursor_of(self)
        is_typed_in = typed_in is not None and self.form.isAncestorOf(typed_in)
        # Where nothing of the case would be left above it, the form scrolls with the case.
        if is_low:
            self._column.insertWidget(self._column.count() - 1, self.form)
        else:
            self._whole.insertWidget(1, self.form)
        self.form.set_inset(not is_low)
        self.form.setVisible(self._is_writable)
        if is_typed_in and typed_in is not None:
            typed_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_reader(self) -> None:
        """Keep the line that is read in sight: the text itself does not scroll."""
        if self.story.hasFocus():
            line = self.story.cursorRect()
            self._bring(self.story.viewport(), line.center(), line.height())

    def _bring(self, part: QWidget, at: QPoint, around: int) -> None:
        content = self._scroll.widget()
        assert content is not None, "it was given its content when it was built"
        place = part.mapTo(content, at)
        self._scroll.ensureVisible(place.x(), place.y(), 0, around)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, SPACE_S)
        flow.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_M)
        for button in (*self._mains.values(), self.postpone_button, self.more_button):
            flow.addWidget(button)
        return row

    def _show_main(self) -> None:
        for name, button in self._mains.items():
            button.setVisible(name == self._main)
        # The longest of the three leaves no room for an icon on the next.
        icon = "" if self._main == SAVE else "clock"
        self.postpone_button.show_words(self.tr("Rinvia"), "Ctrl+R", icon)

    def _connect(self) -> None:
        self.form.edited.connect(self.edited)
        self.call_button.clicked.connect(self.call_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.take_button.clicked.connect(self.take_requested)
        self.postpone_button.clicked.connect(self.postpone_requested)
        self.more_button.clicked.connect(self._open_more)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        call, save = menu.addAction(self.tr("Chiama")), menu.addAction(self._save_words())
        call.setEnabled(self._can_call)
        call.triggered.connect(self.call_requested)
        save.triggered.connect(self.save_requested)
        over = menu.addAction(self.tr("Passa a un altro ufficio…"))
        over.triggered.connect(self.hand_over_requested)
        back = menu.addAction(self.tr("Rimetti in coda"))
        back.triggered.connect(self.release_requested)
        (call if self._main == CALL else save).setVisible(False)  # it stands in the row
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().topLeft()))

    def _save_words(self) -> str:
        return "{}\tF9".format(self.tr("Salva e prossimo"))
