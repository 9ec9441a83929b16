"""What a console does of a sign-in by an identity provider, in steps that a test may disturb."""

import base64
import hashlib
import secrets
from dataclasses import dataclass

import httpx
import msgspec

from contract.wire.session import (
    REDIRECT_PATH,
    ErrorReply,
    ProviderLogin,
    ProviderStart,
    ProviderStarted,
    SessionReply,
)

REDIRECT = f"http://127.0.0.1:40404{REDIRECT_PATH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    url: str
    state: str
    verifier: str


def challenge_of(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


async def post(client: httpx.AsyncClient, path: str, message: msgspec.Struct) -> httpx.Response:
    return await client.post(f"/auth/oidc/{path}", content=msgspec.json.encode(message))


async def begin(
    client: httpx.AsyncClient, *, device: str = "d1", redirect: str = REDIRECT, account: str = ""
) -> Begun:
    verifier = secrets.token_urlsafe(48)
    answer = await post(
        client,
        "start",
        ProviderStart(
            device_id=device,
            redirect_uri=redirect,
            challenge=challenge_of(verifier),
            account_id=account,
        ),
    )
    assert answer.status_code == 200, answer.text
    started = msgspec.json.decode(answer.content, type=ProviderStarted)
    return Begun(url=started.url, state=started.state, verifier=verifier)


async def finish(
    client: httpx.AsyncClient, begun: Begun, brought: dict[str, str], **changed: str
) -> httpx.Response:
    said = {
        "state": brought.get("state", begun.state),
        "code": brought.get("code", "c"),
        "iss": brought.get("iss", ""),
        "verifier": begun.verifier,
        "device_id": "d1",
    }
    return await post(client, "login", ProviderLogin(**(said | changed)))


def session_of(answer: httpx.Response) -> SessionReply:
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=SessionReply)


def code_of(answer: httpx.Response) -> str:
    """Return why it was refused."""
    assert answer.status_code in (401, 429), answer.text
    return msgspec.json.decode(answer.content, type=ErrorReply).code
