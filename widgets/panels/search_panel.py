"""Search box, results and the card of the selected result; the focus stays in the box."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from widgets.cards.card_text import CardText
from widgets.cards.card_view import MARGIN
from widgets.fields.filter_row import FilterRow
from widgets.fields.search_box import SearchField
from widgets.kit.key_footer import KeyFooter
from widgets.kit.plain_text import ElidedLabel, wrapped_label
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS
from widgets.kit.typed_text import has_cursor
from widgets.panels.search_room import AnswerPane, NothingFound, SearchRoom
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitList, HitRow

DROPPED_ROWS = 6
ANY_PX = 16_777_215  # Qt's own greatest size: no limit
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class SearchPanel(QFrame):
    """States: most asked, results, nothing found with a suggestion, results of an older copy.

    ↑ ↓ change the selected result, Page ↑ ↓ scroll the card, Enter uses the result or takes the
    suggestion; in all cases the focus stays in the box. While a filter is being chosen its list
    stands in the place of the results, and the keys are its own. Results that drop down come with
    typing and arrows, and go with Enter, Esc and the focus.
    """

    text_changed = Signal(str)
    hit_selected = Signal(int)
    hit_used = Signal(int)
    card_action = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_panel")
        self.setAccessibleName(self.tr("Banca dati"))
        self.setProperty("panel", "true")
        self.field = SearchField("search", self.tr("Cerca nella banca dati"))
        self._box = self.field.box
        self._copy = wrapped_label("", "warning")
        self._heading = ElidedLabel("", "section")
        self._hits = HitList()
        self._nothing = NothingFound()
        self.filters = FilterRow(self._box)
        self._keys = KeyFooter(
            (
                ("↑↓", self.tr("scegli")),
                ("Ctrl 1…9", self.tr("usa")),
                (self.tr("PagGiù"), self.tr("scorri")),
            )
        )
        self._answer = AnswerPane()
        self.card_view = self._answer.card_view
        self._results, self._found = QFrame(self), QWidget()
        self._results.setObjectName("results")
        self.room = SearchRoom(self, self._results, self._found, self._answer)
        self._announcer = Announcer(self._box)
        self._has_hits = False
        self._build()
        self._connect()
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
        self._drop(is_open=True)
        self.text_changed.emit(text)

    def fit_to_filters(self) -> None:
        """Give the place of the results to the filters being chosen, and back."""
        self._hits.setVisible(self._has_hits and not self.filters.is_open)
        self._heading.setVisible(bool(self._heading.text()) and not self.filters.is_open)
        self.room.is_open |= self.filters.is_open  # asked for by key: the list must be seen
        self._fit()

    def focus_box(self, *, afresh: bool = False) -> None:
        """Put the cursor into the box with its text selected, ready to be typed over.

        Somebody who is already typing there is left alone unless afresh was asked for: the
        next letter must not replace what stands there.
        """
        if has_cursor(self._box) and not afresh:
            return
        self._drop_what_is_offered()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def show_hits(self, hits: Sequence[HitRow], *, heading: str = "", selected: int = 0) -> None:
        """Show results, best first; selected -1 leaves all unselected, as for "most asked"."""
        self._nothing.show_sentence("")
        self._heading.show_text(heading)
        self._hits.show_hits(hits, selected)
        self._has_hits = True
        self.fit_to_filters()
        self._count()
        if has_cursor(self._box):
            self._drop_what_is_offered()

    def name_hits(self, heading: str) -> None:
        """Show another heading above the results there are."""
        self._heading.show_text(heading)
        self.fit_to_filters()

    def show_nothing(self, sentence: str, suggestion: str = "") -> None:
        """Say that nothing was found; suggestion is a search text Enter would try."""
        self._hits.show_hits(())
        self._has_hits = False
        self._count()
        self.name_hits("")
        self._nothing.show_sentence(sentence, suggestion)
        if self.isVisible():  # behind another page, as that of the sign-in, nobody searches
            self._announcer.announce(sentence, rests=True)  # a letter more may find something

    def set_copy_line(self, sentence: str) -> None:
        """Say from which hour the results are, "" when they are current."""
        self._copy.setText(sentence)
        self._copy.setVisible(bool(sentence))
        self._fit()

    def first_said(self) -> str:
        """Return what is heard of the best result: its title, then what decides about it."""
        hit = self._hits.hits()[0]
        return ", ".join(part for part in (hit.title, hit.mark, hit.subtitle) if part)

    def show_card(self, card: CardText | None, words: Collection[str] = ()) -> None:
        """words: those of its texts that are marked, folded."""
        self.card_view.show_card(card, words)
        self._answer.show_card(card, card.path if card is not None else "")
        if self.room.has_answer is not (card is not None):
            self.room.has_answer = card is not None
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
            self._drop(is_open=False)
            self.hit_used.emit(row)

    def add_card_action(
        self, name: str, label: str, key: str = "", icon_name: str = "", *, kind: str = ""
    ) -> None:
        """A button above the card; card_action carries its name."""
        self._answer.add_action(name, label, key, icon_name, kind)

    def set_side_by_side(self, results_px: int) -> None:
        """Put the answer beside results of this width (at 100 % text); 0: they drop over it."""
        self.room.wanted_px = results_px
        results_px = self.room.results_px  # none while their place is lent
        self._box.set_dropping(not results_px, is_open=self.room.is_open)
        self._found_layout.setContentsMargins(0, 0, 0, SPACE_S if results_px else SPACE_M)
        side = SPACE_M if results_px else MARGIN
        self._results_layout.setContentsMargins(side, SPACE_M, side, 0)
        self._keys.setVisible(bool(results_px))
        self._count()
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
        kinds = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds and hasattr(self, "_found_layout"):
            self._fit()

    def _build(self) -> None:
        results = self._results_layout = QVBoxLayout(self._results)
        results.setSpacing(SPACE_XS)
        results.addWidget(self.field)
        results.addWidget(self._found, 1)
        found = self._found_layout = QVBoxLayout(self._found)
        found.setSpacing(SPACE_XS)
        for part in (self.filters, self._heading, self._nothing):
            found.addWidget(part)
        found.addWidget(self._hits, 1_000)  # results take it all where there are any
        found.addStretch(1)  # what is left over stands beneath, not between
        found.addWidget(self._copy)  # below: what is read must not move when it comes
        found.addWidget(self._keys)
        self._hits.show_as_results()
        self._answer.setParent(self)  # last: Tab and readers go from the results to the answer
        self.set_side_by_side(0)

    def _connect(self) -> None:
        self._box.installEventFilter(self)
        self.field.edited.connect(self._on_typed)
        self._box.drop_requested.connect(lambda: self._drop(is_open=not self.room.is_open))
        self._hits.selected.connect(self._on_selected)
        self._hits.used.connect(self.use)
        self._nothing.taken.connect(self.type_text)
        self._answer.acted.connect(self.card_action)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_typed(self, text: str) -> None:
        self._drop(is_open=True)
        self.text_changed.emit(text)

    def _on_selected(self, row: int) -> None:
        self._count()
        self.hit_selected.emit(row)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        # In another window, as a menu, the focus comes back: what is open stays.
        if now is not None and not self._results.isAncestorOf(now):
            self._drop(is_open=False)

    def _drop(self, *, is_open: bool) -> None:
        if self.room.is_beside or is_open is self.room.is_open:
            return
        self.room.is_open = is_open
        self._box.set_dropping(True, is_open=is_open)
        self._fit()

    def _drop_what_is_offered(self) -> None:
        """Before anything is searched the list itself is what is read: news, the most asked."""
        if self._heading.text() and not self.text():
            self._drop(is_open=True)

    def _count(self) -> None:
        """Say in the box which of how many the answer is, where the results are not seen."""
        row, rows = self._hits.current_row(), len(self._hits.hits())
        is_told = not self.room.is_beside and self._has_hits and row >= 0
        words = self.tr("{0} di {1}").format(row + 1, rows)
        self._box.show_count(words if is_told else "")

    def _fit(self) -> None:
        self._answer.fit()
        box = SPACE_M + self.field.sizeHint().height()
        if self.room.is_beside or not self.room.has_answer:
            self._hits.setMinimumHeight(self._least_px())
            self._hits.setMaximumHeight(ANY_PX)
            self.filters.fit_options(self.height() - box)
            self.room.settle(box, 0)
            return
        # What lies over the answer takes no more than its rows need.
        rows = self._dropped_px()
        self._hits.setFixedHeight(rows)
        # What does not fit must scroll: cut off by the window, no pointer would reach it.
        if (over := box + self._found_px() - self.height()) > 0:
            self._hits.setFixedHeight(max(self._least_px(), rows - over))
        self.room.settle(box, self._found_px())

    def _least_px(self) -> int:
        # One row at least: with double text in a low window results would have none.
        return self._hits.fontMetrics().lineSpacing() + SPACE_M

    def _dropped_px(self) -> int:
        rows = range(min(DROPPED_ROWS, len(self._hits.hits())))
        return sum(self._hits.sizeHintForRow(row) for row in rows) + 4

    def _found_px(self) -> int:
        """Return how high all is that drops down, with the gap below the box."""
        width = self.room.dropped().width() - 2 * MARGIN
        layout = self._found_layout
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return SPACE_XS + max(high, layout.totalSizeHint().height())

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        # Ctrl and Alt belong to the window's commands; the pad's Enter is an Enter.
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        # First: while a filter is being chosen its list stands in the place of the results.
        if self.filters.take_key(key):
            return True
        if key in _STEPS:
            self._drop(is_open=True)
            self._hits.move_current(_STEPS[key])
            self._say_current()
        elif key in _PAGES:
            bar = self.card_view.verticalScrollBar()
            bar.setValue(bar.value() + _PAGES[key] * bar.pageStep())
            self._announcer.announce(self.card_view.first_in_sight(), kind="page")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape and self.room.is_open and not self.room.is_beside:
            self._drop(is_open=False)
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self._nothing.suggestion:
            self.type_text(self._nothing.suggestion)
        else:
            self.use(self.current_row())

    def _say_current(self) -> None:
        if self.current_row() >= 0:
            self._announcer.announce(self._hits.spoken(self.current_row()), kind="row")
