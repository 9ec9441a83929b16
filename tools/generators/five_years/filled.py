"""Fills a migrated database, and lets it count what it has."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

import psycopg

from server.store.engine.server_database import ServerDatabase, is_sqlite
from server.store.migrations import migrate
from tools.generators.five_years.bulk import fill, without_indexes
from tools.generators.five_years.calls import calls as five_years_of_calls
from tools.generators.five_years.city import City
from tools.generators.five_years.first_day import knowledge, people
from tools.generators.five_years.left_behind import what_went_by
from tools.generators.five_years.work import work

CALLS = {True: 2_000_000, False: 18_000_000}  # is it SQLite?


def calls_of(url: str) -> int:
    """Return how many calls five years have on the engine of a database."""
    return CALLS[is_sqlite(url)]


def is_empty(url: str) -> bool:
    """Bring the database to the schema; return whether it has no call."""
    migrate(url)
    with closing(ServerDatabase.open(url)) as database:
        return database.read_now(lambda c: c.one("SELECT id FROM queue_call LIMIT 1")) is None


def fill_city(
    url: str, *, calls: int, scale: float, seed: int, now: datetime, is_young: bool = False
) -> Mapping[str, int]:
    """Return how many rows each table got; calls: at scale 1. is_young: nobody has called yet."""
    city = City(calls=max(1, round(calls * scale)), scale=scale, seed=seed, now=now)
    made: Counter[str] = Counter()
    with closing(ServerDatabase.open(url)) as database:
        kinds = [*people(city), *knowledge(city)]
        if not is_young:
            kinds += [*what_went_by(city), *five_years_of_calls(city), *work(city)]
        with without_indexes(database, {kind.table for kind in kinds}):
            for kind in kinds:
                fill(database, kind)
                made[kind.table] += kind.rows
        database.write_now(
            lambda c: c.insert("case_number", {"year": now.year, "last": city.cases})
        )
    analyze(url)
    return made


def analyze(url: str) -> None:
    """Have the planner know what is there, as PostgreSQL does by itself after a while.

    SQLite is never analysed in service: with its samples it would plan each statement anew for
    each value, which doubled the cost of a look-up that reads three indexes.
    """
    if not is_sqlite(url):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
