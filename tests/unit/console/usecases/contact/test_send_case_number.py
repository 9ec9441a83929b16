"""The number of a case waits for the line behind its contact, and goes with it when undone."""

import pytest
from msgspec.structs import replace

from console.screens.contact.sending_texts import SendingTexts
from console.store.contact.sending_repository import tell_unfortunate
from console.store.replica.local_database import LocalDatabase
from console.store.session.notice_repository import unseen_notices
from console.store.session.session_record import set_fact
from contract.domain.contact import Disposition
from contract.domain.ids import CardId, ContactId
from contract.domain.sending import Sending, SendingProblem, SendingState, Way
from contract.wire.changes import Kind
from contract.wire.commands import RecordContact, ReopenContact, SendCaseNumber
from tests.support.seats.seat import (
    NO_TOPICS,
    NOW,
    a_draft,
    a_sender,
    an_account,
    drafts_in,
    put_server_row,
)
from tests.unit.console.usecases.contact.test_reopen_contact import closed, forwarded, told
from widgets.kit.plain_text import left_to_right

CONTACT = forwarded().contact_id


async def sms_is_set_up(database: LocalDatabase, texts_a_day: str = "5") -> None:
    await database.write(lambda c: set_fact(c, "sends_sms", ""), changes=NO_TOPICS)
    await database.write(lambda c: set_fact(c, "texts_a_day", texts_a_day), changes=NO_TOPICS)


async def test_it_waits_behind_its_contact_and_counts_as_a_text(database: LocalDatabase) -> None:
    await sms_is_set_up(database)
    await closed(database, forwarded(phone_text="347 123 4567"))
    sender = a_sender(database)
    assert await sender.number_of(CONTACT) == "", "it comes with the line"
    assert await sender.may_send_number(CONTACT)
    assert await sender.send_number(CONTACT)
    record, send = await told(database)
    assert isinstance(record, RecordContact)
    assert send == SendCaseNumber(contact_id=CONTACT, to="+393471234567")
    assert await sender.texts_left() == 4


async def test_undone_before_it_left_it_never_leaves(database: LocalDatabase) -> None:
    await closed(database, forwarded(phone_text="347 123 4567"))
    sender = a_sender(database)
    assert await sender.send_number(CONTACT)
    await drafts_in(database).reopen(CONTACT)
    record, reopen = await told(database)
    assert isinstance(record, RecordContact)
    assert reopen == ReopenContact(contact_id=CONTACT)
    assert await sender.send_number(CONTACT) is None, "a link pressed too late"
    assert len(await told(database)) == 2


async def test_a_correction_keeps_what_was_asked_for(database: LocalDatabase) -> None:
    await closed(database, forwarded(phone_text="347 123 4567"))
    await a_sender(database).send_number(CONTACT)
    await drafts_in(database).correct(CONTACT)
    assert [type(one) for one in await told(database)] == [RecordContact, SendCaseNumber]


@pytest.mark.parametrize("phone", ["06 1234 5678", "+33 6 12 34 56 78"])
async def test_a_citizen_without_an_italian_mobile_gets_none(
    database: LocalDatabase, phone: str
) -> None:
    await sms_is_set_up(database)
    await closed(database, forwarded(phone_text=phone, callback=None))
    assert not await a_sender(database).may_send_number(CONTACT)
    assert await a_sender(database).send_number(CONTACT) is None


async def test_it_is_offered_only_for_a_case_and_while_texts_leave(
    database: LocalDatabase,
) -> None:
    sender = a_sender(database)
    await closed(database, forwarded(phone_text="347 123 4567"))
    assert not await sender.may_send_number(CONTACT), "the server sends no SMS"
    await sms_is_set_up(database, "1")
    assert await sender.may_send_number(CONTACT)
    await sender.send_number(CONTACT)
    assert not await sender.may_send_number(CONTACT), "the texts of the day are used up"
    await sms_is_set_up(database)
    plain = a_draft(
        contact_id=ContactId("plain"),
        disposition=Disposition.INFORMATION_GIVEN,
        phone_text="347 123 4567",
    )
    await closed(database, plain)
    assert not await sender.may_send_number(plain.contact_id)
    assert not await sender.may_send_number(ContactId("nowhere"))


async def test_of_one_that_did_not_arrive_she_reads_the_case_and_of_an_undone_one_nothing(
    database: LocalDatabase,
) -> None:
    lost = Sending(
        id="s1",
        contact_id=CONTACT,
        card_id=CardId(""),
        title="2026-000009",
        way=Way.SMS,
        state=SendingState.FAILED,
        problem=SendingProblem.UNDELIVERED,
        operator_id=an_account().id,
        asked_at=NOW,
        changed_at=NOW,
    )
    undone = replace(lost, id="s2", problem=SendingProblem.WITHDRAWN)
    for one in (lost, undone):
        await database.write(
            lambda c, one=one: put_server_row(c, Kind.SENDING, one), changes=NO_TOPICS
        )
    await database.write(lambda c: tell_unfortunate(c, NOW), changes=NO_TOPICS)
    (notice,) = await database.read(unseen_notices)
    said = SendingTexts().not_arrived(notice.subject)
    assert said.startswith(f"Conferma della pratica {left_to_right('2026-000009')}, SMS delle ")
    assert "non consegnata al telefono" in said
