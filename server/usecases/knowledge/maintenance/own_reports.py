"""Tells an operator what became of the faults she told; thirty days after the end nobody can."""

from contract.domain.account import Account
from contract.wire.own_reports import OWN_LIMIT, OwnReport, OwnReports
from server.store.engine.connection import Connection
from server.store.knowledge.entry_reports import reports_told_by


def own_reports(connection: Connection, account: Account) -> OwnReports:
    """Return her reports, those that are closed too until they forget who told them."""
    found = reports_told_by(connection, account.id, OWN_LIMIT)
    return OwnReports(
        reports=tuple(
            OwnReport(
                id=one.id,
                title=one.title,
                text=one.text,
                reported_at=one.reported_at,
                state=one.state,
                note=one.note,
                closed_at=one.closed_at,
            )
            for one in found
        )
    )
