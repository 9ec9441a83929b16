"""What became of the faults I told: a number beside my list, then the list itself."""

from datetime import timedelta

from console.scenes import scene_city as city
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import idle
from console.shell.main_window import MainWindow
from contract.domain.knowledge_entries.entry_report import ReportState
from contract.wire.own_reports import OwnReport, OwnReports


def _report(
    number: int, state: ReportState, *, note: str = "", is_closed: bool = True
) -> OwnReport:
    return OwnReport(
        id=f"own-{number}",
        title=city.CARDS[number].title,
        text="L'orario del giovedì è cambiato.",
        reported_at=city.NOW - timedelta(days=number + 1),
        state=state,
        note=note,
        closed_at=city.NOW - timedelta(hours=number + 1) if is_closed else None,
    )


REPORTS = (
    _report(0, ReportState.DONE),
    _report(1, ReportState.DISMISSED, note="L'ufficio conferma: il giovedì chiude alle 17."),
    _report(2, ReportState.ASKED, is_closed=False),
)


async def report_ended(window: MainWindow, seat: SceneSeat) -> None:
    seat.server.answers["/knowledge/reports/mine"] = OwnReports(reports=REPORTS)
    await idle(window, seat)


async def own_reports(window: MainWindow, seat: SceneSeat) -> None:
    await report_ended(window, seat)
    window.work.show_module("own")
