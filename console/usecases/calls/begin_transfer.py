"""Reports to the server who will get a call, and all that was written, before the phone acts."""

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import replace

from console.errors import NOT_TOLD
from console.model.calls.directory_entry import DirectoryEntry
from console.model.calls.transfer import TransferStart, TransferWish
from console.runtime.clock import Clock
from console.store.replica.local_database import LocalDatabase
from console.store.session.session_record import signed_in_account
from console.usecases.contact.close_contact import contact_of
from contract.domain.contact import Contact, Disposition
from contract.wire.duty import TransferReply, TransferRequest

UNKNOWN_LINE = "unknown_line"


class BeginTransfer:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        send: Callable[[TransferRequest], Awaitable[TransferReply]],
        clock: Clock,
    ) -> None:
        """send must give up by itself: a citizen waits for it."""
        self._database = database
        self._send = send
        self._clock = clock

    async def __call__(self, wish: TransferWish) -> TransferStart:
        """Return what to dial. A silent server stops no transfer, only what would travel along."""
        # Before the phone acts: whoever takes the call reads what was written while it rings.
        request = _request(wish, await self._contact(wish))
        try:
            reply = await self._send(request)
        # A citizen is on the line: the voice goes without the words rather than not at all.
        except NOT_TOLD:
            to = wish.entry.to
            return TransferStart(to=to, is_carried=False, refused="" if to else UNKNOWN_LINE)
        return TransferStart(
            to=reply.to or wish.entry.to, is_open=reply.is_open, refused=reply.refused
        )

    async def _contact(self, wish: TransferWish) -> Contact | None:
        if wish.draft is None:
            return None
        operator = await self._database.read(signed_in_account)
        now = self._clock()
        return contact_of(wish.draft, operator.id, now)


def _request(wish: TransferWish, contact: Contact | None) -> TransferRequest:
    request = TransferRequest(
        id=wish.id,
        call_key=wish.call_key,
        consult=wish.consult,
        note=wish.note,
        case_id=wish.case_id,
        override_reason=wish.override_reason,
        **_target(wish.entry),
    )
    if contact is None:
        return request
    # The form's first choice, which nobody made: the truth of a call handed on is another.
    if contact.disposition is Disposition.INFORMATION_GIVEN:
        contact = replace(contact, disposition=Disposition.TRANSFERRED)
    return replace(request, contact_id=contact.id, contact=contact, caller=contact.caller)


def _target(entry: DirectoryEntry) -> dict[str, Any]:
    """Exactly one of the four; a desk behind a queue is reached through it."""
    if entry.queue_id is not None:
        return {"queue_id": entry.queue_id}
    if entry.desk_id is not None:
        return {"desk_id": entry.desk_id}
    return {"seat": entry.seat} if entry.seat else {"number": entry.number}
