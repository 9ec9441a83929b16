"""The server as a process: survives kill -9 with all it acknowledged, and its log tells nothing."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec
import pytest

from contract.domain.account import Account, Role
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact
from contract.domain.ids import BASE_SCOPE, ContactId, TopicId, new_id
from contract.domain.knowledge_entries.knowledge import Topic
from contract.wire.commands import Command, PushReply, RecordContact, Status
from contract.wire.session import SessionReply
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from tests.support.servers.real_server import PASSWORD, ServerProcess, hash_once, push, sign_in
from tests.support.waiting import PATIENCE_S, until

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KILLS = 3
CANARIES = ("Canarino", "CNRMRA80A01H501U", "3331234567", "Via dei Canarini", "segretissimo")


def a_contact(account: Account, topic_id: str) -> Command:
    caller = CallerDetails(
        name="Mario Canarino", fiscal_code="CNRMRA80A01H501U", phone="+393331234567"
    )
    contact = Contact(
        id=ContactId(new_id()),
        operator_id=account.id,
        topic_id=TopicId(topic_id),
        caller=caller,
        fact_address="Via dei Canarini 1",
        description="segretissimo",
        closed_at=NOW,
    )
    return Command(id=new_id(), at=NOW, data=RecordContact(contact=contact))


def prepared(server: ServerProcess, role: Role = Role.OPERATOR) -> str:
    """Fill the database with a topic and an account; return the topic's id."""
    topic = Topic(id=TopicId("tari"), path="Tributi › TARI")
    hashed = hash_once(PASSWORD)

    def fill(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(BASE_SCOPE, topic)
        edit.finish()
        add_account(
            connection,
            login="anna",
            display_name="Anna Canarino",
            role=role,
            password_hash=hashed,
            now=NOW,
        )

    settings = ServerSettings(data_dir=server.folder, database=server.url)
    with opened_database(settings) as database:
        database.write_now(fill)
    return topic.id


class Seat:
    """Sends contacts without pause and remembers which ones were acknowledged."""

    def __init__(self, server: ServerProcess, session: SessionReply, topic_id: str) -> None:
        self._server = server
        self._session = session
        self._topic_id = topic_id
        self.acknowledged: list[str] = []  # contact ids
        self.running = True
        self._waiting: Command | None = None

    async def work(self) -> None:
        while self.running or self._waiting:
            try:
                async with self._server.client(self._session, timeout=PATIENCE_S) as client:
                    while self.running or self._waiting:
                        await self._one_more(client)
            except httpx.TransportError:
                await asyncio.sleep(0.02)

    async def _one_more(self, client: httpx.AsyncClient) -> None:
        """Send the oldest command that has no verdict yet, as the outbox does."""
        self._waiting = self._waiting or a_contact(self._session.account, self._topic_id)
        reply = await push(client, self._waiting)
        assert reply.results[self._waiting.id].status is Status.APPLIED, reply
        assert isinstance(self._waiting.data, RecordContact)
        self.acknowledged.append(self._waiting.data.contact.id)
        self._waiting = None


async def test_killing_the_server_under_load_loses_no_acknowledged_command(
    tmp_path: Path,
) -> None:
    with ServerProcess(tmp_path) as server:
        topic_id = prepared(server)
        await server.start()
        async with server.client() as client:
            session = await sign_in(client)
        seats = [Seat(server, session, topic_id) for _ in range(4)]
        async with asyncio.TaskGroup() as group:
            for seat in seats:
                group.create_task(seat.work())
            for _ in range(KILLS):
                goal = sum(len(seat.acknowledged) for seat in seats) + 25
                await until(lambda goal=goal: sum(len(s.acknowledged) for s in seats) >= goal)
                await asyncio.to_thread(server.kill)
                await server.start()
            for seat in seats:
                seat.running = False  # each finishes what it waits for
        stored = await _contacts_of(server, session)
        acknowledged = [contact_id for seat in seats for contact_id in seat.acknowledged]
        assert sorted(stored) == sorted(acknowledged)  # each once, none lost, none beyond


async def _contacts_of(server: ServerProcess, session: SessionReply) -> list[str]:
    ids: list[str] = []
    after: str | None = ""
    async with server.client(session) as client:
        while after is not None:
            page = (
                await client.get(f"/snapshot/account:{session.account.id}", params={"after": after})
            ).json()
            ids += [row[1] for row in page["rows"]]
            after = page["next_after"]
    return ids


async def test_the_log_holds_no_name_number_text_password_or_token(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        topic_id = prepared(server)
        await server.start()
        async with server.client() as client:
            session = await sign_in(client, seat="1001")
            await client.post(
                "/auth/login", json={"login": "Canarino", "password": "x", "device_id": "d"}
            )
        async with server.client(session) as client:
            command = a_contact(session.account, topic_id)
            await push(client, command)
            await client.get("/callers", params={"phone": "+393331234567", "call": "a@b"})
            await client.get("/Canarino", params={"q": "Via dei Canarini"})
            broken = msgspec.json.encode(command).replace(b'"closed_at":"', b'"closed_at":"x')
            answer = await client.post("/commands", content=b'{"commands":[' + broken + b"]}")
            reply = msgspec.json.decode(answer.content, type=PushReply)
            assert reply.results[command.id].status is Status.REJECTED
            await client.post("/auth/logout")
        assert server.stop() == 0
        log = server.log_text
        assert f"signed in account={session.account.id}" in log
        secrets = (PASSWORD, session.access_token, session.refresh_token, *CANARIES)
        found = [word for word in secrets if word.lower() in log.lower()]
        assert found == []


async def test_a_second_server_on_the_same_database_is_refused_until_the_first_is_gone(
    tmp_path: Path, database_url: str
) -> None:
    with ServerProcess(tmp_path, database_url) as server:
        await server.start()
        second = server.run("serve", "--port", "0")
        assert second.returncode == 75
        assert "A server is running" in second.stderr
        restored = server.run("restore", str(tmp_path / "none.db"))
        assert restored.returncode == 75
        server.kill()
        await server.start()


@pytest.mark.parametrize("stop", ["stop", "kill"])
async def test_a_server_serves_again_at_the_same_port(tmp_path: Path, stop: str) -> None:
    with ServerProcess(tmp_path) as server:
        await server.start()
        port = server.port
        async with server.client() as client:
            before = (await client.get("/hello")).json()
        getattr(server, stop)()
        await server.start()
        assert server.port == port
        async with server.client() as client:
            assert (await client.get("/hello")).json() == before


async def test_stopping_ends_the_open_streams_and_takes_little_time(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        prepared(server)
        await server.start()
        async with server.client() as client:
            session = await sign_in(client)
        async with server.client(session) as client, client.stream("GET", "/events") as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == "event: beat"
            stopping = asyncio.create_task(asyncio.to_thread(server.stop))
            async for _ in lines:
                pass
            assert await stopping == 0
        assert "graceful shutdown exceeded" not in server.log_text
