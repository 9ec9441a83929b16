"""Several lines of Markdown with a counter; what is pasted is cleaned before it stands there."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QWidget

from widgets.fields.labelled_field import TextEditor, TextField
from widgets.kit.plain_text import plain_label, without_isolates
from widgets.kit.theme import set_look

# A paste of a whole file would hold the window up while it is laid out.
PLAIN_LIMIT = 100_000  # characters taken of a paste
LINES, SAY_LINES = 4, 6
SAY_LINE_PX = 26  # of what is read aloud, as high as operators see it
type Cleaned = tuple[str, bool, int]  # text, whether it was cut, pictures left out
type Clean = Callable[[str], Cleaned]


class _MarkdownEditor(TextEditor):
    pasted = Signal(bool, int)  # whether it was cut, how many pictures were left out

    def __init__(self, clean: Clean, lines: int, line_px: int) -> None:
        super().__init__(lines, line_px)
        self._clean = clean

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # a Qt override
        """Take HTML as Markdown, anything else as its text; nothing is ever loaded."""
        if source.hasHtml():
            text, was_cut, pictures = self._clean(source.html())
        else:
            whole = source.text()
            text, was_cut, pictures = whole[:PLAIN_LIMIT], len(whole) > PLAIN_LIMIT, 0
        # No file can carry a NUL, and the server refuses what turns the words around it.
        self.textCursor().insertText(without_isolates(text.replace("\0", "")))
        self.ensureCursorVisible()
        if was_cut or pictures:
            self.pasted.emit(was_cut, pictures)


class MarkdownField(TextField):
    """limit: characters beyond which the counter warns; 0 for none. The text is never cut.

    Blanks around the text do not count: they are not kept.
    """

    pasted = Signal(bool, int)

    def __init__(
        self,
        name: str,
        label: str,
        clean: Clean,
        parent: QWidget | None = None,
        *,
        limit: int = 0,
        told: str = "",
    ) -> None:
        """told: what the text is for, said beside its label; such a text is large."""
        size = (SAY_LINES, SAY_LINE_PX) if told else (LINES, 0)
        editor = _MarkdownEditor(clean, *size)
        super().__init__(name, label, parent, editor=editor)
        self._limit = limit
        self.counter = plain_label("", "label", self)
        self._head.insertWidget(1, plain_label(told, "label"))
        self._head.addWidget(self.counter)
        if told:
            set_look(editor, "place", "say")
            set_look(self.label, "role", "section")
        editor.setAccessibleName(label.replace("&", ""))  # the count is not part of the name
        editor.pasted.connect(self.pasted)
        if limit:
            editor.textChanged.connect(self._count)
            self._count()

    def own_error(self) -> str:
        """Say how much too long it is, "" when it is not."""
        over = self._length() - self._limit if self._limit else 0
        return self.tr("%n caratteri di troppo.", "", over) if over > 0 else ""

    def _count(self) -> None:
        self.counter.setText(self.tr("{0} di {1}").format(self._length(), self._limit))
        self.show_error(self.own_error())

    def _length(self) -> int:
        return len(self.value().strip())
