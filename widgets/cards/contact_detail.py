"""One closed contact beside the list: number of its case, promise, facts, text, what happened."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.cases.case_story import CaseStory, StoryRow
from widgets.figures.fact_grid import FactGrid, stand_at_the_start
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import ElidedLabel, plain_label, wrapped_label
from widgets.kit.tag import TagLabel
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, set_look


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactText:
    """All texts as shown. facts: in the order of the titles; happened: the oldest first.

    hint: until when it may be corrected, or why not; is_open: a draft, which is gone on with.
    """

    call: str
    name: str
    tag: str = ""
    tag_kind: str = ""
    number: str = ""
    promise: str = ""
    facts: tuple[str, ...] = ()
    asked: str = ""
    happened: tuple[StoryRow, ...] = ()
    hint: str = ""
    is_open: bool = False
    is_correctable: bool = False
    may_copy: bool = False


class ContactDetail(QFrame):
    reopen_requested = Signal()
    correct_requested = Signal()
    again_requested = Signal()
    copy_requested = Signal()
    send_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contact_detail")
        set_look(self, "panel", "true")
        self.setAccessibleName(self.tr("Contatto scelto"))
        self._call = ElidedLabel("", "second")
        self._tag = TagLabel()
        self._name = ElidedLabel("", "page_title")
        self._number = plain_label("", "caller")
        self.copy_button = action_button("own_copy", self.tr("Copia"), kind="link")
        self.copy_button.setAccessibleName(self.tr("Copia il numero della pratica"))
        self.send_button = action_button("own_send", self.tr("SMS"), kind="link")
        self.send_button.setAccessibleName(self.tr("Invia al cittadino il numero della pratica"))
        self.send_button.hide()
        self._promise = TagLabel()
        self.facts = FactGrid(
            (
                self.tr("Argomento"),
                self.tr("Ufficio"),
                self.tr("Telefono"),
                self.tr("Lingua · Municipio"),
            )
        )
        self.story = CaseStory()
        self._hint = wrapped_label("", "small")
        self.reopen_button = action_button(
            "own_reopen", self.tr("Riapri"), self.tr("Invio"), "primary"
        )
        self.correct_button = action_button(
            "own_correct", self.tr("Correggi"), self.tr("Ctrl+Invio")
        )
        self.again_button = action_button(
            "own_again", self.tr("Nuovo con gli stessi dati"), "Ctrl+N"
        )
        self._build()
        self.reopen_button.clicked.connect(self.reopen_requested)
        self.correct_button.clicked.connect(self.correct_requested)
        self.again_button.clicked.connect(self.again_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        self.send_button.clicked.connect(self.send_requested)
        for label in (self._call, self._name):
            stand_at_the_start(label)

    def text(self) -> str:
        """Return what was asked and what happened, as it can be read and copied."""
        return self.story.toPlainText()

    def show_contact(self, one: ContactText) -> None:
        self._call.show_text(one.call)
        self._tag.show_tag(one.tag, one.tag_kind)
        self._name.show_text(one.name)
        self._number.setText(one.number)
        self._number.setVisible(bool(one.number))
        self.copy_button.setVisible(one.may_copy)
        self._promise.show_tag(one.promise, "promise")
        self._promise.setVisible(bool(one.promise))
        self.facts.show_values(one.facts)
        self.story.show_story(
            (self.tr("Che cosa chiede"), one.asked), (self.tr("Che cosa è successo"), one.happened)
        )
        self._hint.setText(one.hint)
        words = self.tr("Riprendi") if one.is_open else self.tr("Riapri")
        self.reopen_button.show_words(words, self.tr("Invio"))
        self.reopen_button.setEnabled(one.is_open or one.is_correctable)
        self.correct_button.setEnabled(one.is_correctable)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._call, 1)
        head.addWidget(self._tag)
        layout.addLayout(head)
        layout.addWidget(self._name)
        number = QHBoxLayout()
        number.setSpacing(SPACE_S)
        number.addWidget(self._number)
        number.addWidget(self.copy_button)
        number.addWidget(self.send_button)
        number.addStretch(1)
        layout.addLayout(number)
        layout.addWidget(self._promise, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.facts)
        layout.addWidget(self._scrolled_story(), 1)
        layout.addWidget(self._hint)
        layout.addWidget(self._buttons())

    def _scrolled_story(self) -> QWidget:
        """The story gives way: with large text it lay over the sentence and the buttons below."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.story)
        column.addStretch(1)
        return column_scroll(content, is_high=True)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, SPACE_S)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (self.reopen_button, self.correct_button, self.again_button):
            flow.addWidget(button)
        return row
