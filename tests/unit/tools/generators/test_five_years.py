"""Five years of a city are made in the proportions of a city, the same each time."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.engine.schema import metadata
from server.store.engine.server_database import ServerDatabase
from server.store.migrations import migrate
from server.store.sync.replicated_rows import kinds_of, values_after
from tools.generators.five_years.city import DESKS
from tools.generators.five_years.filled import fill_city

NOW = datetime(2026, 12, 1, tzinfo=UTC)
CALLS, SCALE = 400_000, 0.002


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> ServerDatabase:
    return made(tmp_path_factory.mktemp("years") / "first.db")


def made(path: Path) -> ServerDatabase:
    url = f"sqlite:///{path}"
    migrate(url)
    fill_city(url, calls=CALLS, scale=SCALE, seed=1, now=NOW)
    return ServerDatabase.open(url)


def count(connection: Connection, table: str) -> int:
    return connection.number(f"SELECT count(*) FROM {table}")


def test_each_table_that_grows_has_what_a_city_of_this_size_has(city: ServerDatabase) -> None:
    def look(connection: Connection) -> dict[str, int]:
        return {table: count(connection, table) for table in metadata.tables}

    rows = city.read_now(look)
    assert rows["queue_call"] == CALLS * SCALE
    assert rows["case_"] == DESKS * 140_000 * SCALE
    assert rows["service_card"] == 20_000 * SCALE
    assert rows["case_activity"] == 3 * rows["callback"] == 3 * rows["callback_attempt"]


def test_who_called_long_ago_is_nobody_any_more(city: ServerDatabase) -> None:
    def look(connection: Connection) -> tuple[int, int]:
        named = "SELECT count(*) FROM queue_call WHERE caller <> ''"
        return connection.number(named), connection.number(
            f"{named} AND arrived_at < 1764500000000"
        )

    recent, old = city.read_now(look)
    assert recent > 0
    assert old == 0


def test_every_row_that_seats_copy_is_one_that_they_can_read(city: ServerDatabase) -> None:
    def look(connection: Connection) -> dict[str, int]:
        scopes = ("base", KNOWLEDGE_SCOPE, "desk:desk-1", "account:account-1")
        places = [(kind, scope) for scope in scopes for kind in kinds_of(scope)]
        return {
            f"{scope} {kind}": len(list(values_after(connection, kind, scope, "", 20)))
            for kind, scope in places
        }

    found = city.read_now(look)
    for filled in (f"desk:desk-1 {Kind.CASE}", f"desk:desk-1 {Kind.ATTEMPT}", f"kb {Kind.CARD}"):
        assert found[filled] == 20
    assert found[f"account:account-1 {Kind.CONTACT}"] > 0


def test_it_is_the_same_each_time(city: ServerDatabase, tmp_path: Path) -> None:
    def look(connection: Connection) -> list[object]:
        sql = "SELECT id, caller, arrived_at, state FROM queue_call ORDER BY id"
        return [tuple(row.values()) for row in connection.execute(sql)]

    with closing(made(tmp_path / "second.db")) as again:
        assert again.read_now(look) == city.read_now(look)
