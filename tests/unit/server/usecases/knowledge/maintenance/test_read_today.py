"""Every seat may know what the city asks most today, and what is new: no word of who."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Role
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.changes import Kind
from contract.wire.commands import CountUse, EntryUse, Status, WithdrawEntry
from contract.wire.knowledge_today import KnowledgeToday, NewsKind
from server.store.engine.connection import Connection
from server.store.knowledge.entry_use import Use, count_use
from server.store.sync.feed_edit import FeedEdit
from server.usecases.knowledge.editing.kept_versions import (
    keep_imported,
    keep_replaced,
    keep_version,
)
from server.usecases.knowledge.maintenance.read_today import read_today
from tests.support.servers.maintenance_records import (
    OFFICE,
    a_card,
    an_editor,
    an_office,
    put_knowledge,
)
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, an_account

OPERATOR = an_account()
EDITOR = an_account("ed1", role=Role.EDITOR)


def today(service: RecordedService, now: datetime = NOW) -> KnowledgeToday:
    return service.database.read_now(lambda c: read_today(c, now))


def asked(service: RecordedService) -> list[tuple[str, int]]:
    return [(one.card_id, one.times) for one in today(service).asked]


def news(service: RecordedService, now: datetime = NOW) -> list[tuple[str, str, str]]:
    return [(one.entry_id, one.what, one.why) for one in today(service, now).news]


def read(service: RecordedService, card_id: str, times: int) -> None:
    use = EntryUse(entry_kind=EntryKind.CARD, entry_id=card_id, read=times)
    assert service.send(OPERATOR, CountUse(entries=(use,))).status is Status.APPLIED


def earlier(service: RecordedService, card_id: str, times: int, days: int) -> None:
    day = (NOW - timedelta(days=days)).date()
    service.database.write_now(
        lambda c: count_use(c, EntryKind.CARD, card_id, Use.LINKED, day, times)
    )


def write(
    service: RecordedService, *entries: msgspec.Struct, why: str = "", minutes_ago: int = 0
) -> None:
    """Publish as an editor; without a why, as an import."""
    at = NOW - timedelta(minutes=minutes_ago)

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=at)
        for entry in entries:
            kind = Kind.CARD if "say" in entry.__struct_fields__ else Kind.OFFICE
            keep_replaced(connection, kind, [entry.id], at - timedelta(days=9))  # type: ignore[attr-defined]
            written = edit.put("kb", entry)  # type: ignore[arg-type]
            if why:
                keep_version(connection, kind, written, at, an_editor(), why)
            else:
                keep_imported(connection, kind, [written], at)
        edit.finish()

    service.database.write_now(work)


def test_a_young_day_tells_what_was_asked_in_a_week_and_a_grown_one_only_today(
    service: RecordedService,
) -> None:
    put_knowledge(service, a_card(id="cie"), a_card(id="mensa"), a_card(id="tari"))
    earlier(service, "mensa", 30, days=6)
    earlier(service, "tari", 90, days=7)
    read(service, "cie", 19)
    assert asked(service) == [("mensa", 30), ("cie", 19)]
    read(service, "tari", 1)
    assert asked(service) == [("cie", 19), ("tari", 1)]
    assert str(today(service).since) == "2026-11-25"


def test_what_may_not_be_read_to_anybody_is_not_among_the_most_asked(
    service: RecordedService,
) -> None:
    put_knowledge(service, *(a_card(id=f"card-{n:02}") for n in range(12)))
    for n in range(12):
        read(service, f"card-{n:02}", 50 - n)
    order = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="card-00", why="Errata")
    assert service.send(EDITOR, order).status is Status.APPLIED
    assert [card_id for card_id, _ in asked(service)] == [f"card-{n:02}" for n in range(1, 10)]


def test_what_editors_published_is_news_for_a_day_and_says_why(service: RecordedService) -> None:
    write(service, an_office(), why="Nuova sede", minutes_ago=60)
    write(service, a_card(), why="Nuova scheda", minutes_ago=50)
    write(service, a_card(say="Scade il 16."), why="Scadenza nuova", minutes_ago=40)
    assert news(service) == [
        ("tari", NewsKind.CHANGED, "Scadenza nuova"),
        (OFFICE, NewsKind.NEW, "Nuova sede"),
    ]
    assert news(service, NOW + timedelta(hours=24)) == []


def test_an_import_is_news_only_where_it_warns(service: RecordedService) -> None:
    write(service, a_card(id="cie"), a_card(id="mensa", alert="Sospesa"), minutes_ago=3000)
    write(service, a_card(id="cie", say="Altro."), a_card(id="mensa", alert="Sospesa", say="!"))
    assert news(service) == []
    write(service, a_card(id="cie", alert="Sciopero"), minutes_ago=-1)
    assert news(service, NOW + timedelta(minutes=2)) == [("cie", NewsKind.ALERT, "")]


def test_what_was_withdrawn_is_told_once_and_its_reason_without_a_citizens_number(
    service: RecordedService,
) -> None:
    put_knowledge(service, a_card())
    put_knowledge(service, a_card(id="de", original_id="tari", language="de"))
    why = "Errata, lo dice chi chiama dal 347 1234567"
    order = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="tari", why=why)
    assert service.send(EDITOR, order).status is Status.APPLIED
    told = "Errata, lo dice chi chiama dal […]"
    assert news(service) == [("tari", NewsKind.WITHDRAWN, told)]


def test_what_is_not_in_force_yet_is_no_news(service: RecordedService) -> None:
    write(service, a_card(valid_from=NOW.date() + timedelta(days=3)), why="Da lunedì")
    assert news(service) == []


def test_no_more_than_nine_the_newest_first_and_nobody_named(service: RecordedService) -> None:
    for n in range(12):
        write(service, a_card(id=f"card-{n:02}"), why="Nuova", minutes_ago=60 - n)
    assert [entry for entry, _, _ in news(service)] == [f"card-{n:02}" for n in range(11, 2, -1)]
    assert EDITOR.display_name.encode() not in msgspec.json.encode(today(service))
