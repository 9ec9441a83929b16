"""The figures of the entries: whose they are to see, what is asked, what stays without a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from console.errors import ServerUnreachable, SheetNotSaved
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId
from contract.wire.entry_figures import FiguresColumn, FiguresOfEntries, FiguresOrder, FiguresSort
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, a_scope


class Server:
    def __init__(self) -> None:
        self.asked: list[tuple[int, FiguresOrder]] = []
        self.sorts: list[FiguresSort | None] = []
        self.saved: list[tuple[str, bytes]] = []
        self.is_away = False
        self.is_full = False

    async def load(
        self, days: int, order: FiguresOrder, sort: FiguresSort | None
    ) -> FiguresOfEntries:
        self.asked.append((days, order))
        self.sorts.append(sort)
        if self.is_away:
            raise ServerUnreachable
        return FiguresOfEntries(since=date(2026, 10, 26), total=len(self.asked), sort=sort)

    async def sheet(self, days: int) -> bytes:
        if self.is_away:
            raise ServerUnreachable
        return str(days).encode()

    async def save(self, name: str, content: bytes) -> Path:
        if self.is_full:
            raise SheetNotSaved("full")
        self.saved.append((name, content))
        return Path(name)


@asynccontextmanager
async def figures(
    role: Role = Role.EDITOR,
) -> AsyncIterator[tuple[EntryFiguresViewModel, Server]]:
    account = Account(id=AccountId("a"), login="a", display_name="A", role=role)
    async with a_scope() as scope:
        server = Server()
        model = EntryFiguresViewModel(
            operator=SignedInOperator(account),
            load=server.load,
            sheet=server.sheet,
            save=server.save,
            scope=scope,
            now=lambda: NOW,
        )
        yield model, server


async def test_period_and_order_are_asked_of_the_server() -> None:
    async with figures() as (model, server):
        model.refresh()
        await until(lambda: model.found is not None)
        model.choose(days=7)
        model.choose(order=FiguresOrder.NEVER_USED)
        await until(lambda: model.found is not None and model.found.total == len(server.asked) > 1)
        assert server.asked[-1] == (7, FiguresOrder.NEVER_USED)


async def test_a_column_chosen_again_is_sorted_the_other_way_round() -> None:
    async with figures() as (model, server):
        for column in (FiguresColumn.READ, FiguresColumn.READ, FiguresColumn.TITLE):
            before = len(server.sorts)
            model.sort_by(column)
            await until(lambda before=before: len(server.sorts) > before)  # type: ignore[misc]
        assert server.sorts == [
            FiguresSort(column=FiguresColumn.READ, is_falling=True),
            FiguresSort(column=FiguresColumn.READ),
            FiguresSort(column=FiguresColumn.TITLE),
        ]
        await until(lambda: model.found is not None and model.found.sort == server.sorts[-1])


async def test_another_period_stays_sorted_and_another_order_does_not() -> None:
    async with figures() as (model, server):
        model.sort_by(FiguresColumn.DUE)
        await until(lambda: bool(server.sorts))
        model.choose(days=7)
        await until(lambda: len(server.sorts) > 1)
        assert server.sorts[-1] == FiguresSort(column=FiguresColumn.DUE)
        model.choose(order=FiguresOrder.SENT)
        await until(lambda: len(server.sorts) > 2)
        assert server.sorts[-1] is None


async def test_editors_and_leads_may_see_them_operators_not() -> None:
    async with figures() as (model, server):
        assert (model.may_see, model.may_edit) == (True, True)
    async with figures(Role.TEAM_LEAD) as (model, server):
        assert (model.may_see, model.may_edit) == (True, False)
    async with figures(Role.OPERATOR) as (model, server):
        model.refresh()
        model.export()
        assert (model.may_see, server.asked) == (False, [])


async def test_without_a_server_what_was_known_stays_and_says_so() -> None:
    async with figures() as (model, server):
        model.refresh()
        await until(lambda: model.found is not None)
        server.is_away = True
        model.choose(days=90)
        await until(lambda: model.fault == "away")
        assert model.found is not None
        server.is_away = False
        model.refresh()
        await until(lambda: not model.fault)


async def test_the_sheet_is_saved_under_day_and_period() -> None:
    async with figures() as (model, server):
        model.export()
        await until(lambda: model.saved is not None)
        assert server.saved == [("schede-2026-11-25-30", b"30")]
        server.is_full = True
        model.export()
        await until(lambda: model.fault == "not_saved")
