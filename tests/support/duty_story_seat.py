"""One operator of a story by chance: her console as it ships, which may be killed, and its reports.

Reports and answers travel as long as they like, get lost, or arrive when nobody waits for them.
"""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from random import Random
from typing import Any

from console.errors import ServerUnreachable
from console.sync.server_link import BEAT_LIMIT_S
from contract.domain.agent import REPORT_EVERY_S, WrapUpMode
from contract.domain.ids import QueueId
from contract.domain.queue import Queue
from contract.wire.duty import DutyReply, DutyReport
from server.store.duties import KnownDuty, find_duty
from server.usecases.duty.take_report import take_report
from tests.support.driven_duty import Contact, DutyWindow, Parcel, Replica
from tests.support.duty_floor import QUEUE, Floor
from tests.unit.console.viewmodels.seat import REGISTERED, HandClock, ObedientPhone

TOLD = 60  # lines of a story that went wrong


class Broken(AssertionError):
    """A promise was broken. str() has the seed and the end of the story."""


class StorySeat:
    def __init__(self, floor: Floor, replica: Replica, seed: int) -> None:
        self.floor, self.replica, self.seed = floor, replica, seed
        self.chance = chance = Random(seed)
        self.mode = chance.choice([*[WrapUpMode.TIMEOUT] * 5, *WrapUpMode])
        self.skew = timedelta(seconds=chance.choice([0, 0, chance.uniform(-1, 1)]))
        self.delay_s = chance.choice([0.2, 0.2, 0.7, 1.4])  # at most, of each way
        self.late = 0.03  # of the reports arrive when their console waits no longer
        self.number = str(2000 + seed % 7000)
        floor.wrap_up(self.mode)
        self.seat = floor.sign_in(floor.account(f"anna{seed}"), self.number)
        self.phone, self.mono, self.contact = ObedientPhone(), HandClock(), Contact()
        self.line = REGISTERED
        queue = Queue(id=QueueId(QUEUE), name=QUEUE, wrap_up=self.mode, wrap_up_s=60)
        self.queues = (queue,) if chance.random() < 0.8 else ()
        self.window: DutyWindow | None = None
        self.is_online = True
        self.began_at = self.beat_at = floor.now
        self.trace: list[str] = []
        self._later: list[tuple[datetime, int, Callable[[], None]]] = []
        self._plans = self._parcels = 0
        self._waiting: Coroutine[Any, Any, bool] | None = None
        self._duty: KnownDuty | None = None
        replica.forget()
        self.start_console()

    # --- what is told and what comes later --------------------------------------------------------

    def note(self, text: str) -> None:
        shown = self.window.shown if self.window else "-"
        after_s = (self.floor.now - self.began_at).total_seconds()
        self.trace.append(f"{after_s:8.2f} {text:32} | {shown:24} | {self.seat.state}")

    def fail(self, text: str) -> None:
        self.note(text)
        raise Broken("\n".join([f"seed {self.seed} {self.mode}: {text}", *self.trace[-TOLD:]]))

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        self._plans += 1
        self._later.append((self.floor.now + timedelta(seconds=seconds), self._plans, work))

    def next_at(self, end: datetime) -> datetime:
        return max(self.floor.now, min((at for at, _, _ in self._later), default=end))

    def do_due(self) -> None:
        while due := sorted(one for one in self._later if one[0] <= self.floor.now)[:1]:
            self._later.remove(due[0])
            due[0][2]()

    def duty(self) -> KnownDuty:
        """Return the duty as it was read since something last touched it."""
        account_id = self.seat.account.id
        known = self._duty or self.floor.database.read_now(lambda c: find_duty(c, account_id))
        assert known is not None
        self._duty = known
        return known

    def forget_duty(self) -> None:
        self._duty = None

    # --- the console ------------------------------------------------------------------------------

    def start_console(self) -> None:
        """Start it over the replica there is, at a phone that may have a call."""
        if self.window is not None:
            return
        self.window = DutyWindow(
            number=self.number,
            replica=self.replica,
            phone=self.phone,
            mono=self.mono,
            now=lambda: self.floor.now + self.skew,
            queues=self.queues,
            contact=self.contact,
        )
        self.window.status.wrap_up_expired.connect(self.on_expired)
        self.window.call.on_line(self.line)
        for call in self.phone.calls.values():
            self.window.call.on_call(call)
        self.note("console starts")

    def kill_console(self) -> None:
        """Kill it; what it did last is on disk, or not yet."""
        if self.window is None:
            return
        if self.chance.random() < 0.8:
            self.window.write_steps()
        self.window = None
        self.phone.hears = lambda _: None
        self.phone.available = False
        self._parcels += 1
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None
        self.note("console killed")
        self.after(self.chance.choice([3, 20, 90]) * self.chance.random(), self.start_console)

    def on_expired(self) -> None:
        raise NotImplementedError

    # --- its reports ------------------------------------------------------------------------------

    def report_if_due(self) -> None:
        if self.window is None:
            return
        link = self.window.link
        self.window.write_steps()
        is_woken = link._wake.is_set() or link._to_write.is_set()
        if self._waiting is not None or not (is_woken or self.floor.now >= self.beat_at):
            return
        link._wake.clear()
        link._to_write.clear()
        self.beat_at = self.floor.now + timedelta(seconds=REPORT_EVERY_S)
        self._waiting = link._tried()
        self._go_on(lambda work: work.send(None))

    def _go_on(self, step: Callable[[Coroutine[Any, Any, bool]], object]) -> None:
        assert self._waiting is not None
        self._parcels += 1
        number = self._parcels
        try:
            parcel = step(self._waiting)
        except StopIteration:
            self._waiting = None
            return
        assert isinstance(parcel, Parcel)
        there_s, back_s = (self.chance.uniform(0, self.delay_s) for _ in range(2))
        if self.chance.random() < self.late:
            there_s = self.chance.uniform(0, 20)
        report = parcel.report
        self.after(there_s, lambda: self._arrive(report, number, back_s))
        self.after(BEAT_LIMIT_S, lambda: self._give_up(number))

    def _give_up(self, number: int) -> None:
        if number == self._parcels and self._waiting is not None:
            self._go_on(lambda work: work.throw(ServerUnreachable()))

    def _arrive(self, report: DutyReport, number: int, back_s: float) -> None:
        floor, account_id = self.floor, self.seat.account.id
        if not self.is_online:
            self._give_up(number)
            return
        taken = floor.database.write_now(
            lambda c: take_report(c, account_id, self.number, report, floor.now)
        )
        self.forget_duty()
        if report.steps:
            self.note("server takes " + " ".join(step.wish for step in report.steps))
        self.after(back_s, lambda: self._answer(taken.reply, number))

    def _answer(self, reply: DutyReply, number: int) -> None:
        if not self.is_online:
            self._give_up(number)
        elif number == self._parcels and self._waiting is not None:
            self._go_on(lambda work: work.send(reply))
            self.note(f"heard {reply.view.state} {reply.view.reason} {reply.refused}".rstrip())

    def stream(self) -> None:
        """Tell the console of the server's state before it asks."""
        if self.is_online and self.window:
            self.window.link.hear(self.seat.view)
