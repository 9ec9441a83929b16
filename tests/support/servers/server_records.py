"""Accounts, knowledge and commands to try the server with; every detail may be overridden."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import (
    BASE_SCOPE,
    AccountId,
    ActivityId,
    AttemptId,
    CallbackId,
    CaseId,
    CommandId,
    ContactId,
    DeskId,
    TopicId,
)
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from contract.wire.commands import (
    AddCaseNote,
    Command,
    CommandData,
    RecordAttempt,
    RecordContact,
    RequestCallback,
)
from contract.wire.decoding import encode
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.installation import installation

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TARI, SCHOOL = TopicId("tari"), TopicId("scuola")
TAXES, SCHOOLS = DeskId("tributi"), DeskId("scuole")
CITIZEN = CallerDetails(name="Persona Inventata", phone="+390651234567", municipio="V")


def an_account(name: str = "op1", **overrides: Any) -> Account:
    fields: dict[str, Any] = {
        "id": AccountId(name),
        "login": name,
        "display_name": name,
        "role": Role.OPERATOR,
    }
    return Account(**(fields | overrides))


def a_clerk(name: str = "clerk1", **overrides: Any) -> Account:
    """Somebody of level II, at the desk of taxes."""
    return an_account(name, **({"role": Role.LEVEL_TWO, "desk_ids": (TAXES,)} | overrides))


def write_base(connection: Connection, now: datetime = NOW) -> None:
    """Give the server its identity, two desks and two topics."""
    installation(connection)
    edit = FeedEdit(connection, now=now)
    edit.put(BASE_SCOPE, Desk(id=TAXES, name="Tributi", topic_ids=(TARI,)))
    edit.put(BASE_SCOPE, Desk(id=SCHOOLS, name="Scuole", topic_ids=(SCHOOL,)))
    edit.put(BASE_SCOPE, Topic(id=TARI, path="Tributi › TARI", desk_id=TAXES))
    edit.put(BASE_SCOPE, Topic(id=SCHOOL, path="Scuola › Nidi", desk_id=SCHOOLS))
    edit.finish()


def a_contact(name: str = "c1", operator: str = "op1", **overrides: Any) -> Contact:
    fields: dict[str, Any] = {
        "id": ContactId(f"contact-{name}"),
        "operator_id": AccountId(operator),
        "topic_id": TARI,
        "caller": CITIZEN,
        "answered_at": NOW - timedelta(minutes=4),
        "closed_at": NOW,
    }
    return Contact(**(fields | overrides))


def a_case(name: str = "c1", operator: str = "op1", **overrides: Any) -> Case:
    fields: dict[str, Any] = {
        "id": CaseId(f"case-{name}"),
        "desk_id": TAXES,
        "contact_id": ContactId(f"contact-{name}"),
        "opened_by": AccountId(operator),
        "opened_at": NOW,
        "topic_id": TARI,
        "caller": CITIZEN,
        "question": "Quando arriva il bollettino?",
    }
    return Case(**(fields | overrides))


def a_callback(name: str = "c1", **overrides: Any) -> Callback:
    fields: dict[str, Any] = {
        "id": CallbackId(f"callback-{name}"),
        "case_id": CaseId(f"case-{name}"),
        "desk_id": TAXES,
        "topic_id": TARI,
        "caller": CITIZEN,
        "window_start_at": NOW - timedelta(hours=1),
        "window_end_at": NOW + timedelta(hours=1),
    }
    return Callback(**(fields | overrides))


def forwarded(name: str = "c1", operator: str = "op1", **contact: Any) -> RecordContact:
    """A contact forwarded to the desk of taxes, with its case and a promised callback."""
    fields: dict[str, Any] = {
        "disposition": Disposition.FORWARDED,
        "desk_id": TAXES,
        "description": "Chiede del bollettino",
    }
    return RecordContact(
        contact=a_contact(name, operator, **(fields | contact)),
        case=a_case(name, operator),
        callback=a_callback(name),
    )


def an_attempt(name: str = "a1", callback: str = "c1", **overrides: Any) -> CallbackAttempt:
    fields: dict[str, Any] = {
        "id": AttemptId(f"attempt-{name}"),
        "callback_id": CallbackId(f"callback-{callback}"),
        "desk_id": TAXES,
        "author_id": AccountId("clerk1"),
        "outcome": AttemptOutcome.SOLVED,
        "at": NOW,
        "note": "Il bollettino arriva a giugno",
    }
    return CallbackAttempt(**(fields | overrides))


def the_result(
    attempt: CallbackAttempt, fence: int, state: CaseState = CaseState.CLOSED
) -> RecordAttempt:
    return RecordAttempt(attempt=attempt, fence=fence, case_state=state)


def a_note(name: str = "n1", case: str = "c1", **overrides: Any) -> AddCaseNote:
    fields: dict[str, Any] = {
        "id": ActivityId(f"note-{name}"),
        "case_id": CaseId(f"case-{case}"),
        "desk_id": TAXES,
        "kind": ActivityKind.NOTE,
        "at": NOW,
        "author_id": AccountId("clerk1"),
        "text": "Chiesto all'ufficio",
    }
    return AddCaseNote(activity=CaseActivity(**(fields | overrides)))


def a_request(callback: str = "c1") -> RequestCallback:
    return RequestCallback(callback_id=CallbackId(f"callback-{callback}"))


def a_command(data: CommandData, command_id: str = "command-1") -> bytes:
    """Return the bytes a seat sends."""
    return encode(Command(id=CommandId(command_id), at=NOW, data=data))


def altered(command: bytes, **data: Any) -> bytes:
    """Return a command whose data has other members, right or wrong."""
    document = msgspec.json.decode(command)
    document["data"] |= data
    return msgspec.json.encode(document)
