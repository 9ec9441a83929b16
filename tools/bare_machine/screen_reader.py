"""Prints, as JSON, what assistive technology sees of the console: for a machine's own Python."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # only Debian's Python has it

NAME = "ChiamaRoma"


def nodes(found: Any) -> Iterator[dict[str, Any]]:
    """Yield everything that is showing, parents before children."""
    state = found.getState()
    if state.contains(pyatspi.STATE_SHOWING):
        yield {
            "role": found.getRoleName(),
            "name": found.name,
            "text": written(found),
            "enabled": state.contains(pyatspi.STATE_SENSITIVE),
            "focused": state.contains(pyatspi.STATE_FOCUSED),
        }
    for index in range(found.childCount):
        child = found.getChildAtIndex(index)
        if child is not None:
            yield from nodes(child)


def written(found: Any) -> str:
    if found.getRole() == pyatspi.ROLE_PASSWORD_TEXT:
        return ""
    try:
        return str(found.queryText().getText(0, -1))
    except NotImplementedError:
        return ""


def everything() -> list[dict[str, Any]]:
    """A window that changes while it is looked at is looked at again by whoever asked."""
    seen: list[dict[str, Any]] = []
    for application in pyatspi.Registry.getDesktop(0):
        try:
            if application is not None and application.name == NAME:
                seen += nodes(application)
        except Exception as error:  # noqa: BLE001 - D-Bus has many
            seen.append({"role": "fault", "name": "", "text": str(error), "focused": False})
    return seen


json.dump(everything(), sys.stdout)
