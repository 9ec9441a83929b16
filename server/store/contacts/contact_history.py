"""What contacts were before they were changed after closing, and what belongs to their cases."""

from datetime import datetime
from enum import StrEnum

from contract.domain.callback import Callback
from contract.domain.ids import CaseId, ContactId
from contract.wire.commands import RecordContact
from contract.wire.decoding import decode, encode
from server.store.engine.connection import Connection, millis
from server.store.sync.replicated_rows import values_in


class ContactChange(StrEnum):
    REOPENED = "reopened"
    CLOSED_AGAIN = "closed_again"
    CORRECTED = "corrected"


def remember(
    connection: Connection,
    command_id: str,
    change: ContactChange,
    earlier: RecordContact,
    now: datetime,
) -> None:
    """Keep a contact, its case and its callback as they are before a command changes them."""
    connection.execute(
        "INSERT INTO contact_history (id, contact_id, account_id, change, earlier, at, citizen_id)"
        " VALUES (:id, :contact_id, :account_id, :change, :earlier, :at, :citizen_id)",
        {
            "id": command_id,
            "contact_id": earlier.contact.id,
            "account_id": earlier.contact.operator_id,
            "change": str(change),
            "earlier": encode(earlier).decode(),
            "at": millis(now),
            "citizen_id": earlier.contact.citizen_id,
        },
    )


def history_of(
    connection: Connection, contact_id: ContactId
) -> tuple[tuple[ContactChange, RecordContact], ...]:
    """Return each change of a contact with what it was before, the oldest first."""
    rows = connection.execute(
        "SELECT change, earlier FROM contact_history WHERE contact_id = :id ORDER BY at, id",
        {"id": contact_id},
    )
    return tuple(
        (ContactChange(row["change"]), decode(row["earlier"].encode(), RecordContact))
        for row in rows
    )


def callbacks_ever(connection: Connection, case_id: CaseId) -> tuple[tuple[Callback, bool], ...]:
    """Return the callbacks of a case and whether each is there, those first; locked."""
    rows = connection.execute(
        f"SELECT * FROM callback WHERE case_id = :id ORDER BY deleted, id{connection.for_update}",
        {"id": case_id},
    )
    there = {row["id"] for row in rows if not row["deleted"]}
    found = values_in(connection, Callback, rows)
    return tuple((one, one.id in there) for one in found.values())


def has_activities(connection: Connection, case_id: CaseId) -> bool:
    """Return whether anybody has written in the history of a case."""
    sql = "SELECT id FROM case_activity WHERE case_id = :id AND deleted = 0 LIMIT 1"
    return connection.one(sql, {"id": case_id}) is not None
