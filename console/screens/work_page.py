"""The frame of all roles: call strip, rail, notices, the chosen module, status line."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.screens.callback_queue_screen import CallbackQueueScreen
from console.screens.contact_screen import ContactScreen
from console.screens.moments import time_of_day
from console.screens.own_contacts_screen import OwnContactsScreen
from console.screens.seat_strip import SeatStrip
from console.screens.status_words import ConnectionLine, NoticeLine
from console.viewmodels.seat_models import SeatModels
from contract.domain.account import Account, Capability
from widgets.call_strip import CallStrip
from widgets.notice_bar import NoticeBar
from widgets.rail import Rail, RailModule
from widgets.status_line import StatusLine

CONTACT, CALLBACKS, OWN = "contact", "callbacks", "own"


class Module(Protocol):
    """What the frame asks of a module."""

    def start_typing(self) -> None: ...
    def panes(self) -> tuple[QWidget, ...]: ...


class WorkPage(QWidget):
    module_changed = Signal(str)

    def __init__(
        self,
        models: SeatModels,
        run_command: Callable[[str], None],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("work_page")
        self._models = models
        self._names: tuple[str, ...] = ()
        self._rail: Rail | None = None
        self.strip = CallStrip()
        self.bar = NoticeBar()
        self.status = StatusLine()
        self.status.use_clock(lambda: time_of_day(now()))
        self.contact = ContactScreen(models, self.bar, now)
        self.callbacks = CallbackQueueScreen(models, now)
        self.own = OwnContactsScreen(models, now)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {
            CONTACT: self.contact,
            CALLBACKS: self.callbacks,
            OWN: self.own,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._middle = QHBoxLayout()
        self._build()
        self.seat_strip = SeatStrip(self.strip, models, run_command)
        self.connection_line = ConnectionLine(self.status, models.connection)
        self._notice_line = NoticeLine(self.bar, models.notices)
        self.status.details_requested.connect(lambda: run_command("connection.details"))
        models.own_work.changed.connect(self._show_badges)
        models.queue.rows_changed.connect(self._show_badges)
        models.status.changed.connect(self._tell_talking)

    @property
    def module(self) -> str:
        """Name of the module on the screen."""
        page = self._stack.currentWidget()
        return next(name for name, other in self._pages.items() if other is page)

    @property
    def current(self) -> Module:
        modules: dict[str, Module] = {
            CONTACT: self.contact,
            CALLBACKS: self.callbacks,
            OWN: self.own,
        }
        return modules[self.module]

    def show_for(self, account: Account) -> None:
        """Offer the modules of a role; level II begins with its callbacks."""
        works_cases = account.may(Capability.CASE_WORK)
        self._names = (CALLBACKS, CONTACT, OWN) if works_cases else (CONTACT, OWN)
        self._replace_rail()
        self.show_module(self._names[0])

    def show_module(self, name: str) -> None:
        if name not in self._names or self._rail is None:
            return
        self._rail.set_current(self._names.index(name))
        self._stack.setCurrentWidget(self._pages[name])
        self.current.start_typing()
        self.module_changed.emit(name)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes through."""
        rail = (self._rail,) if self._rail is not None else ()
        return (*self.current.panes(), self.strip, *rail, self.status)

    def _build(self) -> None:
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.bar)
        side.addWidget(self._stack, 1)
        self._middle.addLayout(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self.status)

    def _replace_rail(self) -> None:
        if self._rail is not None:
            self._middle.removeWidget(self._rail)
            self._rail.hide()
            self._rail.deleteLater()
        modules = {
            CONTACT: RailModule(CONTACT, self.tr("Contatto"), "headset"),
            CALLBACKS: RailModule(CALLBACKS, self.tr("Richiami"), "phone-forwarded"),
            OWN: RailModule(OWN, self.tr("I miei"), "list-checks"),
        }
        self._rail = Rail([modules[name] for name in self._names])
        self._rail.chosen.connect(lambda at: self.show_module(self._names[at]))
        self._middle.insertWidget(0, self._rail)
        self._show_badges()

    def _show_badges(self) -> None:
        if self._rail is None:
            return
        aside = sum(not draft.is_open for draft in self._models.own_work.drafts)
        words = self.tr("%n da completare", "", aside)
        self._rail.set_badge(self._names.index(CONTACT), aside, words)
        if CALLBACKS in self._names:
            late = self._models.queue.overdue_count
            words = self.tr("%n oltre termine", "", late)
            self._rail.set_badge(self._names.index(CALLBACKS), late, words)

    def _tell_talking(self) -> None:
        """While talking a blind operator hears citizen and reader in the same ears."""
        talking = self._models.status.is_in_call
        self.bar.set_talking(talking)
        self.contact.search.set_talking(talking)
