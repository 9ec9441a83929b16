"""Why to pause, chosen by one digit after F5."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import wrapped_label
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.numbered_list import NumberedList, NumberedRow


class PauseMenu(FloatingPanel):
    """Reasons in the order of their digits; chosen carries the reason's value."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Pausa: scegli il motivo"), parent)
        self.setObjectName("pause_menu")
        self._list = NumberedList(self.tr("Motivo della pausa"))
        self._line = wrapped_label("", "muted")
        self.content.addWidget(self._list)
        self.content.addWidget(self._line)
        self._line.hide()
        self._announcer = Announcer(self)
        self._list.chosen.connect(self._on_chosen)
        self._list.not_possible.connect(self._on_not_possible)

    def set_reasons(self, reasons: Sequence[NumberedRow]) -> None:
        self._list.set_rows(reasons)

    def set_line(self, text: str) -> None:
        """A sentence under the list, as "La pausa comincia dopo questa telefonata."."""
        self._line.setText(text)
        self._line.setVisible(bool(text))
        self.place.refit()

    def line(self) -> str:
        return self._line.text() if not self._line.isHidden() else ""

    def first_focus(self) -> QWidget:
        return self._list

    def _on_not_possible(self, words: str) -> None:
        """Say why nothing happened: the arrows pass by such a row, so nobody may have heard it."""
        self.set_line(words)
        self._announcer.announce(words)

    def _on_chosen(self, reason: str) -> None:
        self.close_panel()
        self.chosen.emit(reason)
