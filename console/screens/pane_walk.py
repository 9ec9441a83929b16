"""F6: from one part of the window to the next that can take the focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def move_pane(panes: Sequence[QWidget], by: int) -> None:
    """Go on from the pane that has the focus, 1 forward or -1 back; over the end to the start."""
    now = QApplication.focusWidget()
    holding = [n for n, pane in enumerate(panes) if now and _holds(pane, now)]
    at = holding[-1] if holding else -by  # a part of a part stands behind it
    for step in range(1, len(panes) + 1):
        target = first_stop(panes[(at + by * step) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first control of a pane that Tab would reach, in the order of Tab."""
    at: QWidget | None = pane
    while at is not None:
        if _holds(pane, at) and at.isVisible() and at.isEnabled():
            policy = at.focusPolicy()
            if policy & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
                return at
        at = at.nextInFocusChain()
        if at is pane:
            return None
    return None


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
