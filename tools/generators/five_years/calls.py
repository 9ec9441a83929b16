"""The calls of five years, what exchanges told of them, and the duty of operators."""

from collections.abc import Iterator

from tools.generators.five_years.bulk import Bulk, one_of, times
from tools.generators.five_years.city import KEPT, OPERATORS, City


def calls(city: City) -> Iterator[Bulk]:
    at = times(city.since, city.until, city.calls)
    is_new = f"{at} >= {city.ago(KEPT.operators_days)}"
    queue = one_of("tributi", "anagrafe", "scuola", "mobilita", "sociale")
    yield Bulk(
        table="queue_call",
        rows=city.calls,
        same={"exchange": "a", "boot": "b1", "dialled": "060606", "language": "it"},
        made={
            "id": "'call-' || i",
            "sip": "'sip-' || i",
            "caller": f"CASE WHEN {is_new} THEN {city.phone()} ELSE '' END",
            "queue_id": queue,
            "first_queue_id": queue,
            "state": one_of(*["ended"] * 8, "abandoned", "callback"),
            "arrived_at": at,
            "queued_at": f"{at} + 4000",
            "answered_at": f"CASE WHEN i % 10 < 8 THEN {at} + 40000 END",
            "ended_at": f"{at} + 240000",
            "seat": f"CASE WHEN {is_new} AND i % 10 < 8 THEN '1' || (100 + i % 250) END",
            "account_id": f"CASE WHEN {is_new} AND i % 10 < 8"
            f" THEN 'account-' || (i % {OPERATORS}) END",
        },
    )
    yield from _of_calls(city)
    yield from _duty(city)


def _of_calls(city: City) -> Iterator[Bulk]:
    """What is kept beside each call, of the last years only."""
    since = city.ago(KEPT.figures_days)
    rows = city.a_day(1.15, KEPT.figures_days)
    yield Bulk(
        table="queue_offer",
        rows=rows,
        made={
            "id": "'offer-' || i",
            "call_id": "'call-' || (i * 20 / 23)",
            "queue_id": one_of("tributi", "anagrafe", "scuola"),
            "offered_at": times(since, city.until, rows),
            "closed_at": times(since, city.until, rows) + " + 9000",
            "outcome": one_of(*["answered"] * 8, "rona", "busy"),
        },
    )
    rows = city.a_day(3, KEPT.figures_days)
    yield Bulk(
        table="exchange_event",
        rows=rows,
        same={"exchange": "a", "offer": ""},
        made={
            "sip": "'sip-' || (i / 3)",
            "ev": one_of("ringing", "answered", "ended"),
            "call_id": "'call-' || (i / 3)",
            "told_at": times(since, city.until, rows),
            "heard_at": times(since, city.until, rows) + " + 20",
        },
    )
    rows = city.a_day(0.8, KEPT.figures_days)
    yield Bulk(
        table="call_quality",
        rows=rows,
        same={"mos_mean": 4.2, "mos_min": 3.9, "talk_s": 180.5},
        made={"call_id": "'call-' || i", "at": times(since, city.until, rows)},
    )
    rows = city.a_day(0.05, KEPT.figures_days)
    yield Bulk(
        table="call_transfer",
        rows=rows,
        same={"target": "q-tributi", "state": "done"},
        made={
            "id": "'transfer-' || i",
            "call_id": "'call-' || (i * 20)",
            "caller_phone": f"CASE WHEN i * 8 > {rows} * 7 THEN {city.phone()} ELSE '' END",
            "at": times(since, city.until, rows),
        },
    )
    rows = city.a_day(0.02, KEPT.figures_days)
    yield Bulk(
        table="call_recording",
        rows=rows,
        same={"state": "over"},
        made={
            "call_id": "'call-' || (i * 50)",
            "notice_until_at": times(since, city.until, rows),
            "started_at": times(since, city.until, rows),
        },
    )
    yield Bulk(
        table="voicemail",
        rows=city.of(1500),
        made={"id": "'mail-' || i", "file": "'mail-' || i", "at": f"{city.ago(30)} + i * 1728000"},
    )


def _duty(city: City) -> Iterator[Bulk]:
    yield Bulk(
        table="duty",
        rows=OPERATORS,
        same={"rev": 9, "state": "off"},
        made={"account_id": "'account-' || i", "since_at": str(city.ago(1))},
    )
    rows = city.of(KEPT.operators_days * OPERATORS * 60)
    yield Bulk(
        table="duty_event",
        rows=rows,
        same={"state": "available", "detail": "{}", "origin": "seat"},
        made={
            "account_id": f"'account-' || (i % {OPERATORS})",
            "at": times(city.ago(KEPT.operators_days), city.until, rows),
            "kind": one_of("took", "ended", "ready", "pause"),
            "step": "'b1:' || i",
        },
    )
