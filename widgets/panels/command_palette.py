"""All commands by name: words in any order, slips forgiven, first what the moment is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.fields.choice_matching import begins_words, folded
from widgets.fields.search_box import SearchField
from widgets.kit.key_footer import KeyFooter
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import scaled, set_look
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.panel_place import Shape
from widgets.speech.announcer import Announcer
from widgets.tables.command_delegate import HEADING_PX, ROW_PX, CommandDelegate
from widgets.tables.hit_list import HitList, HitRow

MIN_SCORE = 60.0
ROWS_SHOWN, ROWS_LEAST, GROUPS_SHOWN = 9, 2, 3
TYPING_RESTS_S = 0.5  # before what was found is said: a key would only cut it off
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """words: more names people use for it. group: what it stands below."""

    name: str
    label: str
    key: str = ""
    words: str = ""
    group: str = ""
    enabled: bool = True


def best_commands(text: str, commands: Sequence[Command]) -> list[Command]:
    """Return those in which each typed word begins a word, in their order; else the likest ones."""
    if not text.strip():
        return list(commands)
    names = [f"{command.label} {command.words}" for command in commands]
    found = [one for one, name in zip(commands, names, strict=True) if begins_words(text, name)]
    return found or _likest(text, commands, names)


def _likest(text: str, commands: Sequence[Command], names: Sequence[str]) -> list[Command]:
    from rapidfuzz import fuzz, process  # at first use: not part of the start-up

    found = process.extract(
        folded(text),
        [folded(name) for name in names],
        scorer=fuzz.WRatio,
        limit=ROWS_SHOWN * 2,
        score_cutoff=MIN_SCORE,
    )
    return [commands[index] for _, _, index in found]


class CommandPalette(FloatingPanel):
    """Opened by open(); chosen carries the command's name after the panel is closed."""

    shape, width_px = Shape.CARD, 644

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Tutti i comandi"), parent)
        self.setObjectName("command_palette")
        self.hide_head()  # the box says what it is for
        self._commands: tuple[Command, ...] = ()
        self._found: list[Command] = []
        self._field = SearchField("palette", self.tr("Scrivi che cosa vuoi fare"), key="Ctrl+K")
        self._hits = HitList()
        self._hits.set_numbered(False)
        self._hits.setItemDelegate(CommandDelegate(self._hits))
        set_look(self._hits, "place", "results")  # on the ground of the panel
        self._hits.setAccessibleName(self.tr("Comandi"))
        self._nothing = wrapped_label(self.tr("Nessun comando con questo nome."), "muted")
        keys = (
            ("↑↓", self.tr("scegli")),
            (self.tr("Invio", "key"), self.tr("fa")),
            ("Esc", self.tr("chiude")),
        )
        for part in (self._field, self._hits, self._nothing, KeyFooter(keys)):
            self.content.addWidget(part)
        self._announcer = Announcer(self._field.editor)
        self._field.edited.connect(self._find)
        self._field.editor.installEventFilter(self)
        self._hits.used.connect(self._choose)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Commands that cannot be used now are left out."""
        self._commands = tuple(command for command in commands if command.enabled)
        self._find(self._field.value())

    def first_focus(self) -> QWidget:
        self._field.set_value("")
        self._find("")
        return self._field.editor

    def open(self) -> None:
        most = ROWS_SHOWN * scaled(ROW_PX) + GROUPS_SHOWN * scaled(HEADING_PX)
        self._hits.setMaximumHeight(most)
        self._hits.setMinimumHeight(ROWS_LEAST * scaled(ROW_PX) + scaled(HEADING_PX))
        super().open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._hits.move_current(_STEPS[key])
            self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._hits.current_row())
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        self._found = best_commands(text, self._commands)
        groups = [command.group for command in self._found]
        self._hits.show_hits(
            [
                HitRow(
                    one.label,
                    one.key,
                    heading=one.group if groups[at - 1 : at] != [one.group] else "",
                )
                for at, one in enumerate(self._found)
            ]
        )
        self._nothing.setVisible(not self._found)
        # Before anything is typed the words that say what to type need the room.
        count = self.tr("%n comandi", "", len(self._found)) if text.strip() else ""
        self._field.box.show_count(count)
        # Enter would take the first one: whoever does not see it hears which that is.
        if text.strip():
            said = self._spoken(0) if self._found else self._nothing.text()
            self._announcer.announce(said, kind="row", after_s=TYPING_RESTS_S)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found):
            name = self._found[row].name
            # First: the command may open another panel, or move the cursor itself.
            self.close_panel()
            self.chosen.emit(name)

    def _say_current(self) -> None:
        row = self._hits.current_row()
        if 0 <= row < len(self._found):
            self._announcer.announce(self._spoken(row), kind="row")

    def _spoken(self, row: int) -> str:
        command = self._found[row]
        name = ", ".join(part for part in (command.label, command.key) if part)
        return self.tr("{0}, {1} di {2}").format(name, row + 1, len(self._found))
