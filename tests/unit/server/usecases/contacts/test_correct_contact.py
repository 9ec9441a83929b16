"""A closed contact is taken back, closed again, corrected: nothing it said is lost."""

from datetime import timedelta

import msgspec
import pytest

from contract.domain.callback import Callback, CallbackState
from contract.domain.case import ActivityKind, Case, CaseActivity
from contract.domain.contact import CORRECTABLE_FOR, Contact, Disposition
from contract.domain.ids import CallbackId, CaseId, ContactId, desk_scope
from contract.wire import reason_codes
from contract.wire.changes import Kind, Op
from contract.wire.claims import ClaimRequest, LeaseRequest
from contract.wire.commands import (
    CorrectContact,
    RecordContact,
    ReopenContact,
    Status,
    Verdict,
)
from server.store.contacts.contact_history import ContactChange, history_of
from server.store.engine.connection import Connection
from server.store.operations.audit_log import first_broken_line
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find, values_after
from server.usecases.contacts.claim_callback import claim_callback, release_callback
from server.usecases.sync.apply_command import apply_command
from tests.support.servers.interleaved_writes import Meanwhile, interleaved
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    TAXES,
    a_clerk,
    a_command,
    a_contact,
    a_note,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

OPERATOR = an_account()
CLERK = a_clerk()
REOPEN = ReopenContact(contact_id=ContactId("contact-c1"))
LATER = NOW + timedelta(seconds=20)
replace = msgspec.structs.replace


def there(service: RecordedService) -> tuple[Contact | None, Case | None, Callback | None]:
    """Return contact, case and callback as they are at the server now."""
    return service.database.read_now(
        lambda c: (
            find(c, Contact, "contact-c1"),
            find(c, Case, "case-c1"),
            find(c, Callback, "callback-c1"),
        )
    )


def history(service: RecordedService) -> list[tuple[ContactChange, str]]:
    """Return each change and the description before it."""
    changes = service.database.read_now(lambda c: history_of(c, ContactId("contact-c1")))
    return [(change, earlier.contact.description) for change, earlier in changes]


def reason(verdict: Verdict) -> str | None:
    assert verdict.status is Status.REJECTED
    return verdict.reason


def again(data: RecordContact, **contact: object) -> CorrectContact:
    return CorrectContact(
        contact=replace(data.contact, **contact), case=data.case, callback=data.callback
    )


def test_a_case_taken_back_is_in_the_audit(service: RecordedService) -> None:
    service.forward()
    service.send(OPERATOR, REOPEN, LATER)
    service.send(OPERATOR, again(forwarded(), description="Chiede del rimborso"), LATER)
    rows = service.database.read_now(
        lambda c: c.execute("SELECT action FROM audit WHERE action LIKE 'case.%' ORDER BY seq")
    )
    assert [row["action"] for row in rows] == ["case.opened", "case.taken_back", "case.opened"]


def test_a_contact_taken_back_leaves_nothing_for_the_desk_to_do(service: RecordedService) -> None:
    service.forward()
    assert service.send(OPERATOR, REOPEN, LATER).status is Status.APPLIED
    assert there(service) == (None, None, None)
    epoch = service.pull(CLERK, {}, None).epoch
    pulled = service.pull(CLERK, {"desk:tributi": 2}, epoch)
    gone = [one for one in pulled.scopes["desk:tributi"].changes if one.op is Op.GONE]
    assert {one.kind for one in gone} == {Kind.CASE, Kind.CALLBACK}
    assert history(service) == [(ContactChange.REOPENED, "Chiede del bollettino")]


def test_closed_again_it_has_the_number_the_citizen_was_told(service: RecordedService) -> None:
    service.forward()
    service.send(OPERATOR, REOPEN, LATER)
    said = again(forwarded(), description="Chiede del rimborso", closed_at=LATER)
    verdict = service.send(OPERATOR, said, LATER)
    assert verdict.detail == {"case_number": "2026-000001"}
    contact, case, callback = there(service)
    assert contact is not None
    assert case is not None
    assert callback is not None
    assert (contact.description, contact.closed_at) == ("Chiede del rimborso", LATER)
    assert (contact.case_number, contact.corrected_at) == ("2026-000001", None)
    assert (contact.promised_from, contact.promised_until) == (
        callback.window_start_at,
        callback.window_end_at,
    )
    assert (case.number, case.opened_at) == ("2026-000001", NOW)
    assert callback.state is CallbackState.OPEN


def test_taken_back_and_closed_without_the_desk_the_promise_is_gone(
    service: RecordedService,
) -> None:
    service.forward()
    service.send(OPERATOR, REOPEN, LATER)
    said = CorrectContact(contact=a_contact())
    assert service.send(OPERATOR, said, LATER).detail == {}
    contact, case, callback = there(service)
    assert contact is not None
    assert (contact.disposition, contact.case_id) == (Disposition.INFORMATION_GIVEN, None)
    assert (contact.case_number, contact.promised_from) == ("", None)
    assert (case, callback) == (None, None)


def test_taken_back_from_two_seats_it_is_taken_back_once(service: RecordedService) -> None:
    service.forward()
    assert service.send(OPERATOR, REOPEN, LATER).status is Status.APPLIED
    assert service.send(OPERATOR, REOPEN, LATER).status is Status.APPLIED
    assert len(history(service)) == 1


def test_what_a_clerk_has_claimed_is_not_taken_from_under_her(service: RecordedService) -> None:
    service.forward()
    service.held(CLERK)
    assert reason(service.send(OPERATOR, REOPEN, LATER)) == reason_codes.CASE_IN_WORK
    contact, case, callback = there(service)
    assert contact is not None
    assert case is not None
    assert callback is not None
    assert history(service) == []


def test_a_claim_given_back_without_a_call_leaves_it_to_be_taken_back(
    service: RecordedService,
) -> None:
    service.forward()
    held = service.held(CLERK)
    given_back = LeaseRequest(callback_id=held.id, fence=held.fence)
    service.database.write_now(lambda c: release_callback(c, CLERK, given_back, NOW))
    assert service.send(OPERATOR, REOPEN, LATER).status is Status.APPLIED


def test_a_correction_keeps_the_earlier_text(service: RecordedService) -> None:
    service.send(OPERATOR, RecordContact(contact=a_contact(description="Prima")))
    for text in ("Seconda", "Terza"):
        said = CorrectContact(contact=a_contact(description=text))
        assert service.send(OPERATOR, said, LATER).status is Status.APPLIED
    contact, _, _ = there(service)
    assert contact is not None
    assert (contact.description, contact.corrected_at) == ("Terza", LATER)
    assert contact.closed_at == NOW, "it was closed when it was closed"
    assert history(service) == [
        (ContactChange.CORRECTED, "Prima"),
        (ContactChange.CORRECTED, "Seconda"),
    ]


def test_no_correction_changes_how_and_when_the_citizen_called(service: RecordedService) -> None:
    called = a_contact(queue="Tributi", call_key="a@exchange")
    service.send(OPERATOR, RecordContact(contact=called))
    forged = a_contact(queue="Altro", call_key="b", answered_at=LATER, closed_at=LATER)
    service.send(OPERATOR, CorrectContact(contact=forged), LATER)
    contact, _, _ = there(service)
    assert contact is not None
    assert (contact.queue, contact.call_key) == ("Tributi", "a@exchange")
    assert (contact.answered_at, contact.closed_at) == (called.answered_at, NOW)


def test_a_case_in_work_hears_of_the_correction_in_its_history(service: RecordedService) -> None:
    service.forward()
    service.held(CLERK)
    said = again(forwarded(), description="Ha trovato la ricevuta")
    assert service.send(OPERATOR, said, LATER).detail == {"case_number": "2026-000001"}
    contact, case, callback = there(service)
    assert contact is not None
    assert contact.description == "Ha trovato la ricevuta"
    assert (contact.case_number, contact.case_id) == ("2026-000001", "case-c1")
    assert case is not None
    assert case.question == "Quando arriva il bollettino?", "hers to work on as it was"
    assert callback is not None
    assert callback.state is CallbackState.CLAIMED
    notes = service.database.read_now(
        lambda c: list(values_after(c, Kind.ACTIVITY, "desk:tributi", "", 10))
    )
    [note] = [one for one in notes if isinstance(one, CaseActivity)]
    assert (note.kind, note.text) == (ActivityKind.NOTE, "Ha trovato la ricevuta")


@pytest.mark.parametrize(
    "elsewhere",
    [
        CorrectContact(contact=a_contact()),
        again(forwarded(), desk_id=SCHOOLS),
    ],
)
def test_a_case_in_work_is_not_taken_to_another_desk(
    service: RecordedService, elsewhere: CorrectContact
) -> None:
    service.forward()
    service.held(CLERK)
    if elsewhere.case is not None:
        case = replace(elsewhere.case, desk_id=SCHOOLS)
        callback = elsewhere.callback and replace(elsewhere.callback, desk_id=SCHOOLS)
        elsewhere = replace(elsewhere, case=case, callback=callback)
    assert reason(service.send(OPERATOR, elsewhere, LATER)) == reason_codes.CASE_IN_WORK
    contact, _, _ = there(service)
    assert contact is not None
    assert contact.desk_id == TAXES


def test_a_case_handed_to_another_desk_stays_there_and_hears_of_the_correction(
    service: RecordedService,
) -> None:
    service.forward()

    def hand_on(connection: Connection) -> None:
        case = find(connection, Case, "case-c1")
        assert case is not None
        edit = FeedEdit(connection, now=NOW)
        edit.put(desk_scope(SCHOOLS), replace(case, desk_id=SCHOOLS))
        edit.finish()

    service.database.write_now(hand_on)
    assert reason(service.send(OPERATOR, REOPEN, LATER)) == reason_codes.CASE_IN_WORK
    said = again(forwarded(), description="Ha trovato la ricevuta")
    assert service.send(OPERATOR, said, LATER).status is Status.APPLIED
    _, case, _ = there(service)
    assert case is not None
    assert case.desk_id == SCHOOLS
    notes = service.database.read_now(
        lambda c: list(values_after(c, Kind.ACTIVITY, desk_scope(SCHOOLS), "", 10))
    )
    assert len(notes) == 1


def test_a_case_nobody_has_touched_moves_with_the_correction(service: RecordedService) -> None:
    service.forward()
    data = forwarded()
    assert data.case is not None
    assert data.callback is not None
    moved = CorrectContact(
        contact=replace(data.contact, desk_id=SCHOOLS),
        case=replace(data.case, desk_id=SCHOOLS),
        callback=replace(data.callback, desk_id=SCHOOLS),
    )
    assert service.send(OPERATOR, moved, LATER).detail == {"case_number": "2026-000001"}
    contact, case, callback = there(service)
    assert contact is not None
    assert case is not None
    assert callback is not None
    assert {contact.desk_id, case.desk_id, callback.desk_id} == {SCHOOLS}


def test_a_correction_that_forwards_nothing_takes_an_untouched_case_back(
    service: RecordedService,
) -> None:
    service.forward()
    service.send(OPERATOR, CorrectContact(contact=a_contact()), LATER)
    contact, case, callback = there(service)
    assert contact is not None
    assert (contact.case_id, contact.case_number) == (None, "")
    assert (case, callback) == (None, None)


def test_forwarded_once_more_the_case_has_the_number_the_citizen_was_told(
    service: RecordedService,
) -> None:
    """The operator undoes a correction that had taken it back from the desk."""
    service.forward()
    service.send(OPERATOR, CorrectContact(contact=a_contact()), LATER)
    verdict = service.send(OPERATOR, again(forwarded()), LATER)
    assert verdict.detail == {"case_number": "2026-000001"}
    contact, case, callback = there(service)
    assert contact is not None
    assert case is not None
    assert callback is not None
    assert (contact.case_number, case.number) == ("2026-000001", "2026-000001")
    assert (case.opened_at, callback.state) == (NOW, CallbackState.OPEN)


def test_a_correction_may_forward_what_was_only_an_information(service: RecordedService) -> None:
    service.send(OPERATOR, RecordContact(contact=a_contact()))
    verdict = service.send(OPERATOR, again(forwarded()), LATER)
    assert verdict.detail == {"case_number": "2026-000001"}


def test_ids_another_seat_made_up_lead_to_the_case_that_is_there(service: RecordedService) -> None:
    service.forward()
    data = forwarded()
    assert data.case is not None
    assert data.callback is not None
    case = replace(data.case, id=CaseId("case-other"), question="Chiede del rimborso")
    callback = replace(data.callback, id=CallbackId("callback-other"), case_id=case.id)
    said = CorrectContact(contact=data.contact, case=case, callback=callback)
    assert service.send(OPERATOR, said, LATER).detail == {"case_number": "2026-000001"}
    _, known, promised = there(service)
    assert known is not None
    assert known.question == "Chiede del rimborso"
    assert promised is not None


def test_nobody_changes_a_colleagues_contact(service: RecordedService) -> None:
    service.forward()
    colleague = an_account("op2")
    forged = CorrectContact(contact=a_contact(operator="op2"))
    assert reason(service.send(colleague, REOPEN, LATER)) == reason_codes.FORBIDDEN
    assert reason(service.send(colleague, forged, LATER)) == reason_codes.FORBIDDEN
    assert history(service) == []


def test_a_correction_takes_no_callback_of_another_case(service: RecordedService) -> None:
    service.send(an_account("op2"), forwarded("c2", "op2"))
    service.send(OPERATOR, RecordContact(contact=a_contact()))
    data = forwarded()
    assert data.callback is not None
    theirs = replace(data.callback, id=CallbackId("callback-c2"))
    verdict = service.send(
        OPERATOR, CorrectContact(contact=data.contact, case=data.case, callback=theirs), LATER
    )
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason_codes.FORBIDDEN)
    known = service.database.read_now(lambda c: find(c, Callback, "callback-c2"))
    assert known is not None
    assert known.case_id == "case-c2"


def test_after_a_correction_no_claim_has_the_fence_of_an_earlier_one(
    service: RecordedService,
) -> None:
    service.send(OPERATOR, forwarded())
    first = service.held(CLERK).fence
    wanted = LeaseRequest(callback_id=CallbackId("callback-c1"), fence=first)
    service.database.write_now(lambda c: release_callback(c, CLERK, wanted, NOW))
    data = forwarded()
    again = CorrectContact(contact=data.contact, case=data.case, callback=data.callback)
    assert service.send(OPERATOR, again, LATER).status is Status.APPLIED
    assert service.held(a_clerk("clerk2"), now=LATER).fence > first


def test_a_contact_nobody_recorded_cannot_be_taken_back(service: RecordedService) -> None:
    assert reason(service.send(OPERATOR, REOPEN)) == reason_codes.UNKNOWN_CONTACT


def test_a_correction_of_what_was_refused_before_records_it(service: RecordedService) -> None:
    verdict = service.send(OPERATOR, again(forwarded()))
    assert verdict.detail == {"case_number": "2026-000001"}
    assert history(service) == []


@pytest.mark.parametrize(
    ("after", "reason_code"),
    [
        (CORRECTABLE_FOR, None),
        (CORRECTABLE_FOR + timedelta(seconds=1), reason_codes.TOO_LATE),
    ],
)
def test_after_a_day_a_contact_stays_as_it_is(
    service: RecordedService, after: timedelta, reason_code: str | None
) -> None:
    service.forward()
    assert service.send(OPERATOR, again(forwarded()), NOW + after).reason == reason_code
    assert service.send(OPERATOR, REOPEN, NOW + after).reason == reason_code


def test_closed_offline_it_may_be_taken_back_when_it_arrives_days_later(
    service: RecordedService,
) -> None:
    days_later = NOW + timedelta(days=3)
    service.send(OPERATOR, forwarded(), days_later)
    verdict = service.send(OPERATOR, REOPEN, days_later + timedelta(hours=1))
    assert verdict.status is Status.APPLIED


def test_what_was_taken_back_in_time_may_be_closed_at_any_time(service: RecordedService) -> None:
    service.forward()
    service.send(OPERATOR, REOPEN, NOW + CORRECTABLE_FOR)
    late = NOW + CORRECTABLE_FOR + timedelta(hours=3)
    assert service.send(OPERATOR, again(forwarded(), closed_at=late), late).reason is None


def test_an_answer_already_given_stays_with_its_case(service: RecordedService) -> None:
    service.forward()
    fence = service.held(CLERK).fence
    service.send(CLERK, the_result(an_attempt(), fence))
    assert reason(service.send(OPERATOR, REOPEN, LATER)) == reason_codes.CASE_IN_WORK


def test_a_note_of_the_desk_keeps_the_case_there(service: RecordedService) -> None:
    service.forward()
    service.send(CLERK, a_note())
    assert reason(service.send(OPERATOR, REOPEN, LATER)) == reason_codes.CASE_IN_WORK


def test_each_change_is_in_the_audit(service: RecordedService) -> None:
    service.forward()
    service.send(OPERATOR, REOPEN, LATER)
    service.send(OPERATOR, again(forwarded()), LATER)
    rows = service.database.read_now(
        lambda c: c.execute(
            "SELECT action, subject, account_id FROM audit WHERE action LIKE 'contact.%'"
            " ORDER BY seq"
        )
    )
    assert [(row["action"], row["subject"], row["account_id"]) for row in rows] == [
        ("contact.reopened", "contact-c1", "op1"),
        ("contact.closed_again", "contact-c1", "op1"),
    ]
    assert service.database.read_now(first_broken_line) is None


def _reopen(connection: Connection) -> Verdict:
    return apply_command(connection, OPERATOR, a_command(REOPEN, "reopen"), LATER)


def _claim(connection: Connection) -> bool:
    wanted = ClaimRequest(callback_id=CallbackId("callback-c1"))
    return claim_callback(connection, CLERK, wanted, LATER).granted


@pytest.mark.postgresql
def test_claimed_in_the_very_moment_it_is_not_taken_back(
    postgresql_service: RecordedService,
) -> None:
    postgresql_service.forward()

    def claim(connection: Connection, meanwhile: Meanwhile) -> None:
        assert _claim(connection)
        meanwhile()

    verdict = interleaved(postgresql_service.database, claim, _reopen)
    assert reason(verdict) == reason_codes.CASE_IN_WORK


@pytest.mark.postgresql
def test_taken_back_in_the_very_moment_it_cannot_be_claimed(
    postgresql_service: RecordedService,
) -> None:
    postgresql_service.forward()

    def reopen(connection: Connection, meanwhile: Meanwhile) -> None:
        assert _reopen(connection).status is Status.APPLIED
        meanwhile()

    assert not interleaved(postgresql_service.database, reopen, _claim)
