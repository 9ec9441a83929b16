"""The rows of the room's tables, from the figures as they were told."""

from collections.abc import Sequence

from console.screens.floor.floor_texts import FloorTexts, percent, wait, whole
from console.screens.kit.moments import clock_time, half_hour
from console.viewmodels.floor.problems import is_abandoned, is_long, is_low
from contract.domain.service_level import CallCount
from contract.wire.floor import PeopleInState, QueueNow
from widgets.figures.figure_table import ERROR, MUTED, STRONG, WARNING, FigureRecord
from widgets.figures.sparkline import Trend
from widgets.kit.plain_text import left_to_right, one_line

# look: a word of the themes' state colours
_STATES = {
    "ready": ("circle-dot", "ready"),
    "reserved": ("phone-incoming", "talking"),
    "on_call": ("phone", "talking"),
    "wrap_up": ("notebook-pen", "wrap_up"),
    "pause": ("coffee", "not_ready"),
    "not_ready": ("circle-minus", "not_ready"),
    "line_lost": ("phone-off", "error"),
}


def queue_rows(
    queues: Sequence[QueueNow], texts: FloorTexts, *, is_old: bool
) -> list[FigureRecord]:
    """Return a row per queue; a line is over the hours in which any of them had calls."""
    numbers = _hours_of(queues)
    return [_queue_row(one, numbers, texts, is_old=is_old) for one in queues]


def _queue_row(queue: QueueNow, numbers: range, texts: FloorTexts, *, is_old: bool) -> FigureRecord:
    today, name = queue.today, one_line(queue.name)
    tag = texts.stopped(queue.stale_since) if queue.stale_since is not None else ""
    by_number = {half.number: float(half.calls.offered) for half in queue.halves}
    return FigureRecord(
        key=queue.queue_id,
        cells=(
            name,
            whole(queue.waiting),
            wait(queue.longest_wait_s, is_there=queue.waiting > 0),
            percent(today.service_level),
            percent(today.abandonment, 1),
            f"{queue.ready} · {queue.talking}",
            whole(queue.late_callbacks),
            "",
        ),
        inks=(
            STRONG,
            STRONG,
            WARNING if is_long(queue.longest_wait_s) else "",
            WARNING if is_low(today) else "",
            WARNING if is_abandoned(today) else "",
            "",
            ERROR if queue.late_callbacks else MUTED,
            "",
        ),
        said=(f"{name}, {tag}" if tag else "", *[""] * 6, texts.arrivals(today.offered)),
        tag=tag,
        short_tag=left_to_right(clock_time(queue.stale_since)),
        is_muted=is_old or bool(tag),
        trend=Trend(tuple(by_number.get(number, 0.0) for number in numbers)),
    )


def half_hours(queues: Sequence[QueueNow]) -> list[tuple[int, CallCount]]:
    """Return the day's half hours from the first to the last with calls, of all these queues."""
    counts: dict[int, CallCount] = {}
    for queue in queues:
        for half in queue.halves:
            counts[half.number] = counts.get(half.number, CallCount()) + half.calls
    return [(number, counts.get(number, CallCount())) for number in _hours_of(queues)]


def day_rows(halves: Sequence[tuple[int, CallCount]]) -> list[FigureRecord]:
    return [
        FigureRecord(
            key=str(number),
            cells=(
                left_to_right(half_hour(number)),
                whole(calls.offered),
                whole(calls.answered),
                percent(calls.service_level),
                percent(calls.abandonment, 1),
            ),
        )
        for number, calls in halves
    ]


def people_rows(
    people: Sequence[PeopleInState], texts: FloorTexts, *, is_old: bool
) -> list[FigureRecord]:
    """Return a row per state, also of those nobody is in: rows keep their place."""
    most = max((one.count for one in people), default=0) or 1
    found = []
    for one in people:
        icon, look = _STATES.get(one.state, _STATES["not_ready"])
        longest = wait(one.longest_s or 0, is_there=one.longest_s is not None)
        found.append(
            FigureRecord(
                key=one.state,
                cells=(texts.state(one.state), whole(one.count), "", longest),
                inks=("", STRONG if one.count else MUTED, "", MUTED),
                # No line of titles stands above: each cell says what it is.
                said=("", texts.people(one.count), "", texts.longest(longest)),
                icon=icon,
                look=look,
                share=one.count / most,
                is_muted=is_old,
            )
        )
    return found


def _hours_of(queues: Sequence[QueueNow]) -> range:
    numbers = [half.number for queue in queues for half in queue.halves]
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)
