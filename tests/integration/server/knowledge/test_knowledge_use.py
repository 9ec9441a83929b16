"""Editors see what of the knowledge base is used; closed reports leave the seats in time."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_report import ReportState
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import AnswerReport, CountUse, EntryUse
from contract.wire.knowledge_today import AskedCard, KnowledgeToday
from contract.wire.knowledge_use import EntryFigures, KnowledgeFigures
from server.usecases.knowledge.maintenance.read_today import WEEK
from server.usecases.knowledge.maintenance.report_entry import SHOWN_FOR, forget_closed_reports
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import CARD, OFFICE, a_card, a_report, an_office
from tests.support.servers.real_server import RealServer, push
from tests.support.servers.server_records import a_command

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


async def test_editors_see_what_is_read_most_and_since_when() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card())
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("edda", Role.EDITOR)
        uses = (
            EntryUse(entry_kind=EntryKind.OFFICE, entry_id=OFFICE, read=2),
            EntryUse(entry_kind=EntryKind.CARD, entry_id=CARD, read=9, found=4),
        )
        async with server.client(await server.sign_in("anna")) as seat:
            told = msgspec.json.decode(a_command(CountUse(entries=uses), "c1"))
            assert (await push(seat, told)).results["c1"].status == "applied"
        async with server.client(await server.sign_in("edda")) as editor:
            answer = await editor.get("/knowledge/use")
            figures = msgspec.json.decode(answer.content, type=KnowledgeFigures)
            assert str(figures.since) == "2026-08-27"
            assert figures.entries == (
                EntryFigures(entry_kind=EntryKind.CARD, entry_id=CARD, read=9, found=4),
                EntryFigures(entry_kind=EntryKind.OFFICE, entry_id=OFFICE, read=2),
            )
        clock.advance(timedelta(days=91).total_seconds())
        async with server.client(await server.sign_in("edda")) as editor:
            answer = await editor.get("/knowledge/use")
            assert msgspec.json.decode(answer.content, type=KnowledgeFigures).entries == ()


async def test_every_seat_learns_what_the_city_asks_most_a_minute_late_at_most() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card())
        await server.add_account("anna", Role.OPERATOR)
        async with server.client(await server.sign_in("anna")) as seat:
            assert await _today(seat) == KnowledgeToday(at=NOW, since=NOW.date() - WEEK)
            uses = (EntryUse(entry_kind=EntryKind.CARD, entry_id=CARD, read=30),)
            await push(seat, msgspec.json.decode(a_command(CountUse(entries=uses), "c1")))
            clock.advance(59)
            assert (await _today(seat)).asked == ()
            clock.advance(1)
            told = await _today(seat)
            assert told.asked == (AskedCard(card_id=CARD, times=30),)
            assert told.since == NOW.date()


async def _today(seat: httpx.AsyncClient) -> KnowledgeToday:
    answer = await seat.get("/knowledge/today")
    return msgspec.json.decode(answer.content, type=KnowledgeToday)


async def test_a_closed_report_leaves_the_seats_and_forgets_who_told_it() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card())
        await server.add_account("livia", Role.LEVEL_TWO)
        session = await server.sign_in("livia")
        async with server.client(session) as seat:
            for number, data in enumerate(
                (a_report(), AnswerReport(report_id="report-r1", state=ReportState.DONE))
            ):
                await push(seat, msgspec.json.decode(a_command(data, f"c{number}")))
        write = server.database.write
        assert await write(lambda c: forget_closed_reports(c, clock())) == 0
        later = clock() + SHOWN_FOR + timedelta(seconds=1)
        assert await write(lambda c: forget_closed_reports(c, later)) == 1
        rows = await server.database.read(lambda c: c.execute("SELECT * FROM entry_report"))
        assert [(row["deleted"], row["author_id"], row["author_name"]) for row in rows] == [
            (1, None, "")
        ]
        assert rows[0]["text"], "what was wrong is still known"
        async with server.client(await server.sign_in("livia")) as seat:
            page = await seat.get(f"/snapshot/{EDITING_SCOPE}")
            assert page.json()["rows"] == []
