"""What must hold once seats and server have come to rest, whatever happened before."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import partial

from contract.wire.changes import checksum
from contract.wire.commands import Status
from contract.wire.decoding import encode
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import kinds_of, versions_after
from tools.simulation.reference_seat import ReferenceSeat, Rows
from tools.simulation.simulated_server import SimulatedServer
from tools.simulation.told_words import ToldWords

# Of commands about a row that somebody had seen.
UNKNOWN = frozenset({"unknown_case", "unknown_callback", "unknown_contact"})


class Violation(AssertionError):
    """An invariant did not hold; the same seed plays the same history again."""


def is_settled(seat: ReferenceSeat, heads: dict[str, int]) -> bool:
    """Return whether the seat has sent everything and has seen everything it may."""
    wanted = {scope: heads.get(scope, 0) for scope in seat.account.scopes}
    return not seat.next_batch() and seat.cursors == wanted


def verify(server: SimulatedServer, seats: Iterable[ReferenceSeat], told: ToldWords) -> None:
    """Raise Violation for the first thing that is not as it must be."""
    for seat in seats:
        _verify_replica(server, seat, told)
        _verify_outbox(server, seat)
    _verify_words(server, told)
    _verify_effects(server)
    _verify_withdrawn(server)
    _verify_desks(server)
    _verify_feed(server)
    _verify_sums(server)


def _verify_words(server: SimulatedServer, told: ToldWords) -> None:
    """Whatever the server lost meanwhile, it keeps what it said, and has heard everybody."""
    stored = server.verdicts()
    for command_id, what in told.made.items():
        verdict = stored.get(command_id) or {}
        is_heard = verdict or command_id in told.refused
        _require(bool(is_heard), f"{command_id} was lost unsent")
        if command_id in told.applied:
            is_kept = verdict.get("status") == "applied"
            _require(is_kept, f"{command_id} was applied once and ends {verdict.get('reason')}")
        elif verdict.get("reason") in UNKNOWN:
            # Of a case that was moving, a seat may have seen half and cannot give it back.
            is_others = what is not None and what[1] not in told.of_server
            is_there = not is_others or what is None or server.was_ever(*what)
            _require(is_there, f"{command_id} was refused for what the server had lost")
    numbers = [row["number"] for row in server.query("SELECT number FROM case_")]
    _require(len(numbers) == len(set(numbers)), "a case number stands twice")
    for contact_id, number in told.numbers.items():
        rows = server.query(f"SELECT number FROM case_ WHERE contact_id = '{contact_id}'")
        has = [row["number"] for row in rows]
        _require(number in has or told.went_back, f"{number} leads to another case")


def _verify_replica(server: SimulatedServer, seat: ReferenceSeat, told: ToldWords) -> None:
    name = seat.account.id
    # Of a server that went back it may: it is one of the ways to find that out.
    _require(told.went_back or seat.mismatches == 0, f"the checksum of {name} fired")
    _require(set(seat.cursors) == set(seat.account.scopes), f"{name} follows other scopes")
    held = {scope: rows for scope, rows in seat.rows.items() if rows}
    truth: dict[str, Rows] = {
        scope: rows for scope in seat.account.scopes if (rows := server.rows_of(scope))
    }
    if told.went_back:  # what it changed before and after may bear the same numbers
        held, truth = versions(held), versions(truth)
    _require(held == truth, f"the replica of {name} is not the server's state")


def versions(scopes: dict[str, Rows]) -> dict[str, Rows]:
    """Return the same without what stands in the rows."""
    return {
        scope: {key: (version, b"") for key, (version, _) in rows.items()}
        for scope, rows in scopes.items()
    }


def _verify_outbox(server: SimulatedServer, seat: ReferenceSeat) -> None:
    stored = server.verdicts()
    for entry in seat.outbox:
        # Refused in an earlier life of the server it was given back, and is not offered again.
        if entry.verdict is None or entry.verdict.status is Status.APPLIED:
            told = json.loads(encode(entry.verdict))
            _require(stored.get(entry.id) == told, f"{entry.id} was told another verdict")


def _verify_effects(server: SimulatedServer) -> None:
    """Rows are there for applied commands and for no others; each attempt counted once."""
    applied = {id_ for id_, verdict in server.verdicts().items() if verdict["status"] == "applied"}
    for table, initial in (("callback_attempt", "t"), ("case_activity", "n")):
        ids = [row["id"] for row in server.query(f"SELECT id FROM {table}")]
        made = {f"k{id_[1:]}" for id_ in ids if id_[0] == initial and id_[1:].isdigit()}
        _require(made <= applied, f"{table} holds rows of commands that were not applied")
    # Not by their ids: a server restored from a backup records what it is asked to correct.
    told = server.query(
        "SELECT command_id FROM change_row WHERE kind = 'contact'"
        # What leaves the copies with its age is of no command.
        " AND (op = 'put' OR command_id IS NOT NULL)"
    )
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


def _verify_withdrawn(server: SimulatedServer) -> None:
    """A case is in copies of seats, or out of them, with all that hangs on it."""
    halves = server.query(
        "SELECT a.id FROM case_ c JOIN case_activity a ON a.case_id = c.id"
        " WHERE c.deleted = 0 AND a.deleted = 0 AND (c.scope = '') <> (a.scope NOT LIKE 'desk:%')"
        " UNION SELECT b.id FROM case_ c JOIN callback b ON b.case_id = c.id"
        " WHERE c.deleted = 0 AND b.deleted = 0 AND (c.scope = '') <> (b.scope NOT LIKE 'desk:%')"
    )
    _require(not halves, "half a case is in the copies of seats")


def _verify_desks(server: SimulatedServer) -> None:
    """A case is one desk's with all that hangs on it."""
    apart = server.query(
        "SELECT a.id FROM case_ c JOIN case_activity a ON a.case_id = c.id"
        " WHERE c.deleted = 0 AND a.deleted = 0 AND (a.desk_id <> c.desk_id OR a.scope <> c.scope)"
        " UNION SELECT b.id FROM case_ c JOIN callback b ON b.case_id = c.id"
        " WHERE c.deleted = 0 AND b.deleted = 0 AND (b.desk_id <> c.desk_id OR b.scope <> c.scope)"
        " UNION SELECT t.id FROM case_ c JOIN callback b ON b.case_id = c.id"
        " JOIN callback_attempt t ON t.callback_id = b.id WHERE c.deleted = 0 AND b.deleted = 0"
        " AND t.deleted = 0 AND (t.desk_id <> c.desk_id OR t.scope <> c.scope)"
    )
    _require(not apart, "a part of a case is at another desk")


def _verify_feed(server: SimulatedServer) -> None:
    for row in server.query(
        "SELECT h.scope, h.head - h.floor AS due,"
        " (SELECT count(*) FROM change_row c WHERE c.scope = h.scope AND c.seq > h.floor) AS there"
        " FROM scope_head h"
    ):
        _require(row["due"] == row["there"], f"gap in the feed of {row['scope']}")


def _verify_sums(server: SimulatedServer) -> None:
    """What is kept with each change is what all the rows of a scope sum up to."""
    for row in server.query("SELECT scope, row_sum FROM scope_head"):
        found = server.read(partial(_checksum_of, scope=row["scope"]))
        _require(row["row_sum"] == found, f"the kept sum of {row['scope']} is not that of its rows")


def _checksum_of(connection: Connection, scope: str) -> int:
    return checksum(
        row
        for kind in kinds_of(scope)
        for row in versions_after(connection, kind, scope, "", 10_000)
    )


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise Violation(what)
