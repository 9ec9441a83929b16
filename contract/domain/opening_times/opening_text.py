"""Opening times in one line of text: an OSM opening_hours text, or JSON where OSM says less."""

from enum import StrEnum
from functools import lru_cache

import msgspec

from contract.domain.opening_times.opening_checks import UnusableTimes, require_usable
from contract.domain.opening_times.opening_formats import ReadTimes, RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_osm_parts import takes_a_part
from contract.domain.opening_times.opening_osm_rules import rules_of
from contract.domain.opening_times.opening_times import DAY_MINUTES, WEEK_DAYS, OpeningTimes
from contract.domain.opening_times.opening_times_from_osm import from_osm
from contract.domain.opening_times.opening_times_to_osm import to_osm

_JSON = "{"
_ALL_DAYS = set(range(WEEK_DAYS))
_SHOWN = 40  # characters of what was not readable
LONGEST_NIGHT = 16 * 60  # minutes; a longer one that ends the next day was written backwards
_KEPT_LENGTH = 500  # characters
# A city has few timetables: an import reads each of them again and again.
_kept = lru_cache(maxsize=256)(from_osm)


class Doubt(StrEnum):
    """What an OSM text surely does not mean, though it can be read."""

    BACKWARDS = "hours_backwards"
    OVERLAP = "hours_overlap"
    REPLACED = "hours_replaced"  # "Mo 08:00-12:00; Mo 14:00-17:00": OSM has the afternoon alone


def read_osm(text: str) -> ReadTimes:
    """Return what from_osm does, which takes a millisecond only once. Raise UnreadableTimes."""
    # Long texts are read each time: a few of them would fill the memory of the kept ones.
    return _kept(text) if len(text) <= _KEPT_LENGTH else from_osm(text)


def times_of_text(text: str) -> OpeningTimes:
    """Raise UnreadableTimes."""
    if is_short(text):
        return read_osm(text).times
    try:
        times = msgspec.json.decode(text, type=OpeningTimes)
        # A program may have written anything into the JSON.
        require_usable(times)
    # A deeply nested text ends the decoder by RecursionError: it is unreadable, not a bug.
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableTimes(RefusedCode.UNUSABLE, text[:_SHOWN]) from error
    except UnusableTimes as error:
        finding = error.findings[0].code
        raise UnreadableTimes(RefusedCode.UNUSABLE, text[:_SHOWN], finding) from error
    return times


def is_short(text: str) -> bool:
    """Whether a text of times is one that people read."""
    return not text.lstrip().startswith(_JSON)


def text_of_times(times: OpeningTimes) -> str:
    """Return the text that times_of_text reads as exactly these times, and nobody doubts."""
    try:
        text = to_osm(times)
        # Written, then read again: only a text that comes back the same may stand for the times.
        read = read_osm(text)
        if read.times == times and doubt_in(text) is None:
            return text
    except (UnusableTimes, UnreadableTimes):
        pass  # what cannot be used is shown as it is
    return msgspec.json.encode(times).decode()


def doubt_in(text: str) -> Doubt | None:
    """Return what a person who wrote this text got wrong. Raise UnreadableTimes.

    A program may join bands that overlap and take 12:00-08:00 for a night of twenty hours, and
    08:30-08:30 for a day; a person who wrote that made a mistake. JSON is of programs alone.
    """
    if not is_short(text):
        return None
    return _doubt(read_osm(text)) or (Doubt.REPLACED if _replaces(text) else None)


@lru_cache(maxsize=256)
def _replaces(text: str) -> bool:
    """Return whether hours of the week leave nothing of others that stand before them."""
    weeks = [
        set(rule.weekdays) or _ALL_DAYS
        for rule in rules_of(text)
        if rule.has_times
        and not (rule.adds or rule.holidays or rule.stretches)
        # Hours that close take nothing back but themselves: "We 13:00-14:00 off".
        and not takes_a_part(rule)
    ]
    # In OSM a later rule of the same days replaces the earlier one: people who write it mean both.
    return any(before <= week for at, before in enumerate(weeks) for week in weeks[at + 1 :])


def _doubt(read: ReadTimes) -> Doubt | None:
    times = read.times
    weeks = (times.weekly, *(season.weekly for season in times.seasons))
    for one in (band for week in weeks for band in week):
        # 12:00-08:00 is a night of twenty hours to a program; a person wrote the ends the wrong
        # way.
        if one.closes > DAY_MINUTES and one.closes - one.opens > LONGEST_NIGHT:
            return Doubt.BACKWARDS
    return Doubt.OVERLAP if read.overlaps else None
