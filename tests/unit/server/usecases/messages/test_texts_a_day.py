"""How many cards one operator may send by SMS in a day of Rome."""

from datetime import UTC, datetime, timedelta

import pytest

from contract.domain.ids import ContactId
from contract.domain.sending import day_began
from contract.wire import reason_codes
from contract.wire.commands import SendCard, Status, Verdict
from server.usecases.messages.available_ways import note_mail, note_sms, texts_a_day
from tests.support.servers.maintenance_records import CARD, a_card, an_office, put_knowledge
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import an_account

OPERATOR = an_account()
COLLEAGUE = an_account("another")
EVENING = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)  # 23:30 in Rome


@pytest.fixture
def service(knowing: RecordedService) -> RecordedService:
    put_knowledge(knowing, an_office(), a_card())
    knowing.database.write_now(lambda c: note_sms(c, True, 3))
    knowing.database.write_now(lambda c: note_mail(c, True))
    return knowing


def send(
    service: RecordedService, contact: int, at: datetime = EVENING, to: str = "347 123 4567"
) -> Verdict:
    data = SendCard(
        card_id=CARD, card_version=1, to=to, language="it", contact_id=ContactId(f"c{contact}")
    )
    return service.send(OPERATOR, data, at)


def test_the_fourth_text_of_a_day_is_refused_and_mails_still_leave(
    service: RecordedService,
) -> None:
    for contact in range(3):
        assert send(service, contact).status is Status.APPLIED
    refused = send(service, 3)
    assert (refused.status, refused.reason) == (Status.REJECTED, reason_codes.TEXTS_ENOUGH)
    assert send(service, 4, to="bianca@posta.example").status is Status.APPLIED


def test_the_day_begins_at_midnight_in_rome(service: RecordedService) -> None:
    for contact in range(3):
        send(service, contact)
    assert send(service, 3, EVENING + timedelta(minutes=29)).status is Status.REJECTED
    assert send(service, 4, EVENING + timedelta(minutes=30)).status is Status.APPLIED
    assert day_began(EVENING) == datetime(2026, 11, 25, 23, tzinfo=UTC)


def test_each_operator_has_her_own(service: RecordedService) -> None:
    for contact in range(3):
        send(service, contact)
    data = SendCard(
        card_id=CARD, card_version=1, to="347 123 4567", language="it", contact_id=ContactId("x")
    )
    assert service.send(COLLEAGUE, data, EVENING).status is Status.APPLIED


def test_without_a_word_of_the_settings_it_is_two_hundred_and_none_without_sms(
    service: RecordedService,
) -> None:
    service.database.write_now(lambda c: note_sms(c, True))
    assert service.database.read_now(texts_a_day) == 200
    service.database.write_now(lambda c: note_sms(c, False))
    assert service.database.read_now(texts_a_day) == 0


def test_what_was_sent_while_the_clock_was_ahead_is_of_no_day_before(
    service: RecordedService,
) -> None:
    for contact in range(3):
        send(service, contact, EVENING + timedelta(days=400))
    assert send(service, 3).status is Status.APPLIED
