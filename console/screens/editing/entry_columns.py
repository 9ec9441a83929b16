"""The entries, the one in hand and its preview: as many beside each other as there is room for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.screens.kit.columns import ANY_PX, Columns, PartedPage, columns_of
from widgets.fields.segmented_switch import SWITCH_PX, Segment, SegmentedSwitch
from widgets.kit.theme import SPACE_L, SPACE_S, scaled
from widgets.kit.typed_text import cursor_of
from widgets.kit.wardrobe import hold_parts

LIST, ENTRY, PREVIEW = PARTS = ("list", "entry", "preview")
LIST_PX, PREVIEW_PX = 220, 450
LIST_WIDE_PX, PREVIEW_WIDE_PX = 240, 650
HALF_PERCENT, THIRD_PERCENT = 50, 46  # of the width, at most, for the preview beside one or two


class EntryColumns(PartedPage):
    """List, entry, preview. What does not fit is one key or one tab away: reveal() brings it.

    The part with the cursor stays, however little room is left.
    """

    arranged = Signal()

    def __init__(
        self, listed: QWidget, entry: QWidget, preview: QWidget, parent: QWidget | None = None
    ) -> None:
        # Revealed is the side panel, or the page, chosen last.
        super().__init__({LIST: listed, ENTRY: entry, PREVIEW: preview}, PREVIEW, parent)
        hold_parts(self)
        self._tabs: tuple[str, ...] = ()
        self.switch = SegmentedSwitch(self.tr("Parti della pagina"), self)
        self.switch.currentChanged.connect(self._on_tab)
        for name, part in self._parts.items():
            policy = QSizePolicy.Policy.Ignored if name == ENTRY else QSizePolicy.Policy.Preferred
            part.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
            self._row.addWidget(part, 1 if name == ENTRY else 0)
        self._fill()

    def reveal(self, name: str) -> None:
        """Make sure a part is on the screen.

        Before the window is laid out there is room for all: what is asked for then is remembered.
        """
        if name != ENTRY or self.columns is not Columns.TWO:
            self._revealed = name
        if not self._parts[name].isVisibleTo(self):
            self._lay_out()

    def _arrange(self) -> None:
        self.columns = columns_of(self)
        typed_in = self._name_around(cursor_of(self))
        if typed_in and typed_in not in self._shown():
            self._revealed = typed_in
        self._lay_out()

    def _lay_out(self) -> None:
        shown = self._shown()
        for name, part in self._parts.items():
            part.setVisible(name in shown)
        self._show_switch(shown)
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

    def _show_switch(self, shown: frozenset[str]) -> None:
        # Where two fit the entry is always one of them: it is what is worked on.
        beside = (LIST, PREVIEW)
        self._tabs = {Columns.ONE: PARTS, Columns.TWO: beside}.get(self.columns, ())
        self.switch.setVisible(bool(self._tabs))
        self.switch.setFixedHeight(scaled(SWITCH_PX))
        self._top.setContentsMargins(SPACE_L, SPACE_S if self._tabs else 0, SPACE_L, 0)
        words = {
            LIST: self.tr("Gruppi"), ENTRY: self.tr("Voci"), PREVIEW: self.tr("Anteprima"),
        }  # fmt: skip
        self.switch.show_segments([Segment(words[name]) for name in self._tabs])
        current = [at for at, name in enumerate(self._tabs) if name in shown]
        if current:
            self.switch.show_current(current[0])

    def _on_tab(self, at: int) -> None:
        if 0 <= at < len(self._tabs):
            self.reveal(self._tabs[at])

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
