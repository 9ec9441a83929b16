"""What a colleague sends along with a call: where it lies, whose it is, and when it goes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.viewmodels.contact.contact_fields import Field
from contract.domain.ids import BASE_SCOPE
from tests.gui.screens.calls.test_call_panel import QUEUES, a_transfer_to_seat, on_duty
from tests.gui.screens.conftest import a_city
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until
from widgets.cards.passed_card import PassedCard
from widgets.panels.search_panel import SearchPanel
from widgets.tables.possible_callers import PossibleCallers

SHIFT = Qt.KeyboardModifier.ShiftModifier


@asynccontextmanager
async def a_citizen_passed_on(app: QApplication, tmp_path: Path) -> AsyncIterator[DrivenConsole]:
    """Anna sends a citizen with words of hers to Livia's seat, where it rings."""
    async with a_city() as city:
        await city.put(BASE_SCOPE, *QUEUES)
        await on_duty(city, "livia", "1201")
        await a_transfer_to_seat(app, city, tmp_path / "one", "1201")
        async with driven_console(app, city, tmp_path / "two") as driven:
            driven.window.resize(1366, 740)
            await driven.sign_in("livia", seat="1201")
            await driven.search_is_ready()
            driven.phone.citizen_calls(queue="")
            await until(driven.window.part(PassedCard).isVisible)
            yield driven


passed_on = async_fixture(a_citizen_passed_on)


def place_of(part: QWidget) -> QRect:
    return QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())


async def test_words_written_down_in_the_call_go_with_its_end_and_not_with_the_next_call(
    passed_on: DrivenConsole,
) -> None:
    driven = passed_on
    driven.press(Qt.Key.Key_F4)
    editor = driven.models.editor
    await until(lambda: editor.draft is not None)
    editor.edit(Field.TOPIC, "tari")
    driven.press(Qt.Key.Key_F9)
    await until(lambda: editor.draft is None)
    assert driven.window.part(PassedCard).isVisible(), "she still speaks with this citizen"
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.window.part(PassedCard).isVisible())


async def test_a_page_shown_for_the_first_time_gets_them_over_the_results_not_the_answer(
    passed_on: DrivenConsole,
) -> None:
    driven = passed_on
    assert driven.window.work.module != "contact"
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    await until(lambda: driven.window.work.module == "contact")
    search = next(one for one in driven.window.findChildren(SearchPanel) if one.isVisible())
    await until(lambda: search.card_view.isVisible())
    card = driven.window.part(PassedCard)
    await until(lambda: not place_of(card).intersects(place_of(search.card_view)))
    assert place_of(search).contains(place_of(card).center())


async def test_a_colleague_who_asks_is_no_citizen_who_hides_the_number(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    driven.phone.citizen_calls(peer="1002", queue="")
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    assert driven.window.findChild(PossibleCallers)._line.text() == "Ti chiama un collega."
    driven.phone.citizen_hangs_up()
    strip = driven.strip
    await until(lambda: "chiusa dal collega" in strip.state().detail)
