"""What assistive programs are told of parts that Qt takes for something else by their class."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel


class OwnInterface:
    """Inherited by a widget beside its Qt class: it says itself what it is."""

    def new_interface(self) -> QAccessibleWidget:
        """Return its one interface; Qt keeps it for as long as the widget lives."""
        raise NotImplementedError


class ListOpener(QAccessibleWidget):
    """A button behind which a list opens while it is off; on, pressing it takes the choice away.

    By its class it would be a check box: a reader promises then that pressing it ticks it.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.Button)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.hasPopup = not self._button().isChecked()
        return state

    def actionNames(self) -> list[str]:  # noqa: N802  # a Qt override
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:  # noqa: N802  # a Qt override
        if name == QAccessibleActionInterface.pressAction():
            self._button().click()
        else:
            super().doAction(name)

    def _button(self) -> QAbstractButton:
        # Not kept: PySide never lets go of an interface, and the button would live on with it.
        button = self.object()
        assert isinstance(button, QAbstractButton)
        return button


class SaidElsewhere(QAccessibleWidget):
    """A text that is found where it stands, and is not read out with the part of the window.

    Orca reads every label that belongs to nothing when the focus comes into the part around it.
    """

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Paragraph)

    def text(self, kind: QAccessible.Text) -> str:
        own, label = super().text(kind), self.object()
        if own or kind is not QAccessible.Text.Name:
            return own
        assert isinstance(label, QLabel)
        return label.text()


def _interface_of(_: str, part: QObject) -> QAccessibleInterface | None:
    return part.new_interface() if isinstance(part, OwnInterface) else None


QAccessible.installFactory(_interface_of)  # Qt asks it first, and then its own
