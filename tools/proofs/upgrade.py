"""An earlier version, built again from history, is upgraded; its console works at this server.

Its own programs fill a server and a seat. Then this version takes the database over, reads the
seat, and sends what waited there. Beside that a console of the earlier version works for a day at
a server of this one.
"""

import asyncio
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from console.store.contact.draft_repository import drafts
from console.store.replica.outbox import waiting_count
from server.settings import DATABASE_FILE
from tools.earlier.build import ROOT, NotBuilt, commit_of, lay_out
from tools.services.exchange_files import free_ports
from tools.services.windowless_seat import windowless_seat

LOGIN, PASSWORD = "livia", "una parola lunga"  # of nobody
LIMIT_S = 240.0
type Row = dict[str, Any]
UNTOLD = {"alembic_version"}
AT_SERVER = {"contact": ["contact-sent"], "case_activity": ["note-1"]}


async def prove(*, version: str = "0.3.0") -> Any:
    """version: or a commit. The history must reach back to it."""
    with tempfile.TemporaryDirectory(prefix="upgrade-") as name:
        folder = Path(name)
        try:
            earlier = lay_out(commit_of(version), folder / "program")
        except NotBuilt as fault:
            return {"rows": 0, "faults": [f"{version} cannot be built here: {fault}"]}
        upgraded = await _upgraded(earlier, folder / "upgraded")
        beside = await old_console(earlier, folder / "beside")
    return {**upgraded, **beside, "faults": [*upgraded["faults"], *beside["faults"]]}


async def _upgraded(earlier: Path, folder: Path) -> dict[str, Any]:
    """Fill by the earlier programs, migrate, and go on with today's."""
    folder.mkdir()
    before, seat = Server(earlier, folder / "data"), folder / "seat"
    before.prepare()
    before.start()
    await asyncio.to_thread(_work, earlier, before, seat)
    before.stop()
    rows = _rows(before.database)
    today = Server(ROOT, folder / "data")
    today.run("migrate")
    kept = _rows(today.database)
    lost = lost_rows(rows, kept)
    today.start()
    try:
        async with windowless_seat(seat, today.url, today.certificate) as console:
            await console.sign_in(LOGIN, PASSWORD)
            await console.engine.sync_once()
            left = await console.database.read(drafts)
            waits = await console.database.read(waiting_count)
            crashes = [f"{place}: {error!r}" for place, error in console.crashes]
    finally:
        today.stop()
    sent = sorted(row["id"] for row in _rows(today.database)["contact"])
    lost += [f"draft {one}" for one in ("contact-aside", "contact-open")
             if one not in {draft.contact_id for draft in left}]  # fmt: skip
    lost += [f"unsent {one}" for one in {"contact-sent", "contact-waiting"} - set(sent)]
    faults = [*lost, *crashes, *([f"{waits} commands still wait"] if waits else [])]
    count = sum(len(found) for found in rows.values())
    return {"rows": count, "drafts": len(left), "lost": len(lost), "faults": faults}


async def old_console(earlier: Path, folder: Path) -> dict[str, Any]:
    """Let the earlier console work at today's server; its rows must be there."""
    folder.mkdir()
    server = Server(ROOT, folder / "data")
    server.prepare()
    server.start()
    try:
        await asyncio.to_thread(_work, earlier, server, folder / "seat")
    except subprocess.CalledProcessError as fault:
        said = fault.stderr.strip().splitlines()[-1:]
        return {"faults": [f"the earlier console: {said}"]}
    finally:
        server.stop()
    rows = _rows(server.database)
    found = {table: [row["id"] for row in rows[table]] for table in AT_SERVER}
    faults = [] if found == AT_SERVER else [f"the earlier console left {found}"]
    return {"old_console_rows": sum(map(len, found.values())), "faults": faults}


class Server:
    """A server's program of one version, on a database of SQLite."""

    def __init__(self, program: Path, data: Path) -> None:
        self._program = program
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None
        self._port = free_ports("127.0.0.1", 1)[0]
        data.mkdir(exist_ok=True)
        self.database = data / DATABASE_FILE
        self.certificate = data / "server-cert.pem"
        self.url = f"https://127.0.0.1:{self._port}"

    def prepare(self) -> None:
        self.run("import", "resources/demo_city")
        account = ("account", "add", LOGIN, "--role", "level_two", "--desks", "tributi")
        self.run(*account, "--password-stdin", given=f"{PASSWORD}\n")

    def run(self, *words: str, given: str = "") -> None:
        """Raise CalledProcessError."""
        command = [sys.executable, "-m", "server", *words, "--data-dir", str(self._data)]
        subprocess.run(command, cwd=self._program, input=given, capture_output=True, text=True,
                       check=True, timeout=LIMIT_S)  # fmt: skip

    def start(self) -> None:
        ready = self._data / "port"
        ready.unlink(missing_ok=True)
        words = ["serve", "--data-dir", str(self._data), "--port", str(self._port)]
        with (self._data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server", *words, "--port-file", str(ready)],
                cwd=self._program, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + LIMIT_S
        while not ready.exists():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise TimeoutError((self._data / "server.log").read_text()[-500:])
            time.sleep(0.05)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(LIMIT_S)
            self._process = None


def _work(program: Path, server: Server, seat: Path) -> None:
    """Let the console of this program work at the server. Raise CalledProcessError."""
    words = [str(seat), server.url, str(server.certificate), LOGIN]
    command = [sys.executable, "-m", "tools.earlier.seat_work", *words]
    subprocess.run(command, cwd=program, input=PASSWORD, capture_output=True, text=True,
                   check=True, timeout=LIMIT_S)  # fmt: skip


def lost_rows(before: dict[str, list[Row]], after: dict[str, list[Row]]) -> list[str]:
    """Return what was there and is not: tables may gain columns and rows."""
    found = []
    for table, rows in before.items():
        columns = list(rows[0]) if rows else []
        there = {tuple(row.get(name) for name in columns) for row in after.get(table, [])}
        gone = [row for row in rows if tuple(row.values()) not in there]
        # Seats copy anew where rows have another shape.
        found += [f"{table}: {row}" for row in gone if row.get("name") != "epoch"]
    return found


def _rows(database: Path) -> dict[str, list[Row]]:
    """Return all rows of all tables, by plain SQL."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        asked = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        names = [name for (name,) in connection.execute(asked)]
        found = {}
        for name in set(names) - UNTOLD:
            rows = connection.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in rows.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found
