"""Parts for view-model tests: a clock to turn by hand, a phone that obeys, calls, cards."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.calls.live_call import PhoneAbility
from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.today import NO_NEWS, Today
from console.runtime.change_feed import ChangeFeed
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.kit.notices import NoticesViewModel
from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.knowledge.search_hit import SearchHit
from contract.wire.phone_socket import Call, CallState, EndCause, Line

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CITIZEN = "+390651234567"


class HandClock:
    """Seconds that pass only when told to; moments go along."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds - 1000.0)

    def turn(self, seconds: float) -> None:
        self.seconds += seconds


class ObedientPhone:
    """Takes every command and reports it as the softphone's events would."""

    can: frozenset[PhoneAbility] = frozenset(PhoneAbility)

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.refusal = ""
        self.is_gone = False
        self.hears: Callable[[Call], None] = lambda _: None
        self.calls: dict[int, Call] = {}
        self._reported = 0
        self.available: bool | None = None

    @property
    def call(self) -> Call | None:
        """The call it reported last."""
        return self.calls.get(self._reported)

    async def _take(self, name: str, value: Any, number: int = 0, **changes: Any) -> None:
        self.asked.append((name, value))
        if self.is_gone:
            raise PhoneUnavailable
        if self.refusal:
            raise PhoneRefused(self.refusal)
        if number in self.calls and changes:
            self.report(msgspec.structs.replace(self.calls[number], **changes))

    def report(self, call: Call) -> None:
        self.calls[call.call] = call
        self._reported = call.call
        self.hears(call)

    async def set_available(self, available: bool) -> None:
        self.available = available

    async def dial(self, to: str) -> int:
        await self._take("dial", to)
        number = max(self.calls, default=0) + 1
        if up := [one for one in self.calls.values() if one.state is CallState.ACTIVE]:
            await self.hold(up[0].call)
            self.report(a_call(call=number, peer=to, is_incoming=False, state=CallState.CALLING))
        return number

    async def answer(self, call: int) -> None:
        answered = {"answered_mono_s": 1004.0, "answered_utc_s": 4.0}
        await self._take("answer", call, call, state=CallState.ACTIVE, **answered)

    async def reject(self, call: int) -> None:
        await self._take("reject", call, call, state=CallState.ENDED, cause=EndCause.REJECTED)

    async def hang_up(self, call: int) -> None:
        await self._take("hang_up", call, call, state=CallState.ENDED, cause=EndCause.HUNG_UP_HERE)

    async def hold(self, call: int) -> None:
        await self._take("hold", call, call, state=CallState.HELD)

    async def resume(self, call: int) -> None:
        await self._take("resume", call, call, state=CallState.ACTIVE)

    async def mute(self, call: int, on: bool) -> None:
        await self._take("mute", on, call, is_muted=on)

    async def dtmf(self, call: int, digits: str) -> None:
        await self._take("dtmf", digits)

    async def transfer(self, call: int, to: str) -> None:
        await self._take("transfer", (call, to))

    async def transfer_to(self, call: int, other: int) -> None:
        await self._take("transfer_to", (call, other))

    async def join(self, call: int, other: int) -> None:
        await self._take("join", (call, other))
        for one in (call, other):
            self.report(
                msgspec.structs.replace(self.calls[one], state=CallState.ACTIVE, is_joined=True)
            )

    async def split(self, call: int, other: int) -> None:
        await self._take("split", (call, other))
        replace = msgspec.structs.replace
        self.report(replace(self.calls[call], state=CallState.ACTIVE, is_joined=False))
        self.report(replace(self.calls[other], state=CallState.HELD, is_joined=False))


def a_call(**changes: Any) -> Call:
    call = Call(
        call=1,
        sip_id="a@exchange",
        queue="Tributi",
        state=CallState.INCOMING,
        peer=CITIZEN,
        started_mono_s=1000.0,
        started_utc_s=1.0,
    )
    return msgspec.structs.replace(call, **changes)


def an_ended(call: Call, cause: EndCause = EndCause.HUNG_UP_THERE, at_s: float = 1060.0) -> Call:
    return msgspec.structs.replace(call, state=CallState.ENDED, cause=cause, ended_mono_s=at_s)


REGISTERED = Line(registered=True, server="exchange")


def a_card(card_id: str = "card-1", topic: str = "topic-1") -> ServiceCard:
    return ServiceCard(
        id=CardId(card_id), title="Orari dell'anagrafe", topic_id=TopicId(topic), say="È aperta."
    )


@asynccontextmanager
async def a_scope() -> AsyncIterator[TaskScope]:
    """A scope whose crashes fail the test."""
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    try:
        yield scope
    finally:
        await scope.close()
    if crashes:
        raise crashes[0]


class NoKnowledge:
    """A seat that has no knowledge base yet: whoever has some of it overrides what it answers."""

    async def search(self, text: str) -> SearchAnswer:
        return SearchAnswer(query=text, hits=())

    async def most_asked(self) -> tuple[SearchHit, ...]:
        return ()

    async def today(self) -> Today:
        return NO_NEWS

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return None

    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]:
        return ()

    async def card_at(self, office_id: OfficeId) -> ServiceCard | None:
        return None

    async def faqs_of(self, card_id: CardId) -> tuple[Faq, ...]:
        return ()


class CallSeat:
    """A phone that obeys and the calls at it; what else a test needs is built beside them."""

    def __init__(self, scope: TaskScope) -> None:
        self.clock = HandClock()
        self.phone = ObedientPhone()
        self.call = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=self.clock)
        self.phone.hears = self.call.on_call

    def talk(self, **fields: Any) -> None:
        """Have a call that rang and was answered at once."""
        self.phone.report(a_call(**fields))
        now = {"state": CallState.ACTIVE, "answered_mono_s": self.clock()}
        self.phone.report(a_call(**(now | fields)))

    def hang_up(self, cause: EndCause = EndCause.HUNG_UP_THERE) -> None:
        assert self.phone.call is not None
        self.phone.report(an_ended(self.phone.call, cause, self.clock()))


async def _none_unseen() -> tuple[()]:
    return ()


def notices_of(scope: TaskScope) -> NoticesViewModel:
    """Notices of a store that holds none."""
    feed = ChangeFeed()
    return NoticesViewModel(unseen=_none_unseen, mark_seen=nothing, feed=feed, scope=scope)


def nothing(*_: object) -> Coroutine[Any, Any, None]:
    async def done() -> None:
        return None

    return done()
