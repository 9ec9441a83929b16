"""Which announcements the queues play, and which of them are not there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from contract.domain.queue import Queue
from server.usecases.routing.callbacks.queue_callback import offers_callback
from server.usecases.routing.waiting.announcements import (
    MOST_MINUTES,
    MOST_PLACES,
    recording_notice,
)

_NUMBERED = re.compile(r"(.+)-([0-9]{1,4})")


def languages_of(queue: Queue) -> tuple[str, ...]:
    """Return the languages a caller of this queue may be spoken to in, the first one's first."""
    entries = [way.language for way in queue.entries]
    keys = [key.language for key in queue.menu if key.language]
    return tuple(dict.fromkeys((*entries, *keys))) or ("it",)


def languages_of_all(queues: Iterable[Queue]) -> tuple[str, ...]:
    """Queues without entries of their own are reached from the others, in any language."""
    return tuple(dict.fromkeys(code for queue in queues for code in languages_of(queue)))


def needed(queue: Queue, seats: Iterable[str], *, records: bool) -> Iterator[str]:
    """Yield the names of all files the queue may play, without language. records: this house."""
    yield "blocked"
    if queue.tells_position:
        yield from (f"position-{n}" for n in range(1, MOST_PLACES + 1))
    if queue.tells_wait:
        yield from (f"wait-{n}" for n in range(1, MOST_MINUTES + 1))
    if queue.emergency_text:
        yield f"emergency-{queue.emergency_text}"
    if records and (notice := recording_notice(queue)):
        yield notice
    if queue.tells_operator_code:
        yield from (f"operator-{seat}" for seat in seats)
    if offers_callback(queue):
        yield from ("callback-offer", "callback-taken")
    if queue.hours or queue.language_hours:
        yield "closed-callback" if offers_callback(queue) else "closed"
    if queue.max_wait_s and not queue.has_voicemail:
        yield "nobody-free"


def missing(folder: Path, language: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that have no file in the language's folder, in order."""
    return tuple(
        name for name in dict.fromkeys(names) if not (folder / language / f"{name}.wav").is_file()
    )


def in_short(names: Iterable[str]) -> str:
    """Return names in one line, rows of numbers as one: "closed, position-3 to 99"."""
    rows: list[tuple[str, int, int]] = []
    words: list[str] = []
    for name in names:
        match = _NUMBERED.fullmatch(name)
        if match is None:
            words.append(name)
            continue
        kind, number = match[1], int(match[2])
        if rows and rows[-1][0] == kind and rows[-1][2] == number - 1:
            rows[-1] = kind, rows[-1][1], number
        else:
            rows.append((kind, number, number))
    spans = (f"{k}-{a}" if a == b else f"{k}-{a} to {b}" for k, a, b in rows)
    return ", ".join((*words, *spans))
