"""Joins the operator's duty: her status, journal and reports, what the server's stream tells."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from console.errors import ServerRejected
from console.model.duty.seat_state import SeatFacts
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.runtime.this_computer import disk_free_mb, system_name
from console.store.replica.local_database import LocalDatabase
from console.sync.change_stream import Event
from console.sync.health_report import HealthReport
from console.sync.links.call_link import CallLink
from console.sync.links.duty_link import DutyLink, DutySeat, StepSetAside
from console.sync.links.text_link import TextLink
from console.sync.links.unsent_link import UnsentLink
from console.sync.server_link import ServerLink
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.agents.agent import AgentView
from contract.domain.ids import new_id
from contract.version import VERSION
from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage, decode
from contract.wire.duty import (
    EVENT_CALL,
    EVENT_DUTY,
    EVENT_FIGURES,
    PASSED_ON,
    Alarm,
    CallNews,
    DutyRules,
    FirstCallback,
    QueueFigures,
    SeatCall,
)
from contract.wire.phone_socket import CallState
from contract.wire.seat_health import SeatHealth
from contract.wire.team import EVENT_OF_ALARM_SEEN
from contract.wire.text import EVENT_TEXT, TextNews
from contract.wire.trunks import EVENT_TRUNKS, TrunkState

_OF_THE_MASK = (reason_codes.NOT_RECORDED, reason_codes.NOT_MASKED, reason_codes.UNKNOWN_CALL)
CALLBACK_FIRST = "callback_first"
log = logging.getLogger(__name__)
_EVENTS: dict[str, Any] = {
    EVENT_DUTY: AgentView,
    EVENT_FIGURES: tuple[QueueFigures, ...],
    EVENT_CALL: CallNews,
    EVENT_TEXT: TextNews,
    EVENT_TRUNKS: tuple[TrunkState, ...],
}


class SeatDuty(DutySeat):
    """join() it with the models before anybody signs in."""

    models: SeatModels

    def __init__(
        self,
        *,
        database: LocalDatabase,
        link: ServerLink,
        clock: ServerClock,
        monotonic_s: Callable[[], float],
        data_dir: Path,
        unsent: UnsentLink,
    ) -> None:
        self._clock = clock
        self._unsent = unsent
        self._link = link
        self._data_dir = data_dir
        self._health = HealthReport(self._read_health, monotonic_s)
        self._seat = ""
        self._tasks: TaskScope | None = None
        self._has_duty = False
        self._duty = DutyLink(database=database, link=link, clock=clock, seat=self)
        self._text = TextLink(
            link=link,
            on_begin=lambda: self.models.duty.text.begin(),
            on_text=lambda characters: self.models.duty.text.on_text(characters),
            on_own_text=lambda characters: self.models.duty.text.on_own_text(characters),
            on_end=lambda: self.models.duty.text.end(),
        )

    def request_state(
        self, wish: str, *, reason: str = "", call_key: str = "", offer: str = ""
    ) -> None:
        self._duty.request_state(wish, reason=reason, call_key=call_key, offer=offer)

    async def alarm(self, kind: str, call_key: str) -> None:
        await self._duty.alarm(Alarm(kind=kind, call_key=call_key, id=new_id(), at=self._clock()))

    async def pause_rules(self) -> DutyRules:
        """Raise ServerUnreachable."""
        return await self._link.ask("GET", "/duty/rules", None, DutyRules)

    async def send_text(self, characters: str) -> None:
        """Raise ServerUnreachable."""
        await self._text.send(characters)

    async def mask_recording(self, call_key: str, on: bool) -> str:
        """Return how the recording stands, or why not. Raise ServerUnreachable."""
        try:
            return (await CallLink(self._link).mask_recording(call_key, on)).state
        except ServerRejected as rejected:
            if rejected.code not in _OF_THE_MASK:
                raise
            return rejected.code

    def join(self, models: SeatModels) -> None:
        self.models = models
        for signal in (models.call.changed, models.call.line_changed, models.call.audio_changed):
            signal.connect(self._duty.look_at_facts)
        models.duty.first.refused.connect(self._duty.look_at_facts)
        models.duty.first.took.connect(self._duty.look_at_facts)
        models.duty.first.finished.connect(self._duty.look_at_facts)
        models.editor.closed.connect(models.duty.first.contact_closed)

    def begin(self, tasks: TaskScope, seat: str, *, has_duty: bool) -> None:
        """Somebody signed in at this seat: keep her journal, report, listen.

        has_duty False: whoever takes no calls, such as an editor or a clerk who said that she works
        without a telephone, has no state at the server.
        """
        self._seat = seat
        self._tasks = tasks
        self._duty.begin()
        self.models.status.signed_in(seat, takes_calls=has_duty)
        self._has_duty = has_duty
        if not has_duty:
            return
        tasks.start("duty.journal", self._duty.keep_journal())
        tasks.start("duty.report", self._duty.run())
        tasks.start("duty.text", self._text.run())

    async def end(self, *, is_online: bool) -> None:
        """She leaves: what she did last is kept, and told where a server can hear it."""
        await self._duty.flush(tells=is_online and self._has_duty)

    def on_event(self, event: Event) -> None:
        """Take an event of the server's stream; one that cannot be read is left alone."""
        self.models.duty.figures.note_server()
        kind = _EVENTS.get(event.name)
        if kind is None:
            return
        try:
            value = decode(event.data.encode(), kind)
        except MalformedMessage:
            log.warning("unreadable event %s", event.name)
            return
        self._tell(event.name, value)

    def health(self) -> SeatHealth | None:
        return self._health.due()

    def on_health_told(self, health: SeatHealth | None) -> None:
        self._health.told(health)

    def on_view(self, view: AgentView, is_settled: bool) -> None:
        self.models.status.server.adopt(view, is_settled)

    def on_refused(self, code: str) -> None:
        self.models.status.server.refused(code)

    def on_alarm_sent(self, alarm: Alarm, heard: int | None) -> None:
        self.models.duty.safety.alarm_sent(is_heard=bool(heard))

    def on_first(self, first: tuple[FirstCallback, ...]) -> None:
        self.models.duty.first.show(first)

    def on_set_aside(self, bug: StepSetAside) -> None:
        """Have the bug reported as any other of the session: the window goes on."""

        async def fail() -> None:
            raise bug

        if self._tasks is not None:
            self._tasks.start("duty.set-aside", fail())

    def _tell(self, name: str, value: Any) -> None:
        if name == EVENT_DUTY:
            self._duty.on_view(value)
        elif name == EVENT_FIGURES:
            self.models.duty.figures.show(value)
        elif name == EVENT_TRUNKS:
            self.models.duty.trunks.show(value)
        elif name == EVENT_CALL and value.kind == CALLBACK_FIRST:
            self._duty.ask_now()  # the reply says whom, now and as long as it is hers
        elif name == EVENT_CALL and value.kind == EVENT_OF_ALARM_SEEN:
            self.models.duty.safety.alarm_seen(value.text)
        elif name == EVENT_CALL and value.kind == PASSED_ON:
            self.models.calls.transfer.on_taken(value.call_key)
        elif name == EVENT_CALL:
            self.models.duty.news.on_news(value)
        else:
            self._text.on_news(value)

    def _read_health(self) -> SeatHealth:
        return SeatHealth(
            version=VERSION,
            system=system_name(),
            headset=self.models.duty.audio.headset,
            network_ms=round(self._clock.round_trip_s * 1000),
            disk_free_mb=disk_free_mb(self._data_dir),
            unsent=self._unsent.left.contacts,
            unsent_since=self._unsent.left.since,
        )

    def facts(self) -> SeatFacts:
        call = self.models.call
        return SeatFacts(
            seat=self._seat,
            registered=call.line.registered,
            has_microphone=call.has_microphone,
            not_calling=self.models.duty.first.not_calling,
            taking=self.models.duty.first.taking,
            called_back=self.models.duty.first.called_back,
            has_phone=call.line.reason not in ("phone_gone", "phone_failing"),
            calls=tuple(
                SeatCall(
                    call_key=one.key,
                    sip_id=one.call.sip_id,
                    offer=one.call.offer,
                    state=one.call.state,
                    is_incoming=one.call.is_incoming,
                    peer="" if one.call.is_incoming else one.call.peer,
                    has_talked=one.dialogue.is_talk,
                )
                for one in call.calls
                if one.call.state is not CallState.ENDED
            ),
        )
