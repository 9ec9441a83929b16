"""Why somebody looks a number up: a call of one's own, or a reason that is stated and counted."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.claims import LookUpReason
from server.store.calls.queue_calls import CallStage
from server.store.contacts.citizen_words import (
    count_without_call,
    hold_looks,
    note_without_call,
)
from server.store.engine.connection import Connection, millis
from server.usecases.operations.refused import Refused

A_DAY_MS = 24 * 3600 * 1000  # no call is longer
WRITTEN_WITHIN_MS = 3600 * 1000  # after its end the contact of a call may still be open
PER = timedelta(hours=1)
MOST_WITHOUT_CALL = 30  # of an account in that time


class LookUp(msgspec.Struct, frozen=True, kw_only=True):
    """call_key: the call it is for, as the seat names it; why: where it is for none."""

    phone: str
    call_key: str = ""
    why: LookUpReason | None = None
    seat: str = ""


def reason_for(
    connection: Connection, account: Account, asked: LookUp, number: str, now: datetime
) -> str | None:
    """Return what the audit says of the reason; None: the account has looked up too much.

    Raise Refused where none is given.
    """
    if own := _own_call(connection, account, asked.seat, number, now):
        return own
    # A call that the exchange gave without this server, or that is known under another name, is
    # looked up all the same; but the seat alone says so, and anybody can name a call.
    if not asked.call_key and asked.why is None:
        raise Refused(reason_codes.MISSING_FIELD, field="why")
    if not may_look_once_more(connection, account, now):
        return None
    return asked.call_key or str(asked.why)


def may_look_once_more(connection: Connection, account: Account, now: datetime) -> bool:
    """Count a look at what is no call or work of the account's; False: it was one too many."""
    account_id = AccountId(account.id)
    hold_looks(connection, account_id)
    if count_without_call(connection, account_id, now - PER, now) >= MOST_WITHOUT_CALL:
        return False
    note_without_call(connection, account_id, now)
    return True


def _own_call(
    connection: Connection, account: Account, seat: str, number: str, now: datetime
) -> str:
    """Return the call or callback with the number that is the account's now, "" for none."""
    given = {
        "number": number,
        "account": account.id,
        "seat": seat,
        "since": millis(now) - A_DAY_MS,
        "ended": millis(now) - WRITTEN_WITHIN_MS,
        "fallback": str(CallStage.FALLBACK),
    }
    for sql in (_CALL, _TRANSFER, _CALLBACK):
        if (row := connection.one(sql, given)) is not None:
            return str(row["id"])
    return ""


_CALL = (
    "SELECT id FROM queue_call WHERE caller = :number AND arrived_at >= :since"
    " AND (ended_at IS NULL OR ended_at >= :ended)"
    " AND (account_id = :account OR wanted_account_id = :account"
    # Answered by another, it is not of whoever sits there next.
    " OR (seat <> '' AND seat = :seat AND ended_at IS NULL"
    " AND coalesce(account_id, '') = '') OR state = :fallback) ORDER BY arrived_at DESC LIMIT 1"
)
# Another's, of a call whose number the exchange said: whoever announces one may name any number.
_TRANSFER = (
    "SELECT call_id AS id FROM call_transfer WHERE caller_phone = :number AND at >= :ended"
    " AND (taken_by = :account OR (target <> '' AND target = :seat))"
    " AND from_account_id <> :account AND EXISTS (SELECT 1 FROM queue_call"
    " WHERE queue_call.id = call_transfer.call_id AND queue_call.caller = :number"
    " AND queue_call.from_seat = 0) ORDER BY at DESC LIMIT 1"
)
# In hand now, and of a case that somebody else opened: anybody may promise to call any number.
_CALLBACK = (
    "SELECT id FROM callback WHERE caller_phone = :number AND holder_id = :account"
    " AND state = 'claimed' AND deleted = 0 AND NOT EXISTS (SELECT 1 FROM case_"
    " WHERE case_.id = callback.case_id AND case_.opened_by = :account) LIMIT 1"
)
