"""Who the citizen of a contact is, and that nothing a caller says changes a citizen by itself."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from contract.domain.account import Account
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId, ContactId
from contract.wire.claims import CallerMatch
from contract.wire.commands import CorrectContact, RecordContact, ReopenContact, Status
from contract.wire.duty import CallContext
from server.store.contacts.citizen_words import SHOWN_KEPT_FOR, delete_old_shown
from server.store.engine.connection import Row
from server.store.sync.replicated_rows import find
from server.usecases.contacts.look_up_caller import note_read
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, a_clerk, a_contact, an_account, forwarded

OPERATOR, COLLEAGUE = an_account(), an_account("op2")
HOME, OTHER, CODE = "+393331234567", "+390612345678", "RSSMRA80A01H501U"
BIANCA = CallerDetails(name="Bianca Esempio", phone=HOME, fiscal_code=CODE)
replace = msgspec.structs.replace


def told(
    service: RecordedService,
    name: str,
    caller: CallerDetails,
    citizen_id: str | None = None,
    *,
    by: Account = OPERATOR,
    now: datetime = NOW,
    **contact: Any,
) -> str | None:
    """Record a contact and return whose the server took it for."""
    said = a_contact(
        name, by.id, caller=caller, citizen_id=citizen_id and CitizenId(citizen_id), **contact
    )
    assert service.send(by, RecordContact(contact=said), now).status is Status.APPLIED
    stored = contact_of(service, name)
    assert stored is not None
    assert stored.caller.name == " ".join(caller.name.split()), "what was said stays said"
    return stored.citizen_id


def contact_of(service: RecordedService, name: str = "c1") -> Contact | None:
    return service.database.read_now(lambda c: find(c, Contact, f"contact-{name}"))


def look(
    service: RecordedService, phone: str, by: Account = OPERATOR, now: datetime = NOW
) -> tuple[CallerMatch, ...]:
    return service.looked_up(by, phone, now)


def citizens(service: RecordedService) -> list[Row]:
    return service.database.read_now(
        lambda c: c.execute("SELECT name, phone, fiscal_code, municipio FROM citizen ORDER BY id")
    )


def audited(service: RecordedService, action: str) -> list[str]:
    rows = service.database.read_now(
        lambda c: c.execute("SELECT action, subject FROM audit ORDER BY seq")
    )
    return [row["subject"] for row in rows if row["action"] == action]


def row(details: CallerDetails) -> Row:
    names = ("name", "phone", "fiscal_code", "municipio")
    return {name: getattr(details, name) for name in names}


# --- what a caller says ---------------------------------------------------------------------------


def test_whoever_spells_a_name_and_a_code_changes_nothing_of_the_citizen(
    service: RecordedService,
) -> None:
    first = told(service, "c1", BIANCA)
    elsewhere = replace(BIANCA, phone=OTHER, municipio="VII", fiscal_code=CODE.lower())
    assert told(service, "c2", elsewhere) == first
    assert citizens(service) == [row(BIANCA)]
    assert look(service, OTHER) == (), "the number that was only said brings nobody up"


def test_a_code_under_another_name_is_nobodys_contact(service: RecordedService) -> None:
    told(service, "c1", BIANCA)
    for number, name in enumerate(("Altro Nome", "")):
        said = CallerDetails(name=name, fiscal_code=CODE, phone=OTHER)
        assert told(service, f"other{number}", said) is None
    assert citizens(service) == [row(BIANCA)]
    assert look(service, OTHER) == ()


def test_names_agree_whatever_comes_first(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    assert told(service, "c2", replace(BIANCA, name="esempio  bianca", phone=OTHER)) == first


def test_citizen_is_recognised_by_number_and_name(service: RecordedService) -> None:
    first = told(service, "c1", CallerDetails(name="Uno  Due", phone=HOME))
    assert told(service, "c2", CallerDetails(name=" uno due", phone="333 1234567")) == first
    assert told(service, "c3", CallerDetails(name="Altro", phone=HOME)) != first


def test_a_code_told_later_stands_beside_the_citizen_until_somebody_confirms(
    service: RecordedService,
) -> None:
    known = CallerDetails(name="Uno", phone=HOME)
    first = told(service, "c1", known)
    assert told(service, "c2", replace(known, fiscal_code=CODE)) == first
    assert citizens(service) == [row(known)]
    (match,) = look(service, HOME)
    assert told(service, "c3", replace(known, fiscal_code=CODE), match.citizen.id) == first
    assert citizens(service) == [row(replace(known, fiscal_code=CODE))]


def test_same_name_and_number_with_another_code_is_somebody_else(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    second = told(service, "c2", replace(BIANCA, fiscal_code="RSSMRA10A01H501X"))
    assert second not in (None, first)
    assert told(service, "c3", replace(BIANCA, fiscal_code="")) is None  # either may be


def test_who_took_a_name_and_a_code_first_is_not_shown_what_their_owner_says(
    service: RecordedService,
) -> None:
    """A stranger calls before the citizen ever did; both are one citizen to the server."""
    told(service, "stranger", replace(BIANCA, phone=OTHER))
    service.send(OPERATOR, forwarded("c1", caller=BIANCA))
    (match,) = look(service, OTHER)
    assert [one.id for one in match.recent_contacts] == ["contact-stranger"]
    assert match.open_cases == ()


@pytest.mark.parametrize(
    "caller",
    [
        CallerDetails(),
        CallerDetails(phone=HOME),
        CallerDetails(name="Uno"),
        CallerDetails(fiscal_code=CODE, phone=HOME),
    ],
)
def test_caller_who_could_not_be_found_again_is_not_kept(
    service: RecordedService, caller: CallerDetails
) -> None:
    assert told(service, "c1", caller) is None
    assert citizens(service) == []


# --- what an operator confirms --------------------------------------------------------------------


def test_the_confirmed_citizen_stays_as_known_and_what_was_empty_is_filled(
    service: RecordedService,
) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME)
    said = CallerDetails(
        name="Bianca E.", phone=OTHER, municipio="V", fiscal_code="RSSMRA10A01H501X"
    )
    assert told(service, "c2", said, first) == first
    assert citizens(service) == [row(replace(BIANCA, municipio="V"))]
    assert audited(service, "citizen.changed") == [f"{first} municipio"]
    stored = contact_of(service, "c2")
    assert stored is not None
    assert (stored.caller.phone, stored.caller.name) == (OTHER, "Bianca E."), "beside it"


def test_a_confirmed_citizen_is_found_under_that_number_too(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME)
    told(service, "c2", replace(BIANCA, phone=OTHER), first)
    (match,) = look(service, OTHER)
    assert (match.citizen.id, match.evidence) == (first, "phone_earlier")
    assert {one.id for one in match.recent_contacts} == {"contact-c1", "contact-c2"}


def test_an_id_that_was_never_shown_confirms_nothing(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME, COLLEAGUE)
    assert told(service, "c2", CallerDetails(name="Io", phone=OTHER), first) not in (None, first)
    assert told(service, "c3", CallerDetails(), first) is None
    assert row(BIANCA) in citizens(service)
    assert [one.citizen.details.name for one in look(service, OTHER)] == ["Io"]


@pytest.mark.parametrize(
    ("shown_before", "is_confirmed"), [(timedelta(minutes=30), True), (timedelta(hours=3), False)]
)
def test_a_contact_that_comes_days_later_is_judged_by_what_was_seen_when_it_was_written(
    service: RecordedService, shown_before: timedelta, is_confirmed: bool
) -> None:
    first = told(service, "c1", BIANCA)
    days_later = NOW + timedelta(days=7)
    look(service, HOME, now=NOW - shown_before)
    service.database.write_now(lambda c: delete_old_shown(c, days_later))
    found = told(service, "c2", CallerDetails(phone=OTHER), first, now=days_later)
    assert found == (first if is_confirmed else None)


def test_whoever_confirmed_a_citizen_goes_on_with_that_contact_later(
    service: RecordedService,
) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME)
    told(service, "c2", replace(BIANCA, phone=OTHER), first)
    service.database.write_now(lambda c: delete_old_shown(c, NOW + SHOWN_KEPT_FOR * 2))
    later = NOW + timedelta(days=20)
    assert told(service, "c3", CallerDetails(), first, now=later, closed_at=later) == first


def test_a_citizen_passed_with_a_call_may_be_confirmed_where_the_colleague_saw_it(
    service: RecordedService,
) -> None:
    first = told(service, "c1", BIANCA)

    def passed(by: Account) -> None:
        written = a_contact("passed", by.id, citizen_id=CitizenId(str(first)))
        context = CallContext(call_key="call", contact=written)
        service.database.write_now(lambda c: note_read(c, COLLEAGUE, "", context, NOW))

    passed(OPERATOR)
    assert told(service, "c2", CallerDetails(), first, by=COLLEAGUE) is None, "an invented id"
    look(service, HOME)
    passed(OPERATOR)
    assert told(service, "c3", CallerDetails(), first, by=COLLEAGUE) == first
    assert audited(service, "caller.passed") == [f"{first} call"]


def test_citizen_lost_by_a_restore_is_found_again_by_what_was_told(
    service: RecordedService,
) -> None:
    assert told(service, "c1", CallerDetails(name="Uno", phone=HOME), "gone") not in (None, "gone")


# --- what is taken back ---------------------------------------------------------------------------

LATER = NOW + timedelta(minutes=5)


def reopen(service: RecordedService, name: str) -> None:
    data = ReopenContact(contact_id=ContactId(f"contact-{name}"))
    assert service.send(OPERATOR, data, LATER).status is Status.APPLIED


def correct(service: RecordedService, name: str, caller: CallerDetails) -> str | None:
    data = CorrectContact(contact=a_contact(name, caller=caller))
    assert service.send(OPERATOR, data, LATER).status is Status.APPLIED
    stored = contact_of(service, name)
    assert stored is not None
    return stored.citizen_id


def test_a_contact_taken_back_takes_its_citizen_with_it(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    reopen(service, "c1")
    assert citizens(service) == []
    assert audited(service, "citizen.removed") == [first]
    assert look(service, HOME) == ()


def test_a_citizen_who_called_again_stays(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    assert told(service, "c2", BIANCA) == first
    reopen(service, "c1")
    assert citizens(service) == [row(BIANCA)]


def test_what_a_contact_filled_is_empty_again_when_it_is_taken_back(
    service: RecordedService,
) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME)
    told(service, "c2", replace(BIANCA, phone=OTHER, municipio="V"), first)
    reopen(service, "c2")
    assert citizens(service) == [row(BIANCA)]
    assert look(service, OTHER) == (), "nor does its number bring the citizen up"


def test_what_was_confirmed_otherwise_since_is_not_taken_back(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME)
    told(service, "c2", replace(BIANCA, municipio="V"), first)
    service.database.write_now(lambda c: c.execute("UPDATE citizen SET municipio = 'VI'"))
    reopen(service, "c2")
    assert citizens(service) == [row(replace(BIANCA, municipio="VI"))]


def test_what_another_contact_confirmed_too_goes_with_the_last_of_them(
    service: RecordedService,
) -> None:
    first = told(service, "c1", BIANCA)
    look(service, HOME)
    for name in ("c2", "c3"):
        told(service, name, replace(BIANCA, municipio="V"), first)
    reopen(service, "c2")
    assert citizens(service) == [row(replace(BIANCA, municipio="V"))]
    reopen(service, "c3")
    assert citizens(service) == [row(BIANCA)]


def test_a_corrected_name_is_that_of_the_same_citizen(service: RecordedService) -> None:
    first = told(service, "c1", replace(BIANCA, name="Bianca Esenpio"))
    assert correct(service, "c1", BIANCA) == first
    assert citizens(service) == [row(BIANCA)]


def test_a_correction_leaves_a_citizen_whom_others_know_as_it_is(service: RecordedService) -> None:
    first = told(service, "c1", BIANCA)
    told(service, "c2", BIANCA)
    other = CallerDetails(name="Altro Nome", phone=OTHER)
    assert correct(service, "c1", other) not in (None, first)
    assert sorted(one["name"] for one in citizens(service)) == ["Altro Nome", "Bianca Esempio"]


def test_a_case_in_work_is_about_the_citizen_of_the_correction(service: RecordedService) -> None:
    data = forwarded("c1", caller=BIANCA)
    service.send(OPERATOR, data)
    service.held(a_clerk())
    wrong = replace(data.contact, caller=replace(BIANCA, name="", fiscal_code=""))
    said = CorrectContact(contact=wrong, case=data.case, callback=data.callback)
    assert service.send(OPERATOR, said, LATER).status is Status.APPLIED
    rows = service.database.read_now(lambda c: c.execute("SELECT citizen_id, state FROM case_"))
    assert rows == [{"citizen_id": None, "state": "open"}]
    assert citizens(service) == []


@pytest.mark.parametrize("order", [("c1", "c2"), ("c2", "c1")])
def test_a_citizen_of_whom_every_contact_was_corrected_is_none(
    service: RecordedService, order: tuple[str, str]
) -> None:
    for name in ("c1", "c2"):
        told(service, name, BIANCA)
    other = CallerDetails(name="Altra Persona", phone=OTHER)
    for name in order:
        right = CorrectContact(contact=a_contact(name, OPERATOR.id, caller=other))
        assert service.send(OPERATOR, right).status is Status.APPLIED
    assert look(service, HOME) == ()
