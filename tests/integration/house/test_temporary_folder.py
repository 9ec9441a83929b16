"""A run of tests leaves nothing in the temporary folder, well or badly ended."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.processes import ran
from tests.support.servers.real_server import REPOSITORY
from tests.support.waiting import PATIENCE_S

USES_A_SERVER = """
from tests.support.servers.real_server import RealServer


async def test_a_server():
    server = await RealServer.start()
    await server.stop()
    {last}
"""


@pytest.mark.parametrize("last", ["", "assert False", "raise KeyboardInterrupt"])
def test_nothing_of_the_tests_stays(last: str, tmp_path: Path) -> None:
    file = tmp_path / "test_one.py"
    file.write_text(USES_A_SERVER.format(last=last), encoding="utf-8")
    options = ["-c", "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    kept = {name: text for name, text in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:
        done = ran(
            sys.executable,
            "-m",
            "pytest",
            *options,
            f"--basetemp={tmp_path / 'base'}",
            file,
            cwd=REPOSITORY,
            env={**kept, "TMPDIR": temporary},
            timeout=PATIENCE_S * 4,
        )
        assert (done.returncode == 0) == (last == ""), done.stdout
        assert os.listdir(temporary) == []
