"""Search box, results and the card of the selected result; the focus stays in the box."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.fields.filter_row import FilterRow
from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.announcer import Announcer
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import ElidedLabel, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS, scaled, set_look
from widgets.panels.search_room import NothingFound, SearchRoom, height_of
from widgets.tables.hit_list import HitList, HitRow

ANY_PX = 16_777_215  # Qt's own greatest size: no limit
LEAST_CARD_PX = 40  # the card gives way before the box one types in
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class SearchPanel(QFrame):
    """States: most asked, results, nothing found with a suggestion, results of an older copy.

    ↑ ↓ change the selected result, Page ↑ ↓ scroll the card, Enter uses the result or takes the
    suggestion; in all cases the focus stays in the box. While a filter is being chosen its list
    stands in the place of the results, and the keys are its own.
    """

    text_changed = Signal(str)
    hit_selected = Signal(int)
    hit_used = Signal(int)
    card_action = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, label: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("search_panel")
        self.setAccessibleName(self.tr("Banca dati"))
        self.setProperty("panel", "true")
        words = label or self.tr("&Cerca nella banca dati")
        self.field = LineField("search", words if label else f"{words}  F2")
        box = self.field.editor
        assert isinstance(box, QLineEdit)
        box.setAccessibleName(words.replace("&", ""))  # a key is not part of a name
        self._box = box
        self._copy = wrapped_label("", "warning")
        self._heading = ElidedLabel("", "section")
        self._hits = HitList()
        self._nothing = NothingFound()
        self.filters = FilterRow(self._box)
        self.card_view = CardView()
        self._actions = QWidget()
        self._results, self._answer = QFrame(), QFrame()
        set_look(self._results, "panel", "quiet")
        set_look(self._answer, "panel", "true")
        self._flow = FlowLayout(self._actions, SPACE_XS)
        self._announcer = Announcer(self._box)
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._is_grouped = self._has_hits = False
        self._results_px = 0
        self._build()
        self._box.installEventFilter(self)
        self.field.edited.connect(self.text_changed)
        self._hits.selected.connect(self.hit_selected)
        self._hits.used.connect(self.hit_used)
        self._nothing.taken.connect(self.type_text)
        self.show_hits((), heading="")
        self.set_copy_line("")

    def text(self) -> str:
        return self.field.value()

    def set_text(self, text: str) -> None:
        """Show a search text without a signal."""
        self.field.set_value(text)

    def type_text(self, text: str) -> None:
        """Put a text into the box as if it had been typed there, the cursor at its end."""
        self.field.set_value(text)
        self.field.set_cursor_position(len(text))
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text_changed.emit(text)

    def fit_to_filters(self) -> None:
        """Give the place of the results to the filters being chosen, and back."""
        self._hits.setVisible(self._has_hits and not self.filters.is_open)
        self._heading.setVisible(bool(self._heading.text()) and not self.filters.is_open)
        self._fit()

    def focus_box(self, *, afresh: bool = False) -> None:
        """Put the cursor into the box with its text selected, ready to be typed over.

        Somebody who is already typing there is left alone unless afresh was asked for: the
        next letter must not replace what stands there.
        """
        # Opening a contact once selected the box's text: the next letter replaced what was typed.
        if self._box.hasFocus() and not afresh:
            return
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def show_hits(self, hits: Sequence[HitRow], *, heading: str = "", selected: int = 0) -> None:
        """Show results, best first; selected -1 leaves all unselected, as for "most asked"."""
        self._nothing.show_sentence("")
        self.name_hits(heading)
        self._hits.show_hits(hits, selected)
        self._has_hits = True
        self._is_grouped = any(hit.heading for hit in hits)
        self.fit_to_filters()

    def name_hits(self, heading: str) -> None:
        """Show another heading above the results there are."""
        self._heading.show_text(heading)
        self.fit_to_filters()

    def show_nothing(self, sentence: str, suggestion: str = "") -> None:
        """Say that nothing was found; suggestion is a search text Enter would try."""
        self._hits.show_hits(())
        self._has_hits = False
        self.name_hits("")
        self._nothing.show_sentence(sentence, suggestion)
        # A letter more may find something: in a call this leaves citizen and operator in peace.
        self._announcer.announce(sentence, rests=True)

    def set_copy_line(self, sentence: str) -> None:
        """Say from which hour the results are, "" when they are current."""
        self._copy.setText(sentence)
        self._copy.setVisible(bool(sentence))
        self._fit()

    def show_card(self, card: CardText | None, words: Sequence[str] = ()) -> None:
        self.card_view.show_card(card, words)
        # Only on a change: showing a button lays the window out anew, at each arrow key.
        if self._actions.isHidden() == (card is not None):
            self._actions.setVisible(card is not None)
            self._fit()

    def hits(self) -> tuple[HitRow, ...]:
        return self._hits.hits()

    def current_row(self) -> int:
        """Selected result, -1 for none."""
        return self._hits.current_row()

    def select(self, row: int) -> None:
        self._hits.select(row)

    def use(self, row: int) -> None:
        """Emit hit_used for the result at row, as for Ctrl+1…9; the receiver selects it."""
        if 0 <= row < len(self._hits.hits()):
            self.hit_used.emit(row)

    def add_card_action(self, name: str, label: str, key: str = "") -> None:
        """A button under the card; card_action carries its name."""
        button = action_button(f"card_{name}", label, key)
        set_look(button, "place", "chip")
        button.clicked.connect(lambda: self.card_action.emit(name))
        self._flow.addWidget(button)

    def set_side_by_side(self, results_px: int) -> None:
        """Put the answer beside results of this width (at 100 % text); 0: below them."""
        self._results_px = results_px
        self._rows.setDirection(
            QBoxLayout.Direction.LeftToRight if results_px else QBoxLayout.Direction.TopToBottom
        )
        self._fit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._box and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._on_key(event)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._fit()

    def _build(self) -> None:
        found = QVBoxLayout(self._results)
        found.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
        found.setSpacing(SPACE_XS)
        for part in (self.field, self.filters, self._copy, self._heading):
            found.addWidget(part)
        found.addWidget(self._hits, 1_000)  # results take it all where there are any
        found.addWidget(self._nothing)
        found.addStretch(1)  # what is left over stands beneath, not between
        read = QVBoxLayout(self._answer)
        read.setContentsMargins(0, SPACE_S, 0, 0)
        read.setSpacing(SPACE_XS)
        policy = self.card_view.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)  # it takes what is left, it asks none
        self.card_view.setSizePolicy(policy)
        read.addWidget(self._actions)
        read.addWidget(self.card_view, 1)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self._rows.addWidget(self._results, 0)
        self._rows.addWidget(self._answer, 1)
        set_look(self.field.editor, "place", "search")
        self._hits.set_two_lines(True)
        self._actions.hide()
        self._fit()

    def _fit(self) -> None:
        self.card_view.setMinimumHeight(scaled(LEAST_CARD_PX))
        self._results.setMinimumWidth(scaled(self._results_px))
        self._results.setMaximumWidth(scaled(self._results_px) or ANY_PX)
        if self._results_px:
            self.filters.set_giving_way(False)
            # One row at least: with double text in a low window results would have none.
            self._hits.setMinimumHeight(self._hits.fontMetrics().lineSpacing() + SPACE_M)
            self._hits.setMaximumHeight(ANY_PX)
        else:
            self._share_height()

    def _share_height(self) -> None:
        """Results above the card: more of them only where the card has its lines."""
        room = SearchRoom(
            whole=self.height(),
            left=self.height() - self._taken(),
            filters=self.filters.row_height(),
            row=self._hits.row_height(),
            line=self.card_view.fontMetrics().lineSpacing() if self.card_view.card() else 0,
            may_hide_filters=not self.filters.is_used,
            is_grouped=self._is_grouped,
            is_offered=bool(self._heading.text()),
        )
        self.filters.fit_options(room.left - room.filters - scaled(LEAST_CARD_PX))
        has_filters, rows = room.shared()
        self.filters.set_giving_way(not has_filters)
        self._hits.fit_rows(rows, least=1)  # large text in a low window leaves no more

    def _taken(self) -> int:
        """Pixels of all but filters, results and card."""
        width = self.width() - 2 * SPACE_M
        parts = (self.field, self._copy, self._heading, self._actions)
        heights = [height_of(part, width) + SPACE_XS for part in parts if not part.isHidden()]
        return sum(heights) + 3 * SPACE_S + SPACE_XS

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        # Ctrl and Alt belong to the window's commands; the pad's Enter is an Enter.
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        # First: while a filter is being chosen its list stands in the place of the results.
        if self.filters.take_key(key):
            return True
        if key in _STEPS:
            self._hits.move_current(_STEPS[key])
            self._say_current()
        elif key in _PAGES:
            bar = self.card_view.verticalScrollBar()
            bar.setValue(bar.value() + _PAGES[key] * bar.pageStep())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self._nothing.suggestion:
            self.type_text(self._nothing.suggestion)
        else:
            self.use(self.current_row())

    def _say_current(self) -> None:
        row = self.current_row()
        if row >= 0:
            hit = self._hits.hits()[row]
            words = self.tr("{0}, {1} di {2}")
            said = words.format(hit.title, row + 1, len(self._hits.hits()))
            self._announcer.announce(f"{hit.heading}: {said}" if hit.heading else said, kind="row")
