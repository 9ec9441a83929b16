"""Sessions, audit, feed, messages, searches and what editors did: five years leave them behind."""

from collections.abc import Iterator

from contract.domain.ids import BASE_SCOPE, EDITING_SCOPE, KNOWLEDGE_SCOPE, TEAM_SCOPE
from tools.generators.five_years.bulk import Bulk, one_of, times
from tools.generators.five_years.city import CARDS, DESKS, KEPT, OPERATORS, City
from tools.generators.five_years.work import TEXT

_FEED_DAYS, _VERDICT_DAYS, _USE_DAYS, _SEARCH_DAYS, _MESSAGE_DAYS = 30, 90, 400, 90, 365


def what_went_by(city: City) -> Iterator[Bulk]:
    """What people and cards left behind."""
    yield from _sessions(city)
    yield from _versions(city, city.of(CARDS))
    yield from _editing(city, city.of(CARDS))
    yield from _feed(city)
    yield from _use(city)
    yield from _messages(city)


def _sessions(city: City) -> Iterator[Bulk]:
    rows = city.of(OPERATORS * 2 * 42)
    yield Bulk(
        table="session",
        rows=rows,
        made={
            "id": "'session-' || i",
            "account_id": f"'account-' || (i % {OPERATORS})",
            "device_id": f"'device-' || (i % {OPERATORS})",
            "seat": "'1' || (100 + i % 250)",
            "created_at": times(city.ago(42), city.until, rows),
            "expires_at": times(city.ago(42), city.until, rows) + " + 43200000",
        },
    )
    rows = city.a_day(1.5, KEPT.audit_days)
    yield Bulk(
        table="audit",
        rows=rows,
        same={"prev_hash": "0" * 64, "hash": "0" * 64},
        made={
            "seq": "i + 1",
            "at": times(city.ago(KEPT.audit_days), city.until, rows),
            "account_id": f"'account-' || (i % {OPERATORS})",
            "action": one_of("citizen.look_up", "case.open", "sign_in", "calls.read"),
            "subject": "'citizen-' || i",
        },
    )


def _versions(city: City, cards: int) -> Iterator[Bulk]:
    yield Bulk(
        table="knowledge_version",
        rows=5 * cards,
        same={"entry_kind": "card", "body": TEXT},
        made={
            "entry_id": f"'service_card-' || (i % {cards})",
            "version": f"i / {cards} + 1",
            "at": times(city.since, city.until, 5 * cards),
        },
    )


def _editing(city: City, cards: int) -> Iterator[Bulk]:
    """What editors did: almost all of it has left the feed."""
    for table, at in (("revision", "edited_at"), ("entry_report", "reported_at")):
        yield Bulk(
            table=table,
            rows=cards,
            same={"entry_kind": "card", "scope": EDITING_SCOPE},
            made={
                "id": f"'{table}-' || i",
                "entry_id": f"'service_card-' || (i * 7 % {cards})",
                "state": "CASE WHEN i % 100 = 0 THEN 'open' ELSE 'done' END",
                "deleted": "CASE WHEN i % 100 = 0 THEN 0 ELSE 1 END",
                at: times(city.since, city.until, cards),
            },
        )


def _feed(city: City) -> Iterator[Bulk]:
    desk_rows = city.cases * _FEED_DAYS * 6 // (1826 * DESKS)
    account_rows = city.a_day(0.8, _FEED_DAYS) // OPERATORS + 1
    for kind, scope, count, rows in (
        ("callback", "desk:desk-", DESKS, desk_rows),
        ("contact", "account:account-", OPERATORS, account_rows),
    ):
        yield Bulk(
            table="change_row",
            rows=count * rows,
            same={"kind": kind, "op": "put", "version": 1},
            made={
                "scope": f"'{scope}' || (i % {count})",
                "seq": f"100 + i / {count}",
                "entity_id": f"'{kind}-' || i",
                "command_id": "'command-' || i",
                "at": times(city.ago(_FEED_DAYS), city.until, count * rows),
            },
        )
        yield Bulk(
            table="scope_head",
            rows=count,
            same={"head": 100 + rows - 1, "floor": 99},
            made={"scope": f"'{scope}' || i"},
        )
    yield Bulk(
        table="scope_head",
        rows=4,
        same={"head": 99, "floor": 99},
        made={"scope": one_of(BASE_SCOPE, KNOWLEDGE_SCOPE, EDITING_SCOPE, TEAM_SCOPE)},
    )
    rows = city.a_day(1.2, _VERDICT_DAYS)
    yield Bulk(
        table="command",
        rows=rows,
        same={"digest": "0" * 64, "verdict": '{"status":"applied"}'},
        made={
            "id": "'command-' || i",
            "account_id": f"'account-' || (i % {OPERATORS})",
            "at": times(city.ago(_VERDICT_DAYS), city.until, rows),
        },
    )


def _use(city: City) -> Iterator[Bulk]:
    cards, days = city.of(CARDS), city.days(_USE_DAYS)
    yield Bulk(
        table="entry_use",
        rows=len(days) * max(1, cards // 7),
        same={"entry_kind": "card", "read": 3, "linked": 1},
        made={"entry_id": f"'service_card-' || (i / {len(days)} * 7)", "day": "day"},
        days=days,
    )
    rows = city.a_day(0.5, _SEARCH_DAYS)
    yield Bulk(
        table="search",
        rows=rows,
        same={"language": "it"},
        made={
            "id": "'search-' || i",
            "chain": "'chain-' || (i / 2)",
            "day": "day",
            "is_vain": "CASE WHEN i % 20 = 0 THEN 1 ELSE 0 END",
        },
        days=city.days(_SEARCH_DAYS),
    )
    yield Bulk(
        table="search_word",
        rows=3 * rows,
        made={
            "search_id": "'search-' || (i / 3)",
            "stem": "'stem-' || (i % 9001)",
            "who": f"'who-' || (i % {OPERATORS})",
        },
    )
    yield Bulk(
        table="search_link",
        rows=max(1, rows // 2),
        made={"search_id": "'search-' || (i * 2)", "card_id": f"'service_card-' || (i % {cards})"},
    )


def _messages(city: City) -> Iterator[Bulk]:
    asked = {"report_id": "CASE WHEN i % 3 = 0 THEN 'entry_report-' || (i / 3) ELSE '' END"}
    for table, number, own in (("mail", 0.03, asked), ("text_message", 0.05, {})):
        rows = city.a_day(number, _MESSAGE_DAYS)
        yield Bulk(
            table=table,
            rows=rows,
            same={"state": "sent", "attempts": 1},
            made=own
            | {
                "id": f"'{table}-' || i",
                "contact_id": f"'contact-' || ({city.contacts} - i * 9)",
                "created_at": times(city.ago(_MESSAGE_DAYS), city.until, rows),
            },
        )
    yield Bulk(
        table="text_part",
        rows=rows,
        made={
            "id": "'part-' || i",
            "text_id": "'text_message-' || i",
            "at": times(city.ago(_MESSAGE_DAYS), city.until, rows),
        },
    )
    rows = city.a_day(0.08, 1826)
    yield Bulk(
        table="sending",
        rows=rows,
        same={"way": "mail", "state": "sent"},
        made={
            "id": "'sending-' || i",
            "scope": f"'account:account-' || (i % {OPERATORS})",
            "deleted": "1",
            "changed_at": times(city.since, city.until, rows),
        },
    )
