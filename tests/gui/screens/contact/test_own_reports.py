"""Word of a report comes to a quiet place: a number beside my list, never the focus."""

import msgspec
from PySide6.QtCore import Qt

from console.screens.contact.own_contacts_screen import OwnContactsScreen
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from contract.domain.account import Role
from contract.domain.ids import ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.wire.commands import AnswerReport, ReportEntry
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer, push, utc_now
from tests.support.servers.server_records import a_command
from tests.support.waiting import until
from widgets.kit.plain_text import isolated


async def test_the_end_of_my_report_waits_in_my_list(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_account("edda", Role.EDITOR)
    report = EntryReport(
        id=ReportId("r-1"),
        cause=ReportCause.OPERATOR,
        entry_id="c-tari",
        field="say",
        text="La rata scade prima",
        reported_at=utc_now(),
    )
    await driven.sign_in("anna")
    steps = (
        ("anna", ReportEntry(report=report)),
        ("edda", AnswerReport(report_id=report.id, state=ReportState.DONE, note="Corretta")),
    )
    for login, data in steps:
        async with city.client(await city.sign_in(login)) as client:
            command = msgspec.json.decode(a_command(data, f"c-{login}"))
            assert (await push(client, command)).results[f"c-{login}"].status == "applied"
    driven.press(Qt.Key.Key_F2)
    box = driven.focus()
    reports = driven.models.of(OwnReportsViewModel)
    reports.refresh()
    await until(lambda: reports.unseen_count == 1)
    assert driven.focus() is box, "word of it must not take her letters"
    driven.window.work.show_module("own")
    page = driven.window.part(OwnContactsScreen)
    await until(lambda: page.reports.table.records())
    [row] = page.reports.table.records()
    assert row.cells[2].startswith("corretto e pubblicato")
    assert f"Redazione: «{isolated('Corretta')}»" in row.detail
    page.reports.table.setFocus()
    await until(lambda: reports.unseen_count == 0)
