"""A floor of operators over each engine, and over SQLite alone where the rules are pure."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.store.engine.server_database import ServerDatabase
from tests.support.duty.duty_floor import Floor, Seat


@pytest.fixture
def floor(server_database: ServerDatabase) -> Floor:
    return Floor(server_database)


@pytest.fixture
def sqlite_floor(sqlite_file: Path, tmp_path: Path) -> Iterator[Floor]:
    path = tmp_path / "floor.db"
    shutil.copy(sqlite_file, path)
    database = ServerDatabase.open(f"sqlite:///{path}")
    yield Floor(database)
    database.close()


@pytest.fixture
def anna(request: pytest.FixtureRequest) -> Seat:
    """An operator at her seat, ready, on the floor of the test; SQLite's where it names none."""
    name = "floor" if "floor" in request.fixturenames else "sqlite_floor"
    floor: Floor = request.getfixturevalue(name)
    return floor.seated().ready()
