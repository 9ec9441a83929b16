"""What everybody must know today: a few rows with an icon and two lines, and the chosen one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from widgets.kit.icons import icon_pixmap
from widgets.kit.plain_text import isolated, plain_label, set_spoken_description, tooltip_of
from widgets.kit.theme import SPACE_XS, current_tokens, scaled
from widgets.tables.hit_row import HitModel, HitRow, row_at

AROUND_PX = 4  # the edge that the style leaves around the rows
ROWS, ROW_PX, INSET_PX, ICON_PX, TEXT_PX = 3, 52, 8, 16, 32
TITLE_TOP_PX, SECOND_TOP_PX, LINE_PX, SECOND_PX, RADIUS = 7, 27, 20, 13, 6


@dataclass(frozen=True, slots=True)
class NewsRow(HitRow):
    icon: str = "megaphone"
    kind: str = ""  # "warning", "error"


class NewsPanel(QFrame):
    """ROWS rows high, whether there are news or not: what stands below never moves."""

    chosen = Signal(int)
    seen = Signal()  # it came onto the screen, or went

    def __init__(self, title: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("news_panel")
        self._title = title
        self._heading = plain_label(title, "section")
        self.list = NewsList(title, empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._heading)
        layout.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.show_news((), "")

    def show_news(self, rows: Sequence[NewsRow], heading: str, selected: int = -1) -> None:
        """heading "": the title of the panel. selected -1: what is read is none of them."""
        self._heading.setText(heading or self._title)
        self.list.show_rows(rows)
        self.list.select(selected)

    def rows(self) -> tuple[HitRow, ...]:
        return self.list.rows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # the window as a whole went: nothing in it moves
            self.seen.emit()

    def _on_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self.list.is_entered:
            self.chosen.emit(current.row())


class NewsList(QListView):
    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        """empty: said in the place of the first row when there is none."""
        super().__init__(parent)
        self.setObjectName("news_list")
        self.setAccessibleName(name)
        self._empty = empty
        self.is_entered = False  # just now
        self._news = HitModel(self)
        self.setModel(self._news)
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        # All of them: what is around it scrolls, and two bars side by side nobody understands.
        rows = max(ROWS, len(self._news.rows))
        return QSize(10, rows * scaled(ROW_PX) + AROUND_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rows(self) -> tuple[HitRow, ...]:
        return self._news.rows

    def show_rows(self, rows: Sequence[NewsRow]) -> None:
        set_spoken_description(self, "" if rows else self._empty)
        if tuple(rows) != self._news.rows:
            self._news.replace(rows)
            self.updateGeometry()
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current: a search that is on would end as the cursor passes by.
        had_row, self.is_entered = self.currentIndex().isValid(), True
        super().focusInEvent(event)
        if not had_row:
            self.selectionModel().clearCurrentIndex()
        self.is_entered = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._news.rows:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(current_tokens().text2))
        first = QRect(0, 0, self.viewport().width(), scaled(LINE_PX + SPACE_XS))
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(first, leading | Qt.AlignmentFlag.AlignVCenter, self._empty)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            row = row_at(index) if index.isValid() else HitRow("")
            self.setToolTip(tooltip_of(" · ".join(filter(None, (row.title, row.subtitle)))))
        return super().viewportEvent(event)

    def select(self, row: int) -> None:
        """Show which one is being read, -1 for none; nothing is chosen by that."""
        if row < 0:
            self.clearSelection()
            return
        # Not current: Qt tells assistive programs of a current row that it has the focus.
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.scrollTo(self._news.index(row))  # first, as in each list: a magnifier goes there
        self.selectionModel().select(self._news.index(row), flag)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(10, scaled(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        row, room, tokens = row_at(index), QRect(option.rect), current_tokens()
        assert isinstance(row, NewsRow)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(room, RADIUS, RADIUS)
        elif index.row():
            painter.fillRect(room.x(), room.y(), room.width(), 1, QColor(tokens.divider))
        inks = {"warning": tokens.warning_text, "error": tokens.error_text}
        side = scaled(ICON_PX)
        place = QRect(scaled(INSET_PX), scaled(TITLE_TOP_PX + 2), side, side)
        place.translate(room.topLeft())
        picture = icon_pixmap(row.icon, inks.get(row.kind, tokens.text2), side)
        painter.drawPixmap(QStyle.visualRect(option.direction, room, place), picture)
        title = QFont(option.font)
        title.setWeight(QFont.Weight.DemiBold)
        self._write(painter, option, row.title, title, TITLE_TOP_PX, tokens.text)
        second = QFont(option.font)
        second.setPixelSize(scaled(SECOND_PX))
        self._write(painter, option, row.subtitle, second, SECOND_TOP_PX, tokens.text2)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        text: str,
        font: QFont,
        top: int,
        ink: str,
    ) -> None:
        whole = QRect(option.rect)
        width = whole.width() - scaled(TEXT_PX + INSET_PX)
        line = QRect(whole.x() + scaled(TEXT_PX), whole.y() + scaled(top), width, scaled(LINE_PX))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            QStyle.visualRect(option.direction, whole, line),
            leading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            isolated(shown),
        )
