"""The demo by hand brings a keyring where the desktop has none, and keeps it beside its data."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.processes import ran
from tools.demo.keyring_session import NONE_HERE, any_keyring

ASK = (
    "import asyncio; from console.store.session.os_keyring import OsKeyring;"
    "print(asyncio.run(OsKeyring(limit_s=60).seat_secret()).hex())"
)


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a short path, on a machine without a session bus."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    with tempfile.TemporaryDirectory(prefix="cr-") as folder:
        yield Path(folder)


def secret(environment: Mapping[str, str]) -> str:
    """Return the seat's secret as a console in a process of its own gets it; "" for none."""
    done = ran(sys.executable, "-c", ASK, env={**os.environ, **environment}, timeout=120)
    return done.stdout.strip()


@pytest.mark.keyring
def test_what_one_run_keeps_the_next_one_finds(sockets: Path, tmp_path: Path) -> None:
    said: list[str] = []
    found = []
    for run in ("first", "second"):
        (sockets / run).mkdir()
        with any_keyring(tmp_path, sockets / run, said.append) as environment:
            found.append(secret(environment))
        assert secret(environment) == ""  # nothing of it runs on
    assert len(found[0]) == 64
    assert found[0] == found[1]
    assert said == []


def test_where_no_keyring_can_be_had_that_is_said(
    sockets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    said: list[str] = []
    with any_keyring(tmp_path, sockets, said.append) as environment:
        assert environment == {}
    assert said == [NONE_HERE]
