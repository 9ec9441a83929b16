"""What is wrong with a field: beside its label, whole under it, and for a screen reader."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAccessibleWidget,
    QLabel,
    QSizePolicy,
    QWidget,
)

from widgets.kit.plain_text import ElidedLabel, PlainLabel, set_spoken_description, wrapped_label
from widgets.kit.theme import scaled
from widgets.speech.own_interface import OwnInterface, SaidElsewhere

LEAST_PX = 40  # beside the label: with less room some letters would say nothing
WHOLE_PX = 260
_MOVES = (
    QEvent.Type.FocusIn,
    QEvent.Type.FocusOut,
    QEvent.Type.Resize,
    QEvent.Type.Move,
    QEvent.Type.Hide,
)


class _Whole(OwnInterface, PlainLabel):
    """The same in as many lines as it needs."""

    def new_interface(self) -> QAccessibleWidget:
        return SaidElsewhere(self)


class FieldError(OwnInterface, ElidedLabel):
    """Takes what the label leaves of its line and lies over what is below: no field moves for it.

    What lies over ends with the cursor's stay: the next field is never under it while typed in.
    """

    def __init__(self, editor: QWidget, parent: QWidget) -> None:
        super().__init__("", "field_error", parent)
        # It asks for nothing: a column must not grow for a sentence.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._editor = editor
        self._whole: QLabel | None = None
        editor.installEventFilter(self)

    def new_interface(self) -> QAccessibleWidget:
        return SaidElsewhere(self)  # the field itself says it (FieldWords)

    def show_text(self, text: str, in_full: str = "") -> None:
        super().show_text(text, in_full)
        if hasattr(self, "_whole"):
            self._settle()

    def shown_text(self) -> str:
        is_away = self.isHidden() or self.width() < scaled(LEAST_PX)
        return "" if is_away else super().shown_text()

    def whole(self) -> str:
        """Return what lies under the field now, "" for nothing."""
        part = self._whole
        return part.text() if part is not None and not part.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and (self.text() or self._whole is not None):
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        is_wanted = self._editor.hasFocus() and self.shown_text() != self.text()
        if is_wanted:
            self._lie_below()
        elif self._whole is not None:
            self._whole.hide()

    def _lie_below(self) -> None:
        ground = _ground_of(self._editor)
        if self._whole is None or self._whole.parentWidget() is not ground:
            if self._whole is not None:
                self._whole.deleteLater()
            self._whole = wrapped_label("", "error", ground, _Whole)
            # A click means what lies under it: the field there takes the cursor, and this goes.
            self._whole.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.destroyed.connect(self._whole.deleteLater)
        part, editor = self._whole, self._editor
        part.setText(self.text())
        part.ensurePolished()
        width = min(max(editor.width(), scaled(WHOLE_PX)), ground.width())
        height = part.heightForWidth(width)
        start = editor.mapTo(ground, QPoint(0, 0))
        # It begins or ends where the field does, whichever leaves it in sight.
        is_turned = self.isRightToLeft() or start.x() + width > ground.width()
        left = max(0, start.x() + (editor.width() - width if is_turned else 0))
        top = start.y() + editor.height() + 2
        if top + height > ground.height():  # at the foot it lies above the field
            top = max(0, start.y() - height - 2)
        part.setGeometry(left, top, width, height)
        part.raise_()
        part.show()


class FieldWords(QObject):
    """How to fill a field and what is wrong, for a screen reader.

    In words, as Qt 6.11 hands on no state for it: that it is wrong, that it is required. They are
    the editor's description: the focus is there, and a screen reader would not find the
    line below it. A description that changes under the cursor is read out at once.
    """

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self._hint = self._error = self._required = ""

    def require(self) -> None:
        """Say that it may not be left empty; who sees the field knows by its place."""
        self._required = self.tr("Obbligatorio.")
        self._describe()

    def set_hint(self, hint: str) -> None:
        """Say what belongs there."""
        self._hint = hint
        self._describe()

    def set_error(self, sentence: str) -> None:
        self._error = self.tr("Da sistemare: {0}").format(sentence) if sentence else ""
        self._describe()

    def _describe(self) -> None:
        usual = " ".join(filter(None, (self._required, self._hint)))
        set_spoken_description(self._editor, self._error or usual)


def _ground_of(editor: QWidget) -> QWidget:
    """Return what the field scrolls with, else its window: what lies over goes along."""
    ground = editor
    while not ground.isWindow():
        around = ground.parentWidget()
        area = around.parentWidget() if around is not None else None
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            return ground
        assert around is not None
        ground = around
    return ground
