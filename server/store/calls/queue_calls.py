"""Calls at the exchange as the server knows them: one row each, from first /route to the end."""

from enum import StrEnum

import msgspec

from server.store.engine.advisory_locks import Lock, take
from server.store.engine.connection import Connection, Row
from server.store.engine.readable_rows import readable


class CallStage(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"  # rings at a seat
    ANSWERED = "answered"
    ENDED = "ended"
    ABANDONED = "abandoned"
    REJECTED = "rejected"
    FALLBACK = "fallback"  # the exchange rings everybody
    CALLBACK = "callback"  # we call the citizen
    VOICEMAIL = "voicemail"
    SENT = "sent"  # to another number


UNANSWERED = (CallStage.WAITING, CallStage.OFFERED, CallStage.FALLBACK)
LIVE = (*UNANSWERED, CallStage.ANSWERED)


class QueueCall(msgspec.Struct, frozen=True, kw_only=True):
    """One row; instants are milliseconds since 1970. cause explains a state, or what it awaits."""

    id: str
    exchange: str = ""
    boot: str = ""
    sip: str = ""
    from_tag: str = ""
    relay: str = ""
    caller: str = ""
    dialled: str = ""
    language: str = "it"
    queue_id: str | None = None
    first_queue_id: str | None = None
    priority: int = 5
    state: str = CallStage.WAITING
    cause: str = ""
    from_seat: int = 0
    arrived_at: int
    queued_at: int
    tries: int = 0  # times the exchange asked
    answered_at: int | None = None
    ended_at: int | None = None
    asked_at: int | None = None
    offer_id: str | None = None  # the open offer, or the one that was answered
    seat: str | None = None
    account_id: str | None = None
    transfer_id: str | None = None
    callback_id: str | None = None
    wanted_account_id: str | None = None
    wanted_until_at: int = 0
    is_first: int = 0
    replaces: str = ""


def one_at_a_time(connection: Connection) -> None:
    """Keep every other routing decision waiting until this transaction ends; taken first in it."""
    # One decision at a time: no call is given twice, no operator gets two (decision 0025).
    take(connection, Lock.ROUTING)


def call_by_id(connection: Connection, call_id: str) -> QueueCall | None:
    return _call(connection.one("SELECT * FROM queue_call WHERE id = :id", {"id": call_id}))


def call_by_sip(connection: Connection, sip: str) -> QueueCall | None:
    """Return the newest call with this Call-ID; a live one before those that are over."""
    return _call(
        connection.one(
            "SELECT * FROM queue_call WHERE sip = :sip ORDER BY"
            f" CASE WHEN state IN ({_names(LIVE)}) THEN 0 ELSE 1 END, arrived_at DESC LIMIT 1",
            {"sip": sip},
        )
    )


def calls_in(connection: Connection, *states: CallStage) -> list[QueueCall]:
    """Return all calls in these states, the one that has waited longest first."""
    return readable("queue_call", "id", rows_in(connection, *states), as_call)


def rows_in(connection: Connection, *states: CallStage) -> list[Row]:
    """Return the rows of these calls, in the same order; as_call() reads one."""
    return connection.execute(
        f"SELECT * FROM queue_call WHERE state IN ({_names(states)}) ORDER BY arrived_at, id"
    )


def as_call(row: Row) -> QueueCall:
    return msgspec.convert(row, QueueCall)


def calls_at_seat(connection: Connection, seat: str) -> list[QueueCall]:
    """Return what rings or is talked at a seat."""
    states = (CallStage.OFFERED, CallStage.ANSWERED)
    rows = connection.execute(
        f"SELECT * FROM queue_call WHERE seat = :seat AND state IN ({_names(states)}) ORDER BY id",
        {"seat": seat},
    )
    return readable("queue_call", "id", rows, as_call)


def insert_call(connection: Connection, call: QueueCall) -> QueueCall:
    connection.insert("queue_call", msgspec.structs.asdict(call))
    return call


def save_call(connection: Connection, call: QueueCall) -> QueueCall:
    connection.change("queue_call", msgspec.structs.asdict(call))
    return call


def _call(row: Row | None) -> QueueCall | None:
    return None if row is None else msgspec.convert(row, QueueCall)


def _names(states: tuple[CallStage, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)
