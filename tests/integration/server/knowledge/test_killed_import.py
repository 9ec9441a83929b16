"""Importing by command: all or nothing whenever it is killed, and whole when run again."""

import asyncio
import contextlib
import csv
import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.knowledge_import.export_knowledge import csv_texts, stored_tables
from server.knowledge_import.written_files import write_texts
from tests.support.knowledge.published_city import (
    as_soon_as,
    begins_writing,
    counts,
    database_of,
    filled,
)
from tests.support.servers.real_server import REPOSITORY, ServerProcess

MANY = 2_000
ROUNDS = 12  # a kill that came too late is tried again


async def test_an_import_of_thousands_of_cards_is_all_or_nothing_when_it_is_killed(
    tmp_path: Path, database_url: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    with ServerProcess(tmp_path, database_url) as server:
        filled(server, MANY)
        with database_of(server) as database:
            write_texts(folder, csv_texts(database.read_now(stored_tables)))
        for number in range(ROUNDS):
            price = f"prezzo{number}"
            sheet = (folder / "cards.csv").read_text(encoding="utf-8")
            (folder / "cards.csv").write_text(_priced(sheet, price), encoding="utf-8")
            before = counts(server, price)
            assert before == (0, 0, 0)
            killed = await import_killed_meanwhile(server, folder)
            made = counts(server, price)
            assert made[:2] in {(0, 0), (MANY, MANY)}
            again = await asyncio.to_thread(server.run, "import", str(folder))
            assert again.returncode == 0, again.stderr
            assert counts(server, price)[:2] == (MANY, MANY)
            if killed and made[0] == 0:
                return
        pytest.fail("no kill came in the middle of an import")


def _priced(sheet: str, price: str) -> str:
    """Return the table of cards with that price on each."""
    rows = list(csv.DictReader(io.StringIO(sheet)))
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | {"costs": price} for row in rows)
    return written.getvalue()


async def import_killed_meanwhile(server: ServerProcess, folder: Path) -> bool:
    condition = begins_writing(server)
    words = [sys.executable, "-m", "server", "import", *server.settings(), str(folder)]
    process = await asyncio.create_subprocess_exec(
        *words, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    ended = asyncio.create_task(process.wait())
    await as_soon_as(condition, ended)
    with contextlib.suppress(ProcessLookupError):  # it came to its end meanwhile
        process.kill()
    return await ended == -signal.SIGKILL
