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
from msgspec.structs import replace

from console.errors import (
    ServerFull,
    ServerNotTrusted,
    ServerRejected,
    ServerUnreachable,
    SessionExpired,
    SignInRefused,
)
from console.runtime.clock import ServerClock
from console.sync.arriving_body import PART_BYTES, ArrivingBody, time_for_parts
from console.sync.seat_signer import SeatSigner
from console.sync.session_tokens import Renewal, SessionTokens
from console.sync.signed_answers import SignedAnswers
from contract.wire import reason_codes
from contract.wire.changes import (
    HEADER_CHANGES,
    CopyOutline,
    PullReply,
    PullRequest,
    SnapshotPage,
    outline_path,
    snapshot_path,
)
from contract.wire.claims import (
    CallerMatches,
    ClaimReply,
    ClaimRequest,
    LeaseReply,
    LeaseRequest,
)
from contract.wire.commands import PushReply, PushRequest
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.duty import Alarm, DutyReply, DutyReport
from contract.wire.protocol_version import (
    API_PREFIX,
    CURRENT,
    HEADER_DEVICE,
    HEADER_PROTOCOL,
    HEADER_SERVER_TIME,
)
from contract.wire.session import ErrorReply, LoginRequest, RefreshRequest, SessionReply
from contract.wire.team import AlarmReply

log = logging.getLogger(__name__)
# Each limit is of a whole exchange: httpx counts each single wait, and a server that sends a
# byte now and then would hold somebody for ever.
SYNC_LIMIT_S = 20.0  # for an exchange that nobody waits for; what is copied: for each PART_BYTES
ASKED_LIMIT_S = 5.0  # for one an operator waits for
BEAT_LIMIT_S = 3.0  # for a sign of life: two may fail before the server misses the seat
RINGING_LIMIT_S = 1.0  # for one a citizen on the line waits for
TIMEOUT = httpx.Timeout(5.0, connect=3.0)  # of each single wait; keeps Qt timers few
STREAM_TIMEOUT = httpx.Timeout(5.0, connect=3.0)  # the stream beats every 2 s


class ServerLink:
    """Every call may raise one of console.errors.NOT_TOLD."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        device_id: str,
        clock: ServerClock,
        store_session: Callable[[SessionReply], Awaitable[None]],
        check_answer: SignedAnswers | None = None,
    ) -> None:
        """client has the server as its base_url; the caller closes it.

        store_session is awaited with each renewed session before it is used: a rotated refresh
        token that only lived in memory would be gone after a crash. check_answer may refuse what
        is to be copied, with AnswerForged; None: everything the server says is taken.
        """
        self._client = client
        self._device_id = device_id
        self._clock = clock
        self.check_answer = check_answer
        self.signer: SeatSigner | None = None  # proves at a sign-in which computer this is
        self._tokens = SessionTokens(renew=self._renew, store=store_session)

    def begin(self, access_token: str, refresh_token: str | None) -> None:
        """Go on with a session; the first call renews one without access. No tokens end it."""
        self._tokens.begin(access_token, refresh_token)

    def begin_later(self, enter: Renewal) -> None:
        """Go on without a session until the server is there: the first call then enters."""
        self._tokens.begin_later(enter)

    @property
    def is_expired(self) -> bool:
        return self._tokens.is_expired

    async def ask_openly[T](self, method: str, path: str, body: object, kind: type[T]) -> T:
        """Exchange without a session. Raise ServerRejected(code)."""
        return await self._open_call(method, path, body, kind)

    async def login(self, request: LoginRequest) -> SessionReply:
        """Raise SignInRefused(code)."""

        async def send(asked: LoginRequest) -> SessionReply:
            return await self._open_call("POST", "/auth/login", asked, SessionReply)

        try:
            if self.signer is None:
                return await send(request)
            return await self.signer.proven(
                self, request.seat, request.login, lambda p: send(replace(request, proof=p))
            )
        except ServerRejected as rejected:
            # Only the server's own word refuses a sign-in; any other answer is no server.
            raise SignInRefused(rejected.code, rejected.detail) from rejected

    async def logout(self) -> None:
        await self._call("POST", "/auth/logout", None, None, ASKED_LIMIT_S)

    async def push(self, request: PushRequest) -> PushReply:
        return await self._call("POST", "/commands", request, PushReply, SYNC_LIMIT_S)

    async def pull(self, request: PullRequest) -> PullReply:
        return await self._checked("POST", "/pull", request, PullReply)

    async def snapshot(self, scope: str, after: str | None) -> SnapshotPage:
        """Raise ServerRejected(403) for a scope that is no longer the account's."""
        return await self._checked("GET", snapshot_path(scope, after), None, SnapshotPage)

    async def outline(self, scope: str, after: str | None) -> CopyOutline:
        """Return what is in the next pages of a copy."""
        return await self._checked("GET", outline_path(scope, after), None, CopyOutline)

    async def claim(self, request: ClaimRequest) -> ClaimReply:
        return await self._call("POST", "/claims/callback", request, ClaimReply, ASKED_LIMIT_S)

    async def heartbeat(self, request: LeaseRequest) -> LeaseReply:
        return await self._call("POST", "/claims/heartbeat", request, LeaseReply, ASKED_LIMIT_S)

    async def release(self, request: LeaseRequest) -> LeaseReply:
        return await self._call("POST", "/claims/release", request, LeaseReply, ASKED_LIMIT_S)

    async def callers(self, phone: str, call_key: str) -> CallerMatches:
        path = f"/callers?phone={quote(phone, safe='')}&call={quote(call_key, safe='')}"
        return await self._call("GET", path, None, CallerMatches, ASKED_LIMIT_S)

    async def report_duty(self, report: DutyReport) -> DutyReply:
        return await self._call("POST", "/duty/report", report, DutyReply, BEAT_LIMIT_S)

    async def raise_alarm(self, alarm: Alarm) -> int | None:
        """Return how many leads are there to read it; None from a server that does not say."""
        # An older server answers without a body: how many leads are there is unknown then, not 0.
        response = await self._answered("POST", "/duty/alarm", alarm, ASKED_LIMIT_S)
        if response.status_code == httpx.codes.NO_CONTENT:
            return None
        return _answer(response, AlarmReply).heard

    async def ask[T](
        self,
        method: str,
        path: str,
        body: object,
        kind: type[T],
        *,
        limit_s: float = ASKED_LIMIT_S,
    ) -> T:
        """Exchange something an operator waits for. Raise ServerRejected(code)."""
        return await self._call(method, path, body, kind, limit_s)

    async def tell(self, path: str, body: object, *, limit_s: float = ASKED_LIMIT_S) -> None:
        """Post something that is answered by nothing. Raise ServerRejected(code)."""
        await self._call("POST", path, body, None, limit_s)

    async def download(self, path: str) -> bytes:
        """Return a whole file. Raise ServerRejected(code)."""
        response = await self._answered("GET", path, None, SYNC_LIMIT_S, part_bytes=PART_BYTES)
        # Never take a refusal for the file
        # (test_what_the_server_refuses_to_give_is_never_taken_for_a_file).
        if not response.is_success:
            _answer(response, None)
        return response.content

    @asynccontextmanager
    async def events(self, last_event_id: str) -> AsyncIterator[AsyncIterator[str]]:
        """Yield the lines of the event stream; silence of 5 s ends it with ServerUnreachable."""
        token = await self._tokens.access()
        headers = self._headers(token) | {HEADER_CHANGES: "1"}
        if last_event_id:
            headers["Last-Event-ID"] = last_event_id
        try:
            async with self._client.stream(
                "GET", f"{API_PREFIX}/events", headers=headers, timeout=STREAM_TIMEOUT
            ) as response:
                # Renewed here, so that the next try of the stream has a token that is taken.
                if response.status_code == 401:
                    await self._tokens.refuse(token)
                if response.status_code != 200:
                    raise _refusal(response.status_code, "")
                yield response.aiter_lines()
        except httpx.HTTPError as error:
            raise _fault(error) from error

    async def _checked[T](self, method: str, path: str, body: object, kind: type[T]) -> T:
        """Exchange what is to be copied. Raise AnswerForged."""
        response = await self._answered(method, path, body, SYNC_LIMIT_S, part_bytes=PART_BYTES)
        # Before it is decoded: what another one signed must reach no parser of rows.
        if response.is_success and self.check_answer is not None:
            await self.check_answer(response)
        return _answer(response, kind)

    async def _call[T](
        self, method: str, path: str, body: object, kind: type[T] | None, limit_s: float
    ) -> T:
        return _answer(await self._answered(method, path, body, limit_s), kind)

    async def _answered(
        self, method: str, path: str, body: object, limit_s: float, *, part_bytes: int | None = None
    ) -> httpx.Response:
        """Exchange with the session, renewed once when the server asks for it.

        part_bytes: for so many of the answer the limit counts, and for the next ones anew.
        """
        try:
            async with time_for_parts(limit_s, part_bytes) as came:
                token = await self._tokens.access()
                response = await self._exchange(method, path, body, token, came)
                self._note_end(response, token)
                if response.status_code == 401:
                    # Renewed once: refused again, the session is over and only a sign-in helps.
                    token = await self._tokens.refuse(token)
                    response = await self._exchange(method, path, body, token, came)
                    if response.status_code == 401:
                        # With the token: a session begun meanwhile is not ended by this.
                        self._tokens.expire(token)
                        raise SessionExpired
        except TimeoutError as error:
            raise ServerUnreachable("no answer in time") from error
        return response

    def _note_end(self, response: httpx.Response, token: str) -> None:
        """Raise SessionExpired where the server says that somebody ended the session."""
        code = _code(response) if response.status_code == 401 else ""
        if code in reason_codes.ENDED:
            self._tokens.end_as(code, token)
            raise SessionExpired(code)

    async def _open_call[T](self, method: str, path: str, body: object, kind: type[T]) -> T:
        """Exchange without a session."""
        try:
            async with asyncio.timeout(ASKED_LIMIT_S):
                return _answer(await self._exchange(method, path, body, ""), kind)
        except TimeoutError as error:
            raise ServerUnreachable("no answer in time") from error

    async def _renew(self, refresh_token: str) -> SessionReply:
        """Raise SessionExpired when the server refuses the token."""
        signed = b"" if self.signer is None else await self.signer.renewal(refresh_token)
        request = RefreshRequest(
            refresh_token=refresh_token, device_id=self._device_id, signature=signed
        )
        try:
            return await self._open_call("POST", "/auth/refresh", request, SessionReply)
        except ServerRejected as rejected:
            # Only these say that the token is worthless; a server that cannot renew now costs
            # nobody her session (test_a_server_that_cannot_renew_now_costs_nobody_her_session).
            if rejected.status in (400, 401, 403):
                known = rejected.code in reason_codes.ENDED
                code = rejected.code if known else reason_codes.SESSION_EXPIRED
                raise SessionExpired(code) from rejected
            # No word on what was asked: whoever asked has no answer to it.
            raise ServerUnreachable(str(rejected), status=rejected.status) from rejected

    async def _exchange(
        self,
        method: str,
        path: str,
        body: object,
        token: str,
        came: Callable[[int], None] = lambda _: None,
    ) -> httpx.Response:
        """came is called with the size of each piece of the answer."""
        content = None if body is None else encode(body)
        # Monotonic: this measures half a round trip, and the seat's own clock may be set meanwhile.
        started_s = time.monotonic()
        try:
            async with self._client.stream(
                method,
                API_PREFIX + path,
                content=content,
                headers=self._headers(token),
                timeout=TIMEOUT,
            ) as response:
                round_trip_s = time.monotonic() - started_s
                body_now = cast(httpx.AsyncByteStream, response.stream)
                response.stream = ArrivingBody(body_now, came)
                await response.aread()
        except httpx.HTTPError as error:
            raise _fault(error) from error
        self._learn_time(response, round_trip_s)
        return response

    def _headers(self, token: str) -> dict[str, str]:
        headers = {HEADER_PROTOCOL: str(CURRENT), HEADER_DEVICE: self._device_id}
        return headers | ({"Authorization": f"Bearer {token}"} if token else {})

    def _learn_time(self, response: httpx.Response, round_trip_s: float) -> None:
        text = response.headers.get(HEADER_SERVER_TIME, "")
        # From the network: int() takes signs, spaces and other scripts, and fails on the rest.
        if text.isascii() and text.isdigit():
            self._clock.learn(int(text), round_trip_s)


def _answer[T](response: httpx.Response, kind: type[T] | None) -> T:
    """Decode what was asked for; anything else, a captive portal's page too, is no answer."""
    try:
        if response.is_success:
            return cast(T, None) if kind is None else decode(response.content, kind)
        reply = decode(response.content, ErrorReply)
        code = reply.code
    # Whatever the status: a captive portal answers 200 with a page of its own.
    except MalformedMessage as error:
        log.warning("unreadable answer with status %d", response.status_code)
        status, code = response.status_code, reason_codes.MALFORMED
        raise ServerUnreachable("no answer of ours", status=status, code=code) from error
    # An everyday answer: of many calls nothing is known.
    level = logging.INFO if response.status_code == 404 else logging.WARNING
    log.log(level, "the server refused: %d %s", response.status_code, code)
    if code == reason_codes.READ_ONLY:
        raise ServerFull(code)
    raise _refusal(response.status_code, code, reply.detail)


def _code(response: httpx.Response) -> str:
    try:
        return decode(response.content, ErrorReply).code
    except MalformedMessage:
        return ""


def _refusal(status: int, code: str, detail: dict[str, str] | None = None) -> Exception:
    """Return a no as one; what the server could not answer is as good as no answer."""
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return ServerUnreachable(f"{status} {code}", status=status, code=code)
    return ServerRejected(status, code, detail)


def _fault(error: httpx.HTTPError) -> Exception:
    cause: BaseException | None = error
    while cause is not None:
        # Buried below httpx's own errors; only this one must be worded as a foreign certificate.
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ServerNotTrusted(cause.verify_message)
        cause = cause.__cause__ or cause.__context__
    return ServerUnreachable(type(error).__name__)
