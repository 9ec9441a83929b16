"""The buttons of the band on top: what can be done now, in the order of the state."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.icons import icon
from widgets.kit.theme import SPACE_S, current_tokens, scaled, set_look


@dataclass(frozen=True, slots=True, kw_only=True)
class StripAction:
    """A button. checked None: not a switch. kind: "", "primary" or "danger"."""

    name: str
    label: str
    key: str = ""
    kind: str = ""
    checked: bool | None = None
    enabled: bool = True


class StripButtons(QWidget):
    """A button keeps the focus where its action stays; one that is not offered is out of the row.

    It is kept for the next time: the same come with every call, and each is styled only once.
    """

    triggered = Signal(str)  # name of the action

    def __init__(self, name: str, parent: QWidget | None = None, *, is_in_band: bool) -> None:
        """name begins those of the buttons. In the band a click leaves the cursor where it is."""
        super().__init__(parent)
        self._name = name
        self._is_in_band = is_in_band
        self._flow = FlowLayout(self, SPACE_S)
        self._shown: dict[str, ActionButton] = {}
        self._spare: dict[str, ActionButton] = {}
        self._dresses: dict[str, tuple[StripAction, str, int]] = {}  # with colour, pixels of icons

    def button(self, action: str) -> ActionButton | None:
        return self._shown.get(action)

    def first(self) -> ActionButton | None:
        """Return the first one, when it can be pressed: Enter must never mean another."""
        item = self._flow.itemAt(0)
        first = item.widget() if item is not None else None
        return first if isinstance(first, ActionButton) and first.isEnabled() else None

    def row_width(self) -> int:
        """Pixels all of them need side by side."""
        return self._flow.row_width()

    def show_actions(self, actions: Sequence[StripAction]) -> None:
        wanted = {action.name for action in actions}
        for name in [name for name in self._shown if name not in wanted]:
            self._take_out(name)
        self._flow.setEnabled(False)  # else each one put in has the whole window laid out anew
        for place, action in enumerate(actions):
            button = self._shown.get(action.name) or self._put_in(action.name)
            self._dress(button, action)
            button.setChecked(bool(action.checked))  # a click has turned it
            if self._flow.indexOf(button) != place:
                self._flow.move_to(button, place)
        self._flow.setEnabled(True)
        self._flow.activate()
        # A button that was kept has its old place in the order of Tab, not that of this state.
        for before, after in itertools.pairwise(actions):
            QWidget.setTabOrder(self._shown[before.name], self._shown[after.name])
        self.setVisible(bool(actions))

    def _take_out(self, name: str) -> None:
        button = self._spare[name] = self._shown.pop(name)
        self._flow.removeWidget(button)
        button.hide()

    def _put_in(self, name: str) -> ActionButton:
        is_known = name in self._spare
        button = self._spare.pop(name) if is_known else self._new_button(name)
        self._shown[name] = button
        self._flow.addWidget(button)
        button.show()
        return button

    def _new_button(self, name: str) -> ActionButton:
        button = action_button(f"{self._name}_{name}", "", parent=self)
        if self._is_in_band:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_look(button, "place", "band")
        button.clicked.connect(lambda: self.triggered.emit(name))
        return button

    def _dress(self, button: ActionButton, action: StripAction) -> None:
        dress = (action, current_tokens().ringing.ink, scaled(16))
        if self._dresses.get(action.name) == dress:
            return  # an icon put in anew, or none, has the whole window laid out anew
        self._dresses[action.name] = dress
        _, ink, size = dress
        button.show_words(action.label, action.key)
        set_look(button, "kind", action.kind)
        button.setEnabled(action.enabled)
        button.setCheckable(action.checked is not None)
        button.setIconSize(QSize(size, size))
        button.setIcon(icon("check", ink, size) if action.checked else QIcon())
