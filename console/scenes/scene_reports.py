"""The faults an operator told, in a scene."""

from datetime import timedelta

from console.scenes import scene_city as city
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


class SceneReports:
    def __init__(self) -> None:
        self.reports: tuple[OwnReport, ...] = ()
        self.seen: frozenset[str] = frozenset()

    async def load(self) -> OwnReports:
        return OwnReports(reports=self.reports)

    async def load_seen(self) -> frozenset[str]:
        return self.seen

    async def save_seen(self, ids: frozenset[str]) -> None:
        self.seen = ids
