"""What is typed in panels, one of the replica's small facts for each place it is about."""

import logging
from collections.abc import Mapping

import msgspec

from console.store.cipher import Connection
from console.store.session_record import set_fact
from console.work.panel_words import Words

log = logging.getLogger(__name__)
FACT = "panel_words "  # and the place


def save_panel_words(connection: Connection, typed: Mapping[str, Words]) -> None:
    """Keep the words of these places; a place without words is forgotten."""
    for place, words in typed.items():
        text = msgspec.json.encode(words).decode() if any(words) else None
        set_fact(connection, f"{FACT}{place}", text)


def panel_words(connection: Connection) -> dict[str, Words]:
    """Return all that is kept, by place."""
    rows = connection.execute(
        "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ?", (len(FACT), FACT)
    )
    kept: dict[str, Words] = {}
    for key, text in rows.fetchall():
        try:
            kept[key.removeprefix(FACT)] = msgspec.json.decode(text, type=tuple[str, ...])
        except msgspec.DecodeError:
            log.warning("what was typed in a panel cannot be read")
    return kept
