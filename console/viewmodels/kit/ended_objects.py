"""Ends objects of Qt, with what Python holds through them."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject


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
        if id(part) in known or not type(part).__module__.startswith("console.viewmodels."):
            continue
        known.add(id(part))
        waiting += [getattr(part, name) for name in _names_of(part)]
        if isinstance(part, QObject):
            found.append(part)
    return found


def _names_of(part: object) -> list[str]:
    """Return the names of the attributes that are set, in its class's slots or its own."""
    slots = [name for kind in type(part).__mro__ for name in getattr(kind, "__slots__", ())]
    return [name for name in (*getattr(part, "__dict__", ()), *slots) if hasattr(part, name)]
