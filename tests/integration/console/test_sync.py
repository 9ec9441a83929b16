"""Replica and real server: what is done here arrives there once, what is there arrives here."""

from pathlib import Path

from console.store.contact_repository import own_contacts
from console.store.knowledge_repository import desks, topics
from console.store.outbox import waiting_count
from console.store.sync_cursor import mismatches
from contract.domain.account import Role
from contract.domain.ids import ContactId, TopicId, new_id
from tests.support.console_seat import a_seat
from tests.support.real_server import RealServer
from tests.support.seat import a_draft


def _draft(**changes: object) -> object:
    fields = {"contact_id": ContactId(new_id()), "topic_id": TopicId("tari")}
    return a_draft(**(fields | changes))


async def _ready(server: RealServer) -> None:
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    await server.add_account("bruno", Role.LEVEL_TWO, desks=["tributi"])
    await server.add_account("carla", Role.LEVEL_TWO, desks=["tributi"])


async def test_first_pull_fills_the_replica(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            assert [topic.id for topic in await seat.database.read(topics)] == ["tari"]
            assert [desk.id for desk in await seat.database.read(desks)] == ["tributi"]


async def test_closed_contact_reaches_the_server_and_comes_back_as_the_servers_row(
    tmp_path: Path,
) -> None:
    async with await RealServer.start() as server:
        await _ready(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            contact = await seat.close_contact(_draft())
            assert await seat.database.read(waiting_count) == 1
            assert [c.id for c in await seat.database.read(lambda c: own_contacts(c, 9))] == [
                contact.id
            ]
            await seat.sync()
            assert await seat.database.read(waiting_count) == 0
            assert (
                await seat.database.read(
                    lambda c: c.execute("SELECT count(*) FROM overlay_row").fetchone()[0]
                )
                == 0
            )
            assert [c.id for c in await seat.database.read(lambda c: own_contacts(c, 9))] == [
                contact.id
            ]
            assert await seat.database.read(mismatches) == 0
