"""Parts the SMS centre has, by its own id of each, and what its receipts say of them.

Many a centre writes an id in hexadecimal in its answer and in decimal in its receipt, or the other
way round, and may use an id again after a while.
"""

from datetime import datetime, timedelta

from server.store.engine.advisory_locks import Lock, take
from server.store.engine.connection import Connection, Row, millis

RECEIPTS_COME_FOR = timedelta(days=3)  # with an id written in another way, or before the answer
FEWEST_LETTERS = 5  # shorter ones would be taken for another one's
MOST_DIGITS = 20
_WIDTHS = (0, 8, 10, 16)


def keep_part(
    connection: Connection, part_id: str, text_id: str, number: int, now: datetime
) -> None:
    """Write down that the SMS centre has a part; its receipt may have come before its answer."""
    # Answer and receipt come at the same moment on one line: each must see the other.
    take(connection, Lock.TEXT_PARTS)
    early = _early_receipt(connection, part_id, now)
    part = {"id": part_id, "text_id": text_id, "number": number}
    connection.put("text_part", {**part, "receipt": early, "at": millis(now)})


def keep_receipt(connection: Connection, part_id: str, receipt: str, now: datetime) -> str:
    """Write down what became of a part; return the id of its message, "" when it is not known."""
    take(connection, Lock.TEXT_PARTS)
    known = connection.one("SELECT text_id FROM text_part WHERE id = :id", {"id": part_id})
    if known is None or not known["text_id"]:
        waiting = _written_otherwise(connection, part_id, now)
        part_id = next((row["id"] for row in waiting if row["text_id"]), part_id)
    (row,) = connection.execute(
        "INSERT INTO text_part (id, receipt, at) VALUES (:id, :receipt, :at)"
        " ON CONFLICT (id) DO UPDATE SET receipt = excluded.receipt RETURNING text_id",
        {"id": part_id, "receipt": receipt, "at": millis(now)},
    )
    return str(row["text_id"])


def taken_parts(connection: Connection, text_id: str) -> dict[int, str]:
    """Return the receipts of the parts the SMS centre has, by number; "" where none came."""
    rows = connection.execute(
        "SELECT number, receipt FROM text_part WHERE text_id = :id", {"id": text_id}
    )
    return {int(row["number"]): str(row["receipt"]) for row in rows}


def other_spellings(part_id: str) -> tuple[str, ...]:
    """Return how else the same number may be written: in hexadecimal, in decimal, with zeros."""
    bare = part_id.lstrip("0")
    # Short numbers and words have one spelling only: another reading would be another part's id.
    if not part_id.isascii() or not FEWEST_LETTERS <= len(bare) <= MOST_DIGITS:
        return ()
    values = {int(bare)} if bare.isdecimal() else set()
    if bare.isalnum() and all(letter in "0123456789abcdefABCDEF" for letter in bare):
        values.add(int(bare, 16))
    forms = [f"{value:{form}}" for value in sorted(values) for form in "dxX"]
    padded = dict.fromkeys(form.zfill(width) for form in forms for width in _WIDTHS)
    return tuple(form for form in padded if form != part_id)


def _early_receipt(connection: Connection, part_id: str, now: datetime) -> str:
    """Return the receipt that came before the answer, "" for none; its own row goes."""
    same = connection.one("SELECT * FROM text_part WHERE id = :id", {"id": part_id})
    is_recent = same is not None and same["at"] >= millis(now - RECEIPTS_COME_FOR)
    if same is not None and is_recent and not same["text_id"]:
        return str(same["receipt"])
    for row in _written_otherwise(connection, part_id, now):
        if not row["text_id"]:
            connection.execute("DELETE FROM text_part WHERE id = :id", {"id": row["id"]})
            return str(row["receipt"])
    return ""


def _written_otherwise(connection: Connection, part_id: str, now: datetime) -> list[Row]:
    """Return the late parts without a receipt, and receipts without a part, of the same number."""
    forms = other_spellings(part_id)
    if not forms:
        return []
    given = {f"form{at}": form for at, form in enumerate(forms)}
    return connection.execute(
        f"SELECT * FROM text_part WHERE id IN ({', '.join(f':{name}' for name in given)})"
        # Not older: a centre may use an id again after a while.
        " AND (text_id = '' OR receipt = '') AND at >= :since ORDER BY at DESC, id",
        given | {"since": millis(now - RECEIPTS_COME_FOR)},
    )
