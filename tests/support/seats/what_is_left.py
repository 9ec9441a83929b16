"""Counts what an operator's session is made of, and what of it is there after its end."""

import asyncio
import gc
import weakref
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, QPropertyAnimation
from PySide6.QtWidgets import QApplication

from tests.support.seats.driven_console import DrivenConsole


def objects_of_session(driven: DrivenConsole) -> list[weakref.ref[Any]]:
    """Return a weak reference to each object of ours that lives for the present operator."""
    window, seat = driven.window, driven.console.seat
    doors = (window.sign_in, window.lock_page, window.broken_page)
    of_the_seat = {id(one) for door in doors for one in (door, *door.findChildren(QObject))}
    of_the_seat |= {id(one) for one in _program(driven)}
    pages = [window.work, window.panels, window.commands, window.keyboard]
    pages += window.findChildren(QObject)
    found = _reached([seat.operator, *pages], of_the_seat)
    return [weakref.ref(one) for one in found]


def still_there(session: list[weakref.ref[Any]]) -> Counter[str]:
    """Return what did not end, by class. What was set aside by the collector is looked at too."""
    gc.unfreeze()
    gc.collect()
    left = [one for one in (ref() for ref in session) if one is not None]
    return Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in left)


def counts_of(app: QApplication, driven: DrivenConsole) -> Counter[str]:
    """Count listeners and objects of Qt in the window: none more after a session than before."""
    console, window = driven.console, driven.window
    parts = window.findChildren(QObject)
    # Qt's own animation lays a main window out when its menu bar is hidden; it stays with it.
    ours = [one for one in parts if not isinstance(one, QPropertyAnimation)]
    counts = Counter(type(one).__qualname__ for one in ours)
    counts["listeners of focusChanged"] = app.receivers("2focusChanged(QWidget*,QWidget*)")
    counts["listeners of the feed"] = len(console.feed._listeners)
    for model in (console.seat.call, console.seat.session):
        for name, count in _receivers(model):
            counts[f"listeners of {type(model).__name__}.{name}"] = count
    return counts


def tasks_of_console() -> set[str]:
    """Return the names of the tasks that go on, without those of the server in this process."""
    names = {task.get_name() for task in asyncio.all_tasks()}
    return {name for name in names if not name.startswith(("server.", "Task-"))}


def _receivers(model: QObject) -> Iterator[tuple[str, int]]:
    kind = model.metaObject()
    for place in range(kind.methodCount()):
        method = kind.method(place)
        if method.methodType() is QMetaMethod.MethodType.Signal:
            name = method.methodSignature().toStdString()
            yield name, model.receivers(f"2{name}")


def _program(driven: DrivenConsole) -> list[object]:
    """What lives as long as the window, and is known to the operator's session."""
    console, window = driven.console, driven.window
    seat, parts = console.seat, console.seat._parts
    slots = [getattr(parts, name) for name in parts.__slots__]
    return [seat, parts, *slots, seat.call, seat.session, seat.engine, console, driven.phone,
            window, window._stack, window._appearance, window.speech]  # fmt: skip


def _reached(roots: list[object], known: set[int]) -> list[object]:
    found: list[object] = []
    waiting = list(roots)
    while waiting:
        part = waiting.pop()
        if id(part) in known or isinstance(part, Enum | type):
            continue
        known.add(id(part))
        if isinstance(part, list | tuple | set | frozenset):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
        elif type(part).__module__.startswith(("console.", "widgets.")):
            waiting += [getattr(part, name) for name in _names_of(part) if hasattr(part, name)]
            if type(part).__weakrefoffset__:
                found.append(part)
    return found


def _names_of(part: object) -> list[str]:
    slots = [name for kind in type(part).__mro__ for name in getattr(kind, "__slots__", ())]
    return [*getattr(part, "__dict__", ()), *slots]
