"""The one place where calls meet operators: decides in transactions, answers the exchanges."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contract.wire.exchange import POLL_S, AnyRouteReply, Digit, ExchangeEvent, RouteRequest, Wait
from server.store.calls.queue_calls import CallStage, call_by_id
from server.store.engine.connection import Connection, millis
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.exchange.all_exchanges import Listed
from server.usecases.operations.error_location import place_of
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.routing.call_steps import back_to_waiting
from server.usecases.routing.callbacks.first_callbacks import give_first_callbacks
from server.usecases.routing.callbacks.reserved_positions import pass_on_at_turn
from server.usecases.routing.offer_calls import offer_calls
from server.usecases.routing.on_exchange_event import on_exchange_event
from server.usecases.routing.outside import Outside
from server.usecases.routing.reconcile import Repairs, reconcile
from server.usecases.routing.route_call import route_call
from server.usecases.routing.routing_work import Effects, RoutingWork
from server.usecases.routing.suspect_seats import (
    RegisteredSeats,
    Suspect,
    SuspectSeats,
    lose_seat,
    still_suspect,
    stop_ringing,
)
from server.usecases.routing.time_limits import keep_time_limits
from server.usecases.routing.untold_events import UntoldEvents
from server.usecases.routing.waiting.press_key import press_key
from server.usecases.routing.waiting.queue_positions import QueuePosition, queue_positions
from server.usecases.routing.waiting.waiting_room import WaitingRoom, offer_in

log = logging.getLogger(__name__)

TICK_S = 1.0  # how late a limit of time may be noticed
GOODBYE_S = 6.0  # for an announcement to be heard before its call ends

Clock = Callable[[], datetime]
ListCalls = Callable[[], Awaitable[Listed]]


class Dispatcher:
    """Lives on one event loop; nudge() alone may be called from any thread.

    Nothing that matters is kept in memory: a new Dispatcher over the same database goes on where
    the former one was, as soon as the exchanges ask again.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Clock,
        outside: Outside,
        list_calls: ListCalls | None = None,
        registered_seats: RegisteredSeats | None = None,
        poll_s: float = POLL_S,
    ) -> None:
        self._database = database
        self._clock = clock
        self._outside = outside
        self._list_calls = list_calls
        self._suspects = SuspectSeats(registered_seats) if registered_seats else None
        self._poll_s = poll_s
        self.aside = RowsAside("routing", clock)
        self._goodbye = timedelta(seconds=GOODBYE_S if outside.has_sound else 0.0)
        self._room = WaitingRoom()
        self._goodbyes: dict[str, tuple[datetime, AnyRouteReply]] = {}
        self._deciding: set[asyncio.Future[Any]] = set()
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        self._owes_callbacks = True  # perhaps: from before this process
        self._events = UntoldEvents(self._follow, clock)

    @property
    def waiting(self) -> int:
        """Return how many questions are held open now."""
        return len(self._room.call_ids)

    # --- what others ask ----------------------------------------------------------------------

    def nudge(self) -> None:
        """Say that something may have become possible: an operator is free, a rule has changed."""
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._woken.set)

    async def route(self, request: RouteRequest) -> AnyRouteReply:
        """Return what becomes of the call, up to poll_s later. Raise StoreFault."""
        call_id = request.call or request.sip
        # Before the decision: an answer must find the question it belongs to.
        poll = self._room.enter(call_id)
        # The exchanges that listen at this moment: an offer to another one would ring nobody.
        room = self._room.call_ids
        try:

            def decide(work: RoutingWork) -> None:
                route_call(work, request)
                offer_calls(work, room - work.effects.answers.keys())

            await self._decide(decide)
            # Of unequal length: after an outage all calls were asked for in the same moment.
            async with asyncio.timeout(self._poll_s * random.uniform(0.6, 1.0)):  # noqa: S311
                return await poll
        except TimeoutError:  # an answer may have come in the same turn of the loop
            return poll.result() if poll.done() and not poll.cancelled() else Wait()
        except asyncio.CancelledError:
            # Answered in the very turn in which whoever asked went away.
            if poll.done() and not poll.cancelled():
                self._finish_alone(self.not_heard(call_id, poll.result()))
            raise
        finally:
            self._room.leave(call_id, poll)

    async def not_heard(self, call_id: str, reply: AnyRouteReply) -> None:
        """Take an answer back whose exchange has gone: its operator would wait for no ring."""
        if offer := offer_in(reply):
            await self._take_back(call_id, offer)

    async def on_event(self, event: ExchangeEvent) -> None:
        """Follow an event of the exchange; a repeat is a no-op.

        Raise StoreFault: it is followed once the database takes it.
        """
        await self._events.take(event)
        self._woken.set()

    async def _follow(self, event: ExchangeEvent, at: datetime) -> None:
        await self._decide(lambda work: on_exchange_event(work, event), at)

    async def digit(self, pressed: Digit) -> None:
        """Follow a key a caller pressed. Raise StoreFault."""
        await self._decide(lambda work: press_key(work, pressed))
        self._owes_callbacks = True  # perhaps
        self._woken.set()

    async def seat_lost(
        self, seat: str, account_id: str = "", call_key: str = "", *, same_operator: bool = False
    ) -> None:
        """Keep the citizens of a seat that is gone: the one it talks with is called back first.

        same_operator: only the phone is gone, so its operator calls back. call_key: only this call.
        A seat that is merely silent keeps its call while the exchange still has its phone. Raise
        StoreFault.
        """
        # A phone that died is known to be dead: nothing is waited for.
        if same_operator or self._suspects is None:
            await self._lose(seat, account_id, call_key, same_operator=same_operator)
        else:
            # A ring can go elsewhere at once; a talk may go on behind a frozen window.
            await self._decide(lambda work: stop_ringing(work, seat))
            self._suspects.add(Suspect(seat, account_id, call_key))
        self._woken.set()

    async def check_suspects(self) -> None:
        """Lose the silent seats the exchange has lost too. Raise StoreFault."""
        if self._suspects is None or not self._suspects:
            return
        for known in self._suspects.all():
            # Heard again meanwhile, or the call is over: the exchange need not be asked about it.
            if not await self._database.read(partial(still_suspect, seat=known.seat)):
                self._suspects.clear(known)
        for suspect in await self._suspects.gone():
            await self._lose(suspect.seat, suspect.account_id, suspect.call_key)
            self._woken.set()

    async def _lose(
        self, seat: str, account_id: str, call_key: str, *, same_operator: bool = False
    ) -> None:
        await self._decide(
            lambda work: lose_seat(work, seat, account_id, call_key, same_operator=same_operator)
        )
        self._owes_callbacks = True

    # --- what the clock asks ------------------------------------------------------------------

    async def run(self) -> None:
        """Look after those who wait, until cancelled; no database that is away, no bug ends it."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_S):
                    await self._woken.wait()
            # Before the turn: what becomes possible while it decides must wake the next one.
            self._woken.clear()
            try:
                await self.turn()
            except Exception as error:  # noqa: BLE001 - nobody else looks after those who wait
                level = logging.WARNING if isinstance(error, StoreFault) else logging.ERROR
                log.log(level, "routing waits: %s", place_of(error))
                # A database that is away is not asked without a pause.
                await asyncio.sleep(TICK_S)

    async def turn(self) -> None:
        """Decide whatever can be decided now. Raise StoreFault."""
        now = self._clock()
        for call_id, (at, reply) in list(self._goodbyes.items()):
            if at <= now:
                del self._goodbyes[call_id]
                self._room.answer(call_id, reply)
        # A call that hears its goodbye is decided already.
        room = self._room.call_ids - self._goodbyes.keys()
        # The clock ticks each second: an idle house must not write to its database for it.
        if not room and not self._owes_callbacks:
            return

        def decide(work: RoutingWork) -> tuple[int, list[QueuePosition]]:
            # First: whose call was lost by our fault comes before those who wait.
            owed = give_first_callbacks(work) + pass_on_at_turn(work)
            if room:
                keep_time_limits(work, room)
            if room or owed:
                # Calls whose limits have just ended are answered: a seat must not be rung for them.
                offer_calls(work, room - work.effects.answers.keys())
            return owed, queue_positions(work) if room and self._outside.has_sound else []

        self._owes_callbacks = False  # but for those promised while this is decided
        try:
            owed, places = await self._decide(decide)
        except BaseException:
            # The decision was lost, not what it was about.
            self._owes_callbacks = True
            raise
        self._owes_callbacks |= owed > 0
        self._outside.announce([p for p in places if p.call.id in room], millis(now))

    async def reconcile(self) -> Repairs:
        """Compare with what the exchange knows and repair; counts are logged. Raise StoreFault."""
        await self._events.follow()  # first: by them calls live or have ended
        listed = await self._list_calls() if self._list_calls is not None else {}
        room = self._room.call_ids
        repairs = await self._decide(lambda work: reconcile(work, listed, room))
        if repairs.any:
            log.warning("reconciled with the exchange: %s", repairs)
            self._woken.set()
        return repairs

    def close(self) -> None:
        """Send every open question back: the server stops."""
        self._room.close()
        self._outside.close()

    async def finish(self) -> None:
        """Close, and wait until nothing is decided or done any more."""
        self.close()
        # A key pressed as the server ends is followed to its end.
        await asyncio.gather(*self._deciding, return_exceptions=True)
        self._outside.close()  # what the last decisions began
        await self._outside.ended()

    # --- inside -------------------------------------------------------------------------------

    async def _decide[T](self, step: Callable[[RoutingWork], T], at: datetime | None = None) -> T:
        """Run step in one transaction alone, then do what it decided; at: None for now.

        Both are finished when whoever asked goes away: what was decided may concern others.
        """
        # A task of its own: an exchange that hangs up must not undo what concerns others, too.
        return await asyncio.shield(self._finish_alone(self._decided(step, at or self._clock())))

    def _finish_alone[T](self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin what goes to its end whoever goes away; finish() waits for it."""
        deciding = asyncio.create_task(work)
        self._deciding.add(deciding)
        deciding.add_done_callback(self._deciding.discard)
        return deciding

    async def _decided[T](self, step: Callable[[RoutingWork], T], at: datetime) -> T:
        asked = self._room.questions

        def work(connection: Connection) -> tuple[T, Effects]:
            decision = RoutingWork(connection, at, self.aside)
            return step(decision), decision.effects

        result, effects = await self._database.write(work)
        await self._carry_out(effects, at, asked)
        return result

    async def _carry_out(
        self, effects: Effects, at: datetime, asked: Mapping[str, asyncio.Future[AnyRouteReply]]
    ) -> None:
        # After the commit: what was rolled back must have been said to nobody.
        self._outside.carry_out(effects)
        for call_id, reply in effects.later.items():
            if self._goodbye:
                self._goodbyes[call_id] = (at + self._goodbye, reply)
            else:
                self._room.answer(call_id, reply, asked)
        for call_id, reply in effects.answers.items():
            # A newer answer overtakes the goodbye: an operator may have become free in the last
            # second.
            self._goodbyes.pop(call_id, None)
            # Left reserved, the operator would wait for a ring that no exchange makes.
            if not self._room.answer(call_id, reply, asked):
                await self.not_heard(call_id, reply)

    async def _take_back(self, call_id: str, offer: str) -> None:
        """Free the operator: the exchange went away before it got the answer to ring her."""

        def step(work: RoutingWork) -> None:
            call = call_by_id(work.connection, call_id)
            # Only this offer: the call may have been asked for again and ring elsewhere by now.
            if call is not None and call.state == CallStage.OFFERED and call.offer_id == offer:
                back_to_waiting(work, call, "abandoned")

        await self._decide(step)
