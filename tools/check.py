"""All gates: ./check runs this. --only NAME…, --changed, --list, --lanes N. Non-zero at a failure.

The quick gates come first, then the tests; two more at once than there are processors.
"""

import argparse
import signal
import sys
import time
from collections.abc import Sequence

from contract.command_line import CommandLine
from tools.gates.changed import chosen_tests
from tools.gates.gate_lanes import Lanes, lanes, processor_s
from tools.gates.gate_report import announcement, report
from tools.gates.gates import Gate, quick_gates, slow_gates
from tools.gates.run_place import run_place


def _say(words: str) -> None:
    print(words, flush=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _options(names: Sequence[str]) -> argparse.Namespace:
    parser = CommandLine(prog="./check", description="Run all gates, or some.")
    parser.add_argument("--only", nargs="+", metavar="GATE", help="names, as in --list")
    parser.add_argument(
        "--changed", nargs="?", const="", metavar="BASE",
        help="the quick gates, and in three minutes the tests that use what differs from BASE",
    )  # fmt: skip
    parser.add_argument("--list", action="store_true", help="name the gates and end")
    parser.add_argument("--lanes", type=int, default=lanes(), help="so many test gates at once")
    options = parser.parse_args()
    if unknown := set(options.only or ()) - set(names):
        parser.error(f"no such gate: {', '.join(sorted(unknown))}")
    return options


def run(quick: Sequence[Gate], tests: Sequence[Gate], number: int) -> int:
    """Run the gates and tell of them; return the exit status."""
    began = time.monotonic()
    with run_place() as (place, why):
        _say("\n".join([announcement((*quick, *tests), number), *why]))
        outcomes = Lanes(number, place, _say).run([*quick, *tests])
        _say(report(outcomes, time.monotonic() - began, processor_s()))
    return 0 if all(one.is_good for one in outcomes) else 1


def main() -> int:
    # Shells have what they start in the background ignore it, and so would all that begins here.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    quick, tests = quick_gates(), slow_gates()
    names = [gate.name for gate in (*quick, *tests)]
    options = _options(names)
    if options.list:
        _say("\n".join(names))
        return 0
    if options.changed is not None:
        found = chosen_tests(
            options.changed, max(1, options.lanes - 1)
        )  # the lane of what mostly waits has no time of its own
        _say("\n".join(found.lines))
        tests = found.gates
    chosen = set(options.only or names)
    try:
        return run(
            [gate for gate in quick if gate.name in chosen],
            [gate for gate in tests if gate.name in chosen],
            max(1, options.lanes),
        )
    except KeyboardInterrupt:
        _say("interrupted: what ran was ended, nothing is left")
        return 130


if __name__ == "__main__":
    sys.exit(main())
