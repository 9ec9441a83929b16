"""Routes about queues: figures, the emergency text, blocked numbers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
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
from server.api.access import ACCESS
from server.api.problems import json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.routing.block_numbers import ask_block, decide_block, list_blocked
from server.usecases.routing.known_queues import set_emergency
from server.usecases.routing.queue_figures import queue_figures

SignedIn = Request[CurrentSession, Any, Any]
Clock = Callable[[], datetime]


def queue_routes(
    *, database: ServerDatabase, clock: Clock, nudge: Callable[[], None]
) -> list[HTTPRouteHandler]:
    @get("/queues/figures", opt={ACCESS: Capability.PHONE_USE, "gives": AllFigures})
    async def figures() -> Response[bytes]:
        now = clock()
        return json_answer(AllFigures(figures=await database.read(lambda c: queue_figures(c, now))))

    @post(
        "/queues/{queue_id:str}/emergency",
        opt={ACCESS: Capability.QUEUE_MANAGE, "takes": EmergencyText, "gives": Queue},
        status_code=200,
    )
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
    @get("/blocked-numbers", opt={ACCESS: Capability.QUEUE_MANAGE, "gives": BlockedNumbers})
    async def blocked(request: SignedIn) -> Response[bytes]:
        account = request.user.account
        return json_answer(await database.read(lambda c: list_blocked(c, account)))

    @post(
        "/blocked-numbers",
        opt={ACCESS: Capability.PHONE_USE, "takes": BlockRequest, "gives": BlockedNumber},
        status_code=200,
    )
    async def ask(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, wanted, now = request.user.account, decode(body, BlockRequest), clock()
        return json_answer(await database.write(lambda c: ask_block(c, account, wanted, now)))

    @post(
        "/blocked-numbers/decide",
        opt={ACCESS: Capability.QUEUE_MANAGE, "takes": BlockDecision, "gives": BlockedNumbers},
        status_code=200,
    )
    async def decide(request: SignedIn, body: RawBody) -> Response[bytes]:
        account, decision, now = request.user.account, decode(body, BlockDecision), clock()
        return json_answer(await database.write(lambda c: decide_block(c, account, decision, now)))

    return [blocked, ask, decide]
