"""Opens a replica file whatever state it is in: checks, sets aside, salvages, starts anew."""

import contextlib
import logging
import os
import shutil
import sys
from pathlib import Path

import msgspec

from console.errors import LocalStoreBroken
from console.store.replica import outbox_copy, salvage
from console.store.replica.cipher import Connection, DatabaseError, connect, is_intact
from console.store.replica.file_lock import FileLock
from console.store.replica.local_effects import replay
from console.store.replica.outbox_copy import OutboxCopy
from console.store.replica.replica_schema import NewerSchema, migrate
from console.store.replica.salvaged_tables import COPIED
from console.store.replica.set_aside import set_aside
from console.store.replica.store_faults import kind_of
from console.store.replica.unsent_file import SUFFIX, UnsentFile

RESERVE_BYTES = 8 * 1024 * 1024
_ROOM_FACTOR = 4  # make the reserve anew only where this much more is free


class DiskReserve:
    """Eight megabytes kept aside, given to the disk when it is full so that drafts still fit."""

    def __init__(self, file: Path, size: int = RESERVE_BYTES) -> None:
        self._file = file
        self._size = size

    def keep(self) -> bool:
        """Make the reserve where it is missing and there is room. Return whether it is there."""
        try:
            if self._file.exists() and self._file.stat().st_size == self._size:
                return True
            # The reserve must not be what fills the disk.
            if shutil.disk_usage(self._file.parent).free < _ROOM_FACTOR * self._size:
                return False
            with self._file.open("wb") as out:
                # Taken, not only sized: a sparse file takes no room and could give none back.
                if sys.platform == "win32":
                    out.write(bytes(self._size))
                else:
                    os.posix_fallocate(out.fileno(), 0, self._size)
                out.flush()
                os.fsync(out.fileno())
        except OSError:
            log.warning("no room for the disk reserve")
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
            return False
        return True

    def spend(self) -> bool:
        """Give the space back to the disk. Return whether there was any to give."""
        try:
            self._file.unlink()
        except OSError:
            return False
        log.warning("the disk is full, the reserve was given up")
        return True


log = logging.getLogger(__name__)
# Small, and everything depends on them: checked with their indexes at each opening.
_VITAL = ("meta", "outbox", *(one.name for one in COPIED), "sync_scope", "overlay_row")


class OpenReport(msgspec.Struct, frozen=True, kw_only=True):
    """broken: why the old file was set aside, "" when it was not; recovered: contacts saved.

    is_partial: neither the old file nor its copy gave all that was in it. is_copy_broken: the copy
    was damaged and is made anew.
    """

    broken: str = ""
    recovered: int = 0
    is_partial: bool = False
    is_copy_broken: bool = False


class ReplicaFile:
    """The writing connection and what belongs to it. Every method runs on the writing thread."""

    def __init__(self, path: Path | None, key_hex: str) -> None:
        self.path = path
        self.key_hex = key_hex
        self.report = OpenReport()
        self._is_suspect = False
        self._lock: FileLock | None = None
        self._copy: OutboxCopy | None = None
        self._unsent: UnsentFile | None = None
        self.reserve: DiskReserve | None = None
        if path is None:
            self.connection = connect(None, "")
            migrate(self.connection)
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Before anything is opened: a second console must not check or salvage a file in use.
        self._lock = FileLock(path.with_suffix(".lock"))
        self.reserve = DiskReserve(path.with_name("reserve.bin"))
        self._in_use = path.with_suffix(".in-use")
        try:
            self.connection = self._open_making_room(path)
            # Taken away at a clean close only: found at a start, it tells of a kill.
            self._in_use.touch()
        except BaseException:
            self._lock.release()
            raise
        # After the opening, which may itself have cost the reserve on a full disk.
        self.reserve.keep()

    def follow(self, *, has_commands: bool, has_others: bool) -> None:
        """Bring the salvage copy up to the last commit; see OutboxCopy.follow."""
        if self._copy is not None:
            self._copy.follow(self.connection, has_commands=has_commands, has_others=has_others)
        if self._unsent is not None:
            self._unsent.follow(self.connection, has_commands=has_commands)

    def close(self) -> None:
        """Close cleanly; without this the next opening verifies every page."""
        # Each step by itself: what a disk refuses must not keep the file under whoever comes next
        # (test_whatever_a_disk_refuses_at_the_end_the_file_is_given_back).
        if self._unsent is not None:
            self._unsent.close(self.connection)
        with contextlib.suppress(DatabaseError):
            self.connection.close()
        if self._copy is not None:
            self._copy.close()
        if self._lock is not None:
            # The next start must then verify every page, however well this one ended.
            if not self._is_suspect:
                with contextlib.suppress(OSError):
                    self._in_use.unlink(missing_ok=True)
            self._lock.release()

    def suspect(self) -> None:
        """A page could not be read: however this ends, it was no clean use of the file."""
        self._is_suspect = True

    def _open_making_room(self, path: Path) -> Connection:
        """Even opening writes a little: on a full disk it costs the reserve."""
        try:
            return self._open(path)
        except LocalStoreBroken as error:
            # Without this a seat whose disk is full could not be signed in at
            # (test_a_console_that_starts_on_a_full_disk_opens_its_replica_from_the_reserve).
            if error.kind != "full" or self.reserve is None or not self.reserve.spend():
                raise
            return self._open(path)

    def _open(self, path: Path) -> Connection:
        self._copy = OutboxCopy(path.with_suffix(".outbox-copy"), self.key_hex)
        copy = self._copy.open()
        found = salvage.Salvage()
        try:
            connection, recovered = self._merged(path, copy, found)
            is_copy_broken = self._copy.was_broken
            self.report = OpenReport(recovered=recovered, is_copy_broken=is_copy_broken)
        except (DatabaseError, _Damaged, NewerSchema, OSError) as error:
            broken = _why_unusable(error, path.parent)
            log.error("replica unusable: %s", broken)
            # Before the file is set aside, and before the copy: the first find of a key counts.
            salvage.collect_from_broken(path, self.key_hex, found)
            set_aside(path)
            if copy is not None:
                salvage.collect(copy, "copy", found)
            connection, recovered = self._merged(path, copy, found)
            is_partial = bool(found.unread.difference({"session"}))
            self.report = OpenReport(broken=broken, recovered=recovered, is_partial=is_partial)
        # What was salvaged is in the copy before anybody types: a second damage loses nothing.
        self._copy.follow(connection)
        self._unsent = UnsentFile(path.with_suffix(SUFFIX))
        self._unsent.begin(connection)
        return connection

    def _merged(
        self, path: Path, copy: Connection | None, found: salvage.Salvage
    ) -> tuple[Connection, int]:
        connection = self._checked(path)
        try:
            return connection, _restored(connection, copy, found)
        except BaseException:
            connection.close()
            raise

    def _checked(self, path: Path) -> Connection:
        connection = connect(path, self.key_hex)
        try:
            migrate(connection)
            # Only after a kill or a fault: reading all takes a second per few hundred megabytes.
            if self._in_use.exists() and not is_intact(connection):
                raise _Damaged
            for table in _VITAL:
                if connection.execute(f"PRAGMA integrity_check({table})").fetchone()[0] != "ok":
                    raise _Damaged
        except BaseException:
            connection.close()
            raise
        return connection


def _restored(connection: Connection, copy: Connection | None, found: salvage.Salvage) -> int:
    """Put back what was found, and what the copy has ahead of us (a journal went missing)."""
    mine = outbox_copy.generation(connection)
    theirs = outbox_copy.generation(copy) if copy is not None else 0
    # The copy is written after the replica: it is ahead only where a journal went missing
    # (test_a_journal_that_went_missing_is_made_up_from_the_copy).
    if copy is not None and theirs > mine:
        if not found.is_of_broken:
            salvage.collect(connection, "replica", found)
            found.newest = mine
        salvage.collect(copy, "copy", found)
    connection.execute("BEGIN IMMEDIATE")
    recovered = salvage.restore(connection, found)
    replay(connection)
    # Never lower: a copy that cannot be written any more would pass for newer than this file.
    outbox_copy.set_generation(connection, max(mine, theirs))
    connection.execute("COMMIT")
    return recovered


class _Damaged(Exception):
    """A page failed verification."""


def _why_unusable(error: Exception, folder: Path) -> str:
    """Return the kind of damage; raise LocalStoreBroken where a new file would not help."""
    if isinstance(error, NewerSchema):
        return "newer_version"
    kind = kind_of(error, folder)
    # The file may be whole: a full disk or a second console is no reason to set it aside.
    if kind in ("full", "locked", "unwritable"):
        raise LocalStoreBroken(kind) from error
    return "corrupt"
