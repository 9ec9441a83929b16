"""A seat that does nothing but listen: HTTP by hand, and of each answer only what is measured."""

import asyncio
import base64
import gzip
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from console.sync.tls import context_for
from contract.domain.ids import AccountId
from contract.wire.answer_signature import HEADER_SIGNATURE, signed_text
from contract.wire.changes import (
    EVENT_CHANGES,
    HEADER_CHANGES,
    Change,
    CopyOutline,
    PullReply,
    PullRequest,
    ScopeNews,
    SnapshotPage,
    outline_path,
    snapshot_path,
)
from contract.wire.commands import PushReply, PushRequest
from contract.wire.decoding import encode
from contract.wire.protocol_version import API_PREFIX, CURRENT, HEADER_DEVICE, HEADER_PROTOCOL
from contract.wire.session import LoginRequest, SessionReply
from tools.desk.held_rows import HeldRows

_NEWS = msgspec.json.Decoder(ScopeNews)
_PULL = msgspec.json.Decoder(PullReply)
_PAGE = msgspec.json.Decoder(SnapshotPage)
_OUTLINE = msgspec.json.Decoder(CopyOutline)


class _End(msgspec.Struct):
    """What a seat that keeps no rows reads of a page."""

    next_after: str | None = None


_END = msgspec.json.Decoder(_End)


class RawSeat:
    """seen: command -> when its change was there; each seat comes from an address of its own."""

    def __init__(self, port: int, certificate: Path, number: int, *, takes_changes: bool) -> None:
        self._port = port
        self._tls: ssl.SSLContext = context_for(certificate)
        self._number = number
        self._takes_changes = takes_changes
        self._token = ""
        self.account_id = AccountId("")
        self._epoch: str | None = None
        self._cursors: dict[str, int] = {}
        self._road: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.seen: dict[str, float] = {}
        self.listens = asyncio.Event()
        self.pulls = 0
        self.pages = 0  # and outlines
        self.page_bytes = 0  # as they came
        self._signature = ""

    async def sign_in(self, login: str, password: str) -> None:
        request = LoginRequest(login=login, password=password, device_id=f"raw-{self._number}")
        body = await self._ask("POST", "/auth/login", encode(request))
        session = msgspec.json.decode(body, type=SessionReply)
        self._token, self.account_id = session.access_token, session.account.id
        self.note(await self.pull())
        self.pulls = 0

    async def push(self, command: bytes) -> PushReply:
        batch = PushRequest(epoch=self._epoch, commands=(msgspec.Raw(command),))
        return msgspec.json.decode(
            await self._ask("POST", "/commands", encode(batch)), type=PushReply
        )

    async def pull(self) -> PullReply:
        self.pulls += 1
        asked = PullRequest(epoch=self._epoch, cursors=self._cursors)
        return _PULL.decode(await self._ask("POST", "/pull", encode(asked)))

    def note(self, reply: PullReply) -> None:
        """Take an answer: a whole scope as copied, changes as applied."""
        self._epoch = reply.epoch
        for scope, part in reply.scopes.items():
            self._see(part.changes)
            self._cursors[scope] = part.changes[-1].seq if part.changes else part.head

    async def fill(self, held: HeldRows) -> None:
        """Copy each scope whole, and keep its rows."""
        for scope in sorted(self._cursors):
            after, begins = None, True
            while begins or after is not None:
                page = _PAGE.decode(await self._signed(snapshot_path(scope, after)))
                held.add(scope, page.rows)
                after, begins = page.next_after, False

    async def copy_all(self, held: HeldRows) -> None:
        """Fetch of each scope what is not held, and check what is signed of each answer."""
        self.pages = self.page_bytes = 0
        if self._road is not None:  # it may have been idle for too long
            self._road[1].close()
            self._road = None
        for scope in sorted(self._cursors):
            if held.are_many(scope):
                await self._copy_others(scope, held)
                continue
            after: str | None = None
            while (after := await self._copy_page(scope, after)) is not None:
                pass

    async def _copy_others(self, scope: str, held: HeldRows) -> None:
        after, begins = None, True
        while begins or after is not None:
            outline = _OUTLINE.decode(await self._signed(outline_path(scope, after)))
            for part in outline.parts:
                if not held.are(scope, part):
                    await self._copy_page(scope, part.key)
            after, begins = outline.next_after, False

    async def _copy_page(self, scope: str, after: str | None) -> str | None:
        return _END.decode(await self._signed(snapshot_path(scope, after))).next_after

    async def _signed(self, path: str) -> bytes:
        """Return an answer whose signature fits."""
        packed = await self._ask("GET", path, b"")
        body = gzip.decompress(packed)
        key, signature = (base64.b64decode(part) for part in self._signature.split(" "))
        text = signed_text((API_PREFIX + path).encode(), b"", body)
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
        self.pages += 1
        self.page_bytes += len(packed)
        return body

    async def listen(self) -> None:
        """Follow the stream until cancelled."""
        reader, writer = await self._connect()
        writer.write(self._head("GET", "/events", 0, takes_changes=self._takes_changes))
        await reader.readuntil(b"\r\n\r\n")
        self.listens.set()
        async for event in _events(reader):
            await self._on_event(event)

    async def _on_event(self, event: bytes) -> None:
        name = event[len(b"event: ") : event.index(b"\n")].decode()
        if name == EVENT_CHANGES:
            news = _NEWS.decode(event[event.rindex(b"\ndata: ") + 7 :])
            if self._cursors.get(news.scope, -1) >= news.after:
                self._see(news.changes)
                self._cursors[news.scope] = max(self._cursors[news.scope], news.head)
                return
        elif name not in ("hint", "resync"):
            return
        self.note(await self.pull())

    def _see(self, changes: tuple[Change, ...]) -> None:
        now = time.monotonic()
        for change in changes:
            if change.command_id is not None:
                self.seen.setdefault(change.command_id, now)

    async def _ask(self, method: str, path: str, body: bytes) -> bytes:
        if self._road is None:
            self._road = await self._connect()
        reader, writer = self._road
        writer.write(self._head(method, path, len(body)) + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        assert head.split(" ", 2)[1] == "200", head
        fields = dict(line.split(": ", 1) for line in head.lower().split("\r\n")[1:] if line)
        place = head.lower().find(f"{HEADER_SIGNATURE.lower()}: ")
        if place >= 0:  # as it was written: it is no text that may be made small
            self._signature = head[place + len(HEADER_SIGNATURE) + 2 :].partition("\r\n")[0]
        return await reader.readexactly(int(fields["content-length"]))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        # One address has a limit of connections, and a desk has as many computers as seats.
        own = (f"127.0.{1 + self._number // 250}.{1 + self._number % 250}", 0)
        return await asyncio.open_connection(
            "127.0.0.1",
            self._port,
            ssl=self._tls,
            server_hostname="localhost",
            local_addr=own,
            limit=2**22,
        )

    def _head(self, method: str, path: str, length: int, *, takes_changes: bool = False) -> bytes:
        fields = {
            "Host": "localhost",
            HEADER_PROTOCOL: str(CURRENT),
            HEADER_DEVICE: f"raw-{self._number}",
            "Content-Length": str(length),
            "Accept-Encoding": "gzip",
        }
        if self._token:
            fields["Authorization"] = f"Bearer {self._token}"
        if takes_changes:
            fields[HEADER_CHANGES] = "1"
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return f"{method} {API_PREFIX}{path} HTTP/1.1\r\n{lines}\r\n".encode()


async def _events(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Yield each event of a chunked stream: the server sends one in a chunk."""
    while size := int(await reader.readline(), 16):
        chunk = await reader.readexactly(size + 2)
        yield chunk[:-4]
