"""A closed contact becomes a draft again on the seat, and the server is told in order."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from console.model.contact.contact_draft import CallbackWish, ContactDraft
from console.store.contact.contact_repository import contact, own_contacts
from console.store.contact.draft_repository import draft, drafts, open_draft, save_draft
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import replay
from console.store.replica.outbox import next_batch, waiting_commands
from console.sync.push import Notices, record_verdicts
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import ContactId
from contract.wire import reason_codes
from contract.wire.commands import (
    CorrectContact,
    PushReply,
    RecordContact,
    ReopenContact,
    Status,
    Verdict,
)
from tests.support.known import known
from tests.support.seats.seat import DESK, NO_TOPICS, NOW, a_draft, drafts_in

WISH = CallbackWish(
    window_start_at=NOW + timedelta(hours=1), window_end_at=NOW + timedelta(hours=3)
)


def forwarded(**changes: Any) -> ContactDraft:
    fields: dict[str, Any] = {
        "disposition": Disposition.FORWARDED,
        "desk_id": DESK,
        "phone_text": "06 1234 5678",
        "callback": WISH,
        "search_text": "tari",
    }
    return a_draft(**(fields | changes))


async def closed(database: LocalDatabase, typed: ContactDraft) -> Contact:
    await drafts_in(database).save(typed)
    return await drafts_in(database).close(typed)


async def told(database: LocalDatabase) -> list[object]:
    """Return what waits for the server, in order."""
    return [command.data for command in await database.read(waiting_commands)]


async def own(database: LocalDatabase) -> tuple[Contact, ...]:
    return await database.read(lambda c: own_contacts(c, 5))


async def refused(database: LocalDatabase, reason: str) -> None:
    """Let the server apply what waits, but for the last one."""

    def answer(connection: Any) -> None:
        batch = next_batch(connection, 50)
        results = {command_id: Verdict(status=Status.APPLIED) for command_id, _ in batch}
        results[batch[-1][0]] = Verdict(status=Status.REJECTED, reason=reason)
        reply = PushReply(epoch="", results=results)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('epoch', '')")
        record_verdicts(connection, batch, reply, Notices(connection, NOW))

    await database.write(answer, changes=NO_TOPICS)


async def test_taken_back_it_stands_as_it_was_typed_and_the_server_hears_both(
    database: LocalDatabase,
) -> None:
    typed = forwarded()
    contact = await closed(database, typed)
    again = known(await drafts_in(database).reopen(typed.contact_id, typed=typed))
    assert replace(again, earlier=None, saved_at=None) == replace(typed, saved_at=None)
    assert await database.read(open_draft) == again
    assert await own(database) == (), "it is in no list of closed ones"
    record, reopen = await told(database)
    assert isinstance(record, RecordContact)
    assert reopen == ReopenContact(contact_id=contact.id)


async def test_taken_back_from_the_list_it_has_all_that_the_contact_says(
    database: LocalDatabase,
) -> None:
    typed = forwarded(description="Ha pagato due volte")
    await closed(database, typed)
    again = known(await drafts_in(database).reopen(typed.contact_id))
    assert again.description == "Ha pagato due volte"
    assert (again.disposition, again.desk_id) == (Disposition.FORWARDED, DESK)
    assert again.callback == WISH, "what was promised is promised still"


async def test_closed_again_the_case_is_the_same_one(database: LocalDatabase) -> None:
    typed = forwarded()
    first = await closed(database, typed)
    again = known(await drafts_in(database).reopen(typed.contact_id, typed=typed))
    second = await drafts_in(database).close(replace(again, description="Altro"))
    *_, correct = await told(database)
    assert isinstance(correct, CorrectContact)
    assert correct.contact == second
    assert (second.case_id, second.id) == (first.case_id, first.id)
    assert await own(database) == (second,)
    assert await database.read(drafts) == ()


async def test_closed_twice_after_it_was_taken_back_it_is_sent_once(
    database: LocalDatabase,
) -> None:
    typed = forwarded()
    await closed(database, typed)
    again = known(await drafts_in(database).reopen(typed.contact_id))
    await drafts_in(database).close(again)
    await drafts_in(database).close(again)
    assert len(await told(database)) == 3


async def test_taken_back_twice_it_is_taken_back_once(database: LocalDatabase) -> None:
    typed = forwarded()
    await closed(database, typed)
    await drafts_in(database).reopen(typed.contact_id)
    changed = replace(typed, description="Altro")
    await drafts_in(database).save(changed)
    again = known(await drafts_in(database).reopen(typed.contact_id, typed=typed))
    assert again.description == "Altro", "what was typed since then stays"
    assert len(await told(database)) == 2


async def test_put_aside_it_pushes_nothing_off_the_screen(database: LocalDatabase) -> None:
    typed = forwarded()
    await closed(database, typed)
    other = a_draft(contact_id=ContactId("other"))
    await drafts_in(database).open(other)
    again = known(await drafts_in(database).reopen(typed.contact_id, typed=typed, is_open=False))
    assert not again.is_open
    shown = known(await database.read(open_draft))
    assert shown.contact_id == "other"


async def test_a_contact_corrected_stays_closed_until_then(database: LocalDatabase) -> None:
    typed = a_draft(description="Prima")
    contact = await closed(database, typed)
    again = known(await drafts_in(database).correct(typed.contact_id))
    assert await own(database) == (contact,)
    assert len(await told(database)) == 1, "nothing is told before it is done"
    await drafts_in(database).save(replace(again, description="Dopo"))
    stored = known(await database.read(lambda c: draft(c, typed.contact_id)))
    assert stored.description == "Dopo", "a correction survives a crash as every draft"
    after = await drafts_in(database).close(stored)
    assert (after.description, after.closed_at) == ("Dopo", contact.closed_at)
    assert after.corrected_at == NOW
    assert await own(database) == (after,)


async def test_a_correction_thrown_away_leaves_the_contact_as_it_was(
    database: LocalDatabase,
) -> None:
    contact = await closed(database, a_draft())
    await drafts_in(database).correct(contact.id)
    await drafts_in(database).discard(contact.id)
    assert await own(database) == (contact,)
    assert len(await told(database)) == 1


async def test_what_is_not_there_is_not_opened(database: LocalDatabase) -> None:
    assert await drafts_in(database).reopen(ContactId("gone")) is None
    assert await drafts_in(database).correct(ContactId("gone")) is None


async def test_a_late_letter_of_a_closed_contact_is_no_new_work(database: LocalDatabase) -> None:
    typed = a_draft()
    await closed(database, typed)
    await drafts_in(database).save(typed)
    assert await database.read(drafts) == ()


async def test_taken_back_it_stays_gone_whatever_is_replayed(database: LocalDatabase) -> None:
    typed = a_draft()
    await closed(database, typed)
    await drafts_in(database).reopen(typed.contact_id)
    await database.write(replay, changes=NO_TOPICS)
    assert await own(database) == ()


async def test_refused_the_contact_is_closed_still_and_the_words_are_a_correction(
    database: LocalDatabase,
) -> None:
    typed = forwarded()
    first = await closed(database, typed)
    again = known(await drafts_in(database).reopen(typed.contact_id, typed=typed))
    await refused(database, reason_codes.CASE_IN_WORK)
    assert [one.id for one in await own(database)] == [first.id]
    saved = await drafts_in(database).save(replace(again, description="Aggiunta"))
    assert await database.read(open_draft) == saved, "her words are kept all the same"
    await drafts_in(database).close(saved)
    *_, correct = await told(database)
    assert isinstance(correct, CorrectContact)
    assert correct.contact.description == "Aggiunta"


async def test_a_correction_refused_comes_back_as_the_draft_it_was(
    database: LocalDatabase,
) -> None:
    typed = a_draft(description="Prima")
    await closed(database, typed)
    again = known(await drafts_in(database).correct(typed.contact_id))
    await drafts_in(database).close(replace(again, description="Dopo"))
    await refused(database, reason_codes.TOO_LATE)
    [back] = await database.read(drafts)
    assert back.description == "Dopo"
    assert back.earlier is not None
    [shown] = await own(database)
    assert shown.description == "Prima"


async def test_what_is_typed_since_it_was_taken_back_is_not_replaced_by_what_was_refused(
    database: LocalDatabase,
) -> None:
    typed = forwarded(description="Prima")
    await closed(database, typed)
    again = replace(typed, description="Dopo")
    await database.write(lambda c: save_draft(c, again), changes=NO_TOPICS)
    await refused(database, reason_codes.UNKNOWN_TOPIC)
    [kept] = await database.read(drafts)
    assert kept.description == "Dopo"


@pytest.mark.parametrize("number", ["", "2026-000009"])
async def test_the_number_of_the_case_goes_with_the_contact(
    database: LocalDatabase, number: str
) -> None:
    typed = forwarded()
    first = await closed(database, typed)
    seen = replace(first, case_number=number)
    await database.write(
        lambda c: c.execute(
            "UPDATE overlay_row SET body = json_set(body, '$.case_number', ?) WHERE id = ?",
            (number, first.id),
        ),
        changes=NO_TOPICS,
    )
    assert await database.read(lambda c: contact(c, first.id)) == seen
    again = known(await drafts_in(database).reopen(typed.contact_id))
    assert again.earlier is not None
    assert (again.earlier.case_number, again.earlier.case_id) == (number, first.case_id)
    assert (await drafts_in(database).close(again)).case_number == number
