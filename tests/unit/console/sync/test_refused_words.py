"""No command takes along the only copy of words that an operator wrote, whichever it is."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from console.model.contact.unsent_input import (
    BULK_HOURS,
    Typed,
    fault_place,
    meant_place,
    proposal_place,
    report_place,
    review_place,
    withdrawal_place,
)
from console.store.contact.draft_repository import attempt_draft, drafts
from console.store.editing.editing_repository import revision_drafts
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.session.unsent_input_record import save_unsent_input, unsent_input
from contract.domain.callback import AttemptOutcome, CallbackAttempt
from contract.domain.case import CaseState
from contract.domain.contact import Contact
from contract.domain.ids import (
    AccountId,
    AttemptId,
    CallbackId,
    ContactId,
    ReportId,
    RevisionId,
    new_command_id,
)
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.revision import EntryKind, Revision
from contract.domain.opening_times.opening_times import DayException
from contract.wire.changes import Kind
from contract.wire.commands import (
    AddCaseNote,
    AnswerReport,
    AssignTopic,
    ChangeManyHours,
    Command,
    CommandData,
    CorrectContact,
    CountUse,
    DecideProposal,
    DiscardRevision,
    DropDraft,
    DropQuestion,
    EditRevision,
    FieldChange,
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
    TellOpened,
    TellSearches,
    WithdrawEntry,
)
from tests.support.known import known
from tests.support.seats.seat import DESK, NO_TOPICS, NOW, put_server_row
from tests.unit.console.sync.test_given_back import all_refused

SAID = "Parole di chi ha scritto"
# Commands in which nobody's only copy of a text lies.
WITHOUT = {
    ReopenContact: "an id",
    RequestCallback: "an id",
    AssignTopic: "an id",
    AddCaseNote: "no console makes one",
    SettleClash: "one of two texts that both stay at the server",
    RequestReview: "its reason is the one of the edit before it",
    DiscardRevision: "the console asks for no reason",
    RestoreVersion: "the console asks for no reason",
    DropDraft: "an id",
    DropQuestion: "an id",
    KeepQuestion: "words of a search that stands in a list",
    SendCard: "an address: it leaves the seat with the word of the server",
    SendCaseNumber: "an address: it leaves the seat with the word of the server",
    CountUse: "numbers",
    TellSearches: "stems",
    TellOpened: "ids",
}
CONTACT = Contact(
    id=ContactId("c1"), operator_id=AccountId("a1"), description=SAID, closed_at=NOW, version=1
)
ATTEMPT = CallbackAttempt(
    id=AttemptId("t1"),
    callback_id=CallbackId("k1"),
    desk_id=DESK,
    author_id=AccountId("a1"),
    outcome=AttemptOutcome.SOLVED,
    at=NOW,
    note=SAID,
)
CHANGE = FieldChange(before=msgspec.Raw(b'"before"'), after=msgspec.Raw(msgspec.json.encode(SAID)))
HOURS = msgspec.Raw(
    msgspec.json.encode(DayException(first=date(2026, 12, 24), last=date(2026, 12, 24)))
)
REPORT = EntryReport(
    id=ReportId("r1"),
    cause=ReportCause.OPERATOR,
    entry_kind=EntryKind.OFFICE,
    entry_id="o1",
    title="Ufficio",
    field="phones",
    text=SAID,
    reported_at=NOW,
)
WITH: dict[type[Any], Any] = {
    RecordContact: RecordContact(contact=CONTACT),
    CorrectContact: CorrectContact(contact=CONTACT),
    RecordAttempt: RecordAttempt(attempt=ATTEMPT, fence=1, case_state=CaseState.CLOSED),
    HandOverCase: HandOverCase(callback_id=CallbackId("k1"), fence=1, desk_id=DESK, note=SAID),
    EditRevision: EditRevision(
        revision_id=RevisionId("v1"),
        entry_kind=EntryKind.CARD,
        entry_id="c1",
        base_version=1,
        changes={"say": CHANGE},
    ),
    ReviewRevision: ReviewRevision(
        revision_id=RevisionId("v1"), seen_version=1, is_approved=False, note=SAID, publish_at=NOW
    ),
    ReviewBatch: ReviewBatch(batch_id="b1", is_approved=False, note=SAID),
    WithdrawEntry: WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="c1", why=SAID),
    ChangeManyHours: ChangeManyHours(batch_id="b1", office_ids=(), exception=HOURS, why=SAID),
    ReportEntry: ReportEntry(report=REPORT),
    AnswerReport: AnswerReport(report_id=ReportId("r1"), state=ReportState.DONE, note=SAID),
    DecideProposal: DecideProposal(proposal_id="p1", is_accepted=True, line=SAID),
}


def test_each_command_of_the_contract_gives_its_words_back_or_has_none() -> None:
    assert set(get_args(CommandData)) == WITH.keys() | WITHOUT.keys()
    assert not WITH.keys() & WITHOUT.keys()


def _texts(connection: Connection) -> str:
    """Return all that an operator finds again and can go on with."""
    attempt = attempt_draft(connection, CallbackId("k1"))
    return str(
        (
            drafts(connection),
            attempt,
            revision_drafts(connection),
            unsent_input(connection),
        )
    )


async def _refused(database: LocalDatabase, data: Any) -> None:
    command = Command(id=new_command_id(), at=NOW, data=data)
    await database.write(lambda c: enqueue(c, command), changes=NO_TOPICS)
    await all_refused(database, 50)


@pytest.mark.parametrize("kind", WITH, ids=lambda kind: kind.__name__)
async def test_words_that_the_server_refused_can_be_gone_on_with(
    database: LocalDatabase, kind: type[Any]
) -> None:
    await _refused(database, WITH[kind])
    assert SAID in await database.read(_texts)


PLACES: dict[type[Any], tuple[str, tuple[str, ...]]] = {
    ReportEntry: (fault_place("o1"), (SAID, "office:o1:phones")),
    ReviewRevision: (review_place("v1"), (SAID, "29/03/2026 11:00")),
    ReviewBatch: (review_place("v1"), (SAID, "")),
    WithdrawEntry: (withdrawal_place("card:c1"), (SAID,)),
    AnswerReport: (report_place("r1"), (SAID,)),
    DecideProposal: (proposal_place("p1"), (SAID,)),
    ChangeManyHours: (BULK_HOURS, ("", "24/12/2026 | chiuso", SAID)),
}


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
async def test_they_are_those_of_the_panel_they_were_typed_in_beside_what_is_typed_there_now(
    database: LocalDatabase, kind: type[Any]
) -> None:
    place, words = PLACES[kind]
    later = Typed(words=("Più tardi",), typed_at=NOW)
    mine = Revision(
        id=RevisionId("v1"), entry_kind=EntryKind.CARD, entry_id="c1", body="{}", batch_id="b1"
    )

    def before(connection: Connection) -> None:
        put_server_row(connection, Kind.REVISION, mine, "editing")
        save_unsent_input(connection, {place: later})

    await database.write(before, changes=NO_TOPICS)
    await _refused(database, WITH[kind])
    there = await database.read(unsent_input)
    assert there.pop(place) == later
    [(back, typed)] = there.items()
    assert (meant_place(back), typed.words) == (place, words)
    assert known(typed.typed_at) > NOW


NOTHING_TYPED: dict[str, Callable[[], Any]] = {
    "a review without a note": lambda: replace(WITH[ReviewRevision], note=""),
    "an answer without a note": lambda: replace(WITH[AnswerReport], note=""),
    "a proposal refused": lambda: DecideProposal(proposal_id="p1", is_accepted=False),
}


@pytest.mark.parametrize("name", NOTHING_TYPED)
async def test_where_nothing_was_typed_nothing_comes_back(
    database: LocalDatabase, name: str
) -> None:
    await _refused(database, NOTHING_TYPED[name]())
    assert await database.read(unsent_input) == {}
