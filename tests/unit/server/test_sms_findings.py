"""Doctor says whether text messages can leave, and what became of those that should have."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.api.tls_certificate import VALID_FOR, TlsFiles, self_signed
from server.cli.finding import BAD, GOOD, WARNING
from server.cli.operations.message_checks import sms_finding, texts_finding
from server.settings import SmsSettings
from server.store.engine.server_database import ServerDatabase
from server.store.messages.outgoing import TEXTS, OutgoingMessage, SendState, add, claim, settle
from tests.support.servers.server_records import NOW
from tests.support.servers.sms_centre import sms_centre, why_no_sms_centre


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("segreta\n", encoding="utf-8")
    return path


def settings(port: int, secret: Path, **others: Any) -> SmsSettings:
    given: dict[str, Any] = {"host": "127.0.0.1", "security": "none", **others}
    return SmsSettings(
        port=port, system_id="roma", password_file=secret, sender="ComuneRoma", **given
    )


def certificate(folder: Path, *, days_old: int = 0) -> TlsFiles:
    return self_signed(folder, now=datetime.now(UTC) - timedelta(days=days_old))


def test_without_settings_it_says_what_that_means() -> None:
    assert "mail only" in sms_finding(None).text


@pytest.mark.skipif(bool(why_no_sms_centre()), reason=why_no_sms_centre() or "none")
def test_an_sms_centre_that_lets_us_in_is_good_and_gets_no_message(secret: Path) -> None:
    with sms_centre() as peer:
        assert sms_finding(settings(peer.port, secret)).state == GOOD
        assert peer.wait_for("unbind")
        assert peer.all("submit_sm") == []
        peer.order(bind=0x05)
        held = sms_finding(settings(peer.port, secret))
        assert (held.state, "the server holds the line" in held.text) == (GOOD, True)
        peer.order(bind=0x0E)
        refused = sms_finding(settings(peer.port, secret))
    assert refused.state == BAD
    assert "wrong password" in refused.text
    assert "segreta" not in refused.text


def test_an_sms_centre_that_is_away_or_speaks_otherwise_is_told(secret: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert sms_finding(settings(port, secret)).state == BAD
    missing = sms_finding(settings(port, secret.with_name("missing")))
    assert missing.state == BAD
    secret.write_text("troppo lunga\n", encoding="utf-8")
    long = sms_finding(settings(port, secret))
    assert (long.state, "8 letters" in long.text, "troppo" in long.text) == (BAD, True, False)


@pytest.mark.skipif(bool(why_no_sms_centre()), reason=why_no_sms_centre() or "none")
def test_over_tls_it_says_which_certificate_it_does_not_trust_and_gives_it_no_password(
    secret: Path, tmp_path: Path
) -> None:
    ours, old = (
        certificate(tmp_path / "a"),
        certificate(tmp_path / "b", days_old=VALID_FOR.days + 1),
    )
    with sms_centre(tls=ours) as peer:
        trusted = sms_finding(settings(peer.port, secret, security="tls", ca_file=ours.cert))
        assert (trusted.state, len(peer.wait_for("bind"))) == (GOOD, 1)
        stranger = sms_finding(settings(peer.port, secret, security="tls", ca_file=old.cert))
        in_clear = sms_finding(settings(peer.port, secret))
        assert len(peer.all("bind")) == 1, "nobody else was let see the password"
    with sms_centre(tls=old) as peer:
        over = sms_finding(settings(peer.port, secret, security="tls", ca_file=old.cert))
    assert (stranger.state, over.state, in_clear.state) == (BAD, BAD, BAD)
    assert "not trusted" in stranger.text
    assert "sms.ca_file" in stranger.text
    assert "expired" in over.text
    assert "sms.ca_file" not in over.text, "no authority mends a certificate that is over"
    assert "it may want TLS" in in_clear.text


@pytest.mark.skipif(bool(why_no_sms_centre()), reason=why_no_sms_centre() or "none")
def test_a_centre_without_tls_and_a_file_without_certificates_are_told_apart(
    secret: Path, tmp_path: Path
) -> None:
    junk = tmp_path / "junk.pem"
    junk.write_text("nothing\n", encoding="utf-8")
    with sms_centre() as peer:
        plain = sms_finding(settings(peer.port, secret, security="tls"))
        unread = sms_finding(settings(peer.port, secret, security="tls", ca_file=junk))
        assert peer.all("bind") == []
    assert (plain.state, unread.state) == (BAD, BAD)
    assert "does not speak TLS" in plain.text
    assert "can be read from sms.ca_file" in unread.text


def test_messages_that_may_not_have_arrived_are_a_warning(server_database: ServerDatabase) -> None:
    text = OutgoingMessage(id="t1", recipient="+393471234567", card_id="c", created_at=NOW)
    server_database.write_now(lambda c: add(c, TEXTS, text, NOW))
    assert server_database.read_now(texts_finding) == (
        GOOD,
        "1 wait, 0 may not have arrived, 0 did not.",
    )
    server_database.write_now(lambda c: claim(c, TEXTS, NOW))
    server_database.write_now(lambda c: settle(c, TEXTS, "t1", SendState.UNCERTAIN, NOW))
    assert server_database.read_now(texts_finding)[0] == WARNING
