"""How each exchange's trunk was found last, and since when."""

from collections.abc import Iterable

from contract.wire.trunks import TrunkState
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable


def trunk_states(connection: Connection) -> tuple[TrunkState, ...]:
    """Return the trunks the exchanges ever told of, by the exchange's name."""
    rows = connection.execute("SELECT exchange, is_up, since_at FROM trunk ORDER BY exchange")
    return tuple(readable("trunk", "exchange", rows, _state))


def _state(row: Row) -> TrunkState:
    return TrunkState(
        exchange=row["exchange"], is_up=bool(row["is_up"]), since_at=instant(row["since_at"])
    )


def is_cut_off(connection: Connection) -> bool:
    """Return whether no trunk is left: nobody outside can be called. Nothing known: not so."""
    states = trunk_states(connection)
    return bool(states) and not any(state.is_up for state in states)


def keep_trunks(connection: Connection, states: Iterable[TrunkState]) -> None:
    """Write the state of all trunks; one that is not named is none any more."""
    connection.execute("DELETE FROM trunk")
    for state in states:
        is_up, since_at = int(state.is_up), millis(state.since_at)
        row = {"exchange": state.exchange, "is_up": is_up, "since_at": since_at}
        connection.insert("trunk", row)
