"""The entry in hand: what it is, what can be done, its form or two states beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.cards.compare_page import ComparePage
from widgets.cards.entry_form import EntryForm
from widgets.fields.markdown_field import Clean
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.page_stack import PageStack
from widgets.kit.plain_text import ElidedLabel, wrapped_label
from widgets.kit.scrolling_text import ScrollingText
from widgets.kit.theme import SPACE_M, SPACE_S, SPACE_XS
from widgets.tables.record_model import Column

REPORT_LINES = 5  # of what others said is wrong: the text itself stays on the screen


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAction:
    name: str
    label: str
    key: str = ""
    kind: str = ""
    is_offered: bool = True


class EntryPage(QFrame):
    action_requested = Signal(str)

    def __init__(
        self, clean: Clean, version_columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("entry_page")
        self.setAccessibleName(self.tr("Voce in mano"))
        self.setProperty("panel", "true")
        self._title = ElidedLabel("", "section")
        self._caption = wrapped_label("", "muted")
        self._languages = wrapped_label("", "muted")
        self._notice = wrapped_label("", "warning")
        self._reports = ScrollingText("", REPORT_LINES, notice="info")
        self.nothing = wrapped_label("", "muted")
        self._row = QWidget()
        self._flow = FlowLayout(self._row, SPACE_XS)
        self._buttons: dict[str, ActionButton] = {}
        self.form = EntryForm(clean)
        self.compare = ComparePage(version_columns)
        self._scroll = column_scroll(self.form)
        self._compare_scroll = column_scroll(self.compare)
        self._stack = PageStack()
        self._stack.add_page(self._scroll)
        self._stack.add_page(self._compare_scroll)
        areas = (self._scroll.viewport(), self._compare_scroll.viewport())
        # Text that comes above, or a larger font, moves the field with the cursor out of sight.
        for part in (*areas, self.form, self.compare):
            part.installEventFilter(self)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        head.setSpacing(SPACE_XS)
        texts = (self._title, self._caption, self._languages, self._notice, self._reports)
        self._head = (*texts, self._row)
        for part in (*self._head, self.nothing):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addStretch(0)
        self.show_nothing("")

    @property
    def is_comparing(self) -> bool:
        return self._stack.shown_page() is self._compare_scroll

    def show_nothing(self, sentence: str) -> None:
        """No entry is in hand."""
        for part in (*self._head, self._stack):
            part.setVisible(False)
        self.nothing.setText(sentence)
        self.nothing.show()

    def show_head(
        self, title: str, caption: str, languages: str, notice: str, reports: str
    ) -> None:
        """reports: what others said is wrong in it; it stands there in a comparison too."""
        self.nothing.hide()
        self._stack.show()
        self._row.setVisible(not self.is_comparing)
        self._title.show_text(title)
        self._title.show()
        for label, text in (
            (self._caption, caption),
            (self._languages, languages),
            (self._notice, notice),
            (self._reports, reports),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        if self.is_comparing:
            self._languages.hide()

    def notice(self) -> str:
        return self._notice.text() if not self._notice.isHidden() else ""

    def reports(self) -> str:
        return self._reports.text() if not self._reports.isHidden() else ""

    def caption(self) -> str:
        return self._caption.text()

    def show_actions(self, actions: Sequence[EntryAction]) -> None:
        """Actions that are not offered are not there; places of the others stay in order."""
        for action in actions:
            button = self._buttons.get(action.name)
            if button is None:
                button = action_button(
                    f"entry_{action.name}", action.label, action.key, action.kind
                )
                button.clicked.connect(
                    lambda _=False, name=action.name: self.action_requested.emit(name)
                )
                self._buttons[action.name] = button
                self._flow.addWidget(button)
            button.show_words(action.label, action.key)
            button.setVisible(action.is_offered)

    def compare_now(self) -> None:
        """Nothing else is done meanwhile: the page has the room of the actions."""
        self._stack.show_page(self._compare_scroll)
        self._row.hide()
        self._languages.hide()
        self.compare.focus_first()

    def write_now(self) -> None:
        self._stack.show_page(self._scroll)
        self._row.setVisible(not self._stack.isHidden())
        self._languages.setVisible(bool(self._languages.text()) and not self._stack.isHidden())

    def bring(self, widget: QWidget) -> None:
        """Scroll so that a part with the cursor is seen."""
        for area, content in ((self._scroll, self.form), (self._compare_scroll, self.compare)):
            if content.isAncestorOf(widget):
                bring_into_sight(area, widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the cursor in sight when something above it takes or gives back room."""
        if event.type() is QEvent.Type.Resize:
            now = self.window().focusWidget()
            if now is not None:
                self.bring(now)
        return super().eventFilter(watched, event)
