"""The calls of a story by chance: what the phone says of them, and the exchange, early or never."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract.wire.exchange import ExchangeCall
from contract.wire.phone_socket import Call, CallState, EndCause, Line
from server.usecases.duty.call_effects import call_answered, call_ended
from tests.support.duty.driven_duty import GONE, Replica
from tests.support.duty.duty_floor import QUEUE, Floor
from tests.support.duty.duty_story_console import StoryConsole
from tests.support.duty.duty_story_seat import StorySeat
from tests.unit.console.viewmodels.seat import REGISTERED, a_call

Told = Callable[[Floor, str, Call], None]


class StoryCalls(StorySeat):
    def __init__(self, floor: Floor, replicas: tuple[Replica, Replica], seed: int) -> None:
        super().__init__(floor, replicas, seed)
        self.is_told = self.chance.choice([1.0, 0.7, 0.0])  # what the exchange says of all
        self.listed: ExchangeCall | None = None
        self.told_over: set[str] = set()  # calls whose end the exchange has told
        self._began = 0
        self._kept: list[Callable[[], None]] = []  # news of the exchange while no server runs

    @property
    def up(self) -> list[tuple[StoryConsole, Call]]:
        """Her calls and where they are, those where she sits last."""
        return [(one, call) for one in (self.elsewhere, self.here) for call in one.up]

    def _is(self, at: StoryConsole, call: Call, state: CallState) -> bool:
        """Whether the call is so now, and somebody at the console can act."""
        now = at.phone.calls.get(call.call)
        return at.window is not None and now is not None and now.state is state

    # --- calls that come --------------------------------------------------------------------------

    def ring(self) -> None:
        """Offer her a call of the queue, or have somebody call her seat."""
        if self.up or not self.is_serving:
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
        at = self.here
        self.listed = ExchangeCall(sip=call.call_key, seat=at.number, offer=call.offer)
        at.phone.report(call)
        self.note(f"rings {call.call_key}")
        if self.chance.random() < 0.9:
            self.after(self.chance.uniform(0, 8), lambda: self._answer_call(at, call))
        self.after(15, lambda: self._miss(at, call))

    def _miss(self, at: StoryConsole, call: Call) -> None:
        """The phone gives it back by itself, also where no console is."""
        now = at.phone.calls.get(call.call)
        if now is not None and now.state is CallState.INCOMING:
            self.listed = None
            if call.offer:
                self.told_over.add(call.call_key)
                self._served(lambda: self.seat.offer_ends("rona", call.offer))
            change(at, call, state=CallState.ENDED, cause=EndCause.NO_ANSWER)
            self.note("missed")

    def take_back(self) -> None:
        """Ring a colleague for whoever rings here: the seat is lost."""
        for at, call in self.up:
            if call.state is CallState.INCOMING:
                self.told_over.add(call.call_key)
                self.after(0.3, lambda at=at, call=call: self._rings_elsewhere(at, call))  # type: ignore[misc]  # bound per call

    def _rings_elsewhere(self, at: StoryConsole, call: Call) -> None:
        now = at.phone.calls.get(call.call)
        if now is not None and now.state is CallState.INCOMING:
            self.listed = None
            change(at, call, state=CallState.ENDED, cause=EndCause.ANSWERED_ELSEWHERE)
            self.note("taken back")

    def _answer_call(self, at: StoryConsole, call: Call) -> None:
        if not self._is(at, call, CallState.INCOMING):
            return
        at.contact.is_complete = self.chance.random() < 0.2
        change(at, call, state=CallState.ACTIVE, answered_mono_s=self.mono())
        self.note("answered")
        if self.chance.random() < self.is_told:
            self._tell_later(at, call, call_answered_by, 3)
        seconds = self.chance.choice([2, 20, 20, 150]) * self.chance.random()
        self.after(seconds, self.end_call)

    # --- calls she makes --------------------------------------------------------------------------

    def dial(self) -> None:
        """Have her call somebody, beside the citizen she talks with or between calls."""
        at, up = self.here, self.here.up
        if at.window is None or not at.line.registered or len(up) > 1:
            return
        if up and up[0].state is not CallState.ACTIVE:
            return
        self._began += 1
        if up:
            change(at, up[0], state=CallState.HELD)
        call = a_call(
            call=self._began,
            sip_id=f"{self.number}-s{self._began}",
            queue="",
            is_incoming=False,
            state=CallState.CALLING,
            started_mono_s=self.mono(),
        )
        at.phone.report(call)
        self.note("dials")
        self.after(self.chance.uniform(1, 6), lambda: self._reach(at, call))

    def _reach(self, at: StoryConsole, call: Call) -> None:
        if not self._is(at, call, CallState.CALLING):
            return
        if self.chance.random() < 0.3:
            change(at, call, state=CallState.ENDED, cause=EndCause.NO_ANSWER)
            self.note("not reached")
            return
        change(at, call, state=CallState.ACTIVE, answered_mono_s=self.mono())
        self.note("reached")
        self.after(self.chance.choice([2, 20]) * self.chance.random(), self.hang_up)

    # --- how they end -----------------------------------------------------------------------------

    def end_call(self) -> None:
        """End a call: exchange and phone hear of it one after the other."""
        if not self.up:
            return
        (at, call), is_early = self.up[-1], self.chance.random() < self.is_told
        self.listed = None
        if is_early:
            self._tell(at, call, call_ended_by)
        elif self.chance.random() < self.is_told:
            self._tell_later(at, call, call_ended_by, 5)
        self.after(self.chance.choice([0, 0, 0.5, 30]) * self.chance.random(), self.hang_up)

    def hang_up(self) -> None:
        self.listed = None
        if self.up:
            cause = self.chance.choice([EndCause.HUNG_UP_THERE, EndCause.NETWORK])
            at, call = self.chance.choice(self.up)
            change(at, call, state=CallState.ENDED, cause=cause, ended_mono_s=self.mono())
            self.note("call ended")

    # --- what the exchange tells ------------------------------------------------------------------

    def _tell_later(self, at: StoryConsole, call: Call, what: Told, within_s: float) -> None:
        """Within so many seconds, and at times long after."""
        seconds = 90.0 if self.chance.random() < 0.1 else within_s
        self.after(self.chance.uniform(0, seconds), lambda: self._tell(at, call, what))

    def _tell(self, at: StoryConsole, call: Call, what: Told) -> None:
        if what is call_ended_by:
            self.told_over.add(call.call_key)
        self._served(lambda: what(self.floor, at.number, call))
        self.note("exchange: " + what.__name__)

    def _served(self, news: Callable[[], None]) -> None:
        """Have the server hear it: now, when it runs again, or never."""
        if self.is_serving:
            news()
        elif self.chance.random() < 0.8:
            self._kept.append(news)

    def serve_again(self) -> None:
        """The server runs anew: it has heard nobody meanwhile, and nobody is lost by that."""
        if not self.is_serving:
            self.is_serving, self.floor.started_at = True, self.floor.now
            kept, self._kept = self._kept, []
            for news in kept:
                news()
            self.note("server runs")

    # --- phone and line ---------------------------------------------------------------------------

    def kill_phone(self) -> None:
        at = self.here
        if at.line is GONE:
            return
        at.line, self.listed = GONE, None
        if at.window:
            at.window.call.on_gone()
        at.phone.calls.clear()
        at.phone.available = None
        self.note("phone dies")
        self.after(self.chance.uniform(1, 20), lambda: self.line_back(at))

    def lose_line(self) -> None:
        at = self.here
        if at.line is REGISTERED:
            self._set_line(at, Line(reason="unreachable"))
            self.after(self.chance.uniform(1, 30), lambda: self.line_back(at))

    def line_back(self, at: StoryConsole) -> None:
        self._set_line(at, REGISTERED)

    def _set_line(self, at: StoryConsole, line: Line) -> None:
        at.line = line
        if at.window:
            at.window.call.on_line(line)
        self.note(f"line {line.reason}" if line.reason else "line is there")


def change(at: StoryConsole, call: Call, **changes: Any) -> None:
    at.phone.report(msgspec.structs.replace(at.phone.calls[call.call], **changes))


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
