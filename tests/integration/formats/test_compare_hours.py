"""Opening times beside two engines nobody here wrote: the same answer, or a named reason."""

import random
from datetime import datetime

import pytest

from contract.domain.opening_times.opening_times_to_osm import to_osm
from tests.support.knowledge.timetables import (
    ALWAYS,
    FIRST_HALF,
    LIBRARY,
    NIGHT_WATCH,
    PHARMACY,
    REGISTRY,
    STRIKE,
    SUMMER,
    rome,
)
from tests.support.knowledge.written_hours import written_cases
from tools.figures.compare_hours import LIBRARY as NPM_PACKAGE
from tools.figures.compare_hours import Case, compare, of_library, of_twin
from tools.generators.random_timetables import timetable

pytestmark = pytest.mark.skipif(
    not NPM_PACKAGE.is_dir(), reason=f"no npm package opening_hours in {NPM_PACKAGE}"
)


def test_generated_timetables_are_answered_alike_by_both_engines() -> None:
    found = compare(cases=500, seed=20261125)  # ./prove opening-times: 20,000
    assert found.differences[:3] == ()
    assert found.compared > 8_000
    assert found.left_out < found.compared / 50


def test_written_timetables_are_answered_alike_at_the_changes_of_the_clocks() -> None:
    instants = tuple(
        rome(f"{day}T{hour:02}:{minute:02}")
        for day in ("2026-03-29", "2026-10-25", "2026-06-29", "2026-12-25", "2027-01-01")
        for hour in (0, 1, 4, 6, 9, 12, 22)
        for minute in (0, 59)
    )
    timetables = (REGISTRY, SUMMER, LIBRARY, ALWAYS, NIGHT_WATCH, PHARMACY, STRIKE, FIRST_HALF)
    cases = [Case(to_osm(times), times, instants) for times in timetables]
    assert of_twin(cases) == [case.expected for case in cases]
    assert [of_library(case) for case in cases] == [case.expected for case in cases]


SAID_OTHERWISE = {
    "2024-10-04T10:00": "one of them has Saint Francis as a holiday before its law",
    "2026-12-27T01:00": "one of them takes the night of a holiday from the week",
    "2026-12-07T11:00": "their syntax has no word for the eve of a holiday",
    "2026-12-24T15:00": "their syntax has no word for the eve of a holiday",
    "2027-06-28T11:30": "their syntax has no word for the eve of a holiday",
}


def test_written_cases_are_answered_alike_by_both_engines_but_those_named() -> None:
    asked = [Case(to_osm(one.times), one.times, (rome(one.instant),)) for one in written_cases()]
    told = [case for case in asked if case.text]
    answers = zip(map(of_library, told), of_twin(told), (c.expected for c in told), strict=True)
    alike = [len(set(three)) == 1 for three in answers]
    assert alike.count(True) >= 60
    differing = {case.instants[0] for case, same in zip(told, alike, strict=True) if not same}
    assert differing == {rome(instant) for instant in SAID_OTHERWISE}


def test_the_same_seed_makes_the_same_timetables() -> None:
    assert timetable(random.Random(5)) == timetable(random.Random(5))


@pytest.mark.parametrize(
    ("text", "when", "open_letters"),
    [
        # neither engine takes 29 June for a holiday: it must be said
        ("Mo-Fr 08:30-12:30; PH off", "2026-06-29T10:00", "oo"),
        # ";" replaces what was said of Tuesday, "," adds to it
        ("Mo-Fr 08:30-12:30; Tu 14:30-16:30", "2026-11-24T10:00", "cc"),
        ("Mo-Fr 08:30-12:30, Tu 14:30-16:30", "2026-11-24T10:00", "oo"),
        # a comment alone makes hours doubtful for one of them
        ('Mo-Fr 08:30-12:30 "by appointment"', "2026-11-24T10:00", "ou"),
        ('Mo-Fr 08:30-12:30 open "by appointment"', "2026-11-24T10:00", "oo"),
        # a rule for Tuesday ends Monday's night, unless it is added
        ("Mo 22:00-06:00; Tu 08:00-10:00", "2026-11-24T03:00", "cc"),
        ("Mo 22:00-06:00, Tu 08:00-10:00", "2026-11-24T03:00", "oo"),
        # and the night of a holiday is taken from the week, though nobody came that evening
        ("Mo-Su 22:00-06:00; PH off", "2026-12-09T03:00", "oo"),
    ],
)
def test_the_traps_of_the_syntax_are_where_we_think_they_are(
    text: str, when: str, open_letters: str
) -> None:
    instant: datetime = rome(when)
    case = Case(text, REGISTRY, (instant,))
    assert of_library(case) + of_twin([case])[0] == open_letters
