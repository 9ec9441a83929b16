"""The server's certificate: made once, for its owner's eyes, and pinned by consoles."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from server.api.tls_certificate import VALID_FOR, days_left, self_signed
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
