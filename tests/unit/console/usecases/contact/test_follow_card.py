"""Whether a card that was sent is at the server is known from the server's word alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from console.model.contact.card_to_send import CardFate, CardToSend
from console.runtime.change_feed import Topic
from console.store.replica.local_database import LocalDatabase
from console.store.replica.sync_cursor import set_epoch
from console.sync.push import Notices, record_verdicts
from console.usecases.contact.send_card import CardSender
from contract.domain.ids import CardId, ContactId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.wire.commands import PushReply, Status, Verdict
from tests.support.seats.seat import NO_TOPICS, StoppedClock, open_replica

CARD = ServiceCard(id=CardId("c1"), title="TARI", topic_id=TopicId("t"), say="Si paga.")


class _Seat:
    """A seat that has sent one card and follows it."""

    def __init__(self, database: LocalDatabase) -> None:
        self.database = database
        self.is_online = True
        self.sender = CardSender(
            database=database,
            feed=database._feed,
            clock=StoppedClock(),
            is_online=lambda: self.is_online,
        )

    async def send(self) -> None:
        wanted = CardToSend(card=CARD, to="bianca@posta.example", contact_id=ContactId("k1"))
        self._command_id = await self.sender.send(wanted)
        self.fate = asyncio.ensure_future(self.sender.follow(self._command_id))

    async def something_else_changes(self) -> None:
        self.database._feed.publish(frozenset({Topic.OUTBOX, Topic.CONNECTION}))
        for _ in range(3):  # what was asked of the replica before this is answered before this
            await self.database.read(lambda _: None)

    async def the_server_says(self, status: Status) -> None:
        verdict = Verdict(status=status, reason="no_mail" if status is Status.REJECTED else None)
        reply = PushReply(epoch="e1", results={self._command_id: verdict})
        batch = ((self._command_id, msgspec.Raw(b"")),)
        now = StoppedClock()()
        await self.database.write(
            lambda c: record_verdicts(c, batch, reply, Notices(c, now)),
            changes=frozenset({Topic.OUTBOX}),
        )

    def line_dies(self) -> None:
        self.is_online = False
        self.database._feed.publish(frozenset({Topic.CONNECTION}))


@asynccontextmanager
async def _a_card_sent() -> AsyncIterator[_Seat]:
    async with open_replica() as database:
        await database.write(lambda c: set_epoch(c, "e1"), changes=NO_TOPICS)
        seat = _Seat(database)
        await seat.send()
        await seat.something_else_changes()
        assert not seat.fate.done(), "it is on its way"
        yield seat


@pytest.mark.parametrize(
    ("status", "fate"),
    [(Status.APPLIED, CardFate.AT_SERVER), (Status.REJECTED, CardFate.REFUSED)],
)
async def test_a_card_is_at_the_server_or_refused_by_the_servers_word(
    status: Status, fate: CardFate
) -> None:
    async with _a_card_sent() as seat:
        await seat.the_server_says(status)
        assert await seat.fate is fate


async def test_a_card_waits_once_the_line_is_found_dead() -> None:
    async with _a_card_sent() as seat:
        seat.line_dies()
        assert await seat.fate is CardFate.WAITS


async def test_a_card_that_arrived_just_before_the_line_died_is_at_the_server() -> None:
    async with _a_card_sent() as seat:
        seat.is_online = False
        await seat.the_server_says(Status.APPLIED)
        assert await seat.fate is CardFate.AT_SERVER
