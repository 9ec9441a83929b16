"""Drafts: one per call, at most one open, never lost and never back from the dead."""

from typing import Any

from msgspec.structs import replace

from console.model.contact.contact_draft import AttemptDraft, ContactDraft, SendingDraft
from console.store.contact.draft_repository import attempt_draft, draft, drafts, open_draft
from console.store.replica.local_database import LocalDatabase
from console.usecases.callbacks.case_records import CaseRecords
from contract.domain.ids import CallbackId, ContactId, new_id
from tests.support.known import known
from tests.support.seats.seat import NOW, StoppedClock, a_draft, a_sender, drafts_in


def _of_call(number: int = 1, **changes: Any) -> ContactDraft:
    fields: dict[str, Any] = {
        "contact_id": ContactId(new_id()),
        "call_key": f"key-{number}",
        "rang_at": NOW,
    }
    return ContactDraft(**(fields | changes))


async def test_saving_stamps_the_time_it_was_committed(database: LocalDatabase) -> None:
    saved = await drafts_in(database).save(a_draft())
    assert saved == replace(a_draft(), saved_at=NOW)
    assert await database.read(open_draft) == saved


async def test_the_same_call_finds_its_contact_again_with_everything_typed(
    database: LocalDatabase,
) -> None:
    clock = StoppedClock()
    open_it = drafts_in(database, clock).open
    first = await open_it(_of_call())
    await drafts_in(database, clock).save(replace(first, description="typed"))
    again = await open_it(_of_call(answered_at=NOW, hold_s=7.0))
    assert again.contact_id == first.contact_id
    assert again.description == "typed"
    assert again.answered_at is not None
    assert again.hold_s == 7.0
    assert len(await database.read(drafts)) == 1


async def test_a_new_call_puts_the_open_contact_aside(database: LocalDatabase) -> None:
    open_it = drafts_in(database).open
    first = await open_it(_of_call(1))
    second = await open_it(_of_call(2))
    assert await database.read(open_draft) == second
    aside = known(await database.read(lambda c: draft(c, first.contact_id)))
    assert not aside.is_open


async def test_a_contact_nothing_was_written_in_is_dropped_not_put_aside(
    database: LocalDatabase,
) -> None:
    open_it = drafts_in(database).open
    blank = ContactDraft(contact_id=ContactId("blank"), focus_field="search")
    await open_it(blank)
    second = await open_it(_of_call())
    assert await database.read(drafts) == (second,)
    await open_it(blank)
    await drafts_in(database).put_aside(blank.contact_id)
    assert await database.read(drafts) == (replace(second, is_open=False),)


async def test_an_offered_draft_is_opened_as_it_is(database: LocalDatabase) -> None:
    offered = a_draft(call_key="key-9")
    opened = await drafts_in(database).open(offered)
    assert replace(opened, saved_at=None) == offered
    other = replace(offered, contact_id=ContactId("another"))
    assert (await drafts_in(database).open(other)).contact_id == offered.contact_id


async def test_a_contact_put_aside_is_taken_up_again(database: LocalDatabase) -> None:
    save = drafts_in(database).save
    first, second = a_draft(1), a_draft(2)
    await save(first)
    await drafts_in(database).put_aside(first.contact_id)
    assert await database.read(open_draft) is None
    await save(second)
    taken = known(await drafts_in(database).take_up(first.contact_id))
    assert taken.is_open
    assert await database.read(open_draft) == taken
    assert [one.is_open for one in await database.read(drafts)].count(True) == 1


async def test_what_is_gone_is_neither_put_aside_nor_taken_up(database: LocalDatabase) -> None:
    await drafts_in(database).put_aside(ContactId("none"))
    assert await drafts_in(database).take_up(ContactId("none")) is None
    assert await database.read(drafts) == ()


async def test_a_discarded_draft_is_gone(database: LocalDatabase) -> None:
    await drafts_in(database).save(a_draft())
    await drafts_in(database).discard(a_draft().contact_id)
    assert await database.read(drafts) == ()


async def test_a_late_save_does_not_bring_a_closed_contact_back(database: LocalDatabase) -> None:
    clock = StoppedClock()
    await drafts_in(database, clock).close(a_draft())
    await drafts_in(database, clock).save(a_draft())
    assert await database.read(drafts) == ()


async def test_the_half_written_result_of_a_callback_is_kept(database: LocalDatabase) -> None:
    wanted = AttemptDraft(callback_id="callback-1", note="half")
    saved = await CaseRecords(database=database, clock=StoppedClock()).save_draft(wanted)
    found = await database.read(lambda c: attempt_draft(c, CallbackId("callback-1")))
    assert found == saved == replace(wanted, saved_at=NOW)


async def test_what_is_typed_to_send_a_card_lies_in_the_draft_of_its_contact(
    database: LocalDatabase,
) -> None:
    keep, typed = a_sender(database).save_aside, SendingDraft(to="bianca@pos")
    saved = await drafts_in(database).save(a_draft())
    await keep((saved.contact_id, typed))
    assert await database.read(drafts) == (replace(saved, sending=typed),)
    await keep((saved.contact_id, None))
    assert await database.read(drafts) == (saved,)


async def test_what_is_typed_brings_no_closed_contact_back(database: LocalDatabase) -> None:
    keep, typed = a_sender(database).save_aside, SendingDraft(to="bianca@pos")
    await keep((ContactId("closed"), typed))
    assert await database.read(drafts) == ()


async def test_a_contact_in_which_only_an_address_was_typed_is_put_aside_not_dropped(
    database: LocalDatabase,
) -> None:
    blank = ContactDraft(contact_id=ContactId("k1"), sending=SendingDraft(to="bianca@pos"))
    await drafts_in(database).save(blank)
    await drafts_in(database).put_aside(blank.contact_id)
    taken = known(await drafts_in(database).take_up(blank.contact_id))
    assert taken.sending == blank.sending


def test_a_draft_survives_its_encoding_whole() -> None:
    import msgspec

    whole = a_draft(rang_at=NOW, focus_field="description", cursor=4, search_text="tari")
    assert msgspec.json.decode(msgspec.json.encode(whole), type=ContactDraft) == whole
