"""How a call sounded, and who passed it on, stays readable after the call: by keys and by ear."""

from pathlib import Path

from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from console.screens.calls.call_panels import CallPanels
from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.own_contacts_screen import OwnContactsScreen
from console.screens.kit.story_texts import StoryTexts
from console.viewmodels.contact.caller_card import CallerState
from console.viewmodels.contact.contact_fields import Field
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.contact import Contact
from contract.domain.ids import AccountId, CitizenId, ContactId, TransferId, new_id
from contract.wire.claims import CallerMatch, CallStory
from contract.wire.decoding import encode
from contract.wire.duty import CallQuality, TransferRequest
from tests.gui.screens.calls.test_call_panel import a_seat_talking, on_duty
from tests.gui.screens.conftest import a_city
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import utc_now
from tests.support.waiting import until
from widgets.cards.passed_card import PassedCard
from widgets.kit.plain_text import without_isolates
from widgets.tables.record_table import RecordTable

talking = async_fixture(a_seat_talking)

CTRL = Qt.KeyboardModifier.ControlModifier
BAD = CallQuality(mos_mean=2.6, mos_min=2.2, lost_pct=4.25, jitter_ms=41.7, rtt_ms=90)


def read_aloud(table: RecordTable, index: QModelIndex) -> str:
    """What a screen reader has of a cell beyond its words."""
    return str(table.model().data(index, Qt.ItemDataRole.AccessibleDescriptionRole))


def figure(value: float) -> str:
    """A figure as the window's language writes it."""
    return QLocale().toString(value, "f", 1)


def shows_caller(driven: DrivenConsole, story: CallStory) -> None:
    """The server knows a citizen with this number, and the call of her last contact."""
    contact = Contact(id=ContactId("c-1"), operator_id=AccountId("op"), closed_at=utc_now())
    citizen = Citizen(id=CitizenId("z-1"), details=CallerDetails(name="Bianca Esempio"))
    match = CallerMatch(
        citizen=citizen,
        evidence="phone_exact",
        recent_contacts=(contact,),
        calls={contact.id: story},
    )
    caller = driven.models.caller
    caller.matches, caller.state = (match,), CallerState.FOUND
    caller.changed.emit()


async def test_the_last_calls_say_how_each_sounded_in_words_and_figures(
    talking: DrivenConsole,
) -> None:
    talking.phone.says_quality(1, mos=2.6, lost_pct=4.2)
    talking.phone.citizen_hangs_up()
    await until(lambda: talking.models.calls.log.calls)
    talking.press(Qt.Key.Key_H, CTRL)
    panel = talking.window.part(CallPanels).call_list
    assert talking.focus() is panel.table
    assert f"disturbata · {figure(2.6)}" in panel.table.records()[0].cells
    told = panel.detail.text()
    assert told.startswith(  # whether the window stood still follows, on a busy machine
        f"Linea disturbata: voto {figure(2.6)} su 5, nel momento peggiore {figure(2.6)}; persi"
        f" {figure(4.2)} %, variazione 4 ms. Cuffia: \u2068Cuffia di prova\u2069."
    )
    assert read_aloud(panel.table, panel.table.currentIndex()) == without_isolates(told)


async def test_an_own_contact_keeps_how_its_call_sounded(talking: DrivenConsole) -> None:
    talking.models.editor.edit(Field.TOPIC, "tari")
    talking.phone.says_quality(1, mos=4.2)
    talking.phone.citizen_hangs_up()
    await until(lambda: talking.models.calls.log.calls)
    talking.press(Qt.Key.Key_F9)
    await until(lambda: talking.models.own_work.contacts)
    [contact] = talking.models.own_work.contacts
    story = talking.models.calls.log.story_of(contact.call_key)
    assert story.quality is not None
    talking.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    screen = talking.window.part(OwnContactsScreen)
    await until(lambda: "Linea buona: voto" in screen.detail.text())


async def test_a_citizens_last_contacts_say_who_took_them_over_and_why(
    talking: DrivenConsole,
) -> None:
    told = CallStory(quality=BAD, passed_to="Carlo Prova", closed_reason="parte\nstasera.")
    caller = talking.models.caller
    await until(lambda: caller.state is CallerState.NONE, what="the server has answered")
    shows_caller(talking, told)
    contacts = talking.window.part(ContactScreen).citizen.contacts
    contacts.flush()  # they are not seen before one of the possible callers is confirmed
    first = contacts.model().index(0, 0)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        for words in (
            "ha risposto",
            "Carlo Prova",
            "parte stasera».",
            "Linea disturbata: voto",
        ):
            assert words in without_isolates(first.data(role))


async def test_why_a_call_comes_to_a_closed_line_is_read_while_it_rings(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city:
        session = await city.sign_in("anna", seat="1001", device="d1")
        await on_duty(city, "livia", "1201")
        async with driven_console(app, city, tmp_path) as driven:
            await driven.sign_in("livia", seat="1201")
            request = TransferRequest(
                id=TransferId(new_id()), call_key="key-9", seat="1201", override_reason="urgente"
            )
            async with city.client(session) as client:
                answer = await client.post("/transfers", content=encode(request))
                assert answer.status_code == 200, answer.text
            driven.phone.citizen_calls(queue="")
            passed = driven.window.part(PassedCard)
            await until(passed.isVisible)
            assert "La linea era chiusa; trasferita lo stesso: «urgente»." in passed.text()
            driven.press(Qt.Key.Key_F4)
            await until(lambda: driven.models.editor.draft is not None)
            driven.phone.citizen_hangs_up()
            log = driven.models.calls.log
            await until(lambda: log.calls)
            story = log.calls[0].story
            assert (story.passed_by, story.closed_reason) == ("Anna", "urgente")


def test_nothing_is_told_of_a_call_nobody_measured(app: QApplication) -> None:
    words = StoryTexts()
    assert words.sound(None) == words.story(CallStory()) == words.closed("  ") == ""
    assert words.sound(BAD).startswith("disturbata")
