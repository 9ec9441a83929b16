"""The contact being written: topic, outcome, desk, place, description, and its two endings."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.cards.promise_bar import Description, PromiseBar
from widgets.fields.chooser_field import ChooserField, Tolerant
from widgets.fields.field_group import FieldGroup
from widgets.fields.labelled_field import (
    Choice,
    ChoiceField,
    LineField,
    TextField,
)
from widgets.kit.action_button import Less, action_button
from widgets.kit.column_scroll import column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import ElidedLabel, plain_label
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, scaled

TWO_COLUMNS_PX = 280
SAVE_KEY = "F9"


class ContactForm(QFrame):
    """Fields: topic (and topic_text), disposition, desk, fact_address, description."""

    edited = Signal(str, str)  # field, value
    topic_confirmed = Signal()  # Enter in a topic that is only proposed
    save_requested = Signal()
    forward_requested = Signal()
    callback_removed = Signal()

    def __init__(self, parent: QWidget | None = None, *, tolerant: Tolerant | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contact_form")
        self.setAccessibleName(self.tr("Contatto"))
        self.setProperty("panel", "true")
        self.fields = FieldGroup(self)
        self._is_topic_proposed = False
        self._title = plain_label(self.tr("Contatto"), "section")
        self._caption = ElidedLabel("", "small")
        self.topic = ChooserField(
            "topic",
            self.tr("&Argomento (obbligatorio)"),
            placeholder=self.tr("Prime lettere, per esempio «tar»"),
            tolerant=tolerant,
        )
        self.disposition = ChoiceField("disposition", self.tr("&Esito"))
        self.desk = ChoiceField("desk", self.tr("&Ufficio"))
        self._address = LineField("fact_address", self.tr("Lu&ogo della segnalazione"))
        self._promise = PromiseBar()
        self._box = Description(self._promise)
        self._description = TextField(
            "description", self.tr("Che cosa chie&de"),
            placeholder=self.tr("Niente dati sanitari o di minori se non servono."),
            editor=self._box,
        )  # fmt: skip
        save = self.tr("Salva e chiudi")
        self.save_button = action_button("contact_save", save, SAVE_KEY, "primary")
        self.save_button.keep_room()
        self.forward_button = action_button(
            "contact_forward", self.tr("Manda al II livello"), self.tr("Maiusc+F9")
        )
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._outer = QVBoxLayout(self)
        self._build()
        self._connect()
        self.set_callback_line("")

    def set_choices(
        self, *, topics: Sequence[Choice], dispositions: Sequence[Choice], desks: Sequence[Choice]
    ) -> None:
        self.topic.set_choices(topics)
        self.disposition.set_choices(dispositions)
        self.desk.set_choices(desks)

    def values(self) -> dict[str, str]:
        return self.fields.values()

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show values without a signal; "topic_text" stands in while no topic is chosen."""
        self.fields.set_values(values)

    def mark_proposed(self, *, topic: str, desk: str) -> None:
        """Say by what the topic and the desk shown are proposed; "" for what the operator chose."""
        self._is_topic_proposed = bool(topic)
        name = self.tr("Argomento, {0}, {1}, Invio conferma").format(self.topic.text(), topic)
        self.topic.mark_proposed(f"· {topic}" if topic else "", name if topic else "")
        self.topic.show_enter(self.tr("conferma") if topic else "")
        self.desk.mark_proposed(f"· {desk}" if desk else "", "")

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say errors under their fields and go to the first wrong one; {} clears all."""
        self.fields.show_errors(errors)

    def show_key(self, *, is_shown: bool) -> None:
        """Show the key of saving unless it stands elsewhere: a key stands once on a screen."""
        self.save_button.show_less(Less(has_key=is_shown))

    def focus_field(self, name: str, cursor: int = -1) -> None:
        self.fields.focus_field(name, cursor)

    def focused_field(self) -> tuple[str, int]:
        return self.fields.focused_field()

    def set_title(self, text: str) -> None:
        """Which contact it is, as "Contatto"; readers hear it as the name of this part."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def caption(self) -> str:
        return self._caption.text()

    def set_caption(self, text: str) -> None:
        """How the draft stands, as "✓ salvata"."""
        self._caption.show_text(text)

    def set_callback_line(self, text: str) -> None:
        """The callback promised in this contact, "" for none."""
        self._promise.show_promise(text)

    def end_below_fields(self, *, is_short: bool) -> None:
        """Let the buttons follow the last field, where the receipt has more height than it needs.

        Else they stand at the foot, and the description has what is left.
        """
        self._box.is_tall = is_short
        ways = QSizePolicy.Policy
        self._area.setSizePolicy(ways.Expanding, ways.Maximum if is_short else ways.Expanding)
        self._outer.setStretchFactor(self._area, 0 if is_short else 1)
        self._outer.setStretch(self._outer.count() - 1, 1 if is_short else 0)
        self._box.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_pair"):
            self._choose_columns()

    def _build(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._title, 1)
        head.addWidget(self._caption)
        layout.addLayout(head)
        layout.addWidget(self.topic)
        self._pair.setSpacing(SPACE_S)
        for field, share in ((self.disposition, 13), (self.desk, 10)):
            self._pair.addWidget(field, share)
        layout.addLayout(self._pair)
        self._address.put_label_beside()
        layout.addWidget(self._address)
        layout.addWidget(self._description, 1)
        layout.addWidget(self._promise)
        outer, self._area = self._outer, column_scroll(content, is_high=True)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        # Outside of what scrolls: at 200 % text the two endings stay in sight (test_contact_form).
        outer.addWidget(self._button_row())
        outer.addStretch(0)

    def _button_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, SPACE_S)
        flow.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_M)
        flow.addWidget(self.save_button)
        flow.addWidget(self.forward_button)
        return row

    def _connect(self) -> None:
        for field in (
            self.topic, self.disposition, self.desk, self._address, self._description,
        ):  # fmt: skip
            self.fields.add(field)
        self.fields.edited.connect(self.edited)
        self.topic.entered.connect(self._on_topic_entered)
        self.save_button.clicked.connect(self.save_requested)
        self.forward_button.clicked.connect(self.forward_requested)
        self._promise.removed.connect(self.callback_removed)

    def _on_topic_entered(self) -> None:
        if self._is_topic_proposed:
            self.topic_confirmed.emit()

    def _choose_columns(self) -> None:
        is_narrow = self.width() < scaled(TWO_COLUMNS_PX)
        self._pair.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
