"""Apply one command of a seat exactly once, however often it arrives."""

import logging
from collections.abc import Callable
from datetime import datetime
from traceback import extract_tb
from typing import Any

import msgspec

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.commands import (
    AddCaseNote,
    AnswerReport,
    AssignTopic,
    ChangeManyHours,
    Command,
    CorrectContact,
    CountUse,
    DecideProposal,
    DiscardRevision,
    DropDraft,
    DropQuestion,
    EditRevision,
    HandOverCase,
    KeepQuestion,
    RecordAttempt,
    RecordContact,
    ReopenContact,
    ReportEntry,
    RequestCallback,
    RequestReview,
    RestoreVersion,
    ReviewBatch,
    ReviewRevision,
    SendCard,
    SendCaseNumber,
    SettleClash,
    Status,
    TellOpened,
    TellSearches,
    Verdict,
    WithdrawEntry,
)
from contract.wire.decoding import MalformedMessage, decode
from server.store.engine.connection import Connection
from server.store.sync.command_log import StoredVerdict, store_verdict, stored_verdict
from server.store.sync.feed_edit import FeedEdit
from server.usecases.contacts.claim_callback import request_callback
from server.usecases.contacts.correct_contact import correct_contact, reopen_contact
from server.usecases.contacts.hand_over_case import assign_topic, hand_over_case
from server.usecases.contacts.record_attempt import record_attempt
from server.usecases.contacts.record_contact import add_case_note, record_contact
from server.usecases.contacts.tell_opened import tell_opened
from server.usecases.knowledge.editing.change_many_hours import change_many_hours
from server.usecases.knowledge.editing.discard_revision import discard_revision
from server.usecases.knowledge.editing.edit_revision import edit_revision
from server.usecases.knowledge.editing.keep_draft import drop_draft
from server.usecases.knowledge.editing.kept_versions import restore_version
from server.usecases.knowledge.editing.lay_edits import settle_clash
from server.usecases.knowledge.editing.request_review import request_review
from server.usecases.knowledge.editing.review import review_batch, review_revision
from server.usecases.knowledge.editing.withdraw_entry import withdraw_entry
from server.usecases.knowledge.learning.proposed_synonyms import decide_proposal
from server.usecases.knowledge.learning.tell_searches import tell_searches
from server.usecases.knowledge.learning.trial_questions import drop_question, keep_question
from server.usecases.knowledge.maintenance.answer_report import answer_report
from server.usecases.knowledge.maintenance.count_use import count_use
from server.usecases.knowledge.maintenance.report_entry import report_entry
from server.usecases.messages.send_card import send_card
from server.usecases.messages.send_case_number import send_case_number
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome
from server.usecases.sync.refill import (
    Past,
    again_of,
    digest_of,
    earlier_word,
    require_life,
    sealed,
)
from server.usecases.sync.taken_ids import under_own_ids
from server.usecases.sync.value_checks import check_values

log = logging.getLogger(__name__)

_STEPS: dict[type[msgspec.Struct], Callable[[CommandWork, Any], Outcome]] = {
    RecordContact: record_contact,
    ReopenContact: reopen_contact,
    CorrectContact: correct_contact,
    RecordAttempt: record_attempt,
    RequestCallback: request_callback,
    AddCaseNote: add_case_note,
    HandOverCase: hand_over_case,
    AssignTopic: assign_topic,
    ReportEntry: report_entry,
    AnswerReport: answer_report,
    CountUse: count_use,
    TellSearches: tell_searches,
    DecideProposal: decide_proposal,
    KeepQuestion: keep_question,
    DropQuestion: drop_question,
    EditRevision: edit_revision,
    SettleClash: settle_clash,
    RequestReview: request_review,
    ReviewRevision: review_revision,
    ReviewBatch: review_batch,
    DiscardRevision: discard_revision,
    DropDraft: drop_draft,
    WithdrawEntry: withdraw_entry,
    RestoreVersion: restore_version,
    ChangeManyHours: change_many_hours,
    SendCard: send_card,
    SendCaseNumber: send_case_number,
    TellOpened: tell_opened,
}
_KINDS = {str(kind.__struct_config__.tag) for kind in _STEPS}
_ID_LIMIT = 64


class _Envelope(msgspec.Struct, frozen=True):
    """The least that must be readable before a command can be refused under its id."""

    id: str
    data: msgspec.Raw = msgspec.Raw(b"null")
    again: msgspec.Raw = msgspec.Raw(b"null")


class _Tag(msgspec.Struct, frozen=True):
    type: str = ""


def apply_command(
    connection: Connection,
    account: Account,
    raw: bytes | msgspec.Raw,
    now: datetime,
    *,
    refusal: str | None = None,
) -> Verdict:
    """Return the verdict, the stored one when the command was here before.

    refusal: the code with which it is refused as it stands, unless it was applied once.
    A refusal is stored too, but that of a command without a readable id, and one that is held.
    Raise WentBack.
    """
    try:
        envelope = decode(raw, _Envelope)
    except MalformedMessage:
        return _rejected(reason_codes.MALFORMED)
    # Not stored: without a usable id nobody could ask for its verdict again.
    if not 1 <= len(envelope.id) <= _ID_LIMIT or not envelope.id.isprintable():
        return _rejected(reason_codes.MALFORMED, field="id")
    digest = digest_of(envelope.data)
    asked, again = (envelope.id, account.id, digest), again_of(envelope.again)
    past = Past(now, again, earlier_word(connection, asked, again, now))
    known = stored_verdict(connection, envelope.id)
    # The id of another command must not be answered with somebody else's verdict.
    if known is not None and known.account_id != account.id:
        return _rejected(reason_codes.ID_REUSED)
    if known is not None and known.digest != digest:
        # One that was emptied since brings along its word, sealed for what it is now.
        return past.earlier or _rejected(reason_codes.ID_REUSED)
    if known is not None and not past.reopens(known.verdict):
        return known.verdict
    require_life(connection, past)
    if refusal is not None and past.earlier is None:
        verdict = _rejected(refusal)
    else:
        verdict = _judge(connection, account, envelope, raw, past)
    if verdict.status is Status.HELD:
        return verdict
    verdict = sealed(connection, asked, verdict, now)
    # A refusal too: sent again later it might be applied, and the seat has already told its
    # operator.
    stored = StoredVerdict(account.id, digest, verdict)
    store_verdict(connection, envelope.id, stored, now, replaces=known is not None)
    log.info("command %s %s %s", envelope.id, verdict.status, verdict.reason or "")
    return verdict


def _judge(
    connection: Connection,
    account: Account,
    envelope: _Envelope,
    raw: bytes | msgspec.Raw,
    past: Past,
) -> Verdict:
    """Do what the command asks, or nothing of it."""
    edit = FeedEdit(connection, now=past.now, command_id=envelope.id)
    try:
        # What it did before it was refused is undone; its verdict, stored after, is not.
        with connection.savepoint():
            command = _readable(raw, envelope)
            check_values(command.data)
            past = past.made(command.at)
            work = CommandWork(connection, account, envelope.id, past.now, edit, past=past)
            work, data = under_own_ids(work, command.data)
            outcome = _STEPS[type(data)](work, data)
            marks = work.finish()
    except Refused as refused:
        return past.softened(_rejected(refused.code, **refused.detail))
    except Exception as error:
        if isinstance(error, connection.driver_errors) and connection.is_fault(error):
            raise  # the store's trouble, not the command's
        # A bug, a wrong statement too: it must not block the commands behind it.
        frame = extract_tb(error.__traceback__)[-1]  # the error's text may quote personal data
        log.error(
            "bug in command %s: %s at %s:%s",
            envelope.id,
            type(error).__name__,
            frame.name,
            frame.lineno,
        )
        return _rejected(reason_codes.INVALID, fault=type(error).__name__)
    status = Status.APPLIED if outcome.reason is None else Status.REJECTED
    return Verdict(status=status, reason=outcome.reason, detail=outcome.detail, marks=marks)


def _readable(raw: bytes | msgspec.Raw, envelope: _Envelope) -> Command:
    try:
        return decode(raw, Command)
    except MalformedMessage as malformed:
        tag = _tag(envelope.data)
        # A newer console may send it: told apart from a command that is broken.
        if tag and tag not in _KINDS:
            raise Refused(reason_codes.UNKNOWN_KIND, kind=tag[:_ID_LIMIT]) from malformed
        raise Refused(reason_codes.MALFORMED) from malformed


def _tag(data: msgspec.Raw) -> str:
    try:
        return decode(data, _Tag).type
    except MalformedMessage:
        return ""


def _rejected(code: str, **detail: str) -> Verdict:
    return Verdict(status=Status.REJECTED, reason=code, detail=detail)
