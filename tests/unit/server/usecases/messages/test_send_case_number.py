"""A citizen gets the number of her case by SMS, and none once the contact was taken back."""

from typing import Any

import pytest
from msgspec.structs import replace

from contract.domain.account import Role
from contract.domain.caller import CallerDetails
from contract.domain.contact import UNDONE_FOR, Disposition
from contract.domain.ids import ContactId, account_scope
from contract.domain.sending import Sending, SendingProblem, SendingState, Way
from contract.domain.sent_card import MOST_SENT
from contract.domain.sent_card_texts import LANGUAGES, words_for
from contract.domain.short_message import short_message
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import CorrectContact, ReopenContact, SendCaseNumber, Status, Verdict
from server.store.operations.audit_log import audit_page
from server.store.sync.replicated_rows import values_after
from server.usecases.messages.available_ways import note_sms
from server.usecases.messages.send_messages import Delivered, Delivery
from server.usecases.messages.text_channel import Part
from tests.support.seats.seat import StoppedClock
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.said_numbers import says_number
from tests.support.servers.sending_jobs import sending_texts
from tests.support.servers.server_records import NOW, a_contact, an_account, forwarded

OPERATOR = an_account()
CONTACT = ContactId("contact-c1")
CITIZEN = "+393471234567"
REOPEN = ReopenContact(contact_id=CONTACT)
NUMBER = "2026-000001"


class Desk:
    """An operator who has forwarded a contact, and what leaves for its citizen."""

    def __init__(self, service: RecordedService) -> None:
        self.service = service
        self.clock = StoppedClock(NOW)
        self.left: list[Part] = []
        self.send_texts = sending_texts(service.database, self._take, self.clock)
        service.database.write_now(lambda c: note_sms(c, True))

    async def _take(self, part: Part) -> Delivery:
        self.left.append(part)
        return Delivery(Delivered.TAKEN, id=f"part-{len(self.left)}")

    def forward(self, language: str = "it") -> None:
        caller = CallerDetails(name="Bianca Esempio", language=language)
        assert self.service.send(OPERATOR, forwarded(caller=caller)).status is Status.APPLIED

    def ask(self, **overrides: Any) -> Verdict:
        fields: dict[str, Any] = {"contact_id": CONTACT, "to": CITIZEN}
        verdict = self.service.send(OPERATOR, SendCaseNumber(**(fields | overrides)))
        assert not says_number(verdict, CITIZEN)
        return verdict

    async def half_a_minute_later(self) -> None:
        self.clock.advance(UNDONE_FOR.total_seconds())
        await self.send_texts()

    def told(self) -> Sending:
        (one,) = self.service.database.read_now(
            lambda c: values_after(c, Kind.SENDING, account_scope(OPERATOR.id), "", 100)
        )
        assert isinstance(one, Sending)
        return one


@pytest.fixture
def desk(service: RecordedService) -> Desk:
    return Desk(service)


async def test_the_number_leaves_once_the_contact_can_no_longer_be_undone(desk: Desk) -> None:
    desk.forward()
    assert desk.ask().status is Status.APPLIED
    waiting = desk.told()
    assert (waiting.title, waiting.card_id, waiting.way) == (NUMBER, "", Way.SMS)
    await desk.send_texts()
    assert desk.left == [], "one key may still take the contact back"
    await desk.half_a_minute_later()
    (part,) = desk.left
    assert part.to == CITIZEN
    said = short_message(words_for("it").case_number.format(NUMBER))
    assert part.letters == said.parts[0]
    assert b"Esempio" not in part.letters
    assert desk.told().state is SendingState.SENT
    (row,) = desk.service.database.read_now(lambda c: c.execute("SELECT * FROM text_message"))
    assert (row["recipient"], row["body"]) == ("", ""), "nobody keeps it"
    audit = desk.service.database.read_now(audit_page)
    assert [one.subject for one in audit if one.action == "case.number_sent"] == [CONTACT]
    assert not says_number(audit, CITIZEN)


@pytest.mark.parametrize("language", [*LANGUAGES, "fr"])
async def test_it_is_one_message_in_the_citizens_language(desk: Desk, language: str) -> None:
    desk.forward(language)
    desk.ask()
    await desk.half_a_minute_later()
    (part,) = desk.left
    spoken = language if language in LANGUAGES else "en"
    text = words_for(spoken).case_number.format(NUMBER)
    assert (part.letters,) == short_message(text).parts
    assert text.splitlines()[1:] == [NUMBER], "alone, so that no letter turns its halves about"


async def test_of_a_contact_taken_back_nothing_leaves_and_nobody_is_alarmed(desk: Desk) -> None:
    desk.forward()
    desk.ask()
    desk.service.send(OPERATOR, REOPEN, NOW + UNDONE_FOR / 2)
    await desk.half_a_minute_later()
    assert desk.left == []
    told = desk.told()
    assert (told.state, told.problem) == (SendingState.FAILED, SendingProblem.WITHDRAWN)
    assert not told.needs_word


async def test_closed_again_it_is_the_same_case_and_its_number_leaves(desk: Desk) -> None:
    desk.forward()
    desk.ask()
    desk.service.send(OPERATOR, REOPEN)
    again = forwarded()
    closed = CorrectContact(contact=again.contact, case=again.case, callback=again.callback)
    assert desk.service.send(OPERATOR, closed).detail == {"case_number": NUMBER}
    await desk.half_a_minute_later()
    assert len(desk.left) == 1


async def test_corrected_to_no_case_it_does_not_leave(desk: Desk) -> None:
    desk.forward()
    desk.ask()
    plain = replace(a_contact(), disposition=Disposition.INFORMATION_GIVEN)
    assert desk.service.send(OPERATOR, CorrectContact(contact=plain)).status is Status.APPLIED
    await desk.half_a_minute_later()
    assert desk.left == []


def test_each_refusal_has_its_reason(desk: Desk) -> None:
    assert desk.ask().reason == reason_codes.UNKNOWN_CONTACT
    desk.forward()
    for to in ("+390667101", "+33612345678", "bianca@posta.example", ""):
        assert desk.ask(to=to).reason == reason_codes.BAD_NUMBER, to
    desk.service.database.write_now(lambda c: note_sms(c, False))
    assert desk.ask().reason == reason_codes.NO_SMS
    desk.service.database.write_now(lambda c: note_sms(c, True, 2))
    assert [desk.ask().reason for _ in range(3)] == [None, None, reason_codes.TEXTS_ENOUGH]
    desk.service.database.write_now(lambda c: note_sms(c, True))
    assert [desk.ask().reason for _ in range(MOST_SENT - 1)][-1] == reason_codes.SENT_ENOUGH


def test_only_who_forwarded_it_has_its_number_sent(desk: Desk) -> None:
    desk.forward()
    data = SendCaseNumber(contact_id=CONTACT, to=CITIZEN)
    for other in (an_account("op2"), an_account("ed1", role=Role.EDITOR)):
        assert desk.service.send(other, data).reason == reason_codes.FORBIDDEN


def test_a_contact_without_a_case_has_no_number(desk: Desk) -> None:
    contact = forwarded("c2").contact
    plain = replace(contact, disposition=Disposition.INFORMATION_GIVEN, desk_id=None)
    desk.service.send(OPERATOR, replace(forwarded("c2"), contact=plain, case=None, callback=None))
    assert desk.ask(contact_id=contact.id).reason == reason_codes.UNKNOWN_CASE
    desk.forward()
    desk.service.send(OPERATOR, REOPEN)
    assert desk.ask().reason == reason_codes.UNKNOWN_CASE
