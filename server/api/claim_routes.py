"""Routes that need the server at once: claims of callbacks, and who is calling."""

from typing import Annotated

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from contract.domain.account import Capability
from contract.domain.phone_number import UnusableNumber, to_e164
from contract.wire import reason_codes
from contract.wire.claims import CallerMatches, ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from server.api.problems import Refusal, json_answer
from server.api.route import Clock, SignedIn, Transactions, getting
from server.store.engine.server_database import ServerDatabase
from server.usecases.contacts.claim_callback import claim_callback, extend_lease, release_callback
from server.usecases.contacts.look_up_caller import look_up_caller


def claim_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    access, routes = Capability.CALLBACK_CLAIM, Transactions(database, clock)
    return [
        routes.post("/claims/callback", access, ClaimRequest, ClaimReply, claim_callback),
        routes.post("/claims/heartbeat", access, LeaseRequest, LeaseReply, extend_lease),
        routes.post("/claims/release", access, LeaseRequest, LeaseReply, release_callback),
    ]


def caller_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    @getting("/callers", Capability.CALLER_LOOKUP, CallerMatches)
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
