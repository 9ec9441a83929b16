"""Stories by chance of operators who follow each other at one seat, and who finds what of whom.

  QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.support.seats.operator_stories --stories 2000

One story: somebody signs in, works in a hurry while the server and the disk answer when they like,
and leaves; then the next one signs in. All that an operator types, and the number of each of her
citizens, carries her mark. No mark of hers, no task and no request may be there with another.
After a leak the stories go on at a new seat.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console.errors import LocalStoreBroken
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from console.viewmodels.kit.notices import Level
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from console.viewmodels.knowledge.own_reports import OwnReportsViewModel
from console.viewmodels.session.session import SessionState
from console.viewmodels.team.team import TeamViewModel
from contract.domain.account import Capability
from contract.domain.knowledge_entries.revision import EntryKind
from tests.gui.screens.conftest import a_city
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.seats.operator_judge import (
    LATEST_ANSWER_S,
    OPERATORS,
    OperatorJudge,
    WatchedWay,
    entry_text,
    mark_of,
    number_of,
)
from tests.support.seats.what_is_left import tasks_of_console
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import until

PANELS = (
    "help.keys", "connection.details", "call.transfer", "audio.open", "palette.open",
    "status.pause", "entry.fault", "safety.open", "call.list", "team.open", "figures.open",
    "card.send", "words.open", "block.ask", "callback.act", "search.filter", "call.digits",
)  # fmt: skip

TASKS_OF_SEAT = {"main-thread-gc", "knowledge-search.warm-up", "seat.pages"}


class OperatorStories:
    def __init__(
        self, driven: DrivenConsole, server: RealServer, way: WatchedWay, chance: random.Random
    ) -> None:
        self.driven = driven
        self._server = server
        self._chance = chance
        self._judge = OperatorJudge(driven, way)
        self._login = ""
        self._known: set[str] = set()  # who has a vault at this seat
        self._entry_texts = 0
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
        await self._judge.judge(self._login)
        for step in self._chance.choices(self._steps(), k=self._chance.randint(3, 14)):
            await step()
            await asyncio.sleep(self._chance.choice([0, 0, 0.002, 0.02]))
            await self._judge.judge(self._login)
        await self._leave()
        await self._judge.judge("")

    # --- who comes and goes -----------------------------------------------------------------------

    async def _sign_in(self, login: str) -> None:
        if login in self._known and self._chance.random() < 0.2:
            self._server.go_offline()
        else:
            self._server.go_online()
        await until(lambda: self.session.state is SessionState.SIGNED_OUT)
        self._login = login
        self.session.sign_in(login, PASSWORD, "1001" if login != "redi" else "")
        await until(lambda: not self.session.is_busy)
        assert self.session.state is SessionState.SIGNED_IN, self.session.refusal
        self._known.add(login)

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
        await until(lambda: tasks_of_console() <= TASKS_OF_SEAT, what=f"{tasks_of_console()} end")

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
            models.of(OwnReportsViewModel).refresh, models.own_work.refresh, models.queue.refresh,
            models.of(TeamViewModel).refresh, models.of(EntryFiguresViewModel).refresh,
            models.duty.pauses.look,
            models.calls.directory.open, models.calls.log.refresh, models.notices.refresh,
            models.editing.list.refresh, models.editing.learning.refresh,
            models.editing.references.want, models.connection.refresh,
        )  # fmt: skip
        self._chance.choice(asks)()

    async def _contact(self) -> None:
        editor, mark = self.models.editor, mark_of(self._login)
        if editor.draft is None:
            editor.begin(phone=number_of(self._login))
            self.models.caller.look_up(number_of(self._login), mark)
            return
        deed = self._chance.choice(["write", "write", "topic", "close", "aside"])
        if deed == "write":
            editor.edit(Field.DESCRIPTION, f"{mark} {self._chance.random()}")
        elif deed == "topic":
            editor.edit(Field.TOPIC, "tari")
        elif deed == "close":
            editor.closing.close()
        else:
            editor.parked.put_aside()

    async def _call(self) -> None:
        phone, call = self.driven.phone, self.models.call
        if phone.call is None:
            phone.citizen_calls(peer=number_of(self._login))
        elif call.ringing is not None and self._chance.random() < 0.7:
            call.controls.answer()
        else:
            phone.citizen_hangs_up()

    async def _unsent_words(self) -> None:
        if self.models.of(EntryFaultViewModel).open():
            self.models.of(EntryFaultViewModel).type(mark_of(self._login))

    async def _text(self) -> None:
        text = self.models.duty.text
        text.begin()
        text.on_text(f"{mark_of(self._login)}\n")

    async def _callback(self) -> None:
        work = self.models.case_work
        if work.callback is None:
            self.models.queue.claim_next()
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
            self._entry_texts += 1
            editor.write("title", entry_text(self._login, self._entry_texts))
            editor.write_why(entry_text(self._login, self._entry_texts))
        else:
            list_.type_query(mark_of(self._login))

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
            yield OperatorStories(driven, server, way, chance)
            server.go_online()


async def _told(app: QApplication, stories: int, seed: int) -> dict[str, Any]:
    found: list[str] = []
    played = 0
    while played < stories:
        # A seat is not played on after a leak: what follows would be found in it too.
        with tempfile.TemporaryDirectory() as folder:
            async with operator_stories(app, Path(folder), seed + 1000 * len(found)) as player:
                leaks = len(found)
                while played < stories and leaks == len(found):
                    try:
                        await player.play()
                    except (AssertionError, LocalStoreBroken) as leak:
                        found.append(f"story {played}: {leak}")
                        sys.stderr.write(f"{found[-1]}\n")
                    played += 1
    return {"stories": played, "seed": seed, "leaks": len(found), "found": found}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    app = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        told = runner.run(_told(app, options.stories, options.seed))
    sys.stdout.write(json.dumps(told) + "\n")
    return 1 if told["leaks"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
