"""Editors and leads see how each entry does: what is used, what never is, what is overdue."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from contract.domain.account import Role
from contract.domain.ids import CardId, FaqId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import CountUse, EntryUse
from contract.wire.entry_figures import (
    ROWS_LIMIT,
    EntryRow,
    FiguresColumn,
    FiguresOfEntries,
    FiguresSort,
)
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import CARD, OFFICE, a_card, a_report, an_office
from tests.support.servers.real_server import RealServer, push
from tests.support.servers.server_records import a_command

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
A_QUESTION = Faq(id=FaqId("f1"), card_id=CardId(CARD), question="Vale anche qui?", answer="Sì.")


async def _figures(
    client: httpx.AsyncClient, order: str, days: int = 30, query: str = ""
) -> FiguresOfEntries:
    answer = await client.get(f"/knowledge/figures/{days}/{order}{query}")
    return msgspec.json.decode(answer.content, type=FiguresOfEntries)


async def _used(server: RealServer) -> None:
    """Anna's seat reads the card nine times; she tells a fault of it; nobody reads the office."""
    uses = (EntryUse(entry_kind=EntryKind.CARD, entry_id=CARD, read=9, found=4),)
    async with server.client(await server.sign_in("anna")) as seat:
        for number, data in enumerate((CountUse(entries=uses), a_report())):
            told = msgspec.json.decode(a_command(data, f"c{number}"))
            assert (await push(seat, told)).results[f"c{number}"].status == "applied"


async def test_what_is_used_comes_first_and_what_never_is_has_its_own_list() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card())
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("edda", Role.EDITOR)
        await _used(server)
        async with server.client(await server.sign_in("edda")) as editor:
            most = await _figures(editor, "most_used")
            never = await _figures(editor, "never_used")
        assert [(row.entry_id, row.read, row.reported) for row in most.rows] == [
            (CARD, 9, 1),
            (OFFICE, 0, 0),
        ]
        assert (str(most.since), most.total, most.unused) == ("2026-10-26", 2, 1)
        assert [row.entry_id for row in never.rows] == [OFFICE]
        clock.advance(timedelta(days=8).total_seconds())
        async with server.client(await server.sign_in("edda")) as editor:
            assert (await _figures(editor, "most_used", days=7)).unused == 2
            assert (await _figures(editor, "most_used", days=30)).unused == 1


async def test_all_rows_are_sorted_by_a_column_before_those_beyond_the_limit_are_left_out() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        many = [
            msgspec.structs.replace(an_office(), id=OfficeId(f"o{n:04}"), name=f"Sportello {n:04}")
            for n in range(ROWS_LIMIT + 20)
        ]
        await server.add_knowledge(a_card(), *many)
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("edda", Role.EDITOR)
        await _used(server)
        async with server.client(await server.sign_in("edda")) as editor:
            rising = await _figures(editor, "most_used", query="?by=title")
            falling = await _figures(editor, "most_used", query="?by=-title")
            most = await _figures(editor, "most_used", query="?by=-read")
            least = await _figures(editor, "most_used", query="?by=read")
            refused = await editor.get("/knowledge/figures/30/most_used?by=who")
        titles = sorted([a_card().title, *(one.name for one in many)], key=str.casefold)
        assert [row.title for row in rising.rows] == titles[:ROWS_LIMIT]
        assert [row.title for row in falling.rows] == titles[::-1][:ROWS_LIMIT]
        assert (rising.listed, len(rising.rows)) == (ROWS_LIMIT + 21, ROWS_LIMIT)
        assert falling.sort == FiguresSort(column=FiguresColumn.TITLE, is_falling=True)
        assert most.rows[0].entry_id == CARD
        equals = [row.title for row in most.rows[1:]]
        assert equals == sorted(equals, key=str.casefold), "equals stand by title"
        assert [row.title for row in least.rows] == [t for t in titles if t != a_card().title][
            :ROWS_LIMIT
        ], "so they do the other way round, and what is beyond the limit is beyond it in this order"
        assert refused.status_code == 404


async def test_what_is_never_due_comes_last_whichever_way_dates_go() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card(), A_QUESTION)
        await server.add_account("edda", Role.EDITOR)
        async with server.client(await server.sign_in("edda")) as editor:
            for by in ("due", "-due"):
                found = await _figures(editor, "most_used", query=f"?by={by}")
                days = [row.due_on for row in found.rows[:-1]]
                assert found.rows[-1].due_on is None
                assert days == sorted(filter(None, days), reverse=by == "-due")


async def test_what_should_have_been_looked_at_again_is_told_longest_first() -> None:
    late = (NOW - timedelta(days=40)).date()
    later = (NOW - timedelta(days=2)).date()
    async with await RealServer.start(clock=StoppedClock(NOW)) as server:
        office = msgspec.structs.replace(an_office(), review_on=later)
        await server.add_knowledge(office, msgspec.structs.replace(a_card(), review_on=late))
        await server.add_account("edda", Role.EDITOR)
        async with server.client(await server.sign_in("edda")) as editor:
            overdue = await _figures(editor, "overdue")
        assert [(row.entry_id, row.due_on) for row in overdue.rows] == [
            (CARD, late),
            (OFFICE, later),
        ]
        assert overdue.overdue == 2


async def test_the_sheet_has_every_row_and_no_title_reckons_in_a_spreadsheet() -> None:
    async with await RealServer.start(clock=StoppedClock(NOW)) as server:
        card = msgspec.structs.replace(a_card(), title='=1+1, "due"')
        await server.add_knowledge(an_office(), card)
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("edda", Role.EDITOR)
        await _used(server)
        async with server.client(await server.sign_in("edda")) as editor:
            answer = await editor.get("/knowledge/figures-sheet/30")
        header, first, second = answer.content.decode("utf-8-sig").split("\r\n")[:3]
        assert answer.headers["content-type"].startswith("text/csv")
        assert header == "kind,id,title,read,linked,sent,reported,due_on,overdue"
        assert first.startswith(f'card,{CARD},"\'=1+1, ""due""",9,0,0,1,')
        assert second.startswith(f"office,{OFFICE},")


async def test_leads_see_them_and_operators_do_not() -> None:
    async with await RealServer.start(clock=StoppedClock(NOW)) as server:
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("livia", Role.TEAM_LEAD)
        async with server.client(await server.sign_in("livia")) as lead:
            assert (await _figures(lead, "most_used")).rows == ()
            assert (await lead.get("/knowledge/figures/30/by_name")).status_code == 404
        async with server.client(await server.sign_in("anna")) as seat:
            for path in ("/knowledge/figures/30/most_used", "/knowledge/figures-sheet/30"):
                assert (await seat.get(path)).status_code == 403


def test_a_row_says_only_what_is_known() -> None:
    row = EntryRow(entry_kind=EntryKind.FAQ, entry_id="f", title="Che cosa?")
    assert msgspec.json.encode(row) == b'{"entry_kind":"faq","entry_id":"f","title":"Che cosa?"}'
