"""What a clerk writes of a case: the answer given, its outcome, and what saving leads to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.fields.chooser_field import ChooserField
from widgets.fields.field_group import FieldGroup
from widgets.fields.labelled_field import Choice, ChoiceField, FieldLabel, TextField
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import SPACE_L, SPACE_S, SPACE_XS, set_look

LINES = 3  # of the answer that are always there


class CaseForm(QWidget):
    """Fields: answer, outcome, topic: after the answer Tab leads to what every result needs."""

    edited = Signal(str, str)  # field, value
    topic_left = Signal()  # the cursor went, and of what was typed nothing was chosen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = FieldGroup(self)
        # A letter that two places have with Alt reaches each of them only every second time.
        self._answer = TextField("answer", self.tr("Ri&sposta data"), lines=LINES)
        self._topic = ChooserField(
            "topic",
            self.tr("Ar&gomento"),
            placeholder=self.tr("Prime lettere, per esempio «tar»"),
        )
        self._outcome = ChoiceField("outcome", self.tr("&Esito"))
        self._outcome.words.require()
        self._saved = FieldLabel()
        set_look(self._saved, "role", "small")
        self._next = ElidedLabel("", "label")
        rows = QGridLayout(self)
        rows.setSpacing(SPACE_XS)
        rows.addWidget(self._answer, 0, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing
        rows.addWidget(self._saved, 0, 0, 1, 2, top)  # in the row of the field's label
        rows.addWidget(self._outcome, 1, 0)
        rows.addWidget(self._topic, 1, 1)
        rows.addWidget(self._next, 2, 0, 1, 2)
        for column in (0, 1):
            rows.setColumnStretch(column, 1)
        self.set_inset(True)
        for field in (self._answer, self._outcome, self._topic):
            self.fields.add(field)
        self.fields.edited.connect(self.edited)
        self._topic.left.connect(self._on_topic_left)

    @property
    def answer(self) -> QWidget:
        """Where the answer is written."""
        return self._answer.editor

    def set_outcomes(self, outcomes: Sequence[Choice]) -> None:
        self._outcome.set_choices(outcomes)

    @property
    def is_topic_typed(self) -> bool:
        """Return whether the cursor stands behind letters of which no topic is chosen yet."""
        is_there = self.window().focusWidget() is self._topic.editor
        return is_there and bool(self._topic.text()) and not self._topic.value()

    def set_topics(self, topics: Sequence[Choice]) -> None:
        self._topic.set_choices(topics)

    def set_inset(self, is_inset: bool) -> None:
        """Leave room at both sides, unless what it stands in does."""
        side = SPACE_L if is_inset else 0
        self.setContentsMargins(side, SPACE_S, side, 0)
        layout = self.layout()
        assert layout is not None, "made with it"
        layout.setContentsMargins(0, 0, 0, 0)

    def show_saved(self, text: str) -> None:
        """As "✓ salvata", beside the answer."""
        self._saved.setText(text)

    def show_consequence(self, text: str) -> None:
        """What saving leads to; its line is there also without words."""
        self._next.show_text(text)

    def _on_topic_left(self) -> None:
        if not self._topic.value():
            self.topic_left.emit()
