"""A closed contact arrives with everything that belongs to it, or not at all."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from contract.domain.account import Role
from contract.domain.callback import Callback, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import Case, CaseState
from contract.domain.contact import TEXT_LIMIT, Contact, Disposition
from contract.domain.ids import AccountId, CaseId, ContactId, DeskId, TopicId
from contract.wire import reason_codes
from contract.wire.commands import RecordContact, Status, Verdict
from server.store.sync.replicated_rows import find
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    CITIZEN,
    NOW,
    SCHOOLS,
    a_callback,
    a_case,
    a_clerk,
    a_contact,
    an_account,
    forwarded,
)

OPERATOR = an_account()
replace = msgspec.structs.replace


def contact_of(service: RecordedService, name: str = "c1") -> Contact:
    contact = service.database.read_now(lambda c: find(c, Contact, f"contact-{name}"))
    assert contact is not None
    return contact


def refusal(verdict: Verdict) -> tuple[str | None, str | None]:
    assert verdict.status is Status.REJECTED
    return verdict.reason, verdict.detail.get("field")


def count(service: RecordedService, table: str) -> int:
    rows = service.database.read_now(lambda c: c.execute(f"SELECT count(*) AS n FROM {table}"))
    return int(rows[0]["n"])


def test_information_reaches_the_operators_own_scope(service: RecordedService) -> None:
    verdict = service.send(OPERATOR, RecordContact(contact=a_contact()))
    assert verdict.status is Status.APPLIED
    assert verdict.marks == {"account:op1": 1}
    stored = contact_of(service)
    assert replace(stored, citizen_id=None) == a_contact(recorded_at=NOW)


def test_forwarded_contact_brings_its_case_and_callback(service: RecordedService) -> None:
    verdict = service.send(OPERATOR, forwarded())
    assert verdict.status is Status.APPLIED
    assert verdict.marks == {"account:op1": 1, "desk:tributi": 2}
    assert verdict.detail == {"case_number": "2026-000001"}
    case = service.database.read_now(lambda c: find(c, Case, "case-c1"))
    callback = service.database.read_now(lambda c: find(c, Callback, "callback-c1"))
    assert case is not None
    assert callback is not None
    assert case.number == "2026-000001"
    assert case.citizen_id == contact_of(service).citizen_id is not None
    assert contact_of(service).case_id == case.id
    assert callback == a_callback()


def test_server_decides_what_a_new_case_and_callback_begin_with(service: RecordedService) -> None:
    data = forwarded()
    assert data.case is not None
    assert data.callback is not None
    eager = replace(
        data,
        case=replace(
            data.case,
            state=CaseState.CLOSED,
            answer="già detto",
            number="1",
            version=9,
            voicemail_id="of-somebody-else",
        ),
        callback=replace(
            data.callback, state=CallbackState.CLAIMED, holder_id=AccountId("op1"), fence=7
        ),
    )
    assert service.send(OPERATOR, eager).status is Status.APPLIED
    case = service.database.read_now(lambda c: find(c, Case, "case-c1"))
    callback = service.database.read_now(lambda c: find(c, Callback, "callback-c1"))
    assert case is not None
    assert (case.state, case.answer, case.number, case.version) == ("open", "", "2026-000001", 1)
    assert case.voicemail_id is None
    assert callback == a_callback()


def test_case_numbers_count_up_within_a_year(service: RecordedService) -> None:
    numbers = [
        service.send(OPERATOR, forwarded(name), now).detail["case_number"]
        for name, now in [("c1", NOW), ("c2", NOW), ("c3", NOW + timedelta(days=60))]
    ]
    assert numbers == ["2026-000001", "2026-000002", "2027-000001"]


def test_second_callback_may_be_promised_for_a_case_that_exists(service: RecordedService) -> None:
    service.forward()
    again = RecordContact(
        contact=a_contact("c2", case_id=CaseId("case-c1")),
        callback=a_callback("c2", case_id=CaseId("case-c1")),
    )
    assert service.send(OPERATOR, again).status is Status.APPLIED


def test_number_of_a_callback_is_kept_as_e164(service: RecordedService) -> None:
    data = forwarded()
    spaced = replace(CITIZEN, phone="06 5123 4567")
    data = replace(data, callback=a_callback(caller=spaced))
    assert service.send(OPERATOR, data).status is Status.APPLIED
    callback = service.database.read_now(lambda c: find(c, Callback, "callback-c1"))
    assert callback is not None
    assert callback.caller.phone == "+390651234567"


def test_strange_caller_number_is_kept_as_it_came(service: RecordedService) -> None:
    caller = CallerDetails(phone="anonymous")
    service.send(OPERATOR, RecordContact(contact=a_contact(caller=caller)))
    assert contact_of(service).caller.phone == "anonymous"


BAD_CONTACTS: list[tuple[dict[str, Any], str, str]] = [
    ({"topic_id": None}, reason_codes.MISSING_FIELD, "contact.topic"),
    ({"topic_id": TopicId("none")}, reason_codes.UNKNOWN_TOPIC, "contact.topic_id"),
    ({"desk_id": DeskId("none")}, reason_codes.UNKNOWN_DESK, "contact.desk_id"),
    ({"operator_id": AccountId("op2")}, reason_codes.FORBIDDEN, "contact.operator_id"),
    ({"description": "x" * (TEXT_LIMIT + 1)}, reason_codes.TEXT_TOO_LONG, "contact.description"),
    ({"description": "a\0b"}, reason_codes.INVALID, "contact.description"),
    ({"id": ContactId("")}, reason_codes.INVALID, "contact.id"),
    ({"card_ids": ("",)}, reason_codes.INVALID, "contact.card_ids"),
    ({"card_ids": ("k",) * 101}, reason_codes.INVALID, "contact.card_ids"),
    ({"queue": "q" * 1001}, reason_codes.TEXT_TOO_LONG, "contact.queue"),
    ({"hold_s": -1.0}, reason_codes.INVALID, "contact.hold_s"),
    ({"version": 2**70}, reason_codes.INVALID, "contact.version"),
    ({"closed_at": NOW.replace(tzinfo=None)}, reason_codes.INVALID, "contact.closed_at"),
    ({"closed_at": NOW.replace(year=1)}, reason_codes.INVALID, "contact.closed_at"),
    ({"disposition": Disposition.FORWARDED}, reason_codes.MISSING_FIELD, "contact.desk"),
    (
        {"caller": CallerDetails(name="n" * 1001)},
        reason_codes.TEXT_TOO_LONG,
        "contact.caller.name",
    ),
]


@pytest.mark.parametrize(("changed", "reason", "field"), BAD_CONTACTS)
def test_bad_contact_is_refused_naming_the_field(
    service: RecordedService, changed: dict[str, Any], reason: str, field: str
) -> None:
    verdict = service.send(OPERATOR, RecordContact(contact=a_contact(**changed)))
    assert refusal(verdict) == (reason, field)
    assert (count(service, "contact"), count(service, "citizen")) == (0, 0)


def bad_cases() -> list[tuple[RecordContact, str, str]]:
    good = forwarded()
    number = "callback.caller.phone"

    def calling(phone: str) -> RecordContact:
        return replace(good, callback=a_callback(caller=replace(CITIZEN, phone=phone)))

    def with_case(**changed: Any) -> RecordContact:
        return replace(good, case=a_case(**changed))

    def with_callback(**changed: Any) -> RecordContact:
        return replace(good, callback=a_callback(**changed))

    return [
        (replace(good, case=None, callback=None), reason_codes.MISSING_FIELD, "case"),
        (with_case(contact_id=ContactId("other")), reason_codes.INVALID, "case.contact_id"),
        (with_case(desk_id=SCHOOLS), reason_codes.INVALID, "case.desk_id"),
        (with_case(opened_by=AccountId("op2")), reason_codes.FORBIDDEN, "case.opened_by"),
        (with_case(topic_id=TopicId("x")), reason_codes.UNKNOWN_TOPIC, "case.topic_id"),
        (with_callback(case_id=CaseId("case-x")), reason_codes.INVALID, "callback.case_id"),
        (with_callback(desk_id=SCHOOLS), reason_codes.INVALID, "callback.desk_id"),
        (with_callback(topic_id=TopicId("x")), reason_codes.UNKNOWN_TOPIC, "callback.topic_id"),
        (
            with_callback(window_end_at=NOW - timedelta(hours=1)),
            reason_codes.INVALID,
            "callback.window_end_at",
        ),
        (
            RecordContact(contact=a_contact(), callback=a_callback()),
            reason_codes.UNKNOWN_CASE,
            "callback.case_id",
        ),
        (calling(""), reason_codes.MISSING_FIELD, number),
        (calling("899123456"), reason_codes.PHONE_FORBIDDEN, number),
        (calling("+33142278186"), reason_codes.PHONE_FORBIDDEN, number),
        (calling("1001"), reason_codes.PHONE_FORBIDDEN, number),
        (calling("nessuno"), reason_codes.INVALID, number),
    ]


@pytest.mark.parametrize(("data", "reason", "field"), bad_cases())
def test_bad_case_or_callback_refuses_the_whole_contact(
    service: RecordedService, data: RecordContact, reason: str, field: str
) -> None:
    assert refusal(service.send(OPERATOR, data)) == (reason, field)
    assert [count(service, table) for table in ("contact", "case_", "callback", "citizen")] == [
        0,
        0,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("data", "reason", "field"),
    [
        (RecordContact(contact=a_contact()), reason_codes.EXISTS, "contact.id"),
        (
            RecordContact(contact=a_contact(operator="op2")),
            reason_codes.FORBIDDEN,
            "contact.id",
        ),
        (
            replace(
                forwarded(), contact=forwarded("c2").contact, case=a_case(contact_id="contact-c2")
            ),
            reason_codes.FORBIDDEN,
            "case.id",
        ),
        (
            replace(forwarded("c2"), callback=a_callback(case_id=CaseId("case-c2"))),
            reason_codes.FORBIDDEN,
            "callback.id",
        ),
    ],
)
def test_id_of_something_else_is_refused(
    service: RecordedService, data: RecordContact, reason: str, field: str
) -> None:
    """Only of its own contact is an operator's console told that the words are there."""
    service.forward()
    sender = an_account(str(data.contact.operator_id))
    assert refusal(service.send(sender, data)) == (reason, field)


@pytest.mark.parametrize("role", [Role.IT, Role.EDITOR, Role.EXCHANGE])
def test_who_answers_no_calls_records_none(service: RecordedService, role: Role) -> None:
    verdict = service.send(an_account(role=role), RecordContact(contact=a_contact()))
    assert verdict.reason == reason_codes.FORBIDDEN


def test_disabled_account_records_nothing(service: RecordedService) -> None:
    verdict = service.send(an_account(is_active=False), RecordContact(contact=a_contact()))
    assert verdict.reason == reason_codes.FORBIDDEN


# --- whose case it is -----------------------------------------------------------------------------


STRANGER = an_account("op2")
OF_THE_CASE: dict[str, Any] = {"case_id": CaseId("case-c1")}


def test_nobody_promises_a_callback_in_a_case_of_others(service: RecordedService) -> None:
    service.forward()
    forged = RecordContact(contact=a_contact("c2", "op2"), callback=a_callback("c2", **OF_THE_CASE))
    assert refusal(service.send(STRANGER, forged)) == (
        reason_codes.FORBIDDEN,
        "callback.case_id",
    )
    assert count(service, "callback") == 1


def test_a_contact_that_names_a_case_of_others_is_kept_without_it(
    service: RecordedService,
) -> None:
    service.forward()
    forged = RecordContact(contact=a_contact("c2", "op2", **OF_THE_CASE))
    assert service.send(STRANGER, forged).status is Status.APPLIED
    assert contact_of(service, "c2").case_id is None
    desk = a_clerk()
    theirs = RecordContact(contact=a_contact("c3", "clerk1", **OF_THE_CASE))
    assert service.send(desk, theirs).status is Status.APPLIED
    assert contact_of(service, "c3").case_id == "case-c1"


def test_a_callback_is_promised_to_a_citizen_who_asks_for_news_of_the_case(
    service: RecordedService,
) -> None:
    service.forward()
    (match,) = service.looked_up(STRANGER, CITIZEN.phone)
    asks = RecordContact(
        contact=a_contact("c2", "op2", citizen_id=match.citizen.id),
        callback=a_callback("c2", **OF_THE_CASE),
    )
    assert service.send(STRANGER, asks).status is Status.APPLIED


def test_a_contact_of_a_seat_whose_clock_had_stopped_is_kept(service: RecordedService) -> None:
    stopped = NOW.replace(year=1970)
    verdict = service.send(OPERATOR, RecordContact(contact=a_contact(closed_at=stopped)))
    assert verdict.status is Status.APPLIED
    assert contact_of(service).closed_at == stopped
