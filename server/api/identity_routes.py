"""Routes of signing in by the city's identity provider."""

from typing import Any

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.wire import reason_codes
from contract.wire.decoding import decode
from contract.wire.session import ProviderLogin, ProviderStart, ProviderStarted, SessionReply
from server.api.access import Open
from server.api.problems import Refusal, json_answer
from server.api.route import posting
from server.usecases.accounts.sign_in import SignInRefused
from server.usecases.identity.sign_in_by_provider import SignInByProvider


def identity_routes(sign_in: SignInByProvider | None) -> list[HTTPRouteHandler]:
    """sign_in: None where no identity provider is set up; then both are not found."""

    def known() -> SignInByProvider:
        if sign_in is None:
            raise Refusal(404, reason_codes.NOT_FOUND)
        return sign_in

    @posting(
        "/auth/oidc/start", Open.TO_ALL, ProviderStart, ProviderStarted, refuses=(401, 404, 429)
    )
    async def start(request: Request[Any, Any, Any], body: RawBody) -> Response[bytes]:
        asked = decode(body, ProviderStart)
        try:
            return json_answer(await known().begin(asked, _address(request)))
        except SignInRefused as refused:
            raise _refusal(refused) from None

    @posting("/auth/oidc/login", Open.TO_ALL, ProviderLogin, SessionReply, refuses=(401, 404, 429))
    async def login(request: Request[Any, Any, Any], body: RawBody) -> Response[bytes]:
        brought = decode(body, ProviderLogin)
        try:
            return json_answer(await known()(brought, _address(request)))
        except SignInRefused as refused:
            raise _refusal(refused) from None

    return [start, login]


def _address(request: Request[Any, Any, Any]) -> str:
    return request.client.host if request.client else ""


def _refusal(refused: SignInRefused) -> Refusal:
    headers = {"Retry-After": str(refused.retry_after_s)} if refused.retry_after_s else {}
    return Refusal(429 if refused.retry_after_s else 401, refused.code, headers=headers)
