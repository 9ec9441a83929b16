"""Offers of calls to seats: each is closed once, with what came of it."""

from collections.abc import Collection

import msgspec

from server.store.engine.connection import Connection

UNREACHED = ("busy", "unavailable", "not_registered", "unreachable")


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One ring of one seat; instants are milliseconds since 1970."""

    id: str
    call_id: str
    seat: str
    account_id: str = ""
    queue_id: str = ""
    offered_at: int
    closed_at: int | None = None
    outcome: str = ""


def insert_offer(connection: Connection, offer: Offer) -> None:
    connection.insert("queue_offer", msgspec.structs.asdict(offer))


def close_offer(connection: Connection, offer_id: str, outcome: str, now: int) -> Offer | None:
    """Close an open offer and return it; None when it is closed already or nobody knows it."""
    # The exchange may tell an end twice: only the first one closes the offer.
    row = connection.one(
        "UPDATE queue_offer SET closed_at = :now, outcome = :outcome"
        " WHERE id = :id AND closed_at IS NULL RETURNING *",
        {"id": offer_id, "outcome": outcome, "now": now},
    )
    return None if row is None else msgspec.convert(row, Offer)


def offer_by_id(connection: Connection, offer_id: str) -> Offer | None:
    row = connection.one("SELECT * FROM queue_offer WHERE id = :id", {"id": offer_id})
    return None if row is None else msgspec.convert(row, Offer)


def rings_of(connection: Connection, call_id: str) -> int:
    """Return how often a call has rung in vain; each ring costs it something at the exchange."""
    # A seat that is not registered costs the call no branch at the exchange (decision 0014).
    return connection.number(
        "SELECT count(*) AS rings FROM queue_offer WHERE call_id = :id"
        " AND outcome IN ('rona', 'busy', 'unavailable', 'unreachable')",
        {"id": call_id},
    )


def unreached_since(
    connection: Connection, call_ids: Collection[str], since: int
) -> dict[str, frozenset[str]]:
    """Return the accounts whose phones could not be rung for these calls lately, by call."""
    # PostgreSQL takes no empty IN ().
    if not call_ids:
        return {}
    names = {f"call_{n}": call_id for n, call_id in enumerate(sorted(call_ids))}
    rows = connection.execute(
        "SELECT call_id, account_id FROM queue_offer"
        f" WHERE call_id IN ({', '.join(f':{name}' for name in names)})"
        f" AND closed_at >= :since AND outcome IN ({', '.join(map(repr, UNREACHED))})",
        {**names, "since": since},
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["call_id"], set()).add(row["account_id"])
    return {call_id: frozenset(accounts) for call_id, accounts in found.items()}
