"""The operator's duty between seat and server: a durable journal out, the server's view in."""

import asyncio
import logging
from collections import deque

from console.errors import NOT_TOLD, LocalStoreBroken, ServerRejected, ServerUnreachable
from console.model.duty.seat_state import SeatFacts
from console.runtime.clock import Clock
from console.store.duty import duty_journal
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.sync.server_link import ServerLink
from contract.domain.agents.agent import REPORT_EVERY_S, AgentView
from contract.wire.duty import Alarm, DutyReply, DutyReport, DutyStep, FirstCallback
from contract.wire.seat_health import SeatHealth

log = logging.getLogger(__name__)
RETRY_WRITE_S = 1.0
UNWRITTEN_KEPT = 5000  # steps in memory while the disk takes none; beyond it the oldest go
_NOT_TAKEN = frozenset({400, 413, 422, 500})  # what was sent may be wrong, whenever it is sent


class StepSetAside(Exception):
    """A step that the server will never have was set aside or dropped. str() is the reason code."""


class DutySeat:
    """What the link asks of the operator's seat and tells it; who cares overrides it."""

    def facts(self) -> SeatFacts:
        return SeatFacts()

    def health(self) -> SeatHealth | None:
        """What is to be told of the computer with the next report."""
        return None

    def on_health_told(self, health: SeatHealth | None) -> None:
        """The server has what health() returned."""

    def on_view(self, view: AgentView, is_settled: bool) -> None:
        """What the server knows. is_settled: it knows all the seat did and saw."""

    def on_refused(self, code: str) -> None:
        """The server did not follow the last step."""

    def on_alarm_sent(self, alarm: Alarm, heard: int | None) -> None:
        """The server has it. heard: how many leads are there, None: unknown."""

    def on_first(self, first: tuple[FirstCallback, ...]) -> None:
        """Whom the operator calls back before anything else, in each reply."""

    def on_set_aside(self, bug: StepSetAside) -> None:
        """A step the server never takes was set aside: a bug to report."""


class DutyLink:
    """One per signed-in operator: start keep_journal() and run(), cancel both at the end.

    seat is told on the loop's thread.
    """

    def __init__(
        self,
        *,
        database: LocalDatabase,
        link: ServerLink,
        clock: Clock,
        seat: DutySeat,
    ) -> None:
        self._database = database
        self._link = link
        self._clock = clock
        self._seat = seat
        # Halved until the refused step stands alone: one bad step cost all those behind it.
        self._at_once = duty_journal.REPORT_STEPS  # fewer while one that is refused is looked for
        # In memory first: no key waits for the disk.
        self._unwritten: deque[DutyStep] = deque()
        self._to_write = asyncio.Event()
        self._wake = asyncio.Event()
        self._in_memory = 0  # steps that are not on disk yet
        self._is_full = False  # that steps were dropped is told
        self._news = 0  # grows with each step and each new fact
        self._view: AgentView | None = None
        self._told = SeatFacts()

    def begin(self) -> None:
        """Another operator's journal, or an older one: nothing is known of it yet."""
        self._unwritten.clear()
        self._in_memory = 0
        self._is_full = False
        self._view = None
        self._told = SeatFacts()

    def request_state(
        self, wish: str, *, reason: str = "", call_key: str = "", offer: str = ""
    ) -> None:
        """Note what the operator did or the seat saw; it is on disk and on its way at once."""
        step = DutyStep(
            number=0, wish=wish, reason=reason, call_key=call_key, offer=offer, at=self._clock()
        )
        self._unwritten.append(step)
        self._in_memory += 1
        if len(self._unwritten) > UNWRITTEN_KEPT:
            # The oldest go: a disk that takes nothing must not cost the memory as well.
            self._unwritten.popleft()
            self._in_memory -= 1
            self._tell_full()
        self._news += 1
        self._to_write.set()

    def look_at_facts(self) -> None:
        """Report now, not at the next beat, when the phone says something new."""
        # Only what is new: the phone says many things that change no fact.
        if self._seat.facts() != self._told:
            self._told = self._seat.facts()
            self._news += 1
            self._wake.set()

    def ask_now(self) -> None:
        """Report now: the server has something to say to it."""
        self._wake.set()

    async def alarm(self, alarm: Alarm) -> None:
        """Note a silent alarm; it is sent until a server has it, also after a restart."""
        # On disk before it is sent: an alarm must outlive a console that dies in between.
        await self._database.write(lambda c: duty_journal.add_alarm(c, alarm), changes=frozenset())
        self._wake.set()

    def on_view(self, view: AgentView) -> None:
        """Take a view from the stream; one older than what is known is passed over."""
        # Stream and reply travel on two connections: an older view may come after a newer one.
        if self._view is None or view.rev > self._view.rev:
            self._view = view
            # Never settled: it does not say which steps it knows (docs/decisions/0013).
            self._seat.on_view(view, False)

    async def keep_journal(self) -> None:
        """Write steps to the replica in their order until cancelled."""
        while True:
            await self._to_write.wait()
            self._to_write.clear()
            try:
                await self._write_steps()
            except LocalStoreBroken as error:
                log.error("the duty journal cannot be written: %s", error.kind)
                # The steps stay in memory in their order; the disk may have room again by then.
                await asyncio.sleep(RETRY_WRITE_S)
                self._to_write.set()
            self._wake.set()

    async def run(self) -> None:
        """Report at each change and every REPORT_EVERY_S until cancelled."""
        while True:
            # Before the report: what happens while it travels must lead to another one.
            self._wake.clear()
            has_more = await self._tried()
            if has_more:
                continue
            try:
                async with asyncio.timeout(REPORT_EVERY_S):
                    await self._wake.wait()
            except TimeoutError:
                pass

    async def flush(self, *, tells: bool = True) -> None:
        """The operator signs out: write what is in memory and try once to report it."""
        try:
            await self._write_steps()
        except LocalStoreBroken as error:
            log.error("the last steps were not written: %s", error.kind)
        # Off where the server is known to be away: signing out must not wait for it.
        if tells:
            await self._tried()

    async def _tried(self) -> bool:
        """Send alarms and a report; return whether more steps wait than one report carries."""
        try:
            # Before the report, which may fail: it must not hold up a cry for help.
            await self._send_alarms()
            return await self._reported()
        except NOT_TOLD as error:
            log.debug("no report of duty: %s", type(error).__name__)
        except LocalStoreBroken as error:
            log.warning("the duty journal cannot be read: %s", error.kind)
        return False

    async def _reported(self) -> bool:
        """Report; where it is refused, find the step at fault and set it aside.

        Only that one: fewer are sent until it is alone, and a report without any step must be
        taken, else it is not the step that the server, or something before it, refuses.
        """
        try:
            has_more = await self._report(self._at_once)
        except (ServerRejected, ServerUnreachable) as error:
            # A refusal of the moment, such as an ended session, is not the fault of a step
            # (test_a_refusal_of_the_moment_is_not_the_fault_of_a_step).
            if error.status not in _NOT_TAKEN:
                raise
            steps = await self._database.read(lambda c: duty_journal.open_steps(c, self._at_once))
            if len(steps) != 1:
                self._at_once = max(1, len(steps) // 2)
                if steps:
                    return True
                raise
            # The proof that the step is at fault: a server that refuses even this costs none
            # (test_a_server_that_refuses_every_report_costs_no_step).
            await self._report(0)
            await self._set_aside(steps[0].number, error.code)
            return True
        # Doubled, not reset: behind one bad step may stand another.
        self._at_once = min(2 * self._at_once, duty_journal.REPORT_STEPS)
        return has_more

    async def _set_aside(self, number: int, code: str) -> None:
        log.error("a step of duty was refused and set aside: number=%d code=%s", number, code)
        await self._database.write(
            lambda c: duty_journal.set_aside(c, number, code), changes=frozenset()
        )
        self._seat.on_set_aside(StepSetAside(code))

    async def _set_unreadable_aside(self) -> None:
        await self._database.write(duty_journal.set_unreadable_aside, changes=frozenset())
        log.error("steps of duty could not be read and were set aside")
        self._seat.on_set_aside(StepSetAside(duty_journal.UNREADABLE))

    async def _report(self, limit: int) -> bool:
        # Taken before anything is awaited: what comes meanwhile leaves the answer unsettled.
        news, heard = self._news, self._view
        is_whole = self._in_memory == 0  # what is read now has every step there is
        boot, steps, has_unreadable = await self._database.read(lambda c: _unsent(c, limit))
        # They would be counted as waiting for ever, and no view would be settled again.
        if has_unreadable:
            await self._set_unreadable_aside()
        facts, health = self._seat.facts(), self._seat.health()
        reply = await self._link.report_duty(
            DutyReport(
                seat=facts.seat,
                boot=boot,
                registered=facts.registered,
                has_microphone=facts.has_microphone,
                has_phone=facts.has_phone,
                calls=facts.calls,
                steps=steps,
                not_calling=facts.not_calling,
                taking=facts.taking,
                called_back=facts.called_back,
                health=health,
            )
        )
        self._seat.on_health_told(health)
        left = await self._database.write(
            lambda connection: _taken(connection, reply, boot), changes=frozenset()
        )
        self._seat.on_first(reply.first)
        # Every step was in it, nothing happened on its way (docs/decisions/0013).
        is_settled = is_whole and not left and news == self._news
        self._take(reply, heard, had_steps=bool(steps), is_settled=is_settled)
        return left > 0 and len(steps) > 0 and reply.taken >= steps[-1].number

    def _take(
        self, reply: DutyReply, heard: AgentView | None, *, had_steps: bool, is_settled: bool
    ) -> None:
        """A reply older than a view received before the report is of a restored server."""
        is_set_back = heard is not None and reply.view.rev < heard.rev
        # Older than a view heard before the report was sent: only a restored server says that, and
        # it is believed (test_a_server_set_back_to_an_older_day_is_believed).
        if self._view is None or is_set_back or reply.view.rev >= self._view.rev:
            self._view = reply.view
        # A report without steps asks nothing: its refusal belongs to an older one, told already.
        if reply.refused and had_steps:
            self._seat.on_refused(reply.refused)
        self._seat.on_view(self._view, is_settled)

    async def _send_alarms(self) -> None:
        """Send what is open; one the server refuses stays, and holds up neither others nor duty."""
        for alarm in await self._database.read(duty_journal.open_alarms):
            try:
                heard = await self._link.raise_alarm(alarm)
            except (ServerRejected, ServerUnreachable) as error:
                if not error.status:  # nobody answers: the next one would fare no better
                    raise
                continue  # the link has logged it
            await self._database.write(
                lambda c, sent=alarm: duty_journal.forget_alarm(c, sent),  # type: ignore[misc]  # bound per alarm
                changes=frozenset(),
            )
            self._seat.on_alarm_sent(alarm, heard)

    async def _write_steps(self) -> None:
        steps = tuple(self._unwritten)
        if not steps:
            return
        self._unwritten.clear()  # first: a write goes on when whoever waits for it is cancelled
        try:
            dropped = await self._database.write(
                lambda connection: duty_journal.add_steps(connection, steps), changes=frozenset()
            )
        except LocalStoreBroken:
            # To the front: newer steps may have come while the disk refused these.
            self._unwritten.extendleft(reversed(steps))
            raise
        # Only now: until the steps are on disk no report is whole (docs/decisions/0013).
        self._in_memory -= len(steps)
        if dropped:
            self._tell_full()

    def _tell_full(self) -> None:
        """Once: each further step drops another one."""
        if not self._is_full:
            self._is_full = True
            self._seat.on_set_aside(StepSetAside(duty_journal.FULL))


def _unsent(connection: Connection, limit: int) -> tuple[str, tuple[DutyStep, ...], bool]:
    """Return the journal's id, its oldest steps, and whether any among them cannot be read."""
    steps = duty_journal.open_steps(connection, limit)
    # open_steps() passes over what it cannot read: fewer came than are there.
    has_unreadable = len(steps) < min(limit, duty_journal.count_steps(connection))
    return duty_journal.boot(connection), steps, has_unreadable


def _taken(connection: Connection, reply: DutyReply, boot: str) -> int:
    """Delete the steps the server has; return how many are left to send."""
    # The replica is a copy older than what the server knows: its next numbers are in use there.
    if boot and reply.taken > duty_journal.last_number(connection):
        log.warning("the server knows steps this journal never had: it is begun anew")
        duty_journal.begin_anew(connection)
        return len(duty_journal.open_steps(connection))
    return duty_journal.forget_steps(connection, reply.taken) if boot else 0
