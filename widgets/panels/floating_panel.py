"""A panel that floats over the work inside the window, blocks nothing and closes with Esc."""

from PySide6.QtCore import QMargins, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import ElidedLabel, set_spoken_name
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, current_tokens
from widgets.kit.typed_text import cursor_of, has_cursor
from widgets.panels.panel_place import PanelPlace, Shape
from widgets.panels.shadow import SHADOW_PX, paint_shadow

CARD_RADIUS = 10


class FloatingPanel(QFrame):
    """Not modal: calls can still be answered while it is open.

    It takes the focus, keeps Tab to itself, gives the focus back when closed by Esc or by a
    choice, and closes by itself when the focus goes elsewhere by mouse or by another key.
    """

    dismissed = Signal()  # closed without a choice
    shape = Shape.DRAWER
    width_px = 0  # at 100 % text; 0: as wide as the receipt it lies over

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent.window())  # where it opens: moved there, it is styled once more
        set_spoken_name(self, title)
        # Around it stand the band, the rail and its own shadow: a ring there lay over words.
        self.setProperty("ring", "inside")
        self._focus_before: QWidget | None = None
        self._has_foot = False
        self.content = QVBoxLayout(self)
        self.content.setSpacing(SPACE_S)
        self._heading = ElidedLabel(title, "title")
        self._close = action_button("panel_close", "", "Esc", "flat")
        self._close.setAccessibleName(self.tr("Chiudi il riquadro"))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keys it is Esc itself
        self._close.clicked.connect(self._dismiss)
        self.head = QHBoxLayout()
        self.head.addWidget(self._heading, 1)
        self.head.addWidget(self._close)
        self.content.addLayout(self.head)
        self.place = PanelPlace(self, self.content, self.shape, self.width_px)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Of the application: the part that takes the focus away may be in no relation to this
        # panel.
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def first_focus(self) -> QWidget:
        """The part that gets the focus on opening."""
        raise NotImplementedError

    def hide_head(self) -> None:
        """Begin with the content: it says what the panel is for, and that Esc closes it."""
        self._heading.hide()
        self._close.hide()

    def rename(self, title: str) -> None:
        """Give the panel another title: what it is for now."""
        set_spoken_name(self, title)
        self._heading.show_text(title)

    def open(self) -> None:
        """Open where its shape says."""
        self._focus_before = cursor_of(self)
        if self.isHidden():  # it begins at its beginning, where the cursor will be
            for area in self.findChildren(QScrollArea):
                area.verticalScrollBar().setValue(0)
        self._keep_together()
        self.place.put()
        self._show()

    def _keep_together(self) -> None:
        """Leave the shadow's room free, and what a drawer does not need below its content."""
        self.content.setContentsMargins(margins_of(self.shape, self.place.direction))
        if self.shape is Shape.DRAWER and not self._has_foot:
            self._has_foot = True
            self.content.addStretch(1)

    def _show(self) -> None:
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)

    def return_to(self, part: QWidget) -> None:
        """Give the focus to this part when closed: what had it before is gone."""
        self._focus_before = part

    def close_panel(self) -> None:
        """Hide and give the focus back."""
        before, self._focus_before = self._focus_before, None
        is_free = cursor_of(self) is None or has_cursor(self)
        self.hide()
        # Only with the focus in it: somebody who went on elsewhere keeps the cursor where it is.
        if is_free and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_panel(self, self.shape, self.place.direction)

    def _dismiss(self) -> None:
        self.close_panel()
        self.dismissed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # a Qt override
        """Tab goes round inside the panel: what was typed would be gone with it."""
        # Asked each time: they come and go while it is open. Qt asks when it closes too.
        stops = [] if self.isHidden() else tab_stops(self)
        now = QApplication.focusWidget()
        if not stops:
            return False
        if now in stops:
            place = (stops.index(now) + (1 if forward else -1)) % len(stops)
        else:
            place = 0 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place].setFocus(reason)
        return True

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        # None: another program has the focus; who looks something up there comes back to this
        # panel.
        if self.isHidden() or now is None or now is self or self.isAncestorOf(now):
            return
        # Whoever took the focus keeps it.
        self._focus_before = None
        self.hide()
        self.dismissed.emit()


def tab_stops(panel: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a panel, in reading order."""
    stops = [
        part
        for part in panel.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isVisibleTo(panel)
        and part.isEnabled()
        and part.focusProxy() is None
    ]
    side = -1 if panel.isRightToLeft() else 1

    def place(part: QWidget) -> tuple[int, int]:
        at = part.mapTo(panel, QPoint(0, 0))
        return at.y() + part.height() // 2, side * at.x()

    return sorted(stops, key=place)


def panel_of(widget: QWidget | None) -> FloatingPanel | None:
    """Return the open panel a widget is part of."""
    while widget is not None and not isinstance(widget, FloatingPanel):
        widget = widget.parentWidget()
    return widget


def is_in_panel(widget: QWidget | None) -> bool:
    return panel_of(widget) is not None


def shadow_of(shape: Shape, direction: Qt.LayoutDirection) -> QMargins:
    """Return how much of a panel's edge its shadow takes: a drawer throws it to one side only."""
    if shape is Shape.CARD:
        return QMargins(SHADOW_PX, SHADOW_PX, SHADOW_PX, SHADOW_PX)
    if shape is Shape.PAGE:
        return QMargins(0, 0, 0, 0)
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    return QMargins(SHADOW_PX if is_mirrored else 0, 0, 0 if is_mirrored else SHADOW_PX, 0)


def margins_of(shape: Shape, direction: Qt.LayoutDirection) -> QMargins:
    return shadow_of(shape, direction) + QMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)


def paint_panel(panel: QWidget, shape: Shape, direction: Qt.LayoutDirection) -> None:
    """direction: the one that begins at the side where a drawer stands."""
    tokens = current_tokens()
    painter = QPainter(panel)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(panel.rect().marginsRemoved(shadow_of(shape, direction)))
    radius = CARD_RADIUS if shape is Shape.CARD else 0
    paint_shadow(painter, body, radius)
    # In the contrast theme all grounds are black: there an edge parts panel and page.
    edge = tokens.border if tokens.name == "contrast" else tokens.raised
    painter.setPen(QPen(QColor(edge)))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.end()
