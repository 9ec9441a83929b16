"""One session for an operator, one operator at a seat: what a sign-in ends, and what it may not."""

from datetime import datetime, timedelta

from contract.domain.account import Account, Capability
from contract.domain.agents.agent import SEAT_LOST_S
from contract.wire import reason_codes
from server.store.duty.duties import find_duty
from server.store.engine.connection import Connection, millis
from server.usecases.accounts.sign_out import end_sessions, live_sessions, revoke_session
from server.usecases.operations.write_audit import write_audit


class SeatTaken(Exception):
    """Somebody else works at this seat now, and only a lead may take it over."""


def take_seat(
    connection: Connection, account: Account, device_id: str, seat: str, now: datetime
) -> None:
    """Make way for a session that begins in this transaction. Raise SeatTaken.

    What the sessions that end here still hold to send, they may send for a minute.
    """
    holder = _holder(connection, seat)
    if holder is not None and holder != (account.id, device_id):
        _take_over(connection, account, device_id, seat, holder, now)
    for session in live_sessions(connection, account.id, now):
        # The same console begins anew: nothing is left there that an older session could send.
        if session["device_id"] == device_id:
            revoke_session(connection, session["id"], now)
    # Editors may go on with a draft at two computers; they see no citizen and have no line.
    if account.may(Capability.PHONE_USE):
        end_sessions(connection, account.id, reason_codes.SIGNED_IN_ELSEWHERE, now)
    if seat:
        row = {"seat": seat, "account_id": account.id, "device_id": device_id}
        connection.put("seat", {**row, "last_seen": millis(now)}, "seat")


def _holder(connection: Connection, seat: str) -> tuple[str, str] | None:
    """Return account and computer that hold the seat, locked until the commit."""
    if not seat:
        return None
    # First make sure there is a row to lock: of two who come at once one must wait for the other.
    connection.insert("seat", {"seat": seat, "last_seen": 0}, keeps_old=True)
    (row,) = connection.execute(
        f"SELECT account_id, device_id FROM seat WHERE seat = :seat{connection.for_update}",
        {"seat": seat},
    )
    return (row["account_id"], row["device_id"]) if row["account_id"] else None


def _take_over(
    connection: Connection,
    account: Account,
    device_id: str,
    seat: str,
    holder: tuple[str, str],
    now: datetime,
) -> None:
    """End the holder's session at the seat, or raise SeatTaken."""
    holder_id, holder_device = holder
    if holder_id == account.id:  # at another computer: that session ends as all of the account do
        return
    is_live = any(one["seat"] == seat for one in live_sessions(connection, holder_id, now))
    # One computer has one console: who signs in there has the seat before their eyes.
    is_away = holder_device == device_id or not _is_heard(connection, holder_id, seat, now)
    if is_live and not is_away and not account.may(Capability.DUTY_FORCE):
        raise SeatTaken
    if is_live:
        end_sessions(connection, holder_id, reason_codes.SEAT_TAKEN, now, seat=seat)
        write_audit(connection, account.id, "seat_taken", f"{seat} {holder_id}", now)


def _is_heard(connection: Connection, account_id: str, seat: str, now: datetime) -> bool:
    """Return whether the operator's console reports from the seat: silent, it may be dead."""
    known = find_duty(connection, account_id)
    heard_at = None if known is None or known.duty.seat != seat else known.heard.reported_at
    # Nor one of time to come: it was heard while the clock was ahead.
    return heard_at is not None and abs(now - heard_at) < timedelta(seconds=SEAT_LOST_S)
