"""Two transactions of the server in one fixed order: where the second waits is seen, not timed."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec

from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from tests.support.servers.server_records import NOW
from tests.support.waiting import PATIENCE_S

type Meanwhile = Callable[[], None]

# pg_stat_activity would show one moment for the whole transaction.
_WAITS_FOR_US = (
    "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def interleaved[T](
    database: ServerDatabase,
    first: Callable[[Connection, Meanwhile], object],
    second: Callable[[Connection], T],
) -> T:
    """Run first; at its meanwhile() second begins and gets as far as it can. Return second's.

    PostgreSQL only: meanwhile() returns when second is committed, or waits for first's commit.
    """
    with ThreadPoolExecutor(1) as other_lane:
        begun: list[Future[T]] = []

        def work(connection: Connection) -> None:
            def meanwhile() -> None:
                begun.append(other_lane.submit(database.write_now, second))
                _ended_or_waiting(connection, begun[-1])

            first(connection, meanwhile)

        database.write_now(work)
        assert len(begun) == 1, "first ran once and let the second in"
        return begun[0].result(PATIENCE_S)


def _ended_or_waiting(connection: Connection, other: Future[object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not other.done() and connection.one(_WAITS_FOR_US) is None:
        assert time.monotonic() < deadline, "the second neither ended nor waits for the first"


def put_row(connection: Connection, scope: str, value: msgspec.Struct) -> None:
    """Write one row that seats copy."""
    edit = FeedEdit(connection, now=NOW)
    edit.put(scope, value)
    edit.finish()
