"""A seat that was upgraded still holds offices as an older version wrote them."""

import json
from pathlib import Path

import msgspec

from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.contact.contact_repository import own_contacts
from console.store.knowledge.knowledge_repository import card, office
from console.store.replica.outbox import waiting_count
from console.store.replica.replica_rows import put_row, server_version
from console.store.replica.sync_cursor import mismatches
from console.store.session.notice_repository import unseen_notices
from console.usecases.knowledge.refresh_search import RefreshSearch
from contract.domain.contact import Contact
from contract.domain.ids import KNOWLEDGE_SCOPE, ContactId, TopicId, new_id
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.opening_times.opening_times import CLOSED_ON_HOLIDAYS, OpeningTimes, week
from contract.wire.changes import Kind
from server.store.migrations import migrate, migrate_back
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import a_draft
from tests.support.servers.maintenance_records import CARD, OFFICE, a_card, an_office
from tests.support.servers.real_server import RealServer

BEFORE_TIMES_WERE_A_STRUCTURE = "0009"
TIMES = OpeningTimes(
    weekly=week((0, 1, 2, 3, 4), (510, 750)), holidays=CLOSED_ON_HOLIDAYS, by_appointment_only=True
)


async def an_older_server(url: str) -> None:
    """Make a server that holds an office, a card and an operator, and stop it."""
    async with await RealServer.start(url) as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        await server.add_knowledge(an_office(desk_times=TIMES), a_card(topic_id=TopicId("tari")))


async def an_older_seat(folder: Path, url: str) -> Contact:
    """Leave on the seat what an older version copied, and a contact that no server has."""
    async with await RealServer.start(url) as server, a_seat(folder, server.transport()) as seat:
        await seat.sync()
        row = the_office_as_it_was()
        await seat.database.write(lambda c: put_row(c, *row), changes=frozenset())
        server.go_offline()
        return await close_a_contact(seat)


def the_office_as_it_was() -> tuple[str, str, str, int, str]:
    fields = json.loads(msgspec.json.encode(an_office()))
    fields |= {"hours": "Mo-Fr 08:30-12:30; PH off", "by_appointment": True}
    return KNOWLEDGE_SCOPE, Kind.OFFICE, OFFICE, 1, json.dumps(fields)


def upgrade_the_server(url: str) -> None:
    """Bring its rows to what they were when times were a text, and from there to today's."""
    migrate_back(url, BEFORE_TIMES_WERE_A_STRUCTURE)
    migrate(url)


async def close_a_contact(seat: ConsoleSeat) -> Contact:
    draft = a_draft(contact_id=ContactId(new_id()), topic_id=TopicId("tari"))
    return await seat.close_contact(draft)


async def the_office(seat: ConsoleSeat) -> Office:
    found = await seat.database.read(lambda c: office(c, OFFICE))
    assert found is not None
    return found


async def found_ids(seat: ConsoleSeat, text: str) -> list[str]:
    search = KnowledgeSearch()
    await RefreshSearch(database=seat.database, search=search)()
    hits = (await search.search(text)).hits
    await search.close()
    return [hit.id for hit in hits]


async def test_an_upgraded_seat_works_on_and_copies_the_offices_anew(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    migrate(url)
    await an_older_server(url)
    unsent = await an_older_seat(tmp_path / "seat", url)
    upgrade_the_server(url)
    async with await RealServer.start(url) as server:
        server.go_offline()
        async with a_seat(tmp_path / "seat", server.transport()) as seat:
            assert CARD in await found_ids(seat, "tari")
            assert (await the_office(seat)).phones == ("+390667101",)
            assert (await the_office(seat)).desk_times.is_empty, "nothing is said that is not known"
            assert await seat.database.read(waiting_count) == 1
            later = await close_a_contact(seat)

            server.go_online()
            await seat.sync()
            assert (await the_office(seat)).desk_times == TIMES
            assert await seat.database.read(lambda c: server_version(c, Kind.OFFICE, OFFICE)) == 1
            assert await seat.database.read(lambda c: card(c, CARD)) is not None
            assert await seat.database.read(waiting_count) == 0
            shown = await seat.database.read(lambda c: own_contacts(c, 9))
            assert {contact.id for contact in shown} == {unsent.id, later.id}
            assert await seat.database.read(unseen_notices) == ()
            assert await seat.database.read(mismatches) == 0
        rows = await server.database.read(lambda c: c.execute("SELECT id FROM contact"))
        assert {row["id"] for row in rows} == {unsent.id, later.id}
