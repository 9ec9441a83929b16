"""A panel to send something to somebody: to whom, in which language, what will arrive."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from widgets.kit.plain_text import set_spoken_name
from widgets.panels.fault_panel import FaultPanel

LINES_SHOWN = 9
LEAST_LINES = 2


class _Preview(QPlainTextEdit):
    """What will arrive, to read only; scrolls where there is no room for its lines."""

    def sizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing() * LINES_SHOWN + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing() * LEAST_LINES + 16)

    def set_right_to_left(self, is_right_to_left: bool) -> None:
        """The text has a direction of its own, whatever that of the window."""
        direction = Qt.LayoutDirection
        wanted = direction.RightToLeft if is_right_to_left else direction.LeftToRight
        self.setLayoutDirection(wanted)
        option = self.document().defaultTextOption()
        option.setTextDirection(wanted)
        side = Qt.AlignmentFlag
        option.setAlignment(side.AlignRight if is_right_to_left else side.AlignLeft)
        self.document().setDefaultTextOption(option)


class SendPanel(FaultPanel):
    """The cursor is in the address; ↑ ↓ there change the language, Tab goes to the text."""

    def __init__(
        self, title: str, languages: str, address: str, text: str, parent: QWidget
    ) -> None:
        """languages, address, text: the labels of list, line and what will arrive."""
        super().__init__(title, languages, address, parent)
        self.setObjectName("send_panel")
        self.field.setObjectName("send_address")
        editor = self.field.editor
        assert isinstance(editor, QLineEdit)
        # Addresses and numbers are read from the left in every language.
        editor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.preview = _Preview()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        set_spoken_name(self.preview, text)
        self.content.insertWidget(self.content.indexOf(self.field) + 1, self.preview)
        self._subject.hide()  # the text begins with it: with large letters every line counts

    def name_choices(self, label: str) -> None:
        """Say what the list above the address is a list of."""
        self._list_label.setText(label)
        set_spoken_name(self.places, label)

    def show_text(self, text: str, *, is_right_to_left: bool, has_choice: bool) -> None:
        """Show what will arrive; has_choice: whether there is more than one language."""
        self.preview.set_right_to_left(is_right_to_left)
        # Written anew it would lose its place under who reads it.
        if text != self.preview.toPlainText():
            self.preview.setPlainText(text)
        self.preview.setVisible(bool(text))
        self._list_label.setVisible(has_choice)
        self.places.setVisible(has_choice)
        # One language in sight and the rest by scrolling: with large letters the text needs the
        # lines.
        self.places.setMinimumHeight(max(1, self.places.sizeHintForRow(0)) + 8)
        self.place.refit()
        self.places.scrollTo(self.places.marked())
