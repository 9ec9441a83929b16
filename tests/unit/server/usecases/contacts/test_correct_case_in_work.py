"""What an operator corrects of a case in work comes to the desk at work on it, or is refused."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from contract.domain.callback import CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.ids import CaseId
from contract.wire import reason_codes
from contract.wire.commands import CorrectContact, RecordContact, Status
from server.store.sync.replicated_rows import find
from tests.support.known import known
from tests.support.servers.recorded_service import RecordedService, callback_of
from tests.support.servers.server_records import (
    NOW,
    a_callback,
    a_clerk,
    a_contact,
    a_note,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

OPERATOR, CLERK = an_account(), a_clerk()
RIGHT = "+390655550001"
TOMORROW = NOW + timedelta(days=1)
LATER = {"window_start_at": TOMORROW, "window_end_at": TOMORROW + timedelta(hours=2)}


def history(service: RecordedService) -> list[str]:
    sql = "SELECT text FROM case_activity ORDER BY at, id"
    return [row["text"] for row in service.database.read_now(lambda c: c.execute(sql))]


def case_of(service: RecordedService) -> Case:
    return known(service.database.read_now(lambda c: find(c, Case, "case-c1")))


def contact_of(service: RecordedService) -> Contact:
    return known(service.database.read_now(lambda c: find(c, Contact, "contact-c1")))


def corrected(told: RecordContact, **contact: object) -> CorrectContact:
    changed = replace(told.contact, **contact)
    case = replace(known(told.case), caller=changed.caller, question=changed.description)
    callback = told.callback and replace(told.callback, caller=changed.caller)
    return CorrectContact(contact=changed, case=case, callback=callback)


def promised(told: RecordContact, **window: object) -> CorrectContact:
    callback = replace(a_callback(), **window) if window else None
    return CorrectContact(contact=told.contact, case=told.case, callback=callback)


def waiting(service: RecordedService) -> int:
    sql = "SELECT id FROM callback WHERE deleted = 0 AND state IN ('open', 'claimed')"
    return len(service.database.read_now(lambda c: c.execute(sql)))


def applied(service: RecordedService, data: CorrectContact | RecordContact) -> None:
    assert service.send(OPERATOR, data).status is Status.APPLIED


@pytest.fixture
def told(service: RecordedService) -> RecordContact:
    told = forwarded(fact_address="Via Prima 1")
    applied(service, told)
    return told


@pytest.mark.parametrize("is_held", [True, False])
def test_the_right_number_is_called_whoever_has_the_callback(
    service: RecordedService, told: RecordContact, is_held: bool
) -> None:
    if is_held:
        service.held(CLERK)
    else:
        service.send(CLERK, a_note())
    before = callback_of(service)
    applied(service, corrected(told, caller=replace(told.contact.caller, phone=RIGHT)))
    callback = callback_of(service)
    assert callback.caller.phone == RIGHT
    assert (callback.state, callback.fence) == (before.state, before.fence)
    assert case_of(service).caller.phone == RIGHT
    assert RIGHT in history(service)


def test_a_case_is_about_whom_the_correction_names(
    service: RecordedService, told: RecordContact
) -> None:
    service.held(CLERK)
    other = CallerDetails(name="Persona Giusta", phone=RIGHT)
    applied(service, corrected(told, caller=other))
    assert case_of(service).caller == other
    assert callback_of(service).caller == other
    (match,) = service.looked_up(an_account("op9"), RIGHT)
    assert [one.caller.name for one in match.open_cases] == [other.name]


def test_the_desk_reads_each_text_that_is_another(
    service: RecordedService, told: RecordContact
) -> None:
    service.held(CLERK)
    applied(service, corrected(told, fact_address="Via Seconda 2"))
    assert history(service) == ["Via Seconda 2"]
    # A field the desk does not work with is no news for it.
    applied(service, corrected(told, fact_address="Via Seconda 2", office_id=None))
    assert history(service) == ["Via Seconda 2"]


def test_a_promise_that_a_correction_adds_is_kept(service: RecordedService) -> None:
    told = replace(forwarded(), callback=None)
    applied(service, told)
    service.send(CLERK, a_note())
    applied(service, promised(told, **LATER))
    assert waiting(service) == 1
    assert contact_of(service).promised_from == TOMORROW


def test_a_promise_after_one_that_was_kept_is_another_callback(
    service: RecordedService, told: RecordContact
) -> None:
    fence = service.held(CLERK).fence
    result = the_result(an_attempt(), fence, case_of(service).state)
    assert service.send(CLERK, result).status is Status.APPLIED
    applied(service, promised(told, **LATER))
    assert waiting(service) == 1
    assert callback_of(service).state is CallbackState.DONE, "what came of the first one stays"


def test_an_hour_promised_anew_is_that_of_the_callback(
    service: RecordedService, told: RecordContact
) -> None:
    service.send(CLERK, a_note())
    applied(service, promised(told, **LATER))
    assert callback_of(service).window_start_at == TOMORROW
    assert contact_of(service).promised_from == TOMORROW
    assert waiting(service) == 1


def test_a_promise_taken_back_is_none(service: RecordedService, told: RecordContact) -> None:
    service.send(CLERK, a_note())
    applied(service, promised(told))
    assert waiting(service) == 0
    assert contact_of(service).promised_from is None


@pytest.mark.parametrize("window", [LATER, {}])
def test_no_promise_is_changed_under_a_clerk_who_calls(
    service: RecordedService, told: RecordContact, window: dict[str, object]
) -> None:
    service.held(CLERK)
    assert service.send(OPERATOR, promised(told, **window)).reason == reason_codes.CASE_IN_WORK
    assert callback_of(service).window_start_at == known(told.callback).window_start_at
    assert history(service) == []


def test_what_somebody_else_was_promised_in_the_case_stays(
    service: RecordedService, told: RecordContact
) -> None:
    service.send(CLERK, a_note())
    who = CallerDetails(name="Altra Persona", phone="+390655550009")
    news = a_contact("c2", caller=who, case_id=CaseId("case-c1"))
    other = a_callback("c2", case_id=CaseId("case-c1"), caller=who)
    applied(service, RecordContact(contact=news, callback=other))
    applied(service, promised(told))
    assert waiting(service) == 1
