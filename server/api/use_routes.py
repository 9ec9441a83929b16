"""What of the knowledge base is used how much: for those who keep it, and today for every seat."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from contract.domain.account import Capability
from contract.wire.knowledge_today import KnowledgeToday
from contract.wire.knowledge_use import KnowledgeFigures
from contract.wire.own_reports import OwnReports
from server.api.access import ACCESS
from server.api.figures_routes import figures_routes
from server.api.problems import json_answer
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.knowledge.maintenance.own_reports import own_reports
from server.usecases.knowledge.maintenance.read_today import read_today
from server.usecases.knowledge.maintenance.read_use import read_use

SignedIn = Request[CurrentSession, Any, Any]
KEPT_FOR = timedelta(minutes=1)  # every seat asks the same, and the versions are many


def use_routes(
    *, database: ServerDatabase, clock: Callable[[], datetime]
) -> list[HTTPRouteHandler]:
    @get("/knowledge/use", opt={ACCESS: Capability.KNOWLEDGE_EDIT, "gives": KnowledgeFigures})
    async def use() -> Response[bytes]:
        now = clock()
        return json_answer(await database.read(lambda c: read_use(c, now)))

    newest: list[KnowledgeToday] = []
    reading = asyncio.Lock()  # after a restart all seats ask at once

    @get("/knowledge/today", opt={ACCESS: Capability.KNOWLEDGE_READ, "gives": KnowledgeToday})
    async def today() -> Response[bytes]:
        async with reading:
            now = clock()
            if not newest or not timedelta(0) <= now - newest[0].at < KEPT_FOR:
                newest[:] = [await database.read(lambda c: read_today(c, now))]
            return json_answer(newest[0])

    @get("/knowledge/reports/mine", opt={ACCESS: Capability.KNOWLEDGE_READ, "gives": OwnReports})
    async def mine(request: SignedIn) -> Response[bytes]:
        account = request.user.account
        return json_answer(await database.read(lambda c: own_reports(c, account)))

    return [use, today, mine, *figures_routes(database=database, clock=clock)]
