"""What a caller hears while waiting: which announcement next, and never two close together."""

from collections.abc import Collection
from dataclasses import dataclass, field

from contract.domain.queue import Queue, RecordingMode

GAP_MS = 30_000
MOST_MINUTES = 60
MOST_PLACES = 99  # who stands further behind is not told the place


@dataclass(slots=True)
class Told:
    """What one call has heard; kept in memory, so a restart may repeat one announcement."""

    last_at: int = -GAP_MS
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a call stands: position from 1, expected wait in seconds or None when unknown."""

    position: int
    expected_s: int | None
    waited_ms: int


def recording_notice(queue: Queue) -> str | None:
    """Return the announcement that comes before a recording; None: calls are not recorded."""
    # All three: the law asks for notice and assessment before anything is recorded (handbook, 8).
    is_on = queue.recording is RecordingMode.ON and queue.recording_notice and queue.dpia_note
    return f"recording-{queue.recording_notice}" if is_on else None


def next_announcement(
    queue: Queue, standing: Standing, told: Told, now: int, *, records: bool = True
) -> str | None:
    """Return the name of what to play now, without its language; None: nothing.

    records: whether calls are recorded at all in this house.
    """
    if now - told.last_at < GAP_MS:
        return None
    for name in _once(queue, standing, records):
        if name not in told.names:
            return name
    news = _of_place(queue, standing)
    if not news:
        return None
    return news[len(told.names & _PLACES) % len(news)]


def note_told(told: Told, name: str, now: int) -> None:
    told.last_at = now
    told.names.add(name)
    # Position and wait take turns: what was told last time is remembered by its kind.
    kind = name.partition("-")[0]
    if kind in ("position", "wait"):
        told.names ^= {kind}


def _once(queue: Queue, standing: Standing, records: bool) -> Collection[str]:
    names = []
    if queue.emergency_text:
        # First of all: it may be the very reason of the call.
        names.append(f"emergency-{queue.emergency_text}")
    if records and (notice := recording_notice(queue)):
        names.append(notice)
    if queue.offers_callback_s and standing.waited_ms >= queue.offers_callback_s * 1000:
        names.append("callback-offer")
    return names


def _of_place(queue: Queue, standing: Standing) -> list[str]:
    names = []
    if queue.tells_position and standing.position <= MOST_PLACES:
        names.append(f"position-{standing.position}")
    if queue.tells_wait and standing.expected_s is not None:
        # Rounded up, and no further than there are files.
        minutes = min(MOST_MINUTES, max(1, -(-standing.expected_s // 60)))
        names.append(f"wait-{minutes}")
    return names


_PLACES = {"position", "wait"}
