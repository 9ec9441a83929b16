"""What a robot saw in its window at one moment, and the file of such glances, oldest first."""

import os
import time
from pathlib import Path

import msgspec


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """Only what a person could see; at_s is CLOCK_MONOTONIC.

    cpu_s: of the console so far. starved_s: how long its window's thread wanted to run and had
    no core, for others had them; on an idle machine that is next to nothing. waited_s: the same
    of all its threads together; while it starts, the window waits for most of them.
    """

    at_s: float
    cpu_s: float
    starved_s: float = 0.0
    waited_s: float = 0.0
    page: str  # "work", "sign_in" once it can be typed into, "other"
    look: str = ""  # the strip's state
    word: str = ""  # the same as the operator reads it
    number: str = ""  # digits in the strip
    other: tuple[str, str] = ("", "")  # the second call: look, who
    passed: str = ""  # what stands on a colleague's card above the work
    panel: str = ""  # behind F7: "lines", "speaking"
    lines: tuple[str, ...] = ()  # found there, the marked one first
    usable: tuple[str, ...] = ()  # its buttons that can be pressed
    focus: str = ""  # field with the cursor
    cursor: int = 0
    has_form: bool = False  # a contact, or a case in hand, can be written into
    hits: int = 0  # results listed
    notices: tuple[str, ...] = ()
    status: str = ""  # the status line
    values: dict[str, str] = {}  # field -> text on screen
    is_kept: bool = False  # beside the contact stands that it is on disk
    takes_keys: bool = False  # a key pressed by the robot changed a field in this life
    fault: str = ""


def now_s() -> float:
    return time.monotonic()


def starved_s(who: str = "thread-self") -> float:
    """Return how long a thread has waited for a core, 0.0 where nobody counts that.

    who: the calling one, or a process's id for its first.
    """
    try:
        return int(Path(f"/proc/{who}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def waited_s() -> float:
    """Return how long the threads of this process have waited for a core, taken together."""
    return sum(starved_s(f"self/task/{task.name}") for task in Path("/proc/self/task").iterdir())


def needed_s(glance: Glance, started_s: float) -> float:
    """Return how long it took until then without the waits for a core, at least its own work."""
    return max(glance.cpu_s, glance.at_s - started_s - glance.waited_s)


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
