"""The panels that float over the work: keys, connection, pause reasons, callback bands, palette."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.model.contact.contact_draft import CallbackWish
from console.screens.calls.call_panels import CallPanels
from console.screens.contact.send_presenter import SendPresenter
from console.screens.duty.pause_presenter import PausePresenter
from console.screens.editing.figures_panel import FiguresPresenter
from console.screens.kit.command import Command
from console.screens.kit.moments import (
    band,
    day_and_time,
    is_today,
    is_tomorrow,
    named_day,
    rome_day,
)
from console.screens.kit.texts import Texts
from console.screens.knowledge.fault_presenter import FaultPresenter
from console.shell.status_texts import ConnectionLine
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_M, scaled
from widgets.panels.command_palette import Command as PaletteLine
from widgets.panels.command_palette import CommandPalette
from widgets.panels.floating_panel import PANEL_PX, FloatingPanel
from widgets.panels.window_picker import WindowChoice, WindowPicker
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

KEY_ROWS = 16


class KeysPanel(FloatingPanel):
    """F1: all keys, in the order of the menus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Tasti"), parent)
        self.setObjectName("keys_panel")
        self.table = RecordTable(
            self.tr("Tasti"),
            (
                Column(title=self.tr("Tasto"), width=16, is_ltr=True),
                Column(title=self.tr("Che cosa fa"), width=0),
            ),
        )
        self.content.addWidget(self.table)
        self.content.addWidget(wrapped_label(self.tr("Esc chiude."), "muted"))

    def show_commands(self, commands: Sequence[Command]) -> None:
        rows = [command for command in commands if command.menu and command.keys]
        self.table.set_records(
            [Record(key=one.name, cells=(one.key_text, one.title)) for one in rows],
        )
        self.table.flush()
        self.table.want_rows(KEY_ROWS)
        self.open()

    def first_focus(self) -> QWidget:
        return self.table


class ConnectionPanel(FloatingPanel):
    """Ctrl+D: since when connected or not, the age of the copy, what waits, the phone line."""

    def __init__(self, models: SeatModels, parent: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(self.tr("Collegamento"), parent)
        self.setObjectName("connection_panel")
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
        self.content.addWidget(wrapped_label(self.tr("Esc chiude."), "muted"))

    def show_details(self, line: ConnectionLine) -> None:
        text = "\n".join(self._lines(line))
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._text.setFixedHeight(self._text.heightForWidth(scaled(PANEL_PX * 2 - 2 * SPACE_M)))
        self.open()

    def first_focus(self) -> QWidget:
        return self._text

    def _lines(self, line: ConnectionLine) -> list[str]:
        models, now = self._models, self._now()
        connection, phone = models.connection.connection, models.call.line
        lines = [
            self.tr("Server: {0}").format(line.sentence()),
            self._wording.still_to_send(models.connection.waiting),
        ]
        if connection.synced_at is not None:
            at = day_and_time(connection.synced_at, now)
            lines.append(self.tr("Copia locale uguale al server: {0}").format(at))
        if phone.registered:
            lines.append(self.tr("Telefono: collegato a {0}").format(phone.server or "–"))
        else:
            lines.append(self.tr("Telefono: non collegato"))
        if not models.call.has_microphone:
            lines.append(self._wording.notice("no_microphone", {}))
        return lines


class Panels(QObject):
    """Opens each panel with what it shows now, and hands the choice to the view-models."""

    entry_opened = Signal(object, str)  # EntryKind and id, with Enter in the list of figures

    def __init__(
        self, models: SeatModels, window: QWidget, below: QWidget, now: Callable[[], datetime]
    ) -> None:
        """below: the part of the window that panels in its middle leave free, with all above it."""
        super().__init__(window)
        self._models = models
        self._window = window
        self._below = below
        self._now = now
        self._windows: tuple[CallbackWish, ...] = ()
        self._on_window: Callable[[CallbackWish], None] = lambda _: None
        self.connection = ConnectionPanel(models, window, now)
        self.pauses = PausePresenter(models.status, models.duty.pauses, window)
        self.pause = self.pauses.menu
        self.pauses.declined.connect(
            lambda reason: models.notices.tell("call_declined", Level.DONE, reason=reason)
        )
        self.windows = WindowPicker(window)
        self.palette = CommandPalette(window)
        self.calls = CallPanels(models, window, below, now)
        self.fault = FaultPresenter(models.fault, window)
        self.sending = SendPresenter(models.sending, window)
        models.session.signed_in.connect(lambda _: models.sending.restore())
        in_the_middle = (
            self.connection,
            self.windows,
            self.palette,
            self.fault.panel,
            self.sending.panel,
        )
        for panel in in_the_middle:
            panel.stand_below(below)
        self.windows.chosen.connect(lambda at: self._on_window(self._windows[int(at)]))

    @cached_property
    def keys(self) -> KeysPanel:
        """Made when it is first asked for, as the list of figures is."""
        panel = KeysPanel(self._window)
        panel.stand_below(self._below)
        return panel

    @cached_property
    def figures(self) -> FiguresPresenter:
        side = FiguresPresenter(self._models.entry_figures, self._window)
        side.panel.stand_below(self._below)
        side.opened.connect(self.entry_opened)
        return side

    def open_windows(
        self,
        offered: tuple[CallbackWish, ...],
        summary: str,
        on_chosen: Callable[[CallbackWish], None],
    ) -> None:
        self._windows, self._on_window = offered, on_chosen
        self.windows.set_windows(
            [
                WindowChoice(
                    value=str(at),
                    day=self._day(wish.window_start_at),
                    hours=band(wish.window_start_at, wish.window_end_at),
                )
                for at, wish in enumerate(offered)
            ]
        )
        self.windows.set_summary(summary)
        self.windows.open()

    def open_palette(self, commands: Sequence[Command]) -> None:
        self.palette.set_commands(
            [
                PaletteLine(
                    name=one.name, label=one.title, key=one.key_text, enabled=one.is_offered()
                )
                for one in commands
                if one.menu
            ]
        )
        self.palette.open()

    def _day(self, moment: datetime) -> str:
        now = self._now()
        if is_today(moment, now):
            return self.tr("oggi")
        if is_tomorrow(moment, now):
            return self.tr("domani")
        return named_day(rome_day(moment))
