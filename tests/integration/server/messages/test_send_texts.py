"""A card by SMS through an SMS centre of another make: taken once, told how it ended, forgotten."""

import asyncio
import fcntl
import logging
import resource
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contract.domain.caller import CallerDetails
from contract.domain.contact import UNDONE_FOR
from contract.domain.ids import TEAM_SCOPE, CardId, ContactId, account_scope
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.domain.sending import Sending, SendingProblem, SendingState, Way
from contract.domain.sent_card import MOST_SENT
from contract.domain.sent_card_texts import words_for
from contract.domain.short_message import ShortMessage
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.commands import SendCard, SendCaseNumber, Status
from contract.wire.entry_figures import FiguresOrder
from server.gateways.sms.smpp_line import SmppLine
from server.gateways.sms.sms_centre import SmsCentre
from server.settings import SmsSettings
from server.store.messages.outgoing import TEXTS, SendState, claim, delete_old
from server.store.operations.audit_log import audit_page
from server.store.sync.replicated_rows import values_after
from server.usecases.duty.duty_sign_in import begin_duty
from server.usecases.knowledge.maintenance.entry_figures import entry_figures
from server.usecases.messages.available_ways import note_sms
from server.usecases.messages.delivery_status import forget_sendings, give_up_sendings
from server.usecases.messages.send_messages import SendMessages
from server.usecases.messages.text_channel import Receipt, TakeReceipts
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import CARD, a_card, an_office, put_knowledge
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.said_numbers import says_number
from tests.support.servers.sending_jobs import sending_texts
from tests.support.servers.server_records import NOW, an_account, forwarded
from tests.support.servers.sms_centre import SmsCentreProcess, sms_centre, why_no_sms_centre
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(bool(why_no_sms_centre()), reason=why_no_sms_centre() or "none")

CITIZEN = "+393471234567"
OPERATOR = an_account()
EVERY_DAY = OpeningTimes(weekly=week((0, 1, 2, 3, 4, 5, 6), (510, 720)))
PATIENCE_S = 60.0


def sending(**overrides: Any) -> SendCard:
    fields: dict[str, Any] = {
        "card_id": CARD,
        "card_version": 1,
        "to": "347 123 4567",
        "language": "it",
        "contact_id": ContactId("contact-c1"),
    }
    return SendCard(**(fields | overrides))


class Telephone:
    """The job that sends, the line it holds and the SMS centre at its other end."""

    def __init__(self, service: RecordedService, peer: SmsCentreProcess, secret: Path) -> None:
        self.service, self.peer = service, peer
        self.clock = StoppedClock(NOW)
        self.settings = SmsSettings(
            host="127.0.0.1",
            port=peer.port,
            security="none",
            system_id="roma",
            password_file=secret,
            sender="ComuneRoma",
        )

    @asynccontextmanager
    async def line(self) -> AsyncIterator[SendMessages[ShortMessage]]:
        database = self.service.database
        centre = SmsCentre(self.settings, TakeReceipts(database=database, clock=self.clock))
        centre.start()
        try:
            yield sending_texts(database, centre.send, self.clock)
        finally:
            await centre.stop()

    def ask(self, **overrides: Any) -> None:
        verdict = self.service.send(OPERATOR, sending(**overrides), self.clock())
        assert verdict.status is Status.APPLIED, verdict

    def rows(self) -> list[dict[str, Any]]:
        return self.service.database.read_now(
            lambda c: c.execute("SELECT * FROM text_message ORDER BY created_at, id")
        )

    def told(self, scope: str = account_scope(OPERATOR.id)) -> list[Sending]:
        """Return what those who see the scope are told."""
        return self.service.database.read_now(
            lambda c: [
                one
                for one in values_after(c, Kind.SENDING, scope, "", 100)
                if isinstance(one, Sending)
            ]
        )

    def state(self) -> SendingState:
        (one,) = self.told()
        return one.state

    def is_on_duty(self) -> None:
        self.service.database.write_now(lambda c: begin_duty(c, OPERATOR.id, "1001", NOW))


@pytest.fixture
def telephone(knowing: RecordedService, tmp_path: Path) -> Iterator[Telephone]:
    website = "https://www.comune.example/tari"
    put_knowledge(knowing, an_office(desk_times=EVERY_DAY, note="interno 4", website=website))
    knowing.database.write_now(lambda c: note_sms(c, True))
    secret = tmp_path / "secret"
    secret.write_text("segreta\n", encoding="utf-8")
    with sms_centre() as peer:
        yield Telephone(knowing, peer, secret)


async def test_the_citizen_reads_a_short_text_and_the_operator_that_it_arrived(
    telephone: Telephone,
) -> None:
    telephone.ask()
    (waiting,) = telephone.told()
    assert (waiting.way, waiting.state) == (Way.SMS, SendingState.WAITING)
    assert (waiting.title, waiting.contact_id) == ("Pagare la TARI", "contact-c1")
    async with telephone.line() as send:
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
        assert await send() == 0
    (bind,) = telephone.peer.all("bind")
    assert (bind["system_id"], bind["password"]) == ("roma", "segreta")
    parts = telephone.peer.all("submit_sm")
    assert {(one["to"], one["from"], one["coding"]) for one in parts} == {
        ("393471234567", "ComuneRoma", 0)
    }
    assert "".join(one["text"] for one in parts) == (
        "Pagare la TARI\n"
        "La TARI si paga in due rate.\n"
        "Ufficio TARI, Via Ostiense 38\n"
        "Oggi, mercoledì 25 novembre: dalle 08:30 alle 12:00\n"
        "Telefono: 06 67101\n"
        "https://www.comune.example/tari"
    )
    numbers = [one["udh"][0][-4:] for one in parts]
    assert numbers == ["0201", "0202"], "two parts that say of themselves which they are"
    assert telephone.peer.wait_for("unbind")


async def test_arabic_arrives_in_its_letters_in_several_parts(telephone: Telephone) -> None:
    say = "تُدفع رسوم النفايات على قسطين في السنة. " * 6
    put_knowledge(
        telephone.service,
        a_card(id=CardId("ar"), title="الرسوم", say=say, language="ar", original_id=CARD),
    )
    telephone.ask(card_id=CardId("ar"), language="ar")
    async with telephone.line() as send:
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
    parts = telephone.peer.all("submit_sm")
    assert {one["coding"] for one in parts} == {8}
    assert 2 < len(parts) <= 6
    text = "".join(one["text"] for one in parts)
    assert text.startswith(f"الرسوم\n{say.strip()}")
    assert "الهاتف: 0667101" in text, "digits are kept together, whatever the direction"


async def test_the_number_of_a_case_arrives_half_a_minute_later_in_the_citizens_language(
    telephone: Telephone,
) -> None:
    caller = CallerDetails(name="Bianca Esempio", language="ar")
    told = telephone.service.send(OPERATOR, forwarded(caller=caller))
    wanted = SendCaseNumber(contact_id=ContactId("contact-c1"), to=CITIZEN)
    assert telephone.service.send(OPERATOR, wanted).status is Status.APPLIED
    async with telephone.line() as send:
        assert await send() == 0, "the contact may still be undone"
        telephone.clock.advance(UNDONE_FOR.total_seconds())
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
    (part,) = telephone.peer.all("submit_sm")
    assert (part["to"], part["coding"]) == (CITIZEN.removeprefix("+"), 8)
    assert part["text"] == words_for("ar").case_number.format(told.detail["case_number"])


async def test_the_number_goes_and_stands_in_no_log(
    telephone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        telephone.ask()
        async with telephone.line() as send:
            await send()
            await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
    (row,) = telephone.rows()
    assert (row["state"], row["recipient"], row["body"]) == (SendState.DELIVERED, "", "")
    assert not says_number(caplog.text, CITIZEN)
    assert "segreta" not in caplog.text
    audit = telephone.service.database.read_now(audit_page)
    assert [one.subject for one in audit if one.action == "knowledge.sent"] == [
        f"{CARD} contact-c1"
    ]
    assert not says_number(telephone.told(), CITIZEN)


async def test_a_refused_number_is_told_to_who_sent_it_and_not_tried_again(
    telephone: Telephone,
) -> None:
    telephone.is_on_duty()
    telephone.ask()
    telephone.peer.order(submit=0x0B)
    async with telephone.line() as send:
        assert await send() == 0
        telephone.clock.advance(timedelta(days=1).total_seconds())
        assert await send() == 0
    (row,) = telephone.rows()
    assert (row["state"], row["recipient"]) == (SendState.FAILED, "")
    assert row["fault"] == "0x0B no such number"
    (told,) = telephone.told()
    assert (told.state, told.problem) == (SendingState.FAILED, SendingProblem.REFUSED)
    assert telephone.told(TEAM_SCOPE) == [], "she is there to hear of it"
    assert len(telephone.peer.all("submit_sm")) == 1


async def test_of_an_operator_who_has_gone_home_the_team_is_told(telephone: Telephone) -> None:
    telephone.ask()
    telephone.peer.order(receipts="UNDELIV")
    async with telephone.line() as send:
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.FAILED, PATIENCE_S)
    (team,) = telephone.told(TEAM_SCOPE)
    assert team.problem is SendingProblem.UNDELIVERED
    assert (team.operator_id, team.operator_name) == (OPERATOR.id, OPERATOR.display_name)
    assert len(telephone.told()) == 1, "she reads it too when she is back"


async def test_an_sms_centre_that_dies_in_the_middle_leaves_doubt_and_no_second_message(
    telephone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    telephone.ask()
    telephone.peer.order(die="before")
    async with telephone.line() as send:
        await send()
        telephone.clock.advance(timedelta(days=1).total_seconds())
        await send()
        telephone.ask(contact_id=ContactId("contact-c2"))
        assert await send() == 1, "the line is up again for the next one"
    first, second = telephone.rows()
    assert (first["state"], first["recipient"]) == (SendState.UNCERTAIN, "")
    assert second["state"] in (SendState.SENT, SendState.DELIVERED)
    assert len(telephone.peer.all("submit_sm")) == 3, "one in doubt, two parts of the next"
    uncertain = [one for one in telephone.told() if one.state is SendingState.UNCERTAIN]
    assert [one.contact_id for one in uncertain] == ["contact-c1"]
    assert "the line to the SMS centre broke" in caplog.text
    caplog.clear()


async def test_a_throttled_part_waits_a_moment_and_the_rest_follows(telephone: Telephone) -> None:
    telephone.ask()
    telephone.peer.order(submit=0)
    telephone.peer.order(submit=0x58)
    async with telephone.line() as send:
        assert await send() == 1
    texts = telephone.peer.texts()
    assert len(texts) == 3
    assert texts[1] == texts[2], "the second part, once more"


async def test_a_full_sms_centre_gets_the_rest_later_and_nothing_twice(
    telephone: Telephone,
) -> None:
    telephone.ask()
    telephone.peer.order(submit=0)
    telephone.peer.order(submit=0x14)
    async with telephone.line() as send:
        assert await send() == 0
        (row,) = telephone.rows()
        assert (row["state"], row["recipient"]) == (SendState.WAITING, CITIZEN)
        assert row["fault"] == "0x14 its queue is full"
        put_knowledge(telephone.service, a_card(say="Un altro testo."))
        telephone.clock.advance(60)
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
    texts = telephone.peer.texts()
    assert [one["udh"][0][-2:] for one in telephone.peer.all("submit_sm")] == ["01", "02", "02"]
    assert "Un altro testo" not in "".join(texts), "what began goes on as it began"


async def test_an_sms_centre_that_is_away_is_tried_again_and_then_told(
    telephone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    telephone.is_on_duty()
    telephone.ask()
    telephone.peer.order(bind=0x0E)
    async with telephone.line() as send:
        await send()
        assert telephone.state() is SendingState.WAITING
        (row,) = telephone.rows()
        assert row["fault"] == "it refuses the bind, 0x0E wrong password"
        for _ in range(20):
            telephone.clock.advance(timedelta(hours=1).total_seconds())
            await send()
    (told,) = telephone.told()
    assert (told.state, told.problem) == (SendingState.FAILED, SendingProblem.EXPIRED)
    assert "it refuses the bind" in caplog.text
    caplog.clear()


async def test_a_receipt_that_comes_before_the_answer_counts_too(telephone: Telephone) -> None:
    telephone.ask()
    telephone.peer.order(early=True)
    async with telephone.line() as send:
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
        telephone.peer.wait_for("deliver_sm_resp", 2)
    assert {one["status"] for one in telephone.peer.all("deliver_sm_resp")} == {0}


@pytest.mark.parametrize("early", [False, True], ids=["after the answer", "before the answer"])
async def test_a_receipt_may_write_the_number_of_a_part_in_decimal_where_the_answer_had_hexadecimal(
    telephone: Telephone, early: bool
) -> None:
    telephone.ask()
    telephone.peer.order(hex=True)
    telephone.peer.order(early=early)
    async with telephone.line() as send:
        assert await send() == 1
        await until(lambda: telephone.state() is SendingState.DELIVERED, PATIENCE_S)
    ids = telephone.service.database.read_now(lambda c: c.execute("SELECT id FROM text_part"))
    assert {row["id"] for row in ids} == {"1F2E3D01", "1F2E3D02"}, "no receipt lies about"


async def test_a_bug_on_the_line_ends_neither_it_nor_the_job_that_sends(
    telephone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    def lose(part_id: str, receipt: Receipt) -> None:
        raise KeyError(f"{part_id} of 347 123 4567")

    telephone.ask()
    telephone.ask(contact_id=ContactId("contact-c2"))
    centre = SmsCentre(telephone.settings, lose)
    send = sending_texts(telephone.service.database, centre.send, telephone.clock)
    centre.start()
    try:
        async with asyncio.timeout(PATIENCE_S):
            await send()
        telephone.peer.order(hold=True)
        await until(lambda: len(telephone.peer.all("bind")) > 1, PATIENCE_S)
    finally:
        await centre.stop()
    assert all(row["state"] != SendState.SENDING for row in telephone.rows())
    assert "bug in the line to the SMS centre: KeyError" in caplog.text
    assert not says_number(caplog.text, CITIZEN)
    caplog.clear()


async def test_an_sms_centre_that_breaks_off_whoever_binds_is_not_asked_without_a_pause(
    telephone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    telephone.peer.order(kick=True)
    begun = time.monotonic()
    async with telephone.line():
        await asyncio.to_thread(telephone.peer.wait_for, "bind", 4)
        assert time.monotonic() - begun >= 3, "at once, after one second, after two more"
    caplog.clear()


@pytest.mark.skipif(
    resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 2048, reason="few files may be open here"
)
def test_a_line_is_heard_in_a_server_that_holds_more_than_a_thousand_connections() -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(most[0], 2048), most[1]))
    here, there = socket.socketpair()
    nudged, nudge = socket.socketpair()
    line = SmppLine(SmsSettings(host="", system_id="", password_file=Path(), sender=""))
    try:
        line._socket = socket.socket(fileno=fcntl.fcntl(here.fileno(), fcntl.F_DUPFD, 1500))
        assert not line.is_heard(nudged, 0)
        there.send(b".")
        assert line.is_heard(nudged, 0)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, most)
        line.close()
        for one in (here, there, nudged, nudge):
            one.close()


async def test_what_citizens_answer_is_thrown_away_and_signs_of_life_are_given(
    telephone: Telephone,
) -> None:
    async with telephone.line():
        telephone.peer.wait_for("bind")
        telephone.peer.order(reply="grazie")
        assert telephone.peer.wait_for("deliver_sm_resp")[0]["status"] == 0
        telephone.peer.order(enquire=True)
        assert telephone.peer.wait_for("enquire_link_resp")
    rows = telephone.service.database.read_now(lambda c: c.execute("SELECT * FROM text_part"))
    assert rows == []


async def test_what_was_withdrawn_meanwhile_does_not_leave_and_is_told(
    telephone: Telephone,
) -> None:
    telephone.ask()
    put_knowledge(telephone.service, a_card(withdrawn="abolita"))
    async with telephone.line() as send:
        assert await send() == 0
    (told,) = telephone.told()
    assert (told.state, told.problem) == (SendingState.FAILED, SendingProblem.WITHDRAWN)
    assert telephone.peer.all("submit_sm") == []


async def test_a_server_killed_while_it_sends_leaves_one_doubt_and_no_number(
    telephone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    telephone.ask()
    now = telephone.clock()
    telephone.service.database.write_now(lambda c: claim(c, TEXTS, now))
    telephone.clock.advance(660)
    async with telephone.line() as send:
        await send()
    (row,) = telephone.rows()
    assert (row["state"], row["recipient"]) == (SendState.UNCERTAIN, "")
    assert telephone.state() is SendingState.UNCERTAIN
    assert "the server ended while it was sent" in caplog.text
    caplog.clear()


def test_each_refusal_has_its_reason(knowing: RecordedService) -> None:
    def refusal(**overrides: Any) -> str | None:
        verdict = knowing.send(OPERATOR, sending(**overrides))
        assert verdict.status is Status.REJECTED
        assert not says_number(verdict, CITIZEN)
        return verdict.reason

    assert refusal() == reason_codes.NO_SMS
    knowing.database.write_now(lambda c: note_sms(c, True))
    for number in ("06 67101", "+33 6 12 34 56 78", "899 123456", "347", "+1 212 555 0100"):
        assert refusal(to=number) == reason_codes.BAD_NUMBER, number
    for _ in range(MOST_SENT):
        assert knowing.send(OPERATOR, sending()).status is Status.APPLIED
    assert refusal() == reason_codes.SENT_ENOUGH
    assert refusal(to="bianca@posta.example") == reason_codes.SENT_ENOUGH


def test_what_nobody_sends_any_more_is_given_up_told_and_forgotten(
    knowing: RecordedService,
) -> None:
    knowing.database.write_now(lambda c: note_sms(c, True))
    knowing.send(OPERATOR, sending())
    write = knowing.database.write_now
    write(lambda c: give_up_sendings(c, NOW + timedelta(days=6)))
    rows = knowing.database.read_now(lambda c: c.execute("SELECT recipient FROM text_message"))
    assert rows == [{"recipient": CITIZEN}]
    write(lambda c: give_up_sendings(c, NOW + timedelta(days=8)))
    rows = knowing.database.read_now(
        lambda c: c.execute("SELECT state, recipient FROM text_message")
    )
    assert rows == [{"state": "dropped", "recipient": ""}]
    states = knowing.database.read_now(
        lambda c: c.execute("SELECT state, problem FROM sending WHERE deleted = 0")
    )
    assert states == [{"state": "failed", "problem": "expired"}] * 2, "hers and the team's"
    figures = knowing.database.read_now(lambda c: entry_figures(c, 30, FiguresOrder.SENT, NOW))
    assert [row.sent for row in figures.rows if row.entry_id == CARD] == [1], "it was sent once"
    assert write(lambda c: forget_sendings(c, NOW + timedelta(days=20))) == 0
    assert write(lambda c: forget_sendings(c, NOW + timedelta(days=40))) == 2
    write(lambda c: delete_old(c, NOW + timedelta(days=1)))
    assert knowing.database.read_now(lambda c: c.execute("SELECT id FROM text_message")) == []
