"""Who opened which case or contact at a seat: read out of its own copy, told afterwards."""

from datetime import datetime

from contract.domain.account import Capability
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.wire.commands import OpenedRecord, TellOpened
from server.store.calls.call_transfers import records_passed_to
from server.store.engine.connection import millis
from server.store.sync.replicated_rows import find_many
from server.usecases.contacts.case_permission import may_touch_case
from server.usecases.contacts.look_up_caller import LONGEST_CALL_MS
from server.usecases.sync.command_work import CommandWork, Outcome
from server.usecases.sync.refill import KEEP_VERDICTS

READ = {"case": "case.read", "contact": "contact.read"}
LEFT_OUT = "read.left_out"
UNKNOWN, NO_RIGHT = "unknown", "no_right"
MOST_TOLD = 100  # of one command; more would keep the audit from all others
_SEAT_LIMIT = 16


def tell_opened(work: CommandWork, data: TellOpened) -> Outcome:
    """Leave a line for each record, with citizen, seat and time; nothing told is refused."""
    seat = data.seat if data.seat.isalnum() and len(data.seat) <= _SEAT_LIMIT else "?"
    told = sorted(data.opened[:MOST_TOLD], key=lambda one: one.kind)
    for one in told:
        # What a newer console shows has no name here yet, and is no reason to lose the rest.
        if (action := READ.get(one.kind)) is not None:
            work.audit(action, _subject(work, one, seat))
    if left := data.left_out + len(data.opened) - len(told):
        work.audit(LEFT_OUT, f"{left} seat {seat}")
    return Outcome()


def _subject(work: CommandWork, one: OpenedRecord, seat: str) -> str:
    at = _time(one.at, work.now)
    case, citizen, is_own = _found(work, one)
    doubt = ""
    if case is None and citizen is None:
        doubt = UNKNOWN  # taken back or deleted since, or it has never been
    elif not (is_own or _may_see(work, one, case, seat, at)):
        doubt = NO_RIGHT
    moment = at.isoformat(timespec="seconds")
    return " ".join(filter(None, (one.id, citizen, "seat", seat, "at", moment, doubt)))


def _time(at: datetime, now: datetime) -> datetime:
    # A clock may be wrong, or set: no line is of tomorrow, nor older than a seat may be offline.
    return min(max(at, now - KEEP_VERDICTS), now)


def _found(work: CommandWork, one: OpenedRecord) -> tuple[Case | None, str | None, bool]:
    """Return the case, the citizen, "" for none known, and whether the account wrote it itself."""
    if one.kind == "case":
        case = _read(work, Case, one.id)
        return case, None if case is None else case.citizen_id or "", False
    contact = _read(work, Contact, one.id)
    if contact is None:
        return None, None, False
    case = _read(work, Case, contact.case_id) if contact.case_id else None
    return case, contact.citizen_id or "", contact.operator_id == work.account.id


def _read[S: Case | Contact](work: CommandWork, kind_type: type[S], record_id: str) -> S | None:
    # One that cannot be read costs the lines of all others nothing.
    return find_many(work.connection, kind_type, [record_id]).get(record_id)


def _may_see(
    work: CommandWork, one: OpenedRecord, case: Case | None, seat: str, at: datetime
) -> bool:
    if work.account.may(Capability.MONITOR_READ):
        return True
    if case is not None and may_touch_case(work.connection, work.account, case):
        return True
    # With a call that a colleague passed on, or wanted to.
    until = millis(at)
    since = until - LONGEST_CALL_MS
    return one.id in records_passed_to(work.connection, work.account.id, seat, since, until)
