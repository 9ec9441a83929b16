"""Who may be calling, with the evidence, and a line of audit for each look."""

from datetime import timedelta
from typing import Any

import pytest

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.ids import ContactId
from contract.wire import reason_codes
from contract.wire.claims import CallerMatch, CallerMatches, CallStory, LookUpReason
from contract.wire.commands import RecordContact
from contract.wire.duty import CallContext, CallQuality
from server.store.calls.call_qualities import save_quality
from server.store.calls.queue_calls import CallStage
from server.store.operations.audit_log import audit_page, first_broken_line
from server.usecases.contacts.look_up_caller import look_up_caller, note_read
from server.usecases.contacts.look_up_reason import MOST_WITHOUT_CALL, LookUp
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from tests.support.servers.call_rows import a_call_row
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    CITIZEN,
    NOW,
    a_clerk,
    a_contact,
    an_account,
    an_attempt,
    the_result,
)

OPERATOR = an_account()


def look(
    service: RecordedService, phone: str = "+390651234567", account: Account = OPERATOR, **why: Any
) -> tuple[CallerMatch, ...]:
    return service.looked_up(account, phone, **why)


def test_known_caller_comes_with_last_contacts_and_open_cases(service: RecordedService) -> None:
    for number in range(6):
        contact = a_contact(f"i{number}", closed_at=NOW + timedelta(minutes=number))
        service.send(OPERATOR, RecordContact(contact=contact))
    service.forward("c1")
    service.forward("c2")
    fence = service.held(a_clerk(), "c2").fence
    done = an_attempt(callback="c2", outcome=AttemptOutcome.SOLVED)
    service.send(a_clerk(), the_result(done, fence))
    (match,) = look(service, "06 51234567")
    assert match.evidence == "phone_exact"
    assert match.citizen.details.name == CITIZEN.name
    assert [contact.id for contact in match.recent_contacts] == [
        f"contact-i{number}" for number in (5, 4, 3, 2, 1)
    ]
    assert [case.id for case in match.open_cases] == ["case-c1"]


def test_last_contacts_come_with_how_their_calls_sounded(service: RecordedService) -> None:
    heard = CallQuality(mos_mean=2.9, mos_min=2.1, lost_pct=4.0, jitter_ms=38, rtt_ms=90)
    for name, key in (("bad", "call-1"), ("letter", "")):
        service.send(OPERATOR, RecordContact(contact=a_contact(name, call_key=key)))
    service.database.write_now(
        lambda c: save_quality(c, "call-1", heard, account_id=OPERATOR.id, seat="1001", now=0)
    )
    (match,) = look(service)
    assert match.calls == {ContactId("contact-bad"): CallStory(quality=heard)}


def test_everybody_at_a_number_is_shown_and_nobody_guessed(service: RecordedService) -> None:
    for number, name in enumerate(["Uno", "Due"]):
        caller = CallerDetails(name=name, phone="+390651234567")
        service.send(OPERATOR, RecordContact(contact=a_contact(f"{number}", caller=caller)))
    names = {match.citizen.details.name for match in look(service)}
    assert names == {"Uno", "Due"}


def test_unknown_number_matches_nobody(service: RecordedService) -> None:
    assert look(service) == ()


def test_each_look_is_in_the_audit_with_whom_it_showed_and_without_the_number(
    service: RecordedService,
) -> None:
    look(service)
    service.send(OPERATOR, RecordContact(contact=a_contact()))
    (match,) = look(service)
    lines = [
        (line.account_id, line.subject, line.at)
        for line in service.database.read_now(audit_page)
        if line.action == "caller.lookup"
    ]
    assert lines == [
        ("op1", "…567 call-1", NOW),
        ("op1", "…567 call-1", NOW),
        ("op1", f"{match.citizen.id} call-1", NOW),
    ]


@pytest.mark.parametrize("role", [Role.IT, Role.EDITOR])
def test_who_answers_no_calls_looks_up_nobody(service: RecordedService, role: Role) -> None:
    with pytest.raises(Refused, match="forbidden"):
        look(service, account=an_account(role=role))


def test_what_is_no_number_is_refused(service: RecordedService) -> None:
    with pytest.raises(Refused) as refused:
        look(service, "nessuno")
    assert refused.value.code == reason_codes.INVALID
    assert refused.value.detail == {"field": "phone", "why": "phone_malformed"}


# --- why it is looked up --------------------------------------------------------------------------

HERE: dict[str, dict[str, Any]] = {
    "it rings here": {"account_id": "op1", "seat": "1001", "state": CallStage.OFFERED},
    "it was lost with the seat": {"wanted_account_id": "op1"},
    "the exchange rings everybody": {"state": CallStage.FALLBACK},
}
PHONE = "+390651234567"


@pytest.mark.parametrize("call", HERE.values(), ids=HERE)
def test_the_number_of_a_call_of_ones_own_needs_no_reason_and_is_not_counted(
    service: RecordedService, call: dict[str, Any]
) -> None:
    service.database.write_now(lambda c: a_call_row(c, "rings", NOW, caller=PHONE, **call))
    for _ in range(MOST_WITHOUT_CALL + 1):
        look(service, call_key="")
    assert {line.subject for line in service.database.read_now(audit_page)} == {"…567 rings"}


def test_a_callback_in_hand_needs_no_reason(service: RecordedService) -> None:
    service.forward()
    clerk = a_clerk()
    service.held(clerk)
    assert len(look(service, account=clerk, call_key="")) == 1


ELSEWHERE: dict[str, dict[str, Any]] = {
    "a colleague's": {"account_id": "op2", "seat": "1002", "state": CallStage.ANSWERED},
    "over for long": {
        "account_id": "op1",
        "arrived": NOW - timedelta(hours=3),
        "gave_up_s": 10.0,
    },
    "of another number": {"account_id": "op1", "caller": "+390699999999"},
}


@pytest.mark.parametrize("call", ELSEWHERE.values(), ids=ELSEWHERE)
def test_nobody_is_looked_up_without_a_call_or_a_reason(
    service: RecordedService, call: dict[str, Any]
) -> None:
    row = {"arrived": NOW, "caller": PHONE} | call
    service.database.write_now(lambda c: a_call_row(c, "other", row.pop("arrived"), **row))
    with pytest.raises(Refused) as refused:
        look(service, call_key="")
    assert (refused.value.code, refused.value.detail) == (
        reason_codes.MISSING_FIELD,
        {"field": "why"},
    )


@pytest.mark.parametrize("why", [{"call_key": "made-up"}, {"why": LookUpReason.WRITTEN}])
def test_what_only_the_seat_says_is_counted_and_comes_to_an_end(
    service: RecordedService, why: dict[str, Any]
) -> None:
    def asked_at(minute: int) -> CallerMatches | None:
        asked, at = LookUp(phone=PHONE, **why), NOW + timedelta(minutes=minute)
        return service.database.write_now(lambda c: look_up_caller(c, OPERATOR, asked, at))

    answers = [asked_at(minute) is not None for minute in range(MOST_WITHOUT_CALL + 1)]
    assert answers == [True] * MOST_WITHOUT_CALL + [False]
    assert look(service, account=an_account("op2"), **why) == (), "each is counted alone"
    last = service.database.read_now(lambda c: audit_page(c, MOST_WITHOUT_CALL))[0]
    assert (last.account_id, last.action, last.subject) == ("op1", "caller.refused", "…567")
    assert asked_at(90) is not None, "an hour later it goes on"
    assert asked_at(-90) is not None, "so it does where the clock was ahead and is set right"


@pytest.mark.parametrize(("seat", "lines"), [("1009", ["theirs"]), ("1002", [])])
def test_who_leads_leaves_a_line_for_the_calls_of_others(
    service: RecordedService, seat: str, lines: list[str]
) -> None:
    lead = an_account("lead", role=Role.TEAM_LEAD)
    service.database.write_now(
        lambda c: a_call_row(c, "theirs", NOW, caller=PHONE, account_id="op2", seat="1002")
    )
    context = CallContext(call_key="theirs", caller_phone=PHONE)
    service.database.write_now(lambda c: note_read(c, lead, seat, context, NOW))
    read = [line.subject for line in service.database.read_now(audit_page)]
    assert read == lines


# --- the chain ------------------------------------------------------------------------------------


def write_lines(service: RecordedService, lines: int = 3) -> None:
    for number in range(lines):
        service.database.write_now(
            lambda c, n=number: write_audit(c, None, "sign_in", f"{n}", NOW)  # type: ignore[misc]
        )


def test_untouched_audit_is_whole(service: RecordedService) -> None:
    assert service.database.read_now(first_broken_line) is None
    write_lines(service)
    assert service.database.read_now(first_broken_line) is None
    assert [line.seq for line in service.database.read_now(lambda c: audit_page(c, 1, 1))] == [2]


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE audit SET subject = 'x' WHERE seq = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET hash = 'x' WHERE seq = 3", 3),
    ],
)
def test_altered_audit_shows_where(service: RecordedService, sql: str, broken: int) -> None:
    write_lines(service)
    service.database.write_now(lambda c: c.execute(sql))
    assert service.database.read_now(first_broken_line) == broken
