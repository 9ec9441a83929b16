"""An id goes into logs, the audit and what commands print: it is one word of one line."""

import msgspec
import pytest

from contract.wire import reason_codes
from contract.wire.commands import PushReply, RecordContact, Verdict
from contract.wire.session import SessionReply
from tests.support.servers.real_server import RealServer
from tests.support.servers.server_records import a_case, a_command, a_contact

FORGED = ("a\n2026-12-02T09:00:00Z INFO all is well", "a\x1b[2J", "a\u202eb", "a\u2028b", "a\x85b")


async def verdict_on(server: RealServer, session: SessionReply, command: bytes) -> Verdict:
    body = b'{"commands":[' + command + b"]}"
    async with server.client(session) as client:
        answer = await client.post("/commands", content=body)
    assert answer.status_code == 200, answer.text
    (verdict,) = msgspec.json.decode(answer.content, type=PushReply).results.values()
    return verdict


@pytest.mark.parametrize("forged", FORGED)
async def test_an_id_that_is_no_word_of_one_line_is_refused(forged: str) -> None:
    async with await RealServer.start() as server:
        anna = await server.joined_by("anna")
        mine = a_contact(operator=anna.account.id)

        async def refused(
            contact: object, command_id: str = "command-1", **more: object
        ) -> Verdict:
            data = RecordContact(contact=contact, **more)  # type: ignore[arg-type]
            return await verdict_on(server, anna, a_command(data, command_id))

        named = await refused(mine, forged)
        assert (named.reason, named.detail) == (reason_codes.MALFORMED, {"field": "id"})
        replace = msgspec.structs.replace
        for name in ("id", "operator_id", "topic_id"):
            told = await refused(replace(mine, **{name: forged}), f"command-{name}")
            assert (told.reason, told.detail) == (
                reason_codes.INVALID,
                {"field": f"contact.{name}"},
            )
        case = a_case(operator=anna.account.id, id=forged)
        told = await refused(mine, "command-case", case=case)
        assert told.detail == {"field": "case.id"}
