"""All commands by name: words in any order, slips forgiven, first what the moment is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.fields.choice_matching import begins_words, folded
from widgets.fields.search_box import SearchField
from widgets.kit.key_footer import KeyFooter
from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, current_tokens, scaled, set_look
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.panel_place import Shape
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitList, HitRow
from widgets.tables.hit_row import row_at

MIN_SCORE = 60.0
ROWS_SHOWN, ROWS_LEAST, GROUPS_SHOWN = 9, 2, 3
TYPING_RESTS_S = 0.5  # before what was found is said: a key would only cut it off
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
ROW_PX, HEADING_PX, SMALL_PX, RADIUS = 36, 28, 12, 6


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


class CommandDelegate(QStyledItemDelegate):
    """The second text of a row is its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(10, scaled(ROW_PX) + (scaled(HEADING_PX) if row_at(index).heading else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        hit, room, tokens = row_at(index), QRect(option.rect), current_tokens()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit.heading:
            head = QRect(room.left(), room.top(), room.width(), scaled(HEADING_PX))
            self._write(painter, option, head, hit.heading, SMALL_PX, tokens.text2, is_bold=True)
            room.setTop(head.bottom() + 1)
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(room, RADIUS, RADIUS)
        cap = keycap_width(hit.subtitle) if hit.subtitle else 0
        words = room.adjusted(0, 0, -(cap + SPACE_M if cap else 0), 0)
        words = QStyle.visualRect(option.direction, room, words)
        self._write(painter, option, words, hit.title, 0, tokens.text, is_bold=is_selected)
        if cap:
            place = QRect(room.right() - SPACE_S - cap, room.top(), cap, room.height())
            paint_keycap(
                painter, QRectF(QStyle.visualRect(option.direction, room, place)), hit.subtitle
            )
        painter.restore()

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, pixels: int,
        ink: str, *, is_bold: bool,
    ) -> None:  # fmt: skip
        font = QFont(option.font)
        if pixels:
            font.setPixelSize(scaled(pixels))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        inner = room.adjusted(SPACE_M, 0, -SPACE_M, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(inner, leading | Qt.AlignmentFlag.AlignVCenter, shown)


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
