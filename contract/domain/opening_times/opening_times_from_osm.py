"""Opening times from an OSM opening_hours text: what its rules mean, or why they are refused.

A text that is silent about holidays is read as closed on them, unless it is 24/7; "PH off" also
closes 29 June, which OSM's holidays of Italy leave out. "PH off" before all other rules has no
force where they speak, and so says: holidays as usual.
"""

from datetime import date, timedelta

from msgspec.structs import replace

from contract.domain.opening_times.opening_formats import (
    ReadTimes,
    RefusedCode,
    UnreadableTimes,
    refuse_unusable,
    settled_comments,
    split_appointment,
)
from contract.domain.opening_times.opening_osm_parts import (
    less,
    meet,
    part_off,
    refuse_nights,
    takes_a_part,
)
from contract.domain.opening_times.opening_osm_rules import OsmRule, RuleState, rules_of
from contract.domain.opening_times.opening_osm_stretches import Stretches, Week, covers_holiday
from contract.domain.opening_times.opening_osm_words import BEFORE_ALL, Stretch
from contract.domain.opening_times.opening_times import (
    CLOSED_ON_HOLIDAYS,
    UNKNOWN_TIMES,
    WEEK_DAYS,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    YearDay,
)

_PATRON_DAY = Stretch(YearDay(6, 29), YearDay(6, 29))
_LONGEST_EXCEPTION_DAYS = 31  # what lasts longer and says nothing of holidays has a season's sense
_AS_USUAL = HolidayRule(HolidayKind.AS_USUAL)
_CLOSED = HolidayRule()


def from_osm(text: str) -> ReadTimes:
    """Return the times of a text and what was read otherwise than it stands.

    Raise UnreadableTimes, naming the part no timetable can hold. An empty text is unknown times.
    """
    if not text.strip():
        return ReadTimes(UNKNOWN_TIMES)
    sheet = _Sheet()
    for rule in rules_of(text):
        sheet.take(rule)
    return sheet.result()


class _Sheet:
    """Takes rules in their order; each may only speak after those it would rule over."""

    def __init__(self) -> None:
        self._base = Week()
        self._stretches = Stretches()
        self._exceptions: list[DayException] = []
        self._national: HolidayRule | None = None
        self._patron: HolidayRule | None = None
        self._validity: list[Stretch] = []
        self._appointments: list[str] = []  # rules over dates that ask for one
        self._comments: list[tuple[str, str]] = []  # of the rules of the week, with their text
        self._notes: list[str] = []
        self._always = self._unknown = self._appointment = False
        self._leads_open = False  # hours of holidays before any others: no week may follow

    def take(self, rule: OsmRule) -> None:
        # "Dec PH off": a timetable has no holidays of one season alone.
        if rule.holidays and rule.stretches:
            raise UnreadableTimes(RefusedCode.HOLIDAY_AND_DATE, rule.text)
        # First: dates without hours before or after all others bound everything else.
        if _is_validity(rule):
            self._validity += rule.stretches
        # 29 June is a holiday of Rome, not a season of one day.
        elif rule.stretches == (_PATRON_DAY,) and not rule.weekdays:
            self._patron = self._take_holidays(rule, self._patron)
        elif rule.stretches:
            for stretch in rule.stretches:
                self._take_stretch(rule, stretch)
        else:
            # "Mo-Fr,PH" speaks of both.
            if rule.weekdays or not rule.holidays:
                self._take_week(rule)
            if rule.holidays:
                self._national = self._take_holidays(rule, self._national)

    def _take_holidays(self, rule: OsmRule, before: HolidayRule | None) -> HolidayRule:
        leads = self._base.is_empty and self._stretches.is_empty
        # "Perhaps open" is nothing to tell a citizen who asks whether to go.
        if rule.state is RuleState.UNKNOWN:
            raise UnreadableTimes(RefusedCode.PERHAPS, rule.text)
        self._comment_into_note(rule)
        if takes_a_part(rule):
            return _less_of_holidays(rule, before)
        self._exceptions = [
            one for one in self._exceptions if not self._became_season(one, rule.text)
        ]
        if rule.state is RuleState.OFF:
            # Before all other rules it has no force where they speak: then holidays are as usual.
            return _AS_USUAL if leads else _CLOSED
        self._leads_open = self._leads_open or leads
        if len(rule.weekdays) == WEEK_DAYS and not rule.adds:  # "Mo-Su,PH 19:00-08:00"
            return _AS_USUAL
        return HolidayRule(HolidayKind.BANDS, rule.bands)

    def _became_season(self, exception: DayException, text: str) -> bool:
        """A rule of holidays that follows rules over the dates before it, as over a season."""
        if not covers_holiday(exception.first, exception.last):
            return False
        self._stretches.take_exception(exception, text)
        return True

    def _take_week(self, rule: OsmRule) -> None:
        # OSM lets a later week take back what stands before it; a timetable cannot say that.
        if self._leads_open or self._exceptions or not self._stretches.is_empty:
            raise UnreadableTimes(RefusedCode.ORDER, rule.text)
        self._refuse_part_of_holidays(rule)
        self._always = self._always or rule.always
        appointment, _ = split_appointment(rule.comment)
        if rule.state is RuleState.UNKNOWN and not (rule.has_times and appointment):
            if rule.has_times or rule.weekdays or not self._base.is_empty:
                raise UnreadableTimes(RefusedCode.PERHAPS, rule.text)
            self._unknown = True
        else:
            self._base.take(rule)
        if rule.state is not RuleState.OFF:
            self._comments.append((rule.comment, _without_comment(rule)))
        else:
            self._comment_into_note(rule)

    def _take_stretch(self, rule: OsmRule, stretch: Stretch) -> None:
        appointment, said = split_appointment(rule.comment)
        if rule.state is RuleState.UNKNOWN and not (rule.has_times and appointment):
            raise UnreadableTimes(RefusedCode.PERHAPS, rule.text)
        if appointment:
            self._appointment = True
            self._appointments.append(rule.text)
        if takes_a_part(rule) and self._took_part_of_exception(rule, stretch):
            return
        # A part of some dates leaves the rest to their weekdays, as a season of one year does.
        is_part = takes_a_part(rule) or bool(rule.weekdays)
        if isinstance(stretch.first, YearDay) or isinstance(stretch.last, YearDay) or is_part:
            if self._leads_open:
                raise UnreadableTimes(RefusedCode.ORDER, rule.text)
            self._refuse_part_of_holidays(rule)
            self._stretches.take(rule, stretch, said, self._exceptions)
            return
        bands = () if rule.state is RuleState.OFF else rule.bands
        if rule.adds and bands:
            # A comma adds only to hours of the very same dates.
            before = self._exceptions.pop() if self._exceptions else None
            if before is None or (before.first, before.last) != (stretch.first, stretch.last):
                raise UnreadableTimes(RefusedCode.ADDED_TO_A_STRETCH, rule.text)
            bands, said = before.bands + bands, said or before.reason
        self._exceptions.append(DayException(stretch.first, stretch.last, bands, said))

    def _took_part_of_exception(self, rule: OsmRule, stretch: Stretch) -> bool:
        """Take hours of dates that have their own."""
        first, last = stretch.first, stretch.last
        before = self._exceptions[-1] if self._exceptions else None
        if rule.weekdays or before is None or isinstance(first, YearDay):
            return False
        if isinstance(last, YearDay) or not before.first <= first <= last <= before.last:
            return False
        left = less(before.bands, rule.bands, rule.text)
        refuse_nights(dict.fromkeys(range(WEEK_DAYS), left), 0, rule.bands, rule.text)
        if (before.first, before.last) == (first, last):
            self._exceptions.pop()
        self._exceptions.append(DayException(first, last, left, before.reason))
        return True

    def _refuse_part_of_holidays(self, rule: OsmRule) -> None:
        """Hours of holidays before it stand above any date: what it takes of them would be lost."""
        for one in (self._national, self._patron):
            if takes_a_part(rule) and one is not None and meet(rule.bands, one.bands):
                raise part_off(rule.text)

    def result(self) -> ReadTimes:
        # First: a long one becomes a season, and seasons are reckoned next.
        self._settle_exceptions()
        self._settle_comments()
        valid_from, valid_until = self._ends_of_validity()
        seasons = self._stretches.seasons(self._base)
        times = OpeningTimes(
            weekly=self._base.weekly(),
            seasons=seasons or self._never_open(),
            exceptions=tuple(self._exceptions),
            valid_from=valid_from,
            valid_until=valid_until,
            by_appointment_only=self._appointment,
            note="; ".join(self._notes),
        )
        times = replace(times, holidays=self._policy(times))
        # "unknown" beside hours: one of the two is wrong, and a reader cannot know which.
        if self._unknown and times.says_when_open:
            raise UnreadableTimes(RefusedCode.PERHAPS, "unknown")
        refuse_unusable(times)
        return ReadTimes(times, self._base.overlaps or self._stretches.overlaps)

    def _settle_exceptions(self) -> None:
        """Where nothing is said of holidays, long dated hours close on them as a season does."""
        said = self._national is not None or self._patron is not None
        for one in tuple(self._exceptions):
            is_long = (one.last - one.first).days >= _LONGEST_EXCEPTION_DAYS
            if is_long and one.bands and not said:
                self._exceptions.remove(one)
                self._stretches.take_exception(one, str(one.first))

    def _settle_comments(self) -> None:
        if not self._comments:
            return
        appointment, note = settled_comments(self._comments)
        if not appointment:
            self._notes += self._appointments
        self._appointment = appointment
        self._notes[:0] = [note] if note else []

    def _never_open(self) -> tuple[Season, ...]:
        """ "off" and nothing else."""
        if self._base.is_empty or self._base.weekly() or self._exceptions:
            return ()
        return (Season(YearDay(1, 1), YearDay(12, 31), closed=True),)

    def _policy(self, times: OpeningTimes) -> HolidayPolicy | None:
        national, patron = self._national, self._patron
        if not times.has_week:  # what stood before all others stood before nothing
            national, patron = (_CLOSED if one == _AS_USUAL else one for one in (national, patron))
        if not times.says_when_open:
            return None
        if national is None:
            national = _AS_USUAL if self._always else _CLOSED
        if patron is None:
            # OSM's holidays of Italy leave 29 June out: an office of Rome that names them means it,
            # too.
            follows = national.kind is HolidayKind.CLOSED and not self._always
            patron = _CLOSED if follows else _AS_USUAL
        policy = HolidayPolicy(national=national, patron_day=patron)
        # The usual is said by saying nothing: a text then comes back as it was.
        return None if policy == CLOSED_ON_HOLIDAYS else policy

    def _ends_of_validity(self) -> tuple[date | None, date | None]:
        valid_from = valid_until = None
        for one in self._validity:
            assert isinstance(one.first, date)
            assert isinstance(one.last, date)
            if one.first == BEFORE_ALL:
                valid_from = one.last + timedelta(days=1)
            else:
                valid_until = one.first - timedelta(days=1)
        return valid_from, valid_until

    def _comment_into_note(self, rule: OsmRule) -> None:
        if rule.comment:
            self._notes.append(f"{_without_comment(rule)}: {rule.comment}")


def _less_of_holidays(rule: OsmRule, before: HolidayRule | None) -> HolidayRule:
    """Return what is left of holidays. Raise UnreadableTimes where they are as the week says."""
    if before is None or before.kind is HolidayKind.AS_USUAL:
        raise part_off(rule.text)
    left = less(before.bands, rule.bands, rule.text)
    return HolidayRule(HolidayKind.BANDS, left) if left else _CLOSED


def _without_comment(rule: OsmRule) -> str:
    return rule.text.partition('"')[0].strip()


def _is_validity(rule: OsmRule) -> bool:
    """Dates from before all others, or to after them, of which nobody knows."""
    known = rule.state is not RuleState.UNKNOWN or rule.has_times or bool(rule.weekdays)
    dates = rule.stretches
    return bool(dates) and not known and all(one.bounds_validity for one in dates)
