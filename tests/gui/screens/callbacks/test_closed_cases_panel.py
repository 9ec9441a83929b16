"""A closed case whose number nobody has: a word finds it, and Enter reads it."""

from PySide6.QtCore import Qt

from contract.domain.callback import AttemptOutcome, CallbackState
from server.store.sync.replicated_rows import AT_SERVER
from server.usecases.contacts.find_closed_cases import PAGE
from tests.gui.screens.callbacks.test_closed_case_search import closed_one_a_day
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.servers.server_records import a_callback, an_attempt
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates
from widgets.panels.case_finder import CaseFinder
from widgets.panels.closed_case_finder import ClosedCaseFinder

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _finder(driven: DrivenConsole) -> ClosedCaseFinder:
    found = driven.window.findChild(ClosedCaseFinder)
    assert found is not None
    return found


def _sentence(driven: DrivenConsole) -> str:
    return without_isolates(_finder(driven)._sentence.text())


async def _asks(driven: DrivenConsole, words: str) -> ClosedCaseFinder:
    driven.press(Qt.Key.Key_C, CTRL_SHIFT)
    finder = _finder(driven)
    assert finder.isVisible()
    driven.type(words)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: "…" not in _sentence(driven) and "numero" not in _sentence(driven))
    return finder


async def _at_work(city: RealServer, driven: DrivenConsole, login: str, cases: int) -> None:
    clerk = (await city.sign_in("livia", device="another computer")).account
    await closed_one_a_day(city, clerk.id, cases)
    await driven.sign_in(login)
    await until(lambda: driven.models.editor.desks)


async def test_a_word_finds_it_and_enter_reads_it(city: RealServer, driven: DrivenConsole) -> None:
    await _at_work(city, driven, "livia", 3)
    before = driven.focus()
    finder = await _asks(driven, "carrabile")
    (found,) = finder.rows.hits()
    assert without_isolates(found.title).startswith("2025-000002 · ")
    assert _sentence(driven).endswith("Non c'è altro.")
    await driven.tab_to(finder.rows)
    driven.press(Qt.Key.Key_Return)
    one = driven.window.findChild(CaseFinder)
    assert one is not None
    await until(lambda: "Passo carrabile" in one._text.text())
    assert not finder.isVisible()
    driven.press(Qt.Key.Key_Escape)
    assert driven.focus() is finder.rows, "the next one may be meant"
    assert finder.rows.hits() == (found,)
    driven.press(Qt.Key.Key_Escape)
    assert driven.focus() is before


async def test_a_clerk_looks_for_those_whom_nobody_could_reach(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _at_work(city, driven, "livia", 2)
    await city.put(AT_SERVER, a_callback("1", state=CallbackState.GIVEN_UP))
    await city.put(AT_SERVER, an_attempt(callback="1", outcome=AttemptOutcome.NO_ANSWER))
    finder = await _asks(driven, "")
    assert len(finder.rows.hits()) == 2, "whatever came of them"
    await driven.tab_to(finder.outcome.editor)
    for letter in "Non":
        driven.type(letter)
    assert finder.outcome.value() == AttemptOutcome.NO_ANSWER
    await driven.tab_to(finder._ask)
    driven.press(Qt.Key.Key_Space)
    await until(lambda: len(finder.rows.hits()) == 1)
    assert "2025-000001" in without_isolates(finder.rows.hits()[0].title)
    assert "Non risponde" in finder.rows.hits()[0].subtitle


async def test_the_next_part_of_the_years_is_one_key_on(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _at_work(city, driven, "livia", PAGE + 1)
    finder = await _asks(driven, "")
    assert len(finder.rows.hits()) == PAGE
    assert "cercando fino al" in _sentence(driven)
    await driven.tab_to(finder._on)
    driven.press(Qt.Key.Key_Space)
    await until(lambda: len(finder.rows.hits()) == PAGE + 1)
    assert not finder._on.isVisible()
    assert driven.focus() is finder.rows, "the button that had the cursor has gone"


async def test_without_the_server_it_says_that_nothing_was_looked_for(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _at_work(city, driven, "livia", 1)
    city.go_offline()
    await _asks(driven, "bollettino")
    assert _sentence(driven).startswith("Senza collegamento")


async def test_an_operator_looks_among_those_of_who_is_on_the_line(
    city: RealServer, driven: DrivenConsole
) -> None:
    """Of another desk's case she reads where it is and when it was closed, and no word."""
    await _at_work(city, driven, "anna", 2)
    await driven.become_ready()
    driven.press(Qt.Key.Key_C, CTRL_SHIFT)
    assert _finder(driven).where.value() == "own"
    driven.press(Qt.Key.Key_Escape)
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    driven.press(Qt.Key.Key_C, CTRL_SHIFT)
    finder = _finder(driven)
    assert finder.where.value() == "line"
    driven.type("bollettino")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: "Non c'è altro" in _sentence(driven))
    finder.since.set_value("92")
    finder.outcome.set_value(AttemptOutcome.NO_ANSWER)
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    driven.press(Qt.Key.Key_Return)
    assert _sentence(driven).startswith("Non c'è più nessuno in linea")
    assert (finder.where.value(), finder.words.value()) == ("own", "bollettino")
    chosen = (finder.since.value(), finder.outcome.value())
    assert chosen == ("92", AttemptOutcome.NO_ANSWER), "what was chosen stays"
