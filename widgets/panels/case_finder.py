"""A panel to ask for a case by its number, and to read what is known of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.plain_text import wrapped_label
from widgets.kit.scrolling_text import ScrollingText
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer

LINES_SHOWN = 24


class CaseFinder(FloatingPanel):
    """asked carries what was typed, at Enter."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Trova una pratica"), parent)
        self.setObjectName("case_finder")
        self.field = LineField(
            "case_number",
            self.tr("Numero della pratica"),
            placeholder=self.tr("per esempio 2026-000123, o 123"),
            left_to_right=True,
        )
        self._sentence = wrapped_label("", "muted")
        self._head = wrapped_label("", "section")
        self._text = ScrollingText("reading", LINES_SHOWN)
        for part in (self.field, self._sentence, self._head, self._text):
            self.content.addWidget(part)
        self._announcer = Announcer(self)
        self.field.entered.connect(lambda: self.asked.emit(self.field.value()))
        self.show_answer("", "", "")

    def first_focus(self) -> QWidget:
        return self.field.editor

    def show_answer(self, sentence: str, head: str, text: str) -> None:
        """sentence: how the question went; head and text: what is known of the case."""
        said = "\n".join(part for part in (sentence, head, text) if part)
        for label, words in ((self._sentence, sentence), (self._head, head)):
            label.setText(words)
            label.setVisible(bool(words))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.place.refit()
        if said and self.isVisible():
            self._announcer.announce(said)
