"""Contacts, cases and callbacks of five years, citizens, and what seats are told of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity
from contract.domain.contact import Contact
from contract.domain.ids import (
    AccountId,
    ActivityId,
    AttemptId,
    CallbackId,
    CaseId,
    ContactId,
    DeskId,
    TopicId,
)
from server.store.engine.row_codec import codec_of
from tools.generators.five_years.bulk import Bulk, one_of, times
from tools.generators.five_years.city import DESKS, KEPT, OPERATORS, City

_AT = datetime(2026, 1, 1, tzinfo=UTC)
_DESK, _TOPIC, _WHO = DeskId("d"), TopicId("topic-1"), AccountId("account-1")
TEXT = "La domanda si presenta allo sportello o dal sito con un documento valido. " * 8
_OPEN_A_DESK = 300  # cases and callbacks that are not done
_SAID = "Chiede a che punto sia la pratica e quali documenti manchino ancora."


def model(value: msgspec.Struct) -> dict[str, Any]:
    """Return the columns of a value, for rows that differ from it in what is made."""
    return dict(codec_of(type(value)).row(value))


def work(city: City) -> Iterator[Bulk]:
    yield from _contacts(city)
    yield from _cases(city)
    yield from _callbacks(city)
    yield from _citizens(city)


def _contacts(city: City) -> Iterator[Bulk]:
    rows, at = city.contacts, times(city.since, city.until, city.contacts)
    is_new = f"{at} >= {city.ago(KEPT.citizens_days)}"
    contact = Contact(
        id=ContactId("c"), operator_id=_WHO, topic_id=_TOPIC, closed_at=_AT, description=_SAID
    )
    yield Bulk(
        table="contact",
        rows=rows,
        same=model(contact),
        made={
            "id": "'contact-' || i",
            "scope": f"'account:account-' || (i % {OPERATORS})",
            "operator_id": f"'account-' || (i % {OPERATORS})",
            "call_key": "'call-' || (i * 5 / 4)",
            "caller_phone": f"CASE WHEN {is_new} THEN {city.phone()} ELSE '' END",
            "citizen_id": f"CASE WHEN {is_new} AND i % 3 = 0"
            f" THEN 'citizen-' || ((i * 7919 + {city.seed}) % {city.citizens}) END",
            "answered_at": f"{at} - 200000",
            "closed_at": at,
            "recorded_at": f"{at} + 300",
        },
    )
    yield Bulk(
        table="contact_history",
        rows=max(1, rows // 50),
        same={"change": "corrected", "earlier": "{}"},
        made={
            "id": "'history-' || i",
            "contact_id": "'contact-' || (i * 50)",
            "account_id": f"'account-' || (i % {OPERATORS})",
            "at": times(city.since, city.until, rows // 50),
        },
    )


def _cases(city: City) -> Iterator[Bulk]:
    rows, at = city.cases, times(city.since, city.until, city.cases)
    is_open = f"i >= {rows} - {min(rows // 20, DESKS * _OPEN_A_DESK)}"
    caller = CallerDetails(name="Anna Bianchi", phone="+390600000000")
    case = Case(
        id=CaseId("c"), desk_id=_DESK, contact_id=ContactId("c"), opened_by=_WHO, opened_at=_AT,
        topic_id=_TOPIC, caller=caller, question=_SAID,
    )  # fmt: skip
    yield Bulk(
        table="case_",
        rows=rows,
        same=model(case),
        made={
            **_of_a_desk("case"),
            "number": "'2026-' || i",
            "contact_id": f"'contact-' || (i % {city.contacts})",
            "opened_at": at,
            "state": f"CASE WHEN {is_open} THEN 'open' ELSE 'closed' END",
            "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE {at} + 86400000 END",
            "citizen_id": f"CASE WHEN i % 3 = 0 THEN 'citizen-' || (i % {city.citizens}) END",
        },
    )
    activity = CaseActivity(
        id=ActivityId("a"), case_id=CaseId("c"), desk_id=_DESK, kind=ActivityKind.NOTE, at=_AT,
        author_id=_WHO, text=_SAID,
    )  # fmt: skip
    yield Bulk(
        table="case_activity",
        rows=3 * rows,
        same=model(activity),
        # Of the desk of its case: three times the number of desks makes one round.
        made=_of_a_desk("activity", of=3)
        | {"case_id": "'case-' || (i / 3)", "at": times(city.since, city.until, 3 * rows)},
    )


def _callbacks(city: City) -> Iterator[Bulk]:
    rows, at = city.cases, times(city.since, city.until, city.cases)
    is_open = f"i >= {rows} - {min(rows // 20, DESKS * _OPEN_A_DESK)}"
    caller = CallerDetails(name="Anna Bianchi", phone="+390600000000")
    callback = Callback(
        id=CallbackId("c"), case_id=CaseId("c"), desk_id=_DESK, topic_id=_TOPIC, caller=caller,
        window_start_at=_AT, window_end_at=_AT,
    )  # fmt: skip
    yield Bulk(
        table="callback",
        rows=rows,
        same=model(callback),
        made={
            **_of_a_desk("callback"),
            "case_id": "'case-' || i",
            "caller_phone": city.phone(),
            "state": f"CASE WHEN {is_open} THEN 'open' WHEN i % 20 = 0 THEN 'given_up'"
            " ELSE 'done' END",
            "window_start_at": at,
            "window_end_at": f"{at} + 14400000",
        },
    )
    attempt = CallbackAttempt(
        id=AttemptId("a"), callback_id=CallbackId("c"), desk_id=_DESK, author_id=_WHO,
        outcome=AttemptOutcome.SOLVED, at=_AT, note="Parlato con il cittadino",
    )  # fmt: skip
    yield Bulk(
        table="callback_attempt",
        rows=rows,
        same=model(attempt),
        made=_of_a_desk("attempt") | {"callback_id": "'callback-' || i", "at": at},
    )


def _of_a_desk(name: str, of: int = 1) -> dict[str, str]:
    """Return id, scope and desk; of: so many in a row are of one desk."""
    desk = f"'desk-' || ((i / {of}) % {DESKS})"
    return {"id": f"'{name}-' || i", "scope": f"'desk:' || {desk}", "desk_id": desk}


def _citizens(city: City) -> Iterator[Bulk]:
    rows = city.citizens
    yield Bulk(
        table="citizen",
        rows=rows,
        same={"municipio": "I", "language": "it"},
        made={
            "id": "'citizen-' || i",
            "name": "'Anna Bianchi ' || i",
            "name_key": "'anna bianchi ' || i",
            "phone": "'+3906' || (10000000 + i)",
            "fiscal_code": "CASE WHEN i % 2 = 0 THEN 'BNCNNA' || (1000000000 + i) ELSE '' END",
            "changed_at": times(city.since, city.until, rows),
        },
    )
    rows = max(1, city.contacts * KEPT.citizens_days // (3 * 1826))
    yield Bulk(
        table="citizen_told",
        rows=rows,
        same={"filled": ""},
        made={
            "contact_id": f"'contact-' || ({city.contacts} - 3 * i)",
            "citizen_id": f"'citizen-' || ((i * 7919 + {city.seed}) % {city.citizens})",
            "standing": one_of("confirmed", "agreed", "proposed"),
        },
    )
    rows = city.a_day(2, 8)
    yield Bulk(
        table="citizen_shown",
        rows=rows,
        made={
            "account_id": f"'account-' || (i % {OPERATORS})",
            "citizen_id": f"'citizen-' || ((i * 7919) % {city.citizens})",
            "at": times(city.ago(8), city.until, rows),
        },
    )
