"""Brings the contact of a call to the front when it is answered, whatever page she is on."""

from PySide6.QtCore import QObject, Qt, Slot

from console.screens.contact.contact_screen import CONTACT, ContactScreen
from console.screens.kit.feature import Frame
from console.viewmodels.calls.one_call import IN_CALL
from console.viewmodels.session.seat_models import SeatModels


class CallToFront(QObject):
    """While it rings nothing moves: she may be typing. What she answers is what she works on.

    What is typed on the page she leaves is kept there.
    """

    def __init__(self, models: SeatModels, frame: Frame, screen: ContactScreen) -> None:
        super().__init__(screen)
        self._models = models
        self._frame = frame
        models.editor.opened.connect(self._show)
        # Queued: whoever signs in is shown her first page in the same turn, after this.
        queued = Qt.ConnectionType.QueuedConnection
        models.operator.signed_in.connect(self._show_running, queued)

    @Slot()
    def _show(self) -> None:
        if self._frame.module != CONTACT:
            self._frame.show_module(CONTACT)

    @Slot()
    def _show_running(self) -> None:
        """After a restart in a call its contact was open before anybody could see it."""
        call = self._models.call.call
        is_talking = call is not None and call.is_incoming and call.state in IN_CALL
        if is_talking and self._models.editor.draft is not None:
            self._show()
