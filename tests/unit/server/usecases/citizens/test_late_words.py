"""What seats send of a citizen after the citizen was erased: none of its words stay."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from contract.citizen_rows import named_rows
from contract.domain.callback import CallbackState
from contract.domain.ids import CaseId, CommandId, new_id
from contract.wire.commands import (
    Again,
    CommandData,
    CorrectContact,
    RecordContact,
    ReportEntry,
    Status,
    TellOpened,
    Verdict,
)
from server.usecases.citizens.erase_again import erase_marked
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file, person_subjects
from server.usecases.messages.available_ways import note_sms
from server.usecases.sync.kept_refusals import KeptRefusals
from tests.support.citizens.commands_of_citizens import (
    CLERK,
    LATE,
    LATE_COMMANDS,
    OPERATOR,
    WORDS,
    a_correction,
    a_result,
)
from tests.support.citizens.erased_citizen import ERASED_AT, OTHER, WHO, Erasing, forwarded_of
from tests.support.servers.maintenance_records import a_card, put_knowledge, set_up_mail
from tests.support.servers.recorded_service import RecordedService, callback_of
from tests.support.servers.server_records import (
    NOW,
    a_callback,
    a_command,
    a_contact,
    a_note,
)


@pytest.fixture
def erasing(service: RecordedService, tmp_path: Path) -> Erasing:
    put_knowledge(service, a_card())
    set_up_mail(service)
    service.database.write_now(lambda c: note_sms(c, True))
    return Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))


OF_CITIZENS = {"contact_id", "case_id", "callback_id"}
# Of accounts, knowledge, desks and queues; rows that hang on a case are named with the case.
OF_NOBODY = {
    *("operator_id", "author_id", "holder_id", "reviewer_id", "desk_id", "queue_id", "topic_id"),
    *("card_id", "office_id", "entry_id", "revision_id", "report_id", "batch_id", "proposal_id"),
    *("question_id", "shown_id", "linked_id", "opened_id", "attempt_id", "activity_id"),
    *("citizen_id", "voicemail_id"),  # no command writes a citizen or a message under its id
}


def ids_in(kind: type[msgspec.Struct]) -> set[str]:
    """Return the names of ids in a command, as deep as they stand; a whole row is one, too."""
    found, inner = set(), [msgspec.inspect.type_info(kind)]
    while inner:
        told = inner.pop()
        for field in getattr(told, "fields", ()):
            within = [field.type, *getattr(field.type, "types", ())]
            within += [one for each in within for one in [getattr(each, "item_type", None)] if one]
            is_row = any("id" in names_of(one) for one in within)
            if field.name.endswith(("_id", "_ids")) or is_row:
                found.add(field.name.removesuffix("s").removesuffix("_id") + "_id")
            inner += within
    return found


def names_of(told: object) -> set[str]:
    return {field.name for field in getattr(told, "fields", ())}


def left_of(erasing: Erasing) -> list[str]:
    stored = erasing.stored()
    return [word for word in WORDS if word in stored]


@pytest.mark.parametrize("kind", LATE_COMMANDS, ids=lambda kind: kind.__name__)
def test_no_command_that_comes_late_brings_words_back(
    erasing: Erasing, kind: type[msgspec.Struct]
) -> None:
    """The clerk had claimed the callback, and worked without the server while it happened."""
    assert erasing.send(OPERATOR, forwarded_of(WHO)).status is Status.APPLIED
    erasing.service.held(CLERK)
    erasing.erase()
    account, late = LATE_COMMANDS[kind]
    erasing.send(account, late())
    assert left_of(erasing) == []


def test_every_command_of_the_contract_that_names_a_row_of_a_citizen_is_tried() -> None:
    naming = {kind for kind in get_args(CommandData) if ids_in(kind) & OF_CITIZENS}
    # A report is about an entry: it only says in which contact the fault was seen.
    assert naming - {ReportEntry} | {TellOpened} == set(LATE_COMMANDS)


def test_each_id_of_the_contract_is_of_a_known_kind() -> None:
    """A field under another name would lead to a row of a citizen, and nobody would see it."""
    told = {name for kind in (*get_args(CommandData), Again) for name in ids_in(kind)}
    assert told - OF_CITIZENS - OF_NOBODY == set()


@pytest.mark.parametrize("name", sorted(OF_CITIZENS))
def test_an_id_is_found_wherever_it_stands(name: str) -> None:
    kind, row_id = name.removesuffix("_id"), new_id()
    for told in ({name: row_id}, {kind: {"id": row_id}}, {f"{kind}_ids": [row_id]}):
        for raw in (told, {"data": {"inner": [told]}}):
            assert getattr(named_rows(msgspec.json.encode(raw)), kind) == {row_id}


def test_what_comes_of_a_contact_that_came_late_is_emptied_too(erasing: Erasing) -> None:
    """Its case was never here while the citizen was erased: no mark knew it."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase()
    erasing.send(OPERATOR, forwarded_of(WHO, "c2"))
    assert erasing.send(CLERK, a_note(case="c2", text=LATE)).status is Status.APPLIED
    assert left_of(erasing) == []


def test_what_somebody_is_promised_in_an_erased_case_stays_promised(erasing: Erasing) -> None:
    """Whoever asks for news of it by its number is not the citizen who was erased."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase()
    case_id = CaseId("case-c1")
    asks = a_contact("c3", case_id=case_id, closed_at=erasing.now, description="Chiede novità")
    promised = a_callback("c3", case_id=case_id)
    verdict = erasing.send(OPERATOR, RecordContact(contact=asks, callback=promised))
    assert verdict.status is Status.APPLIED, verdict
    assert "Chiede novità" in erasing.stored()
    erasing.send(CLERK, a_note(text=LATE))
    erasing.send(OPERATOR, a_correction())
    erasing.write(lambda c: erase_marked(c, erasing.marks, erasing.now))
    assert left_of(erasing) == []
    kept = callback_of(erasing.service, "c3")
    assert (kept.caller, kept.state) == (promised.caller, CallbackState.OPEN)


def test_no_refused_command_about_somebody_erased_is_kept_or_told(erasing: Erasing) -> None:
    """Neither one that was refused before, nor one that comes afterwards."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    refusals = KeptRefusals(
        private=[b"k" * 32],
        database=erasing.service.database,
        clock=lambda: erasing.now,
        erased=erasing.marks,
    )

    def keep(*told: tuple[str, CommandData]) -> None:
        raw = {CommandId(name): msgspec.Raw(a_command(data, name)) for name, data in told}
        refused = dict.fromkeys(raw, Verdict(status=Status.REJECTED))
        asyncio.run(refusals.keep(CLERK.id, raw, refused))

    keep(("before", a_note(text=LATE)))
    erasing.erase()
    new = forwarded_of(WHO, "new", closed_at=erasing.now)
    keep(
        ("note", a_note(text=LATE)),
        ("result", a_result()),
        ("said", forwarded_of(WHO)),
        ("new", new),
    )
    boxes = "SELECT command_id FROM refused_work WHERE box <> '' ORDER BY at, command_id"
    assert [row["command_id"] for row in erasing.rows(boxes)] == ["before", "new"]
    (told,) = asyncio.run(refusals.of(CLERK))
    assert b'"new"' in bytes(told.command), "whoever calls again is somebody new"
    assert [row["command_id"] for row in erasing.rows(boxes)] == ["new"]


@pytest.mark.parametrize("clock", [NOW + timedelta(days=400), NOW - timedelta(days=9000)])
def test_no_clock_of_a_seat_keeps_the_words_of_a_contact_that_was_erased(
    erasing: Erasing, clock: datetime
) -> None:
    """A contact that said no name is known by itself alone."""
    nobody = msgspec.structs.replace(WHO, name="", fiscal_code="")
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.send(OPERATOR, RecordContact(contact=a_contact("c2", caller=nobody, closed_at=clock)))
    erasing.erase()
    late = a_contact("c2", caller=nobody, closed_at=clock, description=LATE)
    erasing.send(OPERATOR, CorrectContact(contact=late))
    assert left_of(erasing) == []


def test_a_backup_brings_no_contact_back_whose_seat_was_in_the_future(erasing: Erasing) -> None:
    """It was at the server before the citizen was erased, whenever its seat says it was."""
    ahead = {"closed_at": NOW + timedelta(days=400)}
    erasing.send(OPERATOR, forwarded_of(WHO, **ahead))
    erasing.send(OPERATOR, forwarded_of(OTHER, "c2", **ahead))
    erasing.marks.add(person_subjects(WHO), ERASED_AT)
    erasing.write(lambda c: erase_marked(c, erasing.marks, ERASED_AT))
    assert set(left_of(erasing)) == {"allagata"}, "of the other"


def test_whoever_calls_again_is_somebody_new(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase()
    said = {"closed_at": erasing.now, "description": "Chiede di nuovo"}
    assert erasing.send(OPERATOR, forwarded_of(WHO, "new", **said)).status is Status.APPLIED
    assert "Chiede di nuovo" in erasing.stored()
