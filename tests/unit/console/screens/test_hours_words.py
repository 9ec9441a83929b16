"""Opening times as an editor reads them when she compares two versions."""

from datetime import date

from console.screens.hours_words import HoursWords
from contract.domain.opening_times import (
    Band,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    week,
)

WEEK = week((0, 2), (510, 750))


def test_hours_are_shown_as_they_are_typed_with_the_note() -> None:
    times = OpeningTimes(weekly=week((0, 1, 2, 4), (510, 780)), note="citofonare")
    shown = HoursWords().shown(times)
    assert shown == "lun-mer 08:30-13:00; ven 08:30-13:00\ncitofonare"


def test_rules_the_form_has_no_words_for_are_shown_in_the_short_text() -> None:
    bands = HolidayRule(HolidayKind.BANDS, (Band(540, 720),))
    shown = HoursWords().shown(OpeningTimes(weekly=WEEK, holidays=HolidayPolicy(national=bands)))
    assert "PH 09:00-12:00" in shown


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
