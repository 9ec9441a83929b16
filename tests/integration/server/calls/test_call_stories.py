"""Who looks at a contact learns how its call sounded, who passed it on to whom, and why."""

from datetime import timedelta

from msgspec.structs import replace

from contract.domain.case import CaseActivity
from contract.domain.contact import Contact
from contract.domain.ids import ContactId, DeskId, QueueId, TransferId
from contract.wire.claims import CallStory
from contract.wire.duty import CallQuality
from server.store.engine.connection import millis
from server.store.engine.row_codec import codec_of
from server.usecases.calls.call_ownership import keep_quality
from server.usecases.contacts.look_up_caller import call_stories, call_story
from tests.integration.server.routing.test_routing_transfers import (
    CITIZEN,
    QUEUES,
    Desk,
    a_desk,
    written,
)
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CallCentre, Phone

HEARD = CallQuality(
    mos_mean=2.9, mos_min=2.1, lost_pct=4.0, jitter_ms=38, rtt_ms=90, device="Cuffia", stalls=3
)


centre = async_fixture(lambda database_url: CallCentre.open(database_url, *QUEUES))


async def story_of(centre: CallCentre, key: str) -> CallStory:
    return await centre.database.read(lambda c: call_story(c, key))


async def taken_by(centre: CallCentre) -> str | None:
    (row,) = await centre.rows("SELECT taken_by FROM call_transfer")
    return str(row["taken_by"]) if row["taken_by"] else None


async def history(centre: CallCentre) -> list[CaseActivity]:
    rows = await centre.rows("SELECT * FROM case_activity ORDER BY at")
    return [codec_of(CaseActivity).value(row) for row in rows]


async def sent_although_closed(desk: Desk) -> Phone:
    """The citizen rings at the clerk, whose line is closed by now."""
    desk.centre.now += timedelta(hours=3)
    reason = "il clerk\naspetta"
    await desk.ask(desk_id=DeskId("tributi"), override_reason=reason)
    await desk.centre.after(0)
    return await desk.centre.call(CITIZEN, to="q-tributi", referred_by="1001")


async def test_whoever_answers_a_transferred_citizen_is_written_down(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(desk_id=DeskId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    ring = await sent.ring()
    assert await taken_by(centre) is None, "it only rings"
    await sent.answered_by(ring)
    assert await taken_by(centre) == desk.clerk.id
    assert await story_of(centre, sent.key) == CallStory(passed_by="Anna")
    assert await story_of(centre, desk.call.key) == CallStory(passed_to="Clerk")


async def test_the_case_tells_who_passed_it_on_to_whom_and_why_to_a_closed_line(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    sent = await sent_although_closed(desk)
    ring = await sent.ring()
    context = await desk.context(sent.key)
    assert context is not None
    assert context.closed_reason == "il clerk\naspetta", "she knows before she answers"
    await sent.answered_by(ring)
    (line,) = await history(centre)
    assert line.text == (
        "Telefonata trasferita da Anna: ha risposto Clerk."
        " La linea era chiusa; trasferita lo stesso: «il clerk aspetta»."
    )
    assert (line.case_id, line.author_id, line.at) == ("case-c1", desk.clerk.id, centre.now)
    story = await story_of(centre, sent.key)
    assert (story.passed_by, story.closed_reason) == ("Anna", "il clerk\naspetta")


async def test_the_exchange_may_tell_the_answer_twice(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(desk_id=DeskId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    ring = await sent.ring()
    for _ in range(2):
        await sent.answered_by(ring)
    assert len(await history(centre)) == 1


async def test_who_is_only_asked_has_not_taken_the_citizen(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(queue_id=QueueId("tributi"), consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    await consulting.answered_by(await consulting.ring())
    assert await taken_by(centre) is None
    assert await history(centre) == []
    joined = centre.phone(CITIZEN)
    replaces = consulting.request.sip
    await joined.tell("transferred", seat="1201", why="1001", replaces=replaces)
    await joined.tell("answered", seat="1201")
    assert await taken_by(centre) == desk.clerk.id
    assert (await story_of(centre, joined.key)).passed_by == "Anna"


async def test_where_nobody_moves_the_citizen_the_seat_calls_the_line_and_joins_both(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    centre.now += timedelta(hours=3)
    await desk.ask(desk_id=DeskId("tributi"), override_reason="urgente")
    await centre.after(0)
    bridging = await centre.call("1001", to="q-tributi", from_seat=True)
    ring = await bridging.ring()
    context = await desk.context(bridging.key)
    assert context is not None
    assert (context.closed_reason, context.citizen_call_key) == ("urgente", "")
    await bridging.answered_by(ring)
    assert await taken_by(centre) == desk.clerk.id
    assert (await story_of(centre, desk.call.key)).passed_to == "Clerk"


async def test_a_consultation_that_is_joined_was_the_transfer_itself(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    name = TransferId("t-1")
    wish = {"id": name, "queue_id": QueueId("tributi")}
    await desk.ask(**wish, consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    await consulting.answered_by(await consulting.ring())
    assert await taken_by(centre) is None
    for _ in range(2):
        await desk.ask(**wish, consult=False)
    assert await taken_by(centre) == desk.clerk.id
    assert len(await history(centre)) == 1, "told twice, written once"


async def test_a_consultation_that_nobody_answered_was_no_transfer(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    wish = {"id": TransferId("t-1"), "queue_id": QueueId("tributi")}
    await desk.ask(**wish, consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    await consulting.ring()
    await desk.ask(**wish, consult=False)
    assert await taken_by(centre) is None


async def test_how_a_call_sounded_is_told_without_the_headset_of_whoever_had_it(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    key, at = desk.call.key, millis(centre.now)
    assert await centre.database.write(
        lambda c: keep_quality(c, desk.anna.id, "1001", key, HEARD, at)
    )
    sounded = replace(HEARD, device="", stalls=0)
    assert await story_of(centre, key) == CallStory(quality=sounded)


async def test_contacts_whose_calls_have_no_story_take_no_room(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(desk_id=DeskId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    await sent.answered_by(await sent.ring())
    keys = {"letter": "", "unknown": "no-such-call", "passed": sent.key}

    def one(name: str, key: str) -> Contact:
        return replace(written(desk.anna, centre), id=ContactId(name), call_key=key)

    contacts = [one(name, key) for name, key in keys.items()]
    told = await centre.database.read(lambda c: call_stories(c, contacts))
    assert told == {"passed": CallStory(passed_by="Anna")}
