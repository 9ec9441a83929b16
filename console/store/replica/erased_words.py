"""What this seat has sent of a citizen, and their last calls: gone once no row names them.

A row that comes back without its words was erased there, or its time was over.
"""

from console.store.replica.cipher import Connection
from console.store.replica.outbox import CASE_ID
from contract.wire.changes import Change, Kind

_WORDS: dict[str, str] = {Kind.CONTACT: "description", Kind.CASE: "question"}


def names_nobody(change: Change) -> bool:
    """Return whether the change may be an erasure: whether it is, the row as a whole says."""
    word = _WORDS.get(change.kind)
    return word is not None and f'"{word}":""'.encode() in bytes(change.body)


def forget_erased(connection: Connection) -> None:
    """Delete what has its verdict and was about a row that names nobody; what waits is sent.

    The server erases again what comes from a seat.
    """
    of_contact = _sent_about(Kind.CONTACT, "json_extract(outbox.body, '$.data.contact.id')")
    # A contact of which nothing was written down names nobody from the first.
    words = f"NOT ({_nobody('outbox.body', '$.data.contact', 'description')})"
    calls = connection.execute(
        f"SELECT json_extract(body, '$.data.contact.call_key') FROM outbox WHERE {of_contact}"
        f" AND {words}"
    ).fetchall()
    connection.executemany("DELETE FROM past_call WHERE id = ?", calls)
    connection.execute(f"DELETE FROM outbox WHERE {of_contact} AND {words}")
    of_case = _sent_about(Kind.CASE, CASE_ID)
    connection.execute(f"DELETE FROM outbox WHERE {of_case}")


def _sent_about(kind: Kind, row_id: str) -> str:
    return (
        "status <> 'waiting' AND EXISTS (SELECT 1 FROM server_row known"
        f" WHERE known.kind = '{kind.value}' AND known.id = {row_id}"
        f" AND {_nobody('known.body', '$', _WORDS[kind])})"
    )


def _nobody(body: str, at: str, word: str) -> str:
    parts = ("caller.name", "caller.phone", "caller.fiscal_code", word)
    return " AND ".join(f"coalesce(json_extract({body}, '{at}.{one}'), '') = ''" for one in parts)
