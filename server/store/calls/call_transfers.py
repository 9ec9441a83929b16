"""Transfers as seats announced them, before their phones carried them out."""

from collections.abc import Iterable

import msgspec

from server.store.engine.connection import Connection, Row
from server.store.engine.readable_rows import readable

ASKED, TAKEN = "asked", "taken"


class CallTransfer(msgspec.Struct, frozen=True, kw_only=True):
    """One row; at is milliseconds since 1970, contact the JSON of what was written."""

    id: str
    call_id: str = ""
    from_account_id: str = ""
    from_seat: str = ""
    caller_phone: str = ""
    target: str = ""
    state: str = ASKED
    note: str = ""
    at: int
    is_consult: int = 0
    contact_id: str | None = None
    case_id: str | None = None
    override_reason: str | None = None
    taken_by: str | None = None
    new_call_id: str | None = None
    contact: str = ""


def save_transfer(connection: Connection, transfer: CallTransfer) -> CallTransfer:
    """Write a transfer, or its later state."""
    connection.put("call_transfer", msgspec.structs.asdict(transfer))
    return transfer


def transfer_by_id(connection: Connection, transfer_id: str) -> CallTransfer | None:
    rows = connection.execute("SELECT * FROM call_transfer WHERE id = :id", {"id": transfer_id})
    return next(iter(_transfers(rows)), None)


def transfers_since(connection: Connection, since: int) -> list[CallTransfer]:
    """Return what was announced since then, the newest first."""
    rows = connection.execute(
        "SELECT * FROM call_transfer WHERE at >= :since ORDER BY at DESC, id DESC",
        {"since": since},
    )
    return _transfers(rows)


def transfers_of(
    connection: Connection, call_id: str, caller_phone: str, since: int, until: int
) -> list[CallTransfer]:
    """Return what was announced for a call within its time, the newest first."""
    rows = connection.execute(
        "SELECT * FROM call_transfer WHERE caller_phone = :phone AND at >= :since AND at <= :until"
        " AND call_id = :call ORDER BY at DESC, id DESC",
        {"phone": caller_phone, "since": since, "until": until, "call": call_id},
    )
    return _transfers(rows)


def cases_passed_to(connection: Connection, seat: str, call_id: str, since: int) -> set[str]:
    """Return the cases that were announced for a seat or came with a call, since then."""
    rows = connection.execute(
        "SELECT case_id FROM call_transfer WHERE at >= :since AND case_id IS NOT NULL"
        " AND ((target <> '' AND target = :seat) OR new_call_id = :call)",
        {"since": since, "seat": seat, "call": call_id},
    )
    return {str(row["case_id"]) for row in rows}


def records_passed_to(
    connection: Connection, account_id: str, seat: str, since: int, until: int
) -> set[str]:
    """Return the cases and contacts that came with calls to an account or its seat."""
    rows = connection.execute(
        "SELECT case_id, contact_id FROM call_transfer WHERE at >= :since AND at <= :until"
        " AND (taken_by = :account OR target = :seat)",
        {"since": since, "until": until, "account": account_id, "seat": seat},
    )
    return {str(one) for row in rows for one in (row["case_id"], row["contact_id"]) if one}


def _transfers(rows: Iterable[Row]) -> list[CallTransfer]:
    return readable("call_transfer", "id", rows, lambda row: msgspec.convert(row, CallTransfer))
