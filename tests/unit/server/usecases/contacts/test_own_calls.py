"""A call, a transfer, a callback or a case is one's own for as long as it is, and by no word."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.case import CaseState
from contract.wire import reason_codes
from contract.wire.claims import CaseFound
from contract.wire.commands import RecordContact, Status
from contract.wire.queues import BlockDecision, BlockRequest
from server.store.calls.call_transfers import CallTransfer, save_transfer
from server.store.calls.queue_calls import CallStage
from server.store.engine.connection import millis
from server.store.operations.audit_log import audit_page
from server.usecases.contacts.find_case import find_case
from server.usecases.contacts.look_up_caller import look_up_caller, note_read
from server.usecases.contacts.look_up_reason import LookUp
from server.usecases.operations.refused import Refused
from server.usecases.routing.block_numbers import ask_block, decide_block
from server.usecases.routing.transfers.call_context import call_context
from tests.support.servers.call_rows import a_call_row
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    a_clerk,
    a_contact,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

VICTIM = CallerDetails(name="Vera Prova", phone="+390651230001")
OTHER, HERE, THERE = an_account("op2"), "1002", "1001"


def by_a_transfer_to_oneself(service: RecordedService) -> Account:
    announced = CallTransfer(
        id="t1",
        call_id="no-such-call",
        from_account_id="op2",
        from_seat=HERE,
        caller_phone=VICTIM.phone,
        target=HERE,
        at=millis(NOW),
    )
    service.database.write_now(lambda c: save_transfer(c, announced))
    return OTHER


def by_the_seat_of_the_one_before(service: RecordedService) -> Account:
    ended = NOW - timedelta(minutes=10)
    service.database.write_now(
        lambda c: a_call_row(
            c,
            "call-a",
            ended - timedelta(minutes=5),
            caller=VICTIM.phone,
            account_id="op1",
            seat=HERE,
            state=CallStage.ENDED,
            ended_at=millis(ended),
        )
    )
    return OTHER


def by_a_promise_of_ones_own(service: RecordedService) -> Account:
    service.forward("c5")
    clerk = a_clerk("clerk9")
    told = forwarded("c9", clerk.id, caller=VICTIM)
    assert told.case is not None
    assert told.callback is not None
    case, callback = replace(told.case, caller=VICTIM), replace(told.callback, caller=VICTIM)
    told = replace(told, case=case, callback=callback)
    assert service.send(clerk, told).status is Status.APPLIED
    service.held(clerk, "c9")
    return clerk


@pytest.mark.parametrize(
    "made_up", [by_a_transfer_to_oneself, by_the_seat_of_the_one_before, by_a_promise_of_ones_own]
)
def test_a_look_up_by_what_anybody_can_make_up_needs_a_reason(
    service: RecordedService, made_up: Callable[[RecordedService], Account]
) -> None:
    service.send(an_account(), RecordContact(contact=a_contact("c1", caller=VICTIM)))
    account = made_up(service)
    asked = LookUp(phone=VICTIM.phone, seat=HERE)
    with pytest.raises(Refused) as refused:
        service.database.write_now(lambda c: look_up_caller(c, account, asked, NOW))
    assert refused.value.code == reason_codes.MISSING_FIELD


def number_of_case(service: RecordedService) -> str:
    row = service.database.read_now(lambda c: c.one("SELECT number FROM case_"))
    assert row is not None
    return str(row["number"])


def test_a_case_is_read_by_who_calls_back_for_it_and_not_by_who_once_did(
    service: RecordedService,
) -> None:
    service.forward()
    clerk, elsewhere = a_clerk(), a_clerk(desk_ids=(SCHOOLS,))
    number, fence = number_of_case(service), service.held(clerk).fence

    def read_by(account: Account) -> bool:
        found = service.database.write_now(lambda c: find_case(c, account, number, THERE, NOW))
        return isinstance(found, CaseFound) and found.record is not None

    assert read_by(elsewhere), "the desk was taken away, the callback is in hand"
    solved = the_result(an_attempt(outcome=AttemptOutcome.SOLVED), fence, CaseState.CLOSED)
    service.send(clerk, solved)
    assert read_by(clerk)
    assert not read_by(elsewhere)


@pytest.mark.parametrize("reader", [OTHER, an_account("lead1", role=Role.TEAM_LEAD)])
def test_the_audit_names_the_case_that_came_with_a_call(
    service: RecordedService, reader: Account
) -> None:
    service.forward()
    transfer = CallTransfer(
        id="t1",
        call_id="call-a",
        from_account_id="op1",
        from_seat=THERE,
        caller_phone=VICTIM.phone,
        target=HERE,
        case_id="case-c1",
        at=millis(NOW),
    )
    service.database.write_now(lambda c: save_transfer(c, transfer))
    service.database.write_now(
        lambda c: a_call_row(
            c,
            "call-b",
            NOW,
            caller=VICTIM.phone,
            account_id="op2",
            seat=HERE,
            state=CallStage.ANSWERED,
            transfer_id="t1",
        )
    )
    known = service.database.read_now(lambda c: call_context(c, reader, HERE, "call-b", NOW))
    assert known is not None
    assert known.case is not None
    service.database.write_now(lambda c: note_read(c, reader, HERE, known, NOW))
    lines = [(one.action, one.subject) for one in service.database.read_now(audit_page)]
    assert ("case.read", f"case-c1 {known.case.citizen_id or ''} call-b") in lines


def test_a_wish_to_block_stays_as_the_lead_reads_it(service: RecordedService) -> None:
    day = BlockRequest(phone=VICTIM.phone, reason="minacce", until_at=NOW + timedelta(days=1))
    ever = BlockRequest(phone=VICTIM.phone, reason="altro")
    service.database.write_now(lambda c: ask_block(c, an_account("op1"), day, NOW))
    shown = service.database.write_now(lambda c: ask_block(c, OTHER, ever, NOW))
    assert (shown.reason, shown.until_at) == (day.reason, day.until_at)
    lead, yes = (
        an_account("lead1", role=Role.TEAM_LEAD),
        BlockDecision(phone=VICTIM.phone, approved=True),
    )
    service.database.write_now(lambda c: decide_block(c, lead, yes, NOW))
    kept = service.database.read_now(lambda c: c.one("SELECT until_at FROM blocked_number"))
    assert kept is not None
    assert kept["until_at"] == millis(NOW + timedelta(days=1))
