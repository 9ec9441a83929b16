"""The keyboard map: one key per command, the same in a text box, in the menu and the palette."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from console.screens.kit.columns import PartedPage, is_in
from console.screens.kit.command import Command
from contract.domain.account import Account

# As a number: an editor's window has 1,800 parts, and to compare flags costs as much as all else.
_TAB = Qt.FocusPolicy.TabFocus.value


# F6: from one part of the window to the next that can take the focus.
def move_pane(panes: Sequence[QWidget], by: int) -> None:
    """Go on from the pane that has the focus, 1 forward or -1 back; over the end to the start.

    A pane for which there is no room at this text size is brought onto the screen.
    """
    now = QApplication.focusWidget()
    holding = [n for n, pane in enumerate(panes) if is_in(now, pane)]
    at = holding[-1] if holding else -by  # a part of a part stands behind it
    for step in range(1, len(panes) + 1):
        pane = panes[(at + by * step) % len(panes)]
        target = first_stop(pane)
        if target is not None:
            _bring(pane)
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first control of a pane that Tab stops at, in the order in which it is read."""
    # Not by nextInFocusChain(): PySide takes what that returns for a part of the one it is asked
    # of. As the pages of an operator ended, parts of the sign-in page were lost with them.
    for part in (pane, *pane.findChildren(QWidget)):
        if _is_stop(part, pane):
            return part
    return None


def move_stop(page: QWidget, *, forward: bool) -> bool:
    """Go on to the next control of a page, as Tab does; tell whether there is one.

    In the order in which the parts are told to a screen reader, which is that in which they stand.
    Qt's own order is that of their making, and of who was shown last where.
    """
    now = QApplication.focusWidget()
    if now is None:
        return False
    parts = page.findChildren(QWidget)
    around = next(
        (one for one in with_parents(now) if is_in(one, page) and _is_stop(one, page)), page
    )
    # Outwards from where the cursor is: an editor's window has 1,800 parts, the next stop is near.
    at = parts.index(around) if around is not page else (-1 if forward else 0)
    by, reason = 1, Qt.FocusReason.TabFocusReason
    if not forward:
        by, reason = -1, Qt.FocusReason.BacktabFocusReason
    steps = (parts[(at + by * step) % len(parts)] for step in range(1, len(parts) + 1))
    stop = next((part for part in steps if _is_stop(part, page)), None)
    if stop is not None:
        stop.setFocus(reason)
    return stop is not None


def _is_stop(part: QWidget, page: QWidget) -> bool:
    is_stop = part.focusPolicy().value & _TAB and part.focusProxy() is None
    return bool(is_stop) and part.isEnabled() and (part is page or part.isVisibleTo(page))


def _bring(pane: QWidget) -> None:
    around: QWidget | None = pane
    while around is not None:
        if isinstance(around, PartedPage):
            around.bring(pane)
        around = around.parentWidget()


def with_parents(part: QWidget | None) -> Iterator[QWidget]:
    """The part, what it stands in, and so on up to the window."""
    while part is not None:
        yield part
        part = part.parentWidget()


class Keyboard(QObject):
    """Gives a window its keys and its menu bar, and keeps text boxes from eating those keys."""

    def __init__(
        self,
        window: QWidget,
        menu_bar: QMenuBar,
        commands: Iterable[Command],
        run: Callable[[str], None],
        note_key: Callable[[QKeyEvent], None] = lambda _: None,
    ) -> None:
        """run is given the name of the command, offered or not; note_key each key of the window."""
        super().__init__(window)
        self._window = window
        self._run = run
        self._note_key = note_key
        self._ours: set[str] = set()
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, list[tuple[QAction, Command]]] = {}
        for command in commands:
            self._add(command)
        self._shown: dict[str, QMenu] = {}
        self._fill(menu_bar)
        self._followed: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def show_menus_for(self, account: Account) -> None:
        """Take the menus away in which no command of its own work is for who signed in."""
        for title, entries in self._menus.items():
            # What anybody may do (undo a text) brings no menu of work that is not hers.
            needs = {command.needs for _, command in entries if command.needs is not None}
            is_for_her = not needs or any(map(account.may, needs))
            self._shown[title].menuAction().setVisible(is_for_her)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the override a text box asks for (Ctrl+K, Ctrl+D…): the command goes first."""
        if not isinstance(event, QKeyEvent):
            return False
        if watched is QApplication.focusWidget():
            self._note_key(event)
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        if pressed not in self._ours:
            return False
        event.ignore()
        return True

    def _follow(self, _: QWidget | None, focused: QWidget | None) -> None:
        """Watch what has the focus and all it stands in: who does not take a key hands it on.

        Not the application: it would ask here about every event of every widget.
        """
        for part in self._followed:
            if isValid(part):
                part.removeEventFilter(self)
        self._followed = []
        if focused is not None and focused.window() is self._window:
            self._followed = list(with_parents(focused))
        for part in self._followed:
            part.installEventFilter(self)

    def _add(self, command: Command) -> None:
        # Not a child of the window: each one would be told to all who watch for parts that join it.
        action = QAction(_shown(command, command.title), self)
        action.setObjectName(command.name)
        sequences = [QKeySequence(keys) for keys in command.keys]
        action.setShortcuts(sequences)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _=False, name=command.name: self._run(name))
        self._window.addAction(action)
        self.actions[command.name] = action
        self._ours |= {sequence.toString() for sequence in sequences}
        if command.menu:
            self._menus.setdefault(command.menu, []).append((action, command))

    def _fill(self, menu_bar: QMenuBar) -> None:
        for title, entries in self._menus.items():
            groups = list(dict.fromkeys(command.group for _, command in entries))
            entries.sort(key=lambda entry: groups.index(entry[1].group))
            menu = self._shown[title] = menu_bar.addMenu(title)
            menu.setToolTipsVisible(False)
            for at, (action, command) in enumerate(entries):
                if at and command.group != entries[at - 1][1].group:
                    menu.addSeparator()
                menu.addAction(action)
            menu.aboutToShow.connect(lambda entries=entries: _show_offers(entries))
            menu.aboutToHide.connect(lambda entries=entries: _offer_all(entries))


def _show_offers(entries: list[tuple[QAction, Command]]) -> None:
    """Grey what cannot be done now, only while the menu is open: keys stay alive."""
    for action, command in entries:
        action.setEnabled(command.is_offered())
        action.setText(_shown(command, command.title_now() or command.title))


def _shown(command: Command, title: str) -> str:
    return f"{title}\t{command.key_text}" if command.keys else title


def _offer_all(entries: list[tuple[QAction, Command]]) -> None:
    for action, _ in entries:
        action.setEnabled(True)
