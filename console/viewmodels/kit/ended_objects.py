"""Ends objects of Qt, with what Python holds through them."""

import asyncio
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QEvent, QObject

A_TURN = 200  # objects: to end one takes some 30 µs of processor time


def end_objects(objects: Iterable[QObject]) -> None:
    """Delete them now, with their children and connections, and let go of all they refer to.

    They know each other in circles, and the collector never looks at what was there when an index
    was loaded (main_thread_gc): what one operator typed would stay in memory under the next one.
    """
    roots = tuple(objects)
    ended = [one for root in roots for one in (root, *root.findChildren(QObject))]
    for root in roots:
        root.deleteLater()
        # By Qt itself: shiboken's own delete() leaves the window with a pointer to a menu that is
        # gone. Their children go with them: asked for each it takes twice as long.
        QCoreApplication.sendPostedEvents(root, QEvent.Type.DeferredDelete)
    for one in ended:
        vars(one).clear()


def in_groups(objects: Iterable[QObject]) -> Iterator[tuple[QObject, ...]]:
    """Part what is to end so that no turn of the loop ends more than a frame has time for."""
    group: list[QObject] = []
    size = 0
    for one in objects:
        own = 1 + len(one.findChildren(QObject))
        if group and size + own > A_TURN:
            yield tuple(group)
            group, size = [], 0
        group.append(one)
        size += own
    if group:
        yield tuple(group)


async def end_in_turns(
    window: QObject,
    kept: Collection[QObject],
    first: Iterable[QObject],
    last: Iterable[QObject],
) -> None:
    """End what is first, the children of the window but those that are kept, and what is last.

    Children that are no widgets end before all else, and at once: keys and shortcuts.
    """

    def added() -> list[QObject]:
        return [child for child in window.children() if child not in kept]

    end_objects(child for child in added() if not child.isWidgetType())
    for parts in in_groups((*first, *added(), *last)):
        await asyncio.sleep(0)
        end_objects(parts)
    # The page makes more in those turns: a ringing strip by its timer, if it has not ended yet.
    end_objects(added())


def let_go(owner: QObject) -> None:
    """Disconnect all who listen to it: they were of one operator, and it outlives her."""
    kind = owner.metaObject()
    own = QObject().metaObject().methodCount()  # what comes before is Qt's
    for place in range(own, kind.methodCount()):
        signal = f"2{kind.method(place).methodSignature().toStdString()}"
        if owner.receivers(signal):
            # None: whoever it is; the stubs do not know of it
            QObject.disconnect(owner, signal, None, None)  # type: ignore[call-overload]


def objects_of(*parts: object, but: tuple[object, ...]) -> list[QObject]:
    """Return each object of Qt that is reached through the view-models."""
    known, found, waiting = {id(one) for one in but}, [], list(parts)
    while waiting:
        part = waiting.pop()
        slots = _slots_of(type(part))  # type: ignore[arg-type]  # mypy: no class is hashable
        if slots is None or id(part) in known:
            continue
        known.add(id(part))
        waiting += getattr(part, "__dict__", {}).values()
        waiting += [getattr(part, name) for name in slots if hasattr(part, name)]
        if isinstance(part, QObject):
            found.append(part)
    return found


@lru_cache(maxsize=512)  # each value that a model holds is asked for its class
def _slots_of(kind: type) -> tuple[str, ...] | None:
    """Return the slots of a class of the view-models; None: it is none of them."""
    if not kind.__module__.startswith("console.viewmodels."):
        return None
    return tuple(name for one in kind.__mro__ for name in getattr(one, "__slots__", ()))
