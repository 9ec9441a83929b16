"""Routes of signing in and out, and of what the server says of itself."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.wire import reason_codes
from contract.wire.decoding import decode
from contract.wire.sealed_key import SealedKeyReply, SealedKeyRequest
from contract.wire.session import (
    ChallengeReply,
    EnrolReply,
    EnrolRequest,
    Hello,
    LoginRequest,
    PasswordChange,
    RefreshRequest,
    SessionReply,
)
from server.api.access import ACCESS, LEAVING, Open
from server.api.problems import Refusal, json_answer
from server.api.route import SignedIn, getting, posting
from server.usecases.accounts.change_password import ChangePassword
from server.usecases.accounts.current_session import SessionEnded
from server.usecases.accounts.enrolled_seats import EnrolSeat
from server.usecases.accounts.login_attempts import TooManyAttempts
from server.usecases.accounts.refresh_session import RefreshSession
from server.usecases.accounts.sealed_keys import SealedKeys
from server.usecases.accounts.seat_proofs import SeatNotEnrolled, SeatProofs
from server.usecases.accounts.sign_in import SignIn, SignInRefused
from server.usecases.accounts.sign_out import SignOut


def session_routes(
    *,
    hello: Hello,
    sign_in: SignIn,
    refresh_session: RefreshSession,
    sign_out: SignOut,
    keys: SealedKeys,
    change_password: ChangePassword,
) -> list[HTTPRouteHandler]:
    @get("/hello", opt={ACCESS: Open.TO_ALL, "gives": Hello}, sync_to_thread=False)
    def say_hello() -> Response[bytes]:
        return json_answer(hello)

    @posting("/auth/login", Open.TO_ALL, LoginRequest, SessionReply, refuses=(401, 429))
    async def login(request: Request[Any, Any, Any], body: RawBody) -> Response[bytes]:
        address = request.client.host if request.client else ""
        try:
            return json_answer(await sign_in(decode(body, LoginRequest), address))
        except SignInRefused as refused:
            if refused.retry_after_s:
                raise _too_many(refused.retry_after_s) from None
            raise Refusal(401, refused.code, refused.detail) from None

    @posting("/auth/refresh", Open.TO_ALL, RefreshRequest, SessionReply, refuses=(401,))
    async def refresh(body: RawBody) -> Response[bytes]:
        try:
            return json_answer(await refresh_session(decode(body, RefreshRequest)))
        except SessionEnded as ended:
            raise Refusal(401, ended.code) from None

    @post("/auth/logout", opt={ACCESS: Open.SIGNED_IN, LEAVING: True}, status_code=204)
    async def logout(request: SignedIn) -> None:
        await sign_out(request.user)

    @posting("/auth/sealed-key", Open.SIGNED_IN, SealedKeyRequest, SealedKeyReply)
    async def sealed_key(request: SignedIn, body: RawBody) -> Response[bytes]:
        """Open a key that this account's seat has sealed: its password opens it no more."""
        wanted = decode(body, SealedKeyRequest)
        return json_answer(SealedKeyReply(key=await keys.opened(request.user, wanted.box)))

    return [say_hello, login, refresh, _password(change_password), logout, sealed_key]


def seat_routes(proofs: SeatProofs, enrol: EnrolSeat) -> list[HTTPRouteHandler]:
    """How a computer is enrolled, and what it signs to prove itself."""

    @getting("/auth/challenge", Open.TO_ALL, ChallengeReply)
    async def challenge() -> Response[bytes]:
        return json_answer(ChallengeReply(challenge=proofs.challenge()))

    @posting("/auth/enrol", Open.TO_ALL, EnrolRequest, EnrolReply, refuses=(401, 429))
    async def enrolled(request: Request[Any, Any, Any], body: RawBody) -> Response[bytes]:
        address = request.client.host if request.client else ""
        try:
            return json_answer(await enrol(decode(body, EnrolRequest), address))
        except SeatNotEnrolled as refused:
            if refused.retry_after_s:
                raise _too_many(refused.retry_after_s) from None
            raise Refusal(401, refused.code) from None

    return [challenge, enrolled]


def _password(change: ChangePassword) -> HTTPRouteHandler:
    @posting("/auth/password", Open.SIGNED_IN, PasswordChange, refuses=(429,))
    async def password(request: SignedIn, body: RawBody) -> None:
        try:
            await change(request.user, decode(body, PasswordChange))
        except TooManyAttempts as many:
            raise _too_many(many.retry_after_s) from None

    return password


def _too_many(retry_after_s: int) -> Refusal:
    headers = {"Retry-After": str(retry_after_s)}
    return Refusal(429, reason_codes.TOO_MANY_ATTEMPTS, headers=headers)
