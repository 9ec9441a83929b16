"""Tells which records a widget shows, at the moment somebody can see them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class RecordSight(QObject):
    """Each view that shows a citizen's words has one: behind another page nobody reads them."""

    def __init__(self, view: QWidget, tell: Callable[[str, str], None]) -> None:
        """tell: is given the kind and the id of each record that comes into sight."""
        super().__init__(view)
        self._view, self._tell_of = view, tell
        self._shown: tuple[tuple[str, str], ...] = ()
        view.installEventFilter(self)

    def show(self, *records: tuple[str, str]) -> None:
        """State what the view shows now; kind and id of each, one without an id is nobody's."""
        self._shown = tuple(one for one in records if one[1])
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Show:
            self._tell()
        return False

    def _tell(self) -> None:
        if self._view.isVisible():
            for kind, record_id in self._shown:
                self._tell_of(kind, record_id)
