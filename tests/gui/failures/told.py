"""What the operator is told: the sentences in the window, read as she reads them."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.store.contact.draft_repository import open_draft
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.kit.broken_page import BrokenPage
from widgets.kit.centred_page import CentredPage

# Names of classes and reason codes, markup, numbers of errors: nothing for a person.
_NOT_FOR_PEOPLE = re.compile(r"[a-z]+_[a-z]+|[a-z][A-Z]|Error|Exception|</?\w|errno|\b[45]\d\d\b")
_WHAT_TO_DO = re.compile(
    r"riprova|Riprova|Controlla|[Cc]hiama l'assistenza|[Aa]vvisa l'assistenza|[Pp]uoi|Puoi|"
    r"continua|Aspetta|Usa la finestra|Scrivi|Inserisci|[Ll]ibera spazio|Esci e rientra|"
    r"richiama|rimett|mettiamo da parte"
)


def told(window: MainWindow) -> list[str]:
    """Return every sentence that speaks of trouble: those behind the one shown too."""
    page = window._stack.shown_page()
    if isinstance(page, BrokenPage):
        return [f"{page._happened.text()} {page._safe.text()}"]
    if isinstance(page, CentredPage):
        return [page.message_text()] if page.message_text() else []
    return [notice.text for notice in window.work.bar._notices.values()]


def shown_texts(driven: DrivenConsole) -> list[str]:
    return [label.text() for label in driven.window.findChildren(QLabel) if label.isVisible()]


def labels_with(window: MainWindow, sentence: str) -> list[QLabel]:
    return [
        label
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() == sentence
    ]


def assert_clear(sentence: str) -> None:
    assert sentence.endswith("."), sentence
    assert not _NOT_FOR_PEOPLE.search(sentence), sentence
    assert _WHAT_TO_DO.search(sentence), f"says nothing to do: {sentence}"


async def is_told(driven: DrivenConsole, sentence: str, spoken: list[str]) -> None:
    """Wait until this sentence, and no other, is in the window and was spoken."""
    window = driven.window
    try:
        await until(lambda: told(window) == [sentence])
    except AssertionError:
        raise AssertionError(f"told {told(window)}, not {sentence!r}") from None
    if not labels_with(window, sentence):  # named in the status bar, with the key for the rest
        driven.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: len(labels_with(window, sentence)) == 1)
    await until(lambda: sentence in spoken, what=f"spoken: {spoken}")
    assert_clear(sentence)


async def is_quiet(driven: DrivenConsole) -> None:
    """Wait until nothing is wrong any more."""
    try:
        await until(lambda: told(driven.window) == [])
    except AssertionError:
        raise AssertionError(f"still told {told(driven.window)}") from None


def pasted(driven: DrivenConsole, text: str) -> None:
    """Put a text where the cursor is, as a paste does."""
    editor = driven.focus()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText(text)


def shown_description(driven: DrivenConsole) -> str:
    return driven.window.part(ContactScreen).form.fields.field("description").value()


async def stored_description(driven: DrivenConsole) -> str:
    draft = await driven.console.database.read(open_draft)
    return draft.description if draft is not None else ""


async def a_contact_with(driven: DrivenConsole, text: str) -> None:
    """Open a contact without a call by key and type into its description."""
    driven.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: driven.models.editor.draft is not None)
    await until(lambda: driven.focus() is driven.window.part(ContactScreen).search.field.editor)
    driven.window.part(ContactScreen).focus_description()
    driven.type(text)


async def is_kept(driven: DrivenConsole, text: str) -> None:
    """Assert that a text is on the screen, and wait until it is on disk."""
    assert shown_description(driven) == text
    await until(lambda: driven.models.editor.is_saved)
    stored = await stored_description(driven)
    assert stored == text, stored
