"""One console of a story by chance, at one seat: it may be killed, and it reports as it ships."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from console.errors import ServerUnreachable
from console.model.duty.seat_state import AgentState
from console.runtime.clock import ServerClock
from console.sync.server_link import BEAT_LIMIT_S
from contract.domain.agents.agent import REPORT_EVERY_S, AgentView
from contract.wire.duty import Alarm, DutyReply, DutyReport
from contract.wire.phone_socket import Call, CallState
from server.store.engine.connection import millis
from server.usecases.duty.publishing.agent_views import agent_view
from server.usecases.duty.raise_alarm import raise_alarm
from server.usecases.duty.take_report import take_report
from tests.support.duty.driven_duty import Answer, Contact, DutyWindow, Parcel, Replica
from tests.support.duty.duty_story_world import StoryWorld
from tests.unit.console.viewmodels.seat import REGISTERED, ObedientPhone

Wait = Coroutine[Any, Any, bool]


class StoryConsole:
    """on_expired() is called when the time to write is over there. is_open: she is signed in."""

    def __init__(
        self, world: StoryWorld, replica: Replica, number: str, on_expired: Callable[[], None]
    ) -> None:
        self.world, self.replica, self.number = world, replica, number
        chance = world.chance
        self.skew = timedelta(seconds=chance.choice([0, 0, chance.uniform(-1, 1)]))
        self.phone, self.contact = ObedientPhone(), Contact()
        self.line = REGISTERED
        self._clock = self._unset()
        self.window: DutyWindow | None = None
        self.is_open = False
        self.until_s: float | None = None  # the end of the time after the call, as it was shown
        self.since_s = 0.0  # when what is shown there began
        self.offered_s = 0.0  # for so long calls may have rung while she wrote
        self._on_expired = on_expired
        self._beat_at = self._sent_at = world.floor.now
        self._sessions = self._parcels = 0
        self._waiting: Wait | None = None
        self._heard: tuple[AgentView, str] | None = None
        replica.forget()

    @property
    def is_writing(self) -> bool:
        return self.window is not None and self.window.state is AgentState.WRAP_UP

    @property
    def up(self) -> list[Call]:
        return [one for one in self.phone.calls.values() if one.state is not CallState.ENDED]

    def look_at_time(self) -> None:
        one = self.window
        self.since_s = one.status.since_s if one else self.since_s
        self.until_s = one.status.time.until_s if one and self.is_writing else None

    # --- begin and end ----------------------------------------------------------------------------

    def sign_in(self) -> None:
        self.is_open = True
        self._sessions += 1
        self._hear_time(self.world.floor.now, 0.0)
        self.start()

    def sign_out(self) -> None:
        """What she did last is on disk; what is still on its way is refused from now on."""
        self.is_open = self.contact.is_open = False
        self._sessions += 1
        self._stop(writes=True)

    def start(self) -> None:
        """Start it over the replica there is, at a phone that may have a call."""
        if self.window is not None or not self.is_open:
            return
        world = self.world
        self.window = DutyWindow(
            number=self.number,
            replica=self.replica,
            phone=self.phone,
            mono=world.mono,
            now=self._clock,
            queues=world.queues,
            contact=self.contact,
        )
        self.window.status.wrap_up_expired.connect(self._on_expired)
        self.window.call.on_line(self.line)
        for call in self.phone.calls.values():
            self.window.call.on_call(call)
        world.note(f"console starts {self.number}")

    def kill(self) -> None:
        """Kill it; what it did last is on disk, or not yet."""
        if self.window is None:
            return
        chance = self.world.chance
        self._stop(writes=chance.random() < 0.8)
        self.world.note("console killed")
        self.world.after(chance.choice([3, 20, 90]) * chance.random(), self.start)

    def _stop(self, *, writes: bool) -> None:
        if self.window and writes:
            self.window.write_steps()
        self.window = None
        self._clock = self._unset()
        self.phone.hears = lambda _: None
        self.phone.available = False
        self._parcels += 1
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    # --- its reports ------------------------------------------------------------------------------

    def report_if_due(self) -> None:
        if self.window is None:
            return
        link, now = self.window.link, self.world.floor.now
        self.window.write_steps()
        is_woken = link._wake.is_set() or link._to_write.is_set()
        if self._waiting is not None or not (is_woken or now >= self._beat_at):
            return
        link._wake.clear()
        link._to_write.clear()
        self._beat_at = now + timedelta(seconds=REPORT_EVERY_S)
        self._waiting = link._tried()
        self._go_on(lambda work: work.send(None))

    def _go_on(self, step: Callable[[Wait], object]) -> None:
        assert self._waiting is not None
        self._parcels += 1
        number, session, world = self._parcels, self._sessions, self.world
        try:
            parcel = step(self._waiting)
        except StopIteration:
            self._waiting = None
            return
        assert isinstance(parcel, Parcel)
        there_s, back_s = (world.chance.uniform(0, world.delay_s) for _ in range(2))
        if world.chance.random() < world.late:
            there_s = world.chance.uniform(0, 20)
        sent, self._sent_at = parcel.content, world.floor.now
        world.after(there_s, lambda: self._arrive(sent, session, number, back_s))
        world.after(BEAT_LIMIT_S, lambda: self._give_up(number))

    def _give_up(self, number: int) -> None:
        if number == self._parcels and self._waiting is not None:
            self._go_on(lambda work: work.throw(ServerUnreachable()))

    def _arrive(self, sent: DutyReport | Alarm, session: int, number: int, back_s: float) -> None:
        if not self.world.reaches or session != self._sessions:
            self._give_up(number)
            return
        answer = self._take_alarm(sent) if isinstance(sent, Alarm) else self._take(sent)
        told_at = self.world.floor.now
        self.world.after(back_s, lambda: self._answer(answer, number, told_at))

    def _take(self, report: DutyReport) -> DutyReply:
        world = self.world
        floor, account_id = world.floor, world.account.id
        taken = floor.database.write_now(
            lambda c: take_report(c, account_id, self.number, report, floor.now)
        )
        world.forget_duty()
        if report.steps:
            world.note("server takes " + " ".join(step.wish for step in report.steps))
        return taken.reply

    def _take_alarm(self, alarm: Alarm) -> int:
        floor, account = self.world.floor, self.world.account
        _, told = floor.database.write_now(lambda c: raise_alarm(c, account, alarm, floor.now))
        self.world.note(f"server hears of {alarm.kind}")
        return len(told)

    def _answer(self, answer: Answer, number: int, told_at: datetime) -> None:
        if not self.world.reaches:
            self._give_up(number)
        elif number == self._parcels and self._waiting is not None:
            round_trip_s = (self.world.floor.now - self._sent_at).total_seconds()
            self._hear_time(told_at, round_trip_s)
            self._go_on(lambda work: work.send(answer))
            if isinstance(answer, DutyReply) and (answer.view, answer.refused) != self._heard:
                view, refused = self._heard = (answer.view, answer.refused)
                self.world.note(f"heard {view.state} {view.reason} {refused}".rstrip())

    def _unset(self) -> ServerClock:
        """A console that starts knows only what its seat's clock says."""
        return ServerClock(lambda: self.world.floor.now + self.skew, self.world.mono)

    def _hear_time(self, told_at: datetime, round_trip_s: float) -> None:
        self._clock.learn(millis(told_at), round_trip_s)

    def stream(self) -> None:
        """Tell it of the server's state before it asks."""
        world = self.world
        if world.reaches and self.window:
            account_id = world.account.id
            self.window.link.on_view(
                world.floor.database.read_now(lambda c: agent_view(c, account_id))
            )
