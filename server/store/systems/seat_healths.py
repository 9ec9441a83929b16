"""What each seat told of its computer last, and who is on duty there."""

from datetime import datetime

from contract.wire.floor import UnsentWork
from contract.wire.seat_health import SeatHealth
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable


def keep_health(connection: Connection, seat: str, health: SeatHealth, now: datetime) -> None:
    row = {
        "seat": seat,
        "version": health.version,
        "system": health.system,
        "headset": health.headset,
        "network_ms": health.network_ms,
        "disk_free_mb": health.disk_free_mb,
        "unsent": health.unsent,
        "unsent_since": millis(health.unsent_since) if health.unsent_since else None,
        "told_at": millis(now),
    }
    connection.put("seat_health", row, "seat")


def unsent_work(connection: Connection) -> tuple[UnsentWork, ...]:
    rows = connection.execute(
        "SELECT seat, unsent, unsent_since FROM seat_health WHERE unsent > 0"
        " ORDER BY coalesce(unsent_since, 0), seat"
    )
    return tuple(readable("seat_health", "seat", rows, _unsent))


def _unsent(row: Row) -> UnsentWork:
    return UnsentWork(
        seat=row["seat"],
        contacts=row["unsent"],
        since_at=instant(row["unsent_since"]) if row["unsent_since"] else None,
    )


def all_seats(connection: Connection) -> list[Row]:
    """Return every seat somebody ever signed in at, by number, with the duty that is there now."""
    return connection.execute(
        "SELECT s.seat, s.last_seen, h.version, h.system, h.headset, h.network_ms, h.disk_free_mb,"
        " h.unsent, h.unsent_since, h.told_at, d.state, d.reason, d.since_at, d.memory,"
        " d.reported_at, d.registered, d.has_microphone, d.has_phone, d.lost, d.unregistered"
        " FROM seat s LEFT JOIN seat_health h ON h.seat = s.seat"
        # Two may stand at one seat for a moment: the one heard last is there.
        " LEFT JOIN duty d ON d.account_id = (SELECT x.account_id FROM duty x WHERE x.seat = s.seat"
        " AND x.state <> 'off' ORDER BY x.reported_at DESC LIMIT 1) ORDER BY s.seat"
    )
