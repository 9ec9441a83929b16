"""A strike, a publication of tomorrow, hundreds of cards: many revisions as one."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from contract.domain.account import Account
from contract.domain.ids import EDITING_SCOPE, OfficeId, RevisionId
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.domain.opening_times.opening_times import Band, DayException, OpeningTimes, week
from contract.wire import reason_codes
from contract.wire.commands import ChangeManyHours, ReviewBatch
from server.store.engine.connection import Connection
from server.store.engine.row_codec import codec_of
from server.store.sync.feed_edit import FeedEdit
from server.usecases.knowledge.editing.publish_scheduled import (
    PublishScheduled,
    due_batches,
    publish_due,
)
from tests.support.at_once import at_once
from tests.support.knowledge.knowledge_desk import (
    ADA,
    BEA,
    CLEO,
    KnowledgeDesk,
    a_card,
    an_office,
    raw,
)
from tests.support.servers.server_records import NOW

STRIKE = DayException(date(2026, 12, 4), date(2026, 12, 4), (), "sciopero")
SOME = OpeningTimes(weekly=week((0, 1), (510, 750)))
SOON = NOW + timedelta(hours=1)


def strike(*offices: str, **overrides: Any) -> ChangeManyHours:
    fields: dict[str, Any] = {
        "batch_id": "sciopero",
        "office_ids": tuple(OfficeId(one) for one in offices),
        "exception": raw(STRIKE),
        "why": "sciopero generale",
    }
    return ChangeManyHours(**(fields | overrides))


def approve(city: KnowledgeDesk, **overrides: Any) -> ReviewBatch:
    return city.batch("sciopero", **overrides)


def in_review(city: KnowledgeDesk) -> list[Revision]:
    return [one for one in of_batch(city) if one.state is RevisionState.IN_REVIEW]


def test_what_was_changed_since_it_was_read_is_not_published_with_its_batch(
    city: KnowledgeDesk,
) -> None:
    city.done(ADA, strike("o1", "o2"))
    read = approve(city)
    (first, _) = of_batch(city)
    city.edited(ADA, city.entry(first.entry_id, EntryKind.OFFICE), name="Sportello nuovo")
    city.in_review(city.revision(first.id))
    assert city.refused(BEA, read) == (reason_codes.UNREAD_BATCH, {})
    assert len(in_review(city)) == 2
    assert city.done(BEA, approve(city)).detail == {"published": "2"}


def test_nothing_that_joined_a_batch_unseen_is_published_with_it(city: KnowledgeDesk) -> None:
    city.done(ADA, strike("o1"))
    read = approve(city)
    city.done(ADA, strike("o2"))
    assert city.refused(BEA, read)[0] == reason_codes.UNREAD_BATCH


def test_a_console_that_names_no_versions_publishes_no_batch_and_may_send_it_back(
    city: KnowledgeDesk,
) -> None:
    city.done(ADA, strike("o1", "o2"))
    assert city.refused(BEA, approve(city, seen=""))[0] == reason_codes.UNREAD_BATCH
    city.done(BEA, approve(city, seen="", is_approved=False, note="Solo il mattino"))
    assert in_review(city) == []


def of_batch(desk: KnowledgeDesk) -> list[Revision]:
    rows = desk.service.database.read_now(
        lambda c: c.execute("SELECT * FROM revision WHERE batch_id = 'sciopero' ORDER BY entry_id")
    )
    return [codec_of(Revision).value(row) for row in rows]


def office(desk: KnowledgeDesk, name: str) -> Office:
    found = desk.entry(name, EntryKind.OFFICE)
    assert isinstance(found, Office)
    return found


@pytest.fixture
def city(desk: KnowledgeDesk) -> KnowledgeDesk:
    """With three offices, one of them withdrawn."""
    desk.publish(
        an_office("o1", desk_times=SOME, phone_times=SOME),
        an_office("o2", desk_times=SOME),
        an_office("o3", withdrawn="chiuso per sempre"),
    )
    return desk


def test_a_strike_is_one_batch_of_all_offices_that_are_shown(city: KnowledgeDesk) -> None:
    assert city.done(ADA, strike()).detail == {"begun": "2", "joined": ""}
    first, second = of_batch(city)
    assert (first.entry_id, second.entry_id) == ("o1", "o2")
    assert {first.state, second.state} == {RevisionState.IN_REVIEW}
    assert first.why == "sciopero generale"
    assert city.refused(ADA, approve(city))[0] == reason_codes.OWN_WORK
    assert city.done(BEA, approve(city)).detail == {"published": "2"}
    assert office(city, "o1").desk_times == msgspec.structs.replace(SOME, exceptions=(STRIKE,))
    assert office(city, "o1").phone_times == SOME
    assert office(city, "o3").desk_times == OpeningTimes()
    assert city.done(ADA, strike(batch_id="again")).detail["begun"] == "0"  # it says so already


def test_the_telephone_may_strike_alone_and_offices_be_named(city: KnowledgeDesk) -> None:
    city.done(ADA, strike("o1", for_desk=False, for_phone=True))
    city.done(BEA, approve(city))
    assert office(city, "o1").phone_times.exceptions == (STRIKE,)
    assert office(city, "o1").desk_times == SOME
    assert office(city, "o2").version == 1


def test_a_half_done_revision_takes_the_strike_in_and_is_not_published_with_it(
    city: KnowledgeDesk,
) -> None:
    draft = city.edited(ADA, office(city, "o1"), note="Sto ancora scri")
    assert city.done(BEA, strike()).detail == {"begun": "1", "joined": "o1"}
    city.done(CLEO, approve(city))
    assert office(city, "o1").version == 1
    assert office(city, "o2").desk_times.exceptions == (STRIKE,)
    joined = city.revision(draft.id)
    assert joined.author_ids == ("ada", "bea")
    assert "sciopero" in joined.body


@pytest.mark.parametrize(
    ("overrides", "code", "field"),
    [
        ({"office_ids": ("o9",)}, reason_codes.UNKNOWN_ENTRY, "office_ids"),
        ({"for_desk": False}, reason_codes.MISSING_FIELD, "for_desk"),
        ({"exception": raw(["2026-12-04"])}, reason_codes.INVALID, "exception"),
        (
            {"exception": raw(DayException(date(2026, 12, 4), date(2026, 12, 1)))},
            reason_codes.INVALID,
            "exception",
        ),
        (
            {"exception": raw(DayException(date(2026, 1, 1), date(2026, 1, 1), (Band(5, 2),)))},
            reason_codes.INVALID,
            "exception",
        ),
    ],
)
def test_hours_nobody_could_keep_are_refused(
    city: KnowledgeDesk, overrides: dict[str, Any], code: str, field: str
) -> None:
    refused, detail = city.refused(ADA, strike(**overrides))
    assert (refused, detail["field"]) == (code, field)
    assert of_batch(city) == []


def test_a_batch_is_sent_back_as_one(city: KnowledgeDesk) -> None:
    city.done(ADA, strike())
    city.done(BEA, approve(city, is_approved=False, note="Solo il mattino"))
    assert {one.state for one in of_batch(city)} == {RevisionState.DRAFT}
    assert {one.review_note for one in of_batch(city)} == {"Solo il mattino"}


def test_what_is_written_in_alone_leaves_the_review_of_the_batch(city: KnowledgeDesk) -> None:
    city.done(ADA, strike())
    city.edited(BEA, office(city, "o1"), note="Ingresso dal cortile")
    city.done(CLEO, approve(city))
    assert office(city, "o1").version == 1
    assert office(city, "o2").version == 2


def run_due(desk: KnowledgeDesk, now: Any = SOON) -> int:
    database = desk.service.database
    batches = database.read_now(lambda c: due_batches(c, now))
    return sum(database.write_now(lambda c, b=b: publish_due(c, b, now)) for b in batches)


async def test_what_was_approved_for_later_is_published_then_and_once(
    city: KnowledgeDesk,
) -> None:
    city.done(ADA, strike())
    city.done(BEA, approve(city, publish_at=SOON))
    single = city.in_review(city.edited(ADA, city.card(), costs="16 euro"))
    city.done(CLEO, city.approval(single, publish_at=SOON))
    assert run_due(city, SOON - timedelta(seconds=1)) == 0
    publish = PublishScheduled(database=city.service.database, clock=lambda: SOON)
    await publish()
    assert office(city, "o1").desk_times.exceptions == (STRIKE,)
    assert city.card().costs == "16 euro"
    assert {one.state for one in of_batch(city)} == {RevisionState.PUBLISHED}
    assert {line.account_id for line in city.audit() if line.action.endswith("publish")} == {
        "bea",
        "cleo",
    }
    await publish()
    assert office(city, "o1").version == 2


def test_two_processes_publish_the_same_batch_once(city: KnowledgeDesk) -> None:
    city.done(ADA, strike())
    city.done(BEA, approve(city, publish_at=SOON))
    published: list[int] = []
    at_once(*[lambda: published.append(run_due(city))] * 4)
    run_due(city)  # where each found another one at it
    assert office(city, "o1").version == office(city, "o2").version == 2


def test_what_cannot_be_published_any_more_goes_back_to_its_authors(city: KnowledgeDesk) -> None:
    city.done(ADA, strike())
    city.done(BEA, approve(city, publish_at=SOON))
    changed = msgspec.structs.replace(
        SOME, exceptions=(DayException(date(2026, 12, 8), date(2026, 12, 8)),)
    )
    city.publish(an_office("o1", desk_times=changed))
    assert run_due(city) == 0
    assert {one.state for one in of_batch(city)} == {RevisionState.DRAFT}
    assert office(city, "o2").version == 1
    (first, _) = of_batch(city)
    assert "2026-12-04" in first.body
    assert "2026-12-08" in first.body


def test_many_cards_are_published_in_one_transaction(city: KnowledgeDesk) -> None:
    begin_many(city, 300)
    before = feed_head(city)
    city.done(BEA, approve(city))
    assert feed_head(city) - before == 300
    assert len(city.versions("k299")) == 1
    assert len([line for line in city.audit() if line.action == "knowledge.publish"]) == 300


def begin_many(desk: KnowledgeDesk, count: int, author: Account = ADA) -> None:
    """Have a batch of new cards in review."""

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        cards = [a_card(f"k{number}") for number in range(count)]
        revisions = [
            Revision(
                id=RevisionId(f"r-{card.id}"),
                entry_kind=EntryKind.CARD,
                entry_id=card.id,
                body=msgspec.json.encode(card).decode(),
                state=RevisionState.IN_REVIEW,
                author_ids=(author.id,),
                batch_id="sciopero",
            )
            for card in cards
        ]
        edit.put_many(EDITING_SCOPE, revisions)
        edit.finish()

    desk.service.database.write_now(work)


def feed_head(desk: KnowledgeDesk) -> int:
    sql = "SELECT head FROM scope_head WHERE scope = 'kb'"
    row = desk.service.database.read_now(lambda c: c.one(sql))
    return int(row["head"]) if row else 0
