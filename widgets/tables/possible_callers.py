"""Who may be calling: guesses of the register by the number, to be confirmed by the operator."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS, set_look
from widgets.tables.hit_list import HitList, HitRow

MATCHES_SHOWN = 3


class PossibleCallers(QWidget):
    """With the focus on them Enter confirms the marked one, a digit the one of that number."""

    confirmed = Signal(int)  # row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HitList()
        self.rows.set_numbered(False)
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows.setObjectName("citizen_matches")
        self.rows.setAccessibleName(self.tr("Possibili chiamanti, non confermati"))
        self._title = wrapped_label("", "section")
        self._line = wrapped_label("", "muted")
        self._confirm = action_button("citizen_confirm", self.tr("Conferma chi chiama"))
        set_look(self._confirm, "place", "chip")
        self._build()
        self.rows.used.connect(self.confirmed)
        self._confirm.clicked.connect(lambda: self.confirmed.emit(self.rows.current_row()))

    def show_matches(self, matches: Sequence[HitRow], sentence: str) -> None:
        """sentence: how they were found, or why there are none; "" says nothing of it."""
        self.rows.set_numbered(len(matches) > 1)
        self.rows.show_hits(matches)
        for part in (self.rows, self._confirm):
            part.setVisible(bool(matches))
        guess = self.tr("Possibile chiamante (non confermato)")
        self._title.setText(sentence if matches and sentence else guess)
        self._title.setVisible(bool(matches))
        self._line.setText(sentence)
        self._line.setVisible(bool(sentence) and not matches)

    @property
    def has_rows(self) -> bool:
        return bool(self.rows.hits())

    @property
    def says_something(self) -> bool:
        return self.has_rows or bool(self._line.text())

    def fit(self, *, is_kept: bool) -> None:
        """Fit them into a room that is kept for them, or take what they need."""
        count = len(self.rows.hits())
        # The evidence is read whole where it can be; of two, both must be seen to choose.
        self.rows.set_lines(2 if is_kept and count > 1 else 3)
        self.rows.fit_rows(max(1, min(count, MATCHES_SHOWN)), int(is_kept))

    def _build(self) -> None:
        layout, guess = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        guess.setSpacing(SPACE_S)
        guess.addWidget(self._title, 1)
        guess.addWidget(self._confirm, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(guess)
        for part in (self._line, self.rows):
            layout.addWidget(part)
