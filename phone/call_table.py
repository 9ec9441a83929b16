"""The calls that are up, each as one value; pure: what the page tells goes in, values come out."""

from collections.abc import Callable

import msgspec

from contract.wire.phone_socket import Call, CallState, EndCause
from phone.browser.page_messages import CallHeard
from phone.clean_text import clean_peer, clean_text

UtcAndMonotonic = Callable[[], tuple[float, float]]  # seconds each

_BEGINNINGS = {"incoming": CallState.INCOMING, "calling": CallState.CALLING}


_BY_CODE = {
    403: EndCause.NOT_ALLOWED,
    408: EndCause.NO_ANSWER,
    480: EndCause.UNREACHABLE,
    486: EndCause.BUSY,
    487: EndCause.NO_ANSWER,
    600: EndCause.BUSY,
    603: EndCause.REJECTED,
}
_BY_WORD = {
    "No Answer": EndCause.NO_ANSWER,
    "Expires": EndCause.NO_ANSWER,
    "RTP Timeout": EndCause.MEDIA_TIMEOUT,
    "Connection Error": EndCause.NETWORK,
    "Request Timeout": EndCause.NETWORK,
    "No ACK": EndCause.NETWORK,
    "Dialog Error": EndCause.NETWORK,
    "Internal Error": EndCause.NETWORK,
    "WebRTC Error": EndCause.NETWORK,
    "Bad Media Description": EndCause.NETWORK,
}


# Why a call ended: the SIP library's words and codes turned into ours.
def end_cause(ended: CallHeard) -> EndCause:
    """Return our cause. A cancelled call says by its Reason header who or what cancelled it."""
    if ended.cause in _BY_WORD:
        return _BY_WORD[ended.cause]
    if ended.is_local:
        return EndCause.REJECTED if ended.cause == "Rejected" else EndCause.HUNG_UP_HERE
    if ended.cause == "Canceled":
        cancelled = {200: EndCause.ANSWERED_ELSEWHERE, 408: EndCause.NO_ANSWER}
        return cancelled.get(ended.reason, EndCause.HUNG_UP_THERE)
    if ended.code >= 300:
        return _BY_CODE.get(ended.code, EndCause.UNREACHABLE)
    return EndCause.HUNG_UP_THERE


class CallTable:
    def __init__(self, now: UtcAndMonotonic) -> None:
        self._now = now
        self._calls: dict[int, Call] = {}
        self._held_since: dict[int, float] = {}
        self.next_call = 1  # numbers are never used twice in the phone's life

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(self._calls.values())

    def get(self, call: int) -> Call | None:
        return self._calls.get(call)

    def hear(self, heard: CallHeard) -> Call | None:
        """Return the call's new value, or None for a call that is not up."""
        if heard.what in _BEGINNINGS:
            return self._begin(heard)
        known = self._calls.get(heard.call)
        if known is None:
            return None
        if heard.what == "ended":
            return self._end(known, cause=end_cause(heard), code=heard.code)
        if heard.call_key:  # the exchange names an outgoing call in its answer
            known = msgspec.structs.replace(known, call_key=clean_text(heard.call_key))
        changed = self._changed(known, heard.what)
        self._calls[heard.call] = changed
        return changed

    def lose_all(self) -> tuple[Call, ...]:
        """End every call: the page that held them is gone."""
        return tuple(self._end(call, cause=EndCause.PHONE_LOST, code=0) for call in self.calls)

    def _begin(self, heard: CallHeard) -> Call:
        utc_s, mono_s = self._now()
        sip_id = clean_text(heard.sip_id)
        call = Call(
            call=heard.call,
            sip_id=sip_id,
            call_key=clean_text(heard.call_key) or sip_id,
            queue=clean_text(heard.queue),
            offer=clean_text(heard.offer),
            language=clean_text(heard.language),
            waited_s=heard.waited_s,
            auto_answer_ms=heard.auto_answer_ms,
            replaces=heard.replaces,
            is_incoming=heard.what == "incoming",
            state=_BEGINNINGS[heard.what],
            peer=clean_peer(heard.peer),
            peer_name=clean_text(heard.peer_name),
            started_utc_s=utc_s,
            started_mono_s=mono_s,
        )
        self._calls[heard.call] = call
        self.next_call = max(self.next_call, heard.call + 1)
        return call

    def _changed(self, call: Call, what: str) -> Call:
        utc_s, mono_s = self._now()
        match what:
            case "ringing":
                return msgspec.structs.replace(call, state=CallState.RINGING)
            case "active" if call.answered_mono_s is None:
                return msgspec.structs.replace(
                    call, state=CallState.ACTIVE, answered_utc_s=utc_s, answered_mono_s=mono_s
                )
            case "held":
                self._held_since[call.call] = mono_s
                return msgspec.structs.replace(call, state=CallState.HELD)
            case "resumed":
                held_s = call.hold_s + self._close_hold(call.call, mono_s)
                return msgspec.structs.replace(call, state=CallState.ACTIVE, hold_s=held_s)
            case "peer_held" | "peer_resumed":
                return msgspec.structs.replace(call, is_peer_held=what == "peer_held")
            case "muted" | "unmuted":
                return msgspec.structs.replace(call, is_muted=what == "muted")
            case "joined" | "parted":
                return msgspec.structs.replace(call, is_joined=what == "joined")
        return call

    def _end(self, call: Call, *, cause: EndCause, code: int) -> Call:
        _, mono_s = self._now()
        del self._calls[call.call]
        return msgspec.structs.replace(
            call,
            state=CallState.ENDED,
            cause=cause,
            code=code,
            is_joined=False,
            ended_mono_s=mono_s,
            hold_s=call.hold_s + self._close_hold(call.call, mono_s),
        )

    def _close_hold(self, call: int, mono_s: float) -> float:
        return mono_s - self._held_since.pop(call, mono_s)
