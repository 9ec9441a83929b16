"""What ./check says at its beginning and at its end: how long, as whom, what failed."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tools.gates.gate_lanes import Outcome
from tools.gates.gates import Gate

SLOWEST = 10
STEPS = 5_000_000
SHOWN_TESTS = 3  # of those skipped for one reason


def announcement(gates: Sequence[Gate], number: int) -> str:
    """Return how many gates there are and about how long they take, number of them at once."""
    usual_s = max(sum(gate.usual_s for gate in gates) / number, max(gate.usual_s for gate in gates))
    minutes = max(1, round(usual_s / 60))
    return (
        f"{len(gates)} gates, {number} at once: about {minutes} min where nothing else runs. "
        "A line for each that runs every 30 s."
    )


def report(outcomes: Sequence[Outcome], seconds: float, processor_s: float) -> str:
    """Return the table and what failed. processor_s: that all gates used, of all processors."""
    parts = (
        _table(outcomes, seconds, processor_s),
        _skips(outcomes),
        _slowest(outcomes),
        _verdict(outcomes),
    )
    return "\n".join(line for part in parts for line in part)


def _table(outcomes: Sequence[Outcome], seconds: float, processor_s: float) -> Iterator[str]:
    yield f"\n{'gate':22}{'':8}{'passed':>8}{'failed':>8}{'skipped':>8}{'s':>7}{'cpu s':>7}  as"
    for one in outcomes:
        word = "ok" if one.is_good else "too long" if one.code is None else "FAILED"
        took = f"{one.seconds:7.0f}{one.processor_s:7.0f}"
        yield f"{one.gate.name:22}{word:8}{_counts(one)}{took}  {one.user}"
    with_tests = [one.record for one in outcomes if one.gate.has_tests]
    passed = sum(record.passed for record in with_tests)
    failed = sum(len(record.failed) for record in with_tests)
    skipped = sum(len(record.skipped) for record in with_tests)
    yield f"{'all':30}{passed:8,}{failed:8,}{skipped:8,}{seconds:7.0f}"
    speed = f"each {_million_steps_a_second():.1f} million steps a second"
    yield f"{processor_s / 60:.1f} min of processors, {speed}"


def _million_steps_a_second() -> float:
    """Return how fast this processor is in one loop of Python: without it two runs compare badly.

    The same tests cost 30 minutes of one machine and 59 of another.
    """
    begun_s, total = time.process_time(), 0
    for step in range(STEPS):
        total += step
    return STEPS / 1e6 / max(time.process_time() - begun_s, 1e-9)


def _counts(one: Outcome) -> str:
    if not one.gate.has_tests:
        return " " * 24
    record = one.record
    return f"{record.passed:8,}{len(record.failed):8,}{len(record.skipped):8,}"


def _skips(outcomes: Sequence[Outcome]) -> Iterator[str]:
    reasons = defaultdict[str, list[str]](list)
    for one in outcomes:
        for reason, test in one.record.skipped:
            reasons[reason].append(test)
    if reasons:
        yield "\nskipped:"
    for reason, tests in reasons.items():
        yield f"  {len(tests)} - {reason}"
        yield from (f"      {test}" for test in tests[:SHOWN_TESTS])
        if len(tests) > SHOWN_TESTS:
            yield f"      and {len(tests) - SHOWN_TESTS} more"


def _slowest(outcomes: Sequence[Outcome]) -> Iterator[str]:
    tests = sorted((test for one in outcomes for test in one.record.slowest), reverse=True)
    if tests:
        yield "\nslowest tests:"
    yield from (f"  {seconds:6.1f} s  {test}" for seconds, test in tests[:SLOWEST])


def _verdict(outcomes: Sequence[Outcome]) -> Iterator[str]:
    tests = [(test, one.record.where[test]) for one in outcomes for test in one.record.failed]
    if tests:
        yield "\nfailed tests:"
    for test, where in tests:  # again: of a long run often its end alone is kept
        yield f"  {test}"
        yield from (f"      {line}" for line in where)
    failed = [one.gate.name for one in outcomes if not one.is_good]
    yield f"\nfailed: {', '.join(failed)}" if failed else "\nall gates passed"
