"""The room over HTTP: who may look, at what, and what is kept of it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from contract.domain.account import Role
from contract.wire.floor import FloorNow, People, ViewPeople
from tests.support.seats.seat import StoppedClock
from tests.support.servers.call_rows import a_call_row
from tests.support.servers.real_server import RealServer

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
WISH = msgspec.json.encode(ViewPeople(reason="complaint"))


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.LEVEL_TWO, Role.EDITOR, Role.IT])
async def test_only_a_lead_sees_the_room(role: Role) -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna", role)
        async with server.client(await server.sign_in("anna")) as client:
            assert (await client.get("/floor")).status_code == 403
            assert (await client.post("/floor/people", content=WISH)).status_code == 403


async def test_leads_who_ask_at_once_get_one_read_and_the_next_second_is_read_anew() -> None:
    clock = StoppedClock(NOW)
    async with await RealServer.start(clock=clock) as server:
        await server.add_account("livia", Role.TEAM_LEAD)
        async with server.client(await server.sign_in("livia")) as client:

            async def waiting() -> int:
                answer = await client.get("/floor")
                found = msgspec.json.decode(answer.content, type=FloorNow)
                return found.lines.waiting

            assert await waiting() == 0
            await server.database.write(
                lambda c: a_call_row(c, "k1", NOW - timedelta(seconds=3), queue="generale")
            )
            assert await waiting() == 0, "within the second it is the same read"
            clock.advance(1)
            assert await waiting() == 1


async def test_each_look_at_names_is_kept_with_its_reason() -> None:
    async with await RealServer.start() as server:
        lead = await server.add_account("livia", Role.TEAM_LEAD)
        async with server.client(await server.sign_in("livia")) as client:
            answer = await client.post("/floor/people", content=WISH)
            msgspec.json.decode(answer.content, type=People)
            curious = msgspec.json.encode(ViewPeople(reason="curiosity"))
            assert (await client.post("/floor/people", content=curious)).status_code == 400
        kept = await server.database.read(
            lambda c: c.execute(
                "SELECT account_id, subject FROM audit WHERE action = :a", {"a": "people_view"}
            )
        )
        assert kept == [{"account_id": lead.id, "subject": "complaint"}]
