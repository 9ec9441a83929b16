"""A server process with thousands of cards, and seats that follow what it publishes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import psycopg

from contract.domain.account import Account, Role
from contract.domain.ids import (
    BASE_SCOPE,
    KNOWLEDGE_SCOPE,
    CardId,
    DeskId,
    FaqId,
    OfficeId,
    TopicId,
    new_command_id,
)
from contract.domain.knowledge_entries.knowledge import Desk, Faq, Office, ServiceCard, Topic
from contract.wire.changes import PullReply, SnapshotPage
from contract.wire.commands import Command, CommandData, Verdict
from contract.wire.session import SessionReply
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.advisory_locks import Lock
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase, is_sqlite
from server.store.operations.audit_log import first_broken_line
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from tests.support.servers.real_server import (
    PASSWORD,
    ServerProcess,
    hash_once,
    push,
    sign_in,
    utc_now,
)
from tests.support.waiting import PATIENCE_S
from tools.simulation.reference_seat import ReferenceSeat

TEXT = "Si compila il modulo e lo si porta allo sportello del municipio di residenza. " * 6


DESK, TARI = DeskId("tributi"), TopicId("tari")


def a_card(number: int, costs: str = "") -> ServiceCard:
    return ServiceCard(
        id=CardId(f"k{number}"),
        title=f"Scheda {number}",
        topic_id=TARI,
        say="Si chiede allo sportello.",
        how_to=TEXT,
        costs=costs,
    )


@contextmanager
def database_of(server: ServerProcess) -> Iterator[ServerDatabase]:
    settings = ServerSettings(data_dir=server.folder, database=server.url)
    with opened_database(settings) as database:
        yield database


def filled(server: ServerProcess, count: int) -> None:
    """Give the server accounts of an editor and an operator, and cards k0, k1…"""
    hashed = hash_once(PASSWORD)

    def fill(connection: Connection) -> None:
        edit = FeedEdit(connection, now=utc_now())
        edit.put(BASE_SCOPE, Desk(id=DESK, name="Tributi", topic_ids=(TARI,)))
        edit.put(BASE_SCOPE, Topic(id=TARI, path="Tributi › TARI", desk_id=DESK))
        edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId("o1"), name="Sportello"))
        faq = Faq(id=FaqId("f1"), card_id=CardId("k0"), question="Quanto costa?", answer="Nulla.")
        edit.put(KNOWLEDGE_SCOPE, faq)
        edit.put_many(KNOWLEDGE_SCOPE, [a_card(number) for number in range(count)])
        edit.finish()
        for login, role in (("elsa", Role.EDITOR), ("anna", Role.OPERATOR)):
            add_account(
                connection,
                login=login,
                display_name=login.title(),
                role=role,
                password_hash=hashed,
                now=utc_now(),
            )

    with database_of(server) as database:
        database.write_now(fill)


def begins_writing(server: ServerProcess) -> Callable[[], bool]:
    """Return what tells that a long transaction is on its way and not committed yet."""
    if not is_sqlite(server.url):
        return lambda: _holds_lock(server.url)
    return _Growth(Path(server.url.removeprefix("sqlite:///") + "-wal"))


class _Growth:
    """Tells that a log has grown by half a megabyte; it may vanish and begin anew at any moment."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._before = self._size()

    def __call__(self) -> bool:
        size = self._size()
        self._before = min(self._before, size)
        return size > self._before + 500_000

    def _size(self) -> int:
        try:
            return self._log.stat().st_size
        except FileNotFoundError:
            return 0


def _holds_lock(url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as connection:
        sql = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
        return connection.execute(sql, (int(Lock.KNOWLEDGE),)).fetchone() is not None


async def as_soon_as(condition: Callable[[], bool], otherwise: asyncio.Task[Any]) -> None:
    """Return when it holds, or when what should make it true is over."""
    while not otherwise.done() and not await asyncio.to_thread(condition):
        await asyncio.sleep(0)


async def send(client: httpx.AsyncClient, command: Command) -> Verdict:
    return (await push(client, command)).results[command.id]


def a_command(data: CommandData) -> Command:
    return Command(id=new_command_id(), at=utc_now(), data=data)


async def signed_in(server: ServerProcess, login: str) -> SessionReply:
    async with server.client() as client:
        return await sign_in(client, login)


class PullingSeat:
    """A seat that pulls on hints, as consoles do."""

    def __init__(self, account: Account, client: httpx.AsyncClient) -> None:
        self.replica = ReferenceSeat(account)
        self._client = client

    async def follow(self) -> None:
        """Pull until everything has been seen."""
        while True:
            before = dict(self.replica.cursors)
            await self._pull()
            for scope in self.replica.scopes_to_copy():
                await self._copy(scope)
            if not self.replica.scopes_to_copy() and before == self.replica.cursors:
                return

    async def _pull(self) -> None:
        request = msgspec.structs.replace(self.replica.pull_request(), limit=500)
        answer = await self._client.post("/pull", content=msgspec.json.encode(request))
        reply = msgspec.json.decode(answer.content, type=PullReply)
        self.replica.on_pull(request, reply)

    async def _copy(self, scope: str) -> None:
        after = self.replica.snapshot_position(scope)
        query = {"after": after} if after else {}
        answer = await self._client.get(f"/snapshot/{scope}", params=query)
        page = msgspec.json.decode(answer.content, type=SnapshotPage)
        self.replica.on_snapshot(scope, after, page)

    def cards(self) -> list[ServiceCard]:
        rows = self.replica.rows.get(KNOWLEDGE_SCOPE, {})
        return [
            msgspec.json.decode(body, type=ServiceCard)
            for (kind, _), (_, body) in rows.items()
            if kind == "card"
        ]

    async def sees(
        self, wanted: Callable[["PullingSeat"], bool], hints: AsyncIterator[str]
    ) -> None:
        """Follow at every hint until it is there."""
        while not wanted(self):
            await anext(hints)
            await self.follow()


@asynccontextmanager
async def listening_seat(
    server: ServerProcess, login: str
) -> AsyncIterator[tuple[PullingSeat, AsyncIterator[str]]]:
    session = await signed_in(server, login)
    async with (
        server.client(session, timeout=PATIENCE_S) as client,
        client.stream("GET", "/events") as stream,
    ):
        seat = PullingSeat(session.account, client)
        lines = stream.aiter_lines()
        assert await anext(lines) == "event: beat"
        await seat.follow()
        yield seat, (line async for line in lines if line == "event: hint")


def counts(server: ServerProcess, costs: str) -> tuple[int, int, int]:
    """Return how many cards have these costs, kept versions, and revisions published of a batch."""

    def read(connection: Connection) -> tuple[int, int, int]:
        def count(sql: str) -> int:
            row = connection.one(sql, {"batch": costs, "like": f'%"costs":"{costs}"%'})
            return int(row["found"]) if row else -1

        return (
            count("SELECT count(*) AS found FROM service_card WHERE costs = :batch"),
            count("SELECT count(*) AS found FROM knowledge_version WHERE body LIKE :like"),
            count(
                "SELECT count(*) AS found FROM revision WHERE batch_id = :batch"
                " AND state = 'published'"
            ),
        )

    with database_of(server) as database:
        assert database.read_now(first_broken_line) is None
        return database.read_now(read)
