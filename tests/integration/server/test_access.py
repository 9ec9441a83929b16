"""Every route for every role: a route that is not listed here fails, and denies everybody."""

import msgspec
import pytest
from litestar import Litestar

from contract.domain.account import Role
from contract.wire.session import ErrorReply, SessionReply
from tests.support.real_server import BASE_URL, RealServer

SEATS = {Role.OPERATOR, Role.LEVEL_TWO, Role.TEAM_LEAD}
READERS = SEATS | {Role.EDITOR, Role.IT}
EVERYBODY = set(Role)
NOBODY_NEEDED = EVERYBODY | {None}  # None: not signed in

MATRIX = {
    "GET /api/v1/hello": NOBODY_NEEDED,
    "POST /api/v1/auth/login": NOBODY_NEEDED,
    "POST /api/v1/auth/refresh": NOBODY_NEEDED,
    "POST /api/v1/auth/logout": EVERYBODY,
    "POST /api/v1/commands": SEATS,
    "POST /api/v1/pull": READERS,
    "GET /api/v1/snapshot/{feed}": READERS,
    "GET /api/v1/events": READERS,
    "POST /api/v1/claims/callback": SEATS - {Role.OPERATOR},
    "POST /api/v1/claims/heartbeat": SEATS - {Role.OPERATOR},
    "POST /api/v1/claims/release": SEATS - {Role.OPERATOR},
    "GET /api/v1/callers": SEATS,
    "GET /healthz": NOBODY_NEEDED,
    "GET /readyz": NOBODY_NEEDED,
    "GET /metrics": NOBODY_NEEDED,
    "GET /api/v1/healthz": NOBODY_NEEDED,
    "GET /api/v1/readyz": NOBODY_NEEDED,
    "GET /api/v1/metrics": NOBODY_NEEDED,
}


def routes_of(app: Litestar) -> set[str]:
    return {
        f"{method} {route.path_format}"
        for route in app.routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    }


async def status_of(server: RealServer, route: str, session: SessionReply | None) -> int:
    method, path = route.split(" ")
    path = path.replace("{feed}", "base")
    async with (
        server.client(session) as client,
        client.stream(method, BASE_URL + path, content=b"{}") as answer,
    ):
        if answer.status_code in (401, 403):
            msgspec.json.decode(await answer.aread(), type=ErrorReply)
            # Somebody signed in may get a 401 for what she sent, never for who she is.
        return answer.status_code


async def test_the_matrix_lists_every_route_and_no_other() -> None:
    async with await RealServer.start() as server:
        assert routes_of(server.running.app) == set(MATRIX)


@pytest.mark.parametrize("role", [*Role, None], ids=str)
async def test_a_role_reaches_exactly_the_routes_of_its_capabilities(role: Role | None) -> None:
    async with await RealServer.start() as server:
        if role is not None:
            await server.add_account("anna", role)
        for route, allowed in MATRIX.items():
            session = None if role is None else await server.sign_in("anna")
            status = await status_of(server, route, session)
            if role in allowed:
                assert status not in (401, 403), (route, status)
            else:
                assert status == (401 if role is None else 403), (route, status)


async def test_a_route_that_states_no_access_lets_nobody_in() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna", Role.IT)
        session = await server.sign_in("anna")
        async with server.client(session) as client:
            answer = await client.options("/hello")  # made by the framework, not by us
        assert answer.status_code == 403
        assert msgspec.json.decode(answer.content, type=ErrorReply).code == "forbidden"


async def test_nobody_reads_the_snapshot_of_a_scope_that_is_not_hers() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        other = await server.add_account("bea")
        session = await server.sign_in("anna")
        async with server.client(session) as client:
            for scope in (f"account:{other.id}", "desk:tributi", "nonsense"):
                answer = await client.get(f"/snapshot/{scope}")
                assert answer.status_code == 403, scope
