"""Every route for every role: a route that is not listed here fails, and denies everybody."""

import msgspec
import pytest
from litestar import Litestar

from contract.domain.account import Role
from contract.wire.changes import outline_path
from contract.wire.session import ErrorReply, SessionReply
from server.usecases.knowledge.maintenance.owner_link import PAGE
from tests.support.servers.real_server import BASE_URL, RealServer

SEATS = {Role.OPERATOR, Role.LEVEL_TWO, Role.TEAM_LEAD}
EDITORS = {Role.LEVEL_TWO, Role.EDITOR}
READERS = SEATS | {Role.EDITOR, Role.IT}
EVERYBODY = set(Role)
NOBODY_NEEDED = EVERYBODY | {None}  # None: not signed in

MATRIX = {
    "GET /api/v1/hello": NOBODY_NEEDED,
    "POST /api/v1/auth/login": NOBODY_NEEDED,
    "POST /api/v1/auth/oidc/start": NOBODY_NEEDED,
    "POST /api/v1/auth/oidc/login": NOBODY_NEEDED,
    "GET /api/v1/auth/challenge": NOBODY_NEEDED,
    "POST /api/v1/auth/enrol": NOBODY_NEEDED,
    "POST /api/v1/auth/refresh": NOBODY_NEEDED,
    "POST /api/v1/auth/logout": EVERYBODY,
    "POST /api/v1/auth/password": EVERYBODY,
    "POST /api/v1/auth/sealed-key": EVERYBODY,
    "POST /api/v1/commands": READERS,  # each command asks for what it needs
    "POST /api/v1/emptied": READERS,  # of what the server itself had sealed for them
    "POST /api/v1/erased": READERS,  # yes or no, to whoever knows the id of a row
    "POST /api/v1/unsent": READERS,  # what is in it is its author's
    "GET /api/v1/unsent/refused": READERS,
    "POST /api/v1/unsent/refused": READERS,
    "POST /api/v1/pull": READERS,
    "GET /api/v1/snapshot/{feed}": READERS,
    "GET /api/v1/snapshot/{feed}/parts": READERS,
    "GET /api/v1/events": READERS,
    "POST /api/v1/claims/callback": SEATS - {Role.OPERATOR},
    "POST /api/v1/claims/heartbeat": SEATS - {Role.OPERATOR},
    "POST /api/v1/claims/release": SEATS - {Role.OPERATOR},
    "GET /api/v1/callers": SEATS,
    "POST /api/v1/callers/heard": SEATS,
    "GET /api/v1/cases": SEATS,
    "POST /api/v1/cases/closed": SEATS,
    "POST /api/v1/duty/report": SEATS,
    "POST /api/v1/duty/force": {Role.TEAM_LEAD},
    "POST /api/v1/duty/alarm": SEATS,
    "POST /api/v1/duty/alarm/seen": {Role.TEAM_LEAD},
    "GET /api/v1/team": {Role.TEAM_LEAD},
    "GET /api/v1/floor": {Role.TEAM_LEAD},
    "POST /api/v1/floor/people": {Role.TEAM_LEAD},
    "GET /api/v1/systems/seats": {Role.IT},
    "GET /api/v1/systems/accounts": {Role.IT},
    "GET /api/v1/duty/rules": SEATS,
    "GET /api/v1/colleagues": SEATS,
    "GET /api/v1/calls/{call_key}": SEATS,
    "POST /api/v1/calls/{call_key}/quality": SEATS,
    "POST /api/v1/calls/{call_key}/mask": SEATS,
    "POST /api/v1/transfers": SEATS,
    "GET /api/v1/queues/figures": SEATS,
    "POST /api/v1/queues/{queue_id}/emergency": {Role.TEAM_LEAD},
    "GET /api/v1/blocked-numbers": {Role.TEAM_LEAD},
    "POST /api/v1/blocked-numbers": SEATS,
    "POST /api/v1/blocked-numbers/decide": {Role.TEAM_LEAD},
    "GET /api/v1/text/{call_key}": SEATS,
    "POST /api/v1/text/{call_key}": SEATS,
    "GET /api/v1/voicemail/{voicemail_id}": SEATS - {Role.OPERATOR},
    "GET /api/v1/knowledge/use": {Role.EDITOR, Role.LEVEL_TWO},
    "GET /api/v1/knowledge/today": READERS,
    "GET /api/v1/knowledge/figures/{days}/{order}": EDITORS | {Role.TEAM_LEAD},
    "GET /api/v1/knowledge/figures-sheet/{days}": EDITORS | {Role.TEAM_LEAD},
    "GET /api/v1/knowledge/drafts": EDITORS,
    "PUT /api/v1/knowledge/drafts": EDITORS,
    "GET /api/v1/knowledge/reports/mine": READERS,
    "GET /verifica/{token}": NOBODY_NEEDED,
    "POST /verifica/{token}": NOBODY_NEEDED,
    "GET /api/v1/knowledge/{entry_kind}/{entry_id}/versions": EDITORS,
    "GET /api/v1/knowledge/{entry_kind}/{entry_id}/versions/{version}": EDITORS,
    "POST /api/v1/knowledge/presence": EDITORS,
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


def all_routes_of(server: RealServer) -> set[str]:
    return routes_of(server.running.app) | routes_of(server.running.pages_app)


async def status_of(server: RealServer, route: str, session: SessionReply | None) -> int:
    method, path = route.split(" ")
    path = path.replace("{feed}", "base").replace("{days}", "7")
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
        assert all_routes_of(server) == set(MATRIX)


async def test_owners_pages_are_apart_from_all_that_consoles_ask() -> None:
    """Their address is public: neither sign-in nor figures nor health are reached by it."""
    async with await RealServer.start() as server:
        pages = routes_of(server.running.pages_app)
        assert pages == {route for route in MATRIX if f" {PAGE}/" in route}
        assert not pages & routes_of(server.running.app)


async def test_no_answer_may_be_kept_nor_be_taken_for_a_page() -> None:
    async with await RealServer.start() as server, server.client() as client:
        for route in MATRIX:
            method, path = route.split(" ")
            async with client.stream(method, BASE_URL + path, content=b"{}") as answer:
                assert answer.headers.get_list("cache-control") == ["no-store"], route
                assert answer.headers.get_list("x-content-type-options") == ["nosniff"], route


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
                for path in (f"/snapshot/{scope}", outline_path(scope, None)):
                    assert (await client.get(path)).status_code == 403, path
