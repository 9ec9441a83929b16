"""Routes that need the server at once: claims of callbacks, and who is calling."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter, RawBody

from contract.domain.account import Capability
from contract.domain.phone_number import UnusableNumber, to_e164
from contract.wire import reason_codes
from contract.wire.claims import CallerMatches, ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.decoding import decode
from server.api.access import ACCESS
from server.api.problems import Refusal, json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.contacts.claim_callback import claim_callback, extend_lease, release_callback
from server.usecases.contacts.look_up_caller import look_up_caller

SignedIn = Request[CurrentSession, Any, Any]
Clock = Callable[[], datetime]


def claim_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    lease = {ACCESS: Capability.CALLBACK_CLAIM, "takes": LeaseRequest, "gives": LeaseReply}

    @post(
        "/claims/callback",
        opt={ACCESS: Capability.CALLBACK_CLAIM, "takes": ClaimRequest, "gives": ClaimReply},
        status_code=200,
    )
    async def claim(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, wanted, now = request.user.account, decode(body, ClaimRequest), clock()
        reply = await database.write(lambda c: claim_callback(c, account, wanted, now))
        return json_answer(reply)

    @post("/claims/heartbeat", opt=lease, status_code=200)
    async def heartbeat(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, held, now = request.user.account, decode(body, LeaseRequest), clock()
        return json_answer(await database.write(lambda c: extend_lease(c, account, held, now)))

    @post("/claims/release", opt=lease, status_code=200)
    async def release(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, held, now = request.user.account, decode(body, LeaseRequest), clock()
        return json_answer(await database.write(lambda c: release_callback(c, account, held, now)))

    return [claim, heartbeat, release]


def caller_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    @get("/callers", opt={ACCESS: Capability.CALLER_LOOKUP, "gives": CallerMatches})
    async def callers(
        request: SignedIn, phone: Annotated[str, QueryParameter(max_length=40)]
    ) -> Response[bytes]:
        account, now = request.user.account, clock()
        try:
            number = to_e164(phone)
        except UnusableNumber as error:
            detail = {"at": "phone", "why": error.code}
            raise Refusal(400, reason_codes.MALFORMED, detail) from None
        # A write: the look-up leaves its line in the audit in the same transaction (decision 0005).
        matches = await database.write(lambda c: look_up_caller(c, account, number, now))
        return json_answer(matches)

    return [callers]
