"""The panels of the frame that float over the work: keys, connection, palette."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from console.screens.kit.moments import day_and_time
from console.screens.kit.texts import Texts
from console.shell.messages import MessagesPanel
from console.shell.work_page import WorkPage
from console.viewmodels.session.seat_models import SeatModels
from widgets.kit.plain_text import set_spoken_name, wrapped_label
from widgets.kit.theme import scaled
from widgets.panels.command_palette import CommandPalette
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.key_sheet import KeySheet
from widgets.panels.panel_place import Shape
from widgets.tables.key_list import KeyEntry

SEARCH_PX = 320


class KeysPanel(FloatingPanel):
    """F1: over all of the work; it alone covers the answer too."""

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


class ConnectionPanel(FloatingPanel):
    """Ctrl+D: since when connected or not, the age of the copy, what waits, the phone line."""

    def __init__(self, models: SeatModels, page: WorkPage, now: Callable[[], datetime]) -> None:
        super().__init__(self.tr("Collegamento"), page)
        self.setObjectName("connection_panel")
        self._page = page
        self._models = models
        self._now = now
        self._wording = Texts(self)
        self._text = wrapped_label()
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.content.addWidget(self._text)

    def show_details(self) -> None:
        text = "\n".join(self._lines())
        self._text.setText(text)
        set_spoken_name(self._text, text)
        self.open()

    def first_focus(self) -> QWidget:
        return self._text

    def _lines(self) -> list[str]:
        models, connection = self._models, self._models.connection.connection
        lines = [
            self.tr("Server: {0}").format(self._page.connection_line.sentence()),
            self._wording.still_to_send(models.connection.waiting),
        ]
        if connection.synced_at is not None:
            at = day_and_time(connection.synced_at, self._now())
            lines.append(self.tr("Copia locale uguale al server: {0}").format(at))
        lines += [line for one in self._page.features for line in one.details()]
        return lines


class Panels(QObject):
    """The panels of the frame itself, each opened with what it shows now."""

    def __init__(self, models: SeatModels, page: WorkPage, now: Callable[[], datetime]) -> None:
        super().__init__(page)
        self._page = page
        self.connection = ConnectionPanel(models, page, now)
        self.palette = CommandPalette(page)

    @cached_property
    def keys(self) -> KeysPanel:
        """Made when it is first asked for."""
        panel = KeysPanel(self._page)
        return panel

    @cached_property
    def messages(self) -> MessagesPanel:
        """Made when it is first asked for."""
        panel = MessagesPanel(self._page.messages, self._page)
        return panel
