"""What a person without mouse or sight meets in a window: tab stops, painted contrast."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tools.pictures.controls import focusable
from widgets.kit.tokens import contrast_ratio


def missed_by_tab(window: QWidget, presses: int = 80) -> list[str]:
    """Tab stops that pressing Tab never reaches. The window must be shown."""
    window.activateWindow()
    stops = {part for part in focusable(window) if part.focusPolicy() & Qt.FocusPolicy.TabFocus}
    reached: set[QWidget] = set()
    for _ in range(presses):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is not None:
            reached.add(now)
    return [f"{type(part).__name__} {part.objectName()}" for part in stops - reached]


def painted_contrast(part: QWidget) -> float:
    """Contrast of the commonest pixel with the one farthest from it."""
    image = part.grab().toImage()
    counts: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = QColor(image.pixel(x, y)).name()
            counts[name] = counts.get(name, 0) + 1
    ground = max(counts, key=lambda name: counts[name])
    return max(contrast_ratio(name, ground) for name in counts)
