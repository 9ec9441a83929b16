"""Hours, days and durations have one form each, wherever they are shown."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

import console
import widgets
from console.screens.kit.moments import (
    ROME,
    clock_time,
    day_and_time,
    full_day,
    hours_and_minutes,
    named_day,
    short_day,
)

NOW = datetime(2026, 11, 30, 14, 43, 10, tzinfo=ROME)
# Shapes of a time that a screen would write by itself: f"{minutes}:{seconds:02}", "HH:mm", "dd/MM".
OWN_SHAPE = re.compile(r':02d?\}|toString\([^)]*"[^"]*(?:[hH]:|d/M|dd/|ddd)|strftime')
FORMS = {"moments.py", "plain_text.py", "status_line.py"}


@pytest.fixture(autouse=True)
def italian() -> None:
    QLocale.setDefault(QLocale("it_IT"))


def test_an_hour_has_no_seconds() -> None:
    assert clock_time(NOW) == "14:43"


def test_a_day_has_no_zeros_in_front_and_a_coming_one_has_its_name() -> None:
    tuesday = date(2026, 12, 1)
    assert (short_day(tuesday), named_day(tuesday)) == ("1/12", "mar 1/12")
    assert full_day(tuesday) == "1/12/2026"


def test_of_today_only_the_hour_is_said() -> None:
    assert day_and_time(NOW, NOW) == "14:43"
    assert day_and_time(NOW.replace(day=3), NOW) == "3/11 14:43"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-5, "0 min"), (59, "0 min"), (2580, "43 min"), (6180, "1 h 43 min")]
)
def test_hours_and_minutes_are_not_taken_for_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert hours_and_minutes(seconds) == shown


def test_no_screen_has_a_form_of_time_of_its_own() -> None:
    places = [Path(package.__path__[0]) for package in (console, widgets)]
    own = [
        f"{file}: {line.strip()}"
        for place in places
        for file in sorted(place.rglob("*.py"))
        if file.name not in FORMS and "scenes" not in file.parts
        for line in file.read_text(encoding="utf-8").splitlines()
        if OWN_SHAPE.search(line)
    ]
    assert own == []
