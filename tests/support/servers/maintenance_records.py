"""A small knowledge base with owners, and the reports made about it."""

from typing import Any

import msgspec

from contract.domain.account import Account, Role
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, OfficeId, ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import ReportEntry
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.messages.available_ways import note_mail
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, TARI, an_account

OWNER = "tributi@comune.example"
OFFICE = OfficeId("ufficio-tari")
CARD = CardId("tari")


def an_editor(name: str = "ed1") -> Account:
    return an_account(name, role=Role.EDITOR)


def an_office(**overrides: Any) -> Office:
    fields: dict[str, Any] = {
        "id": OFFICE,
        "name": "Ufficio TARI",
        "address": "Via Ostiense 38",
        "phones": ("+390667101",),
        "owner_email": OWNER,
    }
    return Office(**(fields | overrides))


def a_card(**overrides: Any) -> ServiceCard:
    fields: dict[str, Any] = {
        "id": CARD,
        "title": "Pagare la TARI",
        "topic_id": TARI,
        "say": "La TARI si paga in due rate.",
        "times": "Lo sportello è aperto dalle 8:30 alle 12.",
        "responsible_id": OFFICE,
        "office_ids": (OFFICE,),
    }
    return ServiceCard(**(fields | overrides))


def put_knowledge(service: RecordedService, *values: msgspec.Struct) -> None:
    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        for value in values:
            edit.put(KNOWLEDGE_SCOPE, value)
        edit.finish()

    service.database.write_now(work)


def set_up_mail(service: RecordedService, is_set_up: bool = True) -> None:
    service.database.write_now(lambda c: note_mail(c, is_set_up))


def a_report(name: str = "r1", **overrides: Any) -> ReportEntry:
    fields: dict[str, Any] = {
        "id": ReportId(f"report-{name}"),
        "cause": ReportCause.OPERATOR,
        "entry_kind": EntryKind.CARD,
        "entry_id": CARD,
        "entry_version": 1,
        "field": "times",
        "text": "Chiude alle 13, non alle 12.",
        "reported_at": NOW,
    }
    return ReportEntry(report=EntryReport(**(fields | overrides)))


def report_of(service: RecordedService, name: str = "r1") -> EntryReport:
    report = service.database.read_now(lambda c: find(c, EntryReport, f"report-{name}"))
    assert report is not None
    return report
