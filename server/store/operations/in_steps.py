"""What has grown old goes in small transactions, so that nobody's write waits behind it."""

from collections.abc import Callable

from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase

AT_ONCE = 500  # rows in one transaction


async def in_steps(database: ServerDatabase, some: Callable[[Connection], int]) -> int:
    """Run some in one transaction after the other until it finds nothing; return how many.

    A run that is cut short is simply done again. Raise StoreFault.
    """
    count = 0
    while found := await database.write(some):
        count += found
    return count
