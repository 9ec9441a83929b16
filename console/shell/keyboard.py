"""The keyboard map: one key per command, the same in a text box, in the menu and the palette."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

# No Ctrl+Alt: it is AltGr on Italian keyboards. No single letters. F10 stays the system's.
KEYS: dict[str, tuple[str, ...]] = {
    "help.keys": ("F1",),
    "search.focus": ("F2",),
    "search.filter": ("Ctrl+F",),
    "search.unfilter": ("Ctrl+Shift+F",),
    "caller.focus": ("F3",),
    "call.answer_or_hold": ("F4",),
    "call.decline": ("Shift+F4",),
    "status.pause": ("F5",),
    "pane.next": ("F6",),
    "pane.previous": ("Shift+F6",),
    "call.transfer": ("F7",),
    "call.complete": ("Shift+F7",),
    "call.join": ("Ctrl+F7",),
    "call.mute": ("F8",),
    "call.digits": ("Ctrl+F8",),
    "call.list": ("Ctrl+H",),
    "call.take_passed": ("Ctrl+F3",),
    "call.hang_up": ("Shift+F8",),
    "contact.close": ("F9",),
    "contact.forward": ("Shift+F9",),
    "callback.act": ("F11",),
    "message.play": ("Ctrl+P",),
    "palette.open": ("Ctrl+K",),
    "connection.details": ("Ctrl+D",),
    "words.open": ("Ctrl+O",),
    "session.lock": ("Ctrl+L",),
    "contact.new": ("Ctrl+N",),
    "callback.postpone": ("Ctrl+R",),
    "wrap_up.more_time": ("Ctrl+T",),
    "hit.use_selected": ("Ctrl+Return", "Ctrl+Enter"),
    "entry.fault": ("Ctrl+E",),
    "figures.open": ("Ctrl+U",),
    "text.larger": ("Ctrl++", "Ctrl+="),
    "text.smaller": ("Ctrl+-",),
    "text.normal": ("Ctrl+0",),
    "theme.next": ("Ctrl+Shift+H",),
    "state.read": ("Ctrl+Shift+S",),
    "safety.open": ("Ctrl+F12",),
    "safety.next": ("Ctrl+Shift+F12",),
    "team.open": ("Ctrl+G",),
    "text.focus": ("Ctrl+M",),
    "recording.mask": ("Ctrl+Shift+M",),
    "audio.open": ("Ctrl+Shift+D",),
    "card.send": ("Ctrl+S",),
    "entry.changes": ("Ctrl+Shift+V",),
    "session.quit": ("Ctrl+Q",),
    **{f"hit.use_{digit}": (f"Ctrl+{digit}",) for digit in range(1, 10)},
}


# Whoever sits here, or nobody.
ALWAYS = frozenset({"text.larger", "text.smaller", "text.normal", "theme.next", "session.quit"})

# Names of commands, or their first part, that only an account with a telephone has, or an editor.
OF_A_SEAT = frozenset(
    {
        "call", "status", "wrap_up", "safety", "text.focus", "recording", "audio", "team",
        "block", "contact", "caller", "callback", "message",
    }
)  # fmt: skip
OF_AN_EDITOR = frozenset({"entry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a key, a menu entry and a palette line start. menu "" keeps it out of both.

    Only the gate calls run. why: the code of what is said (RefusalTexts) when it is not offered.
    """

    name: str
    title: str
    menu: str = ""
    run: Callable[[], None]
    is_offered: Callable[[], bool] = lambda: True
    why: Callable[[], str] = lambda: ""

    @property
    def keys(self) -> str:
        """Return the first key as it stands on the operator's keyboard."""
        sequences = KEYS.get(self.name, ())
        if not sequences:
            return ""
        text = QKeySequence(sequences[0]).toString(QKeySequence.SequenceFormat.NativeText)
        return text.replace("Shift", QCoreApplication.translate("Keyboard", "Maiusc"))


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
    ) -> None:
        """run is given the name of the command, offered or not."""
        super().__init__(window)
        self._window = window
        self._run = run
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

    def hide_menus(self, absent: frozenset[str]) -> None:
        """Take the menus away in which every command is absent for who signed in."""
        for title, entries in self._menus.items():
            is_empty = all(
                {command.name, command.name.partition(".")[0]} & absent for _, command in entries
            )
            self._shown[title].menuAction().setVisible(not is_empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the override a text box asks for (Ctrl+K, Ctrl+D…): the command goes first."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
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
        shown = f"{command.title}\t{command.keys}" if command.keys else command.title
        action = QAction(shown, self._window)
        action.setObjectName(command.name)
        sequences = [QKeySequence(keys) for keys in KEYS.get(command.name, ())]
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
            menu = self._shown[title] = menu_bar.addMenu(title)
            menu.setToolTipsVisible(False)
            for action, _ in entries:
                menu.addAction(action)
            menu.aboutToShow.connect(lambda entries=entries: _show_offers(entries))
            menu.aboutToHide.connect(lambda entries=entries: _offer_all(entries))


def _show_offers(entries: list[tuple[QAction, Command]]) -> None:
    """Grey what cannot be done now, only while the menu is open: keys stay alive."""
    for action, command in entries:
        action.setEnabled(command.is_offered())


def _offer_all(entries: list[tuple[QAction, Command]]) -> None:
    for action, _ in entries:
        action.setEnabled(True)
