"""Text messages to citizens: an intent is stored first, then each part; in doubt never repeated.

A citizen's number goes as soon as the message is sent or given up.
"""

from dataclasses import dataclass
from datetime import datetime

from contract.domain.ids import AccountId, account_scope
from server.store.engine.connection import Connection, Row
from server.store.engine.instants import instant, millis
from server.store.messages.mails import SendState
from server.store.messages.sending_attempts import Waiting, claim, cut_short, has_work

TABLE: Waiting = "text_message"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMessage:
    """body: what was cut into parts at the first attempt, "" before. parts: how many those are."""

    id: str
    recipient: str  # E.164
    card_id: str
    created_at: datetime
    office_id: str = ""  # the only one spoken of
    contact_id: str = ""
    body: str = ""
    parts: int = 0
    state: SendState = SendState.WAITING
    fault: str = ""
    attempts: int = 0


def add_text(connection: Connection, text: TextMessage, send_at: datetime) -> None:
    connection.execute(
        "INSERT INTO text_message (id, recipient, card_id, office_id, contact_id, state,"
        " created_at, next_at) VALUES (:id, :recipient, :card_id, :office_id, :contact_id,"
        " 'waiting', :at, :next_at)",
        {
            "id": text.id,
            "recipient": text.recipient,
            "card_id": text.card_id,
            "office_id": text.office_id,
            "contact_id": text.contact_id,
            "at": millis(text.created_at),
            "next_at": millis(send_at),
        },
    )


def claim_text(connection: Connection, now: datetime) -> TextMessage | None:
    """Take the oldest that is due and write down that it is on its way; None: nothing is due."""
    row = claim(connection, TABLE, now)
    return None if row is None else _text(row)


def has_text_work(connection: Connection, now: datetime, cut_short_before: datetime) -> bool:
    """Return whether any is due, or was cut short."""
    return has_work(connection, TABLE, now, cut_short_before)


def keep_body(connection: Connection, text_id: str, body: str, parts: int) -> None:
    """Write down what the parts are cut from: a later attempt goes on with the same."""
    connection.execute(
        "UPDATE text_message SET body = :body, parts = :parts WHERE id = :id",
        {"id": text_id, "body": body, "parts": parts},
    )


def find_text(connection: Connection, text_id: str, *, lock: bool = False) -> TextMessage | None:
    """Return the message; lock keeps others from changing it before the commit."""
    tail = connection.for_update if lock else ""
    row = connection.one(f"SELECT * FROM text_message WHERE id = :id{tail}", {"id": text_id})
    return None if row is None else _text(row)


def settle_text(
    connection: Connection,
    text_id: str,
    state: SendState,
    now: datetime,
    *,
    fault: str = "",
    next_at: datetime | None = None,
) -> bool:
    """Write down how an attempt ended. Return False when it is no longer on its way."""
    return bool(
        connection.execute(
            "UPDATE text_message SET state = :state, fault = :fault, next_at = :next_at,"
            " sent_at = :sent_at, recipient = CASE WHEN :is_over = 1 THEN '' ELSE recipient END,"
            " body = CASE WHEN :is_over = 1 THEN '' ELSE body END"
            " WHERE id = :id AND state = 'sending' RETURNING id",
            {
                "id": text_id,
                "state": str(state),
                "fault": fault,
                "is_over": int(state is not SendState.WAITING),
                "next_at": millis(next_at or now),
                "sent_at": millis(now) if state is SendState.SENT else None,
            },
        )
    )


def settle_receipts(connection: Connection, text_id: str, state: SendState) -> bool:
    """Write down what the receipts of a sent message come to; False where it was known."""
    return bool(
        connection.execute(
            "UPDATE text_message SET state = :state WHERE id = :id AND state = 'sent' RETURNING id",
            {"id": text_id, "state": str(state)},
        )
    )


def texts_cut_short(connection: Connection, before: datetime) -> list[str]:
    """Return those whose attempt began before then and never ended: their process is gone."""
    return [row["id"] for row in cut_short(connection, TABLE, before)]


def texts_of_contact(connection: Connection, contact_id: str) -> int:
    """Return how many text messages were made for the citizen of a contact."""
    row = connection.one(
        "SELECT count(*) AS n FROM text_message WHERE contact_id = :contact_id",
        {"contact_id": contact_id},
    )
    return int(row["n"]) if row else 0


def texts_asked_since(connection: Connection, operator_id: AccountId, since: datetime) -> int:
    """Return how many an operator asked for, whatever became of them."""
    row = connection.one(
        "SELECT count(*) AS n FROM sending WHERE scope = :scope AND way = 'sms'"
        " AND asked_at >= :since",
        {"scope": account_scope(operator_id), "since": millis(since)},
    )
    return int(row["n"]) if row else 0


def give_up_texts(connection: Connection, before: datetime) -> list[str]:
    """Forget whose messages did not leave since then, also where no job sends any more.

    Return the ids of those messages.
    """
    rows = connection.execute(
        "UPDATE text_message SET state = 'dropped', recipient = '', body = ''"
        " WHERE recipient <> '' AND created_at < :before RETURNING id",
        {"before": millis(before)},
    )
    return [row["id"] for row in rows]


def text_counts(connection: Connection) -> dict[SendState, int]:
    """Return how many there are in each state."""
    rows = connection.execute("SELECT state, count(*) AS n FROM text_message GROUP BY state")
    return {SendState(row["state"]): int(row["n"]) for row in rows}


def forget_texts(connection: Connection, before: datetime) -> None:
    """Delete what was made before then, and its parts."""
    old = {"before": millis(before)}
    connection.execute("DELETE FROM text_message WHERE created_at < :before", old)
    connection.execute("DELETE FROM text_part WHERE at < :before", old)


def _text(row: Row) -> TextMessage:
    return TextMessage(
        id=row["id"],
        recipient=row["recipient"],
        card_id=row["card_id"],
        office_id=row["office_id"],
        contact_id=row["contact_id"],
        body=row["body"],
        parts=row["parts"],
        created_at=instant(row["created_at"]),
        state=SendState(row["state"]),
        fault=row["fault"],
        attempts=row["attempts"],
    )
