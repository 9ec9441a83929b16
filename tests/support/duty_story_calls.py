"""The calls of a story by chance: what the phone says of them, and the exchange, early or never."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.work.live_call import Call, CallState, EndCause, Line
from contract.wire.exchange import ExchangeCall
from server.usecases.duty.call_effects import call_answered, call_ended
from tests.support.driven_duty import GONE, Replica
from tests.support.duty_floor import QUEUE, Floor
from tests.support.duty_story_seat import StorySeat
from tests.unit.console.viewmodels.seat import REGISTERED, a_call


class StoryCalls(StorySeat):
    def __init__(self, floor: Floor, replica: Replica, seed: int) -> None:
        super().__init__(floor, replica, seed)
        self.is_told = self.chance.choice([1.0, 0.7, 0.0])  # what the exchange says of all
        self.listed: ExchangeCall | None = None
        self._began = 0

    @property
    def up(self) -> list[Call]:
        return [one for one in self.phone.calls.values() if one.state is not CallState.ENDED]

    def change(self, call: Call, **changes: Any) -> None:
        self.phone.report(msgspec.structs.replace(self.phone.calls[call.call], **changes))

    def _is(self, call: Call, state: CallState) -> bool:
        """Whether the call is so now, and somebody at the console can act."""
        now = self.phone.calls.get(call.call)
        return self.window is not None and now is not None and now.state is state

    # --- calls that come --------------------------------------------------------------------------

    def ring(self) -> None:
        """Offer her a call of the queue, or have somebody call her seat."""
        if self.up:
            return
        self._began += 1
        key, offer = f"{self.number}-k{self._began}", f"{self.number}-o{self._began}"
        is_offered = self.chance.random() < 0.75
        if is_offered and not self.seat.rung(key, offer):
            return
        if not self.phone.available or not self.line.registered:
            if is_offered:
                self.seat.offer_ends("unavailable", offer)
                self.note("offered in vain")
            return
        self.rings(
            a_call(
                call=self._began,
                sip_id=f"{self.number}-s{self._began}",
                call_key=key,
                queue=QUEUE if is_offered else "",
                offer=offer if is_offered else "",
                started_mono_s=self.mono(),
            )
        )

    def rings(self, call: Call) -> None:
        self.listed = ExchangeCall(sip=call.call_key, seat=self.number, offer=call.offer)
        self.phone.report(call)
        self.note(f"rings {call.call_key}")
        if self.chance.random() < 0.9:
            self.after(self.chance.uniform(0, 8), lambda: self._answer_call(call))
        else:
            self.after(15, lambda: self._miss(call))

    def _miss(self, call: Call) -> None:
        if self._is(call, CallState.INCOMING):
            self.listed = None
            if call.offer:
                self.seat.offer_ends("rona", call.offer)
            self.change(call, state=CallState.ENDED, cause=EndCause.NO_ANSWER)
            self.note("missed")

    def _answer_call(self, call: Call) -> None:
        if not self._is(call, CallState.INCOMING):
            return
        self.contact.is_complete = self.chance.random() < 0.2
        self.change(call, state=CallState.ACTIVE, answered_mono_s=self.mono())
        self.note("answered")
        if self.chance.random() < self.is_told:
            self.after(self.chance.uniform(0, 3), lambda: self._tell(call, call_answered_by))
        seconds = self.chance.choice([2, 20, 20, 150]) * self.chance.random()
        self.after(seconds, self.end_call)

    # --- calls she makes --------------------------------------------------------------------------

    def dial(self) -> None:
        """Have her call somebody, beside the citizen she talks with or between calls."""
        up = self.up
        if self.window is None or not self.line.registered or len(up) > 1:
            return
        if up and up[0].state is not CallState.ACTIVE:
            return
        self._began += 1
        if up:
            self.change(up[0], state=CallState.HELD)
        call = a_call(
            call=self._began,
            sip_id=f"{self.number}-s{self._began}",
            queue="",
            is_incoming=False,
            state=CallState.CALLING,
            started_mono_s=self.mono(),
        )
        self.phone.report(call)
        self.note("dials")
        self.after(self.chance.uniform(1, 6), lambda: self._reach(call))

    def _reach(self, call: Call) -> None:
        if not self._is(call, CallState.CALLING):
            return
        if self.chance.random() < 0.3:
            self.change(call, state=CallState.ENDED, cause=EndCause.NO_ANSWER)
            self.note("not reached")
            return
        self.change(call, state=CallState.ACTIVE, answered_mono_s=self.mono())
        self.note("reached")
        self.after(self.chance.choice([2, 20]) * self.chance.random(), self.hang_up)

    # --- how they end -----------------------------------------------------------------------------

    def end_call(self) -> None:
        """End a call: exchange and phone hear of it one after the other."""
        if not self.up:
            return
        call, is_early = self.up[-1], self.chance.random() < self.is_told
        self.listed = None
        if is_early:
            self._tell(call, call_ended_by)
        elif self.chance.random() < self.is_told:
            self.after(self.chance.uniform(0, 5), lambda: self._tell(call, call_ended_by))
        self.after(self.chance.choice([0, 0, 0.5, 30]) * self.chance.random(), self.hang_up)

    def hang_up(self) -> None:
        self.listed = None
        if self.up:
            cause = self.chance.choice([EndCause.HUNG_UP_THERE, EndCause.NETWORK])
            call = self.chance.choice(self.up)
            self.change(call, state=CallState.ENDED, cause=cause, ended_mono_s=self.mono())
            self.note("call ended")

    def _tell(self, call: Call, what: Callable[[Floor, str, Call], None]) -> None:
        what(self.floor, self.number, call)
        self.note("exchange: " + what.__name__)

    # --- phone and line ---------------------------------------------------------------------------

    def kill_phone(self) -> None:
        if self.line is GONE:
            return
        self.line, self.listed = GONE, None
        if self.window:
            self.window.call.on_gone()
        self.phone.calls.clear()
        self.phone.available = None
        self.note("phone dies")
        self.after(self.chance.uniform(1, 20), self.line_back)

    def lose_line(self) -> None:
        if self.line is REGISTERED:
            self._set_line(Line(reason="unreachable"))
            self.after(self.chance.uniform(1, 30), self.line_back)

    def line_back(self) -> None:
        self._set_line(REGISTERED)

    def _set_line(self, line: Line) -> None:
        self.line = line
        if self.window:
            self.window.call.on_line(line)
        self.note(f"line {line.reason}" if line.reason else "line is there")


def call_answered_by(floor: Floor, number: str, call: Call) -> None:
    floor.database.write_now(
        lambda c: call_answered(
            c,
            seat=number,
            call_key=call.call_key,
            offer=call.offer,
            queue=call.queue,
            now=floor.now,
        )
    )


def call_ended_by(floor: Floor, number: str, call: Call) -> None:
    floor.database.write_now(
        lambda c: call_ended(c, seat=number, call_key=call.call_key, now=floor.now)
    )
