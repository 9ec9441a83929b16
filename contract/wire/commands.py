"""What a seat may ask the server to do. A command is applied once, however often it arrives."""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.callback import Callback, CallbackAttempt
from contract.domain.case import Case, CaseActivity, CaseState
from contract.domain.contact import Contact
from contract.domain.ids import CallbackId, CommandId

MAX_BATCH = 50
BODY_LIMIT = 1 << 20  # bytes of one request


class RecordContact(msgspec.Struct, frozen=True, kw_only=True, tag="record_contact"):
    """A closed contact; with a case when forwarded, and a callback when one was promised."""

    contact: Contact
    case: Case | None = None
    callback: Callback | None = None


class RecordAttempt(msgspec.Struct, frozen=True, kw_only=True, tag="record_attempt"):
    """The result of calling back. An old fence is refused, its text kept on the case."""

    attempt: CallbackAttempt
    fence: int
    case_state: CaseState  # the state the case has afterwards


class RequestCallback(msgspec.Struct, frozen=True, kw_only=True, tag="request_callback"):
    """A claim filed while offline: granted or refused when it arrives."""

    callback_id: CallbackId


class AddCaseNote(msgspec.Struct, frozen=True, kw_only=True, tag="add_case_note"):
    activity: CaseActivity


CommandData = RecordContact | RecordAttempt | RequestCallback | AddCaseNote


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """An envelope: id minted on the seat, at = the seat's clock (display only, never order)."""

    id: CommandId
    at: datetime
    data: CommandData


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """At most MAX_BATCH commands, in the order they were made. Raw: one bad one spoils none."""

    commands: tuple[msgspec.Raw, ...]


class Status(StrEnum):
    APPLIED = "applied"
    REJECTED = "rejected"  # final: the queue goes on
    RETRY = "retry"  # temporary: the batch stops here


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The server's final word on one command; sending it again gives the same word."""

    status: Status
    reason: str | None = None  # contract.wire.reason_codes
    detail: dict[str, str] = {}
    marks: dict[str, int] = {}


class PushReply(msgspec.Struct, frozen=True, kw_only=True):
    epoch: str
    results: dict[str, Verdict]  # by command id; those after a RETRY are absent
