"""Closed cases by desk, number, words and time, also those that have left the copies of seats."""

from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from contract.domain.account import Account, Capability
from contract.domain.callback import AttemptOutcome
from contract.domain.case import Case
from contract.domain.ids import CaseId
from contract.domain.phone_number import UnusableNumber, masked, to_e164
from contract.knowledge.language.text_folding import fold, words
from contract.wire import reason_codes
from contract.wire.claims import ClosedCase, ClosedCases, ClosedCasesAsked, ClosedPlace
from server.store.contacts.closed_cases import (
    ClosedBy,
    ClosedSpan,
    closed_rows,
    is_erased,
    last_outcomes,
    place_of,
)
from server.store.engine.connection import Connection, Row
from server.store.sync.replicated_rows import values_in
from server.usecases.contacts.case_permission import may_touch_case
from server.usecases.contacts.find_case import ASKED, REFUSED
from server.usecases.contacts.look_up_reason import LookUp, may_look_once_more, reason_for
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit, write_audits
from server.usecases.sync.value_checks import check_values

SEARCHED, LISTED = "case.searched", "case.listed"
PAGE = 20
READ_AT_ONCE, READ_AT_MOST = 200, 2000  # rows for one question, whatever it finds
MOST_WORDS = 8
_TO_COME = timedelta(days=1)  # a seat's clock may have closed a case a little ahead


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """seen: each case of the answer, and whether the account may read it."""

    reply: ClosedCases
    seen: tuple[tuple[Case, bool], ...]


def may_search(
    connection: Connection, account: Account, asked: ClosedCasesAsked, seat: str, now: datetime
) -> ClosedSpan | None:
    """Return where to look; None: the account has looked up too much. Counted and in the audit.

    Raise Refused for a desk whose cases the account may not read, and as a look-up of a number.
    """
    check_values(asked)
    number, reason = "", ""
    if asked.phone:
        number = _number(asked.phone)
        look = LookUp(phone=number, call_key=asked.call_key, why=asked.why, seat=seat)
        told = reason_for(connection, account, look, number, now)
        is_counted_out, reason = told is None, told or ""
    else:
        _check_desk(account, asked)
        is_counted_out = not may_look_once_more(connection, account, now)
    about = masked(number) if number else asked.desk_id or "own"
    action = REFUSED if is_counted_out else SEARCHED
    write_audit(connection, account.id, action, f"{about} {reason} seat {seat}", now)
    return None if is_counted_out else _span(account, asked, number, now)


def closed_cases(
    connection: Connection, account: Account, asked: ClosedCasesAsked, span: ClosedSpan
) -> Shown:
    """Return a page, of READ_AT_MOST rows: a word that nobody wrote must not read all years."""
    search = _Search(connection, account, asked)
    found: list[tuple[Case, bool]] = []
    outcomes: dict[CaseId, AttemptOutcome] = {}
    after: ClosedPlace | None = span.before
    for _ in range(READ_AT_MOST // READ_AT_ONCE):
        assert after is not None
        rows = closed_rows(connection, replace(span, before=after), READ_AT_ONCE)
        fitting = search.fitting(rows)
        outcomes |= last_outcomes(connection, [one.id for one, is_open in fitting if is_open])
        fitting = [one for one in fitting if search.has_outcome(outcomes.get(one[0].id))]
        found += fitting
        if len(found) >= PAGE:
            after = _behind(found[PAGE - 1][0])
            break
        after = place_of(rows[-1]) if len(rows) == READ_AT_ONCE else None
        if after is None:
            break
    seen = tuple(found[:PAGE])
    shown = tuple(_shown(case, is_open, outcomes.get(case.id)) for case, is_open in seen)
    return Shown(reply=ClosedCases(cases=shown, after=after), seen=seen)


def note_listed(connection: Connection, account: Account, shown: Shown, now: datetime) -> None:
    """Keep whom the account was shown, and of which cases it learned no more than their state."""
    read = [f"{case.id} {case.citizen_id or ''}" for case, is_open in shown.seen if is_open]
    others = [case.id for case, is_open in shown.seen if not is_open]
    write_audits(connection, account.id, LISTED, read, now)
    write_audits(connection, account.id, ASKED, others, now)


class _Search:
    """What a question asks for; of others' cases the words of the topic alone are compared."""

    def __init__(self, connection: Connection, account: Account, asked: ClosedCasesAsked) -> None:
        self._connection, self._account, self._asked = connection, account, asked
        self._words = words(asked.words)[:MOST_WORDS]
        topics = connection.execute("SELECT id, path FROM topic") if self._words else []
        self._topics = {row["id"]: fold(str(row["path"])) for row in topics}

    def fitting(self, rows: list[Row]) -> list[tuple[Case, bool]]:
        """Return the cases that fit, and whether the account may read each."""
        likely = [row for row in rows if not is_erased(row) and self._has_words(row)]
        cases = values_in(self._connection, Case, likely)
        asked, fitting = self._asked, []
        for row in likely:
            case = cases.get(row["id"])
            if case is None or (asked.phone and asked.desk_id not in (None, case.desk_id)):
                continue
            is_open = may_touch_case(self._connection, self._account, case)
            # What a word finds in a case says that it is there.
            if is_open or (self._in_topic(row) and asked.outcome is None):
                fitting.append((case, is_open))
        return fitting

    def has_outcome(self, outcome: AttemptOutcome | None) -> bool:
        return self._asked.outcome in (None, outcome)

    def _has_words(self, row: Row) -> bool:
        if not self._words:
            return True
        texts = (row["caller_name"], row["question"], row["answer"])
        return self._in(fold(" ".join(str(text) for text in texts)), row)

    def _in_topic(self, row: Row) -> bool:
        return self._in("", row)

    def _in(self, text: str, row: Row) -> bool:
        topic = self._topics.get(row["topic_id"], "")
        return all(word in text or word in topic for word in self._words)


def _check_desk(account: Account, asked: ClosedCasesAsked) -> None:
    if asked.desk_id is None or account.may(Capability.MONITOR_READ):
        return
    if not account.may(Capability.CASE_WORK) or asked.desk_id not in account.desk_ids:
        raise Refused(reason_codes.FORBIDDEN, field="desk_id")


def _number(phone: str) -> str:
    try:
        return to_e164(phone)
    except UnusableNumber as error:
        raise Refused(reason_codes.INVALID, field="phone", why=error.code) from error


def _span(account: Account, asked: ClosedCasesAsked, number: str, now: datetime) -> ClosedSpan:
    by = ClosedBy.PHONE if number else ClosedBy.DESK if asked.desk_id else ClosedBy.OPENER
    first = ClosedPlace(at=asked.until or now + _TO_COME, case_id=CaseId(""))
    value = number or asked.desk_id or account.id
    return ClosedSpan(by=by, value=value, since=asked.since, before=asked.after or first)


def _behind(case: Case) -> ClosedPlace:
    assert case.closed_at is not None
    return ClosedPlace(at=case.closed_at, case_id=case.id)


def _shown(case: Case, is_open: bool, outcome: AttemptOutcome | None) -> ClosedCase:
    assert case.closed_at is not None
    shown = ClosedCase(
        number=case.number,
        desk_id=case.desk_id,
        topic_id=case.topic_id,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        is_readable=is_open,
    )
    if not is_open:
        return shown
    return replace(shown, outcome=outcome, name=case.caller.name, asked=case.question)
