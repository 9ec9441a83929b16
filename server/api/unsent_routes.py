"""Routes of work that lay unsent at a seat: handed over by anybody, its refusals for its author."""

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.domain.account import Capability
from contract.wire import reason_codes
from contract.wire.decoding import decode
from contract.wire.sealed_key import HandOver, HandOverReply, RefusedTold, RefusedWork
from server.api.problems import Refusal, json_answer
from server.api.route import SignedIn, getting, posting
from server.usecases.sync.kept_refusals import TOLD_AT_ONCE, KeptRefusals
from server.usecases.sync.take_unsent import TakeUnsent


def unsent_routes(take: TakeUnsent, refusals: KeptRefusals) -> list[HTTPRouteHandler]:
    @posting("/unsent", Capability.KNOWLEDGE_READ, HandOver, HandOverReply)
    async def hand_over(request: SignedIn, body: RawBody) -> Response[bytes]:
        return json_answer(await take(request.user, decode(body, HandOver)))

    @getting("/unsent/refused", Capability.KNOWLEDGE_READ, RefusedWork)
    async def refused(request: SignedIn) -> Response[bytes]:
        return json_answer(RefusedWork(commands=await refusals.of(request.user.account)))

    @posting("/unsent/refused", Capability.KNOWLEDGE_READ, RefusedTold)
    async def told(request: SignedIn, body: RawBody) -> None:
        command_ids = decode(body, RefusedTold).command_ids
        if len(command_ids) > TOLD_AT_ONCE:
            raise Refusal(413, reason_codes.TOO_LARGE, {"limit": str(TOLD_AT_ONCE)})
        await refusals.told(request.user.account, command_ids)

    return [hand_over, refused, told]
