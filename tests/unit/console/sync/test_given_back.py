"""Whatever order the server refuses in, the words that were written last come back."""

from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from console.model.callbacks.case_file import AttemptResult, HandOver
from console.model.contact.contact_draft import AttemptDraft, ContactDraft
from console.model.editing.revision_draft import RevisionDraft
from console.store.contact.draft_repository import (
    attempt_draft,
    drafts,
    save_attempt_draft,
    save_draft,
)
from console.store.editing.editing_repository import revision_drafts, save_revision_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, next_batch, waiting_commands
from console.store.replica.sync_cursor import set_epoch
from console.store.session.unsent_input_record import unsent_input
from console.sync.push import Notices, record_verdicts
from console.usecases.callbacks.case_records import CaseRecords
from contract.domain.callback import AttemptOutcome, Callback
from contract.domain.case import CaseState
from contract.domain.ids import RevisionId, new_command_id
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.changes import Kind
from contract.wire.commands import (
    Command,
    EditRevision,
    FieldChange,
    PushReply,
    RecordContact,
    Status,
    Verdict,
)
from tests.support.known import known
from tests.support.seats.seat import (
    DESK,
    NO_TOPICS,
    NOW,
    StoppedClock,
    a_callback,
    a_draft,
    an_account,
    drafts_in,
    put_server_row,
)

# All in one answer, or one at a time, as what another seat left is answered.
PACES = pytest.mark.parametrize("at_once", [50, 1], ids=["in one answer", "one by one"])


async def all_refused(database: LocalDatabase, at_once: int) -> None:
    """Let the server refuse what waits, so many commands in one answer."""
    minutes = 0
    while await database.read(waiting_commands):
        minutes += 1
        at = NOW + timedelta(minutes=minutes)

        def apply(connection: Connection, at=at) -> None:  # type: ignore[no-untyped-def]
            set_epoch(connection, "e1")
            batch = next_batch(connection, at_once)
            no = Verdict(status=Status.REJECTED, reason="unknown_topic")
            reply = PushReply(epoch="e1", results={one: no for one, _ in batch})
            record_verdicts(connection, batch, reply, Notices(connection, at))

        await database.write(apply, changes=NO_TOPICS)


async def corrected_offline(database: LocalDatabase) -> ContactDraft:
    """Close a contact and begin to correct it before the server has heard of it."""
    await drafts_in(database).close(a_draft(description="Prima"))
    return known(await drafts_in(database).correct(a_draft().contact_id))


@PACES
async def test_a_contact_and_its_correction_refused_come_back_as_corrected(
    database: LocalDatabase, at_once: int
) -> None:
    again = await corrected_offline(database)
    await drafts_in(database).close(replace(again, description="Dopo"))
    await all_refused(database, at_once)
    [back] = await database.read(drafts)
    assert back.description == "Dopo"
    await drafts_in(database).close(back)
    [command] = await database.read(waiting_commands)
    assert isinstance(command.data, RecordContact), "the server has no contact to correct"


async def test_a_correction_being_typed_is_a_contact_once_its_contact_is_refused(
    database: LocalDatabase,
) -> None:
    again = await corrected_offline(database)
    await database.write(
        lambda c: save_draft(c, replace(again, description="Dopo")), changes=NO_TOPICS
    )
    await all_refused(database, 50)
    [back] = await database.read(drafts)
    assert (back.description, back.earlier) == ("Dopo", None)


def an_edit(**fields: tuple[str, str]) -> Command:
    """Return a command that changes each field from one text to another."""
    raw = {name: [msgspec.Raw(msgspec.json.encode(text)) for text in two] for name, two in
           fields.items()}  # fmt: skip
    data = EditRevision(
        revision_id=RevisionId("r-1"),
        entry_kind=EntryKind.CARD,
        entry_id="c-1",
        base_version=3,
        changes={name: FieldChange(before=old, after=new) for name, (old, new) in raw.items()},
    )
    return Command(id=new_command_id(), at=NOW, data=data)


@PACES
async def test_three_edits_of_an_entry_refused_come_back_as_written_last(
    database: LocalDatabase, at_once: int
) -> None:
    for command in (
        an_edit(say=("A", "AB"), costs=("1", "2")),
        an_edit(say=("AB", "ABC")),
        an_edit(say=("ABC", "ABCD"), title=("T", "U")),
    ):
        await database.write(lambda c, x=command: enqueue(c, x), changes=NO_TOPICS)
    await all_refused(database, at_once)
    [back] = await database.read(revision_drafts)
    assert back.texts == {"say": "ABCD", "costs": "2", "title": "U"}
    assert back.before == {"say": '"A"', "costs": '"1"', "title": '"T"'}


async def test_what_an_editor_typed_since_stays_above_all_that_was_refused(
    database: LocalDatabase,
) -> None:
    typed = RevisionDraft(
        entry_kind=EntryKind.CARD,
        entry_id="c-1",
        revision_id=RevisionId("r-1"),
        texts={"say": "Dopo"},
        before={"say": '"A"'},
        saved_at=NOW,
    )
    for text in ("Prima", "Seconda"):
        command = an_edit(say=("A", text))
        await database.write(lambda c, x=command: enqueue(c, x), changes=NO_TOPICS)
    await database.write(lambda c: save_revision_draft(c, typed), changes=NO_TOPICS)
    await all_refused(database, 1)
    [back] = await database.read(revision_drafts)
    assert back.texts == {"say": "Dopo"}


@PACES
async def test_a_refused_text_that_another_one_took_the_place_of_is_kept_beside(
    database: LocalDatabase, at_once: int
) -> None:
    for command in (an_edit(say=("A", "Prima")), an_edit(say=("A", "Seconda"), title=("T", "U"))):
        await database.write(lambda c, x=command: enqueue(c, x), changes=NO_TOPICS)
    await all_refused(database, at_once)
    [back] = await database.read(revision_drafts)
    assert back.texts == {"say": "Seconda", "title": "U"}
    kept = await database.read(unsent_input)
    assert [one.words for one in kept.values()] == [("Prima",)]


async def test_texts_that_were_gone_on_from_are_not_kept_beside(database: LocalDatabase) -> None:
    for command in (an_edit(say=("A", "AB")), an_edit(say=("AB", "ABC"))):
        await database.write(lambda c, x=command: enqueue(c, x), changes=NO_TOPICS)
    await all_refused(database, 1)
    assert await database.read(unsent_input) == {}


async def a_callback_in_hand(database: LocalDatabase) -> Callback:
    callback = replace(a_callback().claimed_by(an_account().id, "x", NOW), version=2)
    await database.write(lambda c: put_server_row(c, Kind.CALLBACK, callback), changes=NO_TOPICS)
    return callback


async def recorded(
    database: LocalDatabase, callback: Callback, outcome: AttemptOutcome, note: str
) -> None:
    result = AttemptResult(callback=callback, outcome=outcome, note=note, case_state=CaseState.OPEN)
    await CaseRecords(database=database, clock=StoppedClock()).record(result)


@PACES
async def test_all_that_was_noted_of_a_callback_comes_back_with_the_last_result(
    database: LocalDatabase, at_once: int
) -> None:
    callback = await a_callback_in_hand(database)
    await recorded(database, callback, AttemptOutcome.NO_ANSWER, "Nessuno")
    await recorded(database, callback, AttemptOutcome.SOLVED, "Spiegato")
    handed = HandOver(callback=callback, desk_id=DESK, note="Manca un modulo")
    await CaseRecords(database=database, clock=StoppedClock()).record(handed)
    await all_refused(database, at_once)
    back = known(await database.read(lambda c: attempt_draft(c, callback.id)))
    assert (back.note, back.outcome) == ("Nessuno\nSpiegato\nManca un modulo", "solved")


async def test_a_refused_note_stands_before_what_is_typed_since(database: LocalDatabase) -> None:
    callback = await a_callback_in_hand(database)
    await recorded(database, callback, AttemptOutcome.NO_ANSWER, "Nessuno")
    typed = AttemptDraft(callback_id=callback.id, note="Spie", outcome="solved", saved_at=NOW)
    await database.write(lambda c: save_attempt_draft(c, typed), changes=NO_TOPICS)
    await all_refused(database, 50)
    back = known(await database.read(lambda c: attempt_draft(c, callback.id)))
    assert (back.note, back.outcome) == ("Nessuno\nSpie", "solved")


@pytest.mark.parametrize("key", ["callback", "entry"])
async def test_a_draft_that_cannot_be_read_holds_up_no_verdict(
    database: LocalDatabase, key: str
) -> None:
    """What a newer console left lies where the refused words go back."""
    callback = await a_callback_in_hand(database)
    if key == "callback":
        await recorded(database, callback, AttemptOutcome.SOLVED, "Spiegato")
        insert, row_id = "INSERT INTO attempt_draft VALUES (?, ?)", callback.id
    else:
        await database.write(lambda c: enqueue(c, an_edit(say=("A", "B"))), changes=NO_TOPICS)
        insert, row_id = "INSERT INTO revision_draft VALUES (?, ?)", "card:c-1"
    await drafts_in(database).close(a_draft())
    bad = '{"of": "another version"}'
    await database.write(lambda c: c.execute(insert, (row_id, bad)), changes=NO_TOPICS)
    await all_refused(database, 50)
    assert await database.read(waiting_commands) == ()
    assert len(await database.read(drafts)) == 1
