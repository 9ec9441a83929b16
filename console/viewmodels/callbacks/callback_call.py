"""The calls made for the callback in hand: which they were, and which outcome each proposes."""

from contract.domain.callback import AttemptOutcome, Callback
from contract.wire.phone_socket import Call


class CallbackCall:
    """key: of the last one, "" for none. proposed: the outcome chosen by a call, not by her."""

    def __init__(self, callback: Callback | None = None) -> None:
        """None: nothing is in hand, and no call is its."""
        self._of = callback
        self.key = ""
        self.talk_s = 0.0
        self.proposed: AttemptOutcome | None = None

    def of(self, callback: Callback) -> "CallbackCall":
        """Return itself for the one in hand taken up once more, else what begins anew."""
        is_same = self._of is not None and self._of.id == callback.id
        return self if is_same else CallbackCall(callback)

    def spoken(self, call: Call) -> AttemptOutcome | None:
        """Voice went both ways for long enough to be a talk."""
        if not self._is_its(call):
            return None
        self.key = call.call_key or call.sip_id
        return AttemptOutcome.SOLVED

    def ended(self, call: Call) -> AttemptOutcome | None:
        """Note the call's name and how long both talked; nobody answering proposes so."""
        if not self._is_its(call):
            return None
        self.key = call.call_key or call.sip_id
        if call.answered_mono_s is None:
            return AttemptOutcome.NO_ANSWER
        if call.ended_mono_s is not None:
            self.talk_s += call.ended_mono_s - call.answered_mono_s
        return None

    def _is_its(self, call: Call) -> bool:
        """A call that outlived its callback says nothing of the next one."""
        phone = self._of.caller.phone if self._of is not None else ""
        return bool(phone) and not call.is_incoming and call.peer == phone
