"""Listens to the server's hints; after seconds of silence the line counts as dead."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable

import msgspec

from console.errors import NOT_TOLD
from console.sync.backoff import delay_s
from console.sync.server_link import ServerLink

log = logging.getLogger(__name__)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """name: "hint", "beat", "resync", "bye" or what contract.wire.duty names; data is JSON."""

    name: str
    id: str = ""
    data: str = ""


async def parse_events(lines: AsyncIterator[str]) -> AsyncIterator[Event]:
    """Turn lines of a text/event-stream into events; comments and unfinished ones give none."""
    name, event_id = "", ""
    data: list[str] = []
    async for line in lines:
        if not line:
            if name:
                yield Event(name=name, id=event_id, data="\n".join(data))
            name = ""
            data.clear()
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        # As the standard of event streams says: it goes back in a header, where NUL has no place.
        elif field == "id" and "\0" not in value:
            event_id = value


class ChangeStream:
    """on_hint: pull now. on_alive: the line lives. on_lost: it was alive and is no more.

    on_event gets every event, whatever it means, after on_alive.
    """

    def __init__(
        self,
        *,
        link: ServerLink,
        on_hint: Callable[[], None],
        on_alive: Callable[[], None],
        on_lost: Callable[[], None],
        on_event: Callable[[Event], None] = lambda _: None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._link = link
        self._on_hint = on_hint
        self._on_alive = on_alive
        self._on_lost = on_lost
        self._on_event = on_event
        self._jitter = jitter
        self._last_event_id = ""
        self._retry = asyncio.Event()
        self.is_live = False

    async def run(self) -> None:
        """Listen and reconnect until cancelled."""
        failures = 0
        try:
            while True:
                self._retry.clear()
                was_cut = await self._listen()
                was_live, self.is_live = self.is_live, False
                # A line that stood begins the waits anew: the server was well until a moment ago.
                failures = 1 if was_live else failures + 1
                # One that ended in good order, or never stood, is no loss: the next question tells.
                if was_live and was_cut:
                    self._on_lost()
                await self._wait(delay_s(failures, self._jitter()))
        finally:
            # Also when cancelled: the poll would otherwise rest for the minute of a living stream.
            self.is_live = False  # whoever signs in next has no line yet

    def retry_now(self) -> None:
        """The server was reached another way: do not wait out the delay, nor that of an attempt
        which began before.
        """
        self._retry.set()

    async def _listen(self) -> bool:
        """Return whether the line was cut, or never stood; False: it ended in good order."""
        try:
            # With the last id, so that the server can tell whether anything was missed in between.
            async with self._link.events(self._last_event_id) as lines:
                async for event in parse_events(lines):
                    self._follow(event)
                    if event.name == "bye":
                        return False
        except NOT_TOLD as error:
            log.debug("no line to the server: %s", type(error).__name__)
        return True

    def _follow(self, event: Event) -> None:
        self._last_event_id = event.id or self._last_event_id
        came_alive = not self.is_live
        self.is_live = True
        if came_alive:
            # A wish to try again from before this line stood would skip the wait after its end.
            self._retry.clear()
        self._on_alive()
        self._on_event(event)
        # Also when the line comes up, for the poll rests a minute from then on.
        # At its end too: what is not sent yet may be handed over for a moment only.
        if event.name in ("hint", "resync", "bye") or came_alive:
            self._on_hint()  # something may have changed while nobody listened

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._retry.wait()
        except TimeoutError:
            pass
