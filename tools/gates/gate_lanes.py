"""Gates side by side, two more than the computer has processors; what happens is told at once."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.gates.gate_record import OPTION, GateRecord
from tools.gates.gates import Gate
from tools.gates.run_place import RunPlace

TIDY_UP_S = 30.0
GIVING_WAY = ("nice", "-n", "10")
LOOK_S = 0.2
TELL_S = 30.0
MOST_LANES, WAITING = 4, 2
BROKEN_OFF_LINES = 40  # of what it printed, where a run of tests did not end as it should
NO_TESTS = 5
ENDED_WELL = (0, 1, NO_TESTS)  # of pytest: what failed was told when it failed


@dataclass(slots=True)
class Outcome:
    """How a gate ended: code is None for one that took longer than its limit."""

    gate: Gate
    user: str
    code: int | None
    seconds: float
    processor_s: float
    record: GateRecord

    @property
    def is_good(self) -> bool:
        return self.code == 0 or (self.gate.may_be_empty and self.code == NO_TESTS)


@dataclass(slots=True)
class _Begun:
    gate: Gate
    user: str
    process: subprocess.Popen[bytes]
    words: Path
    record: GateRecord
    at: float = field(default_factory=time.monotonic)
    processor_s: float = 0.0  # known once it is over

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.at

    def is_over(self) -> bool:
        self.processor_s += _used_by(self.process.poll)
        return self.process.returncode is not None or self.seconds > self.gate.limit_s


def processor_s() -> float:
    """Return what all that has ended used; the daemons that a test left behind are not in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _used_by(end: Callable[[], object]) -> float:
    """Return what the processes used that were over, or that end ended."""
    before_s = processor_s()
    end()
    return processor_s() - before_s


def lanes() -> int:
    """Return how many gates run at once.

    Two more than processors: two of the slowest mostly wait, for voices, clocks and peers.
    """
    return min(MOST_LANES, WAITING + (os.process_cpu_count() or 1))


class Lanes:
    """Runs gates, number at once and in their order, in place; say is given each line to print.

    One that needs another to be over lets those behind it go first.
    """

    def __init__(
        self, number: int, place: RunPlace, say: Callable[[str], None], tell_s: float = TELL_S
    ) -> None:
        self._number = number
        self._place = place
        self._say = say
        self._tell_s = tell_s
        self._running: list[_Begun] = []
        self._told_at = time.monotonic()

    def run(self, gates: Sequence[Gate]) -> list[Outcome]:
        """Return how they ended; whoever interrupts it leaves none running."""
        waiting, outcomes = list(gates), list[Outcome]()
        try:
            while waiting or self._running:
                while len(self._running) < self._number and (gate := self._next(waiting)):
                    waiting.remove(gate)
                    self._begin(gate)
                time.sleep(LOOK_S)
                self._tell_progress()
                for begun in [begun for begun in self._running if begun.is_over()]:
                    outcomes.append(self._finish(begun))
                    self._running.remove(begun)
        finally:
            _end([begun.process for begun in self._running])
        return outcomes

    def _next(self, waiting: Sequence[Gate]) -> Gate | None:
        """Return the first one that waits for no other; None where there is none now."""
        ahead = {gate.name for gate in waiting} | {begun.gate.name for begun in self._running}
        return next((gate for gate in waiting if gate.after not in ahead), None)

    def _begin(self, gate: Gate) -> None:
        words = self._place.words / f"{gate.name}.txt"
        record = GateRecord(words.with_suffix(".jsonl"))
        record.file.unlink(missing_ok=True)
        user, command = self._place.command(gate, f"{OPTION}={record.file}")
        if gate.gives_way:
            command = (*GIVING_WAY, *command)
        with words.open("wb") as printed:
            process = subprocess.Popen(
                command,
                cwd=self._place.root,
                env=self._place.environment,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        self._running.append(_Begun(gate, user, process, words, record))
        self._say(f"== {gate.name} begins, as {user}")

    def _tell_progress(self) -> None:
        for begun in self._running:
            self._tell_failures(begun)
        if time.monotonic() - self._told_at < self._tell_s:
            return
        self._told_at = time.monotonic()
        for begun in self._running:
            self._say(f"   {begun.gate.name}: {_how_far(begun)}")

    def _tell_failures(self, begun: _Begun) -> None:
        for test, words in begun.record.read():
            self._say(f"== {begun.gate.name}: FAILED {test}\n{words}")

    def _finish(self, begun: _Begun) -> Outcome:
        code = begun.process.poll()
        if code is None:
            begun.processor_s += _used_by(lambda: _end([begun.process]))
        self._tell_failures(begun)
        used_s = begun.processor_s
        outcome = Outcome(begun.gate, begun.user, code, begun.seconds, used_s, begun.record)
        self._say_words(begun, outcome)
        word = "longer than its limit" if code is None else f"FAILED ({code})"
        word = "ok" if outcome.is_good else word
        self._say(f"== {begun.gate.name}: {word}, {_how_far(begun)}")
        return outcome

    def _say_words(self, begun: _Begun, outcome: Outcome) -> None:
        """Say what it printed, where that is not told yet."""
        lines = begun.words.read_text("utf-8", errors="replace").rstrip().splitlines()
        if begun.gate.has_tests:
            lines = [] if outcome.code in ENDED_WELL else lines[-BROKEN_OFF_LINES:]
            if begun.record.now and outcome.code not in ENDED_WELL:
                lines.append(f"It ended while this test ran: {begun.record.now}")
        if not outcome.is_good and lines:
            self._say("\n".join(lines))


def _how_far(begun: _Begun) -> str:
    seconds = f"{begun.seconds:.0f} s"
    if not begun.gate.has_tests:
        return seconds
    record = begun.record
    if not record.collected:
        return f"collects its tests, {len(record.failed)} failed, {seconds}"
    far = f"{record.done:,} of {record.collected:,} tests, {len(record.failed)} failed, {seconds}"
    return f"{far}; now {record.now}" if record.now else far


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """End the tests, not only the session around them; let them tidy up and tell first."""
    for process in processes:
        _signal(process.pid, signal.SIGINT)
    until = time.monotonic() + TIDY_UP_S
    for process in processes:
        while time.monotonic() < until and _signal(process.pid, 0):
            process.poll()  # one that has ended counts as long as nobody asked
            time.sleep(LOOK_S)
        _signal(process.pid, signal.SIGKILL)
        process.wait()


def _signal(group: int, number: int) -> bool:
    """Send it to all of the group; return whether there is anybody left in it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
