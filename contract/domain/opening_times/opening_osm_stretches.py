"""The weeks that OSM rules come to: that of all days, and those of stretches of dates over it."""

from collections.abc import Iterator
from datetime import date, timedelta

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes, joined
from contract.domain.opening_times.opening_holidays import holiday_of
from contract.domain.opening_times.opening_osm_parts import (
    less,
    part_off,
    refuse_nights,
    takes_a_part,
)
from contract.domain.opening_times.opening_osm_rules import OsmRule, RuleState
from contract.domain.opening_times.opening_osm_words import Stretch
from contract.domain.opening_times.opening_plan import covers
from contract.domain.opening_times.opening_times import (
    WEEK_DAYS,
    Band,
    DayException,
    Season,
    WeeklyBand,
)

_ALL_DAYS = tuple(range(WEEK_DAYS))
# A leap year has every day a yearly stretch can hold.
_LEAP_YEAR = (date(2024, 1, 1), date(2024, 12, 31))
# Days are compared one by one: a stretch of a thousand years would hold an import up.
_LONGEST_DAYS = 4000  # of a stretch in years that are named


class Week:
    """Bands by weekday, as one rule after the other leaves them."""

    def __init__(self, bands: dict[int, tuple[Band, ...]] | None = None) -> None:
        self.bands = dict(bands or {})
        self.is_empty = True  # whether no rule has spoken

    def take(self, rule: OsmRule) -> None:
        """Raise UnreadableTimes for a part of days whose hours are not known."""
        if takes_a_part(rule) and self.is_empty:
            raise part_off(rule.text)
        self.is_empty = False
        for day in rule.weekdays or _ALL_DAYS:
            if takes_a_part(rule):
                self.bands[day] = less(self.bands.get(day, ()), rule.bands, rule.text)
                refuse_nights(self.bands, day, rule.bands, rule.text)
            elif rule.state is RuleState.OFF:
                self.bands[day] = ()
            elif rule.adds:
                self.bands[day] = self.bands.get(day, ()) + rule.bands
            else:
                self.bands[day] = rule.bands

    @property
    def overlaps(self) -> bool:
        return any(len(joined(bands)) < len(bands) for bands in self.bands.values())

    def weekly(self) -> tuple[WeeklyBand, ...]:
        return tuple(
            WeeklyBand(day, band.opens, band.closes)
            for day in sorted(self.bands)
            for band in joined(self.bands[day])
        )


class _Dated:
    """A stretch with the weekdays it replaces, those it adds to, and what it takes of them."""

    def __init__(self, stretch: Stretch, name: str) -> None:
        self.season = Season(stretch.first, stretch.last)
        self.name = name
        self.text = ""
        self.replaced = Week()
        self.added = Week()
        self._taken: dict[int, tuple[Band, ...]] = {}  # hours of a weekday that are closed

    def take(self, rule: OsmRule) -> None:
        self.text = rule.text
        for day in rule.weekdays or _ALL_DAYS:
            if takes_a_part(rule):
                self._take_part(day, rule.bands)
                continue
            # "Dec 24 Mo 10:00-12:00" after a comma adds to the week beneath, else it replaces it.
            into = self.added if rule.adds and day not in self.replaced.bands else self.replaced
            before = into.bands.get(day, ()) if rule.adds else ()
            into.bands[day] = () if rule.state is RuleState.OFF else before + rule.bands
            if not rule.adds or rule.state is RuleState.OFF:
                self.added.bands.pop(day, None)
                self.replaced.bands[day] = into.bands[day]
                self._taken.pop(day, None)

    def _take_part(self, day: int, parts: tuple[Band, ...]) -> None:
        self._taken[day] = self._taken.get(day, ()) + parts
        # What a later rule adds stays: hours are taken only of what stands before it.
        for week in (self.added, self.replaced):
            if day in week.bands:
                week.bands[day] = less(week.bands[day], parts, self.text)

    def over(self, beneath: list[Week]) -> Week:
        """The whole week; beneath: those that lie under its days, all the same to it."""
        found = [self._over(one) for one in beneath]
        # Half of it lies over one week and half over another: no single season says that.
        if any(one.weekly() != found[0].weekly() for one in found):
            raise UnreadableTimes(RefusedCode.STRETCHES_CROSS, self.text)
        return found[0]

    def _over(self, beneath: Week) -> Week:
        found = Week(beneath.bands)
        for day, parts in self._taken.items():
            if not (beneath.bands or day in self.replaced.bands):
                raise part_off(self.text)
            found.bands[day] = less(found.bands.get(day, ()), parts, self.text)
        for day, bands in self.added.bands.items():
            found.bands[day] = found.bands.get(day, ()) + bands
        found.bands.update(self.replaced.bands)
        for day, parts in self._taken.items():
            refuse_nights(found.bands, day, parts, self.text)
        return found


class Stretches:
    """The stretches of a text in their order; a later one rules over an earlier."""

    def __init__(self) -> None:
        self._found: list[_Dated] = []
        self.overlaps = False

    @property
    def is_empty(self) -> bool:
        return not self._found

    def take(self, rule: OsmRule, stretch: Stretch, name: str, after: list[DayException]) -> None:
        """after: exceptions of rules before this one, none of which it may take back."""
        season = Season(stretch.first, stretch.last)
        # OSM lets a later rule win; a timetable lets the exception win: the texts would differ.
        if any(_meet(Season(one.first, one.last), season, rule.text) for one in after):
            raise UnreadableTimes(RefusedCode.ORDER, rule.text)
        self._dated(stretch, name, rule.text).take(rule)

    def take_exception(self, exception: DayException, text: str) -> None:
        dated = self._dated(Stretch(exception.first, exception.last), exception.reason, text)
        dated.text = text
        dated.replaced.bands = dict.fromkeys(_ALL_DAYS, exception.bands)

    def _dated(self, stretch: Stretch, name: str, text: str) -> _Dated:
        """That of the same dates, unless another has come between; or a new one."""
        season = Season(stretch.first, stretch.last)
        for one in reversed(self._found):
            if one.season == season:
                one.name = one.name or name
                return one
            # Another stretch lies between: joined with the earlier one, it would lose its place.
            if _meet(one.season, season, text):
                break
        self._found.append(_Dated(stretch, name))
        return self._found[-1]

    def seasons(self, base: Week) -> tuple[Season, ...]:
        """Return them with their whole weeks. Raise UnreadableTimes where two weeks lie beneath."""
        weeks: list[Week] = []
        for place, one in enumerate(self._found):
            weeks.append(one.over(self._beneath(place, weeks, base)))
            self.overlaps = self.overlaps or weeks[-1].overlaps
        return tuple(
            Season(one.season.first, one.season.last, found, not found, one.name)
            for one, found in zip(self._found, (week.weekly() for week in weeks), strict=True)
        )

    def _beneath(self, place: int, weeks: list[Week], base: Week) -> list[Week]:
        """The weeks that may lie under the days of a stretch."""
        season, text = self._found[place].season, self._found[place].text
        met = [n for n in range(place) if _meet(self._found[n].season, season, text)]
        kinds = {type(self._found[n].season.first) for n in (*met, place)}
        if len(kinds) > 1:  # some years of one kind, and all of the other
            return [base, *(weeks[n] for n in met)]
        places = {self._place_beneath(place, day) for day in _days_of(season, text)}
        return [base if n is None else weeks[n] for n in places]

    def _place_beneath(self, place: int, day: date) -> int | None:
        earlier = reversed(range(place))
        return next((one for one in earlier if covers(self._found[one].season, day)), None)


def covers_holiday(first: date, last: date) -> bool:
    return any(holiday_of(day) is not None for day in _days(first, last))


def _meet(one: Season, other: Season, text: str) -> bool:
    if isinstance(other.first, date):
        return any(covers(one, day) for day in _days_of(other, text))
    return any(covers(other, day) for day in _days_of(one, text))


def _days_of(season: Season, text: str) -> Iterator[date]:
    """Its dates; those of a leap year when it comes every year."""
    if isinstance(season.first, date) and isinstance(season.last, date):
        if (season.last - season.first).days > _LONGEST_DAYS:
            raise UnreadableTimes(RefusedCode.TOO_LONG, text)
        return _days(season.first, season.last)
    return (day for day in _days(*_LEAP_YEAR) if covers(season, day))


def _days(first: date, last: date) -> Iterator[date]:
    length = min((last - first).days, _LONGEST_DAYS)
    return (first + timedelta(days=ahead) for ahead in range(length + 1))
