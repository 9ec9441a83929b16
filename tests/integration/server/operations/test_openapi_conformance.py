"""Generated requests, right and wrong, against the server: answers are as its routes describe."""

import asyncio
from pathlib import Path

import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import positive_data_acceptance
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import ignored_auth

from contract.domain.account import Role
from contract.wire.session import SessionReply
from tests.integration.server.operations.test_server_process import prepared
from tests.support.servers.api_description import api_description
from tests.support.servers.real_server import RealServer, ServerProcess, sign_in

ANSWERS_WITHIN_S = 120.0
EXAMPLES = 8  # per route and kind of request
# Keys of pages, telephone numbers and tokens are texts to a schema, and only some are right.
# Who may ask is told of each route and role by the matrix of access.
NOT_ASKED = [positive_data_acceptance, ignored_auth]

generously = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


async def described() -> dict[str, object]:
    async with await RealServer.start() as server:
        return api_description(server.running.app)


async def signed_in(server: ServerProcess) -> SessionReply:
    async with server.client() as client:
        return await sign_in(client)


def ask(
    server: ServerProcess,
    session: requests.Session,
    operation: APIOperation,
    mode: GenerationMode,
) -> None:
    """Send generated requests to one route; raise on an answer that is not as described."""

    @generously
    @given(case=operation.as_strategy(mode))
    def each(case: Case) -> None:
        case.call_and_validate(
            base_url=server.base_url,
            session=session,
            excluded_checks=NOT_ASKED,
            verify=str(server.certificate),
            timeout=ANSWERS_WITHIN_S,
        )

    each()


def test_every_answer_is_as_described(tmp_path: Path) -> None:
    schema = schemathesis.openapi.from_dict(asyncio.run(described()))
    operations = [result.ok() for result in schema.get_all_operations()]
    with ServerProcess(tmp_path) as server:
        prepared(server, role=Role.LEVEL_TWO)
        asyncio.run(server.start())
        session = requests.Session()
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {asyncio.run(signed_in(server)).access_token}"
        for operation in operations:
            if operation.label == "POST /api/v1/auth/logout":
                continue  # it would end the session
            ask(server, session, operation, GenerationMode.POSITIVE)
            if operation.body or operation.query:
                ask(server, session, operation, GenerationMode.NEGATIVE)
        session.close()
        assert "bug" not in server.log_text
