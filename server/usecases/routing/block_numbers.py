"""Numbers whose calls are turned away: one person asks, a lead agrees, it may expire."""

from datetime import datetime

from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.phone_number import UnusableNumber, masked, to_e164
from contract.wire import reason_codes
from contract.wire.queues import (
    REASON_LIMIT,
    BlockDecision,
    BlockedNumber,
    BlockedNumbers,
    BlockRequest,
)
from server.store.calls.blocked_numbers import (
    BlockedRow,
    as_blocked,
    blocked_row,
    blocked_rows,
    delete_blocked,
    save_blocked,
)
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit
from server.usecases.routing.transfers.call_context import name_of
from server.usecases.sync.value_checks import check_values


def ask_block(
    connection: Connection, account: Account, request: BlockRequest, now: datetime
) -> BlockedNumber:
    """Note the wish; one that waits for a lead, or is approved, stays as it is. Raise Refused."""
    _require(account, Capability.PHONE_USE)
    check_values(request)
    if not 1 <= len(request.reason.strip()) <= REASON_LIMIT:
        raise Refused(reason_codes.MISSING_FIELD, field="reason")
    if request.until_at is not None and request.until_at <= now:
        raise Refused(reason_codes.INVALID, field="until_at")
    phone = _number(request.phone)
    known = blocked_row(connection, phone)
    # Asked anew it would lose its approval, and the caller would come through meanwhile; one that
    # a lead is reading would be approved with words and an end that nobody has read.
    if known is not None and not _is_over(known, now):
        return _shown(connection, known)
    row = BlockedRow(
        phone=phone,
        reason=request.reason.strip(),
        asked_by=account.id,
        asked_at=millis(now),
        until_at=millis(request.until_at) if request.until_at else None,
    )
    # Masked: the audit is read by people who need not know whose number it is.
    write_audit(connection, account.id, "block_ask", masked(phone), now)
    return _shown(connection, save_blocked(connection, row))


def decide_block(
    connection: Connection, account: Account, decision: BlockDecision, now: datetime
) -> BlockedNumbers:
    """Agree to a block, or lift it. Raise Refused for whoever asked for it, and for a stranger."""
    _require(account, Capability.QUEUE_MANAGE)
    phone = _number(decision.phone)
    row = blocked_row(connection, phone)
    if row is None:
        raise Refused(reason_codes.INVALID, field="phone")
    if not decision.approved:
        delete_blocked(connection, phone)
        write_audit(connection, account.id, "block_lift", masked(phone), now)
    # Whoever is annoyed by a caller must not be the one who decides: a second person agrees.
    elif row.asked_by == account.id:
        raise Refused(reason_codes.FORBIDDEN, field="phone", needs="second_person")
    elif row.approved_at is None:
        save_blocked(connection, replace(row, approved_by=account.id, approved_at=millis(now)))
        write_audit(connection, account.id, "block_approve", masked(phone), now)
    return list_blocked(connection, account)


def list_blocked(connection: Connection, account: Account) -> BlockedNumbers:
    """Return all blocked numbers and wishes, the newest first. Raise Refused."""
    _require(account, Capability.QUEUE_MANAGE)

    def shown(row: Row) -> BlockedNumber:
        known = as_blocked(row)
        return _shown(connection, known, is_own=known.asked_by == account.id)

    # By its time: a number is not for the log.
    rows = readable("blocked_number", "asked_at", blocked_rows(connection), shown)
    return BlockedNumbers(numbers=tuple(rows))


def _number(text: str) -> str:
    try:
        return to_e164(text)
    except UnusableNumber as error:
        raise Refused(reason_codes.INVALID, field="phone", why=error.code) from None


def _is_over(row: BlockedRow, now: datetime) -> bool:
    return row.until_at is not None and row.until_at <= millis(now)


def _shown(connection: Connection, row: BlockedRow, *, is_own: bool = False) -> BlockedNumber:
    return BlockedNumber(
        phone=row.phone,
        reason=row.reason,
        asked_by=name_of(connection, row.asked_by),
        asked_at=instant(row.asked_at),
        approved_by=name_of(connection, row.approved_by),
        approved_at=instant(row.approved_at) if row.approved_at is not None else None,
        until_at=instant(row.until_at) if row.until_at is not None else None,
        is_own=is_own,
    )


def _require(account: Account, capability: Capability) -> None:
    if not account.may(capability):
        raise Refused(reason_codes.FORBIDDEN, needs=str(capability))
