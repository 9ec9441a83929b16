"""Of two texts of one field, typed at two seats, neither goes, be one of them half typed."""

import json

import pytest

from console.model.contact.unsent_input import About, Typed
from console.model.editing.revision_draft import RevisionDraft
from console.store.editing.editing_repository import save_revision_draft
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_commands
from console.store.session.unsent_input_record import unsent_input
from console.usecases.editing.revision_drafts import RevisionDrafts
from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import EditRevision
from tests.support.seats.seat import NO_TOPICS, NOW, StoppedClock


def _typed(number: int = 0, **texts: str) -> RevisionDraft:
    return RevisionDraft(
        entry_kind=EntryKind.CARD,
        entry_id="c-1",
        revision_id=RevisionId("r-1"),
        title="Tassa rifiuti",
        texts=texts,
        before={"valid_until": "null", "say": '"A"', "costs": '""'},
        number=number,
        is_kept=bool(number),
        saved_at=NOW,
    )


async def _kept(database: LocalDatabase) -> list[Typed]:
    return list((await database.read(unsent_input)).values())


@pytest.mark.parametrize("step", ["save", "hand_over"])
async def test_what_another_seat_had_half_typed_is_kept_beside(
    database: LocalDatabase, step: str
) -> None:
    there = _typed(7, valid_until="31/1", say="Domani")
    await database.write(lambda c: save_revision_draft(c, there), changes=NO_TOPICS)
    drafts = RevisionDrafts(database=database, clock=StoppedClock())
    await getattr(drafts, step)(_typed(valid_until="31/12/2027", say="Oggi"))
    [beside] = await _kept(database)
    assert beside.words == ("31/1",)
    assert beside.about == About(title="Tassa rifiuti", kind="card", id="c-1")
    commands = [one.data for one in await database.read(waiting_commands)]
    first = commands[0]
    assert isinstance(first, EditRevision)
    assert {name: json.loads(bytes(one.after)) for name, one in first.changes.items()} == {
        "say": "Domani"
    }


async def test_a_text_of_which_nobody_knows_what_was_there_before_is_kept_beside(
    database: LocalDatabase,
) -> None:
    there = RevisionDraft(
        entry_kind=EntryKind.CARD,
        entry_id="c-1",
        revision_id=RevisionId("r-1"),
        texts={"say": "Domani"},
        number=7,
        is_kept=True,
        saved_at=NOW,
    )
    await database.write(lambda c: save_revision_draft(c, there), changes=NO_TOPICS)
    drafts = RevisionDrafts(database=database, clock=StoppedClock())
    await drafts.save(_typed(say="Oggi"))
    assert [one.words for one in await _kept(database)] == [("Domani",)]


async def test_two_half_typed_texts_of_one_field_are_both_kept(database: LocalDatabase) -> None:
    drafts = RevisionDrafts(database=database, clock=StoppedClock())
    for number, text in ((7, "31/1"), (8, "31/12")):
        there = _typed(number, valid_until=text)
        await database.write(lambda c, x=there: save_revision_draft(c, x), changes=NO_TOPICS)
        await drafts.save(_typed(valid_until="30/6/2027"))
    assert [one.words for one in await _kept(database)] == [("31/1",), ("31/12",)]
