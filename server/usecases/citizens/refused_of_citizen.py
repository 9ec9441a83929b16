"""Refused commands that wait for their author, and which of them are about a citizen."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from contract.citizen_rows import named_rows
from contract.wire.decoding import MalformedMessage, decode
from server.store.contacts.heard_otherwise import same_words
from server.store.engine.connection import Connection, Row
from server.store.sync.refused_work import all_refused
from server.usecases.sync.refused_boxes import opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """By what a command is known to be a citizen's: one of these is enough, or number and name.

    rows: ids of contacts, cases and callbacks. own: the code, and numbers of nobody else.
    numbers: those that others have, too.
    """

    rows: frozenset[str]
    own: frozenset[str]
    numbers: frozenset[str]
    name: str


def refused_of(connection: Connection, private: Sequence[bytes], traces: Traces) -> Iterator[Row]:
    """Yield the row of each such command, with the command in the place of its box."""
    for row in all_refused(connection):
        # What cannot be read is told to nobody, and goes by its age.
        with suppress(MalformedMessage, ValueError):
            refused = opened(private, row["command_id"], row["box"])
            if refused is not None and _is_about(refused.command, traces):
                yield {**row, "box": decode(refused.command, object)}


def _is_about(command: msgspec.Raw, traces: Traces) -> bool:
    if not traces.rows.isdisjoint(named_rows(command).about.ids):
        return True
    said = set(_texts(decode(command, object)))
    if not traces.own.isdisjoint(said):
        return True
    return not traces.numbers.isdisjoint(said) and any(same_words(traces.name, t) for t in said)


def _texts(told: object) -> Iterator[str]:
    """Yield each text of a command, wherever it stands in it."""
    inner = [told]
    while inner:
        one = inner.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            inner += one.values() if isinstance(one, dict) else one
