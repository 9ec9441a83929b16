"""Opening times in one line of text: an OSM opening_hours text, or JSON where OSM says less."""

from functools import lru_cache

import msgspec

from contract.domain.opening_checks import UnusableTimes, require_usable
from contract.domain.opening_formats import ReadTimes, RefusedCode, UnreadableTimes
from contract.domain.opening_times import OpeningTimes
from contract.domain.opening_times_from_osm import from_osm
from contract.domain.opening_times_to_osm import to_osm

_JSON = "{"
_SHOWN = 40  # characters of what was not readable
_KEPT_LENGTH = 500  # characters
# A city has few timetables: an import reads each of them again and again.
_kept = lru_cache(maxsize=256)(from_osm)


def read_osm(text: str) -> ReadTimes:
    """Return what from_osm does, which takes a millisecond only once. Raise UnreadableTimes."""
    return _kept(text) if len(text) <= _KEPT_LENGTH else from_osm(text)


def times_of_text(text: str) -> OpeningTimes:
    """Raise UnreadableTimes."""
    if is_short(text):
        return read_osm(text).times
    try:
        times = msgspec.json.decode(text, type=OpeningTimes)
        require_usable(times)
    except (msgspec.DecodeError, RecursionError, UnusableTimes) as error:
        raise UnreadableTimes(RefusedCode.UNUSABLE, text[:_SHOWN]) from error
    return times


def is_short(text: str) -> bool:
    """Whether a text of times is one that people read."""
    return not text.lstrip().startswith(_JSON)


def text_of_times(times: OpeningTimes) -> str:
    """Return the text that times_of_text reads as exactly these times."""
    try:
        text = to_osm(times).text
        if read_osm(text).times == times:
            return text
    except (UnusableTimes, UnreadableTimes):
        pass  # what cannot be used is shown as it is
    return msgspec.json.encode(times).decode()
