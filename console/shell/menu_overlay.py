"""The menu bar over the window: it comes by Alt or F10, or stays; it moves nothing by coming."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar, QWidget
from shiboken6 import isValid

from console.shell.appearance import Appearance


class MenuOverlay(QMenuBar):
    """allow(): whether there is work to have menus for."""

    def __init__(self, window: QMainWindow, appearance: Appearance) -> None:
        super().__init__(window)
        self.setNativeMenuBar(False)
        self._window = window
        self._appearance = appearance
        self._is_allowed = False
        self._is_alt_alone = False
        self._before: QWidget | None = None
        key = QShortcut(QKeySequence("F10"), window)
        key.activated.connect(self.turn)
        appearance.changed.connect(self._settle)
        window.installEventFilter(self)
        self.hide()

    def allow(self, is_allowed: bool) -> None:
        self._is_allowed = is_allowed
        if not is_allowed:
            self._before = None  # her page ends with her session
        self.setAccessibleName(self.tr("Menu"))  # here: each operator has her language
        self._settle()

    def turn(self) -> None:
        """Bring the menus and open the first; put them away where they are at work."""
        if not self._is_allowed:
            return
        if self.hasFocus() or any(menu.isVisible() for menu in self._menus()):
            self._leave()
            return
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self._open_first()

    def _open_first(self) -> None:
        first = next((one for one in self.actions() if one.isVisible()), None)
        if first is not None:
            self.setActiveAction(first)

    def note_key(self, event: QKeyEvent) -> None:
        """Follow Alt: pressed and let go alone it asks for the menus, as in every program."""
        if event.key() == Qt.Key.Key_Alt:
            if event.type() == QEvent.Type.KeyPress:
                self._is_alt_alone = True
            elif event.type() == QEvent.Type.KeyRelease and self._is_alt_alone:
                self._is_alt_alone = False
                self.turn()
        elif event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            self._is_alt_alone = False  # a letter that is a shortcut never comes as a press

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Later: an opened menu takes the focus, and gives it back when nothing was chosen.
        QTimer.singleShot(0, self, self._hide_when_done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _menus(self) -> list[QWidget]:
        return [menu for one in self.actions() if (menu := one.menu()) is not None]  # type: ignore[misc]

    def _leave(self) -> None:
        for menu in self._menus():
            menu.hide()
        self.clearFocus()
        self._hide_when_done()

    def _hide_when_done(self) -> None:
        if self.hasFocus() or any(menu.isVisible() for menu in self._menus()):
            return
        if not self._appearance.shows_menu:
            self.hide()
        before, self._before = self._before, None
        # Only where nothing else took it: a command of a menu may have moved the cursor.
        is_free = self._window.focusWidget() in (None, self)
        if is_free and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.MenuBarFocusReason)

    def _settle(self) -> None:
        """Where it always stands the page begins below it."""
        stands = self._is_allowed and self._appearance.shows_menu
        self._place()
        self._window.setContentsMargins(0, self.height() if stands else 0, 0, 0)
        self.setVisible(stands)
        if stands:
            self.raise_()

    def _place(self) -> None:
        self.setGeometry(0, 0, self._window.width(), self.sizeHint().height())
