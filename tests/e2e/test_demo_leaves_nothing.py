"""However a run of the demo ends, nothing of it stays in the temporary folder, and no process."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 600
RUN = (sys.executable, "-m", "tools.demo", "--headless", "--seconds", "40")
EX_UNAVAILABLE, EX_INTERRUPTED = 69, 130

pytestmark = [pytest.mark.e2e, pytest.mark.exchange]


@pytest.fixture
def temporary() -> Iterator[Path]:
    """An empty temporary folder with a short path, for a run of its own."""
    with tempfile.TemporaryDirectory(prefix="t-") as folder:
        yield Path(folder)


def begin(temporary: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        (*RUN, *options),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def running_for(temporary: Path) -> list[str]:
    """Return the commands of all processes that name the folder."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has ended meanwhile
        if str(temporary) in command:
            found.append(command)
    return found


@pytest.mark.parametrize(
    ("number", "last_step"),
    [
        (signal.SIGINT, "two seats start"),
        (signal.SIGTERM, "the server reads"),
        (signal.SIGHUP, "the exchange starts"),
    ],
)
def test_a_run_that_is_ended_takes_all_away(
    number: signal.Signals, last_step: str, temporary: Path
) -> None:
    said = []
    with begin(temporary) as run:
        assert run.stdout is not None
        for line in run.stdout:
            said.append(line)
            if last_step in line:
                run.send_signal(number)
                run.send_signal(number)  # as from somebody impatient
        assert run.wait(LIMIT_S) == EX_INTERRUPTED, said
    assert said[-1].endswith("Ended.\n")
    assert list(temporary.iterdir()) == []
    assert running_for(temporary) == []


def test_a_run_that_is_killed_takes_all_away(temporary: Path) -> None:
    with begin(temporary) as run:
        assert run.stdout is not None
        for line in run.stdout:  # to its end, which comes when nobody is left to write
            if "two seats start" in line:
                run.kill()
        assert run.wait(LIMIT_S) == -signal.SIGKILL
    assert running_for(temporary) == []
    assert list(temporary.iterdir()) == []


def test_a_run_that_does_not_start_says_why_in_words_and_takes_all_away(
    temporary: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "kamailio"
    broken.write_text("#!/bin/sh\necho no memory >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    run = begin(temporary, PATH=f"{tmp_path}:{os.environ['PATH']}")
    said, _ = run.communicate(timeout=LIMIT_S)
    assert run.returncode == EX_UNAVAILABLE
    assert "kamailio" in said
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []
    assert running_for(temporary) == []


def test_what_the_system_refuses_is_told_in_one_sentence(temporary: Path, tmp_path: Path) -> None:
    file = tmp_path / "no-folder"
    file.touch()
    run = begin(temporary, "--keep", str(file / "run"))
    said, _ = run.communicate(timeout=LIMIT_S)
    assert run.returncode == EX_UNAVAILABLE
    assert said.startswith(f"The demo cannot go on: Not a directory ({file / 'run'}).")
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []
