"""What a seat without a disk would lose is counted, wherever in its store it lies."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.model.contact.contact_draft import AttemptDraft, SendingDraft
from console.model.contact.unsent_input import About, Typed, fault_place
from console.model.editing.revision_draft import RevisionDraft
from console.store.contact.draft_repository import save_attempt_draft, save_draft
from console.store.contact.sending_aside import keep_typed
from console.store.editing.editing_repository import save_revision_draft
from console.store.replica.cipher import Connection
from console.store.replica.outbox import enqueue
from console.store.replica.outbox_copy import is_copied
from console.store.session.unsent_input_record import save_unsent_input
from console.store.session.unsent_work import COUNTED, unsent_work
from contract.domain.ids import CallbackId, CardId, ContactId, RevisionId, TopicId, new_command_id
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import AssignTopic, Command
from tests.support.seats.seat import NO_TOPICS, NOW, a_draft, open_replica

# Tables of a replica that hold nothing an operator wrote or did for the city.
NOT_HERS = {
    "replica_row": "the server's",
    "overlay_row": "effects of what lies in the outbox",
    "sync_scope": "how far the server was read",
    "lease_effect": "the server's answers",
    "notice": "sentences to the operator",
    "duty_step": "what the seat saw",
    "duty_alarm": "silent: no sentence may tell of one",
    "past_call": "what the seat saw",
    "quality_due": "what the seat measured",
    "card_of_office": "the server's",
}
DRAFT = RevisionDraft(
    entry_kind=EntryKind.CARD, entry_id="c1", revision_id=RevisionId("r1"), texts={"title": "T"}
)
TOPIC = AssignTopic(callback_id=CallbackId("k1"), topic_id=TopicId("t1"))
ADDRESS = SendingDraft(to="a@b.example", card_id=CardId("c1"), is_shown=True)
WORDS = Typed(words=("La rata scade", ""), typed_at=NOW, about=About(title="TARI"))
LEFT: dict[str, Callable[[Connection], None]] = {
    "outbox": lambda c: enqueue(c, Command(id=new_command_id(), at=NOW, data=TOPIC)),
    "contact_draft": lambda c: save_draft(c, a_draft()),
    "attempt_draft": lambda c: save_attempt_draft(c, AttemptDraft(callback_id="k1", note="Nota")),
    "revision_draft": lambda c: save_revision_draft(c, DRAFT),
    "panel_words": lambda c: save_unsent_input(c, {fault_place("c1"): WORDS}),
    "sending_aside": lambda c: keep_typed(c, ContactId("gone"), ADDRESS),
}


@pytest.mark.parametrize("where", COUNTED)
async def test_whatever_an_operator_leaves_in_the_store_is_counted(where: str) -> None:
    async with open_replica() as database:
        assert await database.read(unsent_work) == 0
        await database.write(LEFT[where], changes=NO_TOPICS)
        assert await database.read(unsent_work) == 1


async def test_each_place_of_the_store_is_counted_or_is_none_of_an_operators() -> None:
    async with open_replica() as database:
        tables = await database.read(
            lambda c: {
                name
                for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                if not name.startswith(("sqlite_", "_sqlite_"))
            }
        )
    counted = {name for name in COUNTED if not is_copied(name)} - {"panel_words"}
    assert tables - {"meta"} == counted | NOT_HERS.keys()


async def test_what_the_server_keeps_and_what_is_empty_is_not_counted() -> None:
    def leave(connection: Connection) -> None:
        save_revision_draft(connection, replace(DRAFT, is_kept=True))
        save_revision_draft(connection, replace(DRAFT, entry_id="c2", texts={}))
        save_attempt_draft(connection, AttemptDraft(callback_id="k1", note=" "))

    async with open_replica() as database:
        await database.write(leave, changes=NO_TOPICS)
        assert await database.read(unsent_work) == 0
