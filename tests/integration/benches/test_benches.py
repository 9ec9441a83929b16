"""Each bench runs in a small size and prints its line; the bars are judged on a quiet machine."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import ran

ROOT = Path(__file__).parents[3]
PERCENTILES = {"p50", "p95", "p99", "max"}


def line_of(bench: str, *options: str) -> dict[str, Any]:
    shown = ran(
        sys.executable, str(ROOT / "tools" / "benches" / f"bench_{bench}.py"), *options, cwd=ROOT
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("\n") == 1
    line: dict[str, Any] = json.loads(shown.stdout)
    assert line["bench"] == bench
    return line


def test_durability_compares_savings_and_finds_everything_after_a_kill() -> None:
    line = line_of("durability", "--drafts", "40", "--waiting", "20", "--kills", "1")
    compared = line["compared"]
    assert set(compared) == {"sqlcipher_full_ms", "sqlcipher_normal_ms", "plain_sqlite_full_ms"}
    for timing in ("draft_save_ms", "draft_save_cpu_ms", "draft_save_waiting_ms"):
        assert set(line[timing]) == PERCENTILES
    assert line["draft_save_cpu_ms"]["p50"] > 0
    assert line["acknowledged"] > 0
    assert [line[fault] for fault in ("lost", "duplicated", "out_of_order", "corrupt")] == [0] * 4


def test_the_work_of_a_day_is_done_on_an_empty_and_on_a_full_history() -> None:
    shown = ran(
        *(sys.executable, "-m", "tools.benches.years", "--scale", "0.02", "--times", "2"), cwd=ROOT
    )
    assert shown.returncode == 0, shown.stderr
    line = json.loads(shown.stdout)
    for done in ("push of a contact", "pull of one change", "claim", "route", "look-up"):
        for history in ("empty", "full"):
            assert line[done][history]["cpu_ms_each"] > 0
        assert line[done]["cpu_full_to_empty"]["bar"] == 1.3


def test_synchronising_is_exact_and_takes_the_loop_little_time() -> None:
    line = line_of("sync", "--rows", "400", "--seconds", "1", "--contacts", "60")
    for part in ("snapshot", "feed", "push"):
        assert line[part]["cpu_ms_each"] > 0
        assert line[part]["loop_slot_cpu_ms"]["p99"] > 0
    assert line["feed"]["events"] > 0
    push = line["push"]
    assert (push["lost"], push["duplicated"], push["is_in_order"]) == (0, 0, True)
    one_by_one = line["compared"]["one_transaction_per_row"]
    assert line["snapshot"]["cpu_ms_each"] < one_by_one["cpu_ms_each"]


def test_the_start_is_measured_to_the_first_result() -> None:
    line = line_of("startup", "--cards", "300", "--runs", "1")
    order = ("painted_s", "search_typing_s", "results_s")
    for way in ("resume", "sign_in"):
        reached = [line[way][milestone] for milestone in order]
        assert reached == sorted(reached)
        assert line[way]["search_typing_cpu_s"] > 0
    assert line["sign_in"]["search_typing_after_enter_s"] > 0
    assert line["compared"]["empty_window"]["typing_s"] > 0


@pytest.fixture(scope="module")
def at_the_window() -> dict[str, Any]:
    """One console for both tests: first the calls, then the typing."""
    return line_of("gui", "--cards", "300", "--seconds", "2", "--calls", "2")


def test_the_moments_of_a_call_are_measured_where_the_window_would_stand_still(
    at_the_window: dict[str, Any],
) -> None:
    line = at_the_window["call"]
    moments = ("rings", "contact_opens", "card_is_read", "card_is_used", "contact_closes")
    for moment in (*moments, "citizen_hangs_up"):
        assert set(line[moment]["stall_ms"]) == PERCENTILES
        assert line[moment]["slot_cpu_ms"]["max"] > 0


def test_typing_under_load_is_measured_beside_an_empty_window(
    at_the_window: dict[str, Any],
) -> None:
    line = at_the_window
    for part in (line["typing"], line["compared"]["empty_window"]):
        assert part["keys"] > 0
        assert set(part["key_echo_ms"]) == PERCENTILES
    for part in (line["typing"], line["queue_on_screen"]):
        assert part["slot_cpu_ms"]["p99"] > 0
        assert set(part["loop_gap_ms"]) == PERCENTILES
    assert set(line["typing"]["search_ms"]) == PERCENTILES
    assert line["queue_on_screen"]["events"] > 0


def test_a_card_is_measured_as_it_comes_is_rebuilt_and_changes_its_theme() -> None:
    line = line_of("card", "--every", "60")
    for figure in line["limits_ms"]:
        assert set(line[figure]) == PERCENTILES
        assert line[figure]["p50"] > 0
    assert line["cards"] > 5
