"""The real Secret Service, in a session and a home of its own; locked and missing ones too."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.processes import ran
from tools.services.session_bus import in_session_bus

REPOSITORY = Path(__file__).parents[3]
LIMIT_S = 120.0  # of one story
_ASK = """
import asyncio, sys
from console.errors import KeyringMissing
from console.store.session.os_keyring import OsKeyring
async def main():
    try:
        print((await OsKeyring(limit_s=float(sys.argv[1])).seat_secret()).hex())
    except KeyringMissing:
        print("missing")
asyncio.run(main())
"""
_UNLOCK = "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    runtime = home / "run"
    runtime.mkdir(exist_ok=True, mode=0o700)
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": str(REPOSITORY),
    }


def _in_session(home: Path, first: str, *, times: int = 1, limit_s: str = "60") -> list[str]:
    ask = '"$0" -c "$1" "$2"; ' * times
    result = ran(
        *in_session_bus(home, "bash", "-c", first + ask, sys.executable, _ASK, limit_s),
        env=_environment(home),
        timeout=LIMIT_S,
    )
    return result.stdout.split()


def _contents(folder: Path) -> Iterator[bytes]:
    """Of every file that does not go while it is looked at: the session's last ones end."""
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            if file.is_file():
                yield file.read_bytes()


@pytest.mark.keyring
def test_the_real_keyring_keeps_the_secret_across_processes(tmp_path: Path) -> None:
    assert shutil.which("gnome-keyring-daemon"), "install gnome-keyring"
    first, second = _in_session(tmp_path, _UNLOCK, times=2)
    assert first == second
    assert len(bytes.fromhex(first)) == 32
    (third,) = _in_session(tmp_path, _UNLOCK)
    assert third == first
    for content in _contents(tmp_path):
        assert bytes.fromhex(first) not in content
        assert first.encode() not in content


@pytest.mark.keyring
def test_a_session_without_a_keyring_says_so(tmp_path: Path) -> None:
    assert _in_session(tmp_path, "", limit_s="4") == ["missing"]


@pytest.mark.keyring
def test_a_machine_without_a_session_bus_says_so(tmp_path: Path) -> None:
    result = ran(sys.executable, "-c", _ASK, "4", env=_environment(tmp_path), timeout=LIMIT_S)
    assert result.stdout.split() == ["missing"], result.stderr
