"""The owner's answer whether an entry is right; its text goes to the editors."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.entry_report import (
    TEXT_LIMIT,
    EntryReport,
    ReportCause,
    ReportState,
)
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.personal_data import without_personal_data
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.knowledge.entry_use import use_since
from server.store.knowledge.knowledge_versions import lock_knowledge
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, find
from server.usecases.knowledge.editing.kept_versions import OWNER, keep_replaced, keep_version
from server.usecases.knowledge.maintenance.entries import find_entry, texts_of
from server.usecases.knowledge.maintenance.owner_page import LinkState, OwnerPage, owner_page
from server.usecases.knowledge.maintenance.review_dates import TRAFFIC_OF, next_review
from server.usecases.operations.write_audit import write_audit

_KIND: dict[type[ServiceCard] | type[Faq], Kind] = {ServiceCard: Kind.CARD, Faq: Kind.FAQ}


class Choice(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerAnswer:
    choice: Choice
    words: str = ""  # what is right, or whose it is


def owner_answer(
    connection: Connection, mail_id: str, answer: OwnerAnswer, now: datetime
) -> OwnerPage:
    """Keep the answer if the link still counts; return the page as it was before."""
    page = owner_page(connection, mail_id, now)
    if page.state is not LinkState.OPEN or page.report is None:
        return page
    lock_knowledge(connection)  # before the report, as publications do
    report = find(connection, EntryReport, page.report.id, lock=True)
    page = owner_page(connection, mail_id, now)  # another window may have answered meanwhile
    if page.state is not LinkState.OPEN or report is None:
        return page
    edit = FeedEdit(connection, now=now)
    edit.put(EDITING_SCOPE, _answered(report, page, answer, now))
    if answer.choice is Choice.RIGHT:
        verify_entry(connection, edit, report.entry_kind, report.entry_id, now)
    edit.finish()
    # No words: the audit holds what happened, not what was written.
    subject = f"{report.id} {answer.choice}"
    write_audit(connection, None, "knowledge.owner_answered", subject, now)
    return page


def _answered(
    report: EntryReport, page: OwnerPage, answer: OwnerAnswer, now: datetime
) -> EntryReport:
    known = texts_of(page.entry) if page.entry is not None else ""
    words = answer.words.strip()[:TEXT_LIMIT]
    answered = msgspec.structs.replace(
        report,
        state=_state(report, answer.choice),
        answered_at=now,
        # The owner writes of her office, whose numbers need not be in the entry yet.
        answer=without_personal_data(words, known + words).text,
    )
    if answered.state is ReportState.DONE:
        answered = msgspec.structs.replace(answered, closed_at=now)
    return answered


def _state(report: EntryReport, choice: Choice) -> ReportState:
    match choice:
        case Choice.WRONG:
            return ReportState.CONFIRMED
        case Choice.NOT_OURS:
            return ReportState.OPEN  # an editor finds out whom to ask
        case Choice.RIGHT:
            was_told = report.cause is ReportCause.OPERATOR
            return ReportState.DENIED if was_told else ReportState.DONE


def verify_entry(
    connection: Connection, edit: FeedEdit, kind: EntryKind, entry_id: str, now: datetime
) -> None:
    """Write the dates. Nothing else has changed, so no translation becomes stale by it."""
    # Before the entry is read: a publication of this moment would be written over.
    lock_knowledge(connection)
    entry = find_entry(connection, kind, entry_id)
    if entry is None or kind is EntryKind.THESAURUS:
        return
    today = now.astimezone(ROME).date()
    used = use_since(connection, today - TRAFFIC_OF).get((kind, entry_id))
    dates: dict[str, object] = {"verified_on": today}
    # A FAQ is looked at again with its card.
    if kind is not EntryKind.FAQ:
        dates["review_on"] = next_review(today, used.weight if used else 0)
    keep_replaced(connection, kind, [entry_id], now)
    written = edit.put(KNOWLEDGE_SCOPE, msgspec.structs.replace(entry, **dates))
    keep_version(connection, kind, written, now, OWNER)
    if isinstance(written, ServiceCard | Faq):
        _keep_translations_fresh(connection, edit, written, now)


def _keep_translations_fresh(
    connection: Connection, edit: FeedEdit, original: ServiceCard | Faq, now: datetime
) -> None:
    kind = type(original)
    table = TABLES[_KIND[kind]]
    rows = connection.execute(
        # Only those that were fresh: a stale translation stays so.
        f"SELECT id FROM {table} WHERE original_id = :id AND original_version = :version"
        " AND deleted = 0",
        {"id": original.id, "version": original.version - 1},
    )
    for row in rows:
        translation = find(connection, kind, row["id"])
        if translation is not None:
            fresh = msgspec.structs.replace(translation, original_version=original.version)
            keep_version(connection, _KIND[kind], edit.put(KNOWLEDGE_SCOPE, fresh), now, OWNER)
