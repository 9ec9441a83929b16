"""Opening times typed as short lines, and written back for the next editor."""

from datetime import date

import msgspec
import pytest

from contract.domain.opening_times.opening_holiday_lines import UnreadableLine
from contract.domain.opening_times.opening_lines import (
    HoursLines,
    bands_of,
    exception_of,
    lines_from,
    lines_of,
    times_of,
)
from contract.domain.opening_times.opening_times import (
    OPEN_ON_HOLIDAYS,
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    YearDay,
    week,
)

FULL = OpeningTimes(
    weekly=week((0, 1, 2, 3, 4), (510, 750)) + week((5,), (1320, 1800)),
    seasons=(
        Season(YearDay(7, 1), YearDay(8, 31), week((0, 1), (480, 720)), name="orario estivo"),
        Season(date(2026, 12, 24), date(2027, 1, 2), closed=True),
    ),
    exceptions=(
        DayException(date(2026, 11, 28), date(2026, 11, 28), (), "sciopero"),
        DayException(date(2026, 12, 5), date(2026, 12, 6), (Band(540, 720), Band(900, 1020))),
    ),
    holidays=OPEN_ON_HOLIDAYS,
    valid_until=date(2027, 6, 30),
    by_appointment_only=True,
    note="citofonare",
)


def test_times_written_as_lines_are_read_back_the_same() -> None:
    assert times_of(lines_of(FULL)) == FULL
    assert times_of(lines_of(OpeningTimes())) == OpeningTimes()


def test_lines_are_what_an_editor_would_type() -> None:
    lines = lines_of(FULL)
    assert lines.week[0] == "08:30-12:30"
    assert lines.week[5] == "22:00-06:00"
    assert lines.exceptions.splitlines() == [
        "28/11/2026 | chiuso | sciopero",
        "05/12/2026-06/12/2026 | 09:00-12:00, 15:00-17:00",
    ]
    assert lines.seasons.splitlines() == [
        "01/07-31/08 | lun 08:00-12:00; mar 08:00-12:00 | orario estivo",
        "24/12/2026-02/01/2027 | chiuso",
    ]


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("8:30-12:30, 14-17", (Band(510, 750), Band(840, 1020))),
        ("8.30 – 12.30; 14.00-17.00", (Band(510, 750), Band(840, 1020))),
        ("22-6", (Band(1320, 1800),)),
        ("chiuso", ()),
        (" ", ()),
    ],
)
def test_bands_are_read_as_people_write_them(text: str, bands: tuple[Band, ...]) -> None:
    assert bands_of(text) == bands


def test_a_season_may_name_days_from_and_to() -> None:
    typed = HoursLines(seasons="1/7-31/8 | lun-ven 8-14; martedì 15-17 | estate")
    (season,) = times_of(typed).seasons
    assert season.weekly == (
        *week((0,), (480, 840)),
        *week((1,), (480, 840), (900, 1020)),
        *week((2, 3, 4), (480, 840)),
    )


def test_rules_of_single_holidays_are_not_lost() -> None:
    own = HolidayPolicy(patron_day=HolidayRule(HolidayKind.BANDS, (Band(540, 720),)))
    times = OpeningTimes(weekly=week((0,), (510, 750)), holidays=own)
    assert lines_of(times).patron_day == "own"
    assert times_of(lines_of(times)) == times
    both = HolidayPolicy(national=own.patron_day, patron_day=HolidayRule())
    times = OpeningTimes(weekly=week((0,), (510, 750)), holidays=both)
    assert (lines_of(times).holidays, lines_of(times).patron_day) == ("own", "closed")
    assert times_of(lines_of(times)) == times


def test_eves_the_patron_day_and_validity_are_typed() -> None:
    typed = HoursLines(
        holidays="as_usual",
        patron_day="closed",
        eve="12.30",
        valid_from="1/9/2026",
        valid_until="30/06/2027",
    )
    times = times_of(typed)
    assert times.holidays == HolidayPolicy(
        national=HolidayRule(HolidayKind.AS_USUAL), pre_holiday_closes=750
    )
    assert (times.valid_from, times.valid_until) == (date(2026, 9, 1), date(2027, 6, 30))
    again = lines_of(times)
    assert (again.eve, again.patron_day, again.valid_from) == ("12:30", "closed", "01/09/2026")
    assert times_of(again) == times
    assert times_of(HoursLines(holidays="closed")).holidays == HolidayPolicy()


def test_a_draft_written_before_these_had_lines_keeps_what_it_held() -> None:
    policy = HolidayPolicy(
        national=HolidayRule(HolidayKind.AS_USUAL), patron_day=HolidayRule(), pre_holiday_closes=720
    )
    before = OpeningTimes(holidays=policy, valid_from=date(2026, 9, 1))
    old = msgspec.json.encode(HoursLines(holidays="own", rest=before)).decode()
    assert times_of(lines_from(old)) == before
    chosen = msgspec.json.encode(HoursLines(holidays="closed", rest=before)).decode()
    assert times_of(lines_from(chosen)) == OpeningTimes(
        holidays=HolidayPolicy(), valid_from=date(2026, 9, 1)
    )
    assert lines_from("") == HoursLines()


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("week", "mattina"),
        ("week", "8:70-9"),
        ("week", "99-100"),
        ("exceptions", "domani | chiuso"),
        ("exceptions", "31/02/2026 | chiuso"),
        ("exceptions", "1/7 | chiuso"),
        ("exceptions", "2/12/2026-1/12/2026 | chiuso"),
        ("seasons", "1/7-31/8/2026 | chiuso"),
        ("seasons", "1/7-31/8 | feriali 8-14"),
        ("valid_from", "settembre"),
        ("valid_until", "30/6"),
    ],
)
def test_a_line_that_says_no_time_is_named(part: str, text: str) -> None:
    typed = ("", text, *[""] * 5) if part == "week" else text
    with pytest.raises(UnreadableLine) as fault:
        times_of(HoursLines(**{part: typed}))
    assert fault.value.part == {"valid_from": "validity", "valid_until": "validity"}.get(part, part)


@pytest.mark.parametrize("eve", ["mezzogiorno", "0", "25", "12:70"])
def test_an_eve_that_says_no_hour_is_named(eve: str) -> None:
    with pytest.raises(UnreadableLine) as fault:
        times_of(HoursLines(holidays="closed", eve=eve))
    assert (fault.value.part, fault.value.line) == ("eve", eve)


@pytest.mark.parametrize("typed", [HoursLines(eve="12"), HoursLines(patron_day="closed")])
def test_nothing_is_said_of_single_holidays_where_nothing_is_said_of_all(typed: HoursLines) -> None:
    with pytest.raises(UnreadableLine) as fault:
        times_of(typed)
    assert fault.value.part == "holidays"


def test_one_exception_stands_alone() -> None:
    found = exception_of("28/11/2026 | chiuso | sciopero generale")
    assert found == DayException(date(2026, 11, 28), date(2026, 11, 28), (), "sciopero generale")
