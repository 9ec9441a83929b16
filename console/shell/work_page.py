"""The frame of all roles: strip, rail, the chosen page with what floats over it, status line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.screens.kit.columns import Columns, columns_of, stacked
from console.screens.kit.command import Command
from console.screens.kit.feature import Answer, Feature, MakeFeature, Page, Screen
from console.screens.kit.moments import time_of_day
from console.screens.kit.notice_texts import NoticeTexts
from console.shell.confirmations import Confirmations
from console.shell.keyboard import move_stop
from console.shell.messages import Messages, NoticeLine
from console.shell.one_primary import OnePrimary
from console.shell.seat_notice_texts import SeatNoticeTexts
from console.shell.status_texts import ConnectionLine, PageMenu, StandingLine
from console.shell.work_area import WorkArea
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Account, Capability
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.page_stack import PageStack
from widgets.kit.rail import Rail, RailModule
from widgets.kit.status_line import StatusLine
from widgets.kit.typed_text import cursor_of
from widgets.kit.wardrobe import hold_parts


class _Modules(PageStack):
    """Takes the height that is left, however long the texts of a page are."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # a Qt override
        return False


class WorkPage(QWidget):
    refused = Signal(str)  # code of why what was chosen cannot be done any more

    def __init__(
        self,
        run_command: Callable[[str], None],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        """An empty frame until install() has been taken to its end."""
        super().__init__(parent)
        self.setObjectName("work_page")
        hold_parts(self)
        self.host: QWidget = self
        self._run_command = run_command
        self._pages: tuple[Page, ...] = ()  # of who signed in, as the rail has them
        self._capabilities: frozenset[Capability] = frozenset()  # of who signed in
        self._rail: Rail | None = None
        self._screens: dict[str, Screen] = {}
        self.area = WorkArea()
        self.bar = self.area.line
        self.status = StatusLine()
        self.status.use_clock(lambda: time_of_day(now()))
        self._stack = _Modules()
        self._page_menu = PageMenu(self.status, lambda: self.module)
        self._page_menu.chosen.connect(self.show_module)
        self._middle = QHBoxLayout()
        self.features: tuple[Feature, ...] = ()

    def install(
        self, features: Sequence[MakeFeature], models: SeatModels, now: Callable[[], datetime]
    ) -> Iterator[None]:
        """Build the features in steps: all at once they hold the window for several frames."""
        for make in features:  # one by one: a later feature may ask for a part of an earlier one
            made = make(self, models, now)
            feature = made if isinstance(made, Feature) else (yield from made)
            self.features = (*self.features, feature)
            yield
        yield from self._build()
        for page in self._all_pages():
            if not page.is_late:
                yield from self._screen_of(page)
        self._show_notices(models, now)
        self._follow()

    def build_late(self, account: Account) -> Iterator[None]:
        """Build the pages of a role that few have, before it is shown; in steps as install()."""
        for page in self._all_pages():
            if page.is_late and account.may(page.needs):
                yield from self._screen_of(page)
        # In front before the work is shown: else the page of others is laid out for a moment.
        self._stack.show_page(_widget(self._screens[self._pages_of(account)[0].name]))
        yield
        self._offer(account)
        yield

    def in_pieces(self) -> Iterator[QWidget]:
        """Go through what takes long to end: large parts of pages, the pages, then itself."""
        for page in self._all_pages():
            if page.name in self._screens:
                yield from page.large_parts()
                yield _widget(self._screens[page.name])
        yield from self._strips()
        yield self

    def _show_notices(self, models: SeatModels, now: Callable[[], datetime]) -> None:
        of_features = (one.notices for one in self.features)
        self.notices = NoticeTexts((SeatNoticeTexts(self).notices(), *of_features), self)
        actions = {
            code: one if isinstance(one, tuple) else (one,)
            for each in self.features
            for code, one in each.notice_actions.items()
        }
        self.connection_line = ConnectionLine(self.status, models.connection)
        in_strip = frozenset(code for one in self.features for code in one.strip_notices)
        self._notice_line = NoticeLine(
            self.bar, models.notices, self.notices, actions, now, in_strip
        )
        self.messages = Messages(models.notices, self.notices, now, self)
        self._standing = StandingLine(self.bar, self.status)
        self._confirmations = Confirmations(self.area.pill, models.notices, self.notices, actions)

    def _follow(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.show_focus)
        self.status.details_requested.connect(lambda: self.run("connection.details"))
        for page in self._all_pages():
            for signal in page.badge.changed if page.badge is not None else ():
                signal.connect(self._show_badges)

    @property
    def module(self) -> str:
        """Name of the page on the screen."""
        shown = self._stack.shown_page()
        return next(name for name, screen in self._screens.items() if _widget(screen) is shown)

    @property
    def current(self) -> Screen:
        return self._screens[self.module]

    def part[T](self, kind: type[T]) -> T:
        """Return the one part of a feature that is of this class."""
        parts = (part for one in self.features for part in one.parts)
        return next(one for one in (*self._screens.values(), *parts) if isinstance(one, kind))

    def answered(self, command: Command) -> Command:
        """Return the command as an open panel or the page in front answers it, else as it is."""

        def now() -> Command | Answer:
            return next((one for one in self._answers(command.name) if one.when()), command)

        def here(one: Command | Answer) -> str:
            return one.title if isinstance(one, Answer) else ""

        return replace(
            command,
            run=lambda: now().run(),
            is_offered=lambda: now().is_offered(),
            why=lambda: (now().why or command.why)(),
            title_now=lambda: here(now()) or command.title_now(),
        )

    def show_for(self, account: Account) -> None:
        """Offer the pages of a role."""
        for _ in self.build_late(account):
            pass  # where nobody built them before
        self.show_module(self._pages[0].name)

    def _offer(self, account: Account) -> None:
        """Have rail and bands of a role; what joins a work that is seen has it laid out anew."""
        self._capabilities = account.capabilities
        self._show_strips()
        if self._rail is None or self._pages != self._pages_of(account):
            self._pages = self._pages_of(account)
            self._replace_rail()

    def _pages_of(self, account: Account) -> tuple[Page, ...]:
        pages = sorted(self._all_pages(), key=lambda page: page.place)
        own = tuple(page for page in pages if account.may(page.needs))
        return own or tuple(page for page in pages if page.is_for_others)

    def has_module(self, name: str) -> bool:
        """Return whether who signed in has it."""
        return any(page.name == name for page in self._pages)

    def say(self, sentence: str) -> None:
        """Say for a moment, in the strip, why nothing was done; "" ends it."""
        for one in self.features:
            if one.strip is not None:
                one.strip.say(sentence)

    def spoken_state(self) -> str:
        strips = (one.strip.spoken_state() for one in self.features if one.strip is not None)
        return ", ".join(filter(None, strips))

    def run(self, name: str) -> None:
        self._run_command(name)

    def refuse(self, code: str) -> None:
        self.refused.emit(code)

    def type_on(self) -> None:
        """Put the cursor where work goes on in the page in front."""
        self.current.start_typing()

    def show_module(self, name: str) -> None:
        page = next((page for page in self._pages if page.name == name), None)
        if page is None or self._rail is None:
            return
        self._rail.set_current(self._pages.index(page))
        self._stack.show_page(_widget(self._screens[name]))
        self._show_strips()
        self._show_rail()
        self.area.settle_anew()  # this page may have another place for what floats
        self.current.start_typing()

    def _show_strips(self) -> None:
        """Show the bands of who signed in, above the page in front."""
        for one in self.features:
            if one.strip is not None and one.strip_needs is not None:
                is_here = one.strip_page in ("", self.module)
                one.strip.widget.setVisible(is_here and one.strip_needs in self._capabilities)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes through."""
        rail = (self._rail,) if self._rail is not None and self._rail.isVisibleTo(self) else ()
        beside = (part for part in self._cards if part.isVisibleTo(self))
        strips = (strip for strip in self._strips() if strip.isVisibleTo(self))
        line = (self.bar,) if self.bar.isVisibleTo(self) else ()
        return (*beside, *self._panes_of_page(), *strips, *rail, *line, self.status)

    def _panes_of_page(self) -> tuple[QWidget, ...]:
        """Return the panes of the page in front, the pill behind those it lies over."""
        panes = self.current.panes()
        if not self.area.pill.isVisibleTo(self):
            return panes
        behind = [at for at, pane in enumerate(panes, 1) if self.area.lies_over(pane)]
        at = behind[-1] if behind else len(panes)
        return (*panes[:at], self.area.pill, *panes[at:])

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # a Qt override
        # Hidden with the cursor in it, at a lock or a sign-out, it is asked for the next stop too.
        return not self.isHidden() and move_stop(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_rail()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "features"):
            self._show_rail()

    def show_focus(self) -> None:
        """Where the column scrolls, bring the part with the cursor into view."""
        now = cursor_of(self)
        if now is not None and self._column.isAncestorOf(now):
            bring_into_sight(self._column, now)

    def _all_pages(self) -> Iterator[Page]:
        return (page for one in self.features for page in one.pages)

    def _strips(self) -> tuple[QWidget, ...]:
        return tuple(one.strip.widget for one in self.features if one.strip is not None)

    def _answers(self, name: str) -> Iterator[Answer]:
        # an open panel has the keyboard, so it is asked before the page behind it
        in_front = [page.answers for page in self._all_pages() if page.name == self.module]
        sources = (*(one.answers for one in self.features), *in_front)
        return (source[name] for source in sources if name in source)

    def _screen_of(self, page: Page) -> Iterator[None]:
        """Make the page and put it behind the others; it gets its looks in a step of its own."""
        if page.name not in self._screens:
            yield from page.steps()
            screen = page.make()
            yield
            self._screens[page.name] = screen
            yield from self._stack.take_in(_widget(screen))
            yield

    def _build(self) -> Iterator[None]:
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(1)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        urgent = tuple(card for one in self.features for card in one.urgent_cards)
        cards = tuple(card for one in self.features for card in one.cards)
        self._cards = (*urgent, *cards)
        content = stacked(self._stack)
        self._column = column_scroll(content)
        for holder in (self.area, self._column, self._column.viewport(), content):
            hold_parts(holder)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._column, 1)
        self.area.fill(side, urgent, cards)
        self._middle.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for strip in self._strips():
            layout.addWidget(strip)  # which gives it its looks
            yield
        layout.addLayout(self._middle, 1)
        layout.addWidget(self.status)
        OnePrimary(self._strips(), self)
        yield

    def _replace_rail(self) -> None:
        if self._rail is not None:
            self._middle.removeWidget(self._rail)
            self._rail.hide()
            self._rail.deleteLater()
        modules = [RailModule(one.name, one.title, one.icon) for one in self._pages]
        self._rail = Rail(modules, self)
        self._rail.chosen.connect(lambda at: self.show_module(self._pages[at].name))
        self._middle.insertWidget(0, self._rail)
        self._rail.stackUnder(self.area)  # a screen reader finds it where it stands
        self._show_rail()
        self._show_badges()

    def _show_rail(self) -> None:
        """Where one part of a page alone has room a button in the status line stands for it."""
        if self._rail is not None:
            is_seen = columns_of(self) is not Columns.ONE
            self._rail.setVisible(is_seen)
            self._page_menu.offer(self._pages, is_offered=not is_seen)

    def _show_badges(self) -> None:
        for at, page in enumerate(self._pages):
            if self._rail is not None and page.badge is not None:
                count = page.badge.count()
                self._rail.set_badge(at, count, page.badge.text(count))


def _widget(screen: Screen) -> QWidget:
    assert isinstance(screen, QWidget), "the screen of a page is a widget"
    return screen
