"""A replica in memory, open and with somebody signed in; none is read from end to end."""

import pytest

from tests.support.async_fixtures import async_fixture
from tests.support.seats.seat import open_replica
from tests.support.seats.whole_reads_of_a_seat import watch_replicas

database = async_fixture(open_replica)


@pytest.fixture(autouse=True)
def no_work_of_years_is_read_at_once(
    monkeypatch: pytest.MonkeyPatch, seen_at_seats: set[str]
) -> None:
    watch_replicas(monkeypatch, seen_at_seats)


@pytest.fixture(scope="session")
def seen_at_seats() -> set[str]:
    return set()
