"""Prints, as JSON, the names an application tells a screen reader that is there from the start.

A reader keeps the names it is told; accessible_tree.py asks for them anew. For the system Python.
"""

import json
import signal
import sys

import pyatspi  # type: ignore[import-not-found]  # only the system's Python has it

told: set[str] = set()


def main() -> None:
    """Listen until SIGTERM; a line on standard output says when it begins."""
    pyatspi.Registry.registerEventListener(
        lambda event: told.add(str(event.any_data)), "object:property-change:accessible-name"
    )
    signal.signal(signal.SIGTERM, lambda *_: pyatspi.Registry.stop())
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    pyatspi.Registry.start()
    json.dump(sorted(told), sys.stdout)


if __name__ == "__main__":
    main()
