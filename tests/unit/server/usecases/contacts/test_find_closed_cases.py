"""Closed cases are found by desk, number, words and time, in each by whoever may read them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.case import CaseState
from contract.domain.ids import DeskId, Scope
from contract.wire import reason_codes
from contract.wire.claims import ClosedCase, ClosedCases, ClosedCasesAsked, LookUpReason
from server.store.contacts.closed_cases import ClosedBy
from server.store.engine.connection import Connection
from server.store.operations.audit_log import audit_page
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import AT_SERVER
from server.usecases.contacts import find_closed_cases
from server.usecases.contacts.find_closed_cases import PAGE, closed_cases, may_search, note_listed
from server.usecases.contacts.look_up_reason import MOST_WITHOUT_CALL
from server.usecases.misuse.watch_misuse import patterns_of
from server.usecases.operations.refused import Refused
from tests.support.servers.plans_over_years import PlansOverYears
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    CITIZEN,
    NOW,
    SCHOOL,
    SCHOOLS,
    TARI,
    TAXES,
    a_callback,
    a_case,
    a_clerk,
    an_account,
    an_attempt,
    the_result,
)

OPENER, CLERK = an_account(), a_clerk()
TEACHER = a_clerk("clerk3", desk_ids=(SCHOOLS,))
LEAD = an_account("lead1", role=Role.TEAM_LEAD)
LATER = NOW + timedelta(days=400)
PHONE = CITIZEN.phone
OTHER = CallerDetails(name="Città Eterna", phone="+390669999999")


def put(service: RecordedService, *values: Any, scope: str = AT_SERVER) -> None:
    def write(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        for value in values:
            edit.put(Scope(scope), value)
        edit.finish()

    service.database.write_now(write)


def closed(service: RecordedService, name: str, days_ago: int = 0, **fields: Any) -> str:
    """Have a case closed long ago; return its number."""
    number = f"2025-{name:>06}"
    at = {"opened_at": NOW - timedelta(days=days_ago + 3), "closed_at": NOW - timedelta(days_ago)}
    case = a_case(name, number=number, state=CaseState.CLOSED, **(at | fields))
    put(service, case)
    return number


def asked(
    service: RecordedService,
    account: Account,
    now: datetime = LATER,
    question: ClosedCasesAsked | None = None,
    **fields: Any,
) -> ClosedCases | None:
    question = question or ClosedCasesAsked(**fields)
    span = service.database.write_now(lambda c: may_search(c, account, question, "1201", now))
    if span is None:
        return None
    shown = service.database.read_now(lambda c: closed_cases(c, account, question, span))
    service.database.write_now(lambda c: note_listed(c, account, shown, now))
    return shown.reply


def found(service: RecordedService, account: Account, **fields: Any) -> tuple[ClosedCase, ...]:
    reply = asked(service, account, **fields)
    assert reply is not None
    return reply.cases


def numbers(service: RecordedService, account: Account, **fields: Any) -> list[str]:
    return [one.number for one in found(service, account, **fields)]


def lines(service: RecordedService) -> list[tuple[str | None, str, str]]:
    rows = service.database.read_now(lambda c: audit_page(c, after=0, limit=1000))
    return [(one.account_id, one.action, one.subject) for one in rows]


def test_a_desk_finds_its_closed_cases_the_last_closed_first(service: RecordedService) -> None:
    old, new = closed(service, "1", days_ago=700), closed(service, "2", days_ago=100)
    closed(service, "3", desk_id=SCHOOLS, topic_id=SCHOOL)
    put(service, a_case("4", number="2026-000004"))
    assert numbers(service, CLERK, desk_id=TAXES) == [new, old], "neither open nor of others"
    (first, _) = found(service, CLERK, desk_id=TAXES)
    assert (first.name, first.asked) == (CITIZEN.name, "Quando arriva il bollettino?")


@pytest.mark.parametrize("asking", [TEACHER, OPENER, an_account("op2", desk_ids=(TAXES,))])
def test_a_desk_that_is_not_ones_own_is_refused(service: RecordedService, asking: Account) -> None:
    closed(service, "1")
    with pytest.raises(Refused) as refused:
        asked(service, asking, desk_id=TAXES)
    assert refused.value.code == reason_codes.FORBIDDEN


def test_whoever_leads_finds_those_of_each_desk(service: RecordedService) -> None:
    number = closed(service, "1")
    assert numbers(service, LEAD, desk_id=TAXES) == [number]


def test_who_took_the_call_finds_what_came_of_it(service: RecordedService) -> None:
    number = closed(service, "1", days_ago=200)
    closed(service, "2", opened_by="op2")
    (one,) = found(service, OPENER)
    assert (one.number, one.is_readable) == (number, True)
    assert numbers(service, an_account("op3")) == []


def test_by_the_number_that_calls_others_learn_where_it_is_and_not_what(
    service: RecordedService,
) -> None:
    number = closed(service, "1")
    closed(service, "2", caller=OTHER)
    (own,) = found(service, CLERK, phone=PHONE, why=LookUpReason.WRITTEN)
    assert (own.number, own.name) == (number, CITIZEN.name)
    (of_others,) = found(service, TEACHER, phone=PHONE, why=LookUpReason.WRITTEN)
    assert (of_others.number, of_others.desk_id, of_others.topic_id) == (number, TAXES, TARI)
    assert (of_others.is_readable, of_others.name, of_others.asked) == (False, "", "")
    assert ("clerk3", "case.asked", "case-1") in lines(service)


def test_a_number_is_searched_with_a_call_or_a_reason_as_it_is_looked_up(
    service: RecordedService,
) -> None:
    with pytest.raises(Refused) as refused:
        asked(service, CLERK, phone=PHONE)
    assert refused.value.code == reason_codes.MISSING_FIELD
    assert asked(service, CLERK, phone=PHONE, call_key="call-1") is not None
    assert any(PHONE not in subject and "call-1" in subject for *_, subject in lines(service))


def test_words_are_found_in_name_question_answer_and_topic_without_accents(
    service: RecordedService,
) -> None:
    number = closed(service, "1", caller=OTHER, question="Passo carrabile", answer="Rimborsato")
    for said in ("citta eterna", "CARRABILE", "rimborsato passo", "tributi passo", ""):
        assert number in numbers(service, CLERK, desk_id=TAXES, words=said), said
    assert numbers(service, CLERK, desk_id=TAXES, words="passo nidi") == []


def test_of_others_no_word_tells_what_is_in_a_case(service: RecordedService) -> None:
    closed(service, "1", question="Passo carrabile")
    why = {"phone": PHONE, "why": LookUpReason.WRITTEN}
    assert len(found(service, TEACHER, **why, words="tributi")) == 1, "the topic is no secret"
    assert not found(service, TEACHER, **why, words="carrabile")
    assert not found(service, TEACHER, **why, outcome=AttemptOutcome.SOLVED)


def test_a_period_and_an_outcome_narrow_it_down(service: RecordedService) -> None:
    june, august = closed(service, "1", days_ago=170), closed(service, "2", days_ago=100)
    attempt = an_attempt(callback="1", at=NOW - timedelta(days=170))
    put(service, a_callback("1"), attempt)
    month = {"since": NOW - timedelta(days=180), "until": NOW - timedelta(days=150)}
    assert numbers(service, CLERK, desk_id=TAXES, **month) == [june]
    (solved,) = found(service, CLERK, desk_id=TAXES, outcome=AttemptOutcome.SOLVED)
    assert (solved.number, solved.outcome) == (june, AttemptOutcome.SOLVED)
    assert august in numbers(service, CLERK, desk_id=TAXES)


def test_page_after_page_shows_each_case_once(service: RecordedService) -> None:
    """Several were closed in the same moment, by a rule or by one hand."""
    written = {closed(service, str(one), days_ago=one // 5) for one in range(PAGE * 2 + 3)}
    reply = asked(service, CLERK, desk_id=TAXES)
    seen: list[str] = []
    while reply is not None:
        seen += [one.number for one in reply.cases]
        if reply.after is None:
            break
        reply = asked(service, CLERK, desk_id=TAXES, after=reply.after)
    assert (len(seen), set(seen)) == (len(written), written)


def test_a_question_reads_a_part_of_the_years_and_goes_on_from_there(
    service: RecordedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = closed(service, "1", days_ago=900, question="Passo carrabile")
    for one in range(2, 8):
        closed(service, str(one), days_ago=one)
    monkeypatch.setattr(find_closed_cases, "READ_AT_ONCE", 2)
    monkeypatch.setattr(find_closed_cases, "READ_AT_MOST", 4)
    reply = asked(service, CLERK, desk_id=TAXES, words="carrabile")
    assert reply is not None
    assert (reply.cases, reply.after is None) == ((), False)
    further = asked(service, CLERK, desk_id=TAXES, words="carrabile", after=reply.after)
    assert further is not None
    assert [one.number for one in further.cases] == [number]
    assert further.after is None


def test_whoever_was_erased_does_not_come_up(service: RecordedService) -> None:
    closed(service, "1", caller=CallerDetails(), question="", answer="", citizen_id=None)
    assert numbers(service, CLERK, desk_id=TAXES) == []


def test_a_row_that_cannot_be_read_hides_no_other(service: RecordedService) -> None:
    number = closed(service, "1")
    closed(service, "2")
    spoil = "UPDATE case_ SET opened_at = 9000000000000000000 WHERE id = 'case-2'"
    service.database.write_now(lambda c: c.execute(spoil))
    assert numbers(service, CLERK, desk_id=TAXES) == [number]


def test_the_audit_tells_who_searched_and_whom_it_showed(service: RecordedService) -> None:
    closed(service, "1", citizen_id="citizen-1")
    found(service, CLERK, desk_id=TAXES, words="Persona")
    told = lines(service)
    assert ("clerk1", "case.searched", "tributi  seat 1201") in told
    assert ("clerk1", "case.listed", "case-1 citizen-1") in told
    assert not any("Persona" in subject for *_, subject in told), "no name is kept there"


def test_whoever_searches_without_end_is_refused_and_the_leads_hear_of_it(
    service: RecordedService,
) -> None:
    for second in range(MOST_WITHOUT_CALL):
        at = LATER + timedelta(seconds=second)
        assert asked(service, CLERK, now=at, desk_id=TAXES) is not None
    assert asked(service, CLERK, now=LATER + timedelta(minutes=1), desk_id=TAXES) is None
    rows = service.database.read_now(lambda c: audit_page(c, after=0, limit=1000))
    assert list(patterns_of(rows[-1])), rows[-1]


def test_what_a_clerk_closed_today_is_found_before_it_leaves_the_copies(
    service: RecordedService,
) -> None:
    service.forward()
    service.send(CLERK, the_result(an_attempt(), service.held(CLERK).fence))
    (one,) = found(service, CLERK, desk_id=TAXES)
    assert one.outcome is AttemptOutcome.SOLVED


def reading(by: ClosedBy) -> str:
    return (
        f"SELECT * FROM case_ WHERE {by} = 'desk-1' AND state = 'closed' AND deleted = 0"
        " AND closed_at >= 0 AND (closed_at, id) < (1790000000000, '')"
        " ORDER BY closed_at DESC, id DESC LIMIT 200"
    )


@pytest.mark.postgresql
@pytest.mark.parametrize("by", ClosedBy)
def test_after_five_years_postgresql_reads_them_by_their_own_index(
    five_years: PlansOverYears, by: ClosedBy
) -> None:
    assert five_years.indexes(reading(by)) == {f"ix_case__closed_{by}"}


@pytest.mark.parametrize("by", ClosedBy)
def test_sqlite_reads_them_in_the_order_of_their_index_and_sorts_nothing(
    sqlite_service: RecordedService, by: ClosedBy
) -> None:
    plan = sqlite_service.database.read_now(
        lambda c: c.execute(f"EXPLAIN QUERY PLAN {reading(by)}")
    )
    (step,) = [row["detail"] for row in plan]
    assert step.startswith(f"SEARCH case_ USING INDEX ix_case__closed_{by} ({by}=?")


def test_a_desk_of_no_name_finds_nothing(service: RecordedService) -> None:
    assert numbers(service, LEAD, desk_id=DeskId("nirgendwo")) == []


def test_a_question_that_no_column_could_hold_is_refused_by_its_field(
    service: RecordedService,
) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - as a program of a stranger may send it
    for fields in ({"since": naive}, {"words": "a\0b"}, {"desk_id": DeskId("x" * 100)}):
        with pytest.raises(Refused) as refused:
            asked(service, LEAD, **fields)
        assert refused.value.code == reason_codes.INVALID
