"""What a lead orders comes back as a code to word; an alarm tells how many leads are there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec
import pytest

from console.runtime.clock import ServerClock
from console.sync.links.team_link import TeamLink
from console.sync.server_link import ServerLink
from contract.domain.ids import AccountId, QueueId
from contract.wire.duty import Alarm, ForceState
from contract.wire.floor import People
from contract.wire.queues import BlockedNumbers
from contract.wire.session import ErrorReply
from contract.wire.team import AlarmReply, AlarmSeen, Team, TeamMember

ORDER = ForceState(account_id=AccountId("anna"), want="ready")


@asynccontextmanager
async def a_link(answer: httpx.Response | Exception | Any) -> AsyncIterator[ServerLink]:
    """Yield a link to a server that gives this answer, or answers by path."""

    def server(request: httpx.Request) -> httpx.Response:
        found = answer(request.url.path) if callable(answer) else answer
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, httpx.Response)
        return found

    async def store(_: Any) -> None: ...

    transport = httpx.MockTransport(server)
    async with httpx.AsyncClient(transport=transport, base_url="https://server.test") as client:
        link = ServerLink(client, device_id="d", clock=ServerClock(), store_session=store)
        link.begin("token", "refresh")
        yield link


def packed(value: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, content=msgspec.json.encode(value))


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (packed(AlarmReply(heard=0)), 0),
        (packed(AlarmReply(heard=2)), 2),
        (httpx.Response(204), None),
    ],
)
async def test_an_alarm_tells_how_many_leads_are_there_if_the_server_does(
    answer: httpx.Response, heard: int | None
) -> None:
    async with a_link(answer) as link:
        assert await link.raise_alarm(Alarm(kind="threat")) == heard


async def test_the_team_is_alarms_and_blocks_and_people_for_a_reason() -> None:
    member = TeamMember(account_id=AccountId("anna"), name="Anna", seat="1001", state="ready")

    def answer(path: str) -> httpx.Response:
        asked.append(path.rpartition("/")[2])
        return packed(answers[asked[-1]])

    asked: list[str] = []
    answers = {
        "team": Team(),
        "blocked-numbers": BlockedNumbers(),
        "people": People(members=(member,)),
    }
    async with a_link(answer) as link:
        now = await TeamLink(link).load("")
        assert now is not None
        assert (now.members, now.alarms, now.blocked) == (None, (), ())
        assert "people" not in asked, "each look at names is kept at the server"
        named = await TeamLink(link).load("shift")
        assert named is not None
        assert named.members == (member,)


async def test_a_refused_order_gives_its_code_and_one_that_is_taken_nothing() -> None:
    async with a_link(packed(ErrorReply(code="not_signed_in"), 409)) as link:
        team = TeamLink(link)
        assert await team.force(ORDER) == "not_signed_in"
        assert await team.set_emergency(QueueId("tributi"), "neve") == "not_signed_in"
        assert await team.load("") is None
    async with a_link(httpx.Response(204)) as link:
        assert await TeamLink(link).see(AlarmSeen(account_id=AccountId("anna"))) == ""


async def test_without_a_server_every_order_is_unreachable() -> None:
    async with a_link(httpx.ConnectError("away")) as link:
        assert await TeamLink(link).force(ORDER) == "unreachable"
        assert await TeamLink(link).load("") is None
