"""What a decision causes outside the database: sounds, ends, recordings, news to the seats."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from contract.wire.duty import CallNews
from server.store.calls.queue_calls import QueueCall
from server.usecases.routing.routing_work import Effects
from server.usecases.routing.waiting.announcements import Told, next_announcement, note_told
from server.usecases.routing.waiting.queue_positions import QueuePosition

log = logging.getLogger(__name__)

MOST_COMPLAINTS = 100
MOST_NOTICES = 5000  # whoever has heard one before that hears it twice

Play = Callable[[QueueCall, str], Awaitable[None]]
HangUp = Callable[[QueueCall], Awaitable[None]]
Silence = Callable[[QueueCall], Awaitable[None]]
Tell = Callable[[str, CallNews], None]
Record = Callable[[QueueCall, str, bool], Awaitable[None]]  # notice, whether it was heard whole


class Outside:
    """Callables that may be missing, and may fail: no decision hangs on them."""

    def __init__(
        self,
        *,
        play: Play | None = None,
        hang_up: HangUp | None = None,
        silence: Silence | None = None,
        tell: Tell | None = None,
        record: Record | None = None,
    ) -> None:
        """record None: no call is ever recorded, whatever its queue says."""
        self._play = play
        self._hang_up = hang_up
        self._silence = silence
        self._tell = tell
        self._record = record
        self._told: dict[str, Told] = {}
        self._heard: dict[str, str] = {}  # the notice a call has heard whole
        self._running: set[asyncio.Task[None]] = set()
        self._complained_of: set[str] = set()

    @property
    def has_sound(self) -> bool:
        return self._play is not None

    def carry_out(self, effects: Effects) -> None:
        for account_id, news in effects.news:
            if self._tell is not None:
                self._tell(account_id, news)
        for call, name in effects.plays:
            self._sound(call, name)
        for call in effects.hang_ups:
            if self._hang_up is not None:
                self._start("ending a call", partial(self._hang_up, call))
        for call in effects.dead:
            if self._silence is not None:
                self._start("ending the music of a call", partial(self._silence, call))
        for call, notice in effects.recordings:
            if self._record is not None:
                has_heard = self._heard.pop(call.id, None) == notice
                doing = partial(self._record, call, notice, has_heard)
                self._start("recording a call", doing)

    def announce(self, places: list[QueuePosition], now: int) -> None:
        """Play to each waiting call what is due; those no longer there are forgotten."""
        kept = {}
        for place in places:
            # Only calls that still wait are remembered: the others' memory goes with this turn.
            told = kept[place.call.id] = self._told.get(place.call.id) or Told()
            name = next_announcement(
                place.queue, place.standing, told, now, records=self._record is not None
            )
            if name is not None:
                note_told(told, name, now)
                self._sound(place.call, name)
        self._told = kept

    def close(self) -> None:
        for task in self._running:
            task.cancel()

    async def ended(self) -> None:
        """Wait for what close() has ended."""
        await asyncio.gather(*self._running, return_exceptions=True)

    def _sound(self, call: QueueCall, name: str) -> None:
        if self._play is not None and not call.from_seat:
            spoken = f"{call.language}/{name}"
            self._start(f"announcement {spoken}", partial(self._played, call, name, spoken))

    async def _played(self, call: QueueCall, name: str, spoken: str) -> None:
        assert self._play is not None
        # Noted only when it was heard whole: a recording must not begin on half a notice.
        await self._play(call, spoken)
        if name.startswith("recording-"):
            self._heard[call.id] = name
            if len(self._heard) > MOST_NOTICES:
                del self._heard[next(iter(self._heard))]

    def _start(self, what: str, act: Callable[[], Awaitable[None]]) -> None:
        # act is called in the task: one that close() ends before its first step has begun nothing.
        task = asyncio.get_running_loop().create_task(self._safely(what, act))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _safely(self, what: str, act: Callable[[], Awaitable[None]]) -> None:
        """Do it; a relay or exchange that is away ends nothing here, and is logged once."""
        try:
            await act()
        except Exception as error:  # noqa: BLE001 - whatever it is, the call goes on
            complaint = f"{what} not done: {type(error).__name__}"
            # Once: a missing file would fill the log with every waiting caller.
            if complaint not in self._complained_of and len(self._complained_of) < MOST_COMPLAINTS:
                self._complained_of.add(complaint)
                log.warning(complaint)
