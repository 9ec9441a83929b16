"""The demo's report: what nobody measured, a bug of a console and a dead program are errors."""

import msgspec
import pytest

from tools.demo.report import (
    STALL_LIMIT_MS,
    Report,
    complaints,
    logged_errors,
    longest_ms,
    percentiles,
    searches_ms,
    unmeasured,
)
from tools.demo.run_folder import Plan, RunFolder, SeatSighting
from tools.services.patience import PATIENCE

PLAN = Plan(calls=2, forwards=1, callbacks=1)
STALLS = [SeatSighting(what="stall", at_s=1.0, ms=5.0)] * 2


def a_report() -> Report:
    return Report(
        calls_offered=2, calls_answered=2, calls_routed=2, contacts_on_server=2,
        contacts_missing=0, contacts_duplicated=0, forwards=1, callbacks_created=1,
        callbacks_called_back=1, called_back_twice=0, audio_verified_both_ways=3, audio_shares={},
        ring_to_screen_ms={"p50": 1.0}, answer_to_talk_ms={"p50": 1.0}, search_ms={"p50": 1.0},
        searches_missed=0, gui_stall_ms_max=5.0, gui_stall_busy_ms_max=5.0, errors=[],
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return RunFolder(tmp_path_factory.mktemp("run"))


def test_a_run_as_planned_has_no_errors() -> None:
    assert complaints(a_report(), PLAN, 3) == []
    assert unmeasured(a_report(), STALLS) == []


@pytest.mark.parametrize("figure", ["ring_to_screen_ms", "answer_to_talk_ms", "search_ms"])
def test_times_that_nobody_measured_are_an_error(figure: str) -> None:
    report = msgspec.structs.replace(a_report(), **{figure: percentiles([], 50, 95)})
    assert unmeasured(report, STALLS) == [f"{figure} was not measured"]


def test_a_window_that_was_not_watched_to_the_end_is_an_error() -> None:
    report = msgspec.structs.replace(a_report(), gui_stall_ms_max=longest_ms([], "stall"))
    assert unmeasured(report, STALLS[:1]) == [
        "gui_stall_ms_max was not measured",
        "1 of 2 windows were watched to the end",
    ]


def test_a_window_that_stood_still_is_an_error() -> None:
    stall = STALL_LIMIT_MS * PATIENCE + 1
    report = msgspec.structs.replace(a_report(), gui_stall_busy_ms_max=stall)
    assert complaints(report, PLAN, 3) == ["a window stood still for too long"]


def test_a_bug_in_the_log_of_any_program_is_told(folder: RunFolder) -> None:
    for name in ("logs/server.log", "phone-1001/phone.log", "console-1001/logs/console.log"):
        log = folder.path / name
        log.parent.mkdir(parents=True)
        log.write_text("10:00 INFO begun\n10:01 ERROR bug ab12 in a task\n", "utf-8")
    assert logged_errors(folder) == [
        "1 errors in console-1001/logs/console.log",
        "1 errors in logs/server.log",
        "1 errors in phone-1001/phone.log",
    ]


def test_what_the_run_saw_go_wrong_stays_with_it(folder: RunFolder) -> None:
    folder.note_fault("operator-1001 ended with 1: the console reported a bug")
    assert [(one.what, one.text) for one in folder.sightings()] == [
        ("error", "operator-1001 ended with 1: the console reported a bug")
    ]


def test_a_missed_search_counts_as_long_as_it_was_waited_for() -> None:
    seen = [("search", 10.0), ("search_missed", 120.0), ("rang", 7.0)]
    assert searches_ms([SeatSighting(what=what, at_s=1.0, ms=ms) for what, ms in seen]) == [10, 120]
