"""What seats give back to a server that went back to an earlier state of its data."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from contract.domain.account import Account
from contract.domain.callback import AttemptOutcome, Callback, CallbackState
from contract.domain.case import Case, CaseState
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import AccountId, CallbackId, CaseId, CommandId, ContactId, TopicId
from contract.wire import reason_codes
from contract.wire.commands import (
    Again,
    AssignTopic,
    Command,
    CommandData,
    CorrectContact,
    HandOverCase,
    RecordContact,
    ReopenContact,
    Status,
    Verdict,
)
from contract.wire.decoding import encode
from server.store.contacts.case_numbers import skip_numbers
from server.store.engine.server_database import ServerDatabase
from server.store.sync.command_log import forget_verdicts
from server.store.sync.replicated_rows import find, find_ever
from server.usecases.sync.refill import (
    KEEP_VERDICTS,
    REFILL_FOR,
    WentBack,
    begin_life,
    has_forgotten,
    verdict_key,
)
from server.usecases.sync.value_checks import NUMBER_LIMIT
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import (
    NOW,
    SCHOOL,
    SCHOOLS,
    a_callback,
    a_case,
    a_clerk,
    a_contact,
    a_note,
    a_request,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)

OPERATOR, CLERK, OTHER = an_account(), a_clerk(), a_clerk("clerk2")
RESTORED = NOW + timedelta(hours=40)


class Centre:
    """A server that loses everything since its first minute, and seats that keep their words."""

    def __init__(self, service: RecordedService, fresh: Callable[[], RecordedService]) -> None:
        self._fresh = fresh
        self.service = service
        self._said: dict[str, tuple[Account, Command, Verdict | None]] = {}

    def send(self, account: Account, name: str, data: CommandData, now: datetime = NOW) -> Verdict:
        command = Command(id=CommandId(name), at=now, data=data)
        verdict = self._sent(account, command, now)
        self._said[name] = (account, command, verdict)
        return verdict

    def leave_unsent(self, account: Account, name: str, data: CommandData) -> None:
        self._said[name] = (account, Command(id=CommandId(name), at=NOW, data=data), None)

    def send_early(self, account: Account, name: str) -> Verdict:
        """Send what waited to a server that has gone back, which its seat does not know yet."""
        return self._sent(account, self._said[name][1], RESTORED)

    def claims(self, account: Account, name: str, data: CommandData, verdict: Verdict) -> None:
        """Have a seat say that this was the server's word."""
        command = Command(id=CommandId(name), at=NOW, data=data)
        self._said[name] = (account, command, verdict)

    def said(self, name: str) -> Verdict:
        verdict = self._said[name][2]
        assert verdict is not None
        return verdict

    def restore(self, *, skips: bool = True, epoch: str = "e-restored") -> None:
        """Go back to a backup that has the installation and nothing else."""
        key = self.service.database.write_now(verdict_key)
        self.service = self._fresh()
        for name, value in (("verdict_key", key.hex()), ("epoch", epoch)):
            row = {"name": name, "value": value}
            self.service.database.write_now(lambda c, row=row: c.put("meta", row, "name"))  # type: ignore[misc]
        if skips:
            self.service.database.write_now(lambda c: skip_numbers(c, NOW, RESTORED))

    def again(
        self,
        name: str,
        now: datetime = RESTORED,
        account: Account | None = None,
        opened_by: AccountId | None = None,
    ) -> Verdict:
        """Send it again as a seat does, with what was said of it; account: as it is by now."""
        who, command, verdict = self._said[name]
        told = Again(since=RESTORED, verdict=verdict, opened_by=opened_by)
        return self._sent(account or who, msgspec.structs.replace(command, again=told), now)

    def callback(self, name: str = "c1") -> Callback:
        found = self.service.database.read_now(lambda c: find(c, Callback, f"callback-{name}"))
        assert found is not None
        return found

    def contact(self, name: str = "c1") -> Contact | None:
        return self.service.database.read_now(lambda c: find(c, Contact, f"contact-{name}"))

    def _sent(self, account: Account, command: Command, now: datetime) -> Verdict:
        return self.service.send_raw(account, encode(command), now)


@pytest.fixture
def centre(sqlite_file: Path, tmp_path: Path) -> Iterator[Centre]:
    opened: list[ServerDatabase] = []

    def fresh() -> RecordedService:
        path = tmp_path / f"life-{len(opened)}.db"
        shutil.copy(sqlite_file, path)
        opened.append(ServerDatabase.open(f"sqlite:///{path}"))
        return RecordedService(opened[-1])

    yield Centre(fresh(), fresh)
    for database in opened:
        database.close()


def _called_back(centre: Centre) -> None:
    """The operator forwards a contact; a clerk notes something, claims and calls back."""
    assert centre.send(OPERATOR, "record", forwarded()).status is Status.APPLIED
    assert centre.send(CLERK, "note", a_note()).status is Status.APPLIED
    fence = centre.service.held(CLERK).fence
    result = the_result(an_attempt(outcome=AttemptOutcome.SOLVED), fence)
    assert centre.send(CLERK, "result", result).status is Status.APPLIED


def test_a_clerk_who_comes_before_the_operator_waits_and_is_applied_then(centre: Centre) -> None:
    _called_back(centre)
    centre.restore()
    for name in ("note", "result"):
        assert centre.again(name).status is Status.HELD
    assert centre.again("record").status is Status.APPLIED
    for name in ("note", "result"):
        assert centre.again(name).status is Status.APPLIED
    callback = centre.callback()
    assert (callback.state, callback.attempts) == (CallbackState.DONE, 1)
    assert callback.fence > 1, "a claim made later gets no fence that was told before"
    assert callback.holder_id == CLERK.id, "who called back may go on with the case"


def test_what_nobody_brings_is_refused_after_the_time_of_the_refill(centre: Centre) -> None:
    _called_back(centre)
    centre.restore()
    assert centre.again("note", RESTORED + REFILL_FOR).reason == reason_codes.UNKNOWN_CASE


def test_a_loss_that_a_seat_will_only_see_next_year_keeps_nothing_waiting(centre: Centre) -> None:
    _called_back(centre)
    centre.restore()
    before_it = RESTORED - timedelta(days=365)
    assert centre.again("note", before_it).reason == reason_codes.UNKNOWN_CASE


def test_a_note_that_was_not_yet_sent_waits_for_its_case_too(centre: Centre) -> None:
    centre.send(OPERATOR, "record", forwarded())
    centre.leave_unsent(CLERK, "note", a_note())
    centre.restore()
    assert centre.again("note").status is Status.HELD
    centre.again("record")
    assert centre.again("note").status is Status.APPLIED


def test_a_refusal_from_before_the_seat_knew_is_not_the_last_word(centre: Centre) -> None:
    centre.send(OPERATOR, "record", forwarded())
    centre.leave_unsent(CLERK, "note", a_note())
    centre.restore()
    early = centre.send_early(CLERK, "note")
    assert early.reason == reason_codes.UNKNOWN_CASE
    centre.again("record")
    assert centre.again("note").status is Status.APPLIED


def test_a_case_keeps_the_number_that_was_read_to_the_citizen(centre: Centre) -> None:
    for name in ("c1", "c2"):
        centre.send(OPERATOR, f"record-{name}", forwarded(name))
    centre.restore()
    new = centre.send(OPERATOR, "record-c3", forwarded("c3"), RESTORED)
    told = {name: centre.again(f"record-{name}").detail["case_number"] for name in ("c2", "c1")}
    assert told == {"c1": "2026-000001", "c2": "2026-000002"}
    assert new.detail["case_number"] not in told.values()


def test_a_number_that_is_another_cases_by_now_refuses_nothing(centre: Centre) -> None:
    centre.send(OPERATOR, "record-c1", forwarded("c1"))
    centre.restore(skips=False)
    assert centre.send(OPERATOR, "other", forwarded("c2")).detail["case_number"] == "2026-000001"
    assert centre.again("record-c1").detail["case_number"] == "2026-000002"


def test_a_number_is_the_one_first_told_though_a_correction_comes_again_before_it(
    centre: Centre,
) -> None:
    first = centre.send(OPERATOR, "record", forwarded()).detail["case_number"]
    data = forwarded()
    said = msgspec.structs.replace(data.contact, description="corrected")
    centre.leave_unsent(
        OPERATOR, "correct", CorrectContact(contact=said, case=data.case, callback=data.callback)
    )
    centre.restore()
    assert centre.again("correct").detail["case_number"] != first
    assert centre.again("record").detail["case_number"] == first
    contact = centre.contact()
    assert contact is not None
    assert (contact.case_number, contact.description) == (first, "corrected")
    case = centre.service.database.read_now(lambda c: find(c, Case, contact.case_id or ""))
    assert case is not None
    assert case.number == first


@pytest.mark.parametrize("is_given", [False, True], ids=["free", "another case's by now"])
def test_a_callback_that_a_correction_had_taken_back_is_known_though_that_comes_again_first(
    centre: Centre, is_given: bool
) -> None:
    """is_given: the number that was told. What clerks did for the callback may come again, too."""
    centre.send(OPERATOR, "record", forwarded())
    data = forwarded()
    centre.leave_unsent(OPERATOR, "correct", CorrectContact(contact=data.contact, case=data.case))
    centre.restore(skips=not is_given)
    if is_given:
        centre.send(OPERATOR, "other", forwarded("c2"))
    assert centre.again("correct").status is Status.APPLIED
    assert centre.again("record").status is Status.APPLIED
    found = centre.service.database.read_now(lambda c: find_ever(c, Callback, "callback-c1"))
    assert found is not None
    assert not found[1], "it stays taken back"


def test_what_a_contact_had_is_known_though_its_reply_was_lost_and_a_correction_came_first(
    centre: Centre,
) -> None:
    """What a clerk asks about the callback is then refused as of every one that was taken back."""
    data = forwarded()
    informed = msgspec.structs.replace(
        data.contact, disposition=Disposition.INFORMATION_GIVEN, desk_id=None
    )
    centre.leave_unsent(OPERATOR, "record", data)
    centre.leave_unsent(OPERATOR, "correct", CorrectContact(contact=informed))
    centre.restore()
    assert centre.again("correct").status is Status.APPLIED
    assert centre.again("record").reason == reason_codes.EXISTS
    found = centre.service.database.read_now(
        lambda c: (find_ever(c, Case, "case-c1"), find_ever(c, Callback, "callback-c1"))
    )
    assert [one is not None and one[1] for one in found] == [False, False], "both are taken back"
    assert centre.contact() is not None


def test_a_result_of_a_callback_taken_back_is_where_its_case_went(centre: Centre) -> None:
    """The correction took the callback back, then the case went to another desk without it."""
    data = forwarded()
    centre.send(OPERATOR, "record", data)
    given = HandOverCase(
        callback_id=CallbackId("callback-c1"),
        fence=centre.service.held(CLERK).fence,
        desk_id=SCHOOLS,
        note="of schools",
    )
    assert centre.send(CLERK, "over", given).status is Status.APPLIED
    other = a_clerk("clerk2", desk_ids=(SCHOOLS,))
    result = an_attempt(author_id=other.id, desk_id=SCHOOLS, outcome=AttemptOutcome.POSTPONED)
    told = the_result(result, centre.service.held(other).fence, CaseState.OPEN)
    assert centre.send(other, "result", told).status is Status.APPLIED
    centre.leave_unsent(OPERATOR, "correct", CorrectContact(contact=data.contact, case=data.case))
    centre.restore()
    for name in ("correct", "record", "over", "result"):
        assert centre.again(name).status is Status.APPLIED
    rows = centre.service.database.read_now(
        lambda c: c.execute(
            "SELECT desk_id, scope FROM case_activity UNION SELECT desk_id, scope FROM case_"
            " UNION SELECT desk_id, scope FROM callback_attempt"
        )
    )
    assert {(row["desk_id"], row["scope"]) for row in rows} == {(SCHOOLS, f"desk:{SCHOOLS}")}


def test_what_an_outdated_correction_promised_is_known_as_taken_back(centre: Centre) -> None:
    """A clerk may have worked on it before the server lost it."""
    data = forwarded()
    plain = msgspec.structs.replace(
        data.contact, disposition=Disposition.INFORMATION_GIVEN, desk_id=None
    )
    centre.leave_unsent(OPERATOR, "record", RecordContact(contact=plain))
    promised = CorrectContact(contact=data.contact, case=data.case, callback=data.callback)
    centre.send(OPERATOR, "record", RecordContact(contact=plain))
    centre.send(OPERATOR, "promise", promised)
    centre.send(OPERATOR, "correct", CorrectContact(contact=plain), NOW + timedelta(minutes=1))
    centre.restore()
    for name in ("record", "correct", "promise"):
        assert centre.again(name).status is Status.APPLIED
    found = centre.service.database.read_now(
        lambda c: (find_ever(c, Case, "case-c1"), find_ever(c, Callback, "callback-c1"))
    )
    assert [one is not None and one[1] for one in found] == [False, False], "both are taken back"


def test_a_case_without_a_word_has_the_number_that_its_correction_told(centre: Centre) -> None:
    """The reply to the contact was lost; a correction at another seat heard the number."""
    data = forwarded()
    centre.send(OPERATOR, "record", data)
    said = msgspec.structs.replace(data.contact, description="corrected")
    correction = CorrectContact(contact=said, case=data.case, callback=data.callback)
    told = centre.send(OPERATOR, "correct", correction).detail["case_number"]
    centre.restore()
    centre.leave_unsent(OPERATOR, "record", data)
    assert centre.again("record").detail["case_number"] != told
    assert centre.again("correct").detail["case_number"] == told
    contact = centre.contact()
    assert contact is not None
    assert contact.case_number == told
    case = centre.service.database.read_now(lambda c: find(c, Case, contact.case_id or ""))
    assert case is not None
    assert case.number == told


def test_a_case_taken_back_has_its_number_again_when_it_is_forwarded_once_more(
    centre: Centre,
) -> None:
    first = centre.send(OPERATOR, "record", forwarded()).detail["case_number"]
    informed = msgspec.structs.replace(
        forwarded().contact, disposition=Disposition.INFORMATION_GIVEN, desk_id=None
    )
    centre.send(OPERATOR, "take back", CorrectContact(contact=informed))
    centre.restore()
    for name in ("take back", "record"):
        assert centre.again(name).status is Status.APPLIED
    data = forwarded()
    once_more = CorrectContact(contact=data.contact, case=data.case, callback=data.callback)
    last = centre.send(OPERATOR, "once more", once_more, NOW + timedelta(hours=1))
    assert last.detail["case_number"] == first


def _attack(what: str) -> RecordContact:
    """Return a contact of the operator's own under an id that a colleague's work had before."""
    if what == "contact":
        return forwarded()
    other = forwarded("c2")
    assert other.case is not None
    assert other.callback is not None
    if what == "case":
        case = msgspec.structs.replace(other.case, id=CaseId("case-c1"))
        callback = msgspec.structs.replace(other.callback, case_id=case.id)
        return RecordContact(contact=other.contact, case=case, callback=callback)
    used = msgspec.structs.replace(other.callback, id=CallbackId("callback-c1"))
    return msgspec.structs.replace(other, callback=used)


def _rows(centre: Centre, table: str, *columns: str) -> list[tuple[str, ...]]:
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE deleted = 0 ORDER BY 1"
    found = centre.service.database.read_now(lambda c: c.execute(sql))
    return [tuple(row.values()) for row in found]


@pytest.mark.parametrize("what", ["contact", "case", "callback"])
@pytest.mark.parametrize("order", list(permutations(("theirs", "note", "result"))), ids="-".join)
def test_who_records_first_under_an_id_of_before_takes_nothing_of_its_author(
    centre: Centre, what: str, order: tuple[str, ...]
) -> None:
    """A colleague at the desk reads the ids there; a loss makes them free for whoever is quick."""
    colleague = an_account("op2")
    told = centre.send(colleague, "theirs", forwarded("c1", "op2")).detail["case_number"]
    centre.send(CLERK, "note", a_note())
    fence = centre.service.held(CLERK).fence
    solved = an_attempt(outcome=AttemptOutcome.SOLVED, note="an answer for somebody else")
    centre.send(CLERK, "result", the_result(solved, fence))
    centre.restore()
    mine = centre.send(OPERATOR, "record", _attack(what), RESTORED)
    assert mine.status is Status.APPLIED
    for _ in order:
        for name in order:
            centre.again(name, opened_by=colleague.id)
    words = {name: centre.again(name, opened_by=colleague.id).status for name in order}
    assert set(words.values()) == {Status.APPLIED}
    contacts = _rows(centre, "contact", "operator_id", "case_id", "scope")
    assert [(who, scope) for who, _, scope in contacts] == [
        ("op1", "account:op1"),
        ("op2", "account:op2"),
    ]
    cases = {case_id: rest for case_id, *rest in _rows(centre, "case_", "id", "opened_by", "state")}
    (_, my_case, _), (_, their_case, _) = contacts
    assert cases == {my_case: ["op1", "open"], their_case: ["op2", "closed"]}
    assert {case_id for (case_id,) in _rows(centre, "case_activity", "case_id")} == {their_case}
    callbacks = dict(_rows(centre, "callback", "case_id", "state"))
    assert callbacks == {my_case: "open", their_case: "done"}
    numbers = dict(_rows(centre, "case_", "opened_by", "number"))
    assert numbers == {"op1": mine.detail["case_number"], "op2": told}
    audited = "SELECT subject FROM audit WHERE action = 'id.taken'"
    assert centre.service.database.read_now(lambda c: c.execute(audited))


def test_what_its_author_changes_of_it_goes_to_its_twin(centre: Centre) -> None:
    colleague = an_account("op2")
    centre.send(colleague, "theirs", RecordContact(contact=a_contact("c1", "op2")))
    said = a_contact("c1", "op2", description="corrected")
    centre.send(colleague, "correct", CorrectContact(contact=said))
    centre.leave_unsent(colleague, "take back", ReopenContact(contact_id=said.id))
    centre.restore()
    centre.send(OPERATOR, "record", RecordContact(contact=a_contact()), RESTORED)
    for name in ("correct", "theirs"):
        assert centre.again(name).status is Status.APPLIED
    assert _rows(centre, "contact", "operator_id", "description")[1] == ("op2", "corrected")
    assert centre.again("take back").reason == reason_codes.TOO_LATE, "theirs, and too late for it"


def test_who_proves_nothing_gets_no_twin_of_an_id_of_others(centre: Centre) -> None:
    centre.send(OPERATOR, "record", RecordContact(contact=a_contact()))
    stranger = an_account("op2")
    said = Verdict(status=Status.APPLIED, at=NOW, seal="0" * 64)
    centre.claims(stranger, "claimed", RecordContact(contact=a_contact("c1", "op2")), said)
    assert centre.again("claimed").reason == reason_codes.FORBIDDEN
    assert [who for (who,) in _rows(centre, "contact", "operator_id")] == ["op1"]


def test_work_on_a_case_of_the_servers_own_does_not_land_in_what_has_its_id(
    centre: Centre,
) -> None:
    case = a_case(contact_id=ContactId(""), opened_by=AccountId(""), number="2026-000077")
    callback = a_callback(topic_id=TopicId(""))
    centre.send(OPERATOR, "record", _attack("case"), RESTORED)
    seen = Again(since=RESTORED, case=case, callback=callback)
    for data in (a_note(), the_result(an_attempt(), 3)):
        command = Command(id=CommandId(type(data).__name__), at=NOW, data=data, again=seen)
        verdict = centre.service.send_raw(CLERK, encode(command), RESTORED)
        assert verdict.status is Status.APPLIED, verdict
    states = dict(_rows(centre, "case_", "opened_by", "state"))
    assert states == {"": "closed", "op1": "open"}


def test_what_was_corrected_in_time_is_never_too_late(centre: Centre) -> None:
    centre.send(OPERATOR, "record", RecordContact(contact=a_contact()))
    said = a_contact(description="corrected")
    centre.send(OPERATOR, "correct", CorrectContact(contact=said), NOW + timedelta(hours=1))
    centre.restore()
    centre.again("record")
    assert centre.again("correct").status is Status.APPLIED
    contact = centre.contact()
    assert contact is not None
    assert contact.description == "corrected"


def test_a_contact_taken_back_at_one_seat_and_closed_at_another_ends_as_it_was(
    centre: Centre,
) -> None:
    again = CorrectContact(contact=a_contact(closed_at=NOW + timedelta(minutes=9)))
    for minute, (name, data) in enumerate(
        {
            "record": RecordContact(contact=a_contact()),
            "reopen": ReopenContact(contact_id=ContactId("contact-c1")),
            "close": again,
        }.items()
    ):
        at = NOW + timedelta(minutes=minute * 5)
        assert centre.send(OPERATOR, name, data, at).status is Status.APPLIED
    centre.restore()
    assert centre.again("reopen").status is Status.HELD, "nothing to take back is known yet"
    for name in ("close", "record", "reopen"):
        assert centre.again(name).status is Status.APPLIED
    assert centre.contact() is not None, "it was closed after it had been taken back"


def test_the_result_of_an_older_claim_does_not_undo_that_of_a_later_one(centre: Centre) -> None:
    centre.send(OPERATOR, "record", forwarded())
    missed = an_attempt("a1", outcome=AttemptOutcome.NO_ANSWER)
    centre.send(CLERK, "missed", the_result(missed, centre.service.held(CLERK).fence))
    solved = an_attempt("a2", author_id=OTHER.id, outcome=AttemptOutcome.SOLVED)
    centre.send(OTHER, "solved", the_result(solved, centre.service.held(OTHER).fence))
    centre.restore()
    for name in ("record", "solved", "missed"):
        assert centre.again(name).status is Status.APPLIED
    callback = centre.callback()
    assert (callback.state, callback.attempts) == (CallbackState.DONE, 2)


def test_a_claim_is_not_given_anew_but_its_fence_is_never_given_twice(centre: Centre) -> None:
    centre.send(OPERATOR, "record", forwarded())
    centre.send(CLERK, "claim", a_request())
    centre.restore()
    centre.again("record")
    assert centre.again("claim").status is Status.APPLIED
    assert centre.callback().state is CallbackState.OPEN
    assert centre.service.held(OTHER, now=RESTORED).fence == 2


def test_a_word_that_the_server_did_not_say_proves_nothing(centre: Centre) -> None:
    stranger = a_clerk(desk_ids=(SCHOOLS,))
    centre.send(OPERATOR, "record", forwarded())
    said = Verdict(status=Status.APPLIED, at=NOW, seal="0" * 64)
    for verdict in (said, centre.said("record")):
        centre.claims(stranger, "note", a_note(), verdict)
        assert centre.again("note").reason == reason_codes.FORBIDDEN


def test_rights_that_were_taken_since_take_nothing_that_was_done_with_them(centre: Centre) -> None:
    _called_back(centre)
    centre.restore()
    centre.again("record")
    assert centre.again("note", account=a_clerk(desk_ids=())).status is Status.APPLIED


def test_a_seat_that_claims_a_loss_gets_no_more_time_to_correct(centre: Centre) -> None:
    centre.send(OPERATOR, "record", RecordContact(contact=a_contact()))
    said = a_contact(description="rewritten")
    changes = {
        "rewrite": CorrectContact(contact=said),
        "take back": ReopenContact(contact_id=ContactId("contact-c1")),
    }
    for name, data in changes.items():
        centre.leave_unsent(OPERATOR, name, data)
        assert centre.again(name).reason == reason_codes.TOO_LATE


def test_a_fence_that_a_seat_made_up_keeps_no_later_result_out(centre: Centre) -> None:
    centre.send(OPERATOR, "record", forwarded())
    missed = an_attempt("a1", outcome=AttemptOutcome.NO_ANSWER)
    centre.leave_unsent(CLERK, "missed", the_result(missed, NUMBER_LIMIT, CaseState.OPEN))
    assert centre.again("missed").reason == reason_codes.STALE_FENCE
    claimed = centre.service.held(OTHER, now=RESTORED)
    solved = an_attempt("a2", author_id=OTHER.id, outcome=AttemptOutcome.SOLVED)
    result = the_result(solved, claimed.fence)
    assert centre.send(OTHER, "solved", result, RESTORED).status is Status.APPLIED


def test_a_word_of_this_very_life_that_is_not_known_shows_that_the_data_went_back(
    centre: Centre,
) -> None:
    centre.send(OPERATOR, "record", forwarded())
    centre.restore(skips=False, epoch=centre.said("record").epoch)  # a snapshot was put back
    with pytest.raises(WentBack):
        centre.again("record")
    centre.service.database.write_now(lambda c: begin_life(c, RESTORED))
    assert centre.again("record").status is Status.APPLIED


def test_a_verdict_that_cannot_be_read_is_not_one_that_was_lost(centre: Centre) -> None:
    service = centre.service
    service.send(OPERATOR, forwarded())
    rows = service.database.read_now(lambda c: c.execute("SELECT id FROM command"))
    sql = "UPDATE command SET verdict = '{', at = 9000000000000000000"
    service.database.write_now(lambda c: c.execute(sql))
    assert rows
    for row in rows:
        assert not service.database.read_now(lambda c, row=row: has_forgotten(c, row["id"]))
    service.database.write_now(lambda c: begin_life(c, RESTORED))


def test_a_word_that_the_server_has_forgotten_by_its_age_proves_nothing(centre: Centre) -> None:
    centre.send(OPERATOR, "record", RecordContact(contact=a_contact()))
    late = NOW + KEEP_VERDICTS
    centre.service.database.write_now(lambda c: forget_verdicts(c, late, 100))
    assert centre.again("record", late).reason == reason_codes.EXISTS, "nothing was lost"


def test_a_case_that_the_server_had_made_itself_comes_back_with_the_work_on_it(
    centre: Centre,
) -> None:
    case = a_case(contact_id=ContactId(""), opened_by=AccountId(""), number="2026-000077")
    callback = a_callback(topic_id=TopicId(""))
    note = Command(id=CommandId("note"), at=NOW, data=a_note())
    result = Command(id=CommandId("result"), at=NOW, data=the_result(an_attempt(), 3))
    seen = Again(since=RESTORED, case=case, callback=callback)
    for command in (note, result):
        raw = encode(msgspec.structs.replace(command, again=seen))
        verdict = centre.service.send_raw(CLERK, raw, RESTORED)
        assert verdict.status is Status.APPLIED, verdict
    assert centre.callback().attempts == 1
    number = centre.service.database.read_now(lambda c: c.one("SELECT number FROM case_"))
    assert number == {"number": "2026-000077"}


def test_a_case_of_a_contact_does_not_come_without_it_nor_at_a_desk_of_others(
    centre: Centre,
) -> None:
    of_contact, of_others = a_case(), a_case(contact_id=ContactId(""), opened_by=AccountId(""))
    for account, case in ((CLERK, of_contact), (a_clerk(desk_ids=(SCHOOLS,)), of_others)):
        note = Command(id=CommandId("note"), at=NOW, data=a_note(author_id=account.id))
        again = Again(since=RESTORED, case=case)
        raw = encode(msgspec.structs.replace(note, again=again))
        assert centre.service.send_raw(account, raw, RESTORED).status is not Status.APPLIED


def _desks(centre: Centre) -> set[str]:
    """Return at which desks the case is, with all that hangs on it."""
    tables = ("case_", "callback", "case_activity", "callback_attempt")
    union = " UNION ".join(
        f"SELECT desk_id, scope FROM {table} WHERE deleted = 0" for table in tables
    )
    rows = centre.service.database.read_now(lambda c: c.execute(union))
    assert all(row["scope"] == f"desk:{row['desk_id']}" for row in rows)
    return {row["desk_id"] for row in rows}


@pytest.mark.parametrize(
    "order", list(permutations(("record", "note", "over", "result"))), ids="-".join
)
def test_a_case_that_was_handed_over_is_at_the_other_desk_again_whoever_comes_first(
    centre: Centre, order: tuple[str, ...]
) -> None:
    other = a_clerk("clerk2", desk_ids=(SCHOOLS,))
    centre.send(OPERATOR, "record", forwarded())
    centre.send(CLERK, "note", a_note())
    given = HandOverCase(
        callback_id=CallbackId("callback-c1"),
        fence=centre.service.held(CLERK).fence,
        desk_id=SCHOOLS,
        note="of schools",
    )
    assert centre.send(CLERK, "over", given).status is Status.APPLIED
    result = an_attempt(author_id=other.id, desk_id=SCHOOLS, outcome=AttemptOutcome.SOLVED)
    held = centre.service.held(other)
    assert centre.send(other, "result", the_result(result, held.fence)).status is Status.APPLIED
    centre.restore()
    for _ in order:
        for name in order:
            centre.again(name)
    assert {centre.again(name).status for name in order} == {Status.APPLIED}
    assert _desks(centre) == {SCHOOLS}
    assert centre.callback().state is CallbackState.DONE


LATE = {
    "over": HandOverCase(
        callback_id=CallbackId("callback-c1"), fence=1, desk_id=SCHOOLS, note="of schools"
    ),
    "result": the_result(
        an_attempt(outcome=AttemptOutcome.POSTPONED, note="in the morning"), 1, CaseState.OPEN
    ),
    "topic": AssignTopic(callback_id=CallbackId("callback-c1"), topic_id=SCHOOL),
}


@pytest.mark.parametrize("name", LATE)
@pytest.mark.parametrize("claims", [1, 3])
def test_what_comes_again_leaves_a_case_alone_that_was_finished_meanwhile(
    centre: Centre, name: str, claims: int
) -> None:
    """The desk knew nothing of it, reached the citizen and closed the case."""
    centre.send(OPERATOR, "record", forwarded())
    for number in range(claims):  # each lapses
        at = NOW + number * timedelta(minutes=3)
        fence = centre.service.held((CLERK, OTHER)[number % 2], now=at).fence
    told = LATE[name]
    if not isinstance(told, AssignTopic):
        told = msgspec.structs.replace(told, fence=fence)
    assert centre.send(CLERK, name, told).status is Status.APPLIED
    centre.restore()
    centre.again("record")
    held = centre.service.held(OTHER, now=RESTORED)
    solved = an_attempt("new", author_id=OTHER.id, outcome=AttemptOutcome.SOLVED)
    last = centre.send(OTHER, "new", the_result(solved, held.fence), RESTORED)
    assert last.status is Status.APPLIED
    before = _rows(centre, "case_", "id", "state", "desk_id", "topic_id", "answer")
    done = _rows(centre, "callback", "id", "state", "desk_id", "topic_id")
    assert centre.again(name).status is Status.APPLIED
    assert _rows(centre, "case_", "id", "state", "desk_id", "topic_id", "answer") == before
    assert _rows(centre, "callback", "id", "state", "desk_id", "topic_id") == done
    texts = {text for (text,) in _rows(centre, "case_activity", "text")}
    words = {"over": "of schools", "result": "in the morning"}
    assert words.get(name, solved.note) in texts, "who reads the case reads what came late"


def test_a_case_of_the_servers_own_that_was_handed_over_comes_back_with_the_command(
    centre: Centre,
) -> None:
    case = a_case(contact_id=ContactId(""), opened_by=AccountId(""), number="2026-000077")
    given = HandOverCase(
        callback_id=CallbackId("callback-c1"), fence=1, desk_id=SCHOOLS, note="of schools"
    )
    seen = Again(since=RESTORED, case=case, callback=a_callback(topic_id=TopicId("")))
    command = Command(id=CommandId("over"), at=NOW, data=given, again=seen)
    verdict = centre.service.send_raw(CLERK, encode(command), RESTORED)
    assert verdict.status is Status.APPLIED, verdict
    assert _desks(centre) == {SCHOOLS}
