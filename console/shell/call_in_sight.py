"""Whoever is on the line is in sight on every page: the strip stands above the one in front."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.shell.work_page import WorkPage
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from widgets.kit.centred_page import CentredPage

_CALLS = Capability.PHONE_USE


class CallInSight(QObject):
    """Without a call the pages of lock and sign-in have no strip."""

    def __init__(
        self, models: SeatModels, work: WorkPage, page_in_front: Callable[[], QWidget | None]
    ) -> None:
        super().__init__(work)
        self._models = models
        self._work = work
        self._page_in_front = page_in_front
        models.call.changed.connect(self.settle)

    def settle(self) -> None:
        """Put the strip above the page in front."""
        page, strip = self._page_in_front(), self._strip()
        if strip is None:
            return
        if isinstance(page, CentredPage) and self._models.call.is_live:
            page.take_head(strip)
            strip.lower()  # told first, as it stands first
        else:
            self.give_back()

    def give_back(self) -> None:
        """Put the strip where it belongs: it ends with the work, wherever it stands."""
        layout, strip = self._work.layout(), self._strip()
        if strip is not None and isinstance(layout, QVBoxLayout) and layout.indexOf(strip) < 0:
            layout.insertWidget(0, strip)
            strip.lower()  # told first, as it stands first

    def _strip(self) -> QWidget | None:
        """Return the band of who takes calls."""
        bands = (one.strip for one in self._work.features if one.strip_needs is _CALLS)
        return next((one.widget for one in bands if one is not None), None)
