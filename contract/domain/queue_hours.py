"""When a queue is open, in general and for one language: Rome's time, holidays and 29 June."""

from datetime import datetime

from contract.domain.agents.skill_levels import ITALIAN
from contract.domain.opening_times.opening_hours import OfficeState, hours_at
from contract.domain.queue import Queue


def is_open(queue: Queue, language: str, now: datetime) -> bool:
    """Return whether calls in a language are taken now; hours nobody can read close nothing."""
    return all(
        hours_at(hours, now).state is not OfficeState.CLOSED for hours in _all(queue, language)
    )


def opens_at(queue: Queue, language: str, now: datetime) -> datetime | None:
    """Return when calls in a language are taken again; now when they are; None: in no near time."""
    at = now
    for _ in range(14):  # two sets of hours close each other at most a few times in a row
        closed = [
            state
            for hours in _all(queue, language)
            if (state := hours_at(hours, at)).state is OfficeState.CLOSED
        ]
        if not closed:
            return at
        ends = [state.until for state in closed]
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        at = max(known)
    return None


def closes_at(queue: Queue, language: str, now: datetime) -> datetime | None:
    """Return when an open queue takes no more calls in a language; None: in no near time."""
    states = [hours_at(hours, now) for hours in _all(queue, language)]
    ends = [one.until for one in states if one.state is OfficeState.OPEN and one.until is not None]
    return min(ends, default=None)


def languages_of_queue(queue: Queue) -> tuple[str, ...]:
    """Return the languages a queue can be reached in, Italian first where it is one of them.

    A queue without a number of its own is reached from others, in Italian at least.
    """
    spoken = {entry.language for entry in queue.entries} or {ITALIAN}
    spoken |= {key.language for key in queue.menu if key.language and key.queue_id is None}
    spoken |= {line.language for line in queue.language_hours}
    return tuple(sorted(spoken, key=lambda code: (code != ITALIAN, code)))


def _all(queue: Queue, language: str) -> list[str]:
    spoken = [line.hours for line in queue.language_hours if line.language == language]
    return [hours for hours in (queue.hours, *spoken) if hours.strip()]
