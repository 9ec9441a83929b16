"""Mails to owners and citizens: an intent is stored first, then sent; in doubt never repeated.

The address of a citizen goes as soon as his mail is sent or given up.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.store.engine.connection import Connection, Row
from server.store.engine.instants import instant, millis
from server.store.messages.sending_attempts import Waiting, claim, cut_short, has_work

TABLE: Waiting = "mail"


class SendState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"  # of text messages: the telephone has it
    UNCERTAIN = "uncertain"  # the other side may have taken it
    FAILED = "failed"
    DROPPED = "dropped"  # no longer needed before it left


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """id is also what the link in it names. report_id: of one to an owner, card_id: a citizen."""

    id: str
    recipient: str
    created_at: datetime
    report_id: str = ""
    card_id: str = ""
    office_id: str = ""  # the only one spoken of
    contact_id: str = ""
    message_id: str = ""  # given at the first attempt, the same at all others
    state: SendState = SendState.WAITING
    fault: str = ""
    attempts: int = 0


def add_mail(connection: Connection, mail: Mail, send_at: datetime) -> None:
    connection.execute(
        "INSERT INTO mail (id, report_id, card_id, office_id, contact_id, recipient, message_id,"
        " state, created_at, next_at) VALUES (:id, :report_id, :card_id, :office_id, :contact_id,"
        " :recipient, :message_id, :state, :at, :next_at)",
        {
            "id": mail.id,
            "report_id": mail.report_id,
            "card_id": mail.card_id,
            "office_id": mail.office_id,
            "contact_id": mail.contact_id,
            "recipient": mail.recipient,
            "message_id": mail.message_id,
            "state": str(mail.state),
            "at": millis(mail.created_at),
            "next_at": millis(send_at),
        },
    )


def find_mail(connection: Connection, mail_id: str) -> Mail | None:
    row = connection.one("SELECT * FROM mail WHERE id = :id", {"id": mail_id})
    return None if row is None else _mail(row)


def newest_mail(connection: Connection, report_id: str) -> Mail | None:
    """Return the last one about a report: its link is the only one that still counts."""
    row = connection.one(
        "SELECT * FROM mail WHERE report_id = :report_id ORDER BY created_at DESC, id DESC LIMIT 1",
        {"report_id": report_id},
    )
    return None if row is None else _mail(row)


def claim_mail(connection: Connection, domain: str, now: datetime) -> Mail | None:
    """Take the oldest that is due and write down that it is on its way; None: nothing is due."""
    row = claim(connection, TABLE, now)
    if row is None:
        return None
    if not row["message_id"]:
        row |= {"message_id": f"<{row['id']}@{domain}>"}
        connection.execute("UPDATE mail SET message_id = :message_id WHERE id = :id", row)
    return _mail(row)


def has_mail_work(connection: Connection, now: datetime, cut_short_before: datetime) -> bool:
    """Return whether any is due, or was cut short."""
    return has_work(connection, TABLE, now, cut_short_before)


def settle_mail(
    connection: Connection,
    mail_id: str,
    state: SendState,
    now: datetime,
    *,
    fault: str = "",
    next_at: datetime | None = None,
) -> bool:
    """Write down how an attempt ended. Return False when it is no longer on its way."""
    is_over = state is not SendState.WAITING
    return bool(
        connection.execute(
            "UPDATE mail SET state = :state, fault = :fault, next_at = :next_at,"
            " sent_at = :sent_at, recipient = CASE WHEN card_id <> '' AND :is_over = 1 THEN ''"
            " ELSE recipient END WHERE id = :id AND state = 'sending' RETURNING id",
            {
                "id": mail_id,
                "state": str(state),
                "fault": fault,
                "is_over": int(is_over),
                "next_at": millis(next_at or now),
                "sent_at": millis(now) if state is SendState.SENT else None,
            },
        )
    )


def mails_cut_short(connection: Connection, before: datetime) -> list[Mail]:
    """Return those whose attempt began before then and never ended: their process is gone."""
    return [_mail(row) for row in cut_short(connection, TABLE, before)]


def send_again(connection: Connection, mail_id: str, now: datetime) -> bool:
    """Try an unsure or refused mail once more, because somebody asked for it."""
    return bool(
        connection.execute(
            "UPDATE mail SET state = 'waiting', attempts = 0, fault = '', next_at = :now"
            " WHERE id = :id AND state IN ('uncertain', 'failed') RETURNING id",
            {"id": mail_id, "now": millis(now)},
        )
    )


def drop_waiting(connection: Connection, report_id: str) -> None:
    """Send nothing more about a report that needs no answer."""
    connection.execute(
        "UPDATE mail SET state = 'dropped' WHERE report_id = :report_id AND state = 'waiting'",
        {"report_id": report_id},
    )


def mails_to(connection: Connection, recipient: str, since: datetime) -> int:
    """Return how many mails were made for somebody since then."""
    row = connection.one(
        "SELECT count(*) AS n FROM mail WHERE recipient = :recipient AND created_at >= :since",
        {"recipient": recipient, "since": millis(since)},
    )
    return int(row["n"]) if row else 0


def mails_of_contact(connection: Connection, contact_id: str) -> int:
    """Return how many mails were made for the citizen of a contact."""
    row = connection.one(
        "SELECT count(*) AS n FROM mail WHERE contact_id = :contact_id AND card_id <> ''",
        {"contact_id": contact_id},
    )
    return int(row["n"]) if row else 0


def give_up_cards(connection: Connection, before: datetime) -> list[str]:
    """Forget whose mails did not leave since then, also where no job sends any more.

    Return the ids of those mails.
    """
    rows = connection.execute(
        "UPDATE mail SET state = 'dropped', recipient = '' WHERE card_id <> ''"
        " AND recipient <> '' AND created_at < :before RETURNING id",
        {"before": millis(before)},
    )
    return [row["id"] for row in rows]


def mail_counts(connection: Connection) -> dict[SendState, int]:
    """Return how many there are in each state; of those to citizens, who waits and no more."""
    rows = connection.execute(
        "SELECT state, count(*) AS n FROM mail WHERE card_id = '' OR state = 'waiting'"
        " GROUP BY state"
    )
    return {SendState(row["state"]): int(row["n"]) for row in rows}


def forget_mails(connection: Connection, before: datetime) -> int:
    """Delete what was made before then."""
    rows = connection.execute(
        "DELETE FROM mail WHERE created_at < :before RETURNING id", {"before": millis(before)}
    )
    return len(rows)


def _mail(row: Row) -> Mail:
    return Mail(
        id=row["id"],
        report_id=row["report_id"],
        card_id=row["card_id"],
        office_id=row["office_id"],
        contact_id=row["contact_id"],
        recipient=row["recipient"],
        created_at=instant(row["created_at"]),
        message_id=row["message_id"],
        state=SendState(row["state"]),
        fault=row["fault"],
        attempts=row["attempts"],
    )
