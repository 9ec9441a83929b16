"""Doctor says whether mails to owners can leave, and what became of those that should have."""

import socket

from server.cli.finding import BAD, GOOD, WARNING
from server.cli.operations.message_checks import mail_finding, mails_finding
from server.settings import MailSettings
from server.store.engine.server_database import ServerDatabase
from server.store.messages.outgoing import MAILS, OutgoingMessage, SendState, add
from tests.support.servers.scripted_mail_server import scripted_mail_server
from tests.support.servers.server_records import NOW


def settings(port: int) -> MailSettings:
    return MailSettings(
        host="127.0.0.1",
        port=port,
        security="none",
        from_address="schede@comune.example",
        public_url="https://centralino.example",
    )


def test_without_settings_it_says_what_that_means() -> None:
    assert mail_finding(None).state == WARNING


def test_a_mail_server_that_answers_is_good_and_gets_no_mail() -> None:
    with scripted_mail_server() as peer:
        assert mail_finding(settings(peer.port)).state == GOOD
        assert peer.taken == []


def test_a_mail_server_that_is_away_or_refuses_is_told_with_its_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert mail_finding(settings(port)).state == BAD
    with scripted_mail_server() as peer:
        peer.says("EHLO", "554 not you")
        peer.says("HELO", "554 not you")
        found = mail_finding(settings(peer.port))
    assert found.state == BAD
    assert "554 not you" in found.text


def test_mails_that_may_not_have_arrived_are_a_warning(server_database: ServerDatabase) -> None:
    def add_mail(name: str, state: SendState) -> None:
        mail = OutgoingMessage(
            id=name, report_id="r", recipient="a@b.example", created_at=NOW, state=state
        )
        server_database.write_now(lambda c: add(c, MAILS, mail, NOW))

    add_mail("m1", SendState.WAITING)
    assert server_database.read_now(mails_finding)[0] == GOOD
    add_mail("m2", SendState.UNCERTAIN)
    state, text = server_database.read_now(mails_finding)
    assert (state, text) == (WARNING, "1 wait, 1 may not have arrived, 0 were refused.")
