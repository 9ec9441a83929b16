"""Carries unsent commands and drafts from what can still be read into a new replica."""

import contextlib
from pathlib import Path
from typing import Any

import msgspec

from console.store.replica.cipher import Connection, DatabaseError, connect
from console.store.replica.outbox_copy import generation, is_copied

Row = tuple[Any, ...]


class Salvage(msgspec.Struct, kw_only=True):
    """Rows found, by their key. Newer finds do not replace older ones of the same key."""

    commands: dict[str, Row] = {}  # command id -> (id, sequence, body)
    contact_drafts: dict[str, Row] = {}
    attempt_drafts: dict[str, Row] = {}
    revision_drafts: dict[str, Row] = {}
    session: dict[str, str] = {}
    unread: set[str] = set()  # what no file gave to its end: of it rows may be missing
    newest: int = 0  # generation of what was read first


_COMMANDS = {
    # Unsent work only: all else comes from the server again.
    "replica": "SELECT command_id, sequence, body FROM outbox WHERE status = 'waiting'",
    "copy": "SELECT command_id, sequence, body FROM command",
}
# Words and work that nobody else has; the session begins anew at a sign-in.
_OF_OPERATOR = ("commands", "contact_drafts", "attempt_drafts", "revision_drafts")
_SESSION = {"replica": "SELECT key, value FROM meta", "copy": "SELECT key, value FROM session"}


def collect(connection: Connection, source: str, into: Salvage) -> None:
    """Add whatever this connection still gives; source is "replica" or "copy"."""
    drafts = "SELECT contact_id, call_key, is_open, body FROM contact_draft"
    pairs: dict[str, Row] = {}
    for name, query, rows in (
        ("commands", _COMMANDS[source], into.commands),
        ("contact_drafts", drafts, into.contact_drafts),
        ("attempt_drafts", "SELECT callback_id, body FROM attempt_draft", into.attempt_drafts),
        ("revision_drafts", "SELECT entry, body FROM revision_draft", into.revision_drafts),
        ("session", _SESSION[source], pairs),
    ):
        if _took_all(connection, query, rows):
            # A copy that is older makes up for nothing, nor does one that was just made.
            if source == "replica" or generation(connection) >= max(into.newest, 1):
                into.unread.discard(name)
        elif source == "replica":
            into.unread.add(name)
    for key, row in pairs.items():
        if is_copied(key):
            into.session.setdefault(key, row[1])


def collect_from_broken(path: Path, key_hex: str, into: Salvage) -> None:
    """Read what a broken replica still gives, page by page, without changing it."""
    into.unread.update(_OF_OPERATOR)
    with contextlib.suppress(DatabaseError, OSError):
        connection = connect(path, key_hex)
        try:
            collect(connection, "replica", into)
            into.newest = generation(connection)
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


def _took_all(connection: Connection, query: str, into: dict[str, Row]) -> bool:
    """Add the rows; return whether none is missing. Around a damaged page, from both its sides."""
    if _took(connection, f"{query} ORDER BY rowid", into):
        return True
    _took(connection, f"{query} ORDER BY rowid DESC", into)
    return False


def _took(connection: Connection, query: str, into: dict[str, Row]) -> bool:
    try:
        for row in connection.execute(query):
            # The first find counts: the replica is read before its copy.
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
