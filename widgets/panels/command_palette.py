"""All commands by name, found in spite of typing slips."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.fields.choice_matching import folded
from widgets.fields.labelled_field import LineField
from widgets.kit.announcer import Announcer
from widgets.kit.plain_text import wrapped_label
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.panel_place import Shape
from widgets.tables.hit_list import HitList, HitRow

MIN_SCORE = 60.0
ROWS_SHOWN = 8
TYPING_RESTS_S = 0.5  # before what was found is said: a key would only cut it off
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """words: more names people use for it."""

    name: str
    label: str
    key: str = ""
    words: str = ""
    enabled: bool = True


def best_commands(text: str, commands: Sequence[Command]) -> list[Command]:
    """The commands that text means, best first; all of them for an empty text."""
    from rapidfuzz import fuzz, process  # at first use: not part of the start-up

    if not text.strip():
        return list(commands)
    names = [folded(f"{command.label} {command.words}") for command in commands]
    found = process.extract(
        folded(text), names, scorer=fuzz.WRatio, limit=ROWS_SHOWN * 2, score_cutoff=MIN_SCORE
    )
    return [commands[index] for _, _, index in found]


class CommandPalette(FloatingPanel):
    """Opened by open(); chosen carries the command's name after the panel is closed."""

    shape, width_px = Shape.CARD, 644

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Tutti i comandi"), parent)
        self.setObjectName("command_palette")
        self._commands: tuple[Command, ...] = ()
        self._found: list[Command] = []
        self._field = LineField("palette", self.tr("Scrivi che cosa vuoi fare"))
        self._hits = HitList()
        self._hits.set_numbered(False)
        self._hits.setAccessibleName(self.tr("Comandi"))
        self._nothing = wrapped_label(self.tr("Nessun comando con questo nome."), "muted")
        for part in (self._field, self._hits, self._nothing):
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
        self._hits.fit_rows(ROWS_SHOWN, least=2)
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
        self._hits.show_hits([HitRow(command.label, command.key) for command in self._found])
        self._nothing.setVisible(not self._found)
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
