"""Opening times as an editor reads them when she compares two versions."""

from datetime import date

from console.screens.hours_words import HoursWords
from contract.domain.opening_times import (
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    week,
)

WEEK = week((0, 2), (510, 750))


def test_what_the_short_text_can_say_is_shown_by_it_with_the_note() -> None:
    shown = HoursWords().shown(OpeningTimes(weekly=WEEK, note="citofonare"))
    assert shown == 'Mo,We 08:30-12:30 open "citofonare"; PH off; Jun 29 off'


def test_an_eve_is_shown_in_words_and_never_as_data() -> None:
    policy = HolidayPolicy(
        national=HolidayRule(HolidayKind.AS_USUAL), patron_day=HolidayRule(), pre_holiday_closes=720
    )
    times = OpeningTimes(weekly=WEEK, holidays=policy, valid_from=date(2026, 9, 1))
    assert HoursWords().shown(times).splitlines() == [
        "lun 08:30-12:30; mer 08:30-12:30",
        "Festivi: aperto come sempre",
        "29 giugno: chiuso",
        "La vigilia fino alle 12:00",
        "Valido dal 01/09/2026",
    ]
