"""Carries unsent commands and drafts from what can still be read into a new replica."""

import contextlib
from pathlib import Path
from typing import Any

import msgspec

from console.store.duty.duty_journal import BOOT
from console.store.replica.cipher import Connection, DatabaseError, connect
from console.store.replica.outbox_copy import generation, is_copied, newest_again
from console.store.replica.salvaged_tables import COPIED, Copied

Row = tuple[Any, ...]
COMMANDS, SESSION = "commands", "session"


class Salvage(msgspec.Struct, kw_only=True):
    """Rows found, by table and key. Of two files the rows of the one that is ahead count."""

    rows: dict[str, dict[Any, Row]] = {}
    unread: set[str] = set()  # what no file gave to its end: of it rows may be missing
    newest: int | None = None  # generation of the replica; None: it could not be read
    is_of_broken: bool = False  # a replica was given up, and what it gave is in here


# Unsent work only: all else comes from the server again.
_COMMANDS = {"replica": ("outbox", "status = 'waiting'"), "copy": ("command", "1")}
_SESSION = {"replica": "SELECT key, value FROM meta", "copy": "SELECT key, value FROM session"}
# Words and work that nobody else has; the session begins anew at a sign-in.
_OF_OPERATOR = (COMMANDS, *(table.name for table in COPIED))


def collect(connection: Connection, source: str, into: Salvage) -> None:
    """Add whatever this connection still gives; source is "replica" or "copy"."""
    table, where = _COMMANDS[source]
    again = newest_again(connection, table)
    commands = f"SELECT command_id, sequence, body, {again} FROM {table} WHERE {where}"
    queries = {COMMANDS: commands, SESSION: _SESSION[source]}
    queries |= {one.name: one.rows for one in COPIED}
    is_copy = source == "copy"
    number = generation(connection) if is_copy else 0
    is_ahead = is_copy and into.newest is not None and number > into.newest
    for name, query in queries.items():
        found: dict[Any, Row] = {}
        is_whole = _took_all(connection, query, found)
        _merge(into, name, found, is_ahead=is_ahead, is_whole=is_whole, is_copy=is_copy)
        # A copy that is older makes up for nothing, nor does one that was just made.
        if is_whole and (not is_copy or number >= max(into.newest or 0, 1)):
            into.unread.discard(name)
        elif not is_copy:
            into.unread.add(name)


def _merge(
    into: Salvage,
    name: str,
    found: dict[Any, Row],
    *,
    is_ahead: bool,
    is_whole: bool,
    is_copy: bool,
) -> None:
    known = into.rows.get(name, {})
    if is_ahead and is_whole and name != COMMANDS:
        # As it was last, whole: what is not in it was closed, sent or thrown away since.
        into.rows[name] = found
    elif is_ahead:
        into.rows[name] = known | found
    # What the replica gave to its end is all there was: in an older copy lies what left it since.
    elif not is_copy or name in into.unread or into.newest is None:
        into.rows[name] = found | known


def collect_from_broken(path: Path, key_hex: str, into: Salvage) -> None:
    """Read what a broken replica still gives, page by page, without changing it."""
    into.is_of_broken = True
    into.unread.update((*_OF_OPERATOR, SESSION))
    with contextlib.suppress(DatabaseError, OSError):
        connection = connect(path, key_hex)
        try:
            collect(connection, "replica", into)
            into.newest = generation(connection)
        finally:
            connection.close()


def restore(connection: Connection, found: Salvage) -> int:
    """Have the replica hold what was found. Return how many contacts came back."""
    # Settled ones too: found again in an older copy they would be sent twice.
    known = {row[0] for row in connection.execute("SELECT command_id FROM outbox")}
    recovered = 0
    closed = set()
    # In their old order: what refers to a contact must not reach the server before it.
    commands = sorted(found.rows.get(COMMANDS, {}).values(), key=lambda row: int(row[1]))
    for command_id, _, body, again in commands:
        closed.add(_contact_of(body))
        if command_id not in known:
            connection.execute(
                "INSERT INTO outbox (command_id, body, again) VALUES (?, ?, ?)",
                (command_id, body, again),
            )
            recovered += _contact_of(body) != ""
    for table in COPIED:
        if table.name in found.rows:
            rows = list(found.rows[table.name].values())
            if table.name == "contact_draft":
                # A contact whose command was found is closed: its draft would be offered once
                # more. Taken back or corrected since, it is no draft of before.
                rows = [row for row in rows if row[0] not in closed or _was_closed(row[-1])]
            recovered += _replaced(connection, table, rows)
    _restore_facts(connection, found)
    return recovered


def _replaced(connection: Connection, table: Copied, rows: list[Row]) -> int:
    """Return how many drafts of contacts were not there, or not as they are now."""
    before = {tuple(row) for row in connection.execute(table.rows)}
    # What is not copied, as notices that were seen, is in no file but this one.
    connection.execute(f"DELETE FROM {table.name} WHERE {table.where}")
    for row in rows:
        marks = ", ".join("?" * len(row))
        insert = f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})"
        is_in = connection.execute(insert, row).rowcount
        if not is_in and table.name == "contact_draft":
            # Two files gave a draft each of one call: both must be there to be completed.
            connection.execute(insert, (row[0], "", *row[2:]))
    return len(set(rows) - before) if table.name == "contact_draft" else 0


def _restore_facts(connection: Connection, found: Salvage) -> None:
    facts = {key: row[1] for key, row in found.rows.get(SESSION, {}).items() if is_copied(key)}
    # Numbers of a journal without a step are better begun anew.
    if not found.rows.get("duty_step"):
        facts.pop(BOOT, None)
    if SESSION in found.rows:
        for (key,) in connection.execute("SELECT key FROM meta").fetchall():
            if is_copied(key) and key != BOOT:
                connection.execute("DELETE FROM meta WHERE key = ?", (key,))
    for pair in facts.items():
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", pair)


def _took_all(connection: Connection, query: str, into: dict[Any, Row]) -> bool:
    """Add the rows; return whether none is missing. Around a damaged page, from both its sides."""
    if _took(connection, f"{query} ORDER BY rowid", into):
        return True
    _took(connection, f"{query} ORDER BY rowid DESC", into)
    return False


def _took(connection: Connection, query: str, into: dict[Any, Row]) -> bool:
    try:
        for row in connection.execute(query):
            into.setdefault(row[0], tuple(row))
    except DatabaseError:
        return False
    return True


def _contact_of(body: str) -> str:
    """Return the id of the contact a command records, "" for other commands."""
    try:
        data = msgspec.json.decode(body).get("data", {})
        return str(data.get("contact", {}).get("id", ""))
    except (msgspec.DecodeError, AttributeError):
        return ""


def _was_closed(body: str) -> bool:
    """Return whether a draft is of a contact that was closed before."""
    try:
        return msgspec.json.decode(body).get("earlier") is not None
    except (msgspec.DecodeError, AttributeError):
        return True
