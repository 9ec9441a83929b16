"""What is to be done with the case in view now: take it, call, or save what was said."""

from console.model.calls.live_call import PhoneAbility
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.callback import CallbackState
from widgets.cases.case_view import CALL, SAVE, TAKE, CaseView


class CaseOffer:
    """Shows one button of the view as the thing to do."""

    def __init__(self, view: CaseView, models: SeatModels) -> None:
        self._view = view
        self._work = models.case_work
        self._queue = models.queue
        self._call = models.call

    @property
    def phone_dials(self) -> bool:
        """Return whether the phone of this seat can make a call."""
        return PhoneAbility.DIAL in self._call.can

    def refresh(self) -> None:
        work, selected = self._work, self._queue.selected
        if work.callback is None:
            # Held is held: only the server knows when the lease of somebody else ends.
            is_free = selected is not None and selected.state is CallbackState.OPEN
            main, can_call = TAKE if is_free else "", False
        else:
            is_free, can_call = False, self._can_call
            main = CALL if can_call and work.is_to_call else SAVE
        self._view.show_main(main, can_call=can_call, can_take=is_free)

    @property
    def _can_call(self) -> bool:
        return self._work.can_dial and self.phone_dials and not self._call.is_live
