"""An operator narrows a search by keys, sees by what, hears it, and gets out again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from tests.gui.screens.conftest import heard
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OFFICE = Office(id=OfficeId("o-8"), name="Ufficio Ostiense", municipio="Municipio VIII")
CARD = ServiceCard(
    id=CardId("c-waste"),
    title="Tassa rifiuti al Municipio",
    topic_id=TopicId("tari"),
    say="Si chiede allo sportello.",
    office_ids=(OFFICE.id,),
)


def _titles(driven: DrivenConsole) -> list[str]:
    return [hit.title for hit in driven.models.knowledge.answer.hits]


def _chip(driven: DrivenConsole, name: str) -> QPushButton:
    return driven.window.part(ContactScreen).search.findChild(QPushButton, f"filter_{name}")


async def _searching(server: RealServer, driven: DrivenConsole, text: str) -> None:
    await server.add_knowledge(OFFICE, CARD)
    await driven.sign_in()
    await until(lambda: CARD.title in _titles(driven))
    driven.press(Qt.Key.Key_F2)
    driven.type(text)
    await until(lambda: len(_titles(driven)) > 1)


async def test_a_filter_is_chosen_seen_and_dropped_by_keys(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _searching(city, driven, "tassa rifiuti")
    panel, model = (
        driven.window.part(ContactScreen).search,
        driven.models.of(SearchFiltersViewModel),
    )
    driven.press(Qt.Key.Key_F, CTRL)
    await until(lambda: model.is_open)
    assert panel.text() == "tassa rifiuti @"
    driven.type("8")
    driven.press(Qt.Key.Key_Return)
    assert panel.text() == "tassa rifiuti @m8 "
    await until(lambda: _titles(driven)[:1] == [CARD.title] and len(_titles(driven)) == 1)
    assert _chip(driven, "municipio").isChecked()
    assert _chip(driven, "municipio").accessibleName() == "Municipio 8"
    driven.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert panel.text() == "tassa rifiuti "
    assert not _chip(driven, "municipio").isChecked()
    await until(lambda: len(_titles(driven)) > 1)
    assert driven.focus() is panel.field.editor


async def test_a_filter_that_leaves_nothing_is_named_and_enter_drops_it(
    city: RealServer, driven: DrivenConsole, spoken: list[str]
) -> None:
    await _searching(city, driven, "tassa rifiuti")
    driven.type(" @aperti ")
    panel = driven.window.part(ContactScreen).search
    sentence = "Niente per «tassa rifiuti» con il filtro: aperti adesso. Invio per cercare senza."
    await heard(spoken, "Solo: aperti adesso.", sentence)
    driven.press(Qt.Key.Key_Return)
    assert panel.text() == "tassa rifiuti"
    await until(lambda: CARD.title in _titles(driven))
    await heard(spoken, "Nessun filtro.")


async def test_a_chip_reached_by_tab_opens_its_own_list(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _searching(city, driven, "tassa rifiuti")
    panel, model = (
        driven.window.part(ContactScreen).search,
        driven.models.of(SearchFiltersViewModel),
    )
    driven.press(Qt.Key.Key_Tab)
    driven.press(Qt.Key.Key_Tab)
    driven.press(Qt.Key.Key_Tab)
    assert driven.focus() is _chip(driven, "office")
    driven.press(Qt.Key.Key_Space)
    await until(lambda: model.is_open)
    assert driven.focus() is panel.field.editor
    assert [one.name for one in model.options] == [OFFICE.name]
    driven.press(Qt.Key.Key_Return)
    assert panel.text() == "tassa rifiuti @uff-ufficio-ostiense "
    await until(lambda: CARD.title in _titles(driven))
    assert _chip(driven, "office").accessibleName() == OFFICE.name


async def test_filters_closed_with_esc_are_offered_again_by_the_key(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _searching(city, driven, "tassa rifiuti")
    model = driven.models.of(SearchFiltersViewModel)
    driven.press(Qt.Key.Key_F, CTRL)
    await until(lambda: model.is_open)
    driven.press(Qt.Key.Key_Escape)
    assert not model.is_open
    driven.press(Qt.Key.Key_F, CTRL)
    assert model.is_open
    assert driven.window.part(ContactScreen).search.text() == "tassa rifiuti @"
