"""Prints what assistive technology sees of an application: a line of JSON for each line it reads.

For the system Python: it is no part of a test package, pyatspi and its typelibs come from the
distribution.
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


def nodes(root: Any, *, is_choice: bool = False) -> Iterator[dict[str, Any]]:
    """Everything that is showing, parents before children: what is hidden hides all within it.

    But for the choices of a list that is folded up: one is told them all the same.
    """
    state = root.getState()
    is_showing = state.contains(pyatspi.STATE_SHOWING)
    if is_showing:
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
            "opens": state.contains(pyatspi.STATE_HAS_POPUP),
            "description": root.description,
        }
    is_choice = is_choice or (is_showing and root.getRole() == pyatspi.ROLE_COMBO_BOX)
    if not (is_showing or is_choice or root.getRole() == pyatspi.ROLE_APPLICATION):
        return
    for index in range(root.childCount):
        child = root.getChildAtIndex(index)
        if child is not None:
            yield from nodes(child, is_choice=is_choice)


if __name__ == "__main__":
    for _ in sys.stdin:
        tree = application(sys.argv[1], int(sys.argv[2]))
        sys.stdout.write(json.dumps(list(nodes(tree))) + "\n")
        sys.stdout.flush()
