"""What the formats of opening times share: what was refused or lost, and how it is reported."""

from enum import StrEnum

import msgspec

from contract.domain.opening_times.opening_checks import FindingCode, findings_of
from contract.domain.opening_times.opening_times import Band, OpeningTimes, WeeklyBand

_APPOINTMENT = "by appointment"
# The longer ones first: each is cut from the beginning of the comment.
_SAID_AS = ("by appointment only", _APPOINTMENT, "solo su appuntamento", "su appuntamento")


class RefusedCode(StrEnum):
    """Why hours of another format were not taken; nothing of them is, then."""

    NOT_READABLE = "not_readable"  # no hours at all, or not of this format
    TOO_LONG = "too_long"
    NO_SUCH_TIME = "no_such_time"
    NO_SUCH_DAY = "no_such_day"
    DATES_BACKWARDS = "dates_backwards"
    SUN = "sun"  # sunrise, dusk
    MOVING_DAY = "moving_day"  # easter, days counted from a holiday
    SCHOOL_HOLIDAYS = "school_holidays"
    WEEK_NUMBER = "week_number"
    NTH_WEEKDAY = "nth_weekday"  # the first Monday of the month
    OPEN_END = "open_end"  # 10:00+, 2026+
    INTERVAL = "interval"  # every second week, every two hours
    FALLBACK = "fallback"  # ||
    PERHAPS = "perhaps"  # open or not, with no appointment to ask for
    ORDER = "order"  # a rule that takes back one before it
    STRETCHES_CROSS = "stretches_cross"
    ADDED_TO_A_STRETCH = "added_to_a_stretch"  # hours that add to what is usual on some dates
    HOLIDAY_AND_DATE = "holiday_and_date"
    PART_OFF = "part_off"  # a closing of some hours, of days whose hours are not known or a night
    FREQUENCY = "frequency"  # monthly, so many times
    UNUSABLE = "unusable"  # readable, but what it says cannot be, see opening_checks
    NOTHING_IN_IT = "nothing_in_it"  # an entry with neither times nor dates


class UnreadableTimes(ValueError):
    """Hours that were refused, the part that is to blame, and what cannot be of unusable ones."""

    def __init__(
        self, code: RefusedCode, part: str = "", finding: FindingCode | None = None
    ) -> None:
        super().__init__(f"{code}: {part}" if part else str(code))
        self.code = code
        self.part = part
        self.finding = finding


class ReadTimes(msgspec.Struct, frozen=True):
    """overlaps: hours that overlapped were joined."""

    times: OpeningTimes
    overlaps: bool = False


def refuse_unusable(times: OpeningTimes) -> None:
    """Raise UnreadableTimes for what was read well and cannot be."""
    serious = [one for one in findings_of(times) if not one.is_harmless]
    if serious:
        # One is enough to name: the editor or the file's owner mends them one after the other.
        first = serious[0]
        raise UnreadableTimes(RefusedCode.UNUSABLE, f"{first.part}: {first.code}", first.code)


def with_appointment(by_appointment: bool, text: str) -> str:
    """Return the comment that carries both: "by appointment: Portare un documento"."""
    return ": ".join(part for part in (_APPOINTMENT if by_appointment else "", text) if part)


def split_appointment(comment: str) -> tuple[bool, str]:
    """Return whether a comment asks for an appointment, and the rest of it."""
    for phrase in _SAID_AS:
        if comment.casefold().startswith(phrase):
            return True, comment[len(phrase) :].lstrip(" .:;,-")
    return False, comment


def settled_comments(said: list[tuple[str, str]]) -> tuple[bool, str]:
    """Return whether all ask for an appointment, and the note.

    said: each comment, with the text of what it is about. What all say alike is the note itself.
    """
    split = [split_appointment(comment) for comment, _ in said]
    appointment = bool(split) and all(asks for asks, _ in split)
    # What all say alike needs no mention of days.
    if len(set(split)) < 2:
        return appointment, split[0][1] if split else ""
    kept = [
        (rest if appointment else comment, text)
        for (comment, text), (_, rest) in zip(said, split, strict=True)
    ]
    moved = [(comment, text) for comment, text in kept if comment]
    notes = [text if comment == text else f"{text}: {comment}" for comment, text in moved]
    # Each once: the same comment often stands on every day of the week.
    return appointment, "; ".join(dict.fromkeys(notes))


def joined(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Return bands in order, those that overlap as one; those that only touch stay two."""
    found: list[Band] = []
    for band in sorted(bands, key=lambda one: (one.opens, one.closes)):
        # Bands that only touch stay two: joined, a text would not come back as it was.
        if found and band.opens < found[-1].closes:
            found[-1] = Band(found[-1].opens, max(found[-1].closes, band.closes))
        else:
            found.append(band)
    return tuple(found)


def days_by_band(weekly: tuple[WeeklyBand, ...]) -> tuple[tuple[Band, tuple[int, ...]], ...]:
    """Return each band once with its weekdays, in the order of the week."""
    found: dict[Band, list[int]] = {}
    for one in sorted(weekly, key=lambda one: (one.weekday, one.opens, one.closes)):
        found.setdefault(one.band, []).append(one.weekday)
    return tuple((band, tuple(days)) for band, days in found.items())


def bands_by_day(weekly: tuple[WeeklyBand, ...]) -> dict[int, tuple[Band, ...]]:
    """Return the bands of each weekday that has any, in order."""
    found: dict[int, tuple[Band, ...]] = {}
    for one in sorted(weekly, key=lambda one: (one.weekday, one.opens, one.closes)):
        found[one.weekday] = (*found.get(one.weekday, ()), one.band)
    return found


def runs_of(days: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return weekdays in groups of those that follow each other: Mon, Tue, Thu gives two."""
    runs: list[tuple[int, ...]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1] = (*runs[-1], day)
        else:
            runs.append((day,))
    return tuple(runs)
