"""Drafts of contacts and of attempts: what the operator typed and has not closed yet."""

import msgspec

from console.model.contact.contact_draft import AttemptDraft, ContactDraft, SendingDraft
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import readable
from contract.domain.ids import CallbackId, ContactId

_SELECT = "SELECT body FROM contact_draft"


def save_draft(connection: Connection, draft: ContactDraft) -> None:
    connection.execute(
        "INSERT INTO contact_draft VALUES (?, ?, ?, ?) ON CONFLICT (contact_id) DO UPDATE SET"
        " call_key = excluded.call_key, is_open = excluded.is_open, body = excluded.body",
        (draft.contact_id, draft.call_key, draft.is_open, msgspec.json.encode(draft).decode()),
    )


def draft(connection: Connection, contact_id: ContactId) -> ContactDraft | None:
    return _one(connection, f"{_SELECT} WHERE contact_id = ?", contact_id)


def draft_of_call(connection: Connection, call_key: str) -> ContactDraft | None:
    # Contacts of no call all have the key "": none of them is the one that is asked for.
    return _one(connection, f"{_SELECT} WHERE call_key = ? AND call_key <> ''", call_key)


def open_draft(connection: Connection) -> ContactDraft | None:
    """Return the draft on the screen; at most one is open."""
    # Salvage may bring back two that were open: the one that was opened last is shown.
    return _one(connection, f"{_SELECT} WHERE is_open = 1 ORDER BY rowid DESC LIMIT 1")


def drafts(connection: Connection) -> tuple[ContactDraft, ...]:
    """Return all drafts, open and put aside, the last saved first."""
    rows = connection.execute(
        f"{_SELECT} ORDER BY json_extract(body, '$.saved_at') DESC"
    ).fetchall()
    return tuple(readable((body for (body,) in rows), ContactDraft, "draft"))


def delete_draft(connection: Connection, contact_id: ContactId) -> None:
    connection.execute("DELETE FROM contact_draft WHERE contact_id = ?", (contact_id,))


def note_sending(connection: Connection, contact_id: ContactId, typed: SendingDraft | None) -> None:
    """Store what is typed to send a card in its contact's draft; no draft is made for it."""
    known = draft(connection, contact_id)
    # A late save must not bring a contact back that was closed or thrown away meanwhile.
    if known is not None and known.sending != typed:
        save_draft(connection, msgspec.structs.replace(known, sending=typed))


def save_attempt_draft(connection: Connection, attempt: AttemptDraft) -> None:
    connection.execute(
        "INSERT INTO attempt_draft VALUES (?, ?)"
        " ON CONFLICT (callback_id) DO UPDATE SET body = excluded.body",
        (attempt.callback_id, msgspec.json.encode(attempt).decode()),
    )


def attempt_draft(connection: Connection, callback_id: CallbackId) -> AttemptDraft | None:
    row = connection.execute(
        "SELECT body FROM attempt_draft WHERE callback_id = ?", (callback_id,)
    ).fetchone()
    # In the step of a verdict: one that cannot be read would hold up all verdicts.
    return next(readable(row or (), AttemptDraft, "draft"), None)


def delete_attempt_draft(connection: Connection, callback_id: CallbackId) -> None:
    connection.execute("DELETE FROM attempt_draft WHERE callback_id = ?", (callback_id,))


def _one(connection: Connection, query: str, *parameters: str) -> ContactDraft | None:
    row = connection.execute(query, parameters).fetchone()
    # At a sign-in: one that cannot be read would keep the operator from all work.
    return next(readable(row or (), ContactDraft, "draft"), None)
