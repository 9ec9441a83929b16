"""From the searches of three operators to what every seat finds: over the wire, offline too."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.editing.learning_repository import learning_work
from console.store.knowledge.knowledge_repository import all_knowledge
from console.store.replica.outbox import waiting_count
from console.usecases.editing.editing_desk import EditingDesk
from console.usecases.knowledge.refresh_learned import RefreshLearned
from console.usecases.knowledge.refresh_search import RefreshSearch
from console.usecases.knowledge.tell_server import TellServer
from contract.domain.account import Role
from contract.domain.ids import CardId
from contract.domain.knowledge_entries.learning import ProposalState
from contract.wire.commands import DecideProposal
from contract.wire.commands import TellSearches as Told
from server.gateways.search_trial import try_elsewhere
from server.usecases.knowledge.learning.learn_each_night import LearnEachNight
from tests.support.knowledge.search_records import a_search
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import a_card, an_office
from tests.support.servers.real_server import RealServer

RIDES = CardId("rides")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
OPERATORS = ("anna", "bruna", "carla")
CONTACT = Told(
    searches=(
        a_search(rare="monopattin"),
        a_search("mobil condivis", linked=[RIDES]),
        a_search("nolegg", linked=[RIDES]),
    )
)


async def found(seat: ConsoleSeat, text: str) -> list[str]:
    """Return the ids of what this seat's search finds with what it has copied."""
    await seat.sync()
    search = KnowledgeSearch()
    await RefreshSearch(database=seat.database, search=search)()
    await RefreshLearned(database=seat.database, search=search)()
    hits = (await search.search(text)).hits
    await search.close()
    return [hit.id for hit in hits]


async def test_what_three_operators_linked_and_an_editor_accepted_is_found_by_the_fourth(
    tmp_path: Path,
) -> None:
    clock = StoppedClock(NOW)
    async with AsyncExitStack() as seats, await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card(id=RIDES, title="Mobilità condivisa"))
        await server.add_account("edda", Role.EDITOR)
        await server.add_account("dina", Role.OPERATOR)
        for name in OPERATORS:
            await server.add_account(name, Role.OPERATOR)
            seat = await seats.enter_async_context(
                a_seat(tmp_path / name, server.transport(), name)
            )
            await seat.sync()
            server.go_offline()
            await TellServer(database=seat.database, clock=clock)(CONTACT)
            assert await seat.database.read(waiting_count) == 0, "nobody waits for figures"
            server.go_online()
            await seat.sync()
        night = LearnEachNight(database=server.database, trial=try_elsewhere, clock=clock)
        await night()
        fourth = await seats.enter_async_context(
            a_seat(tmp_path / "dina", server.transport(), "dina")
        )
        assert await found(fourth, "noleggio") == [RIDES]
        assert await found(fourth, "monopattino") == []
        editor = await seats.enter_async_context(
            a_seat(tmp_path / "edda", server.transport(), "edda")
        )
        await editor.sync()
        (proposal,) = (await editor.database.read(learning_work)).proposals
        accepted = DecideProposal(proposal_id=proposal.id, is_accepted=True)
        await EditingDesk(database=editor.database, clock=clock).order(accepted)
        (shown,) = (await editor.database.read(learning_work)).proposals
        assert shown.state is ProposalState.ACCEPTED, "at once, before the server has it"
        await editor.sync()
        await night.when_due()
        assert await found(fourth, "monopattino") == [RIDES]
        (line,) = (await fourth.database.read(all_knowledge))[3]
        assert (line.line, str(line.added_on)) == (
            "monopattino > mobilita condivisa",
            "2026-11-25",
        )
        await editor.sync()
        assert (await editor.database.read(learning_work)).proposals == ()
        assert (await fourth.database.read(learning_work)).trial is None, "it is the editors'"
