"""The headset and how it sounds: devices, loudness, echo test, figures of the line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import Choice
from widgets.kit.action_button import action_button
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import plain_label, set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_S, current_percent, current_tokens, scaled
from widgets.panels.floating_panel import FloatingPanel

BESIDE_PERCENT = 150


STEPS = 20
HEIGHT_PX = 16


# How loud a microphone is, as a bar and as a number for the screen reader.
class LevelMeter(QWidget):
    """set_level takes 0 to 1; the bar has twenty steps, so that a steady voice stands still."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def set_level(self, level: float) -> None:
        step = round(max(0.0, min(1.0, level)) * STEPS)
        if step != self._step:
            self._step = step
            self._say()
            self.update()

    def level(self) -> float:
        return self._step / STEPS

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(60), scaled(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        room = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(room, QColor(tokens.surface2))
        width = round((room.width() - 2) * self._step / STEPS)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.right() - width if is_mirrored else room.left() + 1
        bar = QRect(left, room.top() + 1, width, room.height() - 1)
        painter.fillRect(bar, QColor(tokens.ok_text))
        painter.setPen(QColor(tokens.border))
        painter.drawRect(room)

    def _say(self) -> None:
        percent = round(100 * self._step / STEPS)
        set_spoken_name(self, self.tr("{0}: {1} %").format(self._name, percent))


class AudioPanel(FloatingPanel):
    """uses: (name, label) of each choice of a device, in the order they are shown."""

    device_chosen = Signal(str, str)  # use, value
    test_toggled = Signal()

    def __init__(self, uses: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(self.tr("Prova audio e rete"), parent)
        self.setObjectName("audio_panel")
        self._fields: dict[str, ChooserField] = {}
        for name, label in uses:
            field = ChooserField(f"audio_{name}", label)
            field.label.setWordWrap(True)  # beside each other there is not much room
            field.chosen.connect(lambda value, name=name: self.device_chosen.emit(name, value))
            self._fields[name] = field
        self._devices = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._devices.setSpacing(SPACE_S)
        self._microphone = LevelMeter(self.tr("La tua voce"))
        self._heard = LevelMeter(self.tr("Quello che senti"))
        self._test = action_button("audio_test", self.tr("Prova l'eco"))
        self._test.clicked.connect(self.test_toggled)
        self._meters: list[QWidget] = []  # with their labels
        self._words = wrapped_label()
        self._fault = wrapped_label("", "warning")
        self._fault.hide()
        self._build()

    def show_devices(self, name: str, choices: Sequence[Choice], chosen: str) -> None:
        """A list somebody is choosing from stays as it is until the choice is made."""
        if not self._fields[name].is_choosing("", "", is_refresh=True):
            self._fields[name].set_choices(choices)
            self._fields[name].set_value(chosen)

    def show_sound(self, *, is_here: bool) -> None:
        """is_here False: devices and loudness are set at an apparatus beside the screen."""
        for part in (*self._fields.values(), *self._meters, self._test):
            part.setVisible(is_here)

    def show_test(self, *, is_on: bool, is_possible: bool) -> None:
        self._test.show_words(self.tr("Ferma l'eco") if is_on else self.tr("Prova l'eco"))
        self._test.setEnabled(is_possible)

    def show_levels(self, microphone: float, heard: float) -> None:
        self._microphone.set_level(microphone)
        self._heard.set_level(heard)

    def show_figures(self, text: str) -> None:
        """Show the figures of the line and the headset whose keys are read."""
        self._words.setText(text)

    def show_fault(self, text: str) -> None:
        """What is wrong and what to do; an empty text takes that away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def open(self) -> None:
        self._lay_devices()
        super().open()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_devices"):
            self._lay_devices()  # text may grow while the panel stands

    def _lay_devices(self) -> None:
        """Large text is wide and low: there the devices stand beside each other."""
        is_low = current_percent() >= BESIDE_PERCENT
        direction = QBoxLayout.Direction
        self._devices.setDirection(direction.LeftToRight if is_low else direction.TopToBottom)

    def shown(self) -> Mapping[str, str]:
        """Return what stands on the panel: words and fault."""
        return {"words": self._words.text(), "fault": self._fault.text()}

    def field(self, name: str) -> ChooserField:
        return self._fields[name]

    def first_focus(self) -> QWidget:
        first = next(iter(self._fields.values()))
        return self if first.isHidden() else first.editor

    def _build(self) -> None:
        # One below the other where large words leave no room beside each other.
        meters = FlowLayout(gap=SPACE_S)
        for meter, label in (
            (self._microphone, self.tr("La tua voce")),
            (self._heard, self.tr("Quello che senti")),
        ):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_S)
            row.addWidget(plain_label(label, "muted"))
            row.addWidget(meter, 1)
            meters.addWidget(pair)
            self._meters.append(pair)
        test = QHBoxLayout()
        test.setSpacing(SPACE_S)
        test.addWidget(self._test)
        test.addWidget(self._fault, 1)
        test.addStretch(0)
        for field in self._fields.values():
            self._devices.addWidget(field, 1)
        self.content.addLayout(self._devices)
        self.content.addLayout(meters)
        self.content.addLayout(test)
        self.content.addWidget(self._words)
        self.content.addWidget(wrapped_label(self.tr("Esc chiude."), "muted"))
