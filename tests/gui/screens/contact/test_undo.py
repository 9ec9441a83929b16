"""Ctrl+Z: text first, then the last contact closed, at the server too."""

from PySide6.QtCore import Qt

from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.sending_texts import SendingTexts
from console.viewmodels.contact.closed_contacts import UNDO_S, ClosedContactsViewModel
from console.viewmodels.contact.contact_fields import Field
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.contact import Contact
from server.usecases.messages.available_ways import note_sms
from tests.gui.screens.conftest import heard
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOBILE = "347 123 4567"
TABLES = {Contact: "contact", Case: "case_", Callback: "callback"}


def there(server: RealServer, kind: type) -> int:
    """Return how many rows of a kind the server has that nobody took back."""
    rows = server.database.read_now(
        lambda c: c.execute(f"SELECT id FROM {TABLES[kind]} WHERE deleted = 0")
    )
    return len(rows)


async def closed(driven: DrivenConsole, *, forwards: bool = False, phone: str = "") -> None:
    """A call answered, its contact written and closed, and the server has it."""
    await driven.start_work()
    await a_call_answered(driven)
    editor = driven.models.editor
    driven.type("tassa")
    driven.press(Qt.Key.Key_1, CTRL)
    await until(lambda: editor.draft.topic_id == "tari")
    driven.type("Ha pagato due volte.")
    if phone:
        editor.edit(Field.PHONE, phone)
    driven.press(Qt.Key.Key_F9, SHIFT if forwards else Qt.KeyboardModifier.NoModifier)
    await until(lambda: driven.models.own_work.contacts and editor.draft is None)
    await until(lambda: not driven.models.own_work.unsent, what="sent to the server")
    driven.keys = 0


async def test_one_key_takes_the_contact_back_here_and_at_the_server(
    driven: DrivenConsole, city: RealServer, spoken: list[str]
) -> None:
    await closed(driven)
    assert there(city, Contact) == 1
    driven.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Annullato: contatto riaperto.")
    assert driven.keys == 1
    draft = driven.models.editor.draft
    assert draft is not None
    assert (draft.topic_id, draft.description) == ("tari", "Ha pagato due volte.")
    form = driven.window.part(ContactScreen).form
    await until(lambda: driven.focus() is form.fields.field("description").editor)
    await until(lambda: there(city, Contact) == 0)
    assert driven.models.own_work.contacts == ()


async def test_a_promise_taken_back_is_in_nobodys_queue_and_kept_when_it_is_closed_again(
    driven: DrivenConsole, city: RealServer
) -> None:
    await closed(driven, forwards=True)
    assert (there(city, Case), there(city, Callback)) == (1, 1)
    [first] = driven.models.own_work.contacts
    driven.press(Qt.Key.Key_Z, CTRL)
    await until(lambda: driven.models.editor.draft is not None)
    await until(lambda: (there(city, Case), there(city, Callback)) == (0, 0))
    driven.type(" E una terza.")
    driven.press(Qt.Key.Key_F9, SHIFT)
    await until(lambda: (there(city, Case), there(city, Callback)) == (1, 1))
    await until(lambda: [one.case_number for one in driven.models.own_work.contacts] != [""])
    [again] = driven.models.own_work.contacts
    assert (again.id, again.case_id) == (first.id, first.case_id)
    assert again.case_number.endswith("-000001"), "the number that was told"


def texts(server: RealServer) -> list[dict[str, object]]:
    """Return the text messages that the server was asked for."""
    return server.database.read_now(
        lambda c: c.execute("SELECT recipient, contact_id, state FROM text_message")
    )


async def test_the_pill_has_the_number_to_copy_or_send_and_the_same_key(
    driven: DrivenConsole, city: RealServer
) -> None:
    await city.database.write(lambda c: note_sms(c, True))
    await closed(driven, forwards=True, phone=MOBILE)
    pill = driven.window.work.area.pill
    await until(lambda: pill.confirmation() is not None and pill.confirmation().number)
    told = pill.confirmation()
    assert told is not None
    assert "-000001" in told.number
    assert [one.label for one in told.actions] == ["Copia", "SMS", "Annulla"]
    assert [one.key for one in told.actions] == ["", "", "Ctrl+Z"], "Ctrl+S stays with the card"
    pill._links["1"].click()
    await until(lambda: (now := pill.confirmation()) and "mezzo minuto" in now.text)
    assert pill.confirmation().number == told.number, "she may be reading it out"
    [contact] = driven.models.own_work.contacts
    assert texts(city) == [
        {"recipient": "+393471234567", "contact_id": contact.id, "state": "waiting"}
    ]
    work = driven.models.own_work
    await until(lambda: work.sendings.get(contact.id))
    story = SendingTexts().story(work.sendings[contact.id])
    assert contact.case_number in story, "and no card is called by a number"
    assert "Conferma della pratica" in story
    driven.press(Qt.Key.Key_Z, CTRL)
    await until(lambda: (now := pill.confirmation()) and "riaperto" in now.text)


async def test_text_goes_first(driven: DrivenConsole, spoken: list[str]) -> None:
    await closed(driven)
    box = driven.window.part(ContactScreen).search
    driven.type("imposta")
    driven.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Annullato: testo.")
    assert box.text() != "imposta"
    assert driven.models.editor.draft is None, "the contact is closed still"


async def test_letters_typed_before_the_contact_was_closed_are_no_text_to_undo(
    driven: DrivenConsole,
) -> None:
    await closed(driven)
    box = driven.window.part(ContactScreen).search
    assert box.text() == "tassa"
    driven.press(Qt.Key.Key_Z, CTRL)
    await until(lambda: driven.models.editor.draft is not None)
    assert box.text() == "tassa"


async def test_the_next_call_goes_on_and_the_contact_waits_to_be_completed(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await closed(driven)
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    driven.phone.citizen_calls()
    await until(lambda: driven.models.call.main is not None)
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    answered = driven.models.editor.draft.contact_id
    driven.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Annullato: il contatto è di nuovo in «Da completare».")
    assert driven.models.editor.draft.contact_id == answered
    await until(lambda: [one for one in driven.models.own_work.drafts if not one.is_open])


async def test_with_nothing_to_undo_it_says_so(driven: DrivenConsole, spoken: list[str]) -> None:
    await driven.sign_in()
    driven.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Niente da annullare.")


async def test_after_half_a_minute_nothing_is_undone(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await closed(driven)
    closed_ones = driven.models.of(ClosedContactsViewModel)
    assert closed_ones._last is not None
    closed_ones._last = (closed_ones._last[0], closed_ones._last[1] - UNDO_S - 1)
    driven.press(Qt.Key.Key_Z, CTRL)
    await heard(spoken, "Niente da annullare.")
    assert driven.models.editor.draft is None


async def test_undone_without_the_server_it_says_that_the_others_still_have_it(
    city: RealServer, driven: DrivenConsole, spoken: list[str]
) -> None:
    """A desk may call back a citizen whose case was taken back here: nothing looked like that."""
    await closed(driven, forwards=True)
    city.go_offline()
    await until(lambda: not driven.models.connection.connection.online)
    driven.press(Qt.Key.Key_Z, CTRL)
    await heard(
        spoken,
        "Annullato: contatto riaperto. Gli altri lo vedono ancora finché non torna il"
        " collegamento.",
    )
    assert there(city, Case) == 1


async def test_undone_without_the_server_both_arrive_in_order_when_it_is_back(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.database.write(lambda c: note_sms(c, True))
    await driven.start_work()
    await a_call_answered(driven)
    city.go_offline()
    editor = driven.models.editor
    await until(lambda: editor.topics)
    editor.edit(Field.TOPIC, "tari")
    editor.edit(Field.DESCRIPTION, "Ha pagato due volte.")
    editor.edit(Field.PHONE, MOBILE)
    driven.press(Qt.Key.Key_F9, SHIFT)
    pill = driven.window.work.area.pill
    await until(lambda: "0" in pill._links and pill._links["0"].text().startswith("SMS"))
    pill._links["0"].click()
    await until(lambda: (now := pill.confirmation()) and "non ancora inviato" in now.text)
    driven.window.part(ContactScreen).focus_search()
    driven.press(Qt.Key.Key_Z, CTRL)
    await until(lambda: editor.draft is not None)
    city.go_online()
    driven.console.engine.wake()
    await until(lambda: driven.models.connection.waiting == 0, what="all is sent")
    assert (there(city, Contact), there(city, Case)) == (0, 0)
    assert texts(city) == [], "no number of a case that is gone"
    assert editor.draft.description == "Ha pagato due volte."


async def test_later_the_last_one_is_reopened_where_the_next_one_is_awaited(
    driven: DrivenConsole, city: RealServer
) -> None:
    await closed(driven)
    idle = driven.window.part(ContactScreen).idle
    await until(lambda: idle.closed.records())
    assert [row.cells[1] for row in idle.closed.records()] == ["Tributi › TARI"]
    idle.reopen_button.click()
    await until(lambda: driven.models.editor.draft is not None)
    assert driven.models.editor.draft.description == "Ha pagato due volte."
    await until(lambda: there(city, Contact) == 0)
