"""The store's engine: what it loads, and what of a file it takes for spoilt."""

import builtins
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from console.store.replica.cipher import connect, is_intact, load_sqlite_utils

KEY, PAGE = "17" * 32, 4096


def test_opening_another_replica_hides_no_numpy_that_is_being_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_sqlite_utils()
    monkeypatch.delitem(sys.modules, "numpy", raising=False)
    real, hidden = builtins.__import__, []

    def importing(name: str, *rest: Any) -> Any:
        if name == "sqlite_utils":
            hidden.append("numpy" in sys.modules)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", importing)
    load_sqlite_utils()
    assert hidden == [False]


def test_a_page_that_a_power_cut_tore_in_a_checkpoint_is_whole_in_the_journal(
    tmp_path: Path,
) -> None:
    """The engine reads such a page from its journal: nothing is wrong with the replica."""
    path, left = tmp_path / "seat.replica", tmp_path / "left.replica"
    with closing(connect(path, KEY)) as connection:
        connection.execute("CREATE TABLE said (words TEXT)")
        connection.executemany("INSERT INTO said VALUES (?)", [("Chiede. " * 99,)] * 99)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("UPDATE said SET words = 'Ha chiesto.' WHERE rowid = 50")
        journal = path.with_name("seat.replica-wal").read_bytes()
        content = bytearray(path.read_bytes())
        for at in range(32, len(journal), 24 + PAGE):  # each page of the journal, torn in the file
            page = int.from_bytes(journal[at : at + 4], "big") - 1
            content[page * PAGE + 512 : page * PAGE + 1024] = bytes(512)
        left.write_bytes(content)
        left.with_name("left.replica-wal").write_bytes(journal)
    with closing(connect(left, KEY)) as connection:
        assert is_intact(connection)
        assert ("Ha chiesto.",) in connection.execute("SELECT words FROM said").fetchall()
