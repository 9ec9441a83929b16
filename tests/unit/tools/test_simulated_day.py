"""A simulated day under the product's rule: rare languages are served, Italian is not starved."""

from typing import Any

from server.usecases.routing.matching import assign
from tools.simulation.simulate_day import idle_longest, opening, played

CALLS, SEED, STAFF = 9_000, 7, 0.8


def test_arabic_is_answered_at_five_and_closed_at_eight_in_the_evening() -> None:
    assert opening() == {"arabic_open_at_17": True, "arabic_open_at_20": False}


def test_rare_languages_wait_less_than_under_the_plain_rule_and_italian_is_not_starved() -> None:
    ours = played(assign, CALLS, SEED, STAFF)
    plain = played(idle_longest, CALLS, SEED, STAFF)
    rare = ("ar", "zh", "ro", "fr", "es")

    def in_time(day: dict[str, Any], languages: tuple[str, ...]) -> float:
        of = [day["languages"][language] for language in languages]
        served = sum(o["within_20_s"] * o["offered"] for o in of)
        return float(served / sum(o["offered"] for o in of))

    assert in_time(ours, rare) >= in_time(plain, rare)
    assert in_time(ours, ("it",)) >= in_time(plain, ("it",)) - 0.02
    assert ours["in_wrong_language"] == 0
    assert ours["languages"]["it"]["wait_s"]["max"] < 300
