"""Whatever is sent, the answer is an ErrorReply with a stable code, never a stack."""

import random

import httpx
import msgspec
import pytest

from contract.domain.account import Role
from contract.wire.session import ErrorReply
from server.usecases.knowledge.maintenance.owner_link import PAGE
from tests.integration.server.accounts.test_access import all_routes_of
from tests.support.servers.real_server import BASE_URL, RealServer

GARBAGE = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"0",
    b'"text"',
    b"{",
    b"\xff\xfe\x00",
    b"[" * 50_000,
    b'{"commands":[1,2]}',
    b'{"commands":[{"id":1}]}',
    b'{"commands":{"a":1}}',
    b'{"epoch":1,"cursors":{"kb":-1e99}}',
    b'{"epoch":null,"cursors":{"kb":99999999999999999999999999}}',
    b'{"callback_id":["x"],"fence":"y"}',
    b'{"callback_id":"\\u0000","fence":1}',
    b'{"callback_id":"\\ud800","fence":1}',
    b'{"login":"\\u0000","password":"\\u0000","device_id":"\\u0000"}',
    b'{"login":1}',
    b"x" * 100_000,
]


PAGES = (PAGE,)  # for people without an account, who get pages


def refusal(answer: httpx.Response) -> ErrorReply:
    assert answer.headers["content-type"].startswith("application/json")
    return msgspec.json.decode(answer.content, type=ErrorReply, strict=True)


async def test_garbage_on_every_route_is_refused_with_a_code(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_account("lia", Role.LEVEL_TWO, desks=["tributi"])
        session = await server.sign_in("lia")
        async with server.client(session) as client:
            for route in sorted(all_routes_of(server)):
                method, path = route.split(" ")
                if path.endswith(("/events", "/logout")):
                    continue
                for body in GARBAGE if method != "GET" else GARBAGE[:2]:  # which has no body
                    url = BASE_URL + path.replace("{feed}", "kb")
                    answer = await client.request(method, url, content=body)
                    assert answer.status_code < 500, (route, body[:40], answer.text)
                    assert "X-Server-Time" in answer.headers
                    if path.startswith(PAGES):
                        assert "Traceback" not in answer.text
                    elif answer.status_code >= 300:
                        refusal(answer)
                    elif method == "POST":
                        assert body.startswith(b"{"), (route, body[:40])


async def test_random_bytes_are_refused_with_a_code() -> None:
    chance = random.Random(6)
    async with await RealServer.start() as server:
        await server.add_account("lia", Role.LEVEL_TWO)
        async with server.client(await server.sign_in("lia")) as client:
            for _ in range(300):
                path = chance.choice(["/commands", "/pull", "/claims/callback", "/auth/login"])
                answer = await client.post(path, content=chance.randbytes(chance.randrange(80)))
                assert answer.status_code == 400
                assert refusal(answer).code == "malformed"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/../etc/passwd", 404, "not_found"),
        ("GET", "/snapshot/", 404, "not_found"),
        ("GET", "/snapshot/a/b", 404, "not_found"),
        ("DELETE", "/hello", 405, "method_not_allowed"),
        ("GET", "/commands", 405, "method_not_allowed"),
        ("GET", "/callers", 401, "session_expired"),
        ("POST", "/auth/login", 400, "malformed"),
    ],
)
async def test_each_refusal_has_its_code(method: str, path: str, status: int, code: str) -> None:
    async with await RealServer.start() as server, server.client() as client:
        answer = await client.request(method, path)
        assert (answer.status_code, refusal(answer).code) == (status, code)
        assert "X-Server-Time" in answer.headers


async def test_a_body_over_one_mebibyte_is_too_large() -> None:
    async with await RealServer.start() as server, server.client() as client:
        answer = await client.post("/auth/login", content=b" " * ((1 << 20) + 1))
        assert (answer.status_code, refusal(answer).code) == (413, "too_large")


@pytest.mark.parametrize("stated", ["0", "2", "99", "x", "1.0", "١", ""])
async def test_a_protocol_not_served_is_told_which_ones_are(stated: str) -> None:
    async with await RealServer.start() as server, server.client() as client:
        headers = {"X-Protocol": stated.encode()}
        answer = await client.get("/hello", headers=headers)
        assert answer.status_code == 426
        assert refusal(answer).detail == {"min": "1", "max": "1"}


async def test_a_bug_is_a_500_with_a_reference_and_without_what_it_says(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError("Mario Canarino")

    async with await RealServer.start() as server:
        session = await server.joined_by("anna")
        monkeypatch.setattr("server.api.sync_routes.read_changes", bug)
        async with server.client(session) as client:
            answer = await client.post("/pull", json={"epoch": None, "cursors": {}})
        reply = refusal(answer)
        assert (answer.status_code, reply.code) == (500, "internal")
        assert reply.detail["reference"] in caplog.text
        assert "ZeroDivisionError" in caplog.text
        assert "Canarino" not in caplog.text + answer.text


async def test_the_refused_message_says_where_but_not_what() -> None:
    async with await RealServer.start() as server, server.client() as client:
        answer = await client.post(
            "/auth/login", json={"login": {"Canarino": 1}, "password": "x", "device_id": "d"}
        )
        assert refusal(answer).detail == {"at": "$.login"}
        assert "Canarino" not in answer.text
