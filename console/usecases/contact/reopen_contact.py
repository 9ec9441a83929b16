"""A closed contact becomes a draft again: taken back from the server, or to be corrected."""

from datetime import datetime

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from console.model.contact.refused_work import closing_of, draft_of
from console.store.contact.contact_repository import contact as stored_contact
from console.store.contact.draft_repository import (
    delete_draft,
    draft,
    draft_of_call,
    drafts,
    save_draft,
)
from console.store.replica.cipher import Connection
from console.store.replica.outbox import drop_case_number, enqueue
from contract.domain.ids import ContactId, new_command_id
from contract.wire.commands import Command, ReopenContact


def opened_again(
    connection: Connection,
    contact_id: ContactId,
    now: datetime,
    *,
    typed: ContactDraft | None = None,
    is_open: bool = True,
    takes_back: bool = True,
) -> ContactDraft | None:
    """Return the draft of a closed contact, None when there is none; see StoredDrafts.reopen.

    The server is told through the outbox, behind the command that closed it: whether that has
    left already or not, the two arrive in their order.
    """
    again = draft(connection, contact_id)
    if again is None:
        again = _again(connection, contact_id, now, typed=typed, takes_back=takes_back)
    if again is None:
        return None
    again = replace(again, is_open=is_open, saved_at=now)
    if is_open:
        return open_alone(connection, again)
    save_draft(connection, again)
    return again


def _again(
    connection: Connection,
    contact_id: ContactId,
    now: datetime,
    *,
    typed: ContactDraft | None,
    takes_back: bool,
) -> ContactDraft | None:
    contact = stored_contact(connection, contact_id)
    if contact is None:
        return None
    again = typed or _as_written(draft_of(contact, now))
    # Another contact of the same call may be open: both must be there to be completed.
    if draft_of_call(connection, again.call_key) is not None:
        again = replace(again, call_key="")  # one draft for each call
    if takes_back:
        drop_case_number(connection, contact_id)  # before it can leave behind the contact
        data = ReopenContact(contact_id=contact_id)
        enqueue(connection, Command(id=new_command_id(), at=now, data=data))
    earlier = closing_of(contact, is_taken_back=takes_back)
    return replace(again, earlier=earlier if takes_back else replace(earlier, contact=contact))


def _as_written(again: ContactDraft) -> ContactDraft:
    """Return it with the cursor behind its text: in the search a letter would change nothing."""
    return replace(again, focus_field="description", cursor=len(again.description))


def open_alone(connection: Connection, opened: ContactDraft) -> ContactDraft:
    """Store the draft as the one that is open; any other one is put aside."""
    # In the same transaction: with two of them open the next start would have to choose.
    for other in drafts(connection):
        if other.is_open and other.contact_id != opened.contact_id:
            put_aside(connection, other)
    save_draft(connection, opened)
    return opened


def put_aside(connection: Connection, known: ContactDraft) -> None:
    """List it among those to complete, unless nothing was written in it."""
    if known.is_blank:
        delete_draft(connection, known.contact_id)
    else:
        save_draft(connection, replace(known, is_open=False))
