"""What is known of a contact's call: how it sounded, who passed it on to whom, and why so."""

from collections.abc import Iterable

from msgspec.structs import replace

from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.wire.claims import CallStory
from contract.wire.duty import CallQuality
from server.store.calls.call_qualities import quality_of
from server.store.calls.call_transfers import CallTransfer, transfer_by_id, transfers_of
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.engine.connection import Connection
from server.usecases.routing.transfers.call_context import name_of

# A call whose end nobody told must not take the next transfer of its number for its own.
LONGEST_CALL_MS = 24 * 3600 * 1000
_NOTHING = CallStory()


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
