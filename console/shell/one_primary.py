"""At most one filled button in the window: what to do now is never two things."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from widgets.cards.call_strip import CallStrip
from widgets.kit.action_button import let_others_go_first


class OnePrimary(QObject):
    """The bands go before all else, the upper one before the one below it.

    Each part of the window fills the button it holds for the first thing to do, and knows nothing
    of the others: while another goes first, that button is painted as an outlined one.
    """

    def __init__(self, bands: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._bands = [band for band in bands if isinstance(band, CallStrip)]
        self._parent = parent
        for band in self._bands:
            band.shown.connect(self.settle)
            band.installEventFilter(self)  # it comes and goes with pages, roles and the lock

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.settle()
        return False

    def settle(self) -> None:
        is_taken = False
        for band in self._bands:
            let_others_go_first(band, is_second=is_taken)
            is_taken = is_taken or (band.isVisible() and band.has_primary)
        # Of the window: pages, what floats over them, and the doors a call stands above.
        let_others_go_first(self._parent.window(), is_second=is_taken)
