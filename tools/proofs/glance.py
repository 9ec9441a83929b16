"""What a robot saw in its window at one moment, and the file of such glances, oldest first."""

import os
import time
from pathlib import Path

import msgspec


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """Only what a person could see; at_s is CLOCK_MONOTONIC.

    cpu_s: of the console so far. starved_s: how long its window's thread wanted to run and had
    no core, for others had them; on an idle machine that is next to nothing.
    """

    at_s: float
    cpu_s: float
    starved_s: float = 0.0
    page: str  # "work", "sign_in" once it can be typed into, "other"
    look: str = ""  # the strip's state
    number: str = ""  # digits in the strip
    focus: str = ""  # field with the cursor
    cursor: int = 0
    has_form: bool = False  # a contact, or a case in hand, can be written into
    hits: int = 0  # results listed
    notices: tuple[str, ...] = ()
    status: str = ""  # the status line
    values: dict[str, str] = {}  # field -> text on screen
    takes_keys: bool = False  # a key pressed by the robot changed a field in this life
    fault: str = ""


def now_s() -> float:
    return time.monotonic()


def starved_s() -> float:
    """Return how long the calling thread has waited for a core, 0.0 where nobody counts that."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


class GlanceLog:
    """Written by the robot: a glance is on disk when add() returns."""

    def __init__(self, file: Path) -> None:
        self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_DSYNC, 0o600)

    def add(self, glance: Glance) -> None:
        os.write(self._descriptor, msgspec.json.encode(glance) + b"\n")


class GlanceReader:
    """Reads what was added since it last looked; half a line waits for its other half."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._at = 0

    def fresh(self) -> list[Glance]:
        if not self._file.exists():
            return []
        with self._file.open("rb") as source:
            source.seek(self._at)
            data = source.read()
        whole = data[: data.rfind(b"\n") + 1]
        self._at += len(whole)
        return [msgspec.json.decode(line, type=Glance) for line in whole.splitlines()]
