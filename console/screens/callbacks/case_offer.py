"""What is to be done with the case in view now: take it, call, or save what was said."""

from collections.abc import Callable
from datetime import datetime

from console.model.calls.live_call import PhoneAbility
from console.viewmodels.session.seat_models import SeatModels
from widgets.cases.case_view import CALL, SAVE, TAKE, CaseView


class CaseOffer:
    """Shows one button of the view as the thing to do."""

    def __init__(self, view: CaseView, models: SeatModels, now: Callable[[], datetime]) -> None:
        self._view = view
        self._work = models.case_work
        self._queue = models.queue
        self._call = models.call
        self._now = now

    @property
    def phone_dials(self) -> bool:
        """Return whether the phone of this seat can make a call."""
        return PhoneAbility.DIAL in self._call.can

    def refresh(self) -> None:
        work, selected = self._work, self._queue.selected
        if work.callback is None:
            is_free = selected is not None and selected.is_claimable(self._now())
            main, can_call = TAKE if is_free else "", False
        else:
            is_free, can_call = False, self._can_call
            main = CALL if can_call and work.is_to_call else SAVE
        self._view.show_main(main, can_call=can_call, can_take=is_free)

    @property
    def _can_call(self) -> bool:
        return self._work.can_dial and self.phone_dials and not self._call.is_live
