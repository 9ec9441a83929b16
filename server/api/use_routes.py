"""What of the knowledge base is used how much: for those who keep it, and today for every seat."""

import asyncio
from datetime import timedelta

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from contract.domain.account import Account, Capability
from contract.wire import reason_codes
from contract.wire.entry_figures import FiguresColumn, FiguresOfEntries, FiguresOrder, FiguresSort
from contract.wire.knowledge_today import KnowledgeToday
from contract.wire.knowledge_use import KnowledgeFigures
from contract.wire.own_reports import OwnReports
from server.api.access import ACCESS, Open
from server.api.problems import Refusal, json_answer
from server.api.route import Clock, SignedIn, getting
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.maintenance.count_use import read_use
from server.usecases.knowledge.maintenance.entry_figures import (
    entry_figures,
    figures_sheet,
    may_see_figures,
)
from server.usecases.knowledge.maintenance.read_today import read_today
from server.usecases.knowledge.maintenance.report_entry import own_reports

KEPT_FOR = timedelta(minutes=1)  # every seat asks the same, and the versions are many


def use_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    @getting("/knowledge/use", Capability.KNOWLEDGE_EDIT, KnowledgeFigures)
    async def use() -> Response[bytes]:
        now = clock()
        return json_answer(await database.read(lambda c: read_use(c, now)))

    newest: list[KnowledgeToday] = []
    reading = asyncio.Lock()  # after a restart all seats ask at once

    @getting("/knowledge/today", Capability.KNOWLEDGE_READ, KnowledgeToday)
    async def today() -> Response[bytes]:
        async with reading:
            now = clock()
            if not newest or not timedelta(0) <= now - newest[0].at < KEPT_FOR:
                newest[:] = [await database.read(lambda c: read_today(c, now))]
            return json_answer(newest[0])

    @getting("/knowledge/reports/mine", Capability.KNOWLEDGE_READ, OwnReports)
    async def mine(request: SignedIn) -> Response[bytes]:
        account = request.user.account
        return json_answer(await database.read(lambda c: own_reports(c, account)))

    return [use, today, mine, *figures_routes(database=database, clock=clock)]


def figures_routes(*, database: ServerDatabase, clock: Clock) -> list[HTTPRouteHandler]:
    path = "/knowledge/figures/{days:int}/{order:str}"

    @getting(path, Open.SIGNED_IN, FiguresOfEntries, refuses=(404,))
    async def figures(
        request: SignedIn,
        days: FromPath[int],
        order: FromPath[str],
        by: FromQuery[str | None] = None,
    ) -> Response[bytes]:
        _check(request.user.account)
        if order not in set(FiguresOrder) or not _is_known(by):
            raise Refusal(404, reason_codes.NOT_FOUND)
        sort = _sort(by) if by is not None else None
        now = clock()
        return json_answer(
            await database.read(lambda c: entry_figures(c, days, FiguresOrder(order), now, sort))
        )

    @get("/knowledge/figures-sheet/{days:int}", opt={ACCESS: Open.SIGNED_IN})
    async def sheet(request: SignedIn, days: FromPath[int]) -> Response[bytes]:
        _check(request.user.account)
        now = clock()
        content = await database.read(lambda c: figures_sheet(c, days, now))
        return Response(content, media_type="text/csv", headers={"Cache-Control": "no-store"})

    return [figures, sheet]


def _is_known(by: str | None) -> bool:
    return by is None or by.removeprefix("-") in set(FiguresColumn)


def _sort(by: str) -> FiguresSort:
    """A "-" before the column: falling."""
    return FiguresSort(column=FiguresColumn(by.removeprefix("-")), is_falling=by.startswith("-"))


def _check(account: Account) -> None:
    """Editors and leads have no capability in common that others lack."""
    if not may_see_figures(account):
        raise Refusal(403, reason_codes.FORBIDDEN)
