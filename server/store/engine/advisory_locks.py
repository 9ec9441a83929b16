"""Advisory locks of PostgreSQL: what one transaction at a time may do; SQLite has one writer."""

from enum import IntEnum, unique

from server.store.engine.connection import Connection


@unique
class Lock(IntEnum):
    """The numbers in one place, so that no two things wait for each other by mistake."""

    MIGRATION = 60_606_001  # one migrating process at a time on a cluster
    AUDIT = 60_606_002  # one line at a time
    ROUTING = 60_606_003  # one decision at a time
    KNOWLEDGE = 60_606_004  # one change of the knowledge base at a time
    TEXT_PARTS = 60_606_005  # an answer and its receipt come at the same moment
    SERVING = 60_606_006  # one server at a time, for as long as it runs


def take(connection: Connection, lock: Lock) -> None:
    """Wait until nobody else has it, and hold it until the commit."""
    if connection.is_postgresql:
        connection.execute("SELECT pg_advisory_xact_lock(:lock)", {"lock": int(lock)})


def try_to_take(connection: Connection, lock: Lock) -> bool:
    """Do as take, but return False at once when another transaction has it."""
    if not connection.is_postgresql:
        return True
    sql = "SELECT pg_try_advisory_xact_lock(:lock) AS got"
    row = connection.one(sql, {"lock": int(lock)})
    return bool(row and row["got"])
