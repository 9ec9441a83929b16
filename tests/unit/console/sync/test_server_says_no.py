"""A no of the server is no silence: whoever works on without a server must not take it for one."""

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec
import pytest

from console.errors import ServerRejected, ServerUnreachable, SignInRefused, VoicemailGone
from console.runtime.clock import ServerClock
from console.store.replica.outbox import waiting_commands
from console.sync.server_link import ServerLink
from console.usecases.callbacks.callback_leases import CallbackLeases
from contract.domain.ids import CallbackId
from contract.wire.changes import Kind
from contract.wire.session import ErrorReply, SessionReply
from tests.support.seats.seat import (
    NO_TOPICS,
    StoppedClock,
    a_callback,
    open_replica,
    put_server_row,
)

NO = [
    (400, "malformed"),
    (403, "forbidden"),
    (404, "not_found"),
    (409, "already_claimed"),
    (422, "invalid"),
    (426, "protocol_unsupported"),
    (429, "too_many_attempts"),
]
EXCHANGES = sorted(
    name
    for name, member in vars(ServerLink).items()
    if inspect.iscoroutinefunction(member) and not name.startswith("_")
)
_VALUES: dict[Any, Any] = {str: "x", int: 1, float: 1.0, bool: True}


@asynccontextmanager
async def a_link(answer: httpx.Response) -> AsyncIterator[ServerLink]:
    async def store(_: SessionReply) -> None: ...

    async with httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _: answer), base_url="https://server.test"
    ) as client:
        link = ServerLink(client, device_id="d", clock=ServerClock(), store_session=store)
        link.begin("token", "refresh")
        yield link


def a_no(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, content=msgspec.json.encode(ErrorReply(code=code)))


async def asked(link: ServerLink, name: str) -> object:
    """Call the exchange with anything: the server does not look at it."""
    method: Callable[..., Any] = getattr(link, name)
    values = {
        parameter.name: _VALUES.get(parameter.annotation)
        for parameter in inspect.signature(method).parameters.values()
    }
    return await method(**values)


@pytest.mark.parametrize(("status", "code"), NO)
@pytest.mark.parametrize("name", EXCHANGES)
async def test_a_no_to_any_question_is_told_as_one(name: str, status: int, code: str) -> None:
    async with a_link(a_no(status, code)) as link:
        with pytest.raises((ServerRejected, SignInRefused, VoicemailGone)) as caught:
            await asked(link, name)
        assert not isinstance(caught.value, ServerUnreachable)
        assert getattr(caught.value, "code", code) == code


@pytest.mark.parametrize(
    "answer",
    [
        a_no(500, "internal"),
        a_no(502, "unavailable"),
        a_no(503, "unavailable"),
        httpx.Response(403, text="<html>The proxy forbids it.</html>"),
        httpx.Response(404, text="<html>No such page.</html>"),
    ],
    ids=["broken", "bad gateway", "unavailable", "proxy", "another server"],
)
@pytest.mark.parametrize("name", EXCHANGES)
async def test_what_is_no_word_of_the_server_is_no_answer(
    name: str, answer: httpx.Response
) -> None:
    async with a_link(answer) as link:
        with pytest.raises(ServerUnreachable):
            await asked(link, name)


@pytest.mark.parametrize(("status", "code"), NO)
@pytest.mark.parametrize("which", [None, a_callback().id])
async def test_a_callback_the_server_does_not_give_is_not_asked_for_offline(
    which: CallbackId | None, status: int, code: str
) -> None:
    async with open_replica() as database, a_link(a_no(status, code)) as link:
        await database.write(
            lambda c: put_server_row(c, Kind.CALLBACK, a_callback()), changes=NO_TOPICS
        )
        leases = CallbackLeases(database=database, server=link, clock=StoppedClock())
        with pytest.raises(ServerRejected) as caught:
            await leases.claim(which)
        assert caught.value.code == code
        assert await database.read(waiting_commands) == ()
