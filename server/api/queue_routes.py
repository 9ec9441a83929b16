"""Routes about queues: figures, the emergency text, blocked numbers."""

from collections.abc import Callable

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, RawBody

from contract.domain.account import Capability
from contract.domain.queue import Queue
from contract.wire.decoding import decode
from contract.wire.queues import (
    AllFigures,
    BlockDecision,
    BlockedNumber,
    BlockedNumbers,
    BlockRequest,
    EmergencyText,
)
from server.api.problems import json_answer
from server.api.route import Clock, SignedIn, Transactions, getting, posting
from server.store.engine.server_database import ServerDatabase
from server.usecases.routing.block_numbers import ask_block, decide_block, list_blocked
from server.usecases.routing.known_queues import set_emergency
from server.usecases.routing.queue_figures import queue_figures


def queue_routes(
    *, database: ServerDatabase, clock: Clock, nudge: Callable[[], None]
) -> list[HTTPRouteHandler]:
    @getting("/queues/figures", Capability.PHONE_USE, AllFigures)
    async def figures() -> Response[bytes]:
        now = clock()
        return json_answer(AllFigures(figures=await database.read(lambda c: queue_figures(c, now))))

    @posting("/queues/{queue_id:str}/emergency", Capability.QUEUE_MANAGE, EmergencyText, Queue)
    async def emergency(
        request: SignedIn, queue_id: FromPath[str], body: RawBody
    ) -> Response[bytes]:
        account, text, now = request.user.account, decode(body, EmergencyText), clock()
        changed = await database.write(lambda c: set_emergency(c, account, queue_id, text, now))
        # Callers who wait hear the emergency text now, not at the dispatcher's next look.
        nudge()
        return json_answer(changed)

    return [figures, emergency]


def blocked_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    @getting("/blocked-numbers", Capability.QUEUE_MANAGE, BlockedNumbers)
    async def blocked(request: SignedIn) -> Response[bytes]:
        account = request.user.account
        return json_answer(await database.read(lambda c: list_blocked(c, account)))

    use, manage = Capability.PHONE_USE, Capability.QUEUE_MANAGE
    routes = Transactions(database, clock)
    return [
        blocked,
        routes.post("/blocked-numbers", use, BlockRequest, BlockedNumber, ask_block),
        routes.post("/blocked-numbers/decide", manage, BlockDecision, BlockedNumbers, decide_block),
    ]
