"""A card for a citizen waits in the outbox like any other work."""

from console.store import knowledge_repository
from console.store.draft_repository import drafts
from console.store.outbox import waiting_commands, waiting_count
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
