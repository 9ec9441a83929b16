"""Prints a JSON line for each announcement on the accessibility bus: for the system Python.

It is no part of a package: pyatspi and its typelibs come from the distribution.
"""

import json
import sys
import time
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # only the system's Python has it


def hear(event: Any) -> None:
    at_s = time.monotonic()  # first of all: what follows asks others
    line = {"at_s": at_s, "text": str(event.any_data), "role": event.source.getRoleName()}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Listen until it is ended; an empty line on standard output says when it begins."""
    pyatspi.Registry.registerEventListener(hear, "object:announcement")
    sys.stdout.write("\n")
    sys.stdout.flush()
    pyatspi.Registry.start()


if __name__ == "__main__":
    main()
