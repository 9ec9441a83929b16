"""What is left to do after a call, and the account of a day."""

from datetime import UTC, datetime, timedelta

import pytest

from contract.domain.callback import CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import Case, CaseState
from contract.domain.contact import Direction, Disposition
from contract.domain.ids import QueueId
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.queue import Entry, Queue
from contract.wire.commands import RecordContact, Status
from contract.wire.exchange import ExchangeEvent
from server.store.operations.audit_log import audit_page
from server.store.sync.replicated_rows import find
from server.usecases.calls.keep_voicemail import CallerAtVoicemail, NewVoicemail
from server.usecases.contacts.claim_callback import expire_leases
from server.usecases.routing.call_account import CallAccount, call_account, day_account
from server.usecases.routing.callbacks.voicemail_received import voicemail_received
from server.usecases.sync.apply_command import apply_command
from tests.integration.server.routing.test_lost_seats import bice_has_the_citizen
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.phones.call_centre import CITY, CallCentre
from tests.support.servers.server_records import a_command, a_contact

CITIZEN = "+390651230001"

OFFERING = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY),),
    offers_callback_s=60,
    has_voicemail=True,
    max_wait_s=150,
)


centre = async_fixture(lambda database_url: CallCentre.open(database_url, OFFERING))


def left_by(caller: str, call_id: str) -> NewVoicemail:
    who = CallerAtVoicemail(call_id=call_id, queue_id="generale", caller=caller)
    return NewVoicemail(id="m-1", caller=who, duration_s=12)


async def test_a_message_in_the_voicemail_becomes_a_case_with_a_callback(
    centre: CallCentre,
) -> None:
    phone = await centre.call(CITIZEN)
    message = left_by(CITIZEN, phone.key)
    for _ in range(2):
        await centre.database.write(lambda c: voicemail_received(c, message, centre.now))
    (callback,) = await centre.callbacks()
    assert callback.caller.phone == CITIZEN
    case = known(await centre.database.read(lambda c: find(c, Case, callback.case_id)))
    assert "17:00" in case.question
    assert (case.voicemail_id, case.voicemail_s) == ("m-1", 12)
    assert (await phone.row()).callback_id == callback.id


@pytest.mark.parametrize("caller", ["anonymous", "+39899123456", ""])
async def test_a_message_of_nobody_who_can_be_dialled_is_work_as_well(
    centre: CallCentre, caller: str
) -> None:
    phone = await centre.call(caller)
    message = left_by(caller, phone.key)
    await centre.database.write(lambda c: voicemail_received(c, message, centre.now))
    (callback,) = await centre.callbacks()
    assert (callback.caller.phone, callback.state) == ("", CallbackState.OPEN)
    case = known(await centre.database.read(lambda c: find(c, Case, callback.case_id)))
    assert case.voicemail_id == "m-1"


async def test_a_message_of_a_call_nobody_knows_is_work_as_well(centre: CallCentre) -> None:
    message = left_by("", "")
    await centre.database.write(lambda c: voicemail_received(c, message, centre.now))
    (callback,) = await centre.callbacks()
    case = known(await centre.database.read(lambda c: find(c, Case, callback.case_id)))
    assert case.voicemail_id == "m-1"


async def test_a_message_joins_the_case_of_the_callback_that_was_asked_before(
    centre: CallCentre,
) -> None:
    phone = await centre.call(CITIZEN)
    await phone.press("1")
    (callback,) = await centre.callbacks()
    message = left_by(CITIZEN, phone.key)
    await centre.database.write(lambda c: voicemail_received(c, message, centre.now))
    (same,) = await centre.callbacks()
    assert same.id == callback.id
    case = known(await centre.database.read(lambda c: find(c, Case, callback.case_id)))
    assert (case.voicemail_id, case.version) == ("m-1", 2)


async def test_a_case_that_the_server_makes_itself_is_in_the_audit(centre: CallCentre) -> None:
    phone = await centre.call(CITIZEN)
    await phone.press("1")
    await centre.database.write(
        lambda c: voicemail_received(c, left_by(CITIZEN, phone.key), centre.now)
    )
    (callback,) = await centre.callbacks()
    lines = await centre.database.read(audit_page)
    assert [(one.account_id, one.action, one.subject) for one in lines] == [
        (None, "case.opened", callback.case_id),
        (None, "case.changed", f"{callback.case_id} voicemail_id,voicemail_s"),
    ]


async def test_an_operator_who_has_called_back_closes_the_callback_with_her_contact(
    centre: CallCentre,
) -> None:
    await bice_has_the_citizen(centre)
    bice = centre.accounts["bice"]
    contact = a_contact(
        "c9",
        bice.id,
        direction=Direction.OUTBOUND,
        disposition=Disposition.CALLED_BACK,
        description="Spiegato il bollettino",
        caller=CallerDetails(phone=CITIZEN),
        topic_id=None,
    )
    command = a_command(RecordContact(contact=contact))
    verdict = await centre.database.write(lambda c: apply_command(c, bice, command, centre.now))
    assert verdict.status is Status.APPLIED
    (callback,) = await centre.callbacks()
    assert callback.state is CallbackState.DONE
    case = known(await centre.database.read(lambda c: find(c, Case, callback.case_id)))
    assert (case.state, case.answer) == (CaseState.CLOSED, "Spiegato il bollettino")
    lines = await centre.database.read(audit_page)
    assert [line.subject for line in lines if line.action == "case.changed"] == [
        f"{case.id} state,answer,closed_at"
    ]


async def test_a_callback_its_operator_forgot_goes_to_the_desk(centre: CallCentre) -> None:
    await bice_has_the_citizen(centre)
    centre.now += timedelta(minutes=16)
    await centre.database.write(lambda c: expire_leases(c, centre.now))
    (callback,) = await centre.callbacks()
    assert callback.state is CallbackState.OPEN


async def account(centre: CallCentre) -> CallAccount:
    day = centre.now.astimezone(ROME).date()
    return await centre.database.read(lambda c: day_account(c, day))


async def test_every_call_of_a_day_is_in_one_line_of_its_account(centre: CallCentre) -> None:
    answered = await centre.talking()
    await answered.tell("ended", why="bye")
    lost_talking = await centre.call()
    await centre.ready("anna")
    await lost_talking.answered_by(await lost_talking.ring())
    await centre.dispatcher.seat_lost("1001")
    abandoned = await centre.call()
    await abandoned.tell("abandoned", why="caller")
    called_back = await centre.call()
    await called_back.press("1")
    elsewhere = await centre.call(exchange="b", sip="b-1", call="b-1")
    assert elsewhere.waits
    await centre.dispatcher.on_event(ExchangeEvent(ev="started", exchange="b", boot="b9"))
    still_waiting = await centre.call()
    assert still_waiting.waits
    found = await account(centre)
    assert found.offered == 6
    assert (found.answered, found.abandoned, found.callback) == (2, 1, 1)
    assert (found.lost, found.waiting, found.lost_while_talking) == (1, 1, 1)
    assert (found.told_answered, found.told_abandoned, found.differing) == (2, 1, 0)
    assert found.is_balanced


async def test_an_account_of_a_span_of_time_does_not_end_at_midnight(database_url: str) -> None:
    before_midnight = datetime(2026, 11, 25, 22, 59, 50, tzinfo=UTC)  # 23:59:50 in Rome
    async with CallCentre.open(database_url, OFFERING, now=before_midnight) as centre:
        await (await centre.call(CITIZEN)).tell("abandoned", why="caller")
        await centre.after(20)
        assert (await centre.call("+390651230002")).waits
        assert (await account(centre)).offered == 1
        until = centre.now + timedelta(seconds=1)
        found = await centre.database.read(lambda c: call_account(c, before_midnight, until))
        assert (found.offered, found.abandoned, found.waiting) == (2, 1, 1)
        assert (found.told_abandoned, found.is_balanced) == (1, True)


async def test_consultations_and_passed_on_calls_are_not_counted_twice(centre: CallCentre) -> None:
    phone = await centre.talking()
    await centre.call("1001", to="q-generale", from_seat=True)
    joined = centre.phone(CITIZEN)
    await joined.tell("transferred", seat="1001", why="1001", replaces=phone.request.sip)
    found = await account(centre)
    assert (found.offered, found.transferred, found.is_balanced) == (1, 1, True)


async def test_who_gives_up_in_the_moment_a_seat_answers_was_answered(centre: CallCentre) -> None:
    phone, ring = await centre.ringing()
    await phone.tell("abandoned", why="caller")
    await phone.answered_by(ring)
    found = await account(centre)
    assert (found.answered, found.abandoned) == (1, 0)
    assert (found.told_answered, found.told_abandoned, found.differing) == (1, 0, 0)


async def test_an_account_that_contradicts_the_exchange_does_not_balance(
    centre: CallCentre,
) -> None:
    await centre.talking()
    await centre.database.write(
        lambda c: c.execute("UPDATE queue_call SET state = 'abandoned', answered_at = NULL")
    )
    found = await account(centre)
    assert (found.differing, found.is_balanced) == (1, False)
