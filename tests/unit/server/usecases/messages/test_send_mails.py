"""Mails to owners over a real socket: sent once, tried again when refused, never when in doubt."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from contract.domain.knowledge_entries.entry_report import EntryReport, MailState, ReportState
from contract.wire.commands import AnswerReport
from server.store.messages.outgoing import MAILS, OutgoingMessage, SendState, claim
from server.store.messages.owner_mails import newest_mail
from server.usecases.messages.mail_text import owner_mail
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import OWNER, a_report, an_editor, report_of
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.scripted_mail_server import (
    BREAK_OFF,
    ScriptedMailServer,
    scripted_mail_server,
)
from tests.support.servers.sending_jobs import LINKS, sending_mails
from tests.support.servers.server_records import NOW, an_account

ASK_AGAIN = AnswerReport(report_id="report-r1", state=ReportState.ASKED)


class Office:
    """The server's side and the mail server it speaks to."""

    def __init__(self, service: RecordedService, peer: ScriptedMailServer) -> None:
        self.service, self.peer = service, peer
        self.clock = StoppedClock(NOW)
        self.send = sending_mails(service.database, peer.port, self.clock)

    def report(self) -> EntryReport:
        return report_of(self.service)

    def mail(self) -> OutgoingMessage:
        mail = self.service.database.read_now(lambda c: newest_mail(c, "report-r1"))
        assert mail is not None
        return mail


@pytest.fixture
def office(knowing: RecordedService) -> Iterator[Office]:
    knowing.send(an_account(), a_report())
    with scripted_mail_server() as peer:
        yield Office(knowing, peer)


async def test_the_mail_tells_what_is_wrong_and_has_one_link(office: Office) -> None:
    assert await office.send() == 1
    (message,) = office.peer.messages()
    assert message["To"] == OWNER
    assert message["Subject"] == "Un dato da controllare: Pagare la TARI"
    assert message["Message-ID"] == f"<{office.mail().id}@comune.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "it"
    link = f"https://centralino.example/verifica/{LINKS.token(office.mail().id)}"
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        text = body.get_content()
        assert "Tempi e scadenze" in text
        assert "Chiude alle 13, non alle 12." in text
        assert text.count(link) == 1
        assert "9 dicembre 2026" in text
        assert "op1" not in text, "nobody is told who of the operators it was"
    assert office.report().mail is MailState.SENT
    assert await office.send() == 0
    assert len(office.peer.taken) == 1


async def test_a_busy_mail_server_is_asked_again_later_with_the_same_mail(office: Office) -> None:
    office.peer.says("RCPT", "451 try later", "451 try later")
    await office.send()
    first = office.mail()
    assert (first.state, first.fault) == (SendState.WAITING, "451 try later")
    assert office.report().mail_fault == "451 try later", "editors see why it waits"
    await office.send()
    assert office.mail().attempts == 1, "not before its time"
    office.clock.advance(60)
    await office.send()
    office.clock.advance(60)
    await office.send()
    assert office.mail().attempts == 2, "the second wait is longer"
    office.clock.advance(60)
    await office.send()
    assert office.mail().state is SendState.SENT
    assert office.peer.messages()[0]["Message-ID"] == first.message_id
    assert (office.report().mail, office.report().mail_fault) == (MailState.SENT, "")


async def test_a_mail_server_that_is_away_is_tried_for_days_and_then_told(
    office: Office,
) -> None:
    office.peer.says("MAIL", *["421 going down"] * 100)
    for _ in range(40):
        await office.send()
        office.clock.advance(timedelta(hours=4).total_seconds())
    assert office.mail().state is SendState.FAILED
    assert office.report().mail is MailState.FAILED


async def test_a_refused_recipient_is_told_at_once_and_may_be_asked_again(office: Office) -> None:
    office.peer.says("RCPT", f"550 <{OWNER}> is not known here")
    await office.send()
    report = office.report()
    assert (report.state, report.mail) == (ReportState.ASKED, MailState.FAILED)
    assert report.mail_fault == "550 … is not known here"
    office.service.send(an_editor(), ASK_AGAIN, office.clock())
    assert office.report().mail is MailState.WAITING
    await office.send()
    assert office.report().mail is MailState.SENT


async def test_a_line_that_breaks_after_the_text_leaves_doubt_and_no_second_mail(
    office: Office,
) -> None:
    office.peer.says(".", BREAK_OFF)
    await office.send()
    assert office.report().mail is MailState.UNCERTAIN
    office.clock.advance(timedelta(days=1).total_seconds())
    await office.send()
    assert len(office.peer.taken) == 1, "it may have arrived: only somebody can decide"


async def test_a_server_killed_between_yes_and_commit_leaves_doubt(office: Office) -> None:
    """The intent is on disk, the other side took it, the process is gone."""
    now = office.clock()
    office.service.database.write_now(lambda c: claim(c, MAILS, now))
    await office.send()
    assert office.mail().state is SendState.SENDING, "another node may be at it"
    office.clock.advance(660)
    await office.send()
    assert office.mail().state is SendState.UNCERTAIN
    assert office.report().mail is MailState.UNCERTAIN
    assert office.peer.taken == []


async def test_an_unsure_mail_sent_again_on_request_is_the_same_mail(office: Office) -> None:
    office.peer.says(".", BREAK_OFF)
    await office.send()
    office.service.send(an_editor(), ASK_AGAIN, office.clock())
    await office.send()
    first, second = office.peer.messages()
    assert first["Message-ID"] == second["Message-ID"], "the receiver can tell"
    assert office.report().mail is MailState.SENT


async def test_nobody_is_asked_about_what_was_settled_meanwhile(office: Office) -> None:
    closing = AnswerReport(report_id="report-r1", state=ReportState.DONE)
    office.service.send(an_editor(), closing)
    assert await office.send() == 0
    assert office.peer.taken == []


async def test_asking_anew_makes_a_new_mail_and_the_old_one_never_leaves(office: Office) -> None:
    first = office.mail()
    office.service.send(an_editor(), ASK_AGAIN, NOW + timedelta(seconds=1))
    office.clock.advance(2)
    assert await office.send() == 1
    assert office.mail().id != first.id
    assert office.peer.messages()[0]["Message-ID"] == office.mail().message_id


async def test_a_title_cannot_write_headers(office: Office) -> None:
    report = EntryReport(
        id="r", cause=office.report().cause, title="A\r\nBcc: all@example.org", reported_at=NOW
    )
    message = owner_mail(office.mail(), report, link="https://x", sender="a@b.example", now=NOW)
    assert message["Bcc"] is None
    assert b"\nBcc:" not in message.as_bytes().partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(days=400)])
async def test_a_clock_that_is_ahead_for_a_while_gives_up_no_mail(
    office: Office, ahead: timedelta
) -> None:
    """Neither at once, nor by putting the next try off until then."""
    office.peer.says("RCPT", *["451 try later"] * 3)
    for off in (timedelta(), ahead, -ahead):
        office.clock.advance(off.total_seconds())
        office.clock.advance(timedelta(minutes=5).total_seconds())
        await office.send()
    assert office.mail().state is SendState.WAITING
    office.clock.advance(timedelta(hours=4).total_seconds())
    assert await office.send() == 1
    assert office.mail().state is SendState.SENT


async def test_a_mail_that_was_cut_short_while_the_clock_was_ahead_is_told_as_unsure(
    office: Office,
) -> None:
    late = NOW + timedelta(days=400)
    office.service.database.write_now(lambda c: claim(c, MAILS, late))
    assert await office.send() == 0
    assert office.mail().state is SendState.UNCERTAIN
