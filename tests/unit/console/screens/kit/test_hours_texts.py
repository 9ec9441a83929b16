"""Opening times as an editor reads them when she compares two versions."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from console.screens.kit.hours_texts import HoursTexts
from contract.domain.opening_times.opening_times import (
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
from tools.translations import compile_all

WEEK = week((0, 2), (510, 750))


def test_hours_are_shown_as_they_are_typed_with_the_note() -> None:
    times = OpeningTimes(weekly=week((0, 1, 2, 4), (510, 780)), note="citofonare")
    shown = HoursTexts().shown(times)
    assert shown == "lun-mer 08:30-13:00; ven 08:30-13:00\ncitofonare"


def test_rules_the_form_only_keeps_are_shown_with_their_hours() -> None:
    bands = HolidayRule(HolidayKind.BANDS, (Band(540, 720),))
    shown = HoursTexts().shown(OpeningTimes(weekly=WEEK, holidays=HolidayPolicy(national=bands)))
    assert "Festivi: 09:00-12:00" in shown


def test_an_eve_is_shown_in_words_and_never_as_data() -> None:
    policy = HolidayPolicy(
        national=HolidayRule(HolidayKind.AS_USUAL), patron_day=HolidayRule(), pre_holiday_closes=720
    )
    times = OpeningTimes(weekly=WEEK, holidays=policy, valid_from=date(2026, 9, 1))
    assert HoursTexts().shown(times).splitlines() == [
        "lun 08:30-12:30; mer 08:30-12:30",
        "Festivi: aperto come sempre",
        "29 giugno: chiuso",
        "La vigilia fino alle 12:00",
        "Valido dal 01/09/2026",
    ]


def test_single_days_and_seasons_are_shown_with_hours_and_reason() -> None:
    eve = DayException(date(2026, 12, 24), date(2026, 12, 24), (Band(540, 720),), "vigilia")
    strike = DayException(date(2026, 12, 28), date(2026, 12, 29), ())
    summer = Season(YearDay(7, 1), YearDay(8, 31), week((0, 1), (480, 840)), name="estate")
    away = Season(YearDay(8, 10), YearDay(8, 20), (), closed=True)
    times = OpeningTimes(exceptions=(eve, strike), seasons=(summer, away))
    assert HoursTexts().shown(times).splitlines() == [
        "24/12/2026 | 09:00-12:00 | vigilia",
        "28/12/2026-29/12/2026 | chiuso",
        "01/07-31/08 | lun-mar 08:00-14:00 | estate",
        "10/08-20/08 | chiuso",
    ]


@pytest.mark.parametrize(
    ("language", "days", "closed"), [("en", "Mon-Fri", "closed"), ("ar", "الاثنين-الجمعة", "مغلق")]
)
def test_days_and_words_of_hours_stand_in_the_language_on_the_screen(
    tmp_path: Path, qapp: QApplication, language: str, days: str, closed: str
) -> None:
    compile_all(tmp_path)
    translator = QTranslator()
    assert translator.load(str(tmp_path / f"console_{language}.qm"))
    qapp.installTranslator(translator)
    try:
        strike = DayException(date(2026, 12, 28), date(2026, 12, 28), ())
        times = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (510, 780)), exceptions=(strike,))
        assert HoursTexts().shown(times).splitlines() == [
            f"{days} 08:30-13:00",
            f"28/12/2026 | {closed}",
        ]
    finally:
        qapp.removeTranslator(translator)
