"""Prints, as JSON, what assistive technology sees of an application: for the system Python.

It is no part of a test package: pyatspi and its typelibs come from the distribution.
"""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # only the system's Python has it

APPEARS_S = 60.0


def application(name: str, pid: int) -> Any:
    deadline = time.monotonic() + APPEARS_S
    while time.monotonic() < deadline:
        for found in pyatspi.Registry.getDesktop(0):
            if found is not None and found.name == name and found.get_process_id() == pid:
                return found
        time.sleep(0.2)
    raise SystemExit(f"{name} does not appear on the accessibility bus")


def nodes(root: Any) -> Iterator[dict[str, Any]]:
    """Everything that is showing, parents before children."""
    state = root.getState()
    showing = state.contains(pyatspi.STATE_SHOWING)
    if showing:
        labels = [
            relation.getTarget(0).name
            for relation in root.getRelationSet()
            if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
        ]
        yield {
            "role": root.getRoleName(),
            "name": root.name,
            "labels": labels,
            "focusable": state.contains(pyatspi.STATE_FOCUSABLE),
            "focused": state.contains(pyatspi.STATE_FOCUSED),
            "checked": state.contains(pyatspi.STATE_CHECKED),
            "description": root.description,
        }
    for index in range(root.childCount):
        child = root.getChildAtIndex(index)
        if child is not None:
            yield from nodes(child)


if __name__ == "__main__":
    tree = application(sys.argv[1], int(sys.argv[2]))
    json.dump(list(nodes(tree)), sys.stdout)
