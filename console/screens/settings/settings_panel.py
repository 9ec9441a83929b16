"""The settings of one operator as fields: each acts as soon as it is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from widgets.fields.labelled_field import Choice, ChoiceField, LabelledField
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.plain_text import plain_label, set_spoken_description, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS
from widgets.panels.floating_panel import FloatingPanel


class SettingsPanel(FloatingPanel):
    """chosen carries the name of a field and the value that was chosen for it."""

    chosen = Signal(str, object)
    audio_requested = Signal()
    password_requested = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName("settings_panel")
        self._fields: dict[str, ChoiceField] = {}
        self._ticks: dict[str, QCheckBox] = {}
        self._notes: dict[str, QWidget] = {}
        page = QWidget()
        self._rows = QVBoxLayout(page)
        mirrored = self.isRightToLeft()  # room beside the bar of what scrolls
        self._rows.setContentsMargins(SPACE_S * mirrored, 0, SPACE_S * (not mirrored), 0)
        self._rows.setSpacing(SPACE_XS)
        self._scroll = column_scroll(page, is_high=True)
        self.content.addWidget(self._scroll, 1)
        self._has_foot = True  # the column takes what height there is

    def add_section(self, words: str) -> QWidget:
        """Begin a group of fields under its heading; return the heading."""
        self._rows.addSpacing(SPACE_S)
        heading = plain_label(words, "section")
        self._rows.addWidget(heading)
        return heading

    def add_choice(self, name: str, label: str, choices: Sequence[Choice]) -> LabelledField:
        field = ChoiceField(f"settings_{name}", label, choices=choices, characters=12)
        field.edited.connect(lambda value: self.chosen.emit(name, value))
        self._fields[name] = field
        self._rows.addWidget(field)
        return field

    def add_tick(self, name: str, label: str, hint: str = "") -> QCheckBox:
        tick = QCheckBox(label)
        tick.setObjectName(f"settings_{name}")
        set_spoken_description(tick, hint)
        tick.toggled.connect(lambda is_on: self.chosen.emit(name, is_on))
        self._ticks[name] = tick
        self._rows.addWidget(tick)
        return tick

    def add_note(self, name: str) -> QWidget:
        """Add a line of words below the last field, filled with say()."""
        note = wrapped_label("", "muted")
        self._notes[name] = note
        self._rows.addWidget(note)
        return note

    def add_audio(self, words: str, key: str) -> None:
        button = action_button("settings_audio", words, key)
        button.clicked.connect(self.audio_requested)
        self._rows.addWidget(button)

    def add_password(self, words: str) -> None:
        button = action_button("settings_password", words)
        button.clicked.connect(self.password_requested)
        self._rows.addWidget(button)

    def end(self, words: str) -> None:
        """Close the column with what holds for all of it."""
        self._rows.addStretch(1)
        self.content.addWidget(wrapped_label(words, "muted"))

    def show_value(self, name: str, value: object) -> None:
        """Show what is so, without a signal: nobody chose."""
        if name in self._fields:
            self._fields[name].set_value(str(value))
            return
        tick = self._ticks[name]
        was_blocked = tick.blockSignals(True)
        tick.setChecked(bool(value))
        tick.blockSignals(was_blocked)

    def say(self, name: str, sentence: str) -> None:
        note = self._notes[name]
        note.setText(sentence)  # type: ignore[attr-defined]  # a label

    def fix(self, name: str, why: str) -> None:
        """Let a field be read only, and say by whom it is set."""
        self._fields[name].setEnabled(False)
        self._fields[name].words.set_hint(why)

    def first_focus(self) -> QWidget:
        fields = (*self._fields.values(), *self._ticks.values())
        first = next(one for one in fields if one.isEnabled())
        return first.editor if isinstance(first, ChoiceField) else first
