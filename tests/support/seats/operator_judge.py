"""Finds what is one operator's with another: in texts, rows and requests, by the mark of each."""

import asyncio
import dataclasses
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import httpx
import msgspec
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from console.errors import LocalStoreBroken
from console.store.replica.cipher import Connection
from console.store.session.session_record import account
from contract.domain.account import CAPABILITIES, Capability, Role
from contract.wire.session import SessionReply
from tests.support.seats.driven_console import DrivenConsole

OPERATORS = {
    "anna": Role.OPERATOR,
    "livia": Role.LEVEL_TWO,
    "redi": Role.EDITOR,
    "lea": Role.TEAM_LEAD,
}
LATEST_ANSWER_S = 0.05
_OF_ENTRY = re.compile(r"zq[a-z]+zq in voce \d{6}")
_OF_THE_SERVER = ("replica_row", "sync_scope")  # what it gave her is hers to see


class Leak(AssertionError):
    """Something of one operator was found with another."""


class Asked(NamedTuple):
    owner: str  # whose token it bears
    here: str  # whose session stood then; "": nobody's yet
    url: str
    body: str


def mark_of(login: str) -> str:
    return f"zq{login}zq"


def number_of(login: str) -> str:
    return f"+3906555000{list(OPERATORS).index(login)}1"


def entry_text(login: str, number: int) -> str:
    """Return what an editor types into an entry: no other text is the same."""
    return f"{mark_of(login)} in voce {number:06}"


class WatchedWay(httpx.AsyncBaseTransport):
    """Notes each request on its way to the server, and lets answers come when they like.

    given: of what others typed into entries, what the server gave to each operator. Editors write
    into one revision (decision 0019): it is shared once it is at the server.
    """

    def __init__(self, way: httpx.AsyncBaseTransport, chance: random.Random) -> None:
        self._way = way
        self._chance = chance
        self._owners: dict[str, str] = {}  # token -> login
        self.here: Callable[[], str] = str
        self.asked: list[Asked] = []
        self.given: defaultdict[str, set[str]] = defaultdict(set)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        owner, body = self._owners.get(token, ""), (await request.aread()).decode()
        self.asked.append(Asked(owner, self.here(), unquote(str(request.url)), body))
        response = await self._way.handle_async_request(request)
        if not request.url.path.endswith("/events"):
            self._learn(request.url.path, owner, response, await response.aread())
        await asyncio.sleep(self._chance.random() * LATEST_ANSWER_S)
        return response

    def _learn(self, path: str, owner: str, response: httpx.Response, body: bytes) -> None:
        if path.endswith(("/auth/login", "/auth/refresh")) and response.is_success:
            reply = msgspec.json.decode(body, type=SessionReply)
            self._owners[reply.access_token] = reply.account.login
        elif owner and _edits(owner):
            self.given[owner].update(_OF_ENTRY.findall(body.decode("utf-8", "replace")))


class OperatorJudge:
    def __init__(self, driven: DrivenConsole, way: WatchedWay) -> None:
        self._driven = driven
        self._way = way
        self._read: Any = driven.console.database.read  # before a story delays it
        self._judged = 0  # requests
        way.here = self.here

    def here(self) -> str:
        """Return whose session stands; a store that broke may have left one, to come back to."""
        found = getattr(self._driven.models.operator, "account", None)  # none once it has ended
        return found.login if found is not None else ""

    async def judge(self, coming: str) -> None:
        """Raise Leak. coming: who is signing in, or has signed in; "": nobody."""
        self._judge_requests(coming)
        here = self.here()
        for where, text in (*self._texts_of_window(), *self._texts_of_models()):
            self._look(text, here, where)
        await self._judge_rows()

    def _look(self, text: str, login: str, where: str) -> None:
        """Raise Leak when there is anything of anybody else in a text."""
        for other in OPERATORS:
            for mark in (mark_of(other), number_of(other)):
                if other != login and (mark in text or mark in text.replace(" ", "")):
                    self._look_closely(text, login, mark, where)

    def _look_closely(self, text: str, login: str, mark: str, where: str) -> None:
        for given in self._way.given[login]:
            text = text.replace(given, "")
        if mark in text or mark in text.replace(" ", ""):
            raise Leak(f"{mark} in {where} while {login or 'nobody'} works")

    def _judge_requests(self, coming: str) -> None:
        """A token is one operator's; what goes with it carries nobody else's mark."""
        asked, self._judged = self._way.asked[self._judged :], len(self._way.asked)
        for one in asked:
            here = one.here or coming
            if one.owner not in ("", here) and not one.url.endswith("/logout"):
                raise Leak(f"{one.url} asked with the token of {one.owner} while {here} works")
            self._look(one.url, here, one.url)
            self._look(one.body, here, f"what {one.url} carries")

    async def _judge_rows(self) -> None:
        try:
            login, rows = await self._read(_own_rows)
        except LocalStoreBroken:
            return  # it is being closed, or the next one opened
        for table, text in rows:
            self._look(text, login, f"a row of {table}")

    def _texts_of_window(self) -> Iterator[tuple[str, str]]:
        for widget in self._driven.window.findChildren(QWidget):
            yield f"{type(widget).__name__}'s name", widget.accessibleName()
            if isinstance(widget, QLabel | QLineEdit):
                yield type(widget).__name__, widget.text()
            elif isinstance(widget, QPlainTextEdit):
                yield type(widget).__name__, widget.toPlainText()

    def _texts_of_models(self) -> Iterator[tuple[str, str]]:
        models = self._driven.models
        yield from texts_in(models, {id(models.call), id(models.session)})


def _edits(login: str) -> bool:
    return Capability.KNOWLEDGE_EDIT in CAPABILITIES[OPERATORS[login]]


def _own_rows(connection: Connection) -> tuple[str, list[tuple[str, str]]]:
    """Return whose replica it is, and each row that was not copied from the server."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    tables = [str(name) for (name,) in found if name not in _OF_THE_SERVER]
    who = account(connection)
    rows = [
        (table, " ".join(map(str, row)))
        for table in tables
        for row in connection.execute(f'SELECT * FROM "{table}"').fetchall()
    ]
    return (who.login if who is not None else ""), rows


def texts_in(root: object, known: set[int]) -> Iterator[tuple[str, str]]:
    """Find every text that is reached from a view-model through what is ours."""
    waiting: list[tuple[str, object]] = [(type(root).__name__, root)]
    while waiting:
        where, part = waiting.pop()
        if isinstance(part, str):
            yield where, part
        elif id(part) not in known:
            known.add(id(part))
            waiting += [(f"{where}.{name}", value) for name, value in _parts_of(part)]


def _parts_of(part: object) -> Iterator[tuple[str, object]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield "key", key
            yield str(key), value
    elif isinstance(part, list | tuple | set | frozenset):
        yield from (("item", value) for value in part)
    elif isinstance(part, msgspec.Struct):
        yield from ((name, getattr(part, name)) for name in part.__struct_fields__)
    elif type(part).__module__.startswith(("console.viewmodels.", "tests.")):
        names = [name for kind in type(part).__mro__ for name in getattr(kind, "__slots__", ())]
        for name in (*names, *getattr(part, "__dict__", ())):
            if hasattr(part, name):
                yield name, getattr(part, name)
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        yield from ((one.name, getattr(part, one.name)) for one in dataclasses.fields(part))
