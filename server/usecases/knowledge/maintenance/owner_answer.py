"""The owner's answer whether an entry is right; its text goes to the editors."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_report import (
    TEXT_LIMIT,
    EntryReport,
    ReportCause,
    ReportState,
)
from contract.domain.knowledge_entries.personal_data import without_personal_data
from server.store.engine.connection import Connection
from server.store.knowledge.knowledge_versions import lock_knowledge
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.entries import texts_of
from server.usecases.knowledge.maintenance.owner_page import LinkState, OwnerPage, owner_page
from server.usecases.knowledge.maintenance.verify_entry import verify_entry
from server.usecases.operations.write_audit import write_audit


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
