"""The HTTP side: messages in and out, faults of the network as errors of the console."""

import asyncio
import logging
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import cast
from urllib.parse import quote

import httpx

from console.errors import (
    ServerFull,
    ServerNotTrusted,
    ServerUnreachable,
    SessionExpired,
    SignInRefused,
)
from console.runtime.clock import ServerClock
from console.sync.session_tokens import SessionTokens
from contract.wire import reason_codes
from contract.wire.changes import PAGE_LIMIT, PullReply, PullRequest, SnapshotPage
from contract.wire.claims import CallerMatches, ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.commands import PushReply, PushRequest
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.protocol_version import (
    API_PREFIX,
    CURRENT,
    HEADER_DEVICE,
    HEADER_PROTOCOL,
    HEADER_SERVER_TIME,
)
from contract.wire.session import (
    ErrorReply,
    Hello,
    LoginRequest,
    RefreshRequest,
    SessionReply,
)

log = logging.getLogger(__name__)
SYNC_LIMIT_S = 20.0  # for a whole exchange that nobody waits for
ASKED_LIMIT_S = 5.0  # for one an operator waits for
TIMEOUT = httpx.Timeout(5.0, connect=3.0)  # of each single wait; keeps Qt timers few
STREAM_TIMEOUT = httpx.Timeout(5.0, connect=3.0)  # the stream beats every 2 s


class Refused(ServerUnreachable):
    """The server answered, but not with what was asked. code is a reason code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class ServerLink:
    """Every call may raise ServerUnreachable, ServerNotTrusted or SessionExpired."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        device_id: str,
        clock: ServerClock,
        store_session: Callable[[SessionReply], Awaitable[None]],
    ) -> None:
        """client has the server as its base_url; the caller closes it.

        store_session is awaited with each renewed session before it is used: a rotated refresh
        token that only lived in memory would be gone after a crash.
        """
        self._client = client
        self._device_id = device_id
        self._clock = clock
        self._tokens = SessionTokens(renew=self._renew, store=store_session)

    def begin(self, access_token: str, refresh_token: str | None) -> None:
        """Go on with a session; without an access token the first call renews it."""
        self._tokens.begin(access_token, refresh_token)

    def end(self) -> None:
        self._tokens.begin("", None)

    @property
    def is_expired(self) -> bool:
        return self._tokens.is_expired

    async def hello(self) -> Hello:
        return await self._open_call("GET", "/hello", None, Hello)

    async def login(self, request: LoginRequest) -> SessionReply:
        """Raise SignInRefused(code)."""
        try:
            return await self._open_call("POST", "/auth/login", request, SessionReply)
        except Refused as refused:
            if refused.status in (400, 401, 403, 426, 429):
                raise SignInRefused(refused.code) from refused
            raise

    async def logout(self) -> None:
        await self._call("POST", "/auth/logout", None, None, ASKED_LIMIT_S)

    async def push(self, request: PushRequest) -> PushReply:
        return await self._call("POST", "/commands", request, PushReply, SYNC_LIMIT_S)

    async def pull(self, request: PullRequest) -> PullReply:
        return await self._call("POST", "/pull", request, PullReply, SYNC_LIMIT_S)

    async def snapshot(self, scope: str, after: str | None) -> SnapshotPage:
        """Raise Refused(403) for a scope that is no longer the account's."""
        path = f"/snapshot/{quote(scope, safe='')}?limit={PAGE_LIMIT}"
        if after is not None:
            path += f"&after={quote(after, safe='')}"
        return await self._call("GET", path, None, SnapshotPage, SYNC_LIMIT_S)

    async def claim(self, request: ClaimRequest) -> ClaimReply:
        return await self._call("POST", "/claims/callback", request, ClaimReply, ASKED_LIMIT_S)

    async def heartbeat(self, request: LeaseRequest) -> LeaseReply:
        return await self._call("POST", "/claims/heartbeat", request, LeaseReply, ASKED_LIMIT_S)

    async def release(self, request: LeaseRequest) -> LeaseReply:
        return await self._call("POST", "/claims/release", request, LeaseReply, ASKED_LIMIT_S)

    async def callers(self, phone: str) -> CallerMatches:
        path = f"/callers?phone={quote(phone, safe='')}"
        return await self._call("GET", path, None, CallerMatches, ASKED_LIMIT_S)

    @asynccontextmanager
    async def events(self, last_event_id: str) -> AsyncIterator[AsyncIterator[str]]:
        """Yield the lines of the event stream; silence of 5 s ends it with ServerUnreachable."""
        token = await self._tokens.access()
        headers = self._headers(token) | ({"Last-Event-ID": last_event_id} if last_event_id else {})
        try:
            async with self._client.stream(
                "GET", f"{API_PREFIX}/events", headers=headers, timeout=STREAM_TIMEOUT
            ) as response:
                if response.status_code == 401:
                    await self._tokens.refuse(token)
                if response.status_code != 200:
                    raise Refused(response.status_code, "")
                yield response.aiter_lines()
        except httpx.HTTPError as error:
            raise _fault(error) from error

    async def _call[T](
        self, method: str, path: str, body: object, kind: type[T] | None, limit_s: float
    ) -> T:
        try:
            async with asyncio.timeout(limit_s):
                token = await self._tokens.access()
                response = await self._exchange(method, path, body, token)
                if response.status_code == 401:
                    token = await self._tokens.refuse(token)
                    response = await self._exchange(method, path, body, token)
                    if response.status_code == 401:
                        self._tokens.expire(token)
                        raise SessionExpired
        except TimeoutError as error:
            raise ServerUnreachable("no answer in time") from error
        return _answer(response, kind)

    async def _open_call[T](self, method: str, path: str, body: object, kind: type[T]) -> T:
        """Exchange without a session."""
        try:
            async with asyncio.timeout(ASKED_LIMIT_S):
                return _answer(await self._exchange(method, path, body, ""), kind)
        except TimeoutError as error:
            raise ServerUnreachable("no answer in time") from error

    async def _renew(self, refresh_token: str) -> SessionReply:
        """Raise SessionExpired when the server refuses the token."""
        request = RefreshRequest(refresh_token=refresh_token, device_id=self._device_id)
        try:
            return await self._open_call("POST", "/auth/refresh", request, SessionReply)
        except Refused as refused:
            if refused.status in (400, 401, 403):
                raise SessionExpired from refused
            raise

    async def _exchange(self, method: str, path: str, body: object, token: str) -> httpx.Response:
        content = None if body is None else encode(body)
        started_s = time.monotonic()
        try:
            response = await self._client.request(
                method,
                API_PREFIX + path,
                content=content,
                headers=self._headers(token),
                timeout=TIMEOUT,
            )
        except httpx.HTTPError as error:
            raise _fault(error) from error
        self._learn_time(response, time.monotonic() - started_s)
        return response

    def _headers(self, token: str) -> dict[str, str]:
        headers = {HEADER_PROTOCOL: str(CURRENT), HEADER_DEVICE: self._device_id}
        return headers | ({"Authorization": f"Bearer {token}"} if token else {})

    def _learn_time(self, response: httpx.Response, round_trip_s: float) -> None:
        text = response.headers.get(HEADER_SERVER_TIME, "")
        if text.isascii() and text.isdigit():
            self._clock.learn(int(text), round_trip_s)


def _answer[T](response: httpx.Response, kind: type[T] | None) -> T:
    """Decode what was asked for; anything else, a captive portal's page too, is no answer."""
    try:
        if response.is_success:
            return cast(T, None) if kind is None else decode(response.content, kind)
        code = decode(response.content, ErrorReply).code
    except MalformedMessage as error:
        log.warning("unreadable answer with status %d", response.status_code)
        raise Refused(response.status_code, reason_codes.MALFORMED) from error
    log.warning("the server refused: %d %s", response.status_code, code)
    if code == reason_codes.READ_ONLY:
        raise ServerFull(code)
    raise Refused(response.status_code, code)


def _fault(error: httpx.HTTPError) -> Exception:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ServerNotTrusted(cause.verify_message)
        cause = cause.__cause__ or cause.__context__
    return ServerUnreachable(type(error).__name__)
