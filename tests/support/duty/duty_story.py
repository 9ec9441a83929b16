"""Stories of an operator by chance: console and server as they ship, everything between in doubt.

What must hold: a contact stays on the screen until its time, she or a lead ends it; no call is
offered while she writes it up, or after one that threatened her; whose call rings is not taken for
ready; who has closed her case does not go on working on it; in the end console and server agree,
and F5 makes her ready.
"""

from collections.abc import Callable
from datetime import timedelta

from console.model.duty.seat_state import AgentState, Because, PauseReason
from contract.domain.account import Account
from contract.domain.agents.agent import REPORT_EVERY_S, AgentView, DutyState, WrapUpMode
from contract.wire.phone_socket import Call
from server.store.duty.duties import KnownDuty
from server.usecases.duty.reconcile import reconcile
from server.usecases.duty.time_rules import is_overrun, is_phone_gone, is_silent, is_wrap_up_over
from server.usecases.duty.watch_duties import tend
from tests.support.duty.driven_duty import DutyWindow, Replica
from tests.support.duty.duty_floor import Floor
from tests.support.duty.duty_story_console import StoryConsole
from tests.support.duty.duty_story_others import WAITING, StoryOthers
from tests.support.duty.duty_story_world import Broken

__all__ = ["Broken", "Story"]
RECONCILE_EVERY = timedelta(seconds=10)
SAME_INSTANT_S = 1.6  # the clocks of seat and server never agree better
AT_WILL = frozenset({WrapUpMode.REQUESTED, WrapUpMode.OPTIONAL})


class Story(StoryOthers):
    def __init__(
        self, floor: Floor, replicas: tuple[Replica, Replica], lead: Account, seed: int
    ) -> None:
        super().__init__(floor, replicas, lead, seed)
        self._lists_calls = self.chance.random() < 0.5
        self._reconciled_at = floor.now
        self._tick_s = 1.0
        self._was_put_aside = False
        self._forget = floor.database.on_commit(lambda _: self.forget_duty())

    def play(self, steps: int = 25) -> None:
        """Raise Broken."""
        works, weights = zip(*self._acts(), strict=True)
        self._get_ready()
        for work in self.chance.choices(works, weights, k=steps):
            work()
            self.wait(self.chance.choice([0.3, 3, 20, 70]) * self.chance.random())
        self._end_well()
        self.seat.sign_out()
        self._forget()

    def _acts(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self._ring_when_ready, 7),
            (self.ring, 7),
            (self.end_call, 4),
            (self.dial, 3),
            (self._get_ready, 4),
            (self._pause, 1),
            (self._close_contact, 2),
            (self._put_aside, 1),
            (self._take_case, 2),
            (self._close_case, 2),
            (lambda: self._does("more time", lambda one: one.status.wrap_up.lengthen()), 3),
            (self._lock, 1),
            (self.lead_says, 2),
            (self.is_threatened, 2),
            (self.kill_phone, 2),
            (self.lose_line, 2),
            (self.cut_off, 5),
            (self.restart_server, 2),
            (self.kill_console, 2),
            (self.move, 2),
            (self.leave, 1),
            (self.stream, 3),
        ]

    # --- time -------------------------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        end = self.floor.now + timedelta(seconds=seconds)
        while self.floor.now < end:
            self.report_if_due()
            before = self.floor.now
            to = min(end, self.next_at(end), before + timedelta(seconds=self._tick_s))
            self.floor.now = to
            self.mono.turn((to - before).total_seconds())
            self.do_due()
            self._tick((to - before).total_seconds())
            if self._was_put_aside:  # told here: a slot lets nothing out
                self.fail("the contact was put aside")
        self.report_if_due()

    def do_due(self) -> None:
        self._look_at_time()
        super().do_due()

    def _look_at_time(self) -> None:
        for one in self.consoles:
            one.look_at_time()

    def _tick(self, passed_s: float) -> None:
        self._look_at_time()
        for one in self.consoles:
            if one.window:
                one.window.status.tick()
        known = self.duty()
        if self.is_serving:
            self._tend(known)
        if self.is_serving and self.floor.now - self._reconciled_at >= RECONCILE_EVERY:
            self._reconcile()
        self._look_at_offers(known, passed_s)
        self.look_at_rings(known, passed_s)
        self.look_at_care(known, passed_s)

    def _tend(self, known: KnownDuty) -> None:
        floor, duty, now, since = self.floor, known.duty, self.floor.now, self.floor.started_at
        is_present = duty.state is not DutyState.OFF
        if is_present and (
            is_wrap_up_over(duty, now)
            or is_overrun(duty, now)
            or is_phone_gone(duty, now)
            or is_silent(known, now, since)
        ):
            lost, _ = floor.database.write_now(lambda c: tend(c, duty.account_id, now, since))
            self.note("server's clock")
            if lost:
                self.take_back()

    def _reconcile(self) -> None:
        floor = self.floor
        self._reconciled_at = floor.now
        calls = [self.listed] if self.listed else []
        listed = calls if self._lists_calls else None
        for repair in floor.database.write_now(
            lambda c: reconcile(c, listed, None, floor.now, started_at=floor.started_at)
        ):
            self.note(f"repaired {repair.why}")

    # --- what must hold ---------------------------------------------------------------------------

    def on_expired(self, console: StoryConsole) -> None:
        was_open, console.contact.is_open = console.contact.is_open, False
        until_s = console.until_s
        is_over = until_s is not None and until_s <= self.mono() + SAME_INSTANT_S
        is_led = self.lead_spoke or self.lead_at_s >= console.since_s - SAME_INSTANT_S
        if was_open and not (is_over or is_led or self.mode in AT_WILL):
            self._was_put_aside = True

    def _look_at_offers(self, known: KnownDuty, passed_s: float) -> None:
        one = self.here
        is_offered = one.contact.is_open and known.duty.state in WAITING and self.reaches
        one.offered_s = one.offered_s + passed_s if one.is_writing and is_offered else 0.0
        if one.offered_s > 2 * (self.delay_s + REPORT_EVERY_S) + 2:
            self.fail("calls may ring while she writes")

    def _end_well(self) -> None:
        """Give everything time to arrive; look whether both agree, and whether F5 still helps."""
        self.note("---")
        self.delay_s, self.late, self._tick_s = 0.2, 0.0, 5.0
        self.serve_again()
        self._hang_up_all()
        self.start_console()
        self._unlock()
        self.wait(60)
        self.come_back()
        for one in self.consoles:
            self.line_back(one)
        self.wait(20)
        self._hang_up_all()
        self._close_contact()
        self._close_case()
        self.wait(150)
        if self.window is not None and self.window.status.reason == Because.CASE_WORK:
            self.fail("she works on a case that is closed")
        if not self._agree():
            self.fail("console and server disagree")
        self._get_ready()
        self._tick_s = 1.0
        self.wait(4)
        if self.window is None or self.window.state is not AgentState.READY:
            self.fail("F5 does not make the console ready")
        if self.seat.view.state is not DutyState.READY:
            self.fail("F5 does not make her ready at the server")

    def _agree(self) -> bool:
        view = self.seat.view
        return all(
            self._agrees(view, one.number, one.window) for one in self.consoles if one.window
        )

    def _agrees(self, view: AgentView, number: str, window: DutyWindow) -> bool:
        status = window.status
        if view.state is DutyState.OFF:
            is_told = not view.forced_by or "forced_off" in window.told
            return status.state is AgentState.NOT_READY and is_told
        if view.seat != number:
            return status.elsewhere == view.seat and status.state is AgentState.NOT_READY
        if status.state is AgentState.NOT_READY:
            is_same = {view.reason, status.reason} in ({status.reason}, {"declined", "missed_call"})
            return is_same and view.state is DutyState.NOT_READY
        return status.state is AgentState.READY and view.state in WAITING

    def _hang_up_all(self) -> None:
        while self.up:
            self.hang_up()

    # --- what she does ----------------------------------------------------------------------------

    def _does(self, name: str, act: Callable[[DutyWindow], object]) -> None:
        """Have her do it, where there is a console and it is not locked."""
        if self.window and (name == "unlock" or not self.window.status.is_locked):
            self._look_at_time()
            act(self.window)
            self.note(name)

    def _get_ready(self) -> None:
        """Whom a lead has set off, and whose calls ring elsewhere, signs in anew first."""
        is_away = self.is_set_off or (self.window and self.window.status.elsewhere)
        if is_away and self.reaches and not self.here.up:
            self.sign_in()
        if self.window and not self.window.status.is_locked:
            self.is_hurt = False
        self._does("F5", lambda one: one.status.get_ready())

    def _pause(self) -> None:
        reason = self.chance.choice([PauseReason.BREAK, PauseReason.TRAINING])
        self._does("pause", lambda one: one.status.pause(reason))

    def _close_contact(self) -> None:
        self._does("contact closed", lambda one: one.close_contact(anyway=True))

    def _put_aside(self) -> None:
        self._does("contact put aside", lambda one: one.put_contact_aside())

    def _take_case(self) -> None:
        self._does("takes a case", lambda one: one.status.work_on_case())

    def _close_case(self) -> None:
        self._does("case closed", lambda one: one.status.case_done())

    def _lock(self) -> None:
        self._does("lock", lambda one: one.status.lock.lock())
        self.after(self.chance.uniform(1, 60), self._unlock)

    def _unlock(self) -> None:
        self._does("unlock", lambda one: one.status.lock.unlock())

    def _ring_when_ready(self) -> None:
        self._get_ready()
        self.wait(self.chance.uniform(0, 4))
        self.ring()

    def rings(self, call: Call) -> None:
        self.lead_spoke = False
        super().rings(call)
