"""Builders of values a seat works with, and an open replica to put them in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import put_row
from console.store.session.session_record import save_session
from console.usecases.contact.send_card import CardSender
from console.usecases.contact.stored_drafts import StoredDrafts
from contract.domain.account import Account, Role
from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.ids import (
    AccountId,
    CallbackId,
    CaseId,
    ContactId,
    DeskId,
    TopicId,
    desk_scope,
)
from contract.wire.changes import Kind

KEY = "5a" * 32
NOW = datetime(2026, 3, 29, 9, 0, tzinfo=UTC)
DESK = DeskId("desk-1")
TOPIC = TopicId("topic-1")
NO_TOPICS: frozenset[Topic] = frozenset()


class StoppedClock:
    """A clock that moves only when a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def an_account(number: int = 1, **changes: Any) -> Account:
    fields: dict[str, Any] = {
        "id": AccountId(f"account-{number}"),
        "login": f"operator{number}",
        "display_name": f"Operator {number}",
        "role": Role.LEVEL_TWO,
        "desk_ids": (DESK,),
    }
    return Account(**(fields | changes))


def a_draft(number: int = 1, **changes: Any) -> ContactDraft:
    fields: dict[str, Any] = {
        "contact_id": ContactId(f"contact-{number}"),
        "topic_id": TOPIC,
        "description": "Asked for opening hours.",
    }
    return ContactDraft(**(fields | changes))


def drafts_in(database: LocalDatabase, clock: Clock | None = None) -> StoredDrafts:
    return StoredDrafts(database=database, clock=clock or StoppedClock())


def a_sender(database: LocalDatabase, clock: Clock | None = None) -> CardSender:
    """Return one whose line is dead: what is sent waits."""
    return CardSender(
        database=database,
        feed=ChangeFeed(),
        clock=clock or StoppedClock(),
        is_online=lambda: False,
    )


def a_callback(number: int = 1, **changes: Any) -> Callback:
    fields: dict[str, Any] = {
        "id": CallbackId(f"callback-{number}"),
        "case_id": CaseId(f"case-{number}"),
        "desk_id": DESK,
        "topic_id": TOPIC,
        "caller": CallerDetails(name="A Caller", phone="+390612345678"),
        "window_start_at": NOW + timedelta(hours=number),
        "window_end_at": NOW + timedelta(hours=number + 2),
    }
    return Callback(**(fields | changes))


def a_case(number: int = 1, **changes: Any) -> Case:
    fields: dict[str, Any] = {
        "id": CaseId(f"case-{number}"),
        "desk_id": DESK,
        "contact_id": ContactId(f"contact-of-case-{number}"),
        "opened_by": AccountId("account-9"),
        "opened_at": NOW,
        "topic_id": TOPIC,
        "caller": CallerDetails(name="A Caller", phone="+390612345678"),
        "question": "When is it paid back?",
    }
    return Case(**(fields | changes))


def put_server_row(connection: Connection, kind: Kind, value: Any, scope: str = "") -> None:
    """Put a value where a pull would."""
    body = msgspec.json.encode(value).decode()
    put_row(connection, scope or desk_scope(DESK), kind, value.id, value.version, body)


@asynccontextmanager
async def open_replica(
    path: Path | None = None, *, key_hex: str = KEY, account: Account | None = None
) -> AsyncIterator[LocalDatabase]:
    """Yield an open replica with somebody signed in; account None: operator 1."""
    database = LocalDatabase(path, key_hex, ChangeFeed())
    await database.open()
    who = account or an_account()
    await database.write(lambda c: save_session(c, who, None, "refresh-1"), changes=NO_TOPICS)
    try:
        yield database
    finally:
        await database.close()
