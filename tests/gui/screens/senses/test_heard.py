"""What an operator who does not see the window hears when something in it changes."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from console.viewmodels.contact.contact_fields import Field
from tests.gui.screens.calls.test_call_panel import a_seat_talking
from tests.gui.screens.conftest import heard
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until

talking = async_fixture(a_seat_talking)


async def test_ready_and_not_ready_are_said(driven: DrivenConsole, spoken: list[str]) -> None:
    await driven.sign_in()
    await heard(spoken, "Non pronto, appena entrato")
    driven.press(Qt.Key.Key_F5)
    await heard(spoken, "Pronto")


async def test_in_a_call_mute_and_hold_are_said_and_the_answer_is_not(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    assert "In linea" not in spoken
    talking.press(Qt.Key.Key_F8)
    await heard(spoken, "Muto")
    talking.press(Qt.Key.Key_F8)
    await heard(spoken, "Microfono acceso")
    talking.press(Qt.Key.Key_F4)
    await heard(spoken, "In attesa")
    talking.press(Qt.Key.Key_F4)
    await heard(spoken, "In linea")
    talking.phone.citizen_hangs_up()
    await until(lambda: any(one.startswith("Dopo chiamata, ") for one in spoken))


async def _has_typed(driven: DrivenConsole, text: str) -> None:
    await driven.search_is_ready()
    driven.type(text)
    await until(lambda: driven.models.knowledge.answer.query == text)


def _found(spoken: list[str]) -> list[str]:
    return [sentence for sentence in spoken if "risultat" in sentence]


async def test_when_typing_rests_what_was_found_is_said_once(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    spoken.clear()
    await _has_typed(talking, "tassa")
    await until(lambda: _found(spoken), what="the number of results is said")
    [said] = _found(spoken)
    told = re.fullmatch(r"(\d+) risultat[oi]\. (.+)", said)
    assert told is not None
    assert int(told[1]) >= 1
    assert told[2].startswith(talking.models.knowledge.answer.hits[0].title)
    talking.models.knowledge.answer_changed.emit()
    assert _found(spoken) == [said]


async def test_a_card_taken_as_the_answer_is_said(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    await _has_typed(talking, "tassa rifiuti")
    await until(lambda: talking.models.knowledge.answer.hits)
    talking.press(Qt.Key.Key_Return)
    said = "Nel contatto: Tassa rifiuti: scadenze e rate"
    await until(lambda: any(one.startswith(said) for one in spoken))
    assert talking.models.editor.draft is not None
    assert talking.models.editor.draft.topic_id == "tari"


async def test_no_page_is_called_a_layered_pane(driven: DrivenConsole) -> None:
    """A screen reader would say it, and a number of children, before each field."""
    await driven.sign_in()
    work = driven.window.work
    await until(lambda: work.isAncestorOf(QApplication.focusWidget() or work))
    parents = []
    widget = driven.focus()
    while (parent := widget.parentWidget()) is not None:
        widget = parent
        interface = QAccessible.queryAccessibleInterface(widget)
        parents.append(interface.role())
    assert QAccessible.Role.LayeredPane not in parents
    assert len(parents) > 3


async def test_a_contact_that_is_saved_says_so(talking: DrivenConsole, spoken: list[str]) -> None:
    talking.models.editor.edit(Field.TOPIC, "tari")
    spoken.clear()
    talking.press(Qt.Key.Key_F9)
    await heard(spoken, "Contatto salvato: Tributi, TARI. Annulla: Ctrl+Z.")


async def test_what_the_palette_would_do_is_said_while_one_types(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await driven.sign_in()
    driven.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driven.type("zzqqxx")
    await heard(spoken, "Nessun comando con questo nome.")
    driven.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    driven.type("blocca postazione")
    await until(lambda: any("Blocca" in one and ", 1 di " in one for one in spoken))


async def test_a_row_is_said_with_its_place_its_title_and_its_line(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    await _has_typed(talking, "casa rifiuti")
    spoken.clear()
    talking.press(Qt.Key.Key_Down)
    hits = talking.models.knowledge.answer.hits
    await until(lambda: any(one.startswith(f"2 di {len(hits)}, {hits[1].title}") for one in spoken))
