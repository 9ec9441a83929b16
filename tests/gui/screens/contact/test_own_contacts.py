"""My closed contacts: found again, read, reopened, corrected, begun anew for the same citizen."""

from collections.abc import AsyncIterator
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.own_contacts_screen import OwnContactsScreen
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.contact.own_contacts import OwnContactsViewModel, OwnFilter
from contract.domain.case import Case
from contract.domain.contact import CORRECTABLE_FOR, Contact
from server.store.contacts.contact_history import ContactChange, history_of
from server.store.sync.replicated_rows import find
from server.usecases.messages.available_ways import note_sms
from tests.gui.screens.conftest import heard
from tests.gui.screens.contact.test_undo import MOBILE, closed, texts, there
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SAID = "Ha pagato due volte."


@async_fixture
async def listed(driven: DrivenConsole) -> AsyncIterator[DrivenConsole]:
    """A forwarded contact, closed and at the server, is chosen in the list."""
    await closed(driven, forwards=True)
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    await until(lambda: driven.models.own_work.contacts[0].case_number)
    page = the_page(driven)
    assert page.filters[OwnFilter.TODAY].text() == "", "out of sight it costs the call nothing"
    driven.keys = 0
    driven.press(Qt.Key.Key_2, ALT)
    await until(lambda: the_page(driven).table.records())
    await until(lambda: driven.focus() is the_page(driven).table)
    yield driven


def the_page(driven: DrivenConsole) -> OwnContactsScreen:
    return driven.window.part(OwnContactsScreen)


def at_server(server: RealServer, contact_id: str) -> Contact | None:
    return server.database.read_now(lambda c: find(c, Contact, contact_id))


async def test_what_was_closed_is_read_in_full(listed: DrivenConsole) -> None:
    page = the_page(listed)
    [contact] = listed.models.own_work.contacts
    await until(lambda: contact.case_number in page.table.records()[0].cells)
    assert SAID in page.detail.text()
    assert "mandata al II livello" in page.detail.text()
    assert contact.case_number in page.detail._number.text()
    assert page.detail.facts.accessibleName().startswith("Argomento Tributi › TARI")


async def test_the_number_is_copied_to_be_written_to_the_citizen(listed: DrivenConsole) -> None:
    the_page(listed).detail.copy_button.click()
    [contact] = listed.models.own_work.contacts
    assert QGuiApplication.clipboard().text() == contact.case_number


async def test_the_number_is_sent_by_sms_to_a_citizen_who_asks_for_it_later(
    driven: DrivenConsole, city: RealServer
) -> None:
    """It could be sent from the confirmation alone, which is gone after some seconds."""
    await city.database.write(lambda c: note_sms(c, True))
    await closed(driven, forwards=True, phone=MOBILE)
    driven.phone.citizen_hangs_up()
    await until(lambda: driven.models.own_work.contacts[0].case_number)
    driven.press(Qt.Key.Key_2, ALT)
    button = the_page(driven).detail.send_button
    await until(lambda: button.isVisible())
    button.click()
    pill = driven.window.work.area.pill
    await until(lambda: (now := pill.confirmation()) and "mezzo minuto" in now.text)
    assert not button.isVisible(), "each is sent once"
    [contact] = driven.models.own_work.contacts
    assert [one["contact_id"] for one in texts(city)] == [contact.id]


async def test_two_keys_reopen_a_contact_here_and_at_the_server(
    listed: DrivenConsole, city: RealServer
) -> None:
    listed.press(Qt.Key.Key_Return)
    editor = listed.models.editor
    await until(lambda: editor.draft is not None)
    assert listed.keys <= 3
    assert listed.window.work.module == "contact"
    assert (editor.draft.description, editor.draft.topic_id) == (SAID, "tari")
    assert editor.draft.callback is not None, "what was promised is promised still"
    await until(lambda: there(city, Contact) == 0)


async def test_a_correction_is_kept_and_so_is_the_text_before(
    listed: DrivenConsole, city: RealServer
) -> None:
    [contact] = listed.models.own_work.contacts
    before = at_server(city, contact.id)
    listed.press(Qt.Key.Key_Return, CTRL)
    editor = listed.models.editor
    await until(lambda: editor.draft is not None)
    assert there(city, Contact) == 1, "closed it stays until it is saved"
    listed.window.part(ContactScreen).focus_description()
    listed.press(Qt.Key.Key_End, CTRL)
    listed.type(" E una terza.")
    listed.press(Qt.Key.Key_F9)
    await until(lambda: editor.draft is None)
    await until(lambda: at_server(city, contact.id) != before, what="sent to the server")
    now = at_server(city, contact.id)
    assert now is not None
    assert now.description == f"{SAID} E una terza."
    assert (now.case_number, now.closed_at) == (contact.case_number, contact.closed_at)
    [(change, earlier)] = city.database.read_now(lambda c: history_of(c, contact.id))
    assert (change, earlier.contact.description) == (ContactChange.CORRECTED, SAID)


async def test_a_correction_undone_leaves_the_contact_closed_as_it_was(
    listed: DrivenConsole, city: RealServer, spoken: list[str]
) -> None:
    """Ctrl+Z took the whole contact back, from the desk its case too."""
    editor = listed.models.editor
    [contact] = listed.models.own_work.contacts
    before = at_server(city, contact.id)
    listed.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: editor.draft is not None)
    editor.edit(Field.DISPOSITION, "information_given")
    listed.press(Qt.Key.Key_F9)
    await until(lambda: there(city, Case) == 0, what="corrected at the server")
    listed.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Correzione annullata: il contatto resta chiuso e dice quello di prima.")
    assert editor.draft is None
    assert listed.models.own_work.drafts == ()
    await until(lambda: there(city, Case) == 1, what="the desk has its case again")
    now = at_server(city, contact.id)
    assert now is not None
    assert before is not None
    assert (now.disposition, now.description) == (before.disposition, before.description)
    assert now.case_number == before.case_number, "the citizen was told this number"
    listed.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Niente da annullare.")


async def test_a_correction_is_named_as_one_until_it_is_sent(
    listed: DrivenConsole, spoken: list[str]
) -> None:
    """Beside a call that rings it would pass for a contact of the citizen who calls."""
    form, editor = listed.window.part(ContactScreen).form, listed.models.editor
    listed.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: editor.draft is not None)
    assert form.accessibleName().startswith("Correzione · contatto delle ")
    await until(lambda: form.focused_field()[0] == "description", what="words go into it")
    listed.type(" E una terza.")
    assert editor.draft.description == f"{SAID} E una terza."
    editor.parked.put_aside()
    await until(lambda: editor.draft is None)
    listed.press(Qt.Key.Key_2, ALT)
    page = the_page(listed)
    await until(lambda: "da correggere" in page.table.records()[0].cells)
    assert "contatto chiuso" in page.detail.text(), "the server has it as it was"
    listed.press(Qt.Key.Key_Return, CTRL)
    await heard(spoken, "Questo contatto è ancora aperto: Invio lo riprende.")
    listed.press(Qt.Key.Key_Return)
    await until(lambda: editor.draft is not None)
    editor.edit(Field.DISPOSITION, "information_given")
    listed.press(Qt.Key.Key_F9)
    await heard(spoken, "Contatto corretto: Tributi, TARI. Annulla: Ctrl+Z.")
    assert form.accessibleName() == "Contatto"


async def test_after_a_day_it_is_read_and_no_more(listed: DrivenConsole, spoken: list[str]) -> None:
    model = listed.models.of(OwnContactsViewModel)
    clock = model._clock
    model._clock = lambda: clock() + CORRECTABLE_FOR + timedelta(minutes=1)
    model.choose(OwnFilter.WEEK)
    page = the_page(listed)
    await until(lambda: not page.detail.reopen_button.isEnabled())
    assert not page.detail.correct_button.isEnabled()
    for key in (Qt.KeyboardModifier.NoModifier, CTRL):
        listed.press(Qt.Key.Key_Return, key)
        await heard(spoken, "Dopo 24 ore un contatto non si corregge più.")
    assert listed.models.editor.draft is None


async def test_while_a_citizen_calls_no_other_contact_takes_the_screen(
    listed: DrivenConsole, spoken: list[str]
) -> None:
    models, page = listed.models, the_page(listed)
    listed.phone.citizen_calls()
    await until(lambda: models.call.ringing is not None)
    for modifier in (Qt.KeyboardModifier.NoModifier, CTRL):
        spoken.clear()
        listed.press(Qt.Key.Key_Return, modifier)
        await heard(spoken, "Squilla una telefonata: prima rispondi o rifiuta.")
    assert listed.window.work.module == "own"
    listed.press(Qt.Key.Key_F4)
    await until(lambda: models.editor.draft is not None)
    of_call = models.editor.draft.contact_id
    listed.press(Qt.Key.Key_2, ALT)
    await until(lambda: listed.focus() is page.table)
    for button in (page.detail.reopen_button, page.detail.correct_button, page.detail.again_button):
        spoken.clear()
        button.click()
        await heard(spoken, "Prima salva il contatto della telefonata: F9.")
    assert listed.window.work.module == "own"
    assert models.editor.draft.contact_id == of_call


async def test_a_new_contact_of_the_same_citizen_has_who_and_not_what(
    listed: DrivenConsole,
) -> None:
    [contact] = listed.models.own_work.contacts
    listed.press(Qt.Key.Key_N, CTRL)
    editor = listed.models.editor
    await until(lambda: editor.draft is not None)
    assert editor.draft.contact_id != contact.id
    assert editor.draft.caller == contact.caller
    assert (editor.draft.topic_id, editor.draft.description) == (None, "")


async def test_a_word_of_it_finds_it(listed: DrivenConsole) -> None:
    page = the_page(listed)
    listed.press(Qt.Key.Key_F, CTRL)
    listed.type("due tari")
    await until(lambda: len(page.table.records()) == 1)
    listed.type(" tre")
    await until(lambda: not page.empty.isHidden())
    assert page.empty.text() == "Nessun contatto con queste parole."


async def test_chips_count_what_they_would_show(listed: DrivenConsole) -> None:
    page = the_page(listed)
    assert page.filters[OwnFilter.WITH_CALLBACK].text().endswith("1")
    page.filters[OwnFilter.TO_COMPLETE].click()
    assert page.filters[OwnFilter.TO_COMPLETE].isChecked()
    assert not page.filters[OwnFilter.TODAY].isChecked()
    await until(lambda: not page.empty.isHidden())
    assert page.empty.text() == "Nessun contatto così."
