"""How calls sounded, one line each."""

import msgspec

from contract.wire.duty import CallQuality
from server.store.engine.connection import Connection

_NUMBERS = CallQuality.__struct_fields__


def save_quality(
    connection: Connection,
    call_key: str,
    quality: CallQuality,
    *,
    account_id: str,
    seat: str,
    now: int,
) -> None:
    """Write what a seat measured; the last word of a call counts."""
    row = {
        **msgspec.structs.asdict(quality),
        "call_id": call_key,
        "account_id": account_id,
        "seat": seat,
        "at": now,
    }
    connection.put("call_quality", row, "call_id")


def quality_of(connection: Connection, call_key: str) -> CallQuality | None:
    """Return how a call sounded; None: nobody measured it, or it was long ago."""
    row = connection.one("SELECT * FROM call_quality WHERE call_id = :id", {"id": call_key})
    if row is None:
        return None
    return CallQuality(**{name: row[name] for name in _NUMBERS})
