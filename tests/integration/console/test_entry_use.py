"""An editor's seat learns of one entry how much operators use it, and of nobody who did."""

from pathlib import Path

import msgspec
import pytest

from console.errors import ServerRejected, ServerUnreachable
from console.sync.links.knowledge_link import KnowledgeLink
from contract.domain.account import Role
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import CountUse, EntryUse
from contract.wire.knowledge_use import EntryFigures
from tests.support.seats.console_seat import a_seat
from tests.support.servers.maintenance_records import CARD, OFFICE, a_card, an_office
from tests.support.servers.real_server import RealServer, push
from tests.support.servers.server_records import a_command


async def test_the_figures_of_an_entry_are_told_to_editors_while_the_server_is_there(
    tmp_path: Path,
) -> None:
    async with await RealServer.start() as server:
        await server.add_knowledge(an_office(), a_card())
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("edda", Role.EDITOR)
        read = CountUse(entries=(EntryUse(entry_kind=EntryKind.CARD, entry_id=CARD, read=7),))
        async with server.client(await server.sign_in("anna")) as operator:
            await push(operator, msgspec.json.decode(a_command(read, "c1")))
        async with a_seat(tmp_path / "anna", server.transport(), "anna") as seat:
            with pytest.raises(ServerRejected):
                await KnowledgeLink(seat.link).use_of(EntryKind.CARD, CARD)
            today = await KnowledgeLink(seat.link).today()
            assert [one.times for one in today.asked] == [7]
        async with a_seat(tmp_path / "edda", server.transport(), "edda") as seat:
            link = KnowledgeLink(seat.link)
            used = await link.use_of(EntryKind.CARD, CARD)
            assert used is not None
            assert (used.figures.read, used.figures.linked, used.figures.reported) == (7, 0, 0)
            unused = await link.use_of(EntryKind.OFFICE, OFFICE)
            assert unused is not None
            assert unused.figures == EntryFigures(entry_kind=EntryKind.OFFICE, entry_id=OFFICE)
            server.go_offline()
            with pytest.raises(ServerUnreachable):
                await link.use_of(EntryKind.CARD, CARD)
