"""A closed case is looked for at the real server, and each way of not finding it has its name."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.model.callbacks.closed_found import NotSearched
from console.runtime.task_scope import TaskScope
from console.sync.links.call_link import CallLink
from console.usecases.callbacks.find_closed_cases import FindClosedCases
from console.viewmodels.callbacks.closed_case_search import ClosedCaseSearchViewModel
from contract.domain.account import Role
from contract.domain.case import CaseState
from contract.domain.ids import AccountId
from contract.wire.claims import ClosedCasesAsked
from server.store.sync.replicated_rows import AT_SERVER
from server.usecases.contacts.find_closed_cases import PAGE
from server.usecases.contacts.look_up_reason import MOST_WITHOUT_CALL
from tests.support.async_fixtures import async_fixture
from tests.support.seats.console_seat import a_seat
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.servers.server_records import SCHOOLS, TAXES, a_case
from tests.support.waiting import until

OF_THE_DESK = ClosedCasesAsked(desk_id=TAXES)


async def closed_one_a_day(server: RealServer, clerk: AccountId, count: int) -> None:
    """So many closed cases of the desk, one a day; the oldest is about a driveway."""
    for day in range(count):
        at = utc_now() - timedelta(days=day + 1)
        case = a_case(
            str(day),
            operator=clerk,
            number=f"2025-{day:06}",
            state=CaseState.CLOSED,
            opened_at=at,
            closed_at=at,
            question="Passo carrabile" if day == count - 1 else "Bollettino",
        )
        await server.put(AT_SERVER, case)


@async_fixture
async def city() -> AsyncIterator[RealServer]:
    async with await RealServer.start() as server:
        clerk = await server.add_account("livia", Role.LEVEL_TWO, desks=(TAXES,))
        await closed_one_a_day(server, clerk.id, PAGE + 1)
        yield server


@async_fixture
async def search(city: RealServer, tmp_path: Path) -> AsyncIterator[ClosedCaseSearchViewModel]:
    async with a_seat(tmp_path, city.transport(), "livia") as seat:
        scope = TaskScope(lambda name, error: pytest.fail(f"{name}: {error!r}"))
        find = FindClosedCases(ask=CallLink(seat.link).closed_cases)
        yield ClosedCaseSearchViewModel(find=find, scope=scope)
        await scope.close()


async def answered(search: ClosedCaseSearchViewModel) -> None:
    await until(lambda: not search.is_asking)


async def test_the_next_part_goes_on_where_the_last_one_ended(
    search: ClosedCaseSearchViewModel,
) -> None:
    search.ask(OF_THE_DESK)
    await answered(search)
    assert (len(search.rows), search.can_go_on) == (PAGE, True)
    search.go_on()
    await answered(search)
    numbers = [row.number for row in search.rows]
    assert numbers == [f"2025-{day:06}" for day in range(PAGE + 1)]
    assert not search.can_go_on


async def test_words_find_it_without_a_number(search: ClosedCaseSearchViewModel) -> None:
    search.ask(ClosedCasesAsked(words="carrabile"))
    await answered(search)
    assert [row.number for row in search.rows] == [f"2025-{PAGE:06}"]


async def test_a_desk_of_others_is_refused(search: ClosedCaseSearchViewModel) -> None:
    search.ask(ClosedCasesAsked(desk_id=SCHOOLS))
    await answered(search)
    assert search.fault is NotSearched.REFUSED


async def test_without_the_server_nothing_is_looked_for(
    search: ClosedCaseSearchViewModel, city: RealServer
) -> None:
    city.go_offline()
    search.ask(OF_THE_DESK)
    await answered(search)
    assert search.fault is NotSearched.OFFLINE


async def test_who_looked_up_too_much_keeps_what_was_found_and_where_to_go_on(
    search: ClosedCaseSearchViewModel,
) -> None:
    for _ in range(MOST_WITHOUT_CALL):
        search.ask(OF_THE_DESK)
        await answered(search)
    search.go_on()
    await answered(search)
    assert search.fault is NotSearched.TOO_MANY
    assert (len(search.rows), search.can_go_on) == (PAGE, True)
