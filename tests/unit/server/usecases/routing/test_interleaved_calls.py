"""What the routing of calls and a person write of one call at the same moment: both stay."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from contract.domain.callback import Callback, CallbackState
from contract.domain.ids import TransferId, desk_scope
from contract.wire.duty import TransferRequest
from server.store.calls.call_transfers import TAKEN, CallTransfer, save_transfer, transfer_by_id
from server.store.calls.queue_calls import CallStage, QueueCall, call_by_id, insert_call, save_call
from server.store.engine.connection import Connection, millis
from server.store.sync.replicated_rows import find
from server.usecases.calls.keep_voicemail import CallerAtVoicemail, NewVoicemail
from server.usecases.contacts.callback_lease import opened
from server.usecases.routing.call_steps import LOST_WITH_SEAT
from server.usecases.routing.callbacks.first_callbacks import settle_reached
from server.usecases.routing.callbacks.first_turns import GIVEN, REFUSED, end_turns
from server.usecases.routing.callbacks.voicemail_received import voicemail_received
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.routing.transfers.ask_transfer import ask_transfer
from server.usecases.routing.transfers.followed_transfer import taken_by_call
from tests.support.servers.interleaved_writes import Meanwhile, interleaved, put_row
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    CITIZEN,
    NOW,
    TAXES,
    a_callback,
    a_contact,
    an_account,
)

pytestmark = pytest.mark.postgresql
ANNA, BRUNO = an_account("anna"), an_account("bruno")


def routing(connection: Connection) -> RoutingWork:
    return RoutingWork(connection, NOW)


def a_call(**fields: Any) -> QueueCall:
    known: dict[str, Any] = {
        "id": "call-1",
        "caller": CITIZEN.phone,
        "arrived_at": millis(NOW),
        "queued_at": 0,
    }
    return QueueCall(**(known | fields))


def call_now(postgresql_service: RecordedService) -> QueueCall:
    call = postgresql_service.database.read_now(lambda c: call_by_id(c, "call-1"))
    assert call is not None
    return call


def callback_now(postgresql_service: RecordedService) -> Callback:
    found = postgresql_service.database.read_now(lambda c: find(c, Callback, a_callback().id))
    assert found is not None
    return found


def test_a_message_left_by_a_citizen_who_hangs_up_leaves_his_call_ended(
    postgresql_service: RecordedService,
) -> None:
    postgresql_service.database.write_now(
        lambda c: insert_call(c, a_call(state=CallStage.VOICEMAIL))
    )
    who = CallerAtVoicemail(call_id="call-1", caller=CITIZEN.phone)
    message = NewVoicemail(id="voicemail-1", caller=who, duration_s=9)

    def hang_up(connection: Connection, meanwhile: Meanwhile) -> None:
        routing(connection)
        call = call_by_id(connection, "call-1")
        assert call is not None
        save_call(connection, replace(call, ended_at=millis(NOW)))
        meanwhile()

    callback = interleaved(
        postgresql_service.database, hang_up, lambda c: voicemail_received(c, message, NOW)
    )
    assert callback is not None
    call = call_now(postgresql_service)
    assert (call.ended_at, call.callback_id) == (millis(NOW), callback.id)


def test_a_transfer_that_is_followed_while_its_words_change_is_followed_once(
    postgresql_service: RecordedService,
) -> None:
    """Else the next citizen of the same seat would be shown with what this one has told."""
    known = CallTransfer(
        id="t1", call_id="call-1", from_account_id="anna", from_seat="1001", target="q-tari", at=1
    )
    postgresql_service.database.write_now(lambda c: save_transfer(c, known))
    later = TransferRequest(
        id=TransferId("t1"),
        call_key="call-1",
        note="Ha fretta",
        contact=a_contact(operator="anna"),
    )

    def follow(connection: Connection, meanwhile: Meanwhile) -> None:
        taken_by_call(routing(connection), known, "call-2")
        meanwhile()

    interleaved(
        postgresql_service.database, follow, lambda c: ask_transfer(c, ANNA, "1001", later, NOW)
    )
    transfer = postgresql_service.database.read_now(lambda c: transfer_by_id(c, "t1"))
    assert transfer is not None
    assert (transfer.state, transfer.new_call_id) == (TAKEN, "call-2")
    assert transfer.note == "Ha fretta"


def given_to_anna(postgresql_service: RecordedService, cause: str) -> None:
    """Have the citizen of a call be called back by anna, whose turn it is."""
    postgresql_service.forward()
    claimed = callback_now(postgresql_service).claimed_by(ANNA.id, "anna", NOW)
    hers = replace(claimed, lease_until_at=NOW + timedelta(minutes=1))
    postgresql_service.database.write_now(lambda c: put_row(c, desk_scope(TAXES), hers))
    call = a_call(
        state=CallStage.CALLBACK,
        cause=cause,
        callback_id=a_callback().id,
        wanted_account_id="anna",
        ended_at=millis(NOW),
    )
    postgresql_service.database.write_now(lambda c: insert_call(c, call))


def test_a_refusal_outlives_what_routing_writes_of_the_call(
    postgresql_service: RecordedService,
) -> None:
    """Else she would be marked as one who let it ring."""
    given_to_anna(postgresql_service, GIVEN)

    def hang_up(connection: Connection, meanwhile: Meanwhile) -> None:
        routing(connection)
        call = call_by_id(connection, "call-1")
        assert call is not None
        meanwhile()
        save_call(connection, replace(call, ended_at=millis(NOW) + 5))

    interleaved(
        postgresql_service.database, hang_up, lambda c: end_turns(c, "anna", ["call-1"], NOW)
    )
    call = call_now(postgresql_service)
    assert (call.cause, call.ended_at) == (REFUSED, millis(NOW) + 5)


def test_a_callback_passed_on_while_she_reaches_the_citizen_stays_its_new_holders(
    postgresql_service: RecordedService,
) -> None:
    given_to_anna(postgresql_service, LOST_WITH_SEAT)

    def pass_on(connection: Connection, meanwhile: Meanwhile) -> None:
        known = find(connection, Callback, a_callback().id, lock=True)
        assert known is not None
        put_row(connection, desk_scope(TAXES), opened(known).claimed_by(BRUNO.id, "bruno", NOW))
        meanwhile()

    interleaved(
        postgresql_service.database,
        pass_on,
        lambda c: settle_reached(c, "anna", [CITIZEN.phone], NOW),
    )
    after = callback_now(postgresql_service)
    assert (after.state, after.holder_id) == (CallbackState.CLAIMED, BRUNO.id)
