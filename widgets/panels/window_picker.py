"""When to call back: the bands of today and of the next days."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import isolated, left_to_right, wrapped_label
from widgets.panels.floating_panel import FloatingPanel
from widgets.tables.numbered_list import NumberedList, NumberedRow


@dataclass(frozen=True, slots=True)
class WindowChoice:
    """A band as "13:00–15:00" of a day as "oggi"; a band that is over is not enabled."""

    value: str
    day: str
    hours: str
    enabled: bool = True


class WindowPicker(FloatingPanel):
    """Enter or a digit takes a band; chosen carries its value."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Richiamo: scegli la fascia"), parent)
        self.setObjectName("window_picker")
        self._summary = wrapped_label("", "muted")
        self._list = NumberedList(self.tr("Fascia del richiamo"))
        self.content.addWidget(self._summary)
        self.content.addWidget(self._list)
        self._summary.hide()
        self._list.chosen.connect(self._on_chosen)

    def set_windows(self, windows: Sequence[WindowChoice]) -> None:
        self._list.set_rows(
            [
                NumberedRow(
                    window.value,
                    f"{isolated(window.day)}  {left_to_right(window.hours)}",
                    window.enabled,
                )
                for window in windows
            ]
        )

    def set_summary(self, text: str) -> None:
        """Whom and about what, as "06 5123 4567 · Tributi › TARI"."""
        self._summary.setText(text)
        self._summary.setVisible(bool(text))

    def first_focus(self) -> QWidget:
        return self._list

    def _on_chosen(self, value: str) -> None:
        # First: what is chosen may open a panel of its own, or move the cursor.
        self.close_panel()
        self.chosen.emit(value)
