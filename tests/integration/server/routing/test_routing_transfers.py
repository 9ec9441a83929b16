"""A call that is passed on arrives with its contact and case, whoever dies in between."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from contract.domain.account import Account, Role
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact
from contract.domain.ids import (
    CaseId,
    ContactId,
    DeskId,
    QueueId,
    TransferId,
    account_scope,
    desk_scope,
    new_id,
)
from contract.domain.queue import Entry, Queue
from contract.wire.duty import PASSED_ON, CallContext, CallNews, TransferReply, TransferRequest
from contract.wire.exchange import Reject, Ring
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.refused import Refused
from server.usecases.routing.first_ask import DIRECT_WAIT_MS
from server.usecases.routing.transfers.ask_transfer import ask_transfer
from server.usecases.routing.transfers.call_context import call_context
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.phones.call_centre import CITY, GENERAL, CallCentre, Phone
from tests.support.servers.server_records import a_case

CITIZEN = "+390651230001"
TAXES = Queue(
    id=QueueId("tributi"),
    name="Tributi",
    topic="tributi",
    desk_id=DeskId("tributi"),
    hours="Mo-Fr 08:00-18:30",
    entries=(Entry(number="0651"),),
)
QUEUES = (GENERAL, TAXES)


centre = async_fixture(lambda database_url: CallCentre.open(database_url, *QUEUES))


def written(operator: Account, centre: CallCentre) -> Contact:
    return Contact(
        id=ContactId("contact-1"),
        operator_id=operator.id,
        caller=CallerDetails(name="Persona Inventata", phone=CITIZEN),
        description="Chiede della TARI",
        closed_at=centre.now,
    )


class Desk:
    """anna talks with a citizen; clerk sits at the desk of taxes."""

    def __init__(self, centre: CallCentre, call: Phone) -> None:
        self.centre = centre
        self.call = call
        self.anna = centre.accounts["anna"]
        self.clerk = centre.accounts["clerk"]

    async def ask(
        self, who: Account | None = None, at: str = "1001", **fields: Any
    ) -> TransferReply:
        usual: dict[str, Any] = {
            "id": TransferId(new_id()),
            "call_key": self.call.key,
            "contact": written(self.anna, self.centre),
            "case_id": CaseId("case-c1"),
            "note": "Ha già pagato due volte",
        }
        request = TransferRequest(**(usual | fields))
        return await self.centre.database.write(
            lambda c: ask_transfer(c, who or self.anna, at, request, self.centre.now)
        )

    async def refusal(self, who: Account, at: str = "1001", **fields: Any) -> Refused:
        with pytest.raises(Refused) as refused:
            await self.ask(who, at, **fields)
        return refused.value

    async def keep(self, contact: Contact) -> None:
        """Have the server know a contact."""

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=self.centre.now)
            edit.put(account_scope(contact.operator_id), contact)
            edit.finish()

        await self.centre.database.write(work)

    async def context(
        self, key: str, account: Account | None = None, seat: str = "1201"
    ) -> CallContext | None:
        who = account or self.clerk
        return await self.centre.database.read(
            lambda c: call_context(c, who, seat, key, self.centre.now)
        )


async def a_desk(centre: CallCentre) -> Desk:
    call = await centre.talking()
    await centre.operator("clerk", "1201", desks=["tributi"], role=Role.LEVEL_TWO)

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=centre.now)
        edit.put(desk_scope(DeskId("tributi")), a_case(operator=centre.accounts["anna"].id))
        edit.finish()

    await centre.database.write(work)
    return Desk(centre, call)


async def test_a_blind_transfer_to_a_desk_shows_contact_and_case_while_it_rings(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    reply = await desk.ask(desk_id=DeskId("tributi"))
    assert (reply.to, reply.is_open, reply.refused) == ("q-tributi", True, "")
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    ring = await sent.ring()
    assert (ring.seat, ring.queue) == ("1201", "tributi")
    context = known(await desk.context(sent.key))
    assert (context.from_name, context.note) == ("Anna", "Ha già pagato due volte")
    assert context.caller_phone == CITIZEN
    assert known(context.contact).description == "Chiede della TARI"
    assert known(context.case).question == "Quando arriva il bollettino?"


async def test_who_sends_a_citizen_on_hears_that_a_colleague_has_answered(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    await desk.ask(desk_id=DeskId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    ring = await sent.ring()
    told = (desk.anna.id, CallNews(kind=PASSED_ON, call_key=desk.call.key))
    assert told not in centre.news
    await sent.answered_by(ring)
    await sent.answered_by(ring)
    assert centre.news.count(told) == 1


async def test_a_consultation_answered_is_no_citizen_passed_on(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(queue_id=QueueId("tributi"), consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    await consulting.answered_by(await consulting.ring())
    assert centre.news == []
    joined = centre.phone(CITIZEN)
    taken_over = consulting.request.sip
    await joined.tell("transferred", seat="1201", why="1001", replaces=taken_over)
    await joined.tell("answered", seat="1201")
    news = CallNews(kind=PASSED_ON, call_key=desk.call.key)
    assert centre.news == [(desk.anna.id, news)]


async def test_a_transferred_citizen_goes_to_the_head_of_the_queue(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    busy = await centre.call("+390651230007", to="0651")
    await busy.ring()
    earlier = await centre.call("+390651230008", to="0651")
    centre.now += timedelta(seconds=30)
    await desk.ask(queue_id=QueueId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="sip:1001@comune.test")
    await centre.operator("other", "1202", desks=["tributi"])
    await centre.turn()
    assert (await sent.ring()).seat == "1202"
    assert earlier.waits


async def test_a_carrier_that_rewrites_the_number_still_leads_to_the_right_desk(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    await desk.ask(queue_id=QueueId("tributi"))
    sent = await centre.call(CITIZEN, to=CITY, referred_by="1001")
    assert (await sent.ring()).seat == "1201"


async def test_a_transfer_is_followed_once_and_only_for_a_while(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(queue_id=QueueId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    assert (await sent.row()).transfer_id is not None
    again = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    assert (await again.row()).transfer_id is None
    await desk.ask(queue_id=QueueId("tributi"))
    centre.now += timedelta(seconds=121)
    late = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    assert (await late.row()).transfer_id is None


async def test_the_same_request_sent_again_gives_the_same_answer(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    name = TransferId("t-1")
    first = await desk.ask(id=name, desk_id=DeskId("tributi"))
    again = await desk.ask(id=name, desk_id=DeskId("tributi"))
    assert again.to == first.to
    assert len(await centre.rows("SELECT id FROM call_transfer")) == 1


async def test_what_was_written_since_replaces_what_travels(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    name = TransferId("t-1")
    await desk.ask(id=name, queue_id=QueueId("tributi"), consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    await consulting.answered_by(await consulting.ring())
    later = replace(written(desk.anna, centre), description="Ha trovato anche la ricevuta.")
    await desk.ask(id=name, queue_id=QueueId("tributi"), consult=True, contact=later)
    context = known(await desk.context(consulting.key))
    assert known(context.contact).description == "Ha trovato anche la ricevuta."
    assert context.note == "Ha già pagato due volte"
    stranger = await desk.refusal(desk.clerk, "1201", id=name, contact=later)
    assert stranger.code == "id_reused"


async def test_a_consultation_shows_the_citizens_case_to_the_colleague(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(queue_id=QueueId("tributi"), consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    ring = await consulting.ring()
    assert ring.seat == "1201"
    await consulting.answered_by(ring)
    context = known(await desk.context(consulting.key))
    assert (context.citizen_call_key, context.caller_phone) == (desk.call.key, CITIZEN)
    assert context.contact is not None
    account = await centre.rows("SELECT id FROM queue_call WHERE from_seat = 0")
    assert len(account) == 1  # a consultation is no citizen


async def test_an_attended_transfer_brings_the_citizen_with_the_case(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await desk.ask(queue_id=QueueId("tributi"), consult=True)
    consulting = await centre.call("1001", to="q-tributi", from_seat=True)
    await consulting.answered_by(await consulting.ring())
    joined = centre.phone(CITIZEN)
    taken_over = consulting.request.sip
    await joined.tell("transferred", seat="1201", why="1001", replaces=taken_over)
    context = known(await desk.context(joined.key))
    assert (context.caller_phone, context.from_name) == (CITIZEN, "Anna")
    assert context.contact is not None
    assert context.citizen_call_key == "", "nobody is asked about any more"
    await joined.tell("answered", seat="1201")
    row = await joined.row()
    assert (row.state, row.seat, row.queue_id) == ("answered", "1201", "generale")
    await consulting.tell("ended", why="bye")
    await desk.call.tell("ended", why="bye")
    assert await joined.state() == "answered"


async def test_a_blind_transfer_straight_to_a_seat_shows_the_case_too(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    assert (await desk.ask(seat="1201")).to == "1201"
    sent = centre.phone(CITIZEN)
    before_the_event = known(await desk.context(sent.key))
    assert before_the_event.contact is not None
    await sent.tell("transferred", seat="1201", why="1001")
    context = known(await desk.context(sent.key))
    assert context.case is not None
    await sent.tell("ended", why="failed", seat="1201")
    assert await sent.state() == "abandoned"


async def test_a_citizen_sent_to_a_busy_colleague_waits_and_then_goes_back_to_the_queue(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    taxes = await centre.call("+390651230009", to="0651")
    await taxes.answered_by(await taxes.ring())
    await desk.ask(seat="1201")
    sent = await centre.call(CITIZEN, to="1201", referred_by="1001")
    assert sent.waits
    await centre.operator("bice", "1002")
    await centre.turn()
    assert sent.waits  # meant for one seat only, for a while
    await centre.after(DIRECT_WAIT_MS / 1000 + 1)
    ring = await sent.ring()
    assert (ring.seat, ring.queue) == ("1002", "generale")


async def test_a_colleague_who_does_other_work_is_rung_when_asked_for_by_name(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    await centre.operator("bice", "1002", is_ready=False)
    await desk.ask(seat="1002", consult=True)
    consulting = await centre.call("1001", to="1002", from_seat=True)
    ring = await consulting.ring()
    assert isinstance(ring, Ring)
    assert ring.seat == "1002"
    await consulting.again(last="rona")
    await centre.after(1)
    assert await consulting.answer() == Reject(code="480")


async def test_a_closed_line_is_refused_unless_there_is_a_reason(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    centre.now += timedelta(hours=3)
    closed = await desk.ask(desk_id=DeskId("tributi"))
    assert (closed.to, closed.is_open, closed.refused) == ("", False, "closed")
    forced = await desk.ask(desk_id=DeskId("tributi"), override_reason="il clerk aspetta")
    assert (forced.to, forced.is_open, forced.refused) == ("q-tributi", False, "")
    await centre.after(0)
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    assert (await sent.ring()).seat == "1201"


@pytest.mark.parametrize(
    ("target", "refused"),
    [
        ({"seat": "1999"}, "nobody"),
        ({"desk_id": DeskId("scuola")}, "nobody"),
        ({"number": "899123456"}, "forbidden_number"),
        ({"number": "+8812345678"}, "forbidden_number"),
        ({"number": "+39 00 24766123"}, "forbidden_number"),
    ],
)
async def test_a_target_that_cannot_be_reached_says_why(
    centre: CallCentre, target: dict[str, Any], refused: str
) -> None:
    desk = await a_desk(centre)
    reply = await desk.ask(**target)
    assert (reply.to, reply.refused) == ("", refused)
    assert await centre.rows("SELECT id FROM call_transfer") == []
    # Who tries what nobody may dial is noticed, also where the citizen would be sent there.
    noted = await centre.rows("SELECT subject FROM audit WHERE action = 'dial.refused'")
    assert len(noted) == (refused == "forbidden_number")


async def test_a_number_outside_is_dialled_as_it_is_meant(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    assert (await desk.ask(number="06 5555 0100")).to == "+390655550100"


@pytest.mark.parametrize(
    "target", [{}, {"seat": "1201", "number": "0655550100"}, {"queue_id": QueueId("nessuna")}]
)
async def test_a_request_without_one_known_target_is_refused(
    centre: CallCentre, target: dict[str, Any]
) -> None:
    desk = await a_desk(centre)
    with pytest.raises(Refused):
        await desk.ask(**target)


async def test_a_call_that_never_rang_at_a_seat_is_nobodys_business_there(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    assert await desk.context(desk.call.key) is None
    assert await desk.context(desk.call.key, desk.anna, "1001") is not None
    assert await desk.context("no-such-call") is None


async def test_nobody_learns_a_citizens_number_by_naming_a_colleagues_call(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    waiting = await centre.call("+390651230009", to="0651")
    await centre.operator("curious", "1002", is_ready=False)
    for key in (desk.call.key, waiting.key):
        refused = await desk.refusal(
            centre.accounts["curious"], at="1002", call_key=key, seat="1002", contact=None
        )
        assert (refused.code, refused.detail) == ("unknown_call", {"field": "call_key"})
    assert await desk.context("no-such-call", centre.accounts["curious"], "1002") is None


async def test_nobody_passes_on_a_contact_of_a_colleague(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await centre.operator("bice", "1002")
    theirs = replace(written(desk.anna, centre), operator_id=centre.accounts["bice"].id)
    await desk.keep(theirs)
    for wish in ({"contact_id": theirs.id, "contact": None}, {"contact": theirs}):
        refused = await desk.refusal(desk.anna, desk_id=DeskId("tributi"), **wish)
        assert (refused.code, refused.detail) == ("forbidden", {"field": "contact_id"})
    assert await centre.rows("SELECT id FROM call_transfer") == []


async def test_a_contact_that_turns_out_to_be_a_colleagues_is_not_shown(centre: CallCentre) -> None:
    desk = await a_desk(centre)
    await centre.operator("bice", "1002")
    theirs = replace(written(desk.anna, centre), operator_id=centre.accounts["bice"].id)
    await desk.ask(desk_id=DeskId("tributi"), contact=None, contact_id=theirs.id)
    await desk.keep(theirs)
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    await sent.ring()
    context = known(await desk.context(sent.key))
    assert context.contact is None


async def test_a_case_goes_with_a_call_only_by_whoever_has_to_do_with_it(
    centre: CallCentre,
) -> None:
    desk = await a_desk(centre)
    await centre.operator("bice", "1002", is_ready=False)
    await desk.ask(desk_id=DeskId("tributi"))
    sent = await centre.call(CITIZEN, to="q-tributi", referred_by="1001")
    await sent.answered_by(await sent.ring())
    other = await centre.call("+390651230009")
    await centre.ready("bice")
    await other.answered_by(await other.ring())
    bice = centre.accounts["bice"]
    wish = {"call_key": other.key, "seat": "1201", "contact": None}
    refused = await desk.refusal(bice, at="1002", **wish)
    assert (refused.code, refused.detail) == ("forbidden", {"field": "case_id"})
    unknown = await desk.ask(bice, "1002", **(wish | {"case_id": CaseId("none")}))
    assert unknown.to == "1201"
    # The clerk's desk works at it; anna opened it; bice was passed it with the call.
    onwards = {"call_key": sent.key, "seat": "1002", "contact": None}
    assert (await desk.ask(desk.clerk, "1201", **onwards)).to == "1002"
    assert (await desk.ask(bice, "1002", **wish)).to == "1201"
