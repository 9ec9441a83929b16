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
from contract.wire.duty import CallContext, CallQuality
from server.store.calls.call_qualities import quality_of
from server.store.calls.call_transfers import CallTransfer, transfer_by_id, transfers_of
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.contacts.citizen_words import note_shown
from server.store.contacts.citizens import (
    citizens_by_phone,
    citizens_who_called_from,
    open_cases,
    recent_contacts,
)
from server.store.contacts.heard_otherwise import heard_otherwise
from server.store.engine.connection import Connection
from server.usecases.contacts.keep_citizen import has_seen
from server.usecases.contacts.look_up_reason import LookUp, reason_for
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit, write_audits
from server.usecases.routing.transfers.call_context import name_of, rings_at

ACTION = "caller.lookup"
PASSED = "caller.passed"
REFUSED = "caller.refused"
READ, CASE_READ = "call.read", "case.read"
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
    connection: Connection, account: Account, asked: LookUp, now: datetime
) -> CallerMatches | None:
    """Return everybody the number may belong to; None: the account has looked up too much.

    It needs a writing transaction for the audit, where each line names citizen or number, and
    the call or reason. Raise Refused without the capability or a reason, or when it is no number.
    """
    if not account.may(Capability.CALLER_LOOKUP):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.CALLER_LOOKUP))
    try:
        number = to_e164(asked.phone)
    except UnusableNumber as error:
        raise Refused(reason_codes.INVALID, field="phone", why=error.code) from error
    reason = reason_for(connection, account, asked, number, now)
    if reason is None:
        write_audit(connection, account.id, REFUSED, masked(number), now)
        return None
    found = [(one, PHONE_EXACT) for one in citizens_by_phone(connection, number)]
    found += [(one, PHONE_EARLIER) for one in citizens_who_called_from(connection, number)]
    matches = tuple(_match(connection, one, number, evidence) for one, evidence in found)
    shown = [one.id for one, _ in found]
    note_shown(connection, account.id, shown, now)
    # A look that matches nobody leaves its line, too.
    subjects = [f"{looked_at} {reason}" for looked_at in (masked(number), *shown)]
    write_audits(connection, account.id, ACTION, subjects, now)
    return CallerMatches(matches=matches)


def note_read(
    connection: Connection, account: Account, seat: str, context: CallContext, now: datetime
) -> None:
    """Keep whom the account was shown with a call, and that who leads looked at one of others."""
    call = call_by_id(connection, context.call_key)
    if call is not None and not rings_at(call, account, seat):
        write_audit(connection, account.id, READ, context.call_key, now)
    if (case := context.case) is not None:
        subject = f"{case.id} {case.citizen_id or ''} {context.call_key}"
        write_audit(connection, account.id, CASE_READ, subject, now)
    _note_passed(connection, account, context, now)


def _note_passed(
    connection: Connection, account: Account, context: CallContext, now: datetime
) -> None:
    # Only one whom the colleague had on the screen: an id may be invented.
    contact = context.contact
    if contact is None or contact.citizen_id is None or contact.operator_id == account.id:
        return
    if has_seen(connection, contact.operator_id, contact):
        note_shown(connection, account.id, [contact.citizen_id], now)
        subject = f"{contact.citizen_id} {context.call_key}"
        write_audit(connection, account.id, PASSED, subject, now)


def _match(connection: Connection, citizen: Citizen, number: str, evidence: str) -> CallerMatch:
    contacts = recent_contacts(connection, citizen, number)
    return CallerMatch(
        citizen=citizen,
        evidence=evidence,
        recent_contacts=contacts,
        calls=call_stories(connection, contacts),
        open_cases=open_cases(connection, citizen, number),
        heard=heard_otherwise(connection, citizen),
    )
