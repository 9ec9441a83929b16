"""Who may be calling, with the evidence, and a line of audit for each look."""

from datetime import timedelta

import pytest

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.ids import ContactId
from contract.wire import reason_codes
from contract.wire.claims import CallerMatches, CallStory
from contract.wire.commands import RecordContact
from contract.wire.duty import CallQuality
from server.store.calls.call_qualities import save_quality
from server.store.operations.audit_log import audit_page, first_broken_line
from server.usecases.contacts.look_up_caller import look_up_caller
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
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
    service: RecordedService, phone: str = "+390651234567", account: Account = OPERATOR
) -> CallerMatches:
    return service.database.write_now(lambda c: look_up_caller(c, account, phone, NOW))


def test_known_caller_comes_with_last_contacts_and_open_cases(service: RecordedService) -> None:
    for number in range(6):
        contact = a_contact(f"i{number}", closed_at=NOW + timedelta(minutes=number))
        service.send(OPERATOR, RecordContact(contact=contact))
    service.forward("c1")
    service.forward("c2")
    fence = service.held(a_clerk(), "c2").fence
    done = an_attempt(callback="c2", outcome=AttemptOutcome.SOLVED)
    service.send(a_clerk(), the_result(done, fence))
    (match,) = look(service, "06 51234567").matches
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
    (match,) = look(service).matches
    assert match.calls == {ContactId("contact-bad"): CallStory(quality=heard)}


def test_everybody_at_a_number_is_shown_and_nobody_guessed(service: RecordedService) -> None:
    for number, name in enumerate(["Uno", "Due"]):
        caller = CallerDetails(name=name, phone="+390651234567")
        service.send(OPERATOR, RecordContact(contact=a_contact(f"{number}", caller=caller)))
    names = {match.citizen.details.name for match in look(service).matches}
    assert names == {"Uno", "Due"}


def test_citizen_with_a_new_number_is_found_under_the_old_one_too(
    service: RecordedService,
) -> None:
    old = CallerDetails(name="Uno", fiscal_code="RSSMRA80A01H501U", phone="+390651234567")
    new = CallerDetails(fiscal_code=old.fiscal_code, phone="+393331234567")
    service.send(OPERATOR, RecordContact(contact=a_contact("c1", caller=old)))
    service.send(OPERATOR, RecordContact(contact=a_contact("c2", caller=new)))
    assert [match.evidence for match in look(service).matches] == ["phone_earlier"]
    assert [match.evidence for match in look(service, "+393331234567").matches] == ["phone_exact"]


def test_unknown_number_matches_nobody(service: RecordedService) -> None:
    assert look(service).matches == ()


def test_each_look_is_in_the_audit_without_the_number(service: RecordedService) -> None:
    look(service)
    look(service)
    lines = service.database.read_now(audit_page)
    assert [(line.account_id, line.action, line.subject, line.at) for line in lines] == [
        ("op1", "caller.lookup", "…567", NOW)
    ] * 2


@pytest.mark.parametrize("role", [Role.IT, Role.EDITOR])
def test_who_answers_no_calls_looks_up_nobody(service: RecordedService, role: Role) -> None:
    with pytest.raises(Refused, match="forbidden"):
        look(service, account=an_account(role=role))


def test_what_is_no_number_is_refused(service: RecordedService) -> None:
    with pytest.raises(Refused) as refused:
        look(service, "nessuno")
    assert refused.value.code == reason_codes.INVALID
    assert refused.value.detail == {"field": "phone", "why": "phone_malformed"}


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
