"""A card for a citizen waits in the outbox like any other work."""

from msgspec.structs import replace

from console.store import knowledge_repository
from console.store.draft_repository import drafts
from console.store.outbox import waiting_commands, waiting_count
from console.store.sending_aside import typed_aside
from console.usecases.keep_sending import KeepSending
from console.usecases.save_draft import SaveDraft
from console.usecases.send_card import SendCard
from console.work.card_to_send import CardToSend
from console.work.contact_draft import ContactDraft, SendingDraft
from contract.domain.ids import CardId, ContactId, OfficeId, TopicId
from contract.domain.knowledge import ServiceCard
from contract.wire.commands import SendCard as SendCardData
from tests.support.seat import StoppedClock, open_replica

CARD = ServiceCard(
    id=CardId("c1"), title="TARI", topic_id=TopicId("t"), say="Si paga.", language="en", version=7
)


async def test_the_command_says_card_address_language_and_contact() -> None:
    async with open_replica() as database:
        wanted = CardToSend(
            card=CARD,
            to="bianca@posta.example",
            contact_id=ContactId("k1"),
            office_id=OfficeId("o1"),
        )
        await SendCard(database=database, clock=StoppedClock())(wanted)
        (command,) = await database.read(waiting_commands)
        assert command.data == SendCardData(
            card_id=CARD.id,
            card_version=7,
            to="bianca@posta.example",
            language="en",
            contact_id=ContactId("k1"),
            office_id=OfficeId("o1"),
        )
        assert await database.read(waiting_count) == 1, "she sees that it waits"


async def test_what_was_typed_for_it_leaves_the_draft_in_the_same_step() -> None:
    async with open_replica() as database:
        typed = SendingDraft(to="bianca@posta.example", card_id=CARD.id)
        draft = ContactDraft(contact_id=ContactId("k1"), description="Chiede", sending=typed)
        await SaveDraft(database=database, clock=StoppedClock())(draft)
        wanted = CardToSend(card=CARD, to=typed.to, contact_id=draft.contact_id)
        await SendCard(database=database, clock=StoppedClock())(wanted)
        (left,) = await database.read(drafts)
        assert (left.description, left.sending) == ("Chiede", None)


async def test_a_card_that_is_gone_has_no_languages() -> None:
    async with open_replica() as database:
        gone = CardId("gone")
        assert await database.read(lambda c: knowledge_repository.card_family(c, gone)) == ()


async def test_an_address_whose_contact_is_gone_is_on_disk_until_its_panel_is_left() -> None:
    async with open_replica() as database:
        keep = KeepSending(database=database)
        gone = ContactId("gone")
        typed = SendingDraft(to="bianca@pos", card_id=CARD.id, is_shown=True)
        await keep((gone, typed))
        assert await database.read(typed_aside) == (gone, typed)
        await keep((ContactId("another"), None))
        assert await database.read(typed_aside) == (gone, typed)
        assert await database.read(drafts) == (), "a contact that is gone stays so"
        await keep((gone, replace(typed, is_shown=False)))
        assert await database.read(typed_aside) is None


async def test_a_card_sent_takes_its_address_off_the_disk() -> None:
    async with open_replica() as database:
        typed = SendingDraft(to="bianca@posta.example", card_id=CARD.id, is_shown=True)
        await KeepSending(database=database)((ContactId("gone"), typed))
        wanted = CardToSend(card=CARD, to=typed.to, contact_id=ContactId("gone"))
        await SendCard(database=database, clock=StoppedClock())(wanted)
        assert await database.read(typed_aside) is None
