"""The entries, the one in hand and its preview: as many beside each other as there is room for."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from console.screens.kit.columns import ANY_PX, Columns, PartedPage, columns_of, is_in
from widgets.kit.theme import scaled

LIST, ENTRY, PREVIEW = "list", "entry", "preview"
LIST_PX, PREVIEW_PX = 220, 450
LIST_WIDE_PX, PREVIEW_WIDE_PX = 240, 650
HALF_PERCENT, THIRD_PERCENT = 50, 46  # of the width, at most, for the preview beside one or two


class EntryColumns(PartedPage):
    """List, entry, preview. What does not fit is one key away: reveal() brings it.

    The part with the cursor stays, however little room is left.
    """

    arranged = Signal()

    def __init__(
        self, listed: QWidget, entry: QWidget, preview: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = {LIST: listed, ENTRY: entry, PREVIEW: preview}
        self._revealed = PREVIEW  # the side panel, or the page, chosen last
        self.columns = Columns.THREE
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for name, part in self._parts.items():
            policy = QSizePolicy.Policy.Ignored if name == ENTRY else QSizePolicy.Policy.Preferred
            part.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
            layout.addWidget(part, 1 if name == ENTRY else 0)

    def reveal(self, name: str) -> None:
        """Make sure a part is on the screen.

        Before the window is laid out there is room for all: what is asked for then is remembered.
        """
        if name != ENTRY or self.columns is not Columns.TWO:
            self._revealed = name
        if not self._parts[name].isVisibleTo(self):
            self._arrange()

    def parts(self) -> tuple[QWidget, ...]:
        """Return all three, also what does not fit."""
        return tuple(self._parts.values())

    def bring(self, inside: QWidget) -> None:
        """Make sure the part that inside is in is on the screen."""
        if name := self._name_around(inside):
            self.reveal(name)

    def _name_around(self, inside: QWidget | None) -> str:
        return next((name for name, part in self._parts.items() if is_in(inside, part)), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_revealed"):
            self._choose()

    def _choose(self) -> None:
        self.columns = columns_of(self)
        typed_in = self._name_around(QApplication.focusWidget())
        if typed_in and typed_in not in self._shown():
            self._revealed = typed_in
        self._arrange()

    def _arrange(self) -> None:
        shown = self._shown()
        for name, part in self._parts.items():
            part.setVisible(name in shown)
        wide = self.columns is Columns.FOUR
        listed, preview = self._parts[LIST], self._parts[PREVIEW]
        if self.columns is Columns.ONE:
            for part in (listed, preview):
                part.setMinimumWidth(0)
                part.setMaximumWidth(ANY_PX)
        else:
            listed.setFixedWidth(scaled(LIST_WIDE_PX if wide else LIST_PX))
            preview.setFixedWidth(self._preview_px(wide=wide))
        self.arranged.emit()

    def _preview_px(self, *, wide: bool) -> int:
        if wide:
            return scaled(PREVIEW_WIDE_PX)
        share = HALF_PERCENT if self.columns is Columns.TWO else THIRD_PERCENT
        return min(scaled(PREVIEW_PX), self.width() * share // 100)

    def _shown(self) -> frozenset[str]:
        if self.columns >= Columns.THREE:
            return frozenset(self._parts)
        if self.columns is Columns.TWO:
            side = self._revealed if self._revealed != ENTRY else PREVIEW
            return frozenset({ENTRY, side})
        return frozenset({self._revealed})
