"""The server's certificate: made once, for its owner's eyes, and pinned by consoles."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from server.api.tls_certificate import (
    NEXT_KEY_FILE,
    PINS_FILE,
    VALID_FOR,
    days_left,
    ends_soon,
    make_next,
    names_missing,
    self_signed,
)
from server.cli import exit_codes
from server.cli.operations.certificate import RENEW, REPLACE, warnings_of
from server.settings import ServerSettings
from tests.support.servers.real_server import ServerProcess, api_client

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def test_the_certificate_is_made_once_and_its_key_is_private(tmp_path: Path) -> None:
    files = self_signed(tmp_path, ["contact.example.org", "10.1.2.3"], now=NOW)
    content = files.cert.read_bytes()
    assert files.key.stat().st_mode & 0o777 == 0o600
    assert self_signed(tmp_path, now=NOW + timedelta(days=9)) == files
    assert files.cert.read_bytes() == content
    names = x509.load_pem_x509_certificate(content).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert {"localhost", "contact.example.org"} <= set(
        names.value.get_values_for_type(x509.DNSName)
    )
    addresses = {str(a) for a in names.value.get_values_for_type(x509.IPAddress)}
    assert {"127.0.0.1", "10.1.2.3"} <= addresses


def test_days_left_are_counted(tmp_path: Path) -> None:
    files = self_signed(tmp_path, now=NOW)
    assert days_left(files.cert, NOW) == VALID_FOR.days
    assert days_left(files.cert, NOW + VALID_FOR + timedelta(days=1)) < 0


@pytest.mark.parametrize(("life", "warned_from"), [(90, 30), (398, 60), (3650, 60), (6, 2)])
def test_a_certificate_is_warned_of_in_its_last_third_or_its_last_60_days(
    life: int, warned_from: int
) -> None:
    certificate = a_certificate(timedelta(days=life))
    end = NOW + timedelta(days=life)
    assert not ends_soon(certificate, end - timedelta(days=warned_from, hours=1))
    assert ends_soon(certificate, end - timedelta(days=warned_from, hours=-1))
    assert ends_soon(certificate, end + timedelta(days=1)), "and when it has ended"


def a_certificate(life: timedelta) -> x509.Certificate:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(NOW).not_valid_after(NOW + life)
    return builder.sign(key, hashes.SHA256())


def test_with_the_certificate_s_key_nobody_signs_another(tmp_path: Path) -> None:
    content = self_signed(tmp_path, now=NOW).cert.read_bytes()
    found = x509.load_pem_x509_certificate(content).extensions
    assert not found.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not found.get_extension_for_class(x509.KeyUsage).value.key_cert_sign


def test_names_that_were_added_later_are_missed(tmp_path: Path) -> None:
    cert = self_signed(tmp_path, ["contact.example.org"], now=NOW).cert
    assert names_missing(cert, ["contact.example.org", "127.0.0.1"]) == []
    assert names_missing(cert, ["10.1.2.3", "new.example.org"]) == ["10.1.2.3", "new.example.org"]


def test_of_a_certificate_of_ones_own_nothing_is_advised_that_is_refused(tmp_path: Path) -> None:
    files = self_signed(tmp_path, now=NOW - VALID_FOR)
    made = ServerSettings(data_dir=tmp_path, database="sqlite:///none.db")
    own = replace(made, tls_cert_file=files.cert, tls_key_file=files.key)
    for settings, advice in ((own, REPLACE), (made, RENEW)):
        (warning,) = warnings_of(settings)
        assert warning.endswith(f"{advice}.")


def test_a_switch_that_was_cut_short_is_finished_at_the_next_start(tmp_path: Path) -> None:
    files = self_signed(tmp_path, now=NOW)
    make_next(tmp_path, (), now=NOW)
    (tmp_path / NEXT_KEY_FILE).replace(files.key)
    again = self_signed(tmp_path, now=NOW)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(again.cert, again.key)


async def test_seats_that_pin_both_certificates_notice_no_renewal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ServerProcess(tmp_path) as server:
        await server.start()
        monkeypatch.setenv("CHIAMAROMA_SERVER_TLS_NAMES", "new.example")
        first = ssl.create_default_context(cafile=server.certificate)
        assert server.run("certificate", "switch").returncode == exit_codes.WRONG_SETTING
        assert server.run("certificate", "renew").returncode == 0
        both = ssl.create_default_context(cafile=tmp_path / PINS_FILE)
        await _says_hello(server, first)
        await _says_hello(server, both)
        assert server.run("certificate", "switch").returncode == 0
        assert server.stop() == 0
        server.trusts(tmp_path / PINS_FILE)
        await server.start()
        await _says_hello(server, both)
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await _says_hello(server, first)
        assert names_missing(server.certificate, ["new.example"]) == []
        assert server.stop() == 0


async def _says_hello(server: ServerProcess, trust: ssl.SSLContext) -> None:
    async with api_client(None, server.base_url, verify=trust) as client:
        assert (await client.get("/hello")).status_code == 200


async def test_a_certificate_that_ends_soon_is_told_in_the_log(tmp_path: Path) -> None:
    made_at = datetime.now(UTC) - VALID_FOR + timedelta(days=20)
    self_signed(tmp_path, now=made_at)
    with ServerProcess(tmp_path) as server:
        await server.start()
        assert "has 19 days left: run chiamaroma-server certificate renew" in server.log_text
        assert server.stop() == 0


async def test_a_console_talks_to_the_pinned_certificate_and_to_no_other(tmp_path: Path) -> None:
    other = self_signed(tmp_path / "other", now=NOW)
    with ServerProcess(tmp_path) as server:
        await server.start()
        pinned = ssl.create_default_context(cafile=server.certificate)
        wrong = ssl.create_default_context(cafile=other.cert)
        async with api_client(None, server.base_url, verify=pinned) as client:
            assert (await client.get("/hello")).status_code == 200
        for context in (wrong, ssl.create_default_context()):
            async with api_client(None, server.base_url, verify=context) as client:
                with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                    await client.get("/hello")
        async with api_client(None, server.base_url.replace("https", "http")) as client:
            with pytest.raises(httpx.TransportError):
                await client.get("/hello")
        assert server.stop() == 0
        assert str(server.certificate) in server.log_text
