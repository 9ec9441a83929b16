"""Measures what a saved draft costs and whether it is still there after kill -9. One JSON line.

  .venv/bin/python tools/benches/bench_durability.py --drafts 1000 --kills 8

A draft goes through the use case into the replica (SQLCipher, synchronous=FULL) and its salvage
copy. Beside it, in turns on the same disk: the same row alone in SQLCipher FULL, SQLCipher NORMAL
and plain SQLite FULL. kill -9 shows what the process loses, not what a power cut would.
"""

import argparse
import asyncio
import json
import random
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.store.contact.draft_repository import draft
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, waiting_commands
from console.store.session.session_record import save_session
from console.usecases.contact.stored_drafts import StoredDrafts
from contract.domain.contact import Contact
from contract.domain.ids import ContactId, TopicId, new_command_id
from contract.wire.commands import Command, RecordContact
from tools.benches.durable_writer import OPERATOR, typed
from tools.benches.measured import Stopwatch, percentiles

ROOT = Path(__file__).resolve().parents[2]
CONTACTS = 8  # drafts the measured saves take turns on
ALIVE_S = (0.3, 1.2)  # how long a writer works before it is killed
_TABLE = "CREATE TABLE draft (contact_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT"
_SAVE = (
    "INSERT INTO draft VALUES (?, ?) ON CONFLICT (contact_id) DO UPDATE SET body = excluded.body"
)


@dataclass(slots=True)
class Survival:
    """acknowledged: saves and closings the writers were told are done; lost: not found again."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    duplicated: int = 0
    out_of_order: int = 0
    corrupt: int = 0


@dataclass(slots=True)
class Saves:
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    async def measure(self, drafts: StoredDrafts, written: ContactDraft) -> None:
        watch = Stopwatch()
        await drafts.save(written)
        self.cpu_ms.append(watch.cpu_s * 1000)
        self.wall_ms.append(watch.wall_s * 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--drafts", type=int, default=1000, help="saves measured of each kind")
    parser.add_argument("--waiting", type=int, default=500, help="commands of an offline shift")
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chiamaroma-bench-") as folder:
        place = Path(folder)
        saves = asyncio.run(_measure_saves(place, arguments.drafts, arguments.waiting))
        survival = asyncio.run(_kill_writers(place, arguments.kills, arguments.seed))
    line = {"bench": "durability", "drafts": arguments.drafts, "seed": arguments.seed}
    print(json.dumps({**line, **saves, **asdict(survival)}))


async def _measure_saves(folder: Path, count: int, waiting: int) -> dict[str, Any]:
    key_hex = secrets.token_hex(32)
    database = await _product(folder / "product.replica", key_hex)
    drafts = StoredDrafts(database=database, clock=ServerClock())
    alone = {
        "sqlcipher_full_ms": connect(folder / "full.db", key_hex),
        "sqlcipher_normal_ms": connect(folder / "normal.db", key_hex, synchronous="NORMAL"),
        "plain_sqlite_full_ms": _plain(folder / "plain.db"),
    }
    for connection in alone.values():
        connection.execute(_TABLE)
    saves, saves_waiting = Saves(), Saves()
    compared: dict[str, list[float]] = {name: [] for name in alone}
    for number in range(count):
        written = typed(number % CONTACTS, number)
        await saves.measure(drafts, written)
        row = (written.contact_id, msgspec.json.encode(written).decode())
        for name, connection in alone.items():
            compared[name].append(_save_row_ms(connection, row))
    await database.write(lambda c: _fill_outbox(c, waiting), changes=frozenset({Topic.OUTBOX}))
    for number in range(count // 4):
        await saves_waiting.measure(drafts, typed(number % CONTACTS, number))
    await database.close()
    for connection in alone.values():
        connection.close()
    return {
        "draft_save_ms": percentiles(saves.wall_ms),
        "draft_save_cpu_ms": percentiles(saves.cpu_ms),
        "commands_waiting": waiting,
        "draft_save_waiting_ms": percentiles(saves_waiting.wall_ms),
        "draft_save_waiting_cpu_ms": percentiles(saves_waiting.cpu_ms),
        "compared": {name: percentiles(values) for name, values in compared.items()},
    }


async def _product(path: Path, key_hex: str) -> LocalDatabase:
    database = LocalDatabase(path, key_hex, ChangeFeed())
    await database.open()
    await database.write(
        lambda c: save_session(c, OPERATOR, None, "none"), changes=frozenset({Topic.SESSION})
    )
    return database


def _fill_outbox(connection: Connection, count: int) -> None:
    """Queue as many closed contacts as an offline shift leaves."""
    now = datetime.now(UTC)
    for number in range(count):
        contact = Contact(
            id=ContactId(f"waiting-{number:08d}"),
            operator_id=OPERATOR.id,
            topic_id=TopicId("tari"),
            description="Chiede quando arriva il bollettino.",
            closed_at=now,
        )
        data = RecordContact(contact=contact)
        enqueue(connection, Command(id=new_command_id(), at=now, data=data))


def _plain(path: Path) -> Connection:
    connection: Connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _save_row_ms(connection: Connection, row: tuple[str, str]) -> float:
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_SAVE, row)
    connection.execute("COMMIT")
    return (time.perf_counter() - started) * 1000


async def _kill_writers(folder: Path, kills: int, seed: int) -> Survival:
    luck = random.Random(seed)
    path, key_hex = folder / "killed.replica", secrets.token_hex(32)
    survival = Survival()
    closed: list[str] = []
    for kill in range(kills):
        said = await asyncio.to_thread(
            _killed_writer, path, key_hex, kill * 1_000_000, luck.uniform(*ALIVE_S)
        )
        survival.kills += 1
        survival.acknowledged += len(said)
        await judge_left(path, key_hex, said, closed, survival)
    return survival


def _killed_writer(path: Path, key_hex: str, number: int, alive_s: float) -> list[list[str]]:
    """Return the words of each whole line a writer said before it was killed.

    Its time runs from the first line on, so that the kill meets work and not the start.
    """
    words = [sys.executable, "-m", "tools.benches.durable_writer", str(path), key_hex, str(number)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        threading.Timer(alive_s, writer.kill).start()
        said += writer.stdout.readlines()
    return [line.decode().split() for line in said if line.endswith(b"\n")]


async def judge_left(
    path: Path, key_hex: str, said: list[list[str]], closed: list[str], survival: Survival
) -> None:
    """Open what the killed writer left and look for everything it was told is safe."""
    database = LocalDatabase(path, key_hex, ChangeFeed())
    report = await database.open()
    survival.corrupt += bool(report.broken)
    stored = [
        command.data.contact.id
        for command in await database.read(waiting_commands)
        if isinstance(command.data, RecordContact)
    ]
    closed += [words[1] for words in said if words[0] == "closed"]
    places: dict[str, int] = {contact_id: place for place, contact_id in enumerate(stored)}
    survival.duplicated += len(stored) - len(places)
    survival.lost += sum(contact_id not in places for contact_id in closed)
    found = [places[contact_id] for contact_id in closed if contact_id in places]
    survival.out_of_order += found != sorted(found)
    last = next((words for words in reversed(said) if words[0] == "draft"), None)
    if last is not None and last[1] not in places:  # every earlier one was closed
        written = ContactId(last[1])
        left = await database.read(lambda connection: draft(connection, written))
        survival.lost += left is None or left.cursor < int(last[2])
    await database.close()


if __name__ == "__main__":
    main()
