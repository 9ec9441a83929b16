"""F6: from one part of the window to the next that can take the focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.screens.kit.columns import ContactColumns, is_in


def move_pane(panes: Sequence[QWidget], by: int) -> None:
    """Go on from the pane that has the focus, 1 forward or -1 back; over the end to the start.

    A pane for which there is no room at this text size is brought onto the screen.
    """
    now = QApplication.focusWidget()
    holding = [n for n, pane in enumerate(panes) if is_in(now, pane)]
    at = holding[-1] if holding else -by  # a part of a part stands behind it
    for step in range(1, len(panes) + 1):
        pane = panes[(at + by * step) % len(panes)]
        target = first_stop(pane)
        if target is not None:
            _bring(pane)
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first control of a pane that Tab would reach, in the order of Tab."""
    at: QWidget | None = pane
    while at is not None:
        if is_in(at, pane) and (at is pane or at.isVisibleTo(pane)) and at.isEnabled():
            policy = at.focusPolicy()
            if policy & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
                return at
        at = at.nextInFocusChain()
        if at is pane:
            return None
    return None


def _bring(pane: QWidget) -> None:
    around: QWidget | None = pane
    while around is not None:
        if isinstance(around, ContactColumns):
            around.bring(pane)
        around = around.parentWidget()
