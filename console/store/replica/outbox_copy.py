"""A second encrypted file with the unsent commands and what is typed, written after each commit.

It is for salvage only: the replica is right as long as it can be read and is not older.
"""

import contextlib
import logging
from pathlib import Path

from console.store.contact.sending_aside import FACT as SENDING_ASIDE
from console.store.duty.duty_journal import BOOT
from console.store.replica.cipher import SMALL_CACHE_KIB, Connection, DatabaseError, connect
from console.store.replica.salvaged_tables import DRAFTS, OTHERS, Copied
from console.store.replica.set_aside import set_aside
from console.store.replica.store_faults import kind_of
from console.store.session.session_record import WORK_KEYS
from console.store.session.unsent_input_record import FACT as PANEL_WORDS

log = logging.getLogger(__name__)
GENERATION = "copy_generation"  # in meta of both files; grows with each commit worth copying
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS command"
    " (command_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, body TEXT NOT NULL,"
    " again TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE TABLE IF NOT EXISTS contact_draft (contact_id TEXT PRIMARY KEY,"
    " call_key TEXT NOT NULL, is_open INTEGER NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS attempt_draft"
    " (callback_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS revision_draft (entry TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS notice (id TEXT PRIMARY KEY, at TEXT NOT NULL,"
    " seen INTEGER NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS duty_step (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS duty_alarm (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
_ADD_AGAIN = "ALTER TABLE command ADD COLUMN again TEXT NOT NULL DEFAULT ''"
# A replica begun anew in mid-session needs them: without an account every use case is refused.
_SESSION_KEYS = ("account", "line", "refresh_token", WORK_KEYS, SENDING_ASIDE, BOOT)
_FACTS = (
    f"SELECT key, value FROM meta WHERE key IN ({', '.join('?' * len(_SESSION_KEYS))})"
    " OR substr(key, 1, ?) = ?",
    (*_SESSION_KEYS, len(PANEL_WORDS), PANEL_WORDS),
)


def is_copied(key: str) -> bool:
    """Return whether a small fact is worth salvaging."""
    return key in _SESSION_KEYS or key.startswith(PANEL_WORDS)


def generation(connection: Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (GENERATION,)).fetchone()
    return int(row[0]) if row else 0


def newest_command(connection: Connection) -> int | None:
    """Return the place in the outbox of the command queued last, None for none."""
    found = connection.execute("SELECT max(sequence) FROM outbox").fetchone()[0]
    return None if found is None else int(found)


def journal(connection: Connection) -> tuple[object, ...]:
    """Return what tells whether steps of duty or alarms came or went."""
    return tuple(
        connection.execute(
            "SELECT (SELECT value FROM meta WHERE key = ?), (SELECT min(number) FROM duty_step),"
            " (SELECT max(number) FROM duty_step), (SELECT min(number) FROM duty_alarm),"
            " (SELECT max(number) FROM duty_alarm)",
            (BOOT,),
        ).fetchone()
    )


def newest_again(connection: Connection, table: str) -> str:
    """Return the SQL of what goes with a command; a table of an older version lacks the column."""
    with contextlib.suppress(DatabaseError):
        for row in connection.execute(f"PRAGMA table_info({table})"):
            if row[1] == "again":
                return "again"
    return "''"


def set_generation(connection: Connection, number: int) -> None:
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (GENERATION, str(number)),
    )


class OutboxCopy:
    """Belongs to the writing thread. A copy that cannot be written is given up, with a warning."""

    def __init__(self, path: Path, key_hex: str) -> None:
        self._path = path
        self._key_hex = key_hex
        self._connection: Connection | None = None
        self._lacks_commands = True  # until a copy of them was committed
        self._lacks_others = True  # and of what is seldom: steps of duty, alarms, notices
        self.was_broken = False  # a damaged one was set aside, and this one made anew

    def open(self) -> Connection | None:
        """Open or make the file; one that cannot be read is set aside. None: it cannot be had."""
        # The second turn makes a new file where the first one set a damaged one aside.
        for _ in range(2):
            try:
                # For salvage only: it need not survive a power cut, so a draft is flushed once.
                self._connection = connect(
                    self._path, self._key_hex, synchronous="NORMAL", cache_kib=SMALL_CACHE_KIB
                )
                for statement in _SCHEMA:
                    self._connection.execute(statement)
                if newest_again(self._connection, "command") != "again":
                    self._connection.execute(_ADD_AGAIN)
                return self._connection
            except (DatabaseError, OSError) as error:
                self._connection = None
                log.warning("outbox copy not opened: %s", kind_of(error, self._path.parent))
                # Only a damaged copy is set aside: a full disk has no room for another one either.
                if kind_of(error, self._path.parent) != "corrupt":
                    return None  # a new one would fare no better
                self.was_broken = set_aside(self._path) is not None
        return None

    def follow(
        self, replica: Connection, *, has_commands: bool = True, has_others: bool = False
    ) -> None:
        """Make the copy equal to the replica, writing only what differs.

        has_commands: whether a command came, or left those that wait, since the last time;
        has_others: the same of steps of duty, alarms and notices.
        """
        # Remembered: a copy of them that failed is made up for by the next draft.
        self._lacks_commands |= has_commands
        self._lacks_others |= has_others
        # The replica itself is whole: a copy that cannot be had is no reason to refuse work.
        if self._connection is None:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            # Comparing all that wait made each draft dearer the longer the server was away.
            if self._lacks_commands:
                self._follow_commands(replica, self._connection)
            for table in (*DRAFTS, *(OTHERS if self._lacks_others else ())):
                self._follow_table(replica, self._connection, table)
            self._follow_session(replica, self._connection)
            # In one transaction with the rows: a copy that failed half-way keeps its older number.
            set_generation(self._connection, generation(replica))
            self._connection.execute("COMMIT")
            self._lacks_commands = self._lacks_others = False
        except DatabaseError as error:
            log.warning("outbox copy not written: %s", getattr(error, "sqlite_errorname", ""))
            self._give_up()

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # A damaged file may refuse to close; the replica has all that is in it.
            with contextlib.suppress(DatabaseError):
                connection.close()

    def _give_up(self) -> None:
        """Undo, and forget how far the copy is: an old copy must not pass for a newer replica."""
        assert self._connection is not None
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except DatabaseError:
            self.close()

    @staticmethod
    def _follow_commands(replica: Connection, copy: Connection) -> None:
        waiting = "SELECT command_id, again FROM outbox WHERE status = 'waiting'"
        wanted = {row[0]: row[1] for row in replica.execute(waiting)}
        present = {row[0]: row[1] for row in copy.execute("SELECT command_id, again FROM command")}
        copy.executemany(
            "DELETE FROM command WHERE command_id = ?",
            [(gone,) for gone in present.keys() - wanted.keys()],
        )
        for command_id, again in wanted.items():
            # What the server had said of it before it lost something comes and goes.
            if present.get(command_id) != again:
                row = replica.execute(
                    "SELECT command_id, sequence, body, again FROM outbox WHERE command_id = ?",
                    (command_id,),
                ).fetchone()
                copy.execute("INSERT OR REPLACE INTO command VALUES (?, ?, ?, ?)", tuple(row))

    @staticmethod
    def _follow_table(replica: Connection, copy: Connection, table: Copied) -> None:
        wanted = {row[0]: tuple(row) for row in replica.execute(table.rows)}
        present = {row[0]: tuple(row) for row in copy.execute(table.rows)}
        for name in present.keys() - wanted.keys():
            copy.execute(f"DELETE FROM {table.name} WHERE {table.columns[0]} = ?", (name,))
        for name, row in wanted.items():
            if present.get(name) != row:
                marks = ", ".join("?" * len(row))
                copy.execute(f"INSERT OR REPLACE INTO {table.name} VALUES ({marks})", row)

    @staticmethod
    def _follow_session(replica: Connection, copy: Connection) -> None:
        wanted = dict(replica.execute(*_FACTS).fetchall())
        present = dict(copy.execute("SELECT key, value FROM session").fetchall())
        for key in present.keys() - wanted.keys():
            copy.execute("DELETE FROM session WHERE key = ?", (key,))
        for key, value in wanted.items():
            if present.get(key) != value:
                copy.execute("INSERT OR REPLACE INTO session VALUES (?, ?)", (key, value))
