"""Text messages: what is cut into parts, what receipts come to, how many an operator sends."""

from datetime import datetime

from contract.domain.ids import AccountId, account_scope
from contract.domain.sending import Way
from server.store.engine.connection import Connection, millis
from server.store.messages.outgoing import SendState


def save_body(connection: Connection, text_id: str, body: str, parts: int) -> None:
    """Store what the parts are cut from: a later attempt goes on with the same."""
    connection.change("text_message", {"id": text_id, "body": body, "parts": parts})


def settle_receipts(connection: Connection, text_id: str, state: SendState) -> bool:
    """Store what the receipts of a sent message come to; False where it was known."""
    return bool(
        connection.execute(
            "UPDATE text_message SET state = :state WHERE id = :id AND state = 'sent' RETURNING id",
            {"id": text_id, "state": str(state)},
        )
    )


def asked_within(
    connection: Connection, operator_id: AccountId, way: Way, since: datetime, until: datetime
) -> int:
    """Return how many an operator asked for, whatever became of them."""
    return connection.number(
        "SELECT count(*) AS n FROM sending WHERE scope = :scope AND way = :way"
        " AND asked_at >= :since AND asked_at <= :until",
        {
            "scope": account_scope(operator_id),
            "way": str(way),
            "since": millis(since),
            "until": millis(until),
        },
    )


def text_counts(connection: Connection) -> dict[SendState, int]:
    """Return how many there are in each state."""
    rows = connection.execute("SELECT state, count(*) AS n FROM text_message GROUP BY state")
    return {SendState(row["state"]): int(row["n"]) for row in rows}
