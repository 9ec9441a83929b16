"""A case being answered: who asked what, what was done, the answer, its outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.cards.message_line import MessageLine
from widgets.fields.field_group import FieldGroup
from widgets.fields.labelled_field import Choice, ChoiceField, TextField
from widgets.kit.action_button import action_button
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import ElidedLabel, left_to_right, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """history: (when, what) oldest first; preference: when the citizen wants to be called."""

    title: str
    citizen: str
    phone: str = ""
    preference: str = ""
    question: str = ""
    history: tuple[tuple[str, str], ...] = ()


class CaseView(QFrame):
    """Fields: answer, outcome. Without a case only a sentence is shown."""

    edited = Signal(str, str)  # field, value
    call_requested = Signal()
    save_requested = Signal()
    postpone_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_view")
        self.setAccessibleName(self.tr("Pratica"))
        self.setProperty("panel", "true")
        self.fields = FieldGroup(self)
        self._nothing = wrapped_label("", "muted")
        self._title = ElidedLabel("", "section")
        self._citizen = ElidedLabel("")
        self._lock = wrapped_label("", "warning")
        self.message = MessageLine()
        self._text = CardView()
        self._text.setAccessibleName(self.tr("Domanda e cronologia"))
        # A letter that two places have with Alt reaches each of them only every second time.
        self._answer = TextField("answer", self.tr("Ri&sposta data"))
        self._outcome = ChoiceField("outcome", self.tr("&Esito"))
        self._work = QWidget()
        self.call_button = action_button("case_call", self.tr("Chiama"), self.tr("Invio"))
        self.save_button = action_button("case_save", self.tr("Salva e prossimo"), "F9", "primary")
        self.postpone_button = action_button("case_postpone", self.tr("Rinvia"), "Ctrl+R")
        self._build()
        self._connect()
        self.show_case(None, self.tr("Scegli un richiamo dalla lista."))

    def show_case(self, case: CaseText | None, sentence: str = "") -> None:
        """Show a case, or only the sentence."""
        self._work.setVisible(case is not None)
        self._nothing.setVisible(case is None)
        self._nothing.setText(sentence)
        if case is None:
            return
        self._title.show_text(case.title)
        parts = (case.citizen, left_to_right(case.phone), case.preference)
        self._citizen.show_text(" · ".join(part for part in parts if part))
        done = "\n".join(f"{when}  {what}" for when, what in case.history)
        self._text.show_card(
            CardText(
                title="",
                facts=(
                    (self.tr("Domanda (dal I livello)"), case.question),
                    (self.tr("Che cosa è già stato fatto"), done),
                ),
            )
        )

    @property
    def answer(self) -> QWidget:
        """Where the answer is written."""
        return self._answer.editor

    def set_outcomes(self, outcomes: Sequence[Choice]) -> None:
        self._outcome.set_choices(outcomes)

    def set_lock_line(self, text: str) -> None:
        """Who else has the case or why it cannot be changed, "" when it is free to work on."""
        self._lock.setText(text)
        self._lock.setVisible(bool(text))

    def lock_line(self) -> str:
        return self._lock.text() if not self._lock.isHidden() else ""

    def set_writable(self, is_writable: bool) -> None:
        for part in (self._answer.editor, self._outcome.editor):
            part.setEnabled(is_writable)
        for button in (self.save_button, self.postpone_button, self.call_button):
            button.setEnabled(is_writable)

    def values(self) -> dict[str, str]:
        return self.fields.values()

    def set_values(self, values: Mapping[str, str]) -> None:
        self.fields.set_values(values)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.fields.show_errors(errors)

    def focus_field(self, name: str, cursor: int = -1) -> None:
        self.fields.focus_field(name, cursor)

    def focused_field(self) -> tuple[str, int]:
        return self.fields.focused_field()

    def _build(self) -> None:
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(SPACE_XS)
        for part in (self._title, self._citizen, self._lock, self.message):
            work.addWidget(part)
        work.addWidget(self._text, 3)
        work.addWidget(self._answer, 2)
        work.addWidget(self._outcome)
        row = QWidget()
        flow = FlowLayout(row, SPACE_S)
        flow.setContentsMargins(0, SPACE_XS, 0, 0)
        for button in (self.call_button, self.save_button, self.postpone_button):
            flow.addWidget(button)
        work.addWidget(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.addWidget(self._nothing)
        layout.addWidget(self._work, 1)
        self._lock.hide()

    def _connect(self) -> None:
        for field in (self._answer, self._outcome):
            self.fields.add(field)
        self.fields.edited.connect(self.edited)
        self.call_button.clicked.connect(self.call_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.postpone_button.clicked.connect(self.postpone_requested)
