"""A seat with years behind it: what a list costs grows with what it shows, not with the years."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.store.callbacks.callback_repository import attempts, callbacks_held_by, callbacks_to_do
from console.store.callbacks.case_repository import activities
from console.store.contact.contact_repository import own_contacts, own_contacts_of_phone
from console.store.contact.draft_repository import save_draft
from console.store.editing.editing_repository import (
    open_reports,
    open_revisions,
    translations_of,
)
from console.store.knowledge.knowledge_repository import card_at, card_family, faqs_of
from console.store.replica.cipher import Connection, connect
from console.store.replica.outbox import enqueue
from console.store.replica.outbox_copy import OutboxCopy
from console.store.replica.replica_schema import migrate
from contract.domain.callback import AttemptOutcome, CallbackAttempt, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, CaseActivity
from contract.domain.contact import Contact
from contract.domain.ids import (
    KNOWLEDGE_SCOPE,
    AccountId,
    ActivityId,
    AttemptId,
    CallbackId,
    CardId,
    CaseId,
    ContactId,
    FaqId,
    OfficeId,
    ReportId,
    RevisionId,
    TopicId,
    new_command_id,
)
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import Faq, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.wire.changes import Kind
from contract.wire.commands import Command, RecordContact
from tests.support.seats.seat import DESK, KEY, NOW, a_callback, a_draft, put_server_row

OPERATOR = AccountId("account-1")
PHONE = "+390655500101"
SHORT, LONG = 50, 1000
SHOWN = 20


def replica_after(count: int) -> Connection:
    """Return a replica with so many rows of each kind, most of them done with."""
    replica = connect(None, "")
    migrate(replica)
    replica.execute("BEGIN")
    for number in range(count):
        put_server_row(replica, Kind.CONTACT, a_closed_contact(number), "account:account-1")
        state = CallbackState.OPEN if number < 3 else CallbackState.DONE
        put_server_row(replica, Kind.CALLBACK, a_callback(number, state=state))
        put_server_row(replica, Kind.ATTEMPT, an_attempt(number))
        put_server_row(replica, Kind.ACTIVITY, a_note(number))
        put_server_row(replica, Kind.REVISION, a_revision(number), "editing")
        put_server_row(replica, Kind.REPORT, a_report(number), "editing")
        put_server_row(replica, Kind.CARD, a_card_at(number), KNOWLEDGE_SCOPE)
        put_server_row(replica, Kind.FAQ, a_question(number), KNOWLEDGE_SCOPE)
    replica.execute("COMMIT")
    return replica


def a_closed_contact(number: int) -> Contact:
    phone = PHONE if number < 2 else f"+39066{number:06d}"
    at = NOW + timedelta(minutes=number)
    contact_id = ContactId(f"contact-{number}")
    caller = CallerDetails(phone=phone)
    return Contact(id=contact_id, operator_id=OPERATOR, caller=caller, closed_at=at)


def an_attempt(number: int) -> CallbackAttempt:
    return CallbackAttempt(
        id=AttemptId(f"attempt-{number}"),
        callback_id=CallbackId(f"callback-{number}"),
        desk_id=DESK,
        author_id=OPERATOR,
        outcome=AttemptOutcome.SOLVED,
        at=NOW,
    )


def a_note(number: int) -> CaseActivity:
    return CaseActivity(
        id=ActivityId(f"note-{number}"),
        case_id=CaseId(f"case-{number}"),
        desk_id=DESK,
        kind=ActivityKind.NOTE,
        at=NOW,
        author_id=OPERATOR,
    )


def a_revision(number: int) -> Revision:
    state = RevisionState.DRAFT if number < 2 else RevisionState.PUBLISHED
    if number == 2:
        state = RevisionState.IN_REVIEW
    revision_id, entry_id = RevisionId(f"revision-{number}"), f"card-{number}"
    return Revision(
        id=revision_id, entry_kind=EntryKind.CARD, entry_id=entry_id, body="{}", state=state
    )


def a_report(number: int) -> EntryReport:
    state = ReportState.OPEN if number < 2 else ReportState.DONE
    if number == 2:
        state = ReportState.ASKED
    report_id = ReportId(f"report-{number}")
    return EntryReport(id=report_id, cause=ReportCause.EXPIRED, reported_at=NOW, state=state)


def a_card_at(number: int) -> ServiceCard:
    """Return a card that is given at an office of its own, every second one a translation."""
    return ServiceCard(
        id=CardId(f"card-{number}"),
        title=f"Certificato {number}",
        topic_id=TopicId("topic-1"),
        say="Si chiede all'anagrafe.",
        language="en" if number % 2 else "it",
        office_ids=(OfficeId(f"office-{number}"),),
        original_id=CardId(f"card-{number - 1}") if number % 2 else None,
    )


def a_question(number: int) -> Faq:
    return Faq(
        id=FaqId(f"faq-{number}"),
        question="Quanto costa?",
        answer="Nulla.",
        card_id=CardId(f"card-{number}"),
        original_id=FaqId(f"faq-{number - 1}") if number % 2 else None,
    )


def steps_of(replica: Any, read: Callable[[Connection], object]) -> int:
    """Return how many steps of its machine the database takes: the same on every computer."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    replica.set_progress_handler(count, 1)
    read(replica)
    replica.set_progress_handler(None, 0)
    return steps


@pytest.fixture(scope="module")
def replicas() -> tuple[Connection, Connection]:
    return replica_after(SHORT), replica_after(LONG)


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (callbacks_to_do, 3),
        (lambda replica: callbacks_held_by(replica, OPERATOR), 0),
        (lambda replica: attempts(replica, CallbackId("callback-7")), 1),
        (lambda replica: activities(replica, CaseId("case-7")), 1),
        (lambda replica: own_contacts(replica, SHOWN), SHOWN),
        (lambda replica: own_contacts_of_phone(replica, PHONE), 2),
        (open_revisions, 3),
        (open_reports, 3),
        (lambda replica: (card_at(replica, OfficeId("office-7")),), 1),
        (lambda replica: card_family(replica, CardId("card-7")), 2),
        (lambda replica: faqs_of(replica, CardId("card-7")), 1),
        (lambda replica: translations_of(replica, EntryKind.CARD, "card-6"), 1),
        (lambda replica: translations_of(replica, EntryKind.FAQ, "faq-6"), 1),
    ],
    ids=[
        *("callbacks to do", "callbacks held", "attempts", "history", "own contacts", "number"),
        *("revisions worked on", "faults not mended", "card of an office", "card and translations"),
        *("questions of a card", "translations of a card", "translations of a question"),
    ],
)
def test_a_list_costs_the_same_after_years(
    read: Callable[[Connection], tuple[object, ...]],
    found: int,
    replicas: tuple[Connection, Connection],
) -> None:
    short, long = replicas
    assert len(read(long)) == found
    assert steps_of(long, read) <= 1.5 * steps_of(short, read)


def test_the_last_contacts_are_the_newest_those_not_yet_sent_among_them() -> None:
    replica = replica_after(SHORT)
    unsent = a_closed_contact(SHORT)
    body = msgspec.json.encode(unsent).decode()
    replica.execute("INSERT INTO overlay_row VALUES (?, ?, ?)", (Kind.CONTACT, unsent.id, body))
    newest = [one.id for one in own_contacts(replica, 3)]
    assert newest == [f"contact-{number}" for number in (SHORT, SHORT - 1, SHORT - 2)]


@pytest.mark.parametrize("waiting", [SHORT, LONG])
def test_a_draft_does_not_read_what_an_offline_shift_left_to_send(
    tmp_path: Path, waiting: int
) -> None:
    replica = connect(None, "")
    migrate(replica)
    copy = OutboxCopy(tmp_path / "copy", KEY)
    copy.open()
    for number in range(waiting):
        enqueue(replica, a_command(number))
    copy.follow(replica)
    save_draft(replica, a_draft())
    steps = steps_of(replica, lambda c: copy.follow(c, has_commands=False))
    copy.close()
    assert steps < SHORT


def test_commands_that_could_not_be_copied_are_made_up_for_by_the_next_draft(
    tmp_path: Path,
) -> None:
    replica = connect(None, "")
    migrate(replica)
    copy = OutboxCopy(tmp_path / "copy", KEY)
    file = copy.open()
    assert file is not None
    copy.follow(replica)
    enqueue(replica, a_command(1))
    other = connect(tmp_path / "copy", KEY)
    other.execute("BEGIN IMMEDIATE")
    file.execute("PRAGMA busy_timeout = 0")
    copy.follow(replica)
    assert file.execute("SELECT count(*) FROM command").fetchone()[0] == 0
    other.execute("ROLLBACK")
    copy.follow(replica, has_commands=False)
    assert file.execute("SELECT count(*) FROM command").fetchone()[0] == 1
    copy.close()


def a_command(number: int) -> Command:
    data = RecordContact(contact=a_closed_contact(number))
    return Command(id=new_command_id(), at=NOW, data=data)
