"""The pages for owners are served at a port of their own, and nothing else is there."""

import re
import ssl
from pathlib import Path

import httpx
import pytest

from server.usecases.knowledge.maintenance.owner_link import PAGE
from tests.support.servers.real_server import ServerProcess
from tests.support.waiting import PATIENCE_S, until

MAIL = """
[mail]
host = "127.0.0.1"
port = 1
security = "none"
from_address = "schede@comune.example"
public_url = "https://centralino.example"
pages_port = 0
"""


class MailingServer(ServerProcess):
    def settings(self) -> list[str]:
        config = self.folder / "server.toml"
        config.write_text(MAIL)
        return [*super().settings(), "--config", str(config)]

    async def owners_address(self) -> str:
        told = re.compile(r"owners are answered at port=(\d+)")
        await until(lambda: told.search(self.log_text))
        found = told.search(self.log_text)
        assert found is not None
        return f"https://127.0.0.1:{found[1]}"


@pytest.mark.parametrize("path", ["/api/v1/hello", "/healthz", "/readyz", "/metrics", "/"])
async def test_where_owners_ask_there_are_their_pages_only(tmp_path: Path, path: str) -> None:
    with MailingServer(tmp_path) as server:
        await server.start()
        trust = ssl.create_default_context(cafile=server.certificate)
        async with httpx.AsyncClient(verify=trust, timeout=PATIENCE_S, trust_env=False) as client:
            owners = await server.owners_address()
            page = await client.get(f"{owners}{PAGE}/forged")
            assert page.status_code == 404
            assert page.headers["content-type"].startswith("text/html")
            elsewhere = await client.get(owners + path)
            assert elsewhere.status_code == 404
            for answer in (page, elsewhere):
                assert answer.headers["strict-transport-security"] == "max-age=31536000"
                assert answer.headers["cache-control"] == "no-store"
            assert (await client.get(f"{server.base_url}{PAGE}/forged")).status_code == 404
            assert (await client.get(f"{server.base_url}/healthz")).status_code == 200
        assert server.stop() == 0
