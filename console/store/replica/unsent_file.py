"""What waits in the outbox, sealed for the server: whoever signs in here next can hand it over.

Nobody at the seat can read it again. One line a box; ids and a count of contacts are in the clear.
"""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from console.runtime.private_file import replace_private
from console.store.replica.cipher import Connection, DatabaseError
from console.store.replica.outbox import has_waiting, offered_at, waiting_work
from console.store.replica.set_aside import set_aside
from console.store.replica.sync_cursor import epoch
from console.store.session.session_record import work_keys
from contract.domain.ids import CommandId
from contract.wire.commands import MAX_BATCH
from contract.wire.sealed_key import UnsentWork, WorkKeys, seal_work

log = logging.getLogger(__name__)
SUFFIX = ".unsent"
BOX_BYTES = 400_000  # of commands; sealed and written as text they are a third longer
ALONE_BYTES = 700_000  # of one command: a larger one fits in no request
FILE_BYTES = 64 << 20  # nobody writes that much; more is not read into memory
type Waiting = tuple[CommandId, msgspec.Raw]


class Line(msgspec.Struct, frozen=True):
    """contacts: of them records of contacts, at most: some may have reached the server."""

    ids: tuple[CommandId, ...]
    contacts: int
    box: bytes


class UnsentFile:
    """Belongs to the writing thread. A file that cannot be had is no reason to refuse work."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written: set[CommandId] = set()
        self._offered: str | None = None  # when the server was last known to have lost something
        self._keys: WorkKeys | None = None
        self._has_looked = False

    def begin(self, connection: Connection) -> None:
        """Write it anew. What lies there and this replica has never known is kept aside."""
        try:
            self._look(connection)
            self._keys = work_keys(connection)
            self._rewrite(connection)
        except (OSError, ValueError, DatabaseError) as error:
            log.warning("unsent work is not sealed: %s", type(error).__name__)

    def follow(self, connection: Connection, *, has_commands: bool) -> None:
        """Add what was queued since; once nothing waits the file goes."""
        try:
            before, self._keys = self._keys, work_keys(connection)
            if self._keys is None or (not has_commands and self._keys == before):
                return
            self._look(connection)
            fresh = waiting_work(connection, but=self._written)
            offered = offered_at(connection)
            # Offered again, what was written long ago waits with other words than in its box.
            is_other = offered is not None and offered != self._offered
            # What has its verdict stays meanwhile: given twice, it gets the same one. What was
            # taken back before it was sent must not be given at all.
            if is_other or not has_waiting(connection) or _are_gone(connection, self._written):
                self._rewrite(connection)
            elif fresh:
                self._append(self._lines(connection, fresh))
                self._written.update(command_id for command_id, _ in fresh)
        except (OSError, ValueError, DatabaseError) as error:
            log.warning("unsent work is not sealed: %s", type(error).__name__)

    def close(self, connection: Connection) -> None:
        """Leave exactly what waits, in as few boxes as can be."""
        try:
            self._look(connection)
            self._rewrite(connection)
        except (OSError, ValueError, DatabaseError) as error:
            log.warning("unsent work is not sealed: %s", type(error).__name__)

    def _look(self, connection: Connection) -> None:
        """Keep strange work aside, once: what was not looked at is never written over."""
        if not self._has_looked and _has_strange_work(self._path, connection):
            set_aside(self._path)
        self._has_looked = True

    def _rewrite(self, connection: Connection) -> None:
        waiting = waiting_work(connection)
        if waiting and self._keys is None:
            return
        write_lines(self._path, self._lines(connection, waiting))
        self._written = {command_id for command_id, _ in waiting}
        self._offered = offered_at(connection)

    def _lines(self, connection: Connection, waiting: Sequence[Waiting]) -> list[bytes]:
        keys, life = self._keys, epoch(connection)
        return [] if keys is None else [_line(keys, batch, life) for batch in _batches(waiting)]

    def _append(self, lines: Iterable[bytes]) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as out:
            # A line of its own, whatever a full disk left of the one before.
            out.writelines(b"\n" + line for line in lines)
            out.flush()
            os.fsync(out.fileno())


def left_here(folder: Path, own: Path | None) -> list[Path]:
    """Return the files of unsent work in the folder, but that of the replica in use."""
    mine = own.with_suffix(SUFFIX) if own is not None else None
    found = (path for path in folder.glob(f"*{SUFFIX}*") if not path.name.endswith("-new"))
    return sorted(path for path in found if path != mine)


def read_lines(path: Path) -> list[bytes]:
    """Return the lines as they stand, those that are none of ours too. Raise OSError."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > FILE_BYTES:
            raise OSError("too large")
        content = file.read()
    return [line for line in content.split(b"\n") if line]


def as_line(text: bytes) -> Line | None:
    """Return None for half a line, or one of another kind."""
    try:
        return msgspec.json.decode(text, type=Line)
    except msgspec.DecodeError:
        return None


def write_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Leave these lines, or those of before; without any the file goes. Raise OSError."""
    text = b"\n".join(lines)
    if not text:
        path.unlink(missing_ok=True)
        return
    replace_private(path, text)


def contacts_in(path: Path) -> int:
    """Return how many contacts the file has, at most; half a line may be one.

    0 for a file that cannot be read.
    """
    try:
        lines = [as_line(text) for text in read_lines(path)]
    except OSError:
        return 0
    return sum(line.contacts if line is not None else 1 for line in lines)


class Left(msgspec.Struct, frozen=True):
    """How many contacts others left unsent at this seat, at most, and since when."""

    contacts: int = 0
    since: datetime | None = None


def what_is_left(folder: Path, own: Path | None) -> Left:
    """Return what lies there now. Blocking."""
    contacts, oldest = 0, None
    for path in left_here(folder, own):
        with suppress(OSError):  # handed over by another console just now
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            contacts += contacts_in(path)
            oldest = min(at, oldest or at)
    return Left(contacts, oldest)


def _line(keys: WorkKeys, batch: Sequence[Waiting], life: str | None) -> bytes:
    work = UnsentWork(
        account_id=keys.account_id,
        device_id=keys.device_id,
        commands=tuple(raw for _, raw in batch),
        epoch=life,
    )
    ids = tuple(command_id for command_id, _ in batch)
    contacts = sum(_is_contact(raw) for _, raw in batch)
    return msgspec.json.encode(Line(ids, contacts, seal_work(keys, work)))


def _are_gone(connection: Connection, command_ids: Iterable[CommandId]) -> bool:
    """Return whether any of these left the outbox without a verdict."""
    row = connection.execute(
        "SELECT 1 FROM json_each(?) WHERE value NOT IN (SELECT command_id FROM outbox) LIMIT 1",
        (msgspec.json.encode(sorted(command_ids)).decode(),),
    ).fetchone()
    return row is not None


def _has_strange_work(path: Path, connection: Connection) -> bool:
    try:
        lines = [as_line(text) for text in read_lines(path)]
    except FileNotFoundError:
        return False
    known = {row[0] for row in connection.execute("SELECT command_id FROM outbox")}
    return any(line is None or not known.issuperset(line.ids) for line in lines)


def _batches(waiting: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    batch: list[Waiting] = []
    size = 0
    for command_id, raw in waiting:
        length = len(bytes(raw))
        if length > ALONE_BYTES:
            log.warning("a command is too large to be sealed")
            continue
        if batch and (size + length > BOX_BYTES or len(batch) == MAX_BATCH):
            yield batch
            batch, size = [], 0
        batch.append((command_id, raw))
        size += length
    if batch:
        yield batch


class _Kind(msgspec.Struct, frozen=True):
    type: str = ""


class _Command(msgspec.Struct, frozen=True):
    data: _Kind = _Kind()


def _is_contact(raw: msgspec.Raw) -> bool:
    try:
        return msgspec.json.decode(raw, type=_Command).data.type == "record_contact"
    except msgspec.DecodeError:
        return False
