"""The second listener: for exchanges that know the key, at a port of its own."""

import asyncio
import contextlib
import json
import socket
import ssl
from pathlib import Path

import httpx
import pytest

from server.cli import exit_codes
from server.gateways.exchange_setup.exchange_certificates import (
    CA_FILE,
    CERT_FILE,
    KEY_FILE,
    write_certificates,
)
from tests.support.knowledge.published_city import database_of
from tests.support.servers.real_server import ServerProcess
from tests.support.waiting import PATIENCE_S, comes
from tools.services.exchange import free_ports
from tools.services.run_certificates import VALID

DEMO_CITY = Path(__file__).parents[4] / "resources" / "demo_city"
STARTED = {"ev": "started", "exchange": "a", "boot": "b1"}


def configured(folder: Path, *lines: str) -> tuple[ServerProcess, int]:
    port = free_ports("127.0.0.1", 1)[0]
    config = folder / "server.toml"
    config.write_text(
        '[exchange]\nwss_urls = ["wss://127.0.0.1:1/sip"]\nrealm = "r.test"\n'
        f'rpc_url = "http://127.0.0.1:1/RPC"\nlisten_port = {port}\n' + "\n".join(lines)
    )

    class Configured(ServerProcess):
        def settings(self) -> list[str]:
            return [*super().settings(), "--config", str(config)]

    return Configured(folder), port


async def test_exchange_is_heard_with_the_key_only_and_consoles_are_not_served_there(
    tmp_path: Path,
) -> None:
    process, port = configured(tmp_path)
    with process:
        await process.start()
        key_file = tmp_path / "exchange-key"
        assert key_file.stat().st_mode & 0o777 == 0o600
        right = {"Authorization": f"Bearer {key_file.read_text().strip()}"}
        base_url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(
            base_url=base_url, trust_env=False, timeout=PATIENCE_S
        ) as client:
            events = "/exchange/v1/events"
            assert (await client.post(events, json=STARTED, headers=right)).is_success
            for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp4"}):
                assert (await client.post(events, json=STARTED, headers=wrong)).status_code == 401
            assert (await client.get("/api/v1/hello", headers=right)).status_code == 404
            long = {**STARTED, "why": "x" * 100_000}
            assert (await client.post(events, json=long, headers=right)).status_code == 413
        assert process.stop() == exit_codes.DONE


async def test_a_waiting_question_is_cut_off_without_a_word_when_the_server_stops(
    tmp_path: Path,
) -> None:
    process, port = configured(tmp_path)
    with process:
        assert process.run("migrate").returncode == exit_codes.DONE
        assert process.run("import", str(DEMO_CITY)).returncode == exit_codes.DONE
        await process.start()
        key = (tmp_path / "exchange-key").read_text().strip()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(question(key))
        with database_of(process) as database:
            # Then it is held: nobody is there to answer the citizen.
            await comes(lambda: database.read(lambda c: c.execute("SELECT id FROM queue_call")))
        assert process.stop() == exit_codes.DONE
        heard = b""
        with contextlib.suppress(ConnectionResetError):
            heard = await reader.read()
        assert heard == b""
        writer.close()


def question(key: str) -> bytes:
    asked = {
        "exchange": "a", "boot": "b1", "call": "c-1", "sip": "s-1", "from": "+390612345678",
        "to": "060606", "from_tag": "t", "relay": "1", "try": 0, "last": "", "waited_ms": 0,
    }  # fmt: skip
    body = json.dumps(asked)
    return (
        f"POST /exchange/v1/route HTTP/1.1\r\nHost: s\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def test_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    process, port = configured(tmp_path)
    with socket.create_server(("127.0.0.1", port)):
        refused = process.run("serve", "--port", "0")
    assert refused.returncode == exit_codes.IN_USE
    assert f"Cannot listen at 127.0.0.1 port {port}" in refused.stderr


async def test_listener_beyond_this_computer_needs_certificates(tmp_path: Path) -> None:
    process, _ = configured(tmp_path, 'listen_host = "0.0.0.0"')
    refused = process.run("serve")
    assert refused.returncode == exit_codes.WRONG_SETTING
    assert "is not loopback and needs listen_cert_file" in refused.stderr


async def test_with_certificates_only_an_exchange_that_shows_its_own_is_heard(
    tmp_path: Path,
) -> None:
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    for folder in (own, theirs):
        folder.mkdir()
        write_certificates(folder, names=["127.0.0.1"], valid=VALID, authority=folder.name)
    process, port = configured(
        tmp_path,
        f'listen_cert_file = "{own / CERT_FILE}"',
        f'listen_key_file = "{own / KEY_FILE}"',
        f'client_ca_file = "{theirs / CA_FILE}"',
    )
    with process:
        await process.start()
        right = {"Authorization": f"Bearer {(tmp_path / 'exchange-key').read_text().strip()}"}
        url = f"https://127.0.0.1:{port}/exchange/v1/events"
        bare = ssl.create_default_context(cafile=own / CA_FILE)
        async with httpx.AsyncClient(verify=bare, trust_env=False, timeout=PATIENCE_S) as client:
            with pytest.raises(httpx.TransportError):
                await client.post(url, json=STARTED, headers=right)
        shown = ssl.create_default_context(cafile=own / CA_FILE)
        shown.load_cert_chain(theirs / CERT_FILE, theirs / KEY_FILE)
        async with httpx.AsyncClient(verify=shown, trust_env=False, timeout=PATIENCE_S) as client:
            assert (await client.post(url, json=STARTED, headers=right)).is_success
