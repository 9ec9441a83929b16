"""A fresh, migrated database for each test, on both engines."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.store.engine.server_database import ServerDatabase, is_sqlite
from tests.support.servers.plans_over_years import PlansOverYears, plans_over_years
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_databases import (
    PrivatePostgresql,
    private_postgresql,
    sqlite_template,
)
from tests.support.servers.whole_reads import WatchedStatements, watch_statements

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(autouse=True)
def no_table_that_grows_is_read_from_end_to_end(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    seen_statements: set[tuple[str, bool]],
) -> None:
    is_postgresql = request.node.get_closest_marker("postgresql") is not None
    years = request.getfixturevalue("five_years") if is_postgresql else None
    watch_statements(monkeypatch, WatchedStatements(years, seen_statements))


@pytest.fixture(scope="session")
def seen_statements() -> set[tuple[str, bool]]:
    return set()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PrivatePostgresql]:
    with private_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def five_years(postgresql: PrivatePostgresql) -> Iterator[PlansOverYears]:
    with plans_over_years(postgresql) as plans:
        yield plans


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PrivatePostgresql = request.getfixturevalue("postgresql")
    url = server.create_database("template0")
    yield url
    server.drop_database(url)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database without rows."""
    if request.param == "sqlite":
        path = tmp_path / "server.db"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        yield f"sqlite:///{path}"
        return
    server: PrivatePostgresql = request.getfixturevalue("postgresql")
    yield server.empty_database()


@pytest.fixture
def server_database(request: pytest.FixtureRequest, database_url: str) -> Iterator[ServerDatabase]:
    if is_sqlite(database_url):
        database = ServerDatabase.open(database_url)
    else:
        database = request.getfixturevalue("postgresql").opened(database_url)
    yield database
    database.close()


@pytest.fixture
def service(server_database: ServerDatabase) -> RecordedService:
    return RecordedService(server_database)


@pytest.fixture
def postgresql_service(postgresql: PrivatePostgresql) -> Iterator[RecordedService]:
    """For tests of what happens between two transactions: SQLite has one writer."""
    database = postgresql.opened(postgresql.empty_database())
    yield RecordedService(database)
    database.close()


@pytest.fixture
def sqlite_service(sqlite_file: Path, tmp_path: Path) -> Iterator[RecordedService]:
    """For tests where a second engine would tell nothing more."""
    path = tmp_path / "only.db"
    shutil.copy(sqlite_file, path)
    database = ServerDatabase.open(f"sqlite:///{path}")
    yield RecordedService(database)
    database.close()
