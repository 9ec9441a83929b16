"""What the exchanges told, once each."""

from contract.wire.exchange import ExchangeEvent
from server.store.engine.connection import Connection


def note_event(connection: Connection, event: ExchangeEvent, told_at: int, now: int) -> bool:
    """Keep an event; return False when it was heard before."""
    row = connection.one(
        "INSERT INTO exchange_event (exchange, sip, ev, offer, call_id, seat, why, replaces,"
        " told_at, heard_at) VALUES (:exchange, :sip, :ev, :offer, :call, :seat, :why, :replaces,"
        " :told_at, :now) ON CONFLICT (exchange, sip, ev, offer) DO NOTHING RETURNING ev",
        {
            "exchange": event.exchange,
            "sip": event.sip or event.boot,  # "started" is of no call, but of one boot
            "ev": event.ev,
            "offer": event.offer,
            "call": event.call,
            "seat": event.seat,
            "why": event.why,
            "replaces": event.replaces,
            "told_at": told_at,
            "now": now,
        },
    )
    return row is not None


def seats_that_answered(connection: Connection, call_id: str) -> list[str]:
    """Return the seats the exchanges named as having answered this call, the latest first."""
    rows = connection.execute(
        "SELECT seat FROM exchange_event WHERE call_id = :id AND ev = 'answered' AND seat <> ''"
        " ORDER BY told_at DESC",
        {"id": call_id},
    )
    return [str(row["seat"]) for row in rows]


def calls_told(connection: Connection, ev: str, since: int, before: int) -> set[str]:
    """Return the calls of which this was told, of those told in this time."""
    rows = connection.execute(
        "SELECT DISTINCT call_id FROM exchange_event"
        " WHERE ev = :ev AND told_at >= :since AND told_at < :before",
        {"ev": ev, "since": since, "before": before},
    )
    return {row["call_id"] for row in rows}
