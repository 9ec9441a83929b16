"""schema.org's openingHours, "Mo-Fr 09:00-12:00", as the specifications that say the same.

Days, then times; several of each are divided by commas or blanks, and several texts add up. Days
alone are open the whole day.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOLIDAYS = "PublicHolidays"
_CLOSED = ("off", "closed")
_TOKEN = re.compile(
    r"\s*(?:(?P<opens>\d{1,2}:\d{2})(?::00)?\s*[-–]\s*(?P<closes>\d{1,2}:\d{2})(?::00)?"
    r"|(?P<first>[A-Za-z]+)(?:\s*[-–]\s*(?P<last>[A-Za-z]+))?"
    r")\s*[,;]?",
    re.ASCII,
)
_ALL_DAY = ("00:00", "23:59")  # as specifications say it


class UnreadableText(ValueError):
    """What is no openingHours; the text is the part to blame."""


def specifications_of_texts(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the specifications. Raise UnreadableText."""
    return [one for text in texts for one in _specifications(text.strip())]


def _specifications(text: str) -> Iterator[dict[str, Any]]:
    groups = _groups("Mo-Su" if text == "24/7" else text)
    is_all_day = len(groups) == 1 and not groups[0][1]
    for days, times in groups:
        if not days or not (times or is_all_day):
            raise UnreadableText(text)
        for opens, closes in times or [_ALL_DAY]:
            yield {"dayOfWeek": days, "opens": opens, "closes": closes}


def _groups(text: str) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Return the days and the times that follow each other. Raise UnreadableText."""
    groups: list[tuple[list[str], list[tuple[str, str]]]] = []
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            raise UnreadableText(text)
        position = token.end()
        is_time = token["opens"] is not None or token["first"].casefold() in _CLOSED
        if not groups or (groups[-1][1] and not is_time):
            groups.append(([], []))
        days, times = groups[-1]
        if token["opens"] is not None:
            times.append((token["opens"], token["closes"]))
        elif is_time:
            times.append(("00:00", "00:00"))
        else:
            days += _days(token["first"], token["last"] or token["first"], text)
    return groups


def _days(first: str, last: str, text: str) -> list[str]:
    if first.upper() == last.upper() == "PH":
        return [_HOLIDAYS]
    begins, ends = _day(first, text), _day(last, text)
    return [_DAYS[number % 7] for number in range(begins, ends + (7 if ends < begins else 0) + 1)]


def _day(word: str, text: str) -> int:
    """Return the number of a weekday, of two letters or more of its name."""
    found = [
        number for number, name in enumerate(_DAYS) if name.casefold().startswith(word.casefold())
    ]
    if len(found) != 1 or len(word) < 2:
        raise UnreadableText(text)
    return found[0]
