"""The real central server for tests: in process behind a transport, or as a process of its own."""

import asyncio
import hashlib
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self

import httpx
import msgspec
from argon2 import PasswordHasher

from contract.domain.account import Account, Role
from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from contract.wire.commands import Command, PushReply
from contract.wire.protocol_version import API_PREFIX, CURRENT, HEADER_DEVICE, HEADER_PROTOCOL
from contract.wire.session import LoginRequest, SessionReply
from server.account_settings import AccountSettings
from server.bootstrap.server import RunningServer, running_server
from server.bootstrap.wiring.routing import RoutingPart
from server.settings import (
    ExchangeSettings,
    MailSettings,
    OidcSettings,
    ServerSettings,
    SmsSettings,
)
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from server.usecases.knowledge.maintenance.owner_link import PAGE
from server.usecases.routing.dispatcher import Dispatcher
from tests.support.processes import ran
from tests.support.servers.asgi_transport import AsgiTransport, Weather
from tests.support.servers.server_databases import sqlite_template
from tests.support.servers.signatures_once import read_signatures_once
from tests.support.temporary_folder import folder_of_this_run
from tests.support.waiting import PATIENCE_S
from tools.services.exchange_files import free_ports

PASSWORD = "una parola lunga"
BASE_URL = "https://server.test"
REPOSITORY = Path(__file__).parents[3]
READY_WITHIN_S = 120.0
ENDS_WITHIN_S = 120.0
LITTLE_KIB = 64

read_signatures_once()


# What guessing costs a thief is told in the hash itself: each sign-in with such a one costs 1 ms.
hash_once = cache(PasswordHasher(memory_cost=LITTLE_KIB, time_cost=1, parallelism=1).hash)


@cache
def _template() -> Path:
    return sqlite_template(folder_of_this_run("chiamaroma-template-"))


def utc_now() -> datetime:
    return datetime.now(UTC)


class RealServer:
    """The whole application over a real database; weather plays the network."""

    def __init__(self, url: str, folder: Path | None, clock: Callable[[], datetime]) -> None:
        self.url = url
        self.clock = clock
        self.weather = Weather()
        self.database: ServerDatabase
        self.running: RunningServer
        self._folder = folder  # ours to remove
        self._exchange: ExchangeSettings | None = None
        self._mail: MailSettings | None = None
        self._sms: SmsSettings | None = None
        self._oidc: OidcSettings | None = None
        self._accounts = AccountSettings()
        self._stack = AsyncExitStack()
        self._transport: AsgiTransport

    @classmethod
    async def start(
        cls,
        url: str | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
        exchange: ExchangeSettings | None = None,
        mail: MailSettings | None = None,
        sms: SmsSettings | None = None,
        oidc: OidcSettings | None = None,
        accounts: AccountSettings = AccountSettings(),  # noqa: B008  # it never changes
    ) -> Self:
        """Start over a migrated database; url None: a new SQLite file."""
        folder = None
        if url is None:
            folder = Path(tempfile.mkdtemp(prefix="chiamaroma-server-"))
            shutil.copyfile(_template(), folder / "server.db")
            url = f"sqlite:///{folder / 'server.db'}"
        server = cls(url, folder, clock)
        server._exchange = exchange
        server._mail = mail
        server._sms = sms
        server._oidc = oidc
        server._accounts = accounts
        await server._open()
        return server

    async def stop(self) -> None:
        await self._close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def restart(self) -> None:
        """Stop and start over the same database; old transports stay usable."""
        await self._close()
        await self._open()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def turn(self, job: str) -> None:
        """Do the work of a job once more, now, after a turn of its own that has begun."""
        await asyncio.sleep(0)  # jobs begin with the server, at the next turn of the loop
        jobs = [one for part in self.running.parts for one in part.jobs if one.name == job]
        for one in jobs:
            await one.work()

    def transport(self) -> httpx.AsyncBaseTransport:
        """Return what an httpx.AsyncClient takes to reach this server, across restarts."""
        return _Way(self)

    def go_offline(self) -> None:
        """Refuse connections and break the open ones."""
        self.weather.online = False
        self._transport.cut()

    def go_online(self) -> None:
        self.weather.online = True

    @property
    def data_dir(self) -> Path:
        return self._folder or _folder_beside(self.url)

    @property
    def requests(self) -> list[tuple[str, str]]:
        """Return (method, path) of what reached the server since its last start."""
        return self._transport.requests

    @property
    def dispatcher(self) -> Dispatcher:
        found = (one for one in self.running.parts if isinstance(one, RoutingPart))
        return next(found).dispatcher

    # --- filling ----------------------------------------------------------------------------------

    async def add_account(
        self,
        login: str = "anna",
        role: Role = Role.OPERATOR,
        *,
        desks: Iterable[str] = (),
        password: str = PASSWORD,
        name: str = "",
    ) -> Account:
        hashed = await asyncio.to_thread(hash_once, password)
        return await self.database.write(
            lambda c: add_account(
                c,
                login=login,
                display_name=name or login.title(),
                role=role,
                password_hash=hashed,
                desk_ids=[DeskId(desk) for desk in desks],
                now=self.clock(),
            )
        )

    async def put(self, scope: str, *values: msgspec.Struct) -> None:
        """Write replicated values and tell the feed, as an import does."""

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=self.clock())
            for value in values:
                edit.put(scope, value)
            edit.finish()

        await self.database.write(work)

    async def add_desk(self, desk_id: str = "tributi", *topics: str) -> Desk:
        """Add a level-II desk and its topics."""
        desk = Desk(
            id=DeskId(desk_id), name=desk_id.title(), topic_ids=tuple(TopicId(t) for t in topics)
        )
        await self.put(BASE_SCOPE, desk)
        for topic in topics:
            await self.add_topic(topic, desk_id)
        return desk

    async def add_topic(self, topic_id: str = "tari", desk_id: str | None = None) -> Topic:
        topic = Topic(
            id=TopicId(topic_id),
            path=f"Tributi › {topic_id.upper()}",
            desk_id=DeskId(desk_id) if desk_id else None,
        )
        await self.put(BASE_SCOPE, topic)
        return topic

    async def add_knowledge(self, *values: msgspec.Struct) -> None:
        """Add offices, cards, FAQs, thesaurus lines."""
        await self.put(KNOWLEDGE_SCOPE, *values)

    # --- speaking to it ---------------------------------------------------------------------------

    def client(self, session: SessionReply | None = None, **options: object) -> httpx.AsyncClient:
        """Return a client of the API; with a session it is signed in."""
        return api_client(self.transport(), BASE_URL, session, **options)

    async def sign_in(
        self, login: str = "anna", *, password: str = PASSWORD, seat: str = "", device: str = "d1"
    ) -> SessionReply:
        async with self.client() as client:
            return await sign_in(client, login, password=password, seat=seat, device=device)

    async def joined_by(self, login: str) -> SessionReply:
        """Add an operator, and sign in."""
        await self.add_account(login)
        return await self.sign_in(login)

    # --- inside -----------------------------------------------------------------------------------

    async def _open(self) -> None:
        settings = ServerSettings(
            data_dir=self.data_dir,
            database=self.url,
            exchange=self._exchange,
            mail=self._mail,
            sms=self._sms,
            oidc=self._oidc,
            accounts=self._accounts,
            sentence_vectors=False,  # a process of its own, of which no test here knows
        )
        self._stack = AsyncExitStack()
        self.database = ServerDatabase.open(self.url)
        self._stack.push_async_callback(asyncio.to_thread, self.database.close)
        self.running = await self._stack.enter_async_context(
            running_server(settings, self.database, self.clock)
        )
        self._transport = AsgiTransport(self._answered, self.weather)
        self._stack.push_async_callback(self._transport.close_all)

    async def _answered(self, scope: Any, receive: Any, send: Any) -> None:
        """Both listeners of a server at one address: owners' pages are served apart."""
        is_page = scope["path"].startswith(f"{PAGE}/")
        app = self.running.pages_app if is_page else self.running.app
        await app(scope, receive, send)

    async def _close(self) -> None:
        self._transport.cut()
        await self._stack.aclose()


def _folder_beside(url: str) -> Path:
    """Return where the server of this database has its files, the same at each start."""
    if is_sqlite(url):
        return sqlite_path(url).parent
    return _data_folders() / hashlib.sha256(url.encode()).hexdigest()


@cache
def _data_folders() -> Path:
    return folder_of_this_run("chiamaroma-data-")


class _Way(httpx.AsyncBaseTransport):
    """Leads to whatever application the server runs now."""

    def __init__(self, server: RealServer) -> None:
        self._server = server

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._server._transport.handle_async_request(request)


def api_client(
    transport: httpx.AsyncBaseTransport | None,
    base_url: str,
    session: SessionReply | None = None,
    *,
    verify: ssl.SSLContext | bool = True,
    **options: object,
) -> httpx.AsyncClient:
    options.setdefault("timeout", PATIENCE_S)
    headers = {HEADER_PROTOCOL: str(CURRENT), HEADER_DEVICE: "d1"}
    if session is not None:
        headers["Authorization"] = f"Bearer {session.access_token}"
    kept: dict[str, object] = {"timeout": PATIENCE_S} | options
    return httpx.AsyncClient(
        transport=transport,
        base_url=base_url + API_PREFIX,
        headers=headers,
        verify=verify,
        trust_env=False,
        **kept,  # type: ignore[arg-type]
    )


async def sign_in(
    client: httpx.AsyncClient,
    login: str = "anna",
    *,
    password: str = PASSWORD,
    seat: str = "",
    device: str = "d1",
) -> SessionReply:
    request = LoginRequest(login=login, password=password, device_id=device, seat=seat)
    answer = await client.post("/auth/login", content=msgspec.json.encode(request))
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=SessionReply)


async def push(client: httpx.AsyncClient, *commands: Command) -> PushReply:
    answer = await client.post(
        "/commands", content=msgspec.json.encode({"commands": list(commands)})
    )
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=PushReply)


class ServerProcess:
    """`chiamaroma-server serve` on a free port with TLS; may be killed and started again."""

    def __init__(
        self, folder: Path, url: str | None = None, *, repository: Path = REPOSITORY
    ) -> None:
        """repository: the folder whose program it runs."""
        self.folder = folder
        self.repository = repository
        self.url = url or f"sqlite:///{folder / 'chiamaroma.db'}"
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._trust: ssl.SSLContext | None = None

    @property
    def base_url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def trusts(self, pins: Path) -> None:
        """Have clients of this server trust what pins holds."""
        self._trust = ssl.create_default_context(cafile=pins)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def certificate(self) -> Path:
        return self.folder / "server-cert.pem"

    @property
    def log_text(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def settings(self) -> list[str]:
        return ["--database", self.url, "--data-dir", str(self.folder)]

    async def start(self) -> None:
        """Start it, at the port it had before if any, and wait until it is ready."""
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        self._process = self._spawn(port_file)
        async with asyncio.timeout(READY_WITHIN_S):
            while not port_file.exists():
                assert self._process.poll() is None, self.log_text
                await asyncio.sleep(0.02)
            self.port = int(port_file.read_text())
            await self._wait_ready()

    def kill(self) -> None:
        """Kill it as a power cut does (kill -9)."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def stop(self) -> int:
        """Stop it in good order; return its exit code."""
        assert self._process is not None
        self._process.terminate()
        code = self._process.wait(timeout=ENDS_WITHIN_S)
        self._process = None
        return code

    def ended(self) -> int:
        """Wait until it ends by itself; return its exit code."""
        assert self._process is not None
        code = self._process.wait(timeout=ENDS_WITHIN_S)
        self._process = None
        return code

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run another command of chiamaroma-server on this server's database."""
        words = list(arguments)
        grouped = ("account", "certificate", "citizen", "duty", "pause-rule", "retention", "seat")
        subject = words[:2] if words[0] in grouped else words[:1]
        return ran(
            sys.executable,
            "-m",
            "server",
            *subject,
            *self.settings(),
            *words[len(subject) :],
            cwd=self.repository,
            input=stdin,
            timeout=ENDS_WITHIN_S,
        )

    def clock(self) -> datetime:
        return utc_now()

    def client(self, session: SessionReply | None = None, **options: object) -> httpx.AsyncClient:
        self._trust = self._trust or ssl.create_default_context(cafile=self.certificate)
        return api_client(None, self.base_url, session, verify=self._trust, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self.kill()

    def _spawn(self, port_file: Path) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "server", "serve", *self.settings()]
        # One that is killed and started again finds its port still free: no connection is given it.
        self.port = self.port or free_ports("127.0.0.1", 1)[0]
        words += ["--port", str(self.port), "--port-file", str(port_file)]
        with (self.folder / "server.log").open("ab") as log:
            return subprocess.Popen(
                words,
                cwd=self.repository,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    async def _wait_ready(self) -> None:
        async with self.client() as client:
            while True:
                try:
                    if (await client.get("/readyz")).status_code == 200:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.02)
