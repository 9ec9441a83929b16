"""Simulates a day of the contact centre and tells who waited how long, by language. One JSON line.

  .venv/bin/python tools/simulation/simulate_day.py --calls 10000 --seed 1

Beside the product's rule: first come, first served by whoever of the language is idle longest.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random
from statistics import pstdev
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from contract.domain.ids import QueueId
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.queue import LanguageHours, Queue, RingStep
from contract.domain.service_level import ANSWER_WITHIN_S, CallCount
from server.usecases.routing.matching import Assignment, Ready, Waiting, assign
from server.usecases.routing.routing_work import is_open
from tools.benches.measured import percentiles
from tools.day.day import Assign, Day, Outcome
from tools.day.staff import Operator, staff
from tools.day.traffic import traffic

QUEUE = Queue(
    id=QueueId("informazioni"),
    name="Informazioni",
    rings=(RingStep(after_s=0, min_level=3), RingStep(after_s=20, min_level=1)),
    language_hours=(LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),),
)


def idle_longest(
    calls: Sequence[Waiting], ready: Sequence[Ready], _now: int
) -> tuple[Assignment, ...]:
    """The plain rule many exchanges have: the oldest call to the longest idle who speaks it."""
    free = sorted(ready, key=lambda agent: agent.idle_since_at)
    pairs = []
    for call in sorted(calls, key=lambda call: call.arrived_at):
        able = [a for a in free if any(s.code == call.language for s in a.skills)]
        if able:
            free.remove(able[0])
            pairs.append(Assignment(call.call_id, able[0].account_id, able[0].seat))
    return tuple(pairs)


def figures(outcome: Outcome, operators: Sequence[Operator]) -> dict[str, Any]:
    shares = [operator.talk_s / (operator.ends_s - operator.starts_s) for operator in operators]
    return {
        "languages": {
            language: _of(waits, outcome.abandoned.get(language, 0))
            for language, waits in sorted(outcome.waits_s.items())
        },
        "in_wrong_language": outcome.wrong_language,
        "longest_queue": outcome.longest_queue,
        "talk_share_mean": round(sum(shares) / len(shares), 3),
        "talk_share_spread": round(pstdev(shares), 3),
    }


def opening() -> dict[str, bool]:
    """Return whether an Arabic call is taken on a Wednesday at 17:00 and at 20:00 in Rome."""
    day = date(2026, 11, 25)
    return {
        f"arabic_open_at_{hour}": is_open(
            QUEUE, "ar", datetime.combine(day, time(hour), tzinfo=ROME).astimezone(UTC)
        )
        for hour in (17, 20)
    }


def played(rule: Assign, calls: int, seed: int, share: float) -> dict[str, Any]:
    """Return the figures of one day; the same seed gives the same citizens and operators."""
    random = Random(seed)
    operators = staff(random, share)
    return figures(Day(traffic(calls, random), operators, QUEUE, rule).play(), operators)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--staff", type=float, default=1.0, help="share of the planned operators")
    given = parser.parse_args()
    line: dict[str, Any] = vars(given) | opening()
    for name, rule in (("product", assign), ("idle_longest", idle_longest)):
        line[name] = played(rule, given.calls, given.seed, given.staff)
    print(json.dumps(line))
    return 0


def _of(waits: list[float], abandoned: int) -> dict[str, Any]:
    in_time = sum(wait <= ANSWER_WITHIN_S for wait in waits)
    count = CallCount(answered=len(waits), in_time=in_time, abandoned=abandoned)
    return {
        "offered": count.offered,
        "abandoned": abandoned,
        "within_20_s": round(count.service_level or 0.0, 3),
        "wait_s": percentiles(waits),
    }


if __name__ == "__main__":
    sys.exit(main())
