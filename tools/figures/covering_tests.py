"""A plugin of pytest: which tests run each line of the chosen files. Stands alone, imports nothing.

  PYTHONPATH=tools/figures COVERED_FILES=list.txt COVERING=out.json pytest -p covering_tests …

Python tells of a line once between two tests, so that a run takes hardly longer than without.
coverage.py cannot keep tests apart in this way on Python 3.13 and takes twice the time.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

_monitoring = sys.monitoring
_TOOL = _monitoring.COVERAGE_ID


class CoveringTests:
    def __init__(self, files: list[str], result: Path) -> None:
        here = f"{Path.cwd()}{os.sep}"
        self._names = {here + file: file for file in files}
        self._result = result
        self._tests: list[str] = []
        self._lines: defaultdict[str, defaultdict[int, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        _monitoring.use_tool_id(_TOOL, "covering tests")
        _monitoring.register_callback(_TOOL, _monitoring.events.LINE, self._ran)
        _monitoring.set_events(_TOOL, _monitoring.events.LINE)

    def _ran(self, code: CodeType, line: int) -> Any:
        if self._tests and (name := self._names.get(code.co_filename)):
            self._lines[name][line].add(len(self._tests) - 1)
        return _monitoring.DISABLE

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._tests.append(item.nodeid)
        _monitoring.restart_events()
        return (yield)

    def pytest_sessionfinish(self) -> None:
        _monitoring.free_tool_id(_TOOL)
        lines = {
            file: {str(line): sorted(tests) for line, tests in found.items()}
            for file, found in self._lines.items()
        }
        self._result.write_text(json.dumps({"tests": self._tests, "lines": lines}))


def pytest_configure(config: pytest.Config) -> None:
    files = Path(os.environ["COVERED_FILES"]).read_text().split()
    config.pluginmanager.register(CoveringTests(files, Path(os.environ["COVERING"])))
