"""A number that was only said stands beside the known one, and one digit confirms it."""

from functools import partial

from PySide6.QtCore import Qt

from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId, ContactId, account_scope
from server.store.contacts.citizen_words import CitizenTold, Standing, save_told
from server.store.contacts.citizens import citizens_who_called_from, save_citizen
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.servers.server_records import a_contact
from tests.support.waiting import comes, until
from widgets.cards.citizen_card import CitizenCard

HOME, OTHER = "+390655500123", "+390655500999"
BIANCA = Citizen(id=CitizenId("z1"), details=CallerDetails(name="Bianca Esempio", phone=HOME))


async def test_the_digit_of_the_number_confirms_citizen_and_number(
    city: RealServer, driven: DrivenConsole
) -> None:
    def said_elsewhere(connection: Connection) -> None:
        caller = CallerDetails(name="Bianca Esempio", phone=OTHER)
        said = a_contact("elsewhere", "colleague", caller=caller, citizen_id=BIANCA.id)
        edit = FeedEdit(connection, now=city.clock())
        edit.put(account_scope(said.operator_id), said)
        edit.finish()
        save_citizen(connection, BIANCA, city.clock())
        told = CitizenTold(
            contact_id=ContactId(said.id), citizen_id=BIANCA.id, standing=Standing.AGREED
        )
        save_told(connection, told)

    await city.database.write(said_elsewhere)
    await driven.sign_in()
    await driven.become_ready()
    driven.phone.citizen_calls(HOME)
    await until(lambda: driven.models.caller.matches)
    card = driven.window.findChild(CitizenCard)
    known, heard = card.callers.rows.hits()
    assert known.subtitle == "ha questo numero"
    assert "06 5550 0999" in heard.subtitle
    assert "non confermato" in heard.subtitle
    strip = driven.strip
    await until(lambda: strip.state().who == "Bianca Esempio")
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    driven.press(Qt.Key.Key_F3)
    driven.press(Qt.Key.Key_2)

    read = partial(city.database.read, lambda c: citizens_who_called_from(c, OTHER))
    (found,) = await comes(read)
    assert found == BIANCA, "nothing known was written over"
    draft = driven.models.editor.draft
    assert draft is not None
    assert (draft.citizen_id, draft.caller.name) == (BIANCA.id, "Bianca Esempio")
