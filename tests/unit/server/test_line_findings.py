"""Which seats doctor says could not be rung."""

from server.cli.exchange.exchange_checks import _lines
from server.cli.finding import GOOD, WARNING

A, B = frozenset({"1001", "1002"}), frozenset({"1001"})


def test_seats_with_a_line_everywhere_are_counted() -> None:
    found = _lines(A, {"a": A, "b": A})
    assert (found.state, found.text) == (GOOD, "2 seats have a line.")


def test_a_seat_that_only_one_of_two_exchanges_could_ring_is_named() -> None:
    found = _lines(A, {"a": A, "b": B})
    assert found.state == WARNING
    assert found.text == "Without a line at exchange b: 1002."


def test_a_seat_no_exchange_could_ring_is_named_once() -> None:
    found = _lines(A | {"1003"}, {"a": A, "b": A})
    assert found.text == "Signed in without a line: 1003."


def test_an_exchange_that_does_not_answer_is_told_elsewhere() -> None:
    assert _lines(A, {"a": A}).state == GOOD
    assert _lines(A, {}).text == "Signed in without a line: 1001, 1002."
