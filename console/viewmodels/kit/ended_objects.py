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
