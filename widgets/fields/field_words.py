"""What a screen reader is told of a field beside its name: how to fill it, what is wrong."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import set_spoken_description


class FieldWords(QObject):
    """In words, as Qt 6.11 hands on no state for it: that it is wrong, that it is required.

    They are the editor's description: the focus is there, and a screen reader would not find the
    line below it. A description that changes under the cursor is read out at once.
    """

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self._hint = self._error = self._required = ""

    def require(self) -> None:
        """Say that it may not be left empty; who sees the field knows by its place."""
        self._required = self.tr("Obbligatorio.")
        self._describe()

    def set_hint(self, hint: str) -> None:
        """Say what belongs there."""
        self._hint = hint
        self._describe()

    def set_error(self, sentence: str) -> None:
        self._error = self.tr("Da sistemare: {0}").format(sentence) if sentence else ""
        self._describe()

    def _describe(self) -> None:
        usual = " ".join(filter(None, (self._required, self._hint)))
        set_spoken_description(self._editor, self._error or usual)
