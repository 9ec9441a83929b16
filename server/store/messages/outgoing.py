"""Messages that leave by mail or SMS: stored first, then sent; in doubt never repeated.

Each way has its table. What is known of a citizen goes as soon as the message is sent or given up.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from server.store.engine.connection import Connection, Row, instant, millis
from server.store.operations.in_steps import AT_ONCE
from server.store.operations.old_rows import delete_some, older


class SendState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"  # of text messages: the telephone has it
    UNCERTAIN = "uncertain"  # the other side may have taken it
    FAILED = "failed"
    DROPPED = "dropped"  # no longer needed before it left


@dataclass(frozen=True, slots=True)
class Outbox:
    """own: columns the other table has not. private: columns emptied once a citizen's is over."""

    table: Literal["mail", "text_message"]
    own: tuple[str, ...]
    private: tuple[str, ...]


MAILS = Outbox("mail", own=("report_id", "message_id"), private=("recipient",))
TEXTS = Outbox("text_message", own=("body", "parts"), private=("recipient", "body"))
OUTBOXES = (MAILS, TEXTS)
LONGEST_WAIT = timedelta(hours=4)
# What is to wait longer was put off by a clock that was ahead: it would wait until then.
_DUE = "state = 'waiting' AND (next_at <= :now OR next_at > :too_far)"
# One that began in time to come as well.
_CUT_SHORT = "state = 'sending' AND (begun_at < :before OR begun_at > :after)"
_OLD = (
    older("mails", "mail", "created_at"),
    older("texts", "text_message", "created_at"),
    older("parts of texts", "text_part", "at"),
)
_SHARED = ("id", "recipient", "card_id", "office_id", "contact_id", "state", "fault", "attempts")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """contact_id: of one to a citizen, report_id: of a mail to an owner, whose link names the id.

    card_id: what the citizen gets; "": the number of the contact's case.
    """

    id: str
    recipient: str  # an address, or a number in E.164
    created_at: datetime
    card_id: str = ""
    office_id: str = ""  # the only one spoken of
    contact_id: str = ""
    report_id: str = ""
    message_id: str = ""  # of a mail: given at the first attempt, the same at all others
    body: str = ""  # of a text: what was cut into parts at the first attempt
    parts: int = 0  # how many those are
    state: SendState = SendState.WAITING
    fault: str = ""
    attempts: int = 0


def add(
    connection: Connection, outbox: Outbox, message: OutgoingMessage, send_at: datetime
) -> None:
    columns = (*_SHARED, *outbox.own)
    times = {"created_at": millis(message.created_at), "next_at": millis(send_at)}
    values = {name: getattr(message, name) for name in columns} | {"state": str(message.state)}
    connection.insert(outbox.table, values | times)


def find(
    connection: Connection, outbox: Outbox, message_id: str, *, lock: bool = False
) -> OutgoingMessage | None:
    """Return the message; lock keeps others from changing it before the commit."""
    tail = connection.for_update if lock else ""
    row = connection.one(f"SELECT * FROM {outbox.table} WHERE id = :id{tail}", {"id": message_id})
    return None if row is None else message_of(outbox, row)


def claim(connection: Connection, outbox: Outbox, now: datetime) -> str | None:
    """Claim the oldest that is due and store that it is on its way; None: nothing is due.

    Return its id, for find(). It is stored before the attempt begins: one that is cut short is
    found, and never repeated.
    """
    row = connection.one(
        f"SELECT id, attempts FROM {outbox.table} WHERE {_DUE}"
        f" ORDER BY next_at, id LIMIT 1{connection.skip_locked}",
        _due(now),
    )
    if row is None:
        return None
    # Stored as on its way first: a server killed in between leaves doubt, never a second message.
    connection.execute(
        f"UPDATE {outbox.table} SET state = 'sending', attempts = :attempts, begun_at = :now"
        " WHERE id = :id",
        {"id": row["id"], "attempts": row["attempts"] + 1, "now": millis(now)},
    )
    return str(row["id"])


def has_work(connection: Connection, outbox: Outbox, now: datetime, longest: timedelta) -> bool:
    """Return whether any is due, or was cut short."""
    row = connection.one(
        f"SELECT 1 AS one FROM {outbox.table} WHERE ({_DUE}) OR ({_CUT_SHORT}) LIMIT 1",
        _due(now) | _apart(now, longest),
    )
    return row is not None


def cut_short(
    connection: Connection, outbox: Outbox, now: datetime, longest: timedelta
) -> list[str]:
    """Return the ids of those whose attempt began longer ago than one lasts and never ended."""
    rows = connection.execute(
        f"SELECT id FROM {outbox.table} WHERE {_CUT_SHORT} ORDER BY id", _apart(now, longest)
    )
    return [str(row["id"]) for row in rows]


def settle(
    connection: Connection,
    outbox: Outbox,
    message_id: str,
    state: SendState,
    now: datetime,
    *,
    fault: str = "",
    next_at: datetime | None = None,
) -> bool:
    """Store how an attempt ended. Return False when the message is no longer on its way."""
    # A citizen's address is kept no longer than it is needed: sent, refused or given up.
    emptied = ", ".join(
        f"{name} = CASE WHEN contact_id <> '' AND :is_over = 1 THEN '' ELSE {name} END"
        for name in outbox.private
    )
    return bool(
        connection.execute(
            # Not one that was given up as cut short meanwhile.
            f"UPDATE {outbox.table} SET state = :state, fault = :fault, next_at = :next_at,"
            f" sent_at = :sent_at, {emptied} WHERE id = :id AND state = 'sending' RETURNING id",
            {
                "id": message_id,
                "state": str(state),
                "fault": fault,
                "is_over": int(state is not SendState.WAITING),
                "next_at": millis(next_at or now),
                "sent_at": millis(now) if state is SendState.SENT else None,
            },
        )
    )


def give_up(connection: Connection, outbox: Outbox, before: datetime) -> list[str]:
    """Forget citizens whose messages did not leave since then, also where no job sends any more.

    Return the ids of those messages: some at once, none when nobody is left.
    """
    emptied = ", ".join(f"{name} = ''" for name in outbox.private)
    rows = connection.execute(
        f"UPDATE {outbox.table} SET state = 'dropped', {emptied} WHERE id IN"
        # By their state: those of a year are kept beside them, long emptied.
        f" (SELECT id FROM {outbox.table} WHERE state IN ('waiting', 'sending')"
        # By its length: PostgreSQL would read the index of all that are filled from end to end.
        " AND contact_id <> '' AND length(recipient) > 0 AND created_at < :before LIMIT :limit)"
        " RETURNING id",
        {"before": millis(before), "limit": AT_ONCE},
    )
    return [row["id"] for row in rows]


def count_to_contact(connection: Connection, contact_id: str) -> int:
    """Return how many messages were made for the citizen of a contact, on all ways."""
    return sum(
        connection.number(
            f"SELECT count(*) AS n FROM {outbox.table} WHERE contact_id = :id", {"id": contact_id}
        )
        for outbox in OUTBOXES
    )


def delete_old(connection: Connection, before: datetime) -> int:
    """Delete some of what was made before then, on all ways and in parts; return how many."""
    return sum(delete_some(connection, rule, millis(before)) for rule in _OLD)


def _due(now: datetime) -> dict[str, object]:
    return {"now": millis(now), "too_far": millis(now + LONGEST_WAIT)}


def _apart(now: datetime, longest: timedelta) -> dict[str, object]:
    return {"before": millis(now - longest), "after": millis(now + longest)}


def message_of(outbox: Outbox, row: Row) -> OutgoingMessage:
    fields: dict[str, Any] = {name: row[name] for name in (*_SHARED, *outbox.own)}
    state, created_at = SendState(row["state"]), instant(row["created_at"])
    return OutgoingMessage(**(fields | {"state": state, "created_at": created_at}))
