"""The words of an order that the server refused: what was typed in a panel is typed again there."""

from datetime import datetime
from typing import Any

import msgspec

from console.model.contact.unsent_input import (
    BULK_HOURS,
    About,
    Typed,
    fault_place,
    proposal_place,
    report_place,
    review_place,
    withdrawal_place,
)
from console.model.editing.revision_draft import draft_key
from console.store.editing.editing_repository import (
    entry,
    open_revisions,
    proposal,
    report,
    revision,
)
from console.store.replica.cipher import Connection
from contract.domain.knowledge_entries.entry_report import EntryReport
from contract.domain.knowledge_entries.revision import EntryKind, Revision
from contract.domain.opening_times.opening_lines import exception_text
from contract.domain.opening_times.opening_state import ROME
from contract.domain.opening_times.opening_times import DayException
from contract.wire.commands import (
    AnswerReport,
    ChangeManyHours,
    CommandData,
    DecideProposal,
    ReportEntry,
    ReviewBatch,
    ReviewRevision,
    WithdrawEntry,
)

type Found = tuple[str, Typed]


def refused_words(connection: Connection, data: CommandData, now: datetime) -> Found | None:
    """Return where the words of an order were typed, and they; None for an order without any."""
    match data:
        case ReportEntry():
            found = _of_fault(connection, data.report)
        case ReviewRevision():
            found = _of_review(revision(connection, data.revision_id), data.revision_id, data)
        case ReviewBatch():
            mine = (one for one in open_revisions(connection) if one.batch_id == data.batch_id)
            found = _of_review(next(mine, None), data.batch_id, data)
        case WithdrawEntry():
            found = _of_withdrawal(connection, data)
        case AnswerReport():
            found = _of_answer(report(connection, data.report_id), data)
        case DecideProposal():
            found = _of_proposal(connection, data)
        case ChangeManyHours():
            found = _of_hours(data)
        case _:
            return None
    place, words, about = found
    return (place, Typed(words=words, typed_at=now, about=about)) if any(words) else None


type _Found = tuple[str, tuple[str, ...], About]


def _of_fault(connection: Connection, told: EntryReport) -> _Found:
    kind, entry_id, title = told.entry_kind, told.entry_id, told.title
    about = About(title=title, kind=kind, id=entry_id, card_id=_card_of(connection, kind, entry_id))
    words = (told.text, f"{kind}:{entry_id}:{told.field}") if told.text.strip() else ()
    return fault_place(entry_id), words, about


def _card_of(connection: Connection, kind: EntryKind, entry_id: str) -> str:
    return str(getattr(entry(connection, kind, entry_id), "card_id", ""))


def _of_review(decided: Revision | None, named: str, data: ReviewRevision | ReviewBatch) -> _Found:
    if decided is None:  # it is no more, or never came here
        return review_place(named), (data.note,), About()
    when = (
        f"{data.publish_at.astimezone(ROME):%d/%m/%Y %H:%M}" if data.publish_at is not None else ""
    )
    about = About(title=decided.title, kind=decided.entry_kind, id=decided.entry_id)
    return review_place(decided.id), (data.note, when) if data.note else (), about


def _of_withdrawal(connection: Connection, data: WithdrawEntry) -> _Found:
    kind, entry_id = data.entry_kind, data.entry_id
    known: Any = entry(connection, kind, entry_id)
    title = getattr(known, "title", "") or getattr(known, "name", "")
    about = About(title=title, kind=kind, id=entry_id)
    return withdrawal_place(draft_key(kind, entry_id)), (data.why,), about


def _of_answer(told: EntryReport | None, data: AnswerReport) -> _Found:
    title = (told.title or told.text) if told is not None else ""
    return report_place(data.report_id), (data.note,), About(title=title)


def _of_proposal(connection: Connection, data: DecideProposal) -> _Found:
    known = proposal(connection, data.proposal_id)
    is_typed = known is None or known.line != data.line
    return proposal_place(data.proposal_id), (data.line if is_typed else "",), About()


def _of_hours(data: ChangeManyHours) -> _Found:
    line = exception_text(msgspec.json.decode(data.exception, type=DayException))
    # Which offices were meant was searched for by words that the order does not have.
    return BULK_HOURS, ("", line, data.why), About()
