"""The room at a glance: figures, queues, the day; beside it what breaks a promise, and people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from console.screens.floor.floor_side import FloorSide, page_column
from console.screens.floor.floor_texts import FloorTexts
from console.screens.kit.columns import ANY_PX, ArrangedPage, Columns, columns_of
from widgets.figures.day_bars import BarSample, DayBars
from widgets.figures.figure_table import TREND, FigureColumn, FigureTable
from widgets.figures.figure_tile import FigureTile
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.key_footer import add_footer
from widgets.kit.plain_text import plain_label
from widgets.kit.theme import SPACE_XS, scaled, set_look
from widgets.tables.record_model import Column

FLOOR = "floor"
SIDE_PX, SIDE_NARROW_PX = 400, 348
FOUR_TILES_PX, QUEUES_LEAST_PX = 840, 600


class FloorScreen(ArrangedPage):
    """Which parts stand where. FloorPresenter fills them."""

    shown = Signal()
    hidden = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("floor_screen")
        self.texts = FloorTexts(self)
        self._build_figures()
        self.side = FloorSide()
        self._main = QFrame()
        self._fill_main()
        self.show_table(is_shown=False)  # in its place by now: shown before, it would be a window
        holder = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addWidget(self._main, 1)
        self._beside = column_scroll(self.side)
        self._row.addWidget(self._beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._page = column_scroll(holder)
        self._page.verticalScrollBar().rangeChanged.connect(self._keep_whole)
        layout.addWidget(self._page)
        add_footer(
            layout,
            (
                ("Ctrl+G", self.tr("squadra")),
                ("Ctrl+⇧T", self.tr("grafico o tabella")),
                ("F6", self.tr("altra parte")),
            ),
        )

    @property
    def tiles(self) -> tuple[FigureTile, ...]:
        return (self.waiting, self.longest, self.level, self.abandoned)

    def start_typing(self) -> None:
        self.queues.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        return (self._main, self.side)

    def show_table(self, *, is_shown: bool) -> None:
        """Show the day's numbers in place of its bars."""
        self.day.setVisible(is_shown)
        self.bars.setVisible(not is_shown)
        self.as_table.setChecked(is_shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _build_figures(self) -> None:
        texts = self.texts
        self.all = action_button("floor_all", self.tr("Tutte le code"))
        self.mine = action_button("floor_mine", "")
        for chip in (self.all, self.mine):
            chip.setCheckable(True)
            set_look(chip, "place", "chip")
        self.waiting = FigureTile("floor_waiting", self.tr("In coda adesso"))
        self.longest = FigureTile("floor_longest", self.tr("Attesa più lunga"))
        self.level = FigureTile("floor_level", texts.within_today())
        self.abandoned = FigureTile("floor_abandoned", self.tr("Abbandoni, oggi"))
        self.queues = FigureTable(
            self.tr("Code"),
            (
                # Desks begin alike: what tells them apart is at the end of their names.
                Column(title=self.tr("Coda"), width=0, least=30),
                Column(title=self.tr("In attesa"), width=5, is_ltr=True, is_number=True),
                Column(title=self.tr("Più lunga"), width=5, is_ltr=True, is_number=True),
                Column(title=texts.within(), width=5, is_ltr=True, is_number=True),
                Column(title=self.tr("Abbandoni"), width=5, is_ltr=True, is_number=True),
                Column(title=self.tr("Pronti · in linea"), width=5, is_ltr=True, is_number=True),
                # Both stand on the page once more: beside the queues, and below them.
                Column(
                    title=self.tr("Richiami tardi"),
                    width=5,
                    is_ltr=True,
                    is_number=True,
                    may_go=True,
                ),
                FigureColumn(title=self.tr("Arrivi di oggi"), width=12, holds=TREND, may_go=True),
            ),
        )
        self.bars = DayBars()
        self.day = FigureTable(
            self.tr("Arrivi e risposte, ogni mezz'ora"),
            (
                Column(title=self.tr("Dalle"), width=0, is_ltr=True),
                Column(title=self.tr("Arrivi"), width=10, is_ltr=True, is_number=True),
                Column(title=self.tr("Risposte"), width=10, is_ltr=True, is_number=True),
                Column(title=texts.within(), width=10, is_ltr=True, is_number=True),
                Column(title=self.tr("Abbandoni"), width=10, is_ltr=True, is_number=True),
            ),
        )
        self.answered, self.offered = plain_label("", "small"), plain_label("", "small")
        self.samples = (BarSample(is_part=True), BarSample(is_part=False))
        for sample in self.samples:
            sample.hide()  # until there is anything to name
        self.as_table = action_button("floor_as_table", self.tr("Tabella"))
        self.as_table.setCheckable(True)
        set_look(self.as_table, "place", "chip")

    def _fill_main(self) -> None:
        set_look(self._main, "panel", "true")
        self._main.setAccessibleName(self.tr("Code e giornata"))
        column = page_column(self._main)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Sala"), "title"), 1)
        head.addWidget(self.all)
        head.addWidget(self.mine)
        column.addLayout(head)
        self._tiles = QGridLayout()
        self._tiles.setContentsMargins(0, 0, 0, 0)
        self._tiles.setSpacing(0)
        column.addLayout(self._tiles)
        column.addWidget(self.queues)
        day = QHBoxLayout()
        day.addWidget(plain_label(self.tr("Arrivi e risposte, ogni mezz'ora"), "section"), 1)
        for label, sample in zip((self.answered, self.offered), self.samples, strict=True):
            day.addLayout(_named(sample, label))
        day.addWidget(self.as_table)
        column.addLayout(day)
        column.addWidget(self.bars, 1)
        column.addWidget(self.day, 1)

    def _arrange(self) -> None:
        columns = columns_of(self)
        width = scaled(SIDE_NARROW_PX if columns is Columns.TWO else SIDE_PX)
        is_one = columns is Columns.ONE or self.width() - width < scaled(QUEUES_LEAST_PX)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if is_one else ways.LeftToRight)
        self.side.keep_room()
        self._beside.setMinimumWidth(0 if is_one else width)
        self._beside.setMaximumWidth(ANY_PX if is_one else width)
        # Room for the bar is kept: rows would be narrower from the first one too many on.
        bar = self._beside.verticalScrollBar().sizeHint().width()
        self.side.setMaximumWidth(ANY_PX if is_one else width - bar)
        self._keep_whole()
        room = self.width() - (0 if is_one else width)
        across = 4 if room >= scaled(FOUR_TILES_PX) else 2
        for at, tile in enumerate(self.tiles):
            self._tiles.addWidget(tile, at // across, at % across)
            tile.stand(is_first=at % across == 0)
        self.side.show_shares(is_shown=columns is not Columns.TWO)

    def _keep_whole(self) -> None:
        """Where the page scrolls, what is beside the rest, or below it, does not as well."""
        least = self._main.minimumSizeHint().height()
        is_below = self._row.direction() is QBoxLayout.Direction.TopToBottom
        self._beside.keep_whole(is_whole=is_below or least > self._page.viewport().height())


def _named(sample: QWidget, label: QWidget) -> QHBoxLayout:
    pair = QHBoxLayout()
    pair.setSpacing(SPACE_XS)
    pair.addWidget(sample)
    pair.addWidget(label)
    return pair
