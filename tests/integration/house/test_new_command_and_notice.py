"""What CONTRIBUTING.md lists for a command of the wire and for a notice is all that it takes."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.processes import ran

ROOT = Path(__file__).resolve().parents[3]
# File: (a text that stands there once, what is written before it).
type Changes = dict[str, tuple[tuple[str, str], ...]]
COMMAND: Changes = {
    "contract/wire/commands.py": (
        ("CommandData = (", 'class SaySky(msgspec.Struct, tag="say_sky"):\n    sky: str\n\n\n'),
        ("    | RecordAttempt\n", "    | SaySky\n"),
    ),
    "server/usecases/sync/apply_command.py": (
        ("log = logging", "from contract.wire.commands import SaySky\n"),
        ("log = logging", "from server.usecases.contacts.say_sky import say_sky\n\n"),
        ("    RecordAttempt: record_attempt,\n", "    SaySky: say_sky,\n"),
    ),
    "console/store/replica/local_effects.py": (
        ("log = logging", "from contract.domain.knowledge_entries.knowledge import Topic\n"),
        ("log = logging", "from contract.wire.commands import SaySky\n\n"),
        (
            "    return []\n\n\ndef apply_effects",
            "    if isinstance(data, SaySky):\n"
            "        return [(Kind.TOPIC, 'sky', Topic(id='sky', path=data.sky))]\n",
        ),
    ),
    "console/screens/kit/texts.py": (
        ('            "record_attempt": ', '            "say_sky": "il cielo",\n'),
    ),
}
COMMAND_FILES = {
    "server/usecases/contacts/say_sky.py": '''\
"""The sky, invented by a test."""

from contract.domain.account import Capability
from contract.domain.knowledge_entries.knowledge import Topic
from contract.domain.ids import BASE_SCOPE
from contract.wire import reason_codes
from contract.wire.commands import SaySky
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome


def say_sky(work: CommandWork, data: SaySky) -> Outcome:
    work.require(Capability.CONTACT_WRITE)
    if not data.sky:
        raise Refused(reason_codes.MISSING_FIELD, field="sky")
    work.edit.put(BASE_SCOPE, Topic(id="sky", path=data.sky))
    return Outcome()
''',
    "console/usecases/contact/say_sky.py": '''\
"""The sky, invented by a test."""

from console.runtime.change_feed import Topic
from console.store.replica.outbox import enqueue
from contract.domain.ids import new_command_id
from contract.wire.commands import Command
from contract.wire.commands import SaySky as SaySkyData


class SaySky:
    def __init__(self, *, database, clock):
        self._database = database
        self._clock = clock

    async def __call__(self, sky):
        command = Command(id=new_command_id(), at=self._clock(), data=SaySkyData(sky=sky))
        changes = frozenset({Topic.OUTBOX})
        await self._database.write(lambda c: enqueue(c, command), changes=changes)
''',
}
NOTICE: Changes = {
    "console/viewmodels/callbacks/callback_notices.py": (
        ('    CLAIM_FILED = "claim_filed"', '    STORM = "storm", Moment.CALL_ENDS\n'),
    ),
    "console/screens/callbacks/callback_notice_texts.py": (
        (
            "            CallbackNotice.CLAIM_FILED: ",
            "            CallbackNotice.STORM: lambda subject: "
            "f\"Temporale a {subject['town']}.\",\n",
        ),
    ),
}
SAY = """
import asyncio, json, sys
from PySide6.QtCore import QCoreApplication
from console.screens.kit.texts import Texts
from console.store.replica.outbox import next_batch
from console.store.replica.replica_rows import shown
from console.usecases.contact.say_sky import SaySky
from contract.domain.knowledge_entries.knowledge import Topic
from contract.wire.changes import Kind
from server.cli.opened_database import prepare
from server.store.engine.server_database import ServerDatabase
from server.store.sync.replicated_rows import find
from server.usecases.sync.apply_command import apply_command
from tests.support.seats.seat import NOW, StoppedClock, an_account, open_replica


async def say():
    url = f"sqlite:///{sys.argv[1]}"
    prepare(url)
    server = ServerDatabase.open(url)
    async with open_replica() as seat:
        for sky in ("sereno", ""):
            await SaySky(database=seat, clock=StoppedClock())(sky)
            at_seat = await seat.read(lambda c: shown(c, Kind.TOPIC, "sky"))
            raw = (await seat.read(lambda c: next_batch(c, 50)))[-1][1]
            verdict = server.write_now(lambda c: apply_command(c, an_account(), raw, NOW))
            yield at_seat.path, verdict.status, verdict.reason
    yield server.read_now(lambda c: find(c, Topic, "sky")).path
    server.close()
    yield Texts().refused_by_server("unknown", {"command": "say_sky"}).split(":")[0]


async def all_said():
    return [one async for one in say()]


app = QCoreApplication([])
print(json.dumps(asyncio.run(all_said())))
"""
TELL = """
import asyncio, json
from PySide6.QtCore import QCoreApplication
from console.runtime.change_feed import ChangeFeed
from console.viewmodels.callbacks.callback_notices import CallbackNotice
from console.viewmodels.kit.notice_code import Moment
from console.viewmodels.kit.notices import NoticesViewModel
from tests.support.seats.notice_sentences import notice_texts

app = QCoreApplication([])
notices = NoticesViewModel(unseen=None, mark_seen=None, feed=ChangeFeed(), scope=None)
told = [
    (CallbackNotice.STORM, dict(town="Prova")),
    ("storm", dict(town="Altrove")),  # as server or phone send it
]
for code, subject in told:
    notices.tell(code, **subject)
    (passing,) = notices.passing.values()
    print(notice_texts().sentence(passing.code, passing.subject))
    notices.end(Moment.CALL_ENDS)
    assert not notices.passing
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    for package in ("contract", "console", "server"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tree / package, ignore=ignored)
    return tree


def add(tree: Path, changes: Changes) -> None:
    for name, lines in changes.items():
        text = (tree / name).read_text(encoding="utf-8")
        for before, new in lines:
            assert text.count(before) == 1, (name, before)
            text = text.replace(before, new + before)
        (tree / name).write_text(text, encoding="utf-8")


def said(tree: Path, program: str, *arguments: str) -> str:
    """Return what the program prints with the packages of the tree, and our tests behind them."""
    done = ran(
        sys.executable,
        "-c",
        program,
        *arguments,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": f"{tree}:{ROOT}"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def steps(headline: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split(f"## How to add {headline}\n")[1].split("\n## ")[0]


def test_a_command_added_by_its_list_leaves_the_seat_and_is_done(
    tree: Path, tmp_path: Path
) -> None:
    add(tree, COMMAND)
    for name, text in COMMAND_FILES.items():
        (tree / name).write_text(text, encoding="utf-8")
    assert json.loads(said(tree, SAY, str(tmp_path / "server.db"))) == [
        ["sereno", "applied", None],
        ["", "rejected", "missing_field"],
        "sereno",
        "Il server non ha accettato il cielo",
    ]


def test_the_list_of_a_command_names_where_it_goes() -> None:
    rooms = {re.sub(r"[^/]*/[^/]*$", "", name) for name in COMMAND_FILES}
    assert [one for one in (*COMMAND, *rooms) if one not in steps("a command of the wire")] == []


def test_a_notice_added_by_its_list_is_said_and_ends(tree: Path) -> None:
    add(tree, NOTICE)
    assert said(tree, TELL).splitlines() == ["Temporale a Prova.", "Temporale a Altrove."]


def test_the_list_of_a_notice_names_where_it_goes() -> None:
    rooms = {"/".join(name.split("/")[:2]) for name in NOTICE}
    assert [one for one in rooms if f"{one}/" not in steps("a notice")] == []


def test_every_notice_there_is_stands_in_a_room_that_the_list_names() -> None:
    """A code is declared beside the view-models; its sentence is on a screen or in the shell."""
    modules = {one: one.read_text(encoding="utf-8") for one in (ROOT / "console").rglob("*.py")}
    declared = {
        found: path
        for path, text in modules.items()
        for found in re.findall(r"^class (\w+)\(NoticeCode\)", text, re.MULTILINE)
    }
    assert len(declared) > 5
    worded = {
        path.relative_to(ROOT).parts[1]
        for path, text in modules.items()
        if re.search(rf"^ +({'|'.join(declared)})\.[A-Z_]+: lambda", text, re.MULTILINE)
    }
    assert worded == {"screens", "shell"}
    assert {path.relative_to(ROOT).parts[1] for path in declared.values()} == {"viewmodels"}
