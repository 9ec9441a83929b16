"""Mails to the owners of entries: the newest of a report counts; one may be sent again."""

from datetime import datetime

from server.store.engine.connection import Connection, millis
from server.store.messages.outgoing import MAILS, OutgoingMessage, SendState, message_of


def newest_mail(connection: Connection, report_id: str) -> OutgoingMessage | None:
    """Return the last one about a report: its link is the only one that still counts."""
    row = connection.one(
        "SELECT * FROM mail WHERE report_id = :report_id ORDER BY created_at DESC, id DESC LIMIT 1",
        {"report_id": report_id},
    )
    return None if row is None else message_of(MAILS, row)


def send_again(connection: Connection, mail_id: str, now: datetime) -> bool:
    """Try an unsure or refused mail once more, because somebody asked for it."""
    return bool(
        connection.execute(
            # The Message-ID stays: the receiver can tell that it is the same mail.
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
    return connection.number(
        "SELECT count(*) AS n FROM mail WHERE recipient = :recipient AND created_at >= :since",
        {"recipient": recipient, "since": millis(since)},
    )


def mail_counts(connection: Connection) -> dict[SendState, int]:
    """Return how many there are in each state; of those to citizens, who waits and no more."""
    rows = connection.execute(
        "SELECT state, count(*) AS n FROM mail WHERE contact_id = '' OR state = 'waiting'"
        " GROUP BY state"
    )
    return {SendState(row["state"]): int(row["n"]) for row in rows}


def name_mail(connection: Connection, mail_id: str, domain: str) -> str:
    """Give a mail the Message-ID it keeps at all attempts, and return that."""
    message_id = f"<{mail_id}@{domain}>"
    connection.change("mail", {"id": mail_id, "message_id": message_id})
    return message_id
