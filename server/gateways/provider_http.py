"""HTTP to the identity provider: small answers, no redirects, JSON only."""

import ssl
from collections.abc import Mapping

import httpx

from server.section_settings import OidcSettings
from server.usecases.identity.provider_wire import (
    Document,
    ProviderRefused,
    ProviderSilent,
    strict_document,
)

LONGEST = 1 << 20  # bytes


class ProviderHttp:
    """Each question is a connection of its own: a sign-in is rare."""

    def __init__(self, settings: OidcSettings) -> None:
        self._trust = ssl.create_default_context(cafile=settings.ca_file)
        self._proxy = settings.proxy or None

    async def get(self, url: str, bearer: str = "") -> Document:
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return await self._asked("GET", url, headers, None)

    async def post(self, url: str, form: Mapping[str, str], basic: str = "") -> Document:
        headers = {"Authorization": f"Basic {basic}"} if basic else {}
        return await self._asked("POST", url, headers, dict(form))

    async def _asked(
        self, method: str, url: str, headers: dict[str, str], form: dict[str, str] | None
    ) -> Document:
        headers = {"Accept": "application/json", **headers}
        try:
            async with (
                httpx.AsyncClient(
                    verify=self._trust, proxy=self._proxy, trust_env=False, follow_redirects=False
                ) as client,
                client.stream(method, url, headers=headers, data=form) as answer,
            ):
                return _document(answer.status_code, await _body(answer))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderSilent(type(error).__name__) from None


def _document(status: int, body: bytes) -> Document:
    try:
        document = strict_document(body)
    except ValueError as error:
        raise ProviderSilent(f"{status}, {error}") from None
    if 400 <= status < 500:
        # Its code of the standard only: what else it says may quote what was sent.
        code = document.get("error")
        raise ProviderRefused(f"{status} {str(code)[:40]}")
    if status != httpx.codes.OK:  # a redirect too: only the addresses it publishes are asked
        raise ProviderSilent(str(status))
    return document


async def _body(answer: httpx.Response) -> bytes:
    parts: list[bytes] = []
    length = 0
    async for part in answer.aiter_bytes():
        parts.append(part)
        length += len(part)
        if length > LONGEST:
            raise ProviderSilent("an answer too long")
    return b"".join(parts)
