"""Who may be calling: citizens by telephone number, each look-up in the audit."""

from datetime import datetime

from contract.domain.account import Account, Capability
from contract.domain.caller import Citizen
from contract.domain.phone_number import UnusableNumber, masked, to_e164
from contract.wire import reason_codes
from contract.wire.claims import CallerMatch, CallerMatches
from server.store.contacts.citizens import (
    citizens_by_phone,
    citizens_who_called_from,
    open_cases,
    recent_contacts,
)
from server.store.engine.connection import Connection
from server.usecases.calls.call_story import call_stories
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

ACTION = "caller.lookup"
PHONE_EXACT = "phone_exact"  # it is the citizen's number
PHONE_EARLIER = "phone_earlier"  # the citizen once called from it


def look_up_caller(
    connection: Connection, account: Account, phone: str, now: datetime
) -> CallerMatches:
    """Return everybody the number may belong to; needs a writing transaction for the audit.

    Raise Refused without the capability or when it is no number.
    """
    if not account.may(Capability.CALLER_LOOKUP):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.CALLER_LOOKUP))
    try:
        number = to_e164(phone)
    except UnusableNumber as error:
        raise Refused(reason_codes.INVALID, field="phone", why=error.code) from error
    # Before anything is found: also a look that matches nobody leaves its line.
    write_audit(connection, account.id, ACTION, masked(number), now)
    return CallerMatches(
        matches=(
            *(_match(connection, c, PHONE_EXACT) for c in citizens_by_phone(connection, number)),
            *(
                _match(connection, citizen, PHONE_EARLIER)
                for citizen in citizens_who_called_from(connection, number)
            ),
        )
    )


def _match(connection: Connection, citizen: Citizen, evidence: str) -> CallerMatch:
    contacts = recent_contacts(connection, citizen.id)
    return CallerMatch(
        citizen=citizen,
        evidence=evidence,
        recent_contacts=contacts,
        calls=call_stories(connection, contacts),
        open_cases=open_cases(connection, citizen.id),
    )
