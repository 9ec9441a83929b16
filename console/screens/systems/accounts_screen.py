"""Accounts and queues as they are set up, side by side, to be read."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from console.screens.kit.columns import ArrangedPage, Columns, columns_of
from console.screens.kit.moments import day_and_time
from console.screens.systems.systems_texts import SystemsTexts
from console.viewmodels.systems.systems import SystemsViewModel
from contract.wire.systems import AccountLine, QueueLine, SystemsSetup
from widgets.figures.figure_table import (
    STRONG,
    TAG,
    FigureColumn,
    FigureRecord,
    FigureTable,
)
from widgets.kit.column_scroll import column_scroll
from widgets.kit.key_footer import add_footer
from widgets.kit.plain_text import (
    left_to_right,
    one_line,
    plain_label,
    set_spoken_name,
    wrapped_label,
)
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, set_look
from widgets.tables.record_model import Column

ACCOUNTS = "accounts"


class AccountsScreen(ArrangedPage):
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accounts_screen")
        self._left, self._right = QFrame(), QFrame()
        self.accounts = FigureTable(
            self.tr("Account"),
            (
                Column(title=self.tr("Nome utente"), width=0),
                Column(title=self.tr("Ruolo"), width=12),
                Column(title=self.tr("Uffici"), width=16),
                Column(title=self.tr("Lingue"), width=14),
                Column(title=self.tr("Accesso"), width=11),
                FigureColumn(title=self.tr("Stato"), width=15, holds=TAG),
            ),
        )
        self.queues = FigureTable(
            self.tr("Code"),
            (
                Column(title=self.tr("Coda"), width=0, least=20),
                Column(title=self.tr("Ingresso"), width=16, is_ltr=True),
                Column(title=self.tr("Orario"), width=20),
                Column(title=self.tr("Persone"), width=6, is_ltr=True, is_number=True),
                Column(title=self.tr("Aiuta"), width=14),
            ),
            is_wrapped=True,
        )
        self.sentence = wrapped_label("", "small")
        self._fill(self._left, self.tr("Account"), self.accounts)
        self._fill(self._right, self.tr("Code"), self.queues, self.sentence)
        holder = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column_scroll(holder))
        add_footer(
            layout,
            (
                ("↑↓", self.tr("scegli")),
                ("F6", self.tr("altra parte")),
                ("Ctrl+K", self.tr("tutti i comandi")),
            ),
        )

    def start_typing(self) -> None:
        self.accounts.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        return (self._left, self._right)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _fill(self, frame: QFrame, title: str, *parts: QWidget) -> None:
        set_look(frame, "panel", "true")
        set_spoken_name(frame, title)
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(plain_label(title, "title"))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def _arrange(self) -> None:
        """Below each other where the columns of both would be cut."""
        columns = columns_of(self)
        ways = QBoxLayout.Direction
        is_wide = columns >= Columns.THREE
        self._row.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)


class AccountsPresenter(QObject):
    def __init__(
        self,
        screen: AccountsScreen,
        model: SystemsViewModel,
        texts: SystemsTexts,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._model = model
        self._texts = texts
        self._now = now
        screen.shown.connect(model.refresh_setup)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        setup = self._model.setup
        if setup is None:
            self._screen.sentence.setText(self.tr("Chiedo al server account e code…"))
            return
        self._screen.accounts.set_records([self._account(one, setup) for one in setup.accounts])
        self._screen.queues.set_records([self._queue(one) for one in setup.queues])
        self._screen.sentence.setText(
            self.tr(
                "Si cambiano con chiamaroma-server account e import; ogni cambio va nel registro."
            )
        )

    def _account(self, line: AccountLine, setup: SystemsSetup) -> FigureRecord:
        word, ink = self._texts.account(line)
        desks = (one_line(setup.desks.get(desk, desk)) for desk in line.desk_ids)
        used = day_and_time(line.used_at, self._now())
        return FigureRecord(
            key=line.account_id,
            cells=(
                one_line(line.login),
                self._texts.role(line.role),
                ", ".join(desks) or "–",
                self._texts.languages(line),
                left_to_right(used) or "–",
                word,
            ),
            inks=(STRONG, *[""] * 4, ink),
        )

    def _queue(self, line: QueueLine) -> FigureRecord:
        return FigureRecord(
            key=line.queue_id,
            cells=(
                one_line(line.name),
                one_line(", ".join(line.numbers)) or "–",
                self._texts.hours(line),
                str(line.people),
                one_line(line.overflow) or "–",
            ),
            inks=(STRONG, *[""] * 4),
        )
