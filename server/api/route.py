"""How routes are declared: who may call one, what it takes and gives, what it does with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.domain.account import Account
from contract.wire.decoding import decode
from server.api.access import ACCESS, LEAVING, REFUSES, Access
from server.api.problems import json_answer
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession

SignedIn = Request[CurrentSession, Any, Any]
Clock = Callable[[], datetime]
type Message = type[msgspec.Struct]


def getting(path: str, access: Access, gives: Message, *, refuses: tuple[int, ...] = ()) -> get:
    """Declare a GET route; refuses: statuses beside those of guard, decoding and store."""
    return get(path, opt={ACCESS: access, "gives": gives, REFUSES: refuses})


def posting(
    path: str,
    access: Access,
    takes: Message,
    gives: Message | None = None,
    *,
    refuses: tuple[int, ...] = (),
    leaving: bool = False,
) -> post:
    """Declare a POST route as getting() does a GET; one that gives nothing answers 204.

    leaving: a session that was ended elsewhere may hand over its work here.
    """
    given = {} if gives is None else {"gives": gives}
    opt = {ACCESS: access, "takes": takes, REFUSES: refuses, LEAVING: leaving, **given}
    return post(path, opt=opt, status_code=204 if gives is None else 200)


class Transactions:
    """Makes the POST routes that are a use case in one transaction, and its answer."""

    def __init__(self, database: ServerDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def post[M: msgspec.Struct](
        self,
        path: str,
        access: Access,
        takes: type[M],
        gives: Message,
        work: Callable[[Connection, Account, M, datetime], msgspec.Struct],
    ) -> HTTPRouteHandler:
        @posting(path, access, takes, gives)
        async def answered(request: SignedIn, body: RawBody) -> Response[bytes]:
            account, asked, now = request.user.account, decode(body, takes), self._clock()
            return json_answer(await self._database.write(lambda c: work(c, account, asked, now)))

        return answered


async def until_gone(request: Request[Any, Any, Any]) -> None:
    """Return when whoever asked has closed the connection and waits for no answer."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
