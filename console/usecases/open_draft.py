"""Opens the contact of a call, once per call, or one without a call."""

from datetime import UTC, datetime

from msgspec.structs import replace

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.cipher import Connection
from console.store.draft_repository import (
    delete_draft,
    draft,
    draft_of_call,
    drafts,
    save_draft,
)
from console.store.local_database import LocalDatabase
from console.work.contact_draft import ContactDraft
from console.work.live_call import Call
from contract.domain.caller import CallerDetails
from contract.domain.contact import Direction
from contract.domain.ids import ContactId, new_id
from contract.domain.phone_number import UnusableNumber, spoken, to_e164


class OpenDraft:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, offered: Call | ContactDraft | None = None) -> ContactDraft:
        """Return the open draft: the one this call has already, else a new one.

        A draft may be offered instead of a call. Any other open draft is put aside; one in which
        nothing was written is dropped. Raise LocalStoreBroken.
        """
        wanted = offered if isinstance(offered, ContactDraft) else _draft_for(offered)

        def apply(connection: Connection) -> ContactDraft:
            known = draft_of_call(connection, wanted.call_key)
            known = known or draft(connection, wanted.contact_id)
            opened = replace(known or wanted, is_open=True, saved_at=self._clock())
            if known is not None:
                opened = replace(
                    opened,
                    answered_at=known.answered_at or wanted.answered_at,
                    hold_s=max(known.hold_s, wanted.hold_s),
                )
            _put_others_aside(connection, opened.contact_id)
            save_draft(connection, opened)
            return opened

        return await self._database.write(apply, changes=frozenset({Topic.DRAFTS}))


def _draft_for(call: Call | None) -> ContactDraft:
    if call is None:
        return ContactDraft(contact_id=ContactId(new_id()))
    try:
        phone = to_e164(call.peer)
    except UnusableNumber:
        phone = ""  # withheld or unreadable; the operator asks
    return ContactDraft(
        contact_id=ContactId(new_id()),
        direction=Direction.INBOUND if call.is_incoming else Direction.OUTBOUND,
        queue=call.queue,
        call_key=call.call_key or call.sip_id,
        caller=CallerDetails(phone=phone),
        phone_text=spoken(phone),
        rang_at=datetime.fromtimestamp(call.started_utc_s, UTC),
        answered_at=_instant(call.answered_utc_s),
        hold_s=call.hold_s,
    )


def _put_others_aside(connection: Connection, kept: ContactId) -> None:
    for other in drafts(connection):
        if other.contact_id == kept or not other.is_open:
            continue
        if _is_blank(other):
            delete_draft(connection, other.contact_id)
        else:
            save_draft(connection, replace(other, is_open=False))


def _is_blank(other: ContactDraft) -> bool:
    """Return whether there is nothing in it that anybody could miss: no call, no word."""
    untouched = ContactDraft(contact_id=other.contact_id)
    position = {"focus_field": "", "cursor": 0, "saved_at": None}
    return replace(other, **position) == untouched


def _instant(utc_s: float | None) -> datetime | None:
    return None if utc_s is None else datetime.fromtimestamp(utc_s, UTC)
