"""Every command by name: finds "metti in pausa" from "paus" or "pasua"."""

from collections.abc import Callable

import msgspec
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

MIN_SCORE = 55.0


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something the operator can do now or later. title is translated; keys as shown to people."""

    id: str
    title: str
    keys: str = ""
    run: Callable[[], None]
    is_offered: Callable[[], bool] = lambda: True


def matching(commands: tuple[Command, ...], text: str) -> tuple[Command, ...]:
    """Return the commands offered now that match text, best first; all of them for no text."""
    offered = tuple(command for command in commands if command.is_offered())
    if not text.strip():
        return offered
    found = process.extract(
        text,
        [command.title for command in offered],
        scorer=fuzz.WRatio,
        processor=default_process,
        score_cutoff=MIN_SCORE,
        limit=None,
    )
    return tuple(offered[index] for _, _, index in found)
