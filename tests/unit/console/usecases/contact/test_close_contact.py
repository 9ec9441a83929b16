"""Closing: contact, case, callback, outbox and draft change together or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from console.errors import ContactIncomplete, LocalStoreBroken
from console.model.contact.contact_draft import CallbackWish
from console.store.callbacks.callback_repository import callback
from console.store.callbacks.case_repository import case
from console.store.contact.contact_repository import own_contacts
from console.store.contact.draft_repository import drafts
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_commands
from contract.domain.account import Role
from contract.domain.caller import CallerDetails
from contract.domain.contact import Disposition
from contract.domain.ids import CitizenId
from contract.wire.commands import RecordContact
from tests.support.seats.seat import DESK, NOW, TOPIC, a_draft, an_account, drafts_in, open_replica

WISH = CallbackWish(
    window_start_at=NOW + timedelta(hours=1), window_end_at=NOW + timedelta(hours=3)
)


def _forwarded(**changes: Any) -> Any:
    fields: dict[str, Any] = {
        "disposition": Disposition.FORWARDED,
        "desk_id": DESK,
        "phone_text": "06 1234 5678",
        "callback": WISH,
    }
    return a_draft(**(fields | changes))


async def _only_command(database: LocalDatabase) -> RecordContact:
    (command,) = await database.read(waiting_commands)
    assert isinstance(command.data, RecordContact)
    return command.data


async def test_closing_queues_the_contact_and_removes_the_draft(database: LocalDatabase) -> None:
    await drafts_in(database).save(a_draft())
    contact = await drafts_in(database).close(a_draft())
    assert contact.closed_at == NOW
    assert contact.operator_id == an_account().id
    data = await _only_command(database)
    assert (data.contact, data.case, data.callback) == (contact, None, None)
    assert await database.read(drafts) == ()
    assert await database.read(lambda c: own_contacts(c, 5)) == (contact,)


async def test_forwarding_opens_a_case_with_the_question_and_a_callback(
    database: LocalDatabase,
) -> None:
    contact = await drafts_in(database).close(_forwarded())
    data = await _only_command(database)
    assert data.case is not None
    assert data.callback is not None
    assert contact.case_id == data.case.id == data.callback.case_id
    assert data.case.question == contact.description
    assert data.callback.window_end_at == WISH.window_end_at
    assert data.callback.caller.phone == "+390612345678"
    assert await database.read(lambda c: case(c, data.case.id)) == data.case
    assert await database.read(lambda c: callback(c, data.callback.id)) == data.callback


async def test_a_case_of_a_desk_out_of_sight_is_sent_but_not_shown() -> None:
    level_one = an_account(role=Role.OPERATOR, desk_ids=())
    async with open_replica(account=level_one) as database:
        await drafts_in(database).close(_forwarded())
        data = await _only_command(database)
        assert data.case is not None
        assert await database.read(lambda c: case(c, data.case.id)) is None


async def test_forwarding_without_a_callback_needs_no_number(database: LocalDatabase) -> None:
    await drafts_in(database).close(_forwarded(callback=None, phone_text=""))
    assert (await _only_command(database)).callback is None


async def test_a_wish_left_over_in_a_contact_not_forwarded_is_no_callback(
    database: LocalDatabase,
) -> None:
    contact = await drafts_in(database).close(a_draft(callback=WISH, desk_id=DESK))
    assert (await _only_command(database)).callback is None
    assert contact.desk_id is None


async def test_closing_twice_sends_once(database: LocalDatabase) -> None:
    close = drafts_in(database).close
    first = await close(a_draft())
    assert await close(a_draft()) == first
    await _only_command(database)


async def test_texts_are_trimmed_and_the_fiscal_code_is_written_as_stored() -> None:
    caller = CallerDetails(name=" A Caller ", fiscal_code="rssmra80a01 h501u")
    async with open_replica() as database:
        contact = await drafts_in(database).close(
            a_draft(caller=caller, description=" text ", citizen_id=CitizenId(""))
        )
        assert (contact.caller.name, contact.caller.fiscal_code) == ("A Caller", "RSSMRA80A01H501U")
        assert (contact.description, contact.citizen_id) == ("text", None)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"topic_id": None}, (("topic", "missing_field"),)),
        ({"phone_text": "06"}, (("phone", "phone_malformed"),)),
        ({"phone_text": "pronto"}, (("phone", "phone_malformed"),)),
        (
            {"caller": CallerDetails(fiscal_code="RSSMRA80A01H501X")},
            (("fiscal_code", "fiscal_code_check"),),
        ),
        ({"description": "x" * 20_001}, (("description", "text_too_long"),)),
        (
            {
                "disposition": Disposition.FORWARDED,
                "topic_id": None,
                "description": " ",
                "callback": WISH,
                "caller": CallerDetails(fiscal_code="short"),
            },
            (
                ("fiscal_code", "fiscal_code_malformed"),
                ("phone", "missing_field"),
                ("topic", "missing_field"),
                ("desk", "missing_field"),
                ("description", "missing_field"),
            ),
        ),
        (
            {
                "disposition": Disposition.FORWARDED,
                "desk_id": DESK,
                "callback": WISH,
                "phone_text": "899 123456",
            },
            (("phone", "phone_forbidden"),),
        ),
    ],
)
async def test_what_is_wrong_is_named_in_the_order_of_the_form(
    database: LocalDatabase, changes: dict[str, Any], faults: tuple[tuple[str, str], ...]
) -> None:
    draft = a_draft(**changes)
    await drafts_in(database).save(draft)
    with pytest.raises(ContactIncomplete) as refused:
        await drafts_in(database).close(draft)
    assert refused.value.fields == faults
    assert await database.read(waiting_commands) == ()
    assert len(await database.read(drafts)) == 1


async def test_a_wrong_number_needs_no_topic(database: LocalDatabase) -> None:
    await drafts_in(database).close(a_draft(disposition=Disposition.WRONG_NUMBER, topic_id=None))
    assert (await _only_command(database)).contact.topic_id is None


async def test_nobody_signed_in_closes_nothing(database: LocalDatabase) -> None:
    await database.switch_to(None, "")
    with pytest.raises(LocalStoreBroken) as refused:
        await drafts_in(database).close(a_draft())
    assert refused.value.kind == "closed"


def test_the_topic_of_the_builders_is_the_one_checked() -> None:
    assert a_draft().topic_id == TOPIC
