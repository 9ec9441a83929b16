"""What a run of tests tells while it goes on: pytest writes it down here, ./check reads it.

One JSON line for each thing: how many tests were collected, which begins, how each ended.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:  # ./check --list is answered on a machine that has no pytest yet
    import pytest

OPTION = "--gate-record"
SHOWN_LINES = 12
_BROKEN = re.compile(r"[>E] |\S+:\d+: |    \S")


def pytest_addoption(parser: "pytest.Parser") -> None:
    parser.addoption(OPTION, help="file in which each test is told when it has run")


def pytest_configure(config: "pytest.Config") -> None:
    if file := config.getoption(OPTION):
        out = Path(file).open("a", encoding="utf-8")  # noqa: SIM115 - closed with the run
        config.add_cleanup(out.close)
        config.pluginmanager.register(_Recorder(out), "gate-recorder")


class _Recorder:
    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._seconds = 0.0
        self._outcome, self._reason = "passed", ""

    def pytest_collection_finish(self, session: "pytest.Session") -> None:
        self._write(collected=len(session.items))

    def pytest_collectreport(self, report: "pytest.CollectReport") -> None:
        if report.failed:
            self._write(failed=report.nodeid, words=words_of(report))
        elif report.skipped:
            self._write(ended=report.nodeid, outcome="skipped", s=0, reason=_reason(report))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._seconds, self._outcome, self._reason = 0.0, "passed", ""
        self._write(begins=nodeid)

    def pytest_runtest_logreport(self, report: "pytest.TestReport") -> None:
        self._seconds += report.duration
        if report.failed:
            self._outcome = "failed"
            self._write(failed=f"{report.nodeid} ({report.when})", words=words_of(report))
        elif report.skipped and self._outcome == "passed":
            self._outcome, self._reason = "skipped", _reason(report)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        ended = {"ended": nodeid, "outcome": self._outcome, "s": round(self._seconds, 2)}
        self._write(**ended, reason=self._reason)

    def _write(self, **what: Any) -> None:
        self._out.write(json.dumps(what) + "\n")
        self._out.flush()


def words_of(report: "pytest.TestReport | pytest.CollectReport") -> str:
    """Return the traceback, and what was printed and logged meanwhile."""
    parts = [report.longreprtext, *(f"--- {name}\n{text}" for name, text in report.sections)]
    return "\n".join(part.rstrip() for part in parts)


def _reason(report: "pytest.TestReport | pytest.CollectReport") -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return f"expected to fail: {getattr(report, 'wasxfail', '')}"


def _broken_lines(words: str) -> list[str]:
    """Return the last lines of a traceback that name what was run, what it met, and where."""
    told = words.partition("\n--- ")[0].splitlines()
    return [line for line in told if _BROKEN.match(line)][-SHOWN_LINES:]


@dataclass
class GateRecord:
    """What has been told so far; read() takes in what is new and returns the new failures."""

    file: Path
    collected: int = 0
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    where: dict[str, list[str]] = field(default_factory=dict)  # it failed: lines of its traceback
    skipped: list[tuple[str, str]] = field(default_factory=list)  # reason, test
    slowest: list[tuple[float, str]] = field(default_factory=list)
    now: str = ""  # the test that runs
    _read_to: int = 0
    _ended: int = 0

    @property
    def done(self) -> int:
        return self._ended

    def read(self) -> list[tuple[str, str]]:
        """Return which tests have failed since the last time, with their words."""
        if not self.file.exists():
            return []
        with self.file.open("rb") as told:
            told.seek(self._read_to)
            whole = told.read().rpartition(b"\n")[0]
        self._read_to += len(whole) + 1 if whole else 0
        failures = [self._take(json.loads(line)) for line in whole.splitlines()]
        return [failure for failure in failures if failure is not None]

    def _take(self, line: dict[str, Any]) -> tuple[str, str] | None:
        self.collected = line.get("collected", self.collected)
        self.now = line.get("begins", self.now)
        if "failed" in line:
            self.failed.append(line["failed"])
            self.where[line["failed"]] = _broken_lines(line["words"])
            return line["failed"], line["words"]
        if "ended" in line:
            self._end(line["ended"], line["outcome"], line["s"], line["reason"])
        return None

    def _end(self, test: str, outcome: str, seconds: float, reason: str) -> None:
        self.now = ""
        self._ended += 1
        self.passed += outcome == "passed"
        self.slowest = sorted([*self.slowest, (seconds, test)], reverse=True)[:10]
        if outcome == "skipped":
            self.skipped.append((reason, test))
