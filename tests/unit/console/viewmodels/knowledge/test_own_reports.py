"""An operator learns what became of her report when she looks, and is told of it once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from console.errors import ServerUnreachable
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from contract.domain.knowledge_entries.entry_report import ReportState
from contract.wire.own_reports import OwnReport, OwnReports
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, a_scope

OPEN = OwnReport(id="r1", title="TARI", text="Orario", reported_at=NOW, state=ReportState.OPEN)
DONE = OwnReport(
    id="r2", title="CIE", text="Costo", reported_at=NOW, state=ReportState.DONE, closed_at=NOW
)


class Server:
    def __init__(self) -> None:
        self.reports = (OPEN, DONE)
        self.seen: frozenset[str] = frozenset()
        self.asked = 0
        self.is_away = False
        self.answers = asyncio.Event()
        self.answers.set()

    async def load(self) -> OwnReports:
        self.asked += 1
        known = self.reports
        await self.answers.wait()
        if self.is_away:
            raise ServerUnreachable
        return OwnReports(reports=known)

    async def load_seen(self) -> frozenset[str]:
        return self.seen

    async def save_seen(self, ids: frozenset[str]) -> None:
        self.seen = ids


@asynccontextmanager
async def reports(every_s: float = 300.0) -> AsyncIterator[tuple[OwnReportsViewModel, Server]]:
    async with a_scope() as scope:
        server = Server()
        model = OwnReportsViewModel(
            load=server.load,
            load_seen=server.load_seen,
            save_seen=server.save_seen,
            scope=scope,
            every_s=every_s,
        )
        yield model, server


async def test_only_what_ended_counts_as_news_until_it_was_looked_at() -> None:
    async with reports() as (model, server):
        model.follow()
        await until(lambda: model.reports == (OPEN, DONE))
        assert model.unseen_count == 1
        model.look()
        await until(lambda: model.unseen_count == 0)
        assert server.seen == {"r2"}
        model.refresh()
        await until(lambda: server.asked == 2)
        assert model.unseen_count == 0


async def test_an_answer_that_was_under_way_while_she_looked_makes_nothing_new_again() -> None:
    async with reports() as (model, server):
        model.follow()
        await until(lambda: model.reports)
        server.answers.clear()
        server.reports = (DONE,)
        model.refresh()
        await until(lambda: server.asked == 2)
        model.look()
        await until(lambda: model.unseen_count == 0)
        server.answers.set()
        await until(lambda: model.reports == (DONE,))
        assert model.unseen_count == 0


async def test_an_answer_that_comes_after_a_later_one_takes_nothing_away() -> None:
    async with reports() as (model, server):
        server.answers.clear()
        server.reports = ()
        model.follow()
        await until(lambda: server.asked == 1)
        slow, server.answers = server.answers, asyncio.Event()
        server.answers.set()
        model.refresh()
        server.reports = (OPEN, DONE)
        await until(lambda: model.reports == (OPEN, DONE))
        changes: list[int] = []
        model.changed.connect(lambda: changes.append(len(model.reports)))
        slow.set()
        model.refresh()
        await until(lambda: changes)
        assert 0 not in changes
        assert model.unseen_count == 1


async def test_the_server_is_asked_again_and_its_silence_takes_nothing_away() -> None:
    async with reports(every_s=0.01) as (model, server):
        model.follow()
        await until(lambda: model.reports)
        server.is_away = True
        asked = server.asked
        await until(lambda: server.asked > asked + 1)
        assert model.reports == (OPEN, DONE)
