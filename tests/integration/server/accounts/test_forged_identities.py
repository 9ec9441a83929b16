"""What an enemy, or a broken identity provider, may send: none of it opens a session."""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from contract.domain.account import Role
from contract.wire import reason_codes
from server.store.engine.connection import Connection
from server.usecases.accounts.login_attempts import ADDRESS_FREE
from server.usecases.identity import sign_in_by_provider
from tests.support.seats.seat import StoppedClock
from tests.support.servers.provider_visits import (
    REDIRECT,
    Begun,
    begin,
    code_of,
    finish,
    session_of,
)
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.servers.scripted_provider import (
    ScriptedProvider,
    elliptic,
    rsa,
    signed,
    signed_with_public_key,
    unsigned,
)

type Fault = Callable[[ScriptedProvider], object]
HOUR_S = 3600


@pytest.fixture
def provider() -> Iterator[ScriptedProvider]:
    with ScriptedProvider() as scripted:
        yield scripted


def says(**claims: Any) -> Fault:
    """Change what a token says; None leaves a claim out."""
    return lambda provider: provider.claims.update(claims)


def at(name: str, after_s: float) -> Fault:
    """after_s: from the moment at which the token is made, however long that takes."""
    return lambda provider: provider.claims.update({name: lambda: time.time() + after_s})


def signs(sign: Callable[[dict[str, Any]], str]) -> Fault:
    return lambda provider: setattr(provider, "sign", sign)


def publishes(**metadata: Any) -> Fault:
    return lambda provider: provider.metadata.update(metadata)


def answers(path: str, status: int, body: bytes) -> Fault:
    return lambda provider: provider.answers.update({path: (status, body)})


def gives(**tokens: Any) -> Fault:
    return lambda provider: provider.tokens.update(tokens)


def both(*faults: Fault) -> Fault:
    return lambda provider: [fault(provider) for fault in faults]


def with_key_in_header(claims: dict[str, Any]) -> str:
    mine = rsa("enemy")
    return signed(claims, mine, kid="first", jwk=mine.as_dict(private=False))


def said_twice(name: str, first: str) -> Callable[[dict[str, Any]], str]:
    """Say a claim twice: the first time something else."""

    def sign(claims: dict[str, Any]) -> str:
        text = json.dumps(claims).replace("{", f'{{"{name}": "{first}", ', 1)
        return signed(text.encode(), rsa("first"), kid="first")

    return sign


def doubled_algorithm(claims: dict[str, Any]) -> str:
    head = b'{"alg": "none", "alg": "RS256", "kid": "first"}'
    rest = signed(claims, rsa("first"), kid="first").split(".", 1)[1]
    return f"{base64.urlsafe_b64encode(head).rstrip(b'=').decode()}.{rest}"


def cut(claims: dict[str, Any]) -> str:
    return signed(claims, rsa("first"), kid="first").rpartition(".")[0] + "."


def changed_after(claims: dict[str, Any]) -> str:
    head, _, signature = signed(claims, rsa("first"), kid="first").split(".")
    other = json.dumps(claims | {"preferred_username": "capo"}).encode()
    return f"{head}.{base64.urlsafe_b64encode(other).rstrip(b'=').decode()}.{signature}"


WELL_KNOWN = "/.well-known/openid-configuration"
FORGED: dict[str, Fault] = {
    # who signed it
    "no signature: none": signs(lambda c: unsigned(c, alg="none")),
    "no signature: None": signs(lambda c: unsigned(c, alg="None")),
    "no algorithm": signs(lambda c: unsigned(c, kid="first")),
    "HS256 with the public key": signs(lambda c: signed_with_public_key(c, rsa("first"))),
    "an algorithm said twice": signs(doubled_algorithm),
    "signature cut off": signs(cut),
    "changed after it was signed": signs(changed_after),
    "key of somebody else": signs(lambda c: signed(c, rsa("enemy"), kid="first")),
    "key of somebody else in the header": signs(with_key_in_header),
    "unknown key id": signs(lambda c: signed(c, rsa("enemy"), kid="enemy")),
    "another family of keys": signs(
        lambda c: signed(c, elliptic("first"), alg="ES256", kid="first")
    ),
    "no key id among several": both(
        lambda p: p.keys.append(dict(rsa("second").as_dict(private=False))),
        signs(lambda c: signed(c, rsa("first"))),
    ),
    "a weak key": both(
        lambda p: setattr(p, "keys", [dict(rsa("weak", 1024).as_dict(private=False))]),
        signs(lambda c: signed(c, rsa("weak", 1024), kid="weak")),
    ),
    "a key for encryption": both(
        lambda p: setattr(p, "keys", [p.keys[0] | {"use": "enc"}]),
    ),
    "not three parts": signs(lambda c: "a.b"),
    "no token at all": gives(id_token=None),
    "a token that is a list": gives(id_token=["a"]),
    "a token too long": signs(
        lambda c: signed(c | {"long": "x" * 20_000}, rsa("first"), kid="first")
    ),
    "no object in it": signs(lambda c: signed(b"[1]", rsa("first"), kid="first")),
    # for whom
    "another issuer": says(iss="https://elsewhere.example"),
    "no issuer": says(iss=None),
    "another audience": says(aud="somebody"),
    "no audience": says(aud=None),
    "one audience of several": says(aud=["chiamaroma", "somebody"]),
    "another authorized party": says(azp="somebody"),
    "another nonce": says(nonce="n"),
    "no nonce": says(nonce=None),
    "a nonce that is half a letter": says(nonce="\ud800"),
    "no subject": says(sub=None),
    "an empty subject": says(sub=""),
    "a subject that is a number": says(sub=7),
    # when
    "over for longer than the skew": at("exp", -61),
    "no end": says(exp=None),
    "an end in words": says(exp="2099-01-01"),
    "an end without end": says(exp=10**400),
    "made in the future": at("iat", 120),
    "made before this visit": at("iat", -HOUR_S),
    "no time of making": says(iat=None),
    "a time that is true": says(iat=True),
    "not yet valid": at("nbf", 120),
    "signed in there long ago": at("auth_time", -HOUR_S),
    "no word on when somebody signed in there": says(auth_time=None),
    # who
    "the claim said twice": signs(said_twice("preferred_username", "capo")),
    "the nonce said twice": signs(said_twice("nonce", "n")),
    "a claim that is a list": says(preferred_username=["anna"]),
    "a claim that is empty": says(preferred_username=""),
    "a claim that is half a letter": says(preferred_username="\ud800"),
    "a claim too long": says(preferred_username="a" * 201),
    "userinfo of somebody else": both(
        says(preferred_username=None), lambda p: p.userinfo.update(sub="s-2")
    ),
    "userinfo without a subject": both(
        says(preferred_username=None), lambda p: p.userinfo.update(sub=None)
    ),
    "an access token of somebody else": both(
        says(preferred_username=None, at_hash="AAAAAAAAAAAAAAAAAAAAAA")
    ),
    "an access token that breaks a header": both(
        says(preferred_username=None), gives(access_token="a\r\nX: y")
    ),
    "the claim nowhere": both(
        says(preferred_username=None), lambda p: p.userinfo.update(preferred_username=None)
    ),
    # what it publishes
    "metadata of another issuer": publishes(issuer="https://elsewhere.example"),
    "tokens in clear": publishes(token_endpoint="http://city.example/token"),
    "keys in clear": publishes(jwks_uri="http://city.example/keys"),
    "keys from a file": publishes(jwks_uri="file:///etc/passwd"),
    "a page of another kind": publishes(authorization_endpoint="javascript:alert(1)"),
    "no keys": answers("/keys", 200, b'{"keys": {}}'),
    "no PKCE": publishes(code_challenge_methods_supported=["plain"]),
    "ways that are no list": publishes(token_endpoint_auth_methods_supported=7),
    "a code refused": answers("/token", 400, b'{"error": "invalid_grant"}'),
    "an error that is odd": answers("/token", 401, b'{"error": ["a", {}]}'),
    "an issuer promised and not said": publishes(
        authorization_response_iss_parameter_supported=True
    ),
}
SILENT: dict[str, Fault] = {
    "a fault of its own": answers("/token", 500, b'{"error": "server_error"}'),
    "no JSON": answers("/token", 200, b"<html>"),
    "JSON of another shape": answers("/token", 200, b"[]"),
    "nested without end": answers("/token", 200, b'{"a":' + b"[" * 100_000),
    "numbers without end": answers("/token", 200, b'{"a":' + b"9" * 10_000 + b"}"),
    "an answer without end": answers("/token", 200, b" " * (2 << 20)),
    "a token said twice": answers("/token", 200, b'{"id_token": "a", "id_token": "b"}'),
    "led elsewhere": answers("/token", 302, b"{}"),
    "metadata led elsewhere": answers(WELL_KNOWN, 307, b"{}"),
    "metadata with a fault": answers(WELL_KNOWN, 503, b""),
    "keys led elsewhere": answers("/keys", 302, b"{}"),
    "keys that are no JSON": answers("/keys", 200, b"\xff\xfe"),
}


async def refusal_of(server: RealServer, provider: ScriptedProvider) -> str:
    """Go the whole way of a sign-in; return the code at which it ends, "" for a session."""
    async with server.client() as client:
        try:
            begun = await begin(client)
        except AssertionError as refused:
            return str(json.loads(str(refused).partition("\n")[0])["code"])
        answer = await finish(client, begun, provider.visited(begun.url))
        return "" if answer.status_code == 200 else code_of(answer)


def sessions(connection: Connection) -> int:
    return len(connection.execute("SELECT id FROM session"))


def refusals(connection: Connection) -> list[str]:
    rows = connection.execute("SELECT subject FROM audit WHERE action = 'sign_in_refused'")
    return [row["subject"] for row in rows]


@pytest.mark.parametrize("fault", FORGED.values(), ids=FORGED)
async def test_what_is_not_to_be_believed_opens_nothing(
    fault: Fault, provider: ScriptedProvider
) -> None:
    fault(provider)
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        await server.add_account("capo", Role.TEAM_LEAD)
        assert await refusal_of(server, provider) == reason_codes.PROVIDER_REFUSED
        assert await server.database.read(sessions) == 0
        assert await server.database.read(refusals) == [reason_codes.PROVIDER_REFUSED]


@pytest.mark.parametrize("fault", SILENT.values(), ids=SILENT)
async def test_a_provider_that_says_nothing_sensible_opens_nothing(
    fault: Fault, provider: ScriptedProvider
) -> None:
    fault(provider)
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        assert await refusal_of(server, provider) == reason_codes.PROVIDER_SILENT
        assert await server.database.read(sessions) == 0
        assert "GET /elsewhere" not in provider.asked


async def test_a_provider_that_is_silent_keeps_nobody_waiting(
    provider: ScriptedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_by_provider, "PATIENCE_S", 0.2)
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        provider.quiet.set()
        assert await refusal_of(server, provider) == reason_codes.PROVIDER_SILENT


GOOD: dict[str, Fault] = {
    "as it is": lambda _: None,
    "over within the skew": at("exp", -30),
    "clocks that differ by less than the skew": both(at("iat", 30), at("auth_time", 30)),
    "one audience in a list": says(aud=["chiamaroma"]),
    "elliptic curves": both(
        lambda p: setattr(p, "keys", [dict(elliptic("e").as_dict(private=False))]),
        signs(lambda c: signed(c, elliptic("e"), alg="ES256", kid="e")),
    ),
    "the only key, not named": signs(lambda c: signed(c, rsa("first"))),
    "a broken key and one of the future among good ones": lambda p: p.keys.extend(
        [{"kty": "RSA", "n": "!"}, {"kty": "ML-DSA"}, {"kty": "oct", "k": "AAAA"}]
    ),
    "a claim in the userinfo": says(preferred_username=None),
    "a claim in the userinfo, with its token": says(
        preferred_username=None,
        at_hash=base64.urlsafe_b64encode(hashlib.sha256(b"access").digest()[:16])
        .rstrip(b"=")
        .decode(),
    ),
    "capitals": says(preferred_username="ANNA"),
}


@pytest.mark.parametrize("kind", GOOD.values(), ids=GOOD)
async def test_what_a_good_provider_may_say_opens_a_session(
    kind: Fault, provider: ScriptedProvider
) -> None:
    kind(provider)
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        assert await refusal_of(server, provider) == ""


@pytest.mark.parametrize("name", ["ſanna", "anna ", " anna", "straße", "ANNA\u0307", "anna\x00"])
async def test_a_name_that_only_folds_to_a_login_is_another_name(
    name: str, provider: ScriptedProvider
) -> None:
    provider.claims["preferred_username"] = name
    async with await RealServer.start(oidc=provider.settings()) as server:
        for login in ("anna", "sanna", "strasse"):
            await server.add_account(login)
        assert await refusal_of(server, provider) in (
            reason_codes.UNKNOWN_IDENTITY,
            reason_codes.PROVIDER_REFUSED,
        )
        assert await server.database.read(sessions) == 0


async def test_keys_are_asked_for_once_and_once_more_for_an_unknown_key(
    provider: ScriptedProvider,
) -> None:
    async with await RealServer.start(oidc=provider.settings()) as server:
        await server.add_account("anna")
        for _ in range(2):
            assert await refusal_of(server, provider) == ""
        assert provider.asked.count("GET /keys") == 1
        provider.sign = lambda claims: signed(claims, rsa("second"), kid="second")
        assert await refusal_of(server, provider) == reason_codes.PROVIDER_REFUSED
        assert provider.asked.count("GET /keys") == 2
        provider.keys = [dict(rsa("second").as_dict(private=False))]
        assert await refusal_of(server, provider) == ""
        assert provider.asked.count(f"GET {WELL_KNOWN}") == 1


async def test_a_code_counts_for_the_visit_and_the_computer_that_asked_for_it(
    provider: ScriptedProvider,
) -> None:
    async with (
        await RealServer.start(oidc=provider.settings()) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        begun = await begin(client)
        brought = provider.visited(begun.url)
        refused = [
            await finish(client, begun, brought, state="another"),
            await finish(client, begun, brought, device_id="d2"),
        ]
        assert "POST /token" not in provider.asked
        session_of(await finish(client, begun, brought))
        refused.append(await finish(client, begun, brought))  # the state once more
        assert {code_of(one) for one in refused} == {reason_codes.PROVIDER_REFUSED}
        assert provider.asked.count("POST /token") == 1


async def test_a_failed_try_uses_up_its_visit(provider: ScriptedProvider) -> None:
    async with (
        await RealServer.start(oidc=provider.settings()) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        begun = await begin(client)
        brought = provider.visited(begun.url)
        for verifier in ("v" * 43, begun.verifier):
            answer = await finish(client, begun, brought, verifier=verifier)
            assert code_of(answer) == reason_codes.PROVIDER_REFUSED
        assert await server.database.read(sessions) == 0


async def test_an_answer_of_another_issuer_is_refused(provider: ScriptedProvider) -> None:
    async with (
        await RealServer.start(oidc=provider.settings()) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        begun = await begin(client)
        brought = provider.visited(begun.url)
        answer = await finish(client, begun, brought, iss="https://elsewhere.example")
        assert code_of(answer) == reason_codes.PROVIDER_REFUSED
        assert "POST /token" not in provider.asked  # the code is not given away


@pytest.mark.parametrize(
    "redirect",
    [
        "http://city.example:80/sign-in",
        "https://127.0.0.1:80/sign-in",
        "http://127.0.0.1:80/elsewhere",
        "http://127.0.0.1/sign-in",
        "http://127.0.0.1:80@city.example/sign-in",
        f"{REDIRECT}?more",
        "http://localhost:80/sign-in",
        "",
    ],
)
async def test_a_browser_comes_back_to_this_computer_only(
    redirect: str, provider: ScriptedProvider
) -> None:
    async with (
        await RealServer.start(oidc=provider.settings()) as server,
        server.client() as client,
    ):
        with pytest.raises(AssertionError, match="malformed"):
            await begin(client, redirect=redirect)
    assert provider.asked == []


async def test_who_tries_too_often_waits_and_a_success_costs_nothing(
    provider: ScriptedProvider,
) -> None:
    async with (
        # What was counted is forgotten with time, and a busy computer takes some.
        await RealServer.start(oidc=provider.settings(), clock=StoppedClock(utc_now())) as server,
        server.client() as client,
    ):
        await server.add_account("anna")
        for _ in range(5):
            assert await refusal_of(server, provider) == ""
        lost: Begun = await begin(client)
        for _ in range(ADDRESS_FREE - 1):
            answer = await finish(client, lost, {"state": "guessed"})
            assert code_of(answer) == reason_codes.PROVIDER_REFUSED
        answer = await finish(client, lost, {"state": "guessed"})
        assert code_of(answer) == reason_codes.TOO_MANY_ATTEMPTS
        assert int(answer.headers["Retry-After"]) > 0


async def test_only_an_account_that_is_there_and_enabled_comes_in(
    provider: ScriptedProvider,
) -> None:
    async with await RealServer.start(oidc=provider.settings()) as server:
        provider.login = "nobody"
        assert await refusal_of(server, provider) == reason_codes.UNKNOWN_IDENTITY
        assert await server.database.read(lambda c: c.execute("SELECT id FROM account")) == []
        await server.add_account("machine", Role.EXCHANGE)
        provider.login = "machine"
        assert await refusal_of(server, provider) == reason_codes.UNKNOWN_IDENTITY
        account = await server.add_account("anna")
        await server.database.write(
            lambda c: c.change("account", {"id": account.id, "is_active": 0}, "id")
        )
        provider.login = "anna"
        assert await refusal_of(server, provider) == reason_codes.ACCOUNT_DISABLED
        assert await server.database.read(sessions) == 0


async def test_a_strength_that_the_city_asks_for_is_checked(provider: ScriptedProvider) -> None:
    async with await RealServer.start(oidc=provider.settings(acr="two")) as server:
        await server.add_account("anna")
        assert await refusal_of(server, provider) == reason_codes.PROVIDER_REFUSED
        provider.claims["acr"] = "two"
        assert await refusal_of(server, provider) == ""


@pytest.mark.parametrize(
    ("verified", "code"), [(True, ""), (None, "provider_refused"), ("true", "provider_refused")]
)
async def test_an_address_counts_once_the_provider_has_tried_it(
    verified: object, code: str, provider: ScriptedProvider
) -> None:
    provider.claims |= {"email": "anna@city.example", "email_verified": verified}
    async with await RealServer.start(oidc=provider.settings(claim="email")) as server:
        await server.add_account("anna@city.example")
        assert await refusal_of(server, provider) == code


async def test_a_server_without_a_provider_has_no_such_way() -> None:
    async with await RealServer.start() as server, server.client() as client:
        with pytest.raises(AssertionError, match="not_found"):
            await begin(client)
