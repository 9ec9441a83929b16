"""What an editor is told of hours that cannot be right, and where they are."""

from datetime import date

import pytest

from contract.domain.opening_times.opening_checks import (
    NOTE_LIMIT,
    Finding,
    FindingCode,
    Part,
    UnusableTimes,
    findings_of,
    require_usable,
)
from contract.domain.opening_times.opening_times import (
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
    week,
)
from tests.support.knowledge import timetables
from tests.support.knowledge.timetables import MO, MORNINGS, SA, SU, TU, WORKDAYS, bands, span

DAY = date(2026, 11, 27)
AUGUST = (YearDay(8, 1), YearDay(8, 31))


def one_day(*found: Band) -> DayException:
    return DayException(DAY, DAY, found)


CASES = [
    (OpeningTimes(), [Finding(FindingCode.EMPTY, Part.WHOLE)]),
    (OpeningTimes(note="telefonare"), [Finding(FindingCode.EMPTY, Part.WHOLE)]),
    (
        OpeningTimes(weekly=(*MORNINGS, WeeklyBand(MO, 740, 800))),
        [Finding(FindingCode.BAND_OVERLAPS, Part.WEEKLY, 5)],
    ),
    (
        OpeningTimes(weekly=(*MORNINGS, WeeklyBand(MO, 500, 760))),
        [Finding(FindingCode.BAND_OVERLAPS, Part.WEEKLY, 0)],
    ),
    (OpeningTimes(weekly=(*MORNINGS, WeeklyBand(MO, 750, 800))), []),
    (
        OpeningTimes(weekly=(WeeklyBand(MO, 750, 510),)),
        [Finding(FindingCode.BAND_ENDS_BEFORE_IT_BEGINS, Part.WEEKLY, 0)],
    ),
    (
        OpeningTimes(weekly=(WeeklyBand(MO, 510, 510),)),
        [Finding(FindingCode.BAND_IS_EMPTY, Part.WEEKLY, 0)],
    ),
    (
        OpeningTimes(weekly=(WeeklyBand(MO, 1500, 1600),)),
        [Finding(FindingCode.BAND_OUTSIDE_THE_DAY, Part.WEEKLY, 0)],
    ),
    (
        OpeningTimes(weekly=(WeeklyBand(MO, 600, 2100),)),
        [Finding(FindingCode.BAND_OUTSIDE_THE_DAY, Part.WEEKLY, 0)],
    ),
    (
        OpeningTimes(weekly=(WeeklyBand(7, 510, 750),)),
        [Finding(FindingCode.NO_SUCH_WEEKDAY, Part.WEEKLY, 0)],
    ),
    (  # a night reaches into the next morning
        OpeningTimes(weekly=week((MO,), span("22:00-06:00")) + week((TU,), span("05:00-09:00"))),
        [Finding(FindingCode.BAND_OVERLAPS, Part.WEEKLY, 1)],
    ),
    (  # and that of Sunday into Monday
        OpeningTimes(weekly=week((MO,), span("05:00-09:00")) + week((SU,), span("22:00-06:00"))),
        [Finding(FindingCode.BAND_OVERLAPS, Part.WEEKLY, 0)],
    ),
    (
        OpeningTimes(weekly=MORNINGS, seasons=(Season(*AUGUST),)),
        [Finding(FindingCode.SEASON_WITHOUT_BANDS, Part.SEASONS, 0)],
    ),
    (
        OpeningTimes(seasons=(Season(*AUGUST, MORNINGS), Season(*AUGUST, (), True))),
        [Finding(FindingCode.SEASON_SAID_TWICE, Part.SEASONS, 1)],
    ),
    (
        OpeningTimes(weekly=MORNINGS, seasons=(Season(*AUGUST, MORNINGS, True),)),
        [Finding(FindingCode.CLOSED_WITH_BANDS, Part.SEASONS, 0)],
    ),
    (
        OpeningTimes(weekly=MORNINGS, seasons=(Season(YearDay(2, 30), YearDay(3, 1), (), True),)),
        [Finding(FindingCode.NO_SUCH_DAY, Part.SEASONS, 0)],
    ),
    (OpeningTimes(seasons=(Season(YearDay(2, 29), YearDay(13, 1), (), True),)), "no_such_day"),
    (OpeningTimes(seasons=(Season(YearDay(8, 1), date(2026, 8, 31), (), True),)), "no_such_day"),
    (
        OpeningTimes(seasons=(Season(date(2026, 9, 1), date(2026, 8, 1), (), True),)),
        "ends_before_it_begins",
    ),
    (
        OpeningTimes(seasons=(Season(*AUGUST, (WeeklyBand(SA, 600, 540),)),)),
        [Finding(FindingCode.BAND_ENDS_BEFORE_IT_BEGINS, Part.SEASONS, 0, 0)],
    ),
    (
        OpeningTimes(exceptions=(DayException(date(2026, 12, 2), date(2026, 12, 1)),)),
        [Finding(FindingCode.ENDS_BEFORE_IT_BEGINS, Part.EXCEPTIONS, 0)],
    ),
    (
        OpeningTimes(exceptions=(one_day(*bands("09:00-12:00", "11:00-13:00")),)),
        [Finding(FindingCode.BAND_OVERLAPS, Part.EXCEPTIONS, 0, 1)],
    ),
    (
        OpeningTimes(weekly=MORNINGS, valid_until=date(2026, 6, 30), exceptions=(one_day(),)),
        [Finding(FindingCode.OUTSIDE_VALIDITY, Part.EXCEPTIONS, 0)],
    ),
    (
        OpeningTimes(exceptions=(one_day(), one_day(*bands("09:00-12:00")))),
        [Finding(FindingCode.EXCEPTION_HIDDEN, Part.EXCEPTIONS, 0)],
    ),
    (
        OpeningTimes(
            exceptions=(
                DayException(date(2026, 12, 1), date(2026, 12, 6)),
                DayException(date(2026, 12, 4), date(2026, 12, 8)),
                DayException(date(2026, 11, 30), date(2026, 12, 3)),
            )
        ),
        [Finding(FindingCode.EXCEPTION_HIDDEN, Part.EXCEPTIONS, 0)],
    ),
    (
        OpeningTimes(
            exceptions=(
                DayException(date(2026, 12, 1), date(2026, 12, 6)),
                DayException(date(2026, 12, 5), date(2026, 12, 8)),
                DayException(date(2026, 12, 1), date(2026, 12, 3)),
            )
        ),
        [],  # on 4 December the first one still decides
    ),
    (
        OpeningTimes(seasons=(Season(DAY, DAY, MORNINGS),), valid_from=date(2026, 12, 1)),
        [Finding(FindingCode.OUTSIDE_VALIDITY, Part.SEASONS, 0)],
    ),
    (
        OpeningTimes(weekly=MORNINGS, valid_from=DAY, valid_until=date(2026, 1, 1)),
        [Finding(FindingCode.ENDS_BEFORE_IT_BEGINS, Part.VALIDITY)],
    ),
    (
        OpeningTimes(
            weekly=MORNINGS,
            holidays=HolidayPolicy(
                national=HolidayRule(HolidayKind.BANDS),
                patron_day=HolidayRule(HolidayKind.CLOSED, bands("09:00-10:00")),
                pre_holiday_closes=1500,
            ),
        ),
        [
            Finding(FindingCode.HOLIDAY_WITHOUT_BANDS, Part.NATIONAL_HOLIDAYS),
            Finding(FindingCode.CLOSED_WITH_BANDS, Part.PATRON_DAY),
            Finding(FindingCode.BAND_OUTSIDE_THE_DAY, Part.PRE_HOLIDAY),
        ],
    ),
    (OpeningTimes(weekly=MORNINGS, note="x" * (NOTE_LIMIT + 1)), "too_long"),
    (OpeningTimes(weekly=tuple(WeeklyBand(MO, n, n + 1) for n in range(300))), "too_long"),
]


@pytest.mark.parametrize(("times", "expected"), CASES)
def test_what_is_wrong_is_named_with_its_place(
    times: OpeningTimes, expected: list[Finding] | str
) -> None:
    found = findings_of(times)
    if isinstance(expected, str):
        assert [one.code for one in found] == [expected]
    else:
        assert list(found) == expected


@pytest.mark.parametrize(
    "name", [name for name in vars(timetables) if name.isupper() and len(name) > 2]
)
def test_sound_timetables_have_no_findings(name: str) -> None:
    times = getattr(timetables, name)
    if isinstance(times, OpeningTimes) and not times.is_empty:
        assert findings_of(times) == ()


def test_only_what_is_harmless_may_be_kept() -> None:
    require_usable(OpeningTimes())
    require_usable(
        OpeningTimes(weekly=MORNINGS, valid_until=date(2026, 6, 30), exceptions=(one_day(),))
    )
    with pytest.raises(UnusableTimes) as caught:
        require_usable(OpeningTimes(weekly=week(WORKDAYS, (750, 510))))
    assert len(caught.value.findings) == 5
