"""The buttons of the band on top: what can be done now, in the order of the state."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from widgets.kit.action_button import WHOLE, ActionButton, Less, action_button
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.theme import SPACE_XS, set_look


@dataclass(frozen=True, slots=True, kw_only=True)
class StripAction:
    """A button. checked None: not a switch. kind: "", "primary" or "danger"."""

    name: str
    label: str
    key: str = ""
    kind: str = ""
    icon: str = ""  # of Lucide
    short: str = ""  # the label where there is no room; "" where none is shorter
    checked: bool | None = None
    enabled: bool = True
    may_overflow: int = 0  # which leaves the row first where there is no room; 0: none of these
    is_in_menu: bool = False  # always, whatever room there is
    # What stands in its place in other states of the call: it has room for the widest of them.
    faces: tuple["StripAction", ...] = ()


_LESS = (WHOLE, Less(has_icon=False), Less(has_icon=False, has_key=False))


@dataclass(frozen=True, slots=True)
class _Way:
    """How a row is made to fit: what goes into the menu, what is left out of the others."""

    gone: Sequence[StripAction] = ()
    less: Less = WHOLE
    is_short: bool = False
    has_faces: bool = True  # else a button is as wide as its own word

    def of(self, action: StripAction) -> Less:
        return replace(self.less, word=action.short) if self.is_short else self.less


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
        self._flow = FlowLayout(self, SPACE_XS, may_break=not is_in_band)
        self._actions: tuple[StripAction, ...] = ()
        self._rows: tuple[tuple[StripAction, ...], ...] = ()
        self._gone: tuple[StripAction, ...] = ()
        self._more = action_button(f"{name}_more", self.tr("Altro"), kind="flat", parent=self)
        self._more.show_words(self.tr("Altro"), icon_name="chevron-down")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._open_more)
        self._more.hide()
        self._shown: dict[str, ActionButton] = {}
        self._spare: dict[str, ActionButton] = {}
        self._dresses: dict[str, StripAction] = {}
        self._measures: dict[StripAction, ActionButton] = {}  # of words that are not shown now
        # Within one fit each width is asked for dozens of times: unremembered, a state took 7 ms.
        self._widths: dict[tuple[object, ...], int] = {}

    def button(self, action: str) -> ActionButton | None:
        return self._shown.get(action)

    def first(self) -> ActionButton | None:
        """Return the first one, when it can be pressed: Enter must never mean another."""
        first = self._shown.get(self._actions[0].name) if self._actions else None
        return first if first is not None and first.isEnabled() else None

    def fit(self, width: int) -> int:
        """Shorten words, then put into the menu what has no room, then leave out icons and keys.

        What ends a call or holds it never goes to the menu, and no word is ever cut. Return how
        many pixels they take: those of the widest row that may stand in their place.
        """
        self._widths.clear()
        rows = self._rows or (self._actions,)
        ways = [self._way(row, width) for row in rows]
        least = max(_LESS.index(way.less) for way in ways)
        ways = [replace(way, less=_LESS[least]) for way in ways]
        room = max(self._taken(*one) for one in zip(rows, ways, strict=True))
        own = self._way(self._actions, room, least)
        for action in self._actions:
            button = self._shown[action.name]
            button.show_less(own.of(action))
            button.setMinimumWidth(self._width_of(action, own) if action.faces else 0)
        self._more.show_less(own.less)
        self._show_but({action.name for action in own.gone})
        room = max(room, self._taken(self._actions, own))
        self._flow.keep_room(room)
        return room

    def least_width(self) -> int:
        """Return how many pixels it needs with all in its menu that may go there."""
        self._widths.clear()
        gone = [one for one in self._actions if one.may_overflow or one.is_in_menu]
        return self._taken(self._actions, _Way(gone, _LESS[-1], is_short=True, has_faces=False))

    def _way(self, row: Sequence[StripAction], width: int, least: int = 0) -> _Way:
        """Return how a row fits into so many pixels, if it can; least: where in _LESS it begins."""
        leaving = sorted((one for one in row if one.may_overflow), key=lambda one: one.may_overflow)
        gone = [one for one in row if one.is_in_menu]
        is_short = self._taken(row, _Way(gone, _LESS[least])) > width
        while leaving and self._taken(row, _Way(gone, _LESS[least], is_short)) > width:
            gone.append(leaving.pop(0))
        ways = [_Way(gone, less, is_short) for less in _LESS[least:]]
        last = replace(ways[-1], has_faces=False)
        return next((way for way in ways if self._taken(row, way) <= width), last)

    def _taken(self, row: Sequence[StripAction], way: _Way) -> int:
        widths = [self._width_of(one, way) for one in row if one not in way.gone]
        widths += [self._more.width_with(way.less)] if way.gone else []
        return sum(widths) + SPACE_XS * (len(widths) - 1)

    def _width_of(self, action: StripAction, way: _Way) -> int:
        faces = (action, *action.faces) if way.has_faces else (action,)
        return max(self._face_width(face, way) for face in faces)

    def _face_width(self, face: StripAction, way: _Way) -> int:
        word = face.short if way.is_short and face.short else face.label
        wanted = (word, face.key, face.icon, face.checked, face.kind, _LESS.index(way.less))
        if wanted not in self._widths:
            self._widths[wanted] = self._measure(face).width_with(way.of(face))
        return self._widths[wanted]

    def _measure(self, action: StripAction) -> ActionButton:
        """Return a button with these words, shown or not."""
        if self._dresses.get(action.name) == action:
            return self._shown.get(action.name) or self._spare[action.name]
        if action not in self._measures:
            measure = self._measures[action] = self._new_button(f"{action.name}_measure")
            measure.hide()
            self._put_on(measure, action)
        return self._measures[action]

    def _show_but(self, gone: set[str]) -> None:
        self._gone = tuple(action for action in self._actions if action.name in gone)
        places = {self._more: bool(gone)}
        places |= {button: name not in gone for name, button in self._shown.items()}
        # Only what changes: each showing has the whole window laid out anew.
        changes = [part for part, is_there in places.items() if part.isHidden() is is_there]
        # Who goes, goes first: with both there for a moment the window would grow, and fit anew.
        for part in sorted(changes, key=lambda part: places[part]):
            part.setVisible(places[part])
        if changes:
            self._flow.invalidate()

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._gone:
            entry = menu.addAction(f"{action.label}\t{action.key}")
            entry.setEnabled(action.enabled)
            entry.triggered.connect(lambda _=False, name=action.name: self.triggered.emit(name))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def show_actions(
        self,
        actions: Sequence[StripAction],
        rows: tuple[tuple[StripAction, ...], ...] = (),
    ) -> None:
        """Show these; rows may take their place, and then begin and end where these do."""
        self._actions, self._rows = tuple(actions), rows
        wanted = {action.name for action in actions}
        for name in [name for name in self._shown if name not in wanted]:
            self._take_out(name)
        self._flow.setEnabled(False)  # else each one put in has the whole window laid out anew
        if self._flow.indexOf(self._more) < 0:
            self._flow.addWidget(self._more)
        order: list[ActionButton] = []
        for action in actions:
            button = self._shown.get(action.name) or self._put_in(action.name)
            self._dress(button, action)
            button.setChecked(bool(action.checked))  # a click has turned it
            order.append(button)
        # Before the last one: that ends the call, and stands at the edge whatever else there is.
        order.insert(max(0, len(order) - 1), self._more)
        for place, button in enumerate(order):
            if self._flow.indexOf(button) != place:
                self._flow.move_to(button, place)
        self._flow.setEnabled(True)
        self._flow.activate()
        # A button that was kept has its old place in the order of Tab, not that of this state.
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
        # Nor do assistive programs find it anywhere but where it was made.
        if [one for one in self.children() if one in order] != order:
            for button in order:
                button.raise_()
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
        if self._dresses.get(action.name) == action:
            return  # words put in anew have the whole window laid out anew
        self._dresses[action.name] = action
        self._put_on(button, action)

    def _put_on(self, button: ActionButton, action: StripAction) -> None:
        button.show_words(action.label, action.key, "check" if action.checked else action.icon)
        set_look(button, "kind", action.kind or ("flat" if self._is_in_band else ""))
        button.setEnabled(action.enabled)
        button.setCheckable(action.checked is not None)
