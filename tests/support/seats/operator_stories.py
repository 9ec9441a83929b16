"""Stories by chance of operators who follow each other at one seat, and who finds what of whom.

  QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.support.seats.operator_stories --stories 2000

One story: somebody signs in, works in a hurry while the server and the disk answer when they like,
and leaves; then the next one signs in. All that an operator types, and the number of each of her
citizens, carries her mark. No mark of hers, no task and no request may be there with another.
"""

import argparse
import asyncio
import dataclasses
import json
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from qasync import QEventLoop

from console.errors import LocalStoreBroken
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.session import SessionState
from contract.domain.account import Capability, Role
from contract.domain.knowledge_entries.revision import EntryKind
from tests.gui.screens.conftest import a_city
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import until

OPERATORS = {
    "anna": Role.OPERATOR,
    "livia": Role.LEVEL_TWO,
    "redi": Role.EDITOR,
    "lea": Role.TEAM_LEAD,
}
PANELS = (
    "help.keys", "connection.details", "call.transfer", "audio.open", "palette.open",
    "status.pause", "entry.fault", "safety.open", "call.list", "team.open", "figures.open",
    "card.send", "words.open", "block.ask", "callback.act", "search.filter", "call.digits",
)  # fmt: skip
LATEST_ANSWER_S = 0.05


def mark_of(login: str) -> str:
    return f"zq{login}zq"


def number_of(login: str) -> str:
    return f"+3906555000{list(OPERATORS).index(login)}1"


class Leak(AssertionError):
    """Something of one operator was found with another."""


class WatchedWay(httpx.AsyncBaseTransport):
    """Notes each request on its way to the server, and lets answers come when they like."""

    def __init__(self, way: httpx.AsyncBaseTransport, chance: random.Random) -> None:
        self._way = way
        self._chance = chance
        self.sent: list[tuple[str, str, bytes]] = []  # whose token, path, body

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        token = request.headers.get("authorization", "")
        self.sent.append((token, request.url.path, await request.aread()))
        response = await self._way.handle_async_request(request)
        await asyncio.sleep(self._chance.random() * LATEST_ANSWER_S)
        return response


class OperatorStories:
    def __init__(
        self, driven: DrivenConsole, server: RealServer, way: WatchedWay, chance: random.Random
    ) -> None:
        self.driven = driven
        self._server = server
        self._way = way
        self._chance = chance
        self._tokens: dict[str, str] = {}  # token -> login
        self._login = ""
        self._answer_late()

    @property
    def models(self) -> Any:
        return self.driven.models

    @property
    def session(self) -> Any:
        return self.driven.console.seat.session

    async def play(self) -> None:
        """Sign somebody in, judge, have her work, and sign her out. Raise Leak."""
        others = [login for login in OPERATORS if login != self._login]
        await self._sign_in(self._chance.choice(others))
        self._judge()
        for step in self._chance.choices(self._steps(), k=self._chance.randint(3, 14)):
            await step()
            await asyncio.sleep(self._chance.choice([0, 0, 0.002, 0.02]))
            self._judge()
        await self._leave()
        self._judge()

    # --- who comes and goes -----------------------------------------------------------------------

    async def _sign_in(self, login: str) -> None:
        self._server.go_online()
        await until(lambda: self.session.state is SessionState.SIGNED_OUT)
        self._login, sent = login, len(self._way.sent)
        self.session.sign_in(login, PASSWORD, "1001" if login != "redi" else "")
        await until(lambda: not self.session.is_busy)
        assert self.session.state is SessionState.SIGNED_IN, self.session.refusal
        # Whoever left after a break of the store has a session until the next one's begins.
        logins = [at for at, one in enumerate(self._way.sent) if one[1].endswith("/login")]
        self._sent_before = max([sent, *logins])

    async def _leave(self) -> None:
        phone = self.driven.phone
        while phone.call is not None:
            phone.citizen_hangs_up()
        await until(lambda: not self.session.is_busy, what="an unlocking is over")
        if self.session.state is SessionState.STORE_BROKEN:
            await self._past_the_broken_store()
            return
        self.driven.window.commands.run("session.sign_out")
        await until(
            lambda: self.session.state is SessionState.SIGNED_OUT,
            what=f"signed out of {self.session.state}",
        )

    async def _past_the_broken_store(self) -> None:
        """The page of a broken store, and nobody's ticket any more: a password is asked for."""
        await self.driven.console.seat._resume.drop()
        self.session.start()
        await until(lambda: self.session.state is SessionState.SIGNED_OUT)

    # --- what she does ----------------------------------------------------------------------------

    def _steps(self) -> list[Callable[[], Awaitable[None]]]:
        account = self.session.account
        steps = [
            self._panel, self._panel, self._search, self._notice, self._weather, self._lock,
            self._store_fails, self._ask_for_lists,
        ]  # fmt: skip
        if account is not None and account.may(Capability.CONTACT_WRITE):
            steps += [self._contact, self._contact, self._call, self._unsent_words, self._text]
        if account is not None and account.may(Capability.CASE_WORK):
            steps += [self._callback, self._callback]
        if account is not None and account.may(Capability.KNOWLEDGE_EDIT):
            steps += [self._entry] * 4
        return steps

    async def _panel(self) -> None:
        if self.session.state is SessionState.SIGNED_IN:
            self.driven.window.commands.run(self._chance.choice(PANELS))

    async def _search(self) -> None:
        text = self._chance.choice(["tassa", "imposta", mark_of(self._login)])
        self.models.knowledge.type_query(text)

    async def _notice(self) -> None:
        mark = mark_of(self._login)
        level = self._chance.choice([Level.DONE, Level.ACT_SOON, Level.SAFETY])
        self.models.notices.tell("claim_lost", level, key=f"lost:{mark}", holder=mark)

    async def _weather(self) -> None:
        if self._chance.random() < 0.5:
            self._server.go_offline()
        else:
            self._server.go_online()

    async def _lock(self) -> None:
        if self.session.state is SessionState.SIGNED_IN:
            self.session.lock()
        elif self.session.state is SessionState.LOCKED:
            self.session.unlock(PASSWORD)

    async def _store_fails(self) -> None:
        """Now and then the disk fails: mostly for a moment, sometimes for good."""
        luck = self._chance.random()
        if luck < 0.1:
            self.session.store_broke("corrupt")
        elif luck < 0.4:
            self.models.editor.store_failed.emit(self._chance.choice(["full", "unwritable"]))

    async def _ask_for_lists(self) -> None:
        models = self.models
        asks = (
            models.own_reports.refresh, models.own_work.refresh, models.queue.refresh,
            models.team.refresh, models.entry_figures.refresh, models.duty.pauses.look,
            models.calls.directory.open, models.calls.log.refresh, models.notices.refresh,
            models.editing.list.refresh, models.editing.learning.refresh,
            models.editing.references.want, models.connection.refresh,
        )  # fmt: skip
        self._chance.choice(asks)()

    async def _contact(self) -> None:
        editor, mark = self.models.editor, mark_of(self._login)
        if editor.draft is None:
            editor.begin(phone=number_of(self._login))
            self.models.caller.look_up(number_of(self._login))
            return
        deed = self._chance.choice(["write", "write", "topic", "close", "aside"])
        if deed == "write":
            editor.edit(Field.DESCRIPTION, f"{mark} {self._chance.random()}")
        elif deed == "topic":
            editor.edit(Field.TOPIC, "tari")
        elif deed == "close":
            editor.close()
        else:
            editor.put_aside()

    async def _call(self) -> None:
        phone, call = self.driven.phone, self.models.call
        if phone.call is None:
            phone.citizen_calls(peer=number_of(self._login))
        elif call.ringing is not None and self._chance.random() < 0.7:
            call.answer()
        else:
            phone.citizen_hangs_up()

    async def _unsent_words(self) -> None:
        if self.models.fault.open():
            self.models.fault.type(mark_of(self._login))

    async def _text(self) -> None:
        text = self.models.duty.text
        text.begin()
        text.on_text(f"{mark_of(self._login)}\n")

    async def _callback(self) -> None:
        work = self.models.case_work
        if work.callback is None:
            self.models.queue.take_next()
        elif self._chance.random() < 0.3:
            work.release()
        else:
            work.write_note(mark_of(self._login))

    async def _entry(self) -> None:
        editor, list_ = self.models.editing.editor, self.models.editing.list
        deed = self._chance.choice(["open", "new", "write", "search"])
        if deed == "open":
            editor.open(EntryKind.CARD, self._chance.choice(["c-tari", "c-imu"]))
        elif deed == "new":
            editor.open_new(EntryKind.CARD)
        elif deed == "write":
            editor.write("title", mark_of(self._login))
            editor.write_why(mark_of(self._login))
        else:
            list_.type_query(mark_of(self._login))

    # --- who finds what ---------------------------------------------------------------------------

    def _judge(self) -> None:
        kept = self.driven.console.seat.operator.account  # of a broken store: she may come back
        own = kept.login if kept is not None else ""
        foreign = [login for login in OPERATORS if login != own]
        marks = {mark for login in foreign for mark in (mark_of(login), number_of(login))}
        for where, text in (*self._texts_of_window(), *self._texts_of_models()):
            for mark in marks:
                if mark in text or mark in text.replace(" ", ""):
                    raise Leak(f"{mark} in {where} while {own or 'nobody'} works")
        self._judge_requests()

    def _judge_requests(self) -> None:
        """A token is one operator's; what goes with it carries nobody else's mark."""
        for token, path, body in self._way.sent[self._sent_before :]:
            owner = self._tokens.setdefault(token, self._login) if token else self._login
            if owner != self._login and not path.endswith("/logout"):
                raise Leak(f"{path} asked with the token of {owner} while {self._login} works")
            for login in OPERATORS:
                if login != self._login and mark_of(login).encode() in body:
                    raise Leak(f"{path} carries a word of {login} while {self._login} works")
        self._sent_before = len(self._way.sent)

    def _texts_of_window(self) -> Iterator[tuple[str, str]]:
        for widget in self.driven.window.findChildren(QWidget):
            yield f"{type(widget).__name__}'s name", widget.accessibleName()
            if isinstance(widget, QLabel | QLineEdit):
                yield type(widget).__name__, widget.text()
            elif isinstance(widget, QPlainTextEdit):
                yield type(widget).__name__, widget.toPlainText()

    def _texts_of_models(self) -> Iterator[tuple[str, str]]:
        models = self.models
        of_the_seat = {id(models.call), id(models.session)}
        yield from texts_in(models, of_the_seat)

    def _answer_late(self) -> None:
        """What is read of the disk comes a little later, sometimes."""
        database: Any = self.driven.console.database
        read = database.read

        async def read_later(query: Callable[[Any], Any]) -> Any:
            found = await read(query)
            if self._chance.random() < 0.3:
                await asyncio.sleep(self._chance.random() * LATEST_ANSWER_S)
            return found

        database.read = read_later


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


@asynccontextmanager
async def operator_stories(
    app: QApplication, folder: Path, seed: int
) -> AsyncIterator[OperatorStories]:
    """A seat of the real console at a real server, for operators who follow each other."""
    chance = random.Random(seed)
    async with a_city() as server:
        for login, role in OPERATORS.items():
            if login not in ("anna", "livia"):
                await server.add_account(login, role)
        way = WatchedWay(server.transport(), chance)
        async with driven_console(
            app, server, folder, phone=ScriptedPhone(), keyring=MemoryKeyring(), transport=way
        ) as driven:
            stories = OperatorStories(driven, server, way, chance)
            yield stories
            server.go_online()


async def _told(stories: int, seed: int) -> dict[str, Any]:
    found: list[str] = []
    played = 0
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        async with operator_stories(app, Path(folder), seed) as player:
            for number in range(stories):
                played = number + 1
                try:
                    await player.play()
                except (Leak, LocalStoreBroken) as leak:
                    found.append(f"story {number}: {leak}")
                    break
    # A seat is not played on after a leak: what follows would be found in it too.
    return {"stories": played, "seed": seed, "leaks": len(found), "found": found}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    app = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        told = runner.run(_told(options.stories, options.seed))
    sys.stdout.write(json.dumps(told) + "\n")
    return 1 if told["leaks"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
