"""What a seat keeps of a command about somebody erased: no word of it, and the server's word."""

from pathlib import Path

import msgspec
import pytest

from contract.domain.account import Account
from contract.wire.commands import (
    AddCaseNote,
    Command,
    CorrectContact,
    HandOverCase,
    RecordAttempt,
    RecordContact,
    Status,
)
from contract.wire.decoding import encode
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.messages.available_ways import note_sms
from server.usecases.sync.empty_sent import empty_sent
from tests.support.citizens.commands_of_citizens import (
    CALLBACK,
    CLERK,
    LATE_COMMANDS,
    OPERATOR,
    WORDS,
    a_correction,
    a_result,
)
from tests.support.citizens.erased_citizen import OTHER, WHO, Erasing, forwarded_of
from tests.support.known import known
from tests.support.servers.maintenance_records import a_card, put_knowledge, set_up_mail
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import SCHOOLS, a_command, a_note

WITH_WORDS = (RecordContact, CorrectContact, AddCaseNote, RecordAttempt, HandOverCase)
COUNTED = ("contact", "case_", "case_activity", "callback", "callback_attempt")


@pytest.fixture
def erasing(service: RecordedService, tmp_path: Path) -> Erasing:
    put_knowledge(service, a_card())
    set_up_mail(service)
    service.database.write_now(lambda c: note_sms(c, True))
    return Erasing(service, ErasedMarks(marks_file(tmp_path), b"k" * 32))


def emptied(erasing: Erasing, account: Account, raw: bytes) -> Command | None:
    return erasing.write(
        lambda c: empty_sent(c, account, msgspec.Raw(raw), erasing.marks, erasing.now)
    )


def counts(erasing: Erasing) -> dict[str, int]:
    return {name: len(erasing.rows(f"SELECT id FROM {name}")) for name in COUNTED}


@pytest.mark.parametrize("kind", LATE_COMMANDS, ids=lambda kind: kind.__name__)
def test_a_command_of_any_kind_keeps_no_word_of_who_was_erased(
    erasing: Erasing, kind: type[msgspec.Struct]
) -> None:
    account, data = LATE_COMMANDS[kind]
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.service.held(CLERK)
    word = erasing.send(account, data())
    erasing.erase()
    who, raw = erasing.sent_again()[-1]
    assert any(word in raw.decode() for word in WORDS) or kind not in WITH_WORDS
    kept = emptied(erasing, who, raw)
    assert kept is None or not [one for one in WORDS if one in encode(kept).decode()]
    assert (kept is not None) == (word.status is Status.APPLIED)


@pytest.mark.parametrize("is_clerk_first", [True, False])
def test_given_back_after_a_loss_the_emptied_commands_make_the_same_rows(
    erasing: Erasing, is_clerk_first: bool
) -> None:
    """In whatever order the seats come: what was applied once is applied, and says nothing."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.send(OPERATOR, a_correction())
    erasing.send(CLERK, a_note(text="lasciare la chiave"))
    erasing.service.held(CLERK)
    erasing.send(CLERK, a_result())
    before = counts(erasing)
    erasing.erase()
    kept = [(who, encode(known(emptied(erasing, who, raw)))) for who, raw in erasing.sent_again()]
    erasing.lose()
    first = sorted(kept, key=lambda one: (one[0] is CLERK) is not is_clerk_first)
    verdicts = [erasing.push(who, raw) for who, raw in first]
    verdicts += [erasing.push(who, raw) for who, raw in kept]
    assert {one.status for one in verdicts} <= {Status.APPLIED, Status.HELD}
    assert {one.status for one in verdicts[-len(kept) :]} == {Status.APPLIED}
    assert counts(erasing) == before
    assert not [word for word in WORDS if word in erasing.stored()]


def test_a_command_of_nobody_erased_stays_as_it_is(erasing: Erasing) -> None:
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.send(OPERATOR, forwarded_of(OTHER, "c2"))
    erasing.erase()
    _, (who, raw) = erasing.sent_again()
    assert known(emptied(erasing, who, raw)).data == forwarded_of(OTHER, "c2")


def test_what_the_server_did_not_say_itself_is_not_kept(erasing: Erasing) -> None:
    """A seat cannot have words sealed that were never applied, nor another's."""
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.erase()
    ((who, raw),) = erasing.sent_again()
    forged = msgspec.json.decode(raw)
    forged["data"]["contact"]["disposition"] = "wrong_number"
    assert emptied(erasing, who, raw) is not None
    assert emptied(erasing, who, msgspec.json.encode(forged)) is None
    assert emptied(erasing, CLERK, raw) is None
    assert emptied(erasing, who, a_command(forwarded_of(WHO), "sent-1")) is None
    assert emptied(erasing, who, b"[]") is None


def test_words_that_are_missing_are_refused_of_a_command_that_was_never_applied(
    erasing: Erasing,
) -> None:
    closing = forwarded_of(WHO, description="")
    assert erasing.send(OPERATOR, closing).reason == "missing_field"
    erasing.send(OPERATOR, forwarded_of(WHO))
    erasing.service.held(CLERK)
    nothing = HandOverCase(callback_id=CALLBACK, fence=1, desk_id=SCHOOLS, note="")
    for data in (a_note(text=""), nothing):
        assert erasing.send(CLERK, data).reason == "missing_field"
