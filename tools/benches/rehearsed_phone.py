"""A phone without a network for benches: a citizen calls, the seat answers, one hangs up."""

import itertools
import time
from collections.abc import Callable

from msgspec.structs import replace

from console.model.calls.live_call import PhoneAbility, PhoneListener
from console.telephony.no_phone import NoPhone
from contract.wire.phone_socket import Call, CallState, EndCause, Line, Snapshot


class RehearsedPhone(NoPhone):
    """The softphone port; is_available tells whether the console lets queue calls ring here."""

    can = frozenset(PhoneAbility)

    def __init__(self) -> None:
        self.is_available = False
        self._line = Line(registered=True, server="bench")
        self._call: Call | None = None
        self._numbers = itertools.count(1)
        self._listeners: list[PhoneListener] = []

    def listen(self, listener: PhoneListener) -> Callable[[], None]:
        self._listeners.append(listener)
        listener.on_snapshot(Snapshot(line=self._line))
        return lambda: self._listeners.remove(listener)

    def citizen_calls(self, peer: str) -> None:
        """Ring for a citizen with this number, as by the queue."""
        number = next(self._numbers)
        self._tell(
            Call(
                call=number,
                sip_id=f"{number}@bench",
                call_key=f"bench-{number}",
                queue="Tributi",
                state=CallState.INCOMING,
                peer=peer,
                started_utc_s=time.time(),
                started_mono_s=time.monotonic(),
            )
        )

    def citizen_hangs_up(self) -> None:
        self._end(EndCause.HUNG_UP_THERE)

    async def set_available(self, available: bool) -> None:
        self.is_available = available

    async def answer(self, call: int) -> None:
        if self._call is not None:
            answered = replace(
                self._call,
                state=CallState.ACTIVE,
                answered_mono_s=time.monotonic(),
                answered_utc_s=time.time(),
            )
            self._tell(answered)

    async def hang_up(self, call: int) -> None:
        self._end(EndCause.HUNG_UP_HERE)

    def _end(self, cause: EndCause) -> None:
        if self._call is not None:
            now_s = time.monotonic()
            ended = replace(self._call, state=CallState.ENDED, cause=cause, ended_mono_s=now_s)
            self._tell(ended)
            self._call = None

    def _tell(self, call: Call) -> None:
        self._call = call
        for listener in tuple(self._listeners):
            listener.on_call(call)
