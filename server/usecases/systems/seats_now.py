"""The seats as IT looks after them: does a call ring there, and what is the computer short of."""

from collections.abc import Mapping
from datetime import datetime

from contract.version import VERSION
from contract.wire.seat_health import SeatHealth
from contract.wire.systems import LITTLE_DISK_MB, SLOW_MS, SeatState, SystemsNow
from server.store.engine.connection import Connection, Row, instant
from server.store.sync.unreadable_rows import count_listed
from server.store.systems.seat_healths import all_seats
from server.usecases.duty.publishing.agent_views import shown_of
from server.usecases.duty.publishing.team import trunks_down
from server.usecases.floor.floor_now import silent_sources
from server.usecases.operations.trusted_clock import ahead_by

OFF = "off"
_TOLD = ("version", "system", "headset", "network_ms", "disk_free_mb", "unsent")


def systems_now(connection: Connection, now: datetime, heard: Mapping[str, datetime]) -> SystemsNow:
    """Return every seat with one word for its health; heard: when each exchange answered last."""
    return SystemsNow(
        at=now,
        version=VERSION,
        seats=tuple(map(_seat, all_seats(connection))),
        silent=silent_sources(heard, now),
        trunks=trunks_down(connection),
        unreadable=count_listed(connection),
        clock_ahead=ahead_by(connection, now) is not None,
    )


def _seat(row: Row) -> SeatState:
    words = {name: row[name] for name in _TOLD if row[name] is not None}
    since = instant(row["unsent_since"]) if row["unsent_since"] else None
    told = SeatHealth(**words, unsent_since=since)
    state, reason = shown_of(row) if row["state"] else (OFF, "")
    seen = max(row["last_seen"] or 0, row["reported_at"] or 0, row["told_at"] or 0)
    return SeatState(
        seat=row["seat"],
        state=state,
        reason=reason,
        since_at=instant(row["since_at"]) if row["since_at"] else None,
        health=_health(row, told) if row["state"] else OFF,
        told=told,
        seen_at=instant(seen) if seen else None,
    )


def _health(row: Row, told: SeatHealth) -> str:
    """Return the gravest of what is wrong: whether calls ring comes before comfort."""
    found = {
        "silent": row["lost"],
        "no_phone": not row["has_phone"],
        "no_line": not row["registered"] or row["unregistered"],
        "no_microphone": not row["has_microphone"],
        "unsent": told.unsent,
        "little_disk": 0 < told.disk_free_mb < LITTLE_DISK_MB,
        "slow_network": told.network_ms > SLOW_MS,
        "old_version": told.version not in ("", VERSION),
    }
    return next((code for code, is_so in found.items() if is_so), "ok")
