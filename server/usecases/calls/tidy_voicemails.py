"""Files and rows of voicemail: each file has a row, and both go after their time."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from server.store.engine.connection import Connection, Row, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.in_steps import AT_ONCE
from server.usecases.calls.keep_voicemail import (
    CallerAtVoicemail,
    NewVoicemail,
    Received,
    caller_at_voicemail,
    keep_voicemail,
)
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.operations.write_audit import write_audits

log = logging.getLogger(__name__)

DELETED = "voicemail.deleted"
WRITTEN_WITHIN = timedelta(minutes=10)  # longer no try to write a file lasts

# Call-ID and seconds of a file. Raises what says that nobody can hear it.
ReadFile = Callable[[Path], tuple[str, int]]


class ForgetVoicemails:
    """Deletes messages older than the limit, and files that nobody could note until then."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        folder: Path,
        keep_days: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._folder = folder
        self._keep_days = keep_days
        self._clock = clock

    async def __call__(self) -> int:
        """Return how many messages were deleted. Raise StoreFault."""
        now = self._clock()
        before, count = now - timedelta(days=self._keep_days), 0
        while some := await self._database.read(partial(_older, before=millis(before))):
            # The file goes first: alone, it would be taken for a message that nobody noted.
            names = [f"{row['id']}.wav" for row in some]
            gone = set(await asyncio.to_thread(_remove, self._folder, names))
            done = [row for row, name in zip(some, names, strict=True) if name in gone]
            if not done:
                break  # of a file that stays the row does too
            await self._database.write(partial(_forget, some=done, now=now))
            count += len(done)
        if count:
            log.info("voicemails deleted after %d days: %d", self._keep_days, count)
        found = await _unnoted(self._database, self._folder)
        await self._old_go([path for path, at in found.items() if at < before.timestamp()], now)
        return count

    async def _old_go(self, paths: Sequence[Path], now: datetime) -> None:
        gone = await asyncio.to_thread(_remove, self._folder, [path.name for path in paths])
        if gone:
            log.warning("files of voicemail that nobody could hear are deleted: %d", len(gone))
            names = [Path(name).stem for name in gone]
            await self._database.write(lambda c: write_audits(c, None, DELETED, names, now))


class NoteVoicemails:
    """Notes files that no message belongs to.

    The server died between writing and noting, went back, or could not note it: it is a citizen's
    message all the same. One that cannot be noted is tried again and told until its time is over.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase,
        folder: Path,
        keep_days: int,
        clock: Callable[[], datetime],
        read: ReadFile,
        received: Received,
    ) -> None:
        self._database = database
        self._folder = folder
        self._keep_days = keep_days
        self._clock = clock
        self._read = read
        self._received = received
        self.aside = RowsAside("unnoted-voicemails", clock)

    async def __call__(self) -> None:
        """Raise StoreFault."""
        now = self._clock()
        before = (now - timedelta(days=self._keep_days)).timestamp()
        written = (now - WRITTEN_WITHIN).timestamp()
        for path, at in (await _unnoted(self._database, self._folder)).items():
            if at >= before and (path.suffix == ".wav" or at < written):
                await self.aside.alone(f"file {path.name}", partial(self._note, path, at, now))

    async def _note(self, path: Path, at: float, now: datetime) -> None:
        call_id, seconds = await asyncio.to_thread(self._read, path)
        # Cut short while it was written: what is there was said.
        if path.suffix == ".partial":
            await asyncio.to_thread(path.rename, path.with_suffix(".wav"))
        waited_s = max(0.0, now.timestamp() - at)

        def keep(connection: Connection) -> None:
            who = caller_at_voicemail(connection, call_id) if call_id else CallerAtVoicemail()
            message = NewVoicemail(id=path.stem, caller=who, duration_s=seconds, waited_s=waited_s)
            keep_voicemail(connection, message, self._received, now)

        await self._database.write(keep)
        log.warning("voicemail %s had no row: it is noted now", path.stem)


async def _unnoted(database: ServerDatabase, folder: Path) -> dict[Path, float]:
    files = await asyncio.to_thread(files_in, folder)
    return await database.read(lambda c: without_row(c, files))


def files_in(folder: Path) -> dict[Path, float]:
    """Return the files of messages, also half written ones, and when they were left."""
    found = {}
    for path in sorted(folder.glob("*")):
        # Only our own kinds of files: whatever else lies there is none of our business.
        if path.suffix in (".wav", ".partial"):
            with contextlib.suppress(FileNotFoundError):  # whole by now, under its other name
                found[path] = path.stat().st_mtime
    return found


def without_row(connection: Connection, files: Mapping[Path, float]) -> dict[Path, float]:
    """Return those that no message belongs to."""
    sql = "SELECT id FROM voicemail WHERE id = :id"
    return {
        path: at for path, at in files.items() if connection.one(sql, {"id": path.stem}) is None
    }


def _remove(folder: Path, names: Iterable[str]) -> list[str]:
    """Delete files; return which. One that cannot go is told, and keeps no other from going."""
    gone = []
    for name in names:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            log.error("a voicemail could not be deleted: %s, %s", name, type(error).__name__)
        else:
            gone.append(name)
    return gone


def _older(connection: Connection, before: int) -> list[Row]:
    return connection.execute(
        "SELECT id FROM voicemail WHERE at < :before ORDER BY at, id LIMIT :limit",
        {"before": before, "limit": AT_ONCE},
    )


def _forget(connection: Connection, some: Sequence[Row], now: datetime) -> None:
    for row in some:
        connection.execute("DELETE FROM voicemail WHERE id = :id", {"id": row["id"]})
    write_audits(connection, None, DELETED, [str(row["id"]) for row in some], now)
