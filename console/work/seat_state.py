"""What the seat knows of itself: connection, outbox and the operator's own state."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """online False since since_at. synced_at: when the replica last equalled the server.

    trouble: "", "unreachable", "certificate", "session_expired", "clock" (with it online stays
    True), "server_full"; of this seat's own store "disk_full", "store_broken", "store_unwritable".
    """

    online: bool = False
    since_at: datetime | None = None
    synced_at: datetime | None = None
    trouble: str = ""
    clock_off_min: int = 0  # how wrong the seat's clock is, beyond the tolerance
    waiting: int = 0  # commands not yet accepted by the server


class AgentState(StrEnum):
    OFFLINE = "offline"
    NOT_READY = "not_ready"
    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"
    CALLING = "calling"
    WRAP_UP = "wrap_up"


class PauseReason(StrEnum):
    """Chosen by digit after F5, in this order."""

    BREAK = "break"
    SCREEN_BREAK = "screen_break"
    TRAINING = "training"
    BACK_OFFICE = "back_office"
    MEETING = "meeting"
    OTHER = "other"
