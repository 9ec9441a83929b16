"""Routes of signing in and out, and of what the server says of itself."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.wire.decoding import decode
from contract.wire.session import Hello, LoginRequest, RefreshRequest, SessionReply
from server.api.access import ACCESS, Open
from server.api.problems import Refusal, json_answer
from server.api.route import SignedIn, posting
from server.usecases.accounts.current_session import SessionEnded
from server.usecases.accounts.refresh_session import RefreshSession
from server.usecases.accounts.sign_in import SignIn, SignInRefused
from server.usecases.accounts.sign_out import SignOut


def session_routes(
    *, hello: Hello, sign_in: SignIn, refresh_session: RefreshSession, sign_out: SignOut
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
            headers = {"Retry-After": str(refused.retry_after_s)} if refused.retry_after_s else {}
            status = 429 if refused.retry_after_s else 401
            raise Refusal(status, refused.code, headers=headers) from None

    @posting("/auth/refresh", Open.TO_ALL, RefreshRequest, SessionReply, refuses=(401,))
    async def refresh(body: RawBody) -> Response[bytes]:
        try:
            return json_answer(await refresh_session(decode(body, RefreshRequest)))
        except SessionEnded as ended:
            raise Refusal(401, ended.code) from None

    @post("/auth/logout", opt={ACCESS: Open.SIGNED_IN}, status_code=204)
    async def logout(request: SignedIn) -> None:
        await sign_out(request.user)

    return [say_hello, login, refresh, logout]
