"""A card for a citizen waits in the outbox like any other work."""

from datetime import timedelta

from msgspec.structs import replace

from console.model.contact.card_to_send import CardToSend
from console.model.contact.contact_draft import ContactDraft, SendingDraft
from console.store.contact.draft_repository import drafts
from console.store.contact.sending_aside import typed_aside
from console.store.contact.sending_repository import texts_left
from console.store.knowledge import knowledge_repository
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_commands, waiting_count
from console.store.session.session_record import set_fact
from contract.domain.ids import CardId, ContactId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.sending import Sending, Way
from contract.wire.changes import Kind
from contract.wire.commands import SendCard
from tests.support.seats.seat import (
    NO_TOPICS,
    StoppedClock,
    a_sender,
    an_account,
    drafts_in,
    put_server_row,
)

CARD = ServiceCard(
    id=CardId("c1"), title="TARI", topic_id=TopicId("t"), say="Si paga.", language="en", version=7
)


async def test_the_command_says_card_address_language_and_contact(database: LocalDatabase) -> None:
    wanted = CardToSend(
        card=CARD, to="bianca@posta.example", contact_id=ContactId("k1"), office_id=OfficeId("o1")
    )
    await a_sender(database).send(wanted)
    (command,) = await database.read(waiting_commands)
    assert command.data == SendCard(
        card_id=CARD.id,
        card_version=7,
        to="bianca@posta.example",
        language="en",
        contact_id=ContactId("k1"),
        office_id=OfficeId("o1"),
    )
    assert await database.read(waiting_count) == 1, "she sees that it waits"


async def test_what_was_typed_for_it_leaves_the_draft_in_the_same_step(
    database: LocalDatabase,
) -> None:
    typed = SendingDraft(to="bianca@posta.example", card_id=CARD.id)
    draft = ContactDraft(contact_id=ContactId("k1"), description="Chiede", sending=typed)
    await drafts_in(database).save(draft)
    wanted = CardToSend(card=CARD, to=typed.to, contact_id=draft.contact_id)
    await a_sender(database).send(wanted)
    (left,) = await database.read(drafts)
    assert (left.description, left.sending) == ("Chiede", None)


async def test_a_card_that_is_gone_has_no_languages(database: LocalDatabase) -> None:
    gone = CardId("gone")
    assert await database.read(lambda c: knowledge_repository.card_family(c, gone)) == ()


async def test_an_address_whose_contact_is_gone_is_on_disk_until_its_panel_is_left(
    database: LocalDatabase,
) -> None:
    keep = a_sender(database).save_aside
    gone = ContactId("gone")
    typed = SendingDraft(to="bianca@pos", card_id=CARD.id, is_shown=True)
    await keep((gone, typed))
    assert await database.read(typed_aside) == (gone, typed)
    await keep((ContactId("another"), None))
    assert await database.read(typed_aside) == (gone, typed)
    assert await database.read(drafts) == (), "a contact that is gone stays so"
    await keep((gone, replace(typed, is_shown=False)))
    assert await database.read(typed_aside) is None


async def test_a_card_sent_takes_its_address_off_the_disk(database: LocalDatabase) -> None:
    typed = SendingDraft(to="bianca@posta.example", card_id=CARD.id, is_shown=True)
    await a_sender(database).save_aside((ContactId("gone"), typed))
    wanted = CardToSend(card=CARD, to=typed.to, contact_id=ContactId("gone"))
    await a_sender(database).send(wanted)
    assert await database.read(typed_aside) is None


async def test_texts_of_today_count_those_that_wait_and_not_those_of_yesterday(
    database: LocalDatabase,
) -> None:
    clock = StoppedClock()

    async def left() -> int | None:
        return await database.read(lambda c: texts_left(c, clock()))

    assert await left() is None, "the server has not said how many"
    await database.write(lambda c: set_fact(c, "texts_a_day", "5"), changes=NO_TOPICS)
    send = a_sender(database, clock).send
    for to in ("+393471234567", "bianca@posta.example"):
        await send(CardToSend(card=CARD, to=to, contact_id=ContactId("k1")))
    assert await left() == 4
    for days, way in ((0, Way.SMS), (0, Way.MAIL), (1, Way.SMS)):
        asked_at = clock() - timedelta(days=days)
        sending = Sending(
            id=f"s-{days}-{way}",
            contact_id=ContactId("k1"),
            card_id=CARD.id,
            title="TARI",
            way=way,
            operator_id=an_account().id,
            asked_at=asked_at,
            changed_at=asked_at,
        )
        await database.write(
            lambda c, one=sending: put_server_row(c, Kind.SENDING, one), changes=NO_TOPICS
        )
    assert await left() == 3
    await database.write(lambda c: c.execute("DELETE FROM outbox"), changes=NO_TOPICS)
    assert await left() == 4, "the server took it, its row has not come back"
    await database.write(lambda c: c.execute("DELETE FROM replica_row"), changes=NO_TOPICS)
    assert await left() == 4, "the one asked here is not forgotten meanwhile"
    clock.advance(86_400)
    assert await left() == 5
