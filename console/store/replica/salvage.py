"""Carries unsent commands and drafts from what can still be read into a new replica."""

import contextlib
from pathlib import Path
from typing import Any

import msgspec

from console.store.replica.cipher import Connection, DatabaseError, connect
from console.store.replica.outbox_copy import is_copied

Row = tuple[Any, ...]


class Salvage(msgspec.Struct, kw_only=True):
    """Rows found, by their key. Newer finds do not replace older ones of the same key."""

    commands: dict[str, Row] = {}  # command id -> (id, sequence, body)
    contact_drafts: dict[str, Row] = {}
    attempt_drafts: dict[str, Row] = {}
    revision_drafts: dict[str, Row] = {}
    session: dict[str, str] = {}


_COMMANDS = {
    # Unsent work only: all else comes from the server again.
    "replica": "SELECT command_id, sequence, body FROM outbox WHERE status = 'waiting'",
    "copy": "SELECT command_id, sequence, body FROM command",
}
_SESSION = {"replica": "SELECT key, value FROM meta", "copy": "SELECT key, value FROM session"}


def collect(connection: Connection, source: str, into: Salvage) -> None:
    """Add whatever this connection still gives; source is "replica" or "copy"."""
    _take(connection, _COMMANDS[source], into.commands)
    drafts = "SELECT contact_id, call_key, is_open, body FROM contact_draft"
    _take(connection, drafts, into.contact_drafts)
    _take(connection, "SELECT callback_id, body FROM attempt_draft", into.attempt_drafts)
    _take(connection, "SELECT entry, body FROM revision_draft", into.revision_drafts)
    pairs: dict[str, Row] = {}
    _take(connection, _SESSION[source], pairs)
    for key, row in pairs.items():
        if is_copied(key):
            into.session.setdefault(key, row[1])


def collect_from_broken(path: Path, key_hex: str, into: Salvage) -> None:
    """Read what a broken replica still gives, page by page, without changing it."""
    with contextlib.suppress(DatabaseError, OSError):
        connection = connect(path, key_hex)
        try:
            collect(connection, "replica", into)
        finally:
            connection.close()


def restore(connection: Connection, found: Salvage) -> int:
    """Put the finds where they are missing. Return how many contacts came back."""
    # Settled ones too: found again in an older copy they would be sent twice.
    known = {row[0] for row in connection.execute("SELECT command_id FROM outbox")}
    recovered = 0
    written = set()
    # In their old order: what refers to a contact must not reach the server before it.
    for command_id, _, body in sorted(found.commands.values(), key=lambda row: row[1]):
        written.add(_contact_of(body))
        if command_id not in known:
            connection.execute(
                "INSERT INTO outbox (command_id, body) VALUES (?, ?)", (command_id, body)
            )
            recovered += _contact_of(body) != ""
    for row in found.contact_drafts.values():
        # A contact whose command was found is closed: its draft would be offered once more.
        if row[0] not in written:
            recovered += connection.execute(
                "INSERT OR IGNORE INTO contact_draft VALUES (?, ?, ?, ?)", row
            ).rowcount
    for row in found.attempt_drafts.values():
        connection.execute("INSERT OR IGNORE INTO attempt_draft VALUES (?, ?)", row)
    for row in found.revision_drafts.values():
        connection.execute("INSERT OR IGNORE INTO revision_draft VALUES (?, ?)", row)
    for pair in found.session.items():
        connection.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", pair)
    return recovered


def _take(connection: Connection, query: str, into: dict[str, Row]) -> None:
    # A damaged page ends this table only: the rows read until then count.
    with contextlib.suppress(DatabaseError):
        for row in connection.execute(query):
            # The first find counts: the replica is read before its copy.
            into.setdefault(row[0], tuple(row))


def _contact_of(body: str) -> str:
    """Return the id of the contact a command records, "" for other commands."""
    try:
        data = msgspec.json.decode(body).get("data", {})
        return str(data.get("contact", {}).get("id", ""))
    except (msgspec.DecodeError, AttributeError):
        return ""
