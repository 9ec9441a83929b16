"""F1: the page of keys, over all of the work; it alone covers the answer too."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from widgets.kit.theme import scaled
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.key_sheet import KeySheet
from widgets.panels.panel_place import Shape
from widgets.tables.key_list import KeyEntry

SEARCH_PX = 320


class KeysPanel(FloatingPanel):
    shape = Shape.PAGE

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Tasti"), parent)
        self.setObjectName("keys_panel")
        self.sheet = KeySheet()
        self.head.insertWidget(1, self.sheet.field)
        self.sheet.field.stackUnder(self._close)  # readers are told what stands before it first
        self.content.addWidget(self.sheet, 1)

    def show_keys(self, entries: Sequence[KeyEntry], where: str) -> None:
        """where: state and page, in words."""
        self.rename(self.tr("Tasti · sei in: {0}").format(where))
        self._fit()
        self.open()
        self.sheet.show_entries(entries)

    def first_focus(self) -> QWidget:
        return self.sheet.field.editor

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "sheet"):
            self._fit()

    def _fit(self) -> None:
        self.sheet.field.setFixedWidth(scaled(SEARCH_PX))
