"""A citizen gets the card in writing: what holds, by mail, and nobody keeps the address."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from contract.domain.account import Role
from contract.domain.ids import TEAM_SCOPE, CardId, ContactId, account_scope
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.domain.sending import Sending, SendingProblem, SendingState
from contract.domain.sent_card import MOST_SENT
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import RecordContact, SendCard, Status
from server.store.messages.outgoing import MAILS, SendState, claim, give_up
from server.store.messages.owner_mails import mail_counts
from server.store.operations.audit_log import audit_page
from server.store.sync.replicated_rows import values_after
from server.usecases.messages.delivery_status import give_up_sendings
from server.usecases.messages.to_citizen import MAILS_A_DAY
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import (
    CARD,
    OFFICE,
    a_card,
    an_office,
    put_knowledge,
    set_up_mail,
)
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.scripted_mail_server import (
    BREAK_OFF,
    ScriptedMailServer,
    scripted_mail_server,
)
from tests.support.servers.sending_jobs import sending_mails
from tests.support.servers.server_records import NOW, a_contact, an_account

CITIZEN = "cittadina.di-prova@posta.example"
OPERATOR = an_account()
EVERY_DAY = OpeningTimes(weekly=week((0, 1, 2, 3, 4, 5, 6), (510, 720), (840, 1020)))


def sending(**overrides: Any) -> SendCard:
    fields: dict[str, Any] = {
        "card_id": CARD,
        "card_version": 1,
        "to": CITIZEN,
        "language": "it",
        "contact_id": ContactId("contact-c1"),
    }
    return SendCard(**(fields | overrides))


def refusal(service: RecordedService, **overrides: Any) -> str | None:
    verdict = service.send(OPERATOR, sending(**overrides))
    assert verdict.status is Status.REJECTED
    assert CITIZEN not in str(verdict)
    return verdict.reason


def lines_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


class Post:
    """The job that sends, and the mail server it speaks to."""

    def __init__(self, service: RecordedService, peer: ScriptedMailServer) -> None:
        self.service, self.peer = service, peer
        self.clock = StoppedClock(NOW)
        self.send = sending_mails(service.database, peer.port, self.clock)

    def rows(self) -> list[dict[str, Any]]:
        return self.service.database.read_now(lambda c: c.execute("SELECT * FROM mail"))


@pytest.fixture
def post(knowing: RecordedService) -> Iterator[Post]:
    put_knowledge(
        knowing,
        an_office(desk_times=EVERY_DAY, note="chiamare l'interno 4"),
        a_card(
            what_is_needed="- **Codice fiscale**\n- [Modulo](https://moduli.example/tari)",
            costs="Nulla.",
            owner_email="redazione@comune.example",
            keywords="spazzatura",
        ),
    )
    with scripted_mail_server() as peer:
        yield Post(knowing, peer)


async def test_the_citizen_gets_what_was_said_and_nothing_internal(post: Post) -> None:
    assert post.service.send(OPERATOR, sending()).status is Status.APPLIED
    assert await post.send() == 1
    (message,) = post.peer.messages()
    assert (message["To"], message["From"]) == (CITIZEN, "schede@comune.example")
    assert message["Subject"] == "Pagare la TARI"
    assert message["Content-Language"] == "it"
    assert message.get_content_type() == "text/plain"
    text = lines_of(message)
    for said in (
        "La TARI si paga in due rate.",
        "Ufficio TARI, Via Ostiense 38",
        "Oggi, mercoledì 25 novembre: dalle 08:30 alle 12:00 e dalle 14:00 alle 17:00",
        "Che cosa serve\nCodice fiscale\nModulo",
        "Quanto costa\nNulla.",
        "Telefono\n06 67101",
    ):
        assert said in text, text
    for internal in ("interno 4", "redazione@", "tributi@", "spazzatura", "op1", "*"):
        assert internal not in text


async def test_of_an_office_alone_goes_its_name_address_hours_and_telephone(post: Post) -> None:
    alone = sending(card_id=CardId(OFFICE), office_id=OFFICE, language="en")
    assert post.service.send(OPERATOR, alone).status is Status.APPLIED
    assert await post.send() == 1
    (message,) = post.peer.messages()
    assert (message["Subject"], message["Content-Language"]) == ("Ufficio TARI", "en")
    text = lines_of(message)
    assert text.count("Ufficio TARI") == 1
    for said in ("Via Ostiense 38", "Today, Wednesday 25 November: 08:30 to 12:00", "06 67101"):
        assert said in text, text
    assert "La TARI si paga" not in text
    assert "interno 4" not in text


async def test_an_office_that_is_withdrawn_or_unknown_is_not_sent(post: Post) -> None:
    alone = {"card_id": CardId(OFFICE), "office_id": OFFICE}
    assert refusal(post.service, card_id=CardId("nowhere")) == reason_codes.UNKNOWN_ENTRY
    assert post.service.send(OPERATOR, sending(**alone)).status is Status.APPLIED
    put_knowledge(post.service, an_office(withdrawn="chiuso"))
    assert refusal(post.service, **alone) == reason_codes.NOT_IN_FORCE
    await post.send()
    assert post.peer.messages() == [], "withdrawn before it left"


async def test_the_address_is_gone_once_the_mail_is_sent_and_nobody_wrote_it_down(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        post.service.send(OPERATOR, sending())
        await post.send()
    (row,) = post.rows()
    assert (row["state"], row["recipient"]) == (SendState.SENT, "")
    assert "cittadina" not in caplog.text
    audit = post.service.database.read_now(audit_page)
    (line,) = [one for one in audit if one.action == "knowledge.sent"]
    assert line.subject == f"{CARD} contact-c1"
    assert await post.send() == 0


async def test_an_address_that_is_refused_or_in_doubt_goes_too(post: Post) -> None:
    post.service.send(OPERATOR, sending())
    post.peer.says("RCPT", f"550 <{CITIZEN}> is not known here")
    await post.send()
    post.service.send(OPERATOR, sending())
    post.peer.says(".", BREAK_OFF)
    await post.send()
    assert sorted(row["state"] for row in post.rows()) == [SendState.FAILED, SendState.UNCERTAIN]
    assert [row["recipient"] for row in post.rows()] == ["", ""]
    assert CITIZEN not in str(post.rows())
    post.clock.advance(timedelta(days=1).total_seconds())
    await post.send()
    assert len(post.peer.taken) == 1, "in doubt it is never sent again"
    assert post.service.database.read_now(mail_counts) == {}, "no editor can do anything here"


async def test_who_sent_a_card_is_told_how_it_ended_and_the_team_when_she_is_gone(
    post: Post,
) -> None:
    def told(scope: str) -> list[tuple[str, str | None]]:
        values = post.service.database.read_now(
            lambda c: list(values_after(c, Kind.SENDING, scope, "", 100))
        )
        return [(one.state, one.problem) for one in values if isinstance(one, Sending)]

    own = account_scope(OPERATOR.id)
    post.service.send(OPERATOR, sending())
    assert told(own) == [(SendingState.WAITING, None)]
    await post.send()
    assert told(own) == [(SendingState.SENT, None)]
    assert told(TEAM_SCOPE) == []
    post.service.send(OPERATOR, sending())
    post.peer.says("RCPT", f"550 <{CITIZEN}> is not known here")
    await post.send()
    post.service.send(OPERATOR, sending())
    post.peer.says("MAIL", *["421 going down"] * 100)
    for _ in range(40):
        await post.send()
        post.clock.advance(timedelta(hours=4).total_seconds())
    assert sorted(told(own), key=str) == [
        (SendingState.FAILED, SendingProblem.EXPIRED),
        (SendingState.FAILED, SendingProblem.REFUSED),
        (SendingState.SENT, None),
    ]
    assert sorted(told(TEAM_SCOPE), key=str) == [
        (SendingState.FAILED, SendingProblem.EXPIRED),
        (SendingState.FAILED, SendingProblem.REFUSED),
    ]


def test_only_leads_see_what_failed_for_others() -> None:
    assert TEAM_SCOPE in an_account("lead1", role=Role.TEAM_LEAD).scopes
    assert TEAM_SCOPE not in OPERATOR.scopes
    assert TEAM_SCOPE not in an_account("ed1", role=Role.EDITOR).scopes


async def test_a_busy_mail_server_is_asked_again_with_the_same_mail(post: Post) -> None:
    post.service.send(OPERATOR, sending())
    post.peer.says("MAIL", "451 try later")
    await post.send()
    (row,) = post.rows()
    assert (row["state"], row["recipient"]) == (SendState.WAITING, CITIZEN)
    post.clock.advance(60)
    assert await post.send() == 1
    assert post.peer.messages()[0]["Message-ID"] == row["message_id"]


async def test_a_server_killed_while_it_sends_leaves_doubt_and_no_address(post: Post) -> None:
    post.service.send(OPERATOR, sending())
    now = post.clock()
    post.service.database.write_now(lambda c: claim(c, MAILS, now))
    post.clock.advance(660)
    await post.send()
    (row,) = post.rows()
    assert (row["state"], row["recipient"]) == (SendState.UNCERTAIN, "")


async def test_days_later_only_a_card_that_never_left_is_given_up(post: Post) -> None:
    post.service.send(OPERATOR, sending())
    assert await post.send() == 1
    post.service.send(OPERATOR, sending(contact_id=ContactId("contact-c2")))
    later = post.clock() + timedelta(days=8)
    post.service.database.write_now(lambda c: give_up_sendings(c, later))
    own = post.service.database.read_now(
        lambda c: values_after(c, Kind.SENDING, account_scope(OPERATOR.id), "", 100)
    )
    ends = {one.contact_id: one.state for one in own if isinstance(one, Sending)}
    assert ends == {"contact-c1": SendingState.SENT, "contact-c2": SendingState.FAILED}
    assert {row["state"] for row in post.rows()} == {SendState.SENT, SendState.DROPPED}


async def test_what_was_withdrawn_meanwhile_does_not_leave(post: Post) -> None:
    post.service.send(OPERATOR, sending())
    put_knowledge(post.service, a_card(withdrawn="abolita"))
    assert await post.send() == 0
    (row,) = post.rows()
    assert (row["state"], row["recipient"]) == (SendState.DROPPED, "")
    assert post.peer.taken == []


async def test_a_translation_goes_in_its_language_and_falls_with_its_original(post: Post) -> None:
    arabic = a_card(
        id=CardId("tari-ar"),
        title="دفع رسوم النفايات",
        say="تُدفع الرسوم على قسطين.",
        language="ar",
        original_id=CARD,
    )
    put_knowledge(post.service, arabic)
    post.service.send(OPERATOR, sending(card_id=arabic.id, language="ar"))
    await post.send()
    (message,) = post.peer.messages()
    assert message["Content-Language"] == "ar"
    assert message["Subject"] == "دفع رسوم النفايات"
    assert "الهاتف\n\u206606 67101\u2069" in lines_of(message)
    put_knowledge(post.service, a_card(withdrawn="abolita"))
    assert refusal(post.service, card_id=arabic.id, language="ar") == reason_codes.NOT_IN_FORCE


def test_each_refusal_has_its_reason(knowing: RecordedService) -> None:
    assert refusal(knowing, card_id=CardId("nothing")) == reason_codes.UNKNOWN_ENTRY
    assert refusal(knowing, language="ar") == reason_codes.INVALID
    assert refusal(knowing, to="+393471234567") == reason_codes.NO_SMS
    for address in (
        "",
        "anna",
        "a@b",
        "a@b..example",
        "a b@c.example",
        "a@c.example\r\nBcc: x@y.z",
    ):
        assert refusal(knowing, to=address) == reason_codes.BAD_ADDRESS, address
    set_up_mail(knowing, is_set_up=False)
    assert refusal(knowing) == reason_codes.NO_MAIL
    set_up_mail(knowing)
    put_knowledge(knowing, a_card(valid_until=date(2026, 11, 24)))
    assert refusal(knowing) == reason_codes.NOT_IN_FORCE
    editor = knowing.send(an_account("ed1", role=Role.EDITOR), sending())
    assert editor.reason == reason_codes.FORBIDDEN


def test_a_contact_gets_a_few_cards_and_no_more(knowing: RecordedService) -> None:
    for _ in range(MOST_SENT):
        assert knowing.send(OPERATOR, sending()).status is Status.APPLIED
    assert refusal(knowing) == reason_codes.SENT_ENOUGH
    other = sending(contact_id=ContactId("contact-c2"))
    assert knowing.send(OPERATOR, other).status is Status.APPLIED


def test_whoever_makes_up_contacts_sends_no_more_than_a_day_of_mails(
    knowing: RecordedService,
) -> None:
    for number in range(MAILS_A_DAY):
        made_up = sending(contact_id=ContactId(f"made-up-{number}"))
        assert knowing.send(OPERATOR, made_up).status is Status.APPLIED
    assert refusal(knowing, contact_id=ContactId("one-more")) == reason_codes.MAILS_ENOUGH
    colleague = knowing.send(an_account("op2"), sending())
    assert colleague.status is Status.APPLIED, "each has a day of one's own"


def test_nothing_is_sent_in_the_name_of_a_colleagues_contact(knowing: RecordedService) -> None:
    knowing.send(an_account("op2"), RecordContact(contact=a_contact("c1", "op2")))
    assert refusal(knowing) == reason_codes.FORBIDDEN
    knowing.send(OPERATOR, RecordContact(contact=a_contact("own")))
    own = sending(contact_id=ContactId("contact-own"))
    assert knowing.send(OPERATOR, own).status is Status.APPLIED


def test_addresses_do_not_stay_where_no_mail_leaves_any_more(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, sending())
    write = knowing.database.write_now
    assert write(lambda c: give_up(c, MAILS, NOW)) == []
    assert len(write(lambda c: give_up(c, MAILS, NOW + timedelta(seconds=1)))) == 1
    rows = knowing.database.read_now(lambda c: c.execute("SELECT state, recipient FROM mail"))
    assert rows == [{"state": "dropped", "recipient": ""}]
