"""An identity provider on loopback that says what a test wants, an enemy's words above all."""

import base64
import hmac
import json
import threading
import time
import warnings
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from server.settings import OidcSettings
from tests.support.servers.provider_visits import challenge_of

CLIENT = "chiamaroma"
type Answer = tuple[int, bytes]
type Signed = Callable[[dict[str, Any]], str]


@cache
def rsa(name: str, bits: int = 2048) -> RSAKey:
    with warnings.catch_warnings(action="ignore"):  # a weak one is meant to be
        return RSAKey.generate_key(bits, {"kid": name, "use": "sig"})


@cache
def elliptic(name: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": name, "use": "sig"})


def signed(claims: dict[str, Any] | bytes, key: Any, **header: Any) -> str:
    """Sign claims, or a text of them that no encoder would write."""
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    algorithm = header.setdefault("alg", "RS256")
    return jws.serialize_compact(header, payload, key, algorithms=[algorithm])


def unsigned(claims: dict[str, Any], **header: Any) -> str:
    parts = (json.dumps(header).encode(), json.dumps(claims).encode())
    return ".".join(base64.urlsafe_b64encode(one).rstrip(b"=").decode() for one in parts) + "."


def signed_with_public_key(claims: dict[str, Any], key: RSAKey) -> str:
    """Sign with what a careless checker would take for the secret of HS256."""
    said = unsigned(claims, alg="HS256", kid=key.kid).rstrip(".")
    digest = hmac.digest(key.as_pem(private=False), said.encode(), "sha256")
    return f"{said}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


class ScriptedProvider:
    """It answers as a good provider would where nothing else is said.

    claims: what is said in place of, or (None) left out of, the usual claims, or what gives it when
    a token is made. sign: how a token is made of them. metadata: likewise for what it publishes.
    answers: what a path says in place of all this. token, userinfo: what is said beside or in place
    of the usual.
    """

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.sign: Signed = lambda claims: signed(claims, rsa("first"), kid="first")
        self.keys: list[dict[str, Any]] = [dict(rsa("first").as_dict(private=False))]
        self.metadata: dict[str, Any] = {}
        self.tokens: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.login = "anna"
        self._asked_for: dict[str, str] = {}
        self.quiet = threading.Event()  # set: it takes questions and answers none
        self.ends = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ends.set()
        self._server.shutdown()
        self._server.server_close()

    def settings(self, **changed: Any) -> OidcSettings:
        return OidcSettings(**{"issuer": self.issuer, "client_id": CLIENT} | changed)

    def visited(self, url: str) -> dict[str, str]:
        """Be visited by a browser; return what it brings back."""
        self._asked_for = dict(parse_qsl(urlsplit(url).query))
        return {"code": "a-code", "state": self._asked_for["state"]}

    def usual_claims(self) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "s-1",
            "nonce": self._asked_for["nonce"],
            "preferred_username": self.login,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
        }

    def _said(self) -> dict[str, Any]:
        said = self.usual_claims() | self.claims
        return {k: v() if callable(v) else v for k, v in said.items() if v is not None}

    def answer(self, method: str, path: str, form: dict[str, list[str]], bearer: str) -> Answer:
        self.asked.append(f"{method} {path}")
        if path in self.answers:
            return self.answers[path]
        match path:
            case "/.well-known/openid-configuration":
                return 200, json.dumps(self._metadata() | self.metadata).encode()
            case "/keys":
                return 200, json.dumps({"keys": self.keys}).encode()
            case "/token":
                return self._token(form)
            case "/userinfo" if bearer == "Bearer access":
                told = {"sub": "s-1", "preferred_username": self.login} | self.userinfo
                return 200, json.dumps(told).encode()
        return 404, b"{}"

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        }

    def _token(self, form: dict[str, list[str]]) -> Answer:
        verifier = form["code_verifier"][0]
        if challenge_of(verifier) != self._asked_for["code_challenge"]:
            return 400, b'{"error": "invalid_grant"}'
        token = self.sign(self._said())
        return 200, json.dumps({"access_token": "access", "id_token": token} | self.tokens).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer({})

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                self._answer(parse_qs(self.rfile.read(length).decode()))

            def _answer(self, form: dict[str, list[str]]) -> None:
                if provider.quiet.is_set():
                    provider.ends.wait()
                    return
                bearer = self.headers.get("Authorization", "")
                status, body = provider.answer(self.command, self.path, form, bearer)
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", f"{provider.issuer}/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler
