"""The frame of all roles: call strip, rail, notices, the chosen module, status line."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.calls.passed_presenter import PassedPresenter
from console.screens.calls.seat_strip import SeatStrip
from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.own_contacts_screen import OwnContactsScreen
from console.screens.duty.safety_presenter import SafetyPresenter
from console.screens.duty.text_presenter import TextPresenter
from console.screens.editing.editing_screen import EditingScreen
from console.screens.kit.columns import stacked
from console.screens.kit.moments import time_of_day
from console.shell.status_texts import ConnectionLine, FiguresLine, NoticeLine
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Account, Capability
from widgets.cards.call_strip import CallStrip
from widgets.cards.passed_card import PassedCard
from widgets.cards.procedure_card import ProcedureCard
from widgets.cards.text_pane import TextPane
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.notice_bar import NoticeBar
from widgets.kit.page_stack import PageStack
from widgets.kit.rail import Rail, RailModule
from widgets.kit.status_line import StatusLine
from widgets.kit.theme import scaled

CONTACT, CALLBACKS, OWN, EDITING = "contact", "callbacks", "own", "editing"
WORK_LEAST_PX = 200  # of the module under a card: search box, filters and a hit; else it scrolls


class Module(Protocol):
    """What the frame asks of a module."""

    def start_typing(self) -> None: ...
    def panes(self) -> tuple[QWidget, ...]: ...


class _Modules(PageStack):
    """Takes the height that is left, however long the texts of a module are."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # a Qt override
        return False


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
        self._now = now
        self._names: tuple[str, ...] = ()
        self._rail: Rail | None = None
        self.strip = CallStrip()
        self.bar = NoticeBar()
        self.under_notices = QWidget()  # panels open below it: strip and notices stay in sight
        self.under_notices.setFixedHeight(0)
        self.procedure = ProcedureCard()
        self.passed = PassedCard()
        self.text = TextPane()
        self.status = StatusLine()
        self.status.use_clock(lambda: time_of_day(now()))
        self.contact = ContactScreen(models, self.bar, now)
        self.callbacks = CallbackQueueScreen(models, now)
        self.own = OwnContactsScreen(models, now)
        self._stack = _Modules()
        self._pages: dict[str, QWidget] = {
            CONTACT: self.contact,
            CALLBACKS: self.callbacks,
            OWN: self.own,
        }
        for page in self._pages.values():
            self._stack.add_page(page)
        self._above = (self.procedure, self.passed, self.text)
        self._middle = QHBoxLayout()
        self._build()
        for card in self._above:
            card.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.show_focus)
        self.seat_strip = SeatStrip(self.strip, models, run_command)
        self.connection_line = ConnectionLine(self.status, models.connection)
        self.figures_line = FiguresLine(self.status, models.duty.figures)
        self._notice_line = NoticeLine(self.bar, models.notices, now)
        self.passed_side = PassedPresenter(self.passed, models.calls.passed, models.editor, now)
        self._safety_side = SafetyPresenter(self.procedure, models.duty.safety)
        self.procedure.left.connect(lambda: self.current.start_typing())
        self.text_side = TextPresenter(self.text, models.duty.text)
        self.status.details_requested.connect(lambda: run_command("connection.details"))
        self.contact.search.add_card_action("entry.fault", self.tr("Errore nella scheda"), "Ctrl+E")
        self.contact.search.add_card_action("card.send", self.tr("Invia al cittadino"), "Ctrl+S")
        self.contact.search.card_action.connect(run_command)
        models.own_work.changed.connect(self._show_badges)
        models.own_reports.changed.connect(self._show_badges)
        models.queue.rows_changed.connect(self._show_badges)
        models.editing.list.changed.connect(self._show_badges)

    @cached_property
    def editing(self) -> EditingScreen:
        """Made for who edits: a quarter of all parts of a window, and few seats ever show it."""
        screen = EditingScreen(self._models, self._now)
        self._stack.add_page(screen)
        return screen

    @property
    def module(self) -> str:
        """Name of the module on the screen."""
        page = self._stack.shown_page()
        return next(name for name, other in self._pages.items() if other is page)

    @property
    def current(self) -> Module:
        if self.module == EDITING:
            return self.editing
        others: dict[str, Module] = {CALLBACKS: self.callbacks, OWN: self.own}
        return others.get(self.module, self.contact)

    def show_for(self, account: Account) -> None:
        """Offer the modules of a role; level II begins with callbacks, editors have no calls."""
        wanted = (
            (CALLBACKS, Capability.CASE_WORK),
            (CONTACT, Capability.CONTACT_WRITE),
            (OWN, Capability.CONTACT_WRITE),
            (EDITING, Capability.KNOWLEDGE_EDIT),
        )
        names = tuple(name for name, capability in wanted if account.may(capability))
        self._names = names or (CONTACT,)
        if EDITING in self._names:  # before there is anything to show: it follows from here on
            self._pages[EDITING] = self.editing
        self.strip.setVisible(account.may(Capability.PHONE_USE))
        self._replace_rail()
        self.show_module(self._names[0])

    def has_module(self, name: str) -> bool:
        """Return whether who signed in has it."""
        return name in self._names

    def say(self, sentence: str) -> None:
        """Say for a moment, in the second line of the strip, why nothing was done; "" ends it.

        Whoever takes no calls has no strip: there the status line says it.
        """
        if self.strip.isVisibleTo(self):
            self.seat_strip.say(sentence)
        else:
            self.figures_line.say(sentence)

    def show_module(self, name: str) -> None:
        if name not in self._names or self._rail is None:
            return
        self._rail.set_current(self._names.index(name))
        self._stack.show_page(self._pages[name])
        self.current.start_typing()
        self.module_changed.emit(name)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes through."""
        rail = (self._rail,) if self._rail is not None else ()
        beside = (part for part in self._above if part.isVisibleTo(self))
        strip = (self.strip,) if self.strip.isVisibleTo(self) else ()
        return (*beside, *self.current.panes(), *strip, *rail, self.status)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            is_under_a_card = any(card.isVisibleTo(self) for card in self._above)
            self._stack.setMinimumHeight(scaled(WORK_LEAST_PX) if is_under_a_card else 0)
        return super().eventFilter(watched, event)

    def show_focus(self) -> None:
        """Where the column scrolls, bring the part with the cursor into view."""
        now = QApplication.focusWidget()
        if now is not None and self._column.isAncestorOf(now):
            bring_into_sight(self._column, now)

    def _build(self) -> None:
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(1)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._column = column_scroll(stacked(*self._above, self._stack))
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.bar)
        side.addWidget(self.under_notices)
        side.addWidget(self._column, 1)
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
            EDITING: RailModule(EDITING, self.tr("Redazione"), "square-pen"),
        }
        self._rail = Rail([modules[name] for name in self._names])
        self._rail.chosen.connect(lambda at: self.show_module(self._names[at]))
        self._middle.insertWidget(0, self._rail)
        self._show_badges()

    def _show_badges(self) -> None:
        if self._rail is None:
            return
        if CONTACT in self._names:
            aside = sum(not draft.is_open for draft in self._models.own_work.drafts)
            words = self.tr("%n da completare", "", aside)
            self._rail.set_badge(self._names.index(CONTACT), aside, words)
        if OWN in self._names:
            ended = self._models.own_reports.unseen_count
            words = self.tr("%n segnalazioni con un esito", "", ended)
            self._rail.set_badge(self._names.index(OWN), ended, words)
        if EDITING in self._names:
            due = self._models.editing.list.to_do_count
            words = self.tr("%n cose da fare in redazione", "", due)
            self._rail.set_badge(self._names.index(EDITING), due, words)
        if CALLBACKS in self._names:
            late = self._models.queue.overdue_count
            words = self.tr("%n oltre termine", "", late)
            self._rail.set_badge(self._names.index(CALLBACKS), late, words)
