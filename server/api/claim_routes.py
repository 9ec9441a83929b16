"""Routes that need the server at once: claims of callbacks, and who is calling."""

from typing import Annotated

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, QueryParameter, RawBody

from contract.domain.account import Capability
from contract.domain.phone_number import UnusableNumber, to_e164
from contract.wire import reason_codes
from contract.wire.claims import (
    CallerMatches,
    CaseFound,
    ClaimReply,
    ClaimRequest,
    ClosedCases,
    ClosedCasesAsked,
    ConfirmHeard,
    HeardReply,
    LeaseReply,
    LeaseRequest,
    LookUpReason,
)
from contract.wire.decoding import decode
from server.api.call_routes import KEY_LIMIT, checked_key
from server.api.problems import Refusal, json_answer
from server.api.route import Clock, SignedIn, Transactions, getting, posting
from server.store.engine.server_database import ServerDatabase
from server.usecases.contacts.claim_callback import claim_callback, extend_lease, release_callback
from server.usecases.contacts.confirm_heard import confirm_heard
from server.usecases.contacts.find_case import find_case
from server.usecases.contacts.find_closed_cases import closed_cases, may_search, note_listed
from server.usecases.contacts.look_up_caller import look_up_caller
from server.usecases.contacts.look_up_reason import LookUp


def claim_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    access, routes = Capability.CALLBACK_CLAIM, Transactions(database, clock)
    return [
        routes.post("/claims/callback", access, ClaimRequest, ClaimReply, claim_callback),
        routes.post("/claims/heartbeat", access, LeaseRequest, LeaseReply, extend_lease),
        routes.post("/claims/release", access, LeaseRequest, LeaseReply, release_callback),
    ]


def caller_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    @getting("/callers", Capability.CALLER_LOOKUP, CallerMatches, refuses=(429,))
    async def callers(
        request: SignedIn,
        phone: Annotated[str, QueryParameter(max_length=40)],
        call: Annotated[str, QueryParameter(max_length=KEY_LIMIT)] = "",
        why: FromQuery[LookUpReason | None] = None,
    ) -> Response[bytes]:
        account, now = request.user.account, clock()
        try:
            number = to_e164(phone)
        except UnusableNumber as error:
            detail = {"at": "phone", "why": error.code}
            raise Refusal(400, reason_codes.MALFORMED, detail) from None
        # A write: the look-up leaves its line in the audit in the same transaction (decision 0005).
        asked = LookUp(phone=number, call_key=checked_key(call), why=why, seat=request.user.seat)
        matches = await database.write(lambda c: look_up_caller(c, account, asked, now))
        if matches is None:
            raise Refusal(429, reason_codes.LOOKUPS_ENOUGH)
        return json_answer(matches)

    @getting("/cases", Capability.CALLER_LOOKUP, CaseFound, refuses=(404, 429))
    async def cases(
        request: SignedIn, number: Annotated[str, QueryParameter(max_length=20)]
    ) -> Response[bytes]:
        """One whose number the citizen says; a write, for the line in the audit."""
        account, seat, now = request.user.account, request.user.seat, clock()
        found = await database.write(lambda c: find_case(c, account, number, seat, now))
        if isinstance(found, str):
            raise Refusal(404 if found == reason_codes.UNKNOWN_CASE else 429, found)
        return json_answer(found)

    access = Capability.CALLER_LOOKUP

    @posting("/cases/closed", access, ClosedCasesAsked, ClosedCases, refuses=(429,))
    async def closed(request: SignedIn, body: RawBody) -> Response[bytes]:
        """Counted, read beside the one writer, and told in the audit before it is answered."""
        account, seat, now = request.user.account, request.user.seat, clock()
        asked = decode(body, ClosedCasesAsked)
        span = await database.write(lambda c: may_search(c, account, asked, seat, now))
        if span is None:
            raise Refusal(429, reason_codes.LOOKUPS_ENOUGH)
        shown = await database.read(lambda c: closed_cases(c, account, asked, span))
        await database.write(lambda c: note_listed(c, account, shown, now))
        return json_answer(shown.reply)

    routes = Transactions(database, clock)
    return [
        callers,
        cases,
        closed,
        routes.post("/callers/heard", access, ConfirmHeard, HeardReply, confirm_heard),
    ]
