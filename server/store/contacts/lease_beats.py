"""How long holders of callbacks keep them by their beats: what no seat but theirs need hear."""

from datetime import datetime

import msgspec

from contract.domain.callback import Callback
from server.store.engine.connection import Connection, instant, millis

# When the lease of the callback "c" ends: a beat counts for the claim that it was made under.
LEASE_END = (
    "coalesce((SELECT b.until_at FROM lease_beat b WHERE b.callback_id = c.id"
    " AND b.fence = c.fence AND b.until_at > c.lease_until_at), c.lease_until_at)"
)


def keep_until(connection: Connection, callback: Callback, until: datetime) -> None:
    """Let its holder keep a callback until then, at least."""
    beat = {"callback_id": callback.id, "fence": callback.fence, "until_at": millis(until)}
    # No change of the feed: each would be read by every seat of the desk.
    connection.put("lease_beat", beat, "callback_id")


def with_beat(connection: Connection, callback: Callback) -> Callback:
    """Return the callback under the lease that its holder has by now."""
    if callback.lease_until_at is None:
        return callback
    row = connection.one(
        f"SELECT {LEASE_END} AS until_at FROM callback c WHERE c.id = :id", {"id": callback.id}
    )
    until = callback.lease_until_at if row is None else instant(row["until_at"])
    return msgspec.structs.replace(callback, lease_until_at=until)


def end_beat(connection: Connection, callback: Callback) -> None:
    """Let the lease end as the callback itself says."""
    connection.execute("DELETE FROM lease_beat WHERE callback_id = :id", {"id": callback.id})


def delete_old_beats(connection: Connection, before: datetime) -> None:
    """Delete the beats of leases that ended before; there are as many as callbacks in hand."""
    connection.execute(
        "DELETE FROM lease_beat WHERE until_at < :before", {"before": millis(before)}
    )
