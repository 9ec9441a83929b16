"""What the seat knows of itself: connection, outbox and the operator's own state."""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.agents.agent import PauseReason
from contract.wire.duty import SeatCall

__all__ = ["AgentState", "Because", "PauseReason", "SeatFacts", "ServerConnection"]


class SeatFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the seat's phone says of itself, as the server hears it in each report."""

    seat: str = ""
    registered: bool = False
    has_microphone: bool = True
    has_phone: bool = True
    calls: tuple[SeatCall, ...] = ()
    not_calling: tuple[str, ...] = ()  # calls whose citizens she will not call back
    taking: tuple[str, ...] = ()  # those whose citizens she calls back now
    called_back: tuple[str, ...] = ()  # those she is done with: somebody answered


FORGED = "forged"  # what came to be copied is not signed by the server this seat knows


class Copying(msgspec.Struct, frozen=True, kw_only=True):
    """A long copy under way: rows here so far, of how many; total 0: nobody said."""

    scope: str
    rows: int
    total: int = 0


WAITS_TO_COPY = Copying(scope="", rows=0)  # other seats copy first


class ServerConnection(msgspec.Struct, frozen=True, kw_only=True):
    """online False since since_at. synced_at: when the replica last equalled the server.

    trouble: "", "unreachable", "certificate", FORGED, "session_expired", "clock" (with it online
    stays True), "server_full"; of this seat's own store "disk_full", "store_broken",
    "store_unwritable".
    """

    online: bool = False
    since_at: datetime | None = None
    synced_at: datetime | None = None
    trouble: str = ""
    ended_as: str = ""  # reason code of "session_expired"
    clock_off_min: int = 0  # how wrong the seat's clock is, beyond the tolerance
    waiting: int = 0  # commands not yet accepted by the server
    copying: Copying | None = None


class AgentState(StrEnum):
    OFFLINE = "offline"
    NOT_READY = "not_ready"
    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"
    CALLING = "calling"
    WRAP_UP = "wrap_up"


class Because(StrEnum):
    """Why the seat is not ready, beside the pause reasons; values of NotReadyBecause but two."""

    SIGNED_IN = "signed_in"
    MISSED_CALL = "missed_call"
    DECLINED = "declined"
    FORCED = "forced"
    NO_MICROPHONE = "no_microphone"
    LINE_LOST = "line_lost"
    SEAT_LOST = "seat_lost"
    FLAPPING = "flapping"
    CASE_WORK = "case_work"
    AFTER_CARE = "after_care"
    NO_PHONE = "no_phone"  # she takes no calls today
    ELSEWHERE = "elsewhere"  # she signed in at another seat since: calls ring there
