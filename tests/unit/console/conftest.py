"""A replica in memory, open and with somebody signed in."""

from tests.support.async_fixtures import async_fixture
from tests.support.seats.seat import open_replica

database = async_fixture(open_replica)
