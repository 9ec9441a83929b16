"""The time after a call, as the operator sees it, asks for more of it and ends it."""

from console.model.duty.seat_state import AgentState
from console.viewmodels.duty.shown_state import ShownState
from contract.domain.agents.agent import WrapUpMode
from contract.domain.agents.duty_event import Kind

_UNTIL_CLOSED = frozenset({WrapUpMode.MANDATORY, WrapUpMode.FORCED_TIMEOUT})


class WrapUpViewModel:
    """tick() ends it by the seat's clock, which may differ from the server's."""

    def __init__(self, status: ShownState) -> None:
        self._status = status

    @property
    def _is_on(self) -> bool:
        return self._status.state is AgentState.WRAP_UP

    @property
    def mode(self) -> WrapUpMode:
        return self._status.predicted.duty.wrap_up_mode

    @property
    def left_s(self) -> float:
        """Return the seconds left; 0 outside a wrap-up and in one without limit."""
        return self._status.time.left_s if self._is_on else 0.0

    @property
    def limit_s(self) -> float | None:
        """Return how long this wrap-up is in all; None: no limit, or none is on."""
        until_s = self._status.time.until_s
        return until_s - self._status.since_s if self._is_on and until_s is not None else None

    @property
    def may_be_longer(self) -> bool:
        return self._is_on and self._status.predicted.duty.may_extend

    @property
    def may_be_wanted(self) -> bool:
        """Return whether time after this call is on request, and was not requested yet."""
        call = self._status.call.call
        if call is None or not call.is_incoming or call.answered_mono_s is None:
            return False
        queue = self._status.queue_of(call.queue)
        is_on_request = queue is not None and queue.wrap_up is WrapUpMode.REQUESTED
        return is_on_request and not self.is_wanted

    @property
    def is_wanted(self) -> bool:
        """Return whether time after this call was asked for during it."""
        predicted = self._status.predicted
        is_during = predicted.has_call and not self._status.talk.goes_on_after
        return predicted.duty.wants_wrap_up and is_during

    @property
    def _follows_call(self) -> bool:
        return self._status.is_in_call and self._status.talk.goes_on_after

    @property
    def has_time_to_end(self) -> bool:
        """Return whether contact_closed() would end, or explain, a time after a call."""
        return self._is_on or self._follows_call

    def lengthen(self) -> None:
        """Add wrap-up time, once per contact."""
        if self.may_be_longer:
            self._status.time.lengthen()
            self._status.request_state("more_time")
            self._status.apply(Kind.MORE_TIME)
            self._status.changed.emit()

    def want(self) -> None:
        """Ask, during the call, for time after it."""
        if self.may_be_wanted:
            self._status.request_of_call("want_wrap_up", self._status.call.call)
            self._status.apply(Kind.WANT_WRAP_UP)
            self._status.changed.emit()

    def contact_closed(self) -> None:
        """The contact was saved: wrap-up, if it was on, is over, unless it lasts its full time."""
        if self._is_on:
            if self.mode is WrapUpMode.FORCED_TIMEOUT:
                self.say_why_it_stays()
            else:
                self._end()
        elif self._follows_call:
            self._status.talk.goes_on_after = False
            self._status.request_state("wrap_up_done")
            self._status.apply(Kind.WRAP_UP_DONE)

    def contact_put_aside(self) -> bool:
        """The contact is left for later; return False where the queue wants it closed now."""
        if self._is_on:
            if self.mode in _UNTIL_CLOSED:
                self.say_why_it_stays()
                return False
            self._end()
        return True

    def say_why_it_stays(self) -> None:
        if self.mode is WrapUpMode.FORCED_TIMEOUT:
            self._status.told.emit("wrap_up_forced", {"seconds": str(round(self.left_s))})
        else:
            self._status.told.emit("wrap_up_must_close", {})

    def tick(self) -> None:
        """End it when its time is up. The server ends what it knows of by its own clock."""
        status = self._status
        if not (self._is_on and status.time.is_up):
            return
        if not status.talk.is_counted:
            self._request_end()
        status.wrap_up_expired.emit()
        self.end_by_clock()

    def end_by_clock(self) -> None:
        self._status.time.end(self._status.view)
        self._status.predicted.end_wrap_up()
        self._status.show()

    def _end(self) -> None:
        self._request_end()
        self._status.apply(Kind.WRAP_UP_DONE)
        self._status.show()

    def _request_end(self) -> None:
        status = self._status
        status.request_state("wrap_up_done", call_key=status.talk.key_for(status.view))
