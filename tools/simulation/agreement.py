"""What must hold once seats and server have come to rest, whatever happened before."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from tools.simulation.reference_seat import ReferenceSeat
from tools.simulation.simulated_server import SimulatedServer


class Violation(AssertionError):
    """An invariant did not hold; the same seed plays the same history again."""


def is_settled(seat: ReferenceSeat, heads: dict[str, int]) -> bool:
    """Return whether the seat has sent everything and has seen everything it may."""
    wanted = {scope: heads.get(scope, 0) for scope in seat.account.scopes}
    return not seat.next_batch() and seat.cursors == wanted


def verify(server: SimulatedServer, seats: Iterable[ReferenceSeat]) -> None:
    """Raise Violation for the first thing that is not as it must be."""
    for seat in seats:
        _verify_replica(server, seat)
        _verify_outbox(server, seat)
    _verify_effects(server)
    _verify_feed(server)


def _verify_replica(server: SimulatedServer, seat: ReferenceSeat) -> None:
    name = seat.account.id
    _require(seat.mismatches == 0, f"the checksum of {name} fired")
    _require(set(seat.cursors) == set(seat.account.scopes), f"{name} follows other scopes")
    held = {scope: rows for scope, rows in seat.rows.items() if rows}
    truth = {scope: rows for scope in seat.account.scopes if (rows := server.rows_of(scope))}
    _require(held == truth, f"the replica of {name} is not the server's state")


def _verify_outbox(server: SimulatedServer, seat: ReferenceSeat) -> None:
    stored = server.verdicts()
    for entry in seat.outbox:
        told = msgspec.to_builtins(entry.verdict)
        _require(stored.get(entry.id) == told, f"{entry.id} was told another verdict")


def _verify_effects(server: SimulatedServer) -> None:
    """Rows are there for applied commands and for no others; each attempt counted once."""
    applied = {id_ for id_, verdict in server.verdicts().items() if verdict["status"] == "applied"}
    for table, initial in (("callback_attempt", "t"), ("case_activity", "n")):
        ids = [row["id"] for row in server.query(f"SELECT id FROM {table}")]
        made = {f"k{id_[1:]}" for id_ in ids if id_[0] == initial and id_[1:].isdigit()}
        _require(made <= applied, f"{table} holds rows of commands that were not applied")
    # Not by their ids: a server restored from a backup records what it is asked to correct.
    told = server.query("SELECT command_id FROM change_row WHERE kind = 'contact'")
    _require({row["command_id"] for row in told} <= applied, "a contact of no applied command")
    _verify_taken_back(server, applied)
    attempts = Counter(
        row["callback_id"] for row in server.query("SELECT callback_id FROM callback_attempt")
    )
    for callback in server.callbacks().values():
        _require(callback.attempts == attempts[callback.id], f"{callback.id} counted wrongly")


def _verify_taken_back(server: SimulatedServer, applied: set[str]) -> None:
    """A contact goes with its case and callback; each change is remembered once, and only it."""
    orphans = server.query(
        "SELECT c.id FROM case_ c JOIN contact k ON k.id = c.contact_id"
        " WHERE c.deleted = 0 AND k.deleted = 1"
        " UNION SELECT b.id FROM callback b JOIN case_ c ON c.id = b.case_id"
        " WHERE b.deleted = 0 AND c.deleted = 1"
    )
    _require(not orphans, "work is left for a desk of a contact that was taken back")
    changed = {row["id"] for row in server.query("SELECT id FROM contact_history")}
    _require(changed <= applied, "a change is remembered that was not applied")


def _verify_feed(server: SimulatedServer) -> None:
    for row in server.query(
        "SELECT h.scope, h.head - h.floor AS due,"
        " (SELECT count(*) FROM change_row c WHERE c.scope = h.scope AND c.seq > h.floor) AS there"
        " FROM scope_head h"
    ):
        _require(row["due"] == row["there"], f"gap in the feed of {row['scope']}")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise Violation(what)
