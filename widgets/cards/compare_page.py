"""Two states of an entry beside each other, and what can be chosen about them by digit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.cards.change_view import ChangeView
from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import plain_label, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS
from widgets.tables.numbered_list import NumberedList, NumberedRow
from widgets.tables.record_model import Column
from widgets.tables.record_table import RecordTable


class ComparePage(QWidget):
    """chosen carries the value of a choice; Esc or the button goes back to the text."""

    chosen = Signal(str)
    returned = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_page")
        self._title = plain_label("", "section")
        self._sentence = wrapped_label("", "muted")
        self.versions = RecordTable(self.tr("Versioni"), columns)
        self.view = ChangeView()
        self.note = LineField("compare_note", self.tr("Nota per chi l'ha scritta"))
        self.when = LineField(
            "compare_when",
            self.tr("Pubblica dal (vuoto: subito)"),
            placeholder=self.tr("gg/mm/aaaa hh:mm"),
            left_to_right=True,
        )
        self.choices = NumberedList(self.tr("Che cosa fare"))
        self.back = action_button("compare_back", self.tr("Torna al testo"), "Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        for part in (self._title, self._sentence, self.versions):
            layout.addWidget(part)
        layout.addWidget(self.view, 1)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE_S)
        beside.addWidget(self.note, 3)
        beside.addWidget(self.when, 2)
        layout.addLayout(beside)
        layout.addWidget(self.choices)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.choices.chosen.connect(self.chosen)
        self.back.clicked.connect(self.returned)
        self.versions.want_rows(5)

    def show_page(
        self,
        title: str,
        sentence: str = "",
        *,
        choices: Sequence[NumberedRow] = (),
        has_versions: bool = False,
        has_note: bool = False,
    ) -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.versions.setVisible(has_versions)
        self.note.setVisible(has_note)
        self.when.setVisible(has_note)
        self.choices.set_rows(choices)
        self.choices.setVisible(bool(choices))

    def sentence(self) -> str:
        return self._sentence.text() if not self._sentence.isHidden() else ""

    def focus_first(self) -> None:
        """Where one begins: the list of versions, else what is to be read."""
        first = self.view if self.versions.isHidden() else self.versions
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: sized while it was hidden, it would keep places beyond its own edge."""
        super().showEvent(event)
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        layout.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Always back to the text, never out of the entry: nothing that was typed is lost.
        if event.key() == Qt.Key.Key_Escape:
            self.returned.emit()
        else:
            super().keyPressEvent(event)
