"""Whoever told a fault learns what became of it, with the editor's reason; nobody else does."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from contract.domain.account import Role
from contract.domain.knowledge_entries.entry_report import ReportState
from contract.wire.commands import AnswerReport
from contract.wire.own_reports import OwnReports
from server.usecases.knowledge.maintenance.report_entry import SHOWN_FOR, forget_closed_reports
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import a_card, a_report, an_office
from tests.support.servers.real_server import RealServer, push
from tests.support.servers.server_records import a_command

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
WHY = "L'ufficio conferma l'orario."


async def _own(client: httpx.AsyncClient) -> OwnReports:
    answer = await client.get("/knowledge/reports/mine")
    return msgspec.json.decode(answer.content, type=OwnReports)


async def _send(client: httpx.AsyncClient, data: object, key: str) -> None:
    told = msgspec.json.decode(a_command(data, key))
    assert (await push(client, told)).results[key].status == "applied"


async def test_whoever_told_the_same_fault_again_hears_of_it_too() -> None:
    async with await RealServer.start(clock=StoppedClock(NOW)) as server:
        await server.add_knowledge(an_office(), a_card())
        for login in ("anna", "bruno"):
            await server.add_account(login, Role.OPERATOR)
        await server.add_account("edda", Role.EDITOR)
        async with server.client(await server.sign_in("anna")) as anna:
            await _send(anna, a_report(), "c1")
            await _send(anna, a_report("r2"), "c2")
            [told] = (await _own(anna)).reports
        async with server.client(await server.sign_in("bruno")) as bruno:
            await _send(bruno, a_report("r3"), "c3")
            assert [one.id for one in (await _own(bruno)).reports] == [told.id]
            async with server.client(await server.sign_in("edda")) as edda:
                answer = AnswerReport(report_id=told.id, state=ReportState.DONE, note=WHY)
                await _send(edda, answer, "c4")
            [ended] = (await _own(bruno)).reports
            assert (ended.state, ended.note) == (ReportState.DONE, WHY)
            later = NOW + SHOWN_FOR + timedelta(seconds=1)
            assert await server.database.write(lambda c: forget_closed_reports(c, later)) == 1
            assert (await _own(bruno)).reports == ()
        left = await server.database.read(lambda c: c.execute("SELECT * FROM report_teller"))
        assert left == [], "nobody knows any more who told it"


async def test_the_editors_answer_reaches_who_told_the_fault() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_knowledge(an_office(), a_card())
        for login, role in (
            ("anna", Role.OPERATOR),
            ("bruno", Role.OPERATOR),
            ("edda", Role.EDITOR),
        ):
            await server.add_account(login, role)
        async with server.client(await server.sign_in("anna")) as anna:
            await _send(anna, a_report(), "c1")
            [told] = (await _own(anna)).reports
            assert (told.state, told.closed_at) == (ReportState.OPEN, None)
            async with server.client(await server.sign_in("edda")) as edda:
                answer = AnswerReport(report_id=told.id, state=ReportState.DISMISSED, note=WHY)
                await _send(edda, answer, "c2")
            [ended] = (await _own(anna)).reports
            assert (ended.state, ended.note, ended.closed_at) == (ReportState.DISMISSED, WHY, NOW)
        async with server.client(await server.sign_in("bruno")) as bruno:
            assert (await _own(bruno)).reports == ()
        later = NOW + SHOWN_FOR + timedelta(seconds=1)
        assert await server.database.write(lambda c: forget_closed_reports(c, later)) == 1
        async with server.client(await server.sign_in("anna")) as anna:
            assert (await _own(anna)).reports == (), "nobody knows any more who told it"
