"""What became of the faults an operator reported: for that operator alone."""

from datetime import datetime

import msgspec

from contract.domain.knowledge_entries.entry_report import ReportState

OWN_LIMIT = 100


class OwnReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """note: why an editor dismissed it, or what she did. closed_at None: it is being looked at."""

    id: str
    title: str  # of the entry
    text: str  # what she wrote
    reported_at: datetime
    state: ReportState
    note: str = ""
    closed_at: datetime | None = None


class OwnReports(msgspec.Struct, frozen=True, kw_only=True):
    """The newest first, OWN_LIMIT at most."""

    reports: tuple[OwnReport, ...] = ()
