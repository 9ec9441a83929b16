"""A test that fails may leave something open: the test after it does not fail for that."""

import sys
from pathlib import Path

from tests.support.processes import ran
from tests.support.servers.real_server import REPOSITORY
from tests.support.waiting import PATIENCE_S

# The first one leaves a process and a line that nobody ends, in its frame and in a circle.
_TWO_TESTS = """
import asyncio


async def test_one_fails():
    process = await asyncio.create_subprocess_exec(
        "sleep", "60", stdout=asyncio.subprocess.PIPE
    )
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    line = await asyncio.open_connection(*server.sockets[0].getsockname())
    circle = [line]
    circle.append(circle)
    process.kill()
    raise KeyError("as it happens")


async def test_two_holds():
    await asyncio.sleep(0)


def test_three_holds():
    import gc
    gc.collect()
"""


def test_only_the_test_that_failed_is_told(tmp_path: Path) -> None:
    file = tmp_path / "test_two.py"
    file.write_text(_TWO_TESTS, encoding="utf-8")
    options = ["-c", "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider", "-rfE"]
    told = ran(
        sys.executable, "-m", "pytest", *options, str(file), cwd=REPOSITORY, timeout=4 * PATIENCE_S
    )
    assert told.returncode == 1, told.stdout + told.stderr
    assert "1 failed, 2 passed" in told.stdout, told.stdout
    assert "KeyError" in told.stdout
