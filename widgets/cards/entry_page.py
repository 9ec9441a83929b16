"""The entry in hand: what it is, what can be done, its form or two states beside each other."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.cards.compare_page import ComparePage
from widgets.cards.entry_form import EntryForm
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.page_stack import PageStack
from widgets.kit.plain_text import set_spoken_description, tooltip_of, wrapped_label
from widgets.kit.scrolling_text import ScrollingText
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, scaled, set_look

REPORT_LINES = 5  # of what others said is wrong: the text itself stays on the screen
FOOT_PX = 42  # two lines


class EntryPage(QFrame):
    """Only what others said is wrong stands above the text; what else is said has a place below.

    That place is there in any case: nothing of the text moves when something is said.
    """

    action_requested = Signal(str)

    def __init__(
        self, form: EntryForm, compare: ComparePage, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("entry_page")
        self.setAccessibleName(self.tr("Voce in mano"))
        self.setProperty("panel", "true")
        self._reports = ScrollingText("", REPORT_LINES, notice="info")
        self._reports.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        self.nothing = wrapped_label("", "muted")
        self.nothing.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, 0)
        self.form, self.compare = form, compare
        self.form.door_opened.connect(lambda _: self.action_requested.emit("translate"))
        self._scroll = column_scroll(self.form)
        self._compare_scroll = column_scroll(self.compare)
        self._stack = PageStack()
        self._stack.add_page(self._scroll)
        self._stack.add_page(self._compare_scroll)
        self._foot = EntryFoot()
        areas = (self._scroll.viewport(), self._compare_scroll.viewport())
        # Text that comes above, or a larger font, moves the field with the cursor out of sight.
        for part in (*areas, self.form, self.compare):
            part.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._reports)
        layout.addWidget(self.nothing)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)
        layout.addStretch(0)
        self.show_nothing("")

    @property
    def is_comparing(self) -> bool:
        return self._stack.shown_page() is self._compare_scroll

    def show_nothing(self, sentence: str) -> None:
        """No entry is in hand."""
        for part in (self._reports, self._stack, self._foot):
            part.setVisible(False)
        self.nothing.setText(sentence)
        self.nothing.show()

    def show_head(self, notice: str, kind: str, use: str, reports: str) -> None:
        """notice: what was done or needs attention, else use: how much operators need it.

        kind: of the notice, "ok", "info" or "warning".
        reports: what others said is wrong in it; it stands there in a comparison too.
        """
        self.nothing.hide()
        self._stack.show()
        self._foot.show()
        self._foot.show_words(notice, kind, use)
        self._reports.setText(reports)
        self._reports.setVisible(bool(reports))

    def notice(self) -> str:
        return self._foot.notice()

    def reports(self) -> str:
        return self._reports.text() if not self._reports.isHidden() else ""

    def compare_now(self) -> None:
        self._stack.show_page(self._compare_scroll)
        self.compare.focus_first()

    def write_now(self) -> None:
        self._stack.show_page(self._scroll)

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


class EntryFoot(QFrame):
    """Two lines below the text, with something in them or not."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry_foot")
        self.setProperty("panel", "bar")
        self._label = wrapped_label("", "second")
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._notice = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        layout.addWidget(self._label)
        self._fit()

    def show_words(self, notice: str, kind: str, use: str) -> None:
        """A notice is kept apart by its ground and its ink."""
        self._notice = notice
        self._label.setText(notice or use)
        self._label.setToolTip(tooltip_of(notice or use))
        set_spoken_description(self._label, notice or use)  # else the tooltip's markup is read
        set_look(self, "notice", kind if notice else "")
        set_look(self._label, "notice_text", kind if notice else "")

    def notice(self) -> str:
        return self._notice

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_notice"):
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(scaled(FOOT_PX))
