"""What is typed in panels, one of the replica's small facts for each place it is about."""

import logging
from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from console.model.contact.unsent_input import Typed, Words, is_stale
from console.store.replica.cipher import Connection
from console.store.session.session_record import set_fact

log = logging.getLogger(__name__)
FACT = "panel_words "  # and the place
_KEPT = msgspec.json.Decoder(Typed | tuple[str, ...])  # once the words alone were written


def save_unsent_input(connection: Connection, typed: Mapping[str, Typed]) -> None:
    """Store the words of these places; a place without words is deleted."""
    for place, one in typed.items():
        text = msgspec.json.encode(one).decode() if any(one.words) else None
        set_fact(connection, f"{FACT}{place}", text)


def delete_unsent_input(connection: Connection, place: str) -> None:
    """Delete the words of a place: they were sent."""
    set_fact(connection, f"{FACT}{place}", None)


def unsent_input(connection: Connection) -> dict[str, Typed]:
    """Return all that is stored, by place."""
    # Not LIKE: the underscore of the name would stand for any letter.
    rows = connection.execute(
        "SELECT key, value FROM meta WHERE substr(key, 1, ?) = ?", (len(FACT), FACT)
    )
    kept: dict[str, Typed] = {}
    for key, text in rows.fetchall():
        try:
            kept[key.removeprefix(FACT)] = _typed(_KEPT.decode(text))
        # One place must not take the words of all others along.
        except msgspec.DecodeError:
            log.warning("what was typed in a panel cannot be read")
    return kept


def fresh_input(kept: Mapping[str, Typed], now: datetime) -> dict[str, Typed]:
    """Return what is not too old, each with a moment its age is counted from.

    Where none was noted, or one that has not come yet, it is counted from now on.
    """
    fresh: dict[str, Typed] = {}
    for place, one in kept.items():
        if not is_stale(place, one, now):
            is_dated = one.typed_at is not None and one.typed_at <= now
            fresh[place] = one if is_dated else replace(one, typed_at=now)
    return fresh


def _typed(found: Typed | Words) -> Typed:
    return found if isinstance(found, Typed) else Typed(words=found)
