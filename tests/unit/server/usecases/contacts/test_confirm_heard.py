"""A number or name that was only said is confirmed by an operator who has the citizen on screen."""

from datetime import datetime, timedelta

import msgspec
import pytest

from contract.domain.account import Account
from contract.domain.caller import CallerDetails
from contract.domain.ids import CitizenId, ContactId
from contract.wire.claims import CallerMatch, ConfirmHeard
from contract.wire.commands import RecordContact, Status
from server.store.operations.audit_log import audit_page
from server.usecases.contacts.confirm_heard import confirm_heard
from server.usecases.operations.refused import Refused
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, a_contact, an_account

OPERATOR, COLLEAGUE = an_account(), an_account("op2")
HOME, OTHER = "+393331234567", "+390612345678"
BIANCA = CallerDetails(name="Bianca Esempio", phone=HOME, fiscal_code="RSSMRA80A01H501U")
replace = msgspec.structs.replace


def told(
    service: RecordedService, name: str, caller: CallerDetails, citizen_id: str | None = None
) -> None:
    said = a_contact(name, caller=caller, citizen_id=citizen_id and CitizenId(citizen_id))
    assert service.send(OPERATOR, RecordContact(contact=said)).status is Status.APPLIED


def confirm(
    service: RecordedService,
    match: CallerMatch,
    name: str,
    by: Account = OPERATOR,
    now: datetime = NOW,
) -> bool:
    data = ConfirmHeard(citizen_id=match.citizen.id, contact_id=ContactId(f"contact-{name}"))
    return service.database.write_now(lambda c: confirm_heard(c, by, data, now)).is_kept


@pytest.fixture
def match(service: RecordedService) -> CallerMatch:
    """The citizen calls from the known number; another was said with name and code."""
    told(service, "c1", BIANCA)
    told(service, "c2", replace(BIANCA, phone=OTHER))
    (found,) = service.looked_up(OPERATOR, HOME)
    return found


def test_what_was_said_is_shown_beside_what_is_known_until_it_is_confirmed(
    service: RecordedService, match: CallerMatch
) -> None:
    assert match.citizen.details.phone == HOME
    assert match.heard is not None
    assert (match.heard.contact_id, match.heard.phone) == ("contact-c2", OTHER)
    assert service.looked_up(OPERATOR, OTHER) == ()
    assert confirm(service, match, "c2")
    (found,) = service.looked_up(OPERATOR, OTHER)
    assert (found.citizen, found.evidence, found.heard) == (match.citizen, "phone_earlier", None)
    line = next(
        line for line in service.database.read_now(audit_page) if line.action == "citizen.confirmed"
    )
    assert (line.account_id, line.subject) == ("op1", f"{match.citizen.id} contact-c2")


def test_a_name_said_otherwise_of_a_confirmed_citizen_is_taken_once_it_is_confirmed(
    service: RecordedService, match: CallerMatch
) -> None:
    confirm(service, match, "c2")
    told(service, "c3", replace(BIANCA, name="Bianca Prova"), match.citizen.id)
    (found,) = service.looked_up(OPERATOR, HOME)
    assert found.citizen.details.name == "Bianca Esempio"
    assert found.heard is not None
    assert found.heard.name == "Bianca Prova"
    assert confirm(service, found, "c3")
    (found,) = service.looked_up(OPERATOR, HOME)
    assert (found.citizen.details.name, found.heard) == ("Bianca Prova", None)


def test_only_who_has_the_citizen_on_the_screen_confirms(
    service: RecordedService, match: CallerMatch
) -> None:
    with pytest.raises(Refused, match="forbidden"):
        confirm(service, match, "c2", COLLEAGUE)
    later = NOW + timedelta(hours=2)
    with pytest.raises(Refused, match="forbidden"):
        confirm(service, match, "c2", now=later)
    assert service.looked_up(OPERATOR, OTHER) == ()


def test_a_code_under_another_name_is_never_offered_nor_confirmed(
    service: RecordedService, match: CallerMatch
) -> None:
    confirm(service, match, "c2")
    told(service, "c4", replace(BIANCA, name="Altro Nome", phone="+390699999999"))
    (found,) = service.looked_up(OPERATOR, HOME)
    assert found.heard is None
    assert not confirm(service, match, "c4")
    assert not confirm(service, match, "unknown")
