"""Counts what an operator's session is made of, and what of it is there after its end."""

import asyncio
import gc
import weakref
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, QPropertyAnimation, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from console.shell.own_clipboard import OwnClipboard
from tests.support.seats.driven_console import DrivenConsole
from widgets.kit.wardrobe import Wardrobe
from widgets.panels.focus_ring import FocusRing


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
    """Count objects of Qt in the window, timers anywhere, and all who listen to what lives on.

    None is more after a session than before it: models and pages of the next one stand then too.
    """
    console, window = driven.console, driven.window
    parts = window.findChildren(QObject)
    # Qt's own animation lays a main window out when its menu bar is hidden; it stays with it.
    ours = [one for one in parts if not isinstance(one, QPropertyAnimation)]
    counts = Counter(type(one).__qualname__ for one in ours)
    counts["timers"] = _timers()
    counts["listeners of the feed"] = len(console.feed._listeners)
    counts["listeners of the phone"] = len(driven.phone._listeners)
    program = (app, app.styleHints(), app.clipboard(), app.primaryScreen(), window)
    seat = (console.seat.call, console.seat.session, console.seat.operator)
    for one in (*program, *ours, *_reached([*seat], set())):
        if isinstance(one, QObject):
            counts.update(dict(_receivers(one)))
    return counts


def tasks_of_console() -> set[str]:
    """Return the names of the tasks that go on, without those of the server in this process."""
    names = {task.get_name() for task in asyncio.all_tasks()}
    return {name for name in names if not name.startswith(("server.", "Task-"))}


def _timers() -> int:
    """Also those without a parent, which no window knows."""
    gc.unfreeze()
    gc.collect()
    return sum(isinstance(one, QTimer) and isValid(one) for one in gc.get_objects())


def _receivers(one: QObject) -> Iterator[tuple[str, int]]:
    kind = one.metaObject()
    for place in range(kind.methodCount()):
        method = kind.method(place)
        name = method.methodSignature().toStdString()
        # Qt listens to the end of a widget itself once that has got its looks.
        if method.methodType() is QMetaMethod.MethodType.Signal and "destroyed" not in name:
            yield f"listeners of {type(one).__qualname__}.{name}", one.receivers(f"2{name}")


def _program(driven: DrivenConsole) -> list[object]:
    """What lives as long as the window, and is known to the operator's session."""
    console, window = driven.console, driven.window
    seat, parts = console.seat, console.seat._parts
    slots = [getattr(parts, name) for name in parts.__slots__]
    return [seat, parts, *slots, seat.call, seat.session, seat.engine, console, driven.phone,
            window, window._stack, window._appearance, window._menu_bar, window.speech,
            window.findChild(FocusRing), window.findChild(OwnClipboard),
            Wardrobe.of(window)]  # fmt: skip


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
