"""An upgrade from version 0.3.0 keeps every row of the server and all that lies on a seat.

The earlier version is built again from history and runs as processes; where the history has none
(not released yet, or cut off by a shallow clone) the last commit stands in for it.
"""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from console.runtime.change_feed import ChangeFeed
from console.store.calls.past_call_repository import past_calls, quality_due
from console.store.contact.draft_repository import drafts
from console.store.duty.duty_journal import open_alarms, open_steps
from console.store.editing.editing_repository import revision_drafts
from console.store.replica.cipher import connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import waiting_commands, waiting_count
from console.store.session.notice_repository import unseen_notices
from console.store.session.unsent_input_record import unsent_input
from server.store.migrations import alembic_engine
from tests.support.servers.real_server import PASSWORD, ServerProcess
from tools.earlier.build import NotBuilt, commit_of, lay_out
from tools.proofs.upgrade import old_console
from tools.services.windowless_seat import windowless_seat

log = logging.getLogger(__name__)
FIRST = "0.3.0"
LOGIN = "livia"
# Where the story leaves rows; a column that goes missing is found in any table.
ON_SERVER = {
    "account", "account_desk", "callback", "case_", "case_activity", "change_row", "contact",
    "desk", "faq", "meta", "office", "queue", "service_card", "session", "topic",
}  # fmt: skip
ON_SEAT = {
    "attempt_draft", "contact_draft", "duty_alarm", "duty_step", "meta", "notice", "outbox",
    "overlay_row", "past_call", "quality_due", "replica_row", "revision_draft", "sync_scope",
}  # fmt: skip
type Columns = Sequence[str]
type Rows = Sequence[Sequence[Any]]
type Tables = dict[str, tuple[Columns, Rows]]


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the earlier version's program."""
    folder = tmp_path_factory.mktemp("earlier")
    try:
        commit = commit_of(FIRST)
    except NotBuilt as fault:
        log.warning("upgraded from the last commit: %s", fault)
        commit = "HEAD"
    return lay_out(commit, folder)


async def test_an_upgrade_loses_no_row_and_no_draft(
    earlier: Path, empty_database_url: str, tmp_path: Path
) -> None:
    (data := tmp_path / "data").mkdir()
    before = ServerProcess(data, empty_database_url, repository=earlier)
    replica = await a_day_of_work(before, earlier, tmp_path / "seat")
    on_server, on_seat = rows_of(empty_database_url), seat_rows(**replica)
    assert sorted(ON_SERVER - filled(on_server)) == []
    assert sorted(ON_SEAT - filled(on_seat)) == []

    with ServerProcess(data, empty_database_url) as today:
        done = today.run("migrate")
        assert done.returncode == 0, done.stderr
        gone = lost(on_server, rows_of(empty_database_url))
        # Where the shape of replicated rows changed seats copy anew, with all they have not sent.
        assert [row for row in gone if not row.startswith("meta: ['epoch'")] == []
        await the_seat_reads_all(**replica)
        assert lost(on_seat, seat_rows(**replica)) == []
        await today.start()
        await the_operator_goes_on(today, tmp_path / "seat")
    columns, rows = rows_of(empty_database_url)["contact"]
    sent = sorted(row[columns.index("id")] for row in rows)
    assert sent == ["contact-sent", "contact-waiting"]


async def test_a_console_of_before_works_at_this_server(earlier: Path, tmp_path: Path) -> None:
    """Signed in, copied, a contact forwarded with its callback, a note: a day of seat_work."""
    found = await old_console(earlier, tmp_path / "beside")
    assert found == {"old_console_rows": 2, "faults": []}


async def a_day_of_work(server: ServerProcess, program: Path, seat: Path) -> dict[str, str]:
    """Fill server and seat by the earlier programs; return path and key of the replica."""
    with server:
        account = ("account", "add", LOGIN, "--role", "level_two", "--desks", "tributi")
        for words in (("import", "resources/demo_city"), (*account, "--password-stdin")):
            done = await asyncio.to_thread(server.run, *words, stdin=f"{PASSWORD}\n")
            assert done.returncode == 0, done.stderr
        await server.start()
        words = [sys.executable, "-m", "tools.earlier.seat_work", str(seat), server.base_url]
        done = await asyncio.to_thread(
            subprocess.run,
            [*words, str(server.certificate), LOGIN],
            cwd=program,
            input=PASSWORD,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert server.stop() == 0
    found: dict[str, str] = json.loads(done.stdout)
    return found


async def the_seat_reads_all(path: str, key: str) -> None:
    """Open the replica by today's console, which must understand all that lies there."""
    database = LocalDatabase(Path(path), key, ChangeFeed())
    report = await database.open()
    assert report.broken == ""
    read = database.read
    assert [one.data.contact.id for one in await read(waiting_commands)] == ["contact-waiting"]
    found = {one.contact_id: (one.is_open, one.description) for one in await read(drafts)}
    assert found == {
        "contact-open": (True, "Non trova l'avviso (open): perché?"),
        "contact-aside": (False, "Non trova l'avviso (aside): perché?"),
    }
    assert [one.texts for one in await read(revision_drafts)] == [{"costs": "16 euro"}]
    assert (await read(unsent_input))["bulk-hours"].words == ("tutti", "chiuso")
    for rows in (unseen_notices, open_steps, open_alarms, past_calls, quality_due):
        assert len(await read(rows)) == 1, rows
    await database.close()


async def the_operator_goes_on(server: ServerProcess, seat_folder: Path) -> None:
    """Sign in at the same seat: what waited is sent, and the drafts are still there."""
    async with windowless_seat(seat_folder, server.base_url, server.certificate) as seat:
        await seat.sign_in(LOGIN, PASSWORD)
        await seat.engine.sync_once()
        assert await seat.database.read(waiting_count) == 0
        assert len(await seat.database.read(drafts)) == 2
        assert not seat.crashes


def rows_of(url: str) -> Tables:
    engine, found = alembic_engine(url), sa.MetaData()
    with closing(engine.connect()) as connection:
        found.reflect(connection)
        return {
            table.name: (table.columns.keys(), list(connection.execute(sa.select(table))))
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


def seat_rows(path: str, key: str) -> Tables:
    found: Tables = {}
    with closing(connect(Path(path), key)) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        for (name,) in connection.execute(names).fetchall():
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()
            found[name] = [column for _, column, *_ in columns], rows
    names_of_facts, facts = found["meta"]
    # Counted up at each opening.
    found["meta"] = names_of_facts, [fact for fact in facts if "copy_generation" not in fact]
    return found


def filled(tables: Tables) -> set[str]:
    return {name for name, (_, rows) in tables.items() if rows}


def lost(before: Tables, after: Tables) -> list[str]:
    """Return what was there and is not: tables may gain columns and rows."""
    missing: list[str] = []
    for name, (columns, rows) in before.items():
        columns_now, rows_now = after.get(name, ([], []))
        kept = [column for column in columns if column in columns_now]
        missing += [f"{name}.{column}" for column in columns if column not in kept]
        if name == "overlay_row":  # made anew of what waits, in the shape of today
            kept.remove("body")
        now = set(_of_columns(kept, columns_now, rows_now))
        missing += [f"{name}: {one}" for one in _of_columns(kept, columns, rows) if one not in now]
    return missing


def _of_columns(wanted: Columns, columns: Columns, rows: Rows) -> list[str]:
    places = [columns.index(column) for column in wanted]
    return [repr([row[place] for place in places]) for row in rows]
