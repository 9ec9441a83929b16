"""The last calls of this seat, and the figures of their sound not yet sent."""

from datetime import datetime, timedelta

import msgspec

from console.model.calls.past_call import PastCall
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import readable
from contract.wire.duty import CallQuality

KEPT_FOR = timedelta(days=7)
SHOWN = 100


def keep_call(connection: Connection, call: PastCall) -> None:
    """Store a call; one reported twice is stored once."""
    connection.execute(
        "INSERT INTO past_call VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        (call.id, call.began_at.isoformat(), msgspec.json.encode(call).decode()),
    )


def forget_calls(connection: Connection, now: datetime) -> None:
    """Delete what is older than it needs to be."""
    connection.execute("DELETE FROM past_call WHERE began_at < ?", ((now - KEPT_FOR).isoformat(),))


def past_calls(connection: Connection) -> tuple[PastCall, ...]:
    """Return the last calls, the newest first."""
    rows = connection.execute(
        "SELECT body FROM past_call ORDER BY began_at DESC LIMIT ?", (SHOWN,)
    ).fetchall()
    return tuple(readable((body for (body,) in rows), PastCall, "call"))


def note_quality(connection: Connection, call_key: str, quality: CallQuality) -> None:
    connection.execute(
        "INSERT INTO quality_due VALUES (?, ?)"
        " ON CONFLICT (call_key) DO UPDATE SET body = excluded.body",
        (call_key, msgspec.json.encode(quality).decode()),
    )


def quality_due(connection: Connection) -> tuple[tuple[str, CallQuality], ...]:
    """Return (call key, how it sounded) of what the server does not have, oldest first."""
    rows = connection.execute("SELECT call_key, body FROM quality_due ORDER BY rowid").fetchall()
    return tuple(
        (key, quality)
        for key, body in rows
        for quality in readable([body], CallQuality, "quality of a call")
    )


def forget_quality(connection: Connection, call_key: str) -> None:
    connection.execute("DELETE FROM quality_due WHERE call_key = ?", (call_key,))
