"""The console's part of duty driven by hand: real models, journal and link, no loop, no network."""

from collections.abc import Callable, Coroutine, Generator
from datetime import datetime
from typing import Any, cast

from console.model.duty.seat_state import AgentState, SeatFacts
from console.runtime.change_feed import ChangeFeed
from console.runtime.task_scope import TaskScope
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_schema import migrate
from console.sync.links.duty_link import DutyLink, DutySeat
from console.sync.server_link import ServerLink
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from console.viewmodels.duty.safety import SafetyViewModel
from console.viewmodels.duty.wrap_up_time import SeatClock
from contract.domain.agents.agent import AgentView
from contract.domain.ids import new_id
from contract.domain.queue import Queue
from contract.wire.duty import Alarm, DutyReply, DutyReport, SeatCall
from contract.wire.phone_socket import Call, CallState, Line
from tests.unit.console.viewmodels.seat import HandClock, ObedientPhone

Answer = DutyReply | int


class Parcel:
    """A report or an alarm on its way; what waits for the answer goes on when it is given one."""

    def __init__(self, content: DutyReport | Alarm) -> None:
        self.content = content

    def __await__(self) -> Generator["Parcel", Answer, Answer]:
        return (yield self)


class _Wire:
    async def report_duty(self, report: DutyReport) -> DutyReply:
        return cast(DutyReply, await Parcel(report))

    async def raise_alarm(self, alarm: Alarm) -> int | None:
        return cast(int, await Parcel(alarm))


class Replica(LocalDatabase):
    """In memory, and every work done at once: it outlives the consoles that are killed."""

    def __init__(self) -> None:
        super().__init__(None, "", ChangeFeed())
        self.connection: Connection = connect(None, "")
        migrate(self.connection)

    async def read[T](self, query: Callable[[Connection], T]) -> T:
        return query(self.connection)

    async def write[T](self, change: Callable[[Connection], T], **_: Any) -> T:
        return change(self.connection)

    def forget(self) -> None:
        """Begin as a replica that never had a journal."""
        for table in ("duty_step", "duty_alarm", "sqlite_sequence"):
            self.connection.execute(f"DELETE FROM {table}")
        self.connection.execute("DELETE FROM meta WHERE key LIKE 'duty%'")


class AtOnce(TaskScope):
    """Runs what is started to its end: nothing here waits."""

    def __init__(self) -> None:
        pass

    def start(self, name: str, work: Coroutine[Any, Any, None], **_: bool) -> None:
        run_at_once(work)


def run_at_once(work: Coroutine[Any, Any, Any]) -> None:
    try:
        work.send(None)
    except StopIteration:
        return
    raise AssertionError("this waits")


class DutyWindow(DutySeat):
    """One run of a console, signed in; contact says whether a contact is open on its screen."""

    def __init__(
        self,
        *,
        number: str,
        replica: Replica,
        phone: ObedientPhone,
        mono: HandClock,
        now: Callable[[], datetime],
        queues: tuple[Queue, ...],
        contact: "Contact",
    ) -> None:
        self.number = number
        self.contact = contact
        self.told: list[str] = []
        self._now = now
        self.call = ActiveCallViewModel(phone=phone, scope=AtOnce(), monotonic_s=mono)
        self.link = DutyLink(
            database=replica,
            link=cast(ServerLink, _Wire()),
            clock=now,
            seat=self,
        )
        self.status = OperatorStatusViewModel(
            call=self.call,
            set_available=phone.set_available,
            is_contact_complete=lambda: contact.is_complete or not contact.is_open,
            request_state=self.link.request_state,
            scope=AtOnce(),
            clock=SeatClock(mono, now),
        )
        self.safety = SafetyViewModel(
            call=self.call, status=self.status, alarm=self._alarm, scope=AtOnce()
        )
        self.status.show_queues(queues)
        self.status.told.connect(lambda code, _: self.told.append(code))
        self.status.contact_complete.connect(self.close_contact)
        self.call.answered.connect(self._begin_contact)
        self.call.found_running.connect(self._begin_contact)
        for signal in (self.call.changed, self.call.line_changed):
            signal.connect(self.link.look_at_facts)
        phone.hears = self.call.on_call
        self.link.begin()
        self.status.signed_in(number)

    @property
    def state(self) -> AgentState:
        return self.status.state

    @property
    def view(self) -> AgentView | None:
        return self.status.view

    @property
    def shown(self) -> str:
        return f"{self.status.state} {self.status.reason}".rstrip()

    def close_contact(self, *, anyway: bool = False) -> None:
        """anyway: as the key does where nothing is left to write."""
        if self.contact.is_open or anyway:
            self.contact.is_open = False
            self.status.wrap_up.contact_closed()

    def put_contact_aside(self) -> None:
        if (
            self.contact.is_open
            and not self.call.is_live
            and self.status.wrap_up.contact_put_aside()
        ):
            self.contact.is_open = False

    def on_view(self, view: AgentView, is_settled: bool) -> None:
        self.status.server.adopt(view, is_settled)

    def on_refused(self, code: str) -> None:
        self.status.server.refused(code)

    def write_steps(self) -> None:
        run_at_once(self.link._write_steps())

    async def _alarm(self, kind: str, call_key: str) -> None:
        alarm = Alarm(kind=kind, call_key=call_key, id=new_id(), at=self._now())
        await self.link.alarm(alarm)

    def _begin_contact(self, call: Call) -> None:
        if call.is_incoming:
            self.contact.is_open = True

    def facts(self) -> SeatFacts:
        return SeatFacts(
            seat=self.number,
            registered=self.call.line.registered,
            has_phone=self.call.line.reason != "phone_gone",
            calls=tuple(
                SeatCall(
                    call_key=one.key,
                    sip_id=one.call.sip_id,
                    offer=one.call.offer,
                    state=one.call.state,
                    is_incoming=one.call.is_incoming,
                )
                for one in self.call.calls
                if one.call.state is not CallState.ENDED
            ),
        )


class Contact:
    """The contact of the present call: it is on the screen, and nothing in it is missing."""

    is_open = False
    is_complete = False


GONE = Line(reason="phone_gone")
