"""Who may be calling: citizens by telephone number, each look-up in the audit."""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.caller import Citizen
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.domain.phone_number import UnusableNumber, masked, to_e164
from contract.wire import reason_codes
from contract.wire.claims import CallerMatch, CallerMatches, CallStory
from contract.wire.duty import CallQuality
from server.store.calls.call_qualities import quality_of
from server.store.calls.call_transfers import CallTransfer, transfer_by_id, transfers_of
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.contacts.citizens import (
    citizens_by_phone,
    citizens_who_called_from,
    open_cases,
    recent_contacts,
)
from server.store.engine.connection import Connection
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.routing.transfers.call_context import name_of

ACTION = "caller.lookup"
PHONE_EXACT = "phone_exact"  # it is the citizen's number
PHONE_EARLIER = "phone_earlier"  # the citizen once called from it


# A call whose end nobody told must not take the next transfer of its number for its own.
LONGEST_CALL_MS = 24 * 3600 * 1000
_NOTHING = CallStory()


# What is known of a contact's call: how it sounded, who passed it on to whom, and why so.
def call_stories(connection: Connection, contacts: Iterable[Contact]) -> dict[ContactId, CallStory]:
    """Return what there is to tell of the calls of these contacts."""
    told = {one.id: call_story(connection, one.call_key) for one in contacts if one.call_key}
    return {contact_id: story for contact_id, story in told.items() if story != _NOTHING}


def call_story(connection: Connection, call_key: str) -> CallStory:
    quality = _without_headset(quality_of(connection, call_key))
    call = call_by_id(connection, call_key)
    if call is None:
        return CallStory(quality=quality)
    came = transfer_by_id(connection, call.transfer_id) if call.transfer_id else None
    went = _taken_away(connection, call)
    return CallStory(
        quality=quality,
        passed_by=name_of(connection, came.from_account_id) if came else "",
        passed_to=name_of(connection, went.taken_by) if went else "",
        closed_reason=_reason(came) or _reason(went),
    )


def _taken_away(connection: Connection, call: QueueCall) -> CallTransfer | None:
    """Return the transfer by which the citizen left this call and was answered."""
    until = call.ended_at or call.arrived_at + LONGEST_CALL_MS
    announced = transfers_of(connection, call.id, call.caller, call.arrived_at, until)
    return next((one for one in announced if one.taken_by), None)


def _reason(transfer: CallTransfer | None) -> str:
    return (transfer.override_reason or "") if transfer is not None else ""


def _without_headset(quality: CallQuality | None) -> CallQuality | None:
    """Leave out what tells of the colleague's seat rather than of the line."""
    return None if quality is None else replace(quality, device="", stalls=0)


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
