"""A panel to look for closed cases by words, place and time, and to go further back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.fields.labelled_field import Choice, ChoiceField, LineField
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_S, set_look
from widgets.kit.typed_text import has_cursor
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.panel_place import WIDE_PX
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitList, HitRow

ROWS_SHOWN, ROWS_LEAST = 8, 2  # with three and text of 200 % the button lay over the last
LINES = 3  # what was asked has room to be told apart by


class ClosedCaseFinder(FloatingPanel):
    """asked: at Enter in the words, or by the button. opened carries a row."""

    asked = Signal()
    opened = Signal(int)
    went_on = Signal()  # the next part of the years is wanted

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Trova una pratica chiusa"), parent)
        self.setObjectName("closed_case_finder")
        self.place.width_px = WIDE_PX
        self.words = LineField(
            "closed_words",
            self.tr("Parole"),
            placeholder=self.tr("nome, argomento, che cosa chiedeva"),
        )
        self.where = ChoiceField("closed_where", self.tr("Tra quali"), characters=16)
        self.since = ChoiceField("closed_since", self.tr("Chiuse da"), characters=12)
        self.outcome = ChoiceField("closed_outcome", self.tr("Ultimo esito"), characters=12)
        self._ask = action_button("closed_ask", self.tr("Cerca"), "", "primary")
        self._sentence = wrapped_label("", "muted")
        self.rows = HitList()
        self.rows.setObjectName("closed_rows")
        self.rows.setAccessibleName(self.tr("Pratiche chiuse"))
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows.set_lines(LINES)
        self._on = action_button("closed_go_on", self.tr("Cerca più indietro"))
        set_look(self._on, "place", "chip")
        self._announcer = Announcer(self)
        self._build()
        self.words.entered.connect(self.asked)
        self._ask.clicked.connect(self.asked)
        self._on.clicked.connect(self.went_on)
        self.rows.used.connect(self.opened)
        self.show_cases((), "", can_go_on=False)

    def first_focus(self) -> QWidget:
        return self.words.editor

    def offer_places(self, places: Sequence[Choice]) -> None:
        """Offer where is looked: the first of them; all else stays as it was chosen."""
        _offer(self.where, places)

    def offer_limits(self, times: Sequence[Choice], outcomes: Sequence[Choice]) -> None:
        """Offer since when and for which outcome is looked; the first of each."""
        _offer(self.since, times)
        _offer(self.outcome, outcomes)

    def show_cases(self, rows: Sequence[HitRow], sentence: str, *, can_go_on: bool) -> None:
        """sentence: how the question went, and how far back it looked."""
        marked = self.rows.current_row() if len(rows) >= len(self.rows.hits()) else 0
        if tuple(rows) != self.rows.hits():
            self.rows.show_hits(rows, max(0, marked))
        self.rows.setVisible(bool(rows))
        self.rows.fit_rows(max(1, min(len(rows), ROWS_SHOWN)), ROWS_LEAST if rows else 1)
        had_cursor = has_cursor(self._on)
        self._on.setEnabled(can_go_on)
        self._on.setVisible(can_go_on)
        if had_cursor and not can_go_on:
            (self.rows if rows else self.words.editor).setFocus(Qt.FocusReason.OtherFocusReason)
        is_new = sentence != self._sentence.text()
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.place.refit()
        if sentence and is_new and self.isVisible():
            self._announcer.announce(sentence)

    def _build(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(SPACE_S)
        choices.addWidget(self.since, 1)
        choices.addWidget(self.outcome, 1)
        choices.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignBottom)
        self.content.addWidget(self.words)
        self.content.addWidget(self.where)
        self.content.addLayout(choices)
        for part in (self._sentence, self.rows):
            self.content.addWidget(part)
        self.content.addWidget(self._on, 0, Qt.AlignmentFlag.AlignLeading)


def _offer(field: ChoiceField, choices: Sequence[Choice]) -> None:
    field.set_choices(choices)
    field.set_value(choices[0].value)
