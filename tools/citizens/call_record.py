"""What happened in a citizen's call, and when."""

from dataclasses import dataclass, field
from enum import StrEnum


class Side(StrEnum):
    PLACED = "placed"  # the citizen called
    TAKEN = "taken"  # the citizen was called


@dataclass(slots=True)
class CallRecord:
    """Times are CLOCK_MONOTONIC seconds, comparable across processes of this machine."""

    invited_s: float = 0.0
    ringing_s: float | None = None
    answered_s: float | None = None
    ended_s: float | None = None
    ended_by: str = ""  # "citizen", "seat", "refused"
    status: int = 0  # the final status of the INVITE
    first_rtp_s: float | None = None
    steps: list[str] = field(default_factory=list)  # "INVITE 180", "BYE"…
