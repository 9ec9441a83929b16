"""GET /events: hints, news, beats, resync and bye as server-sent events; news leave at once."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from contract.domain.account import Account
from contract.wire.decoding import encode
from server.api.event_hub import EventHub, Listener
from server.store.engine.faults import StoreFault
from server.usecases.accounts.current_session import CurrentSession

log = logging.getLogger(__name__)

# A seat takes five seconds without a beat for a lost line (console/sync/server_link.py).
BEAT_S = 2.0
# Each hint is a pull of every seat: many commits of one moment become few of them.
HINT_GAP_S = 0.25  # at most four hints a second

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
StillSignedIn = Callable[[], Awaitable[Account | None]]
StateOf = Callable[[str], Awaitable[tuple[str, Any] | None]]  # account -> (event, its whole state)


async def no_state(_: str) -> None:
    """Greet nobody with a state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamWish:
    """What a window asks for: to go on behind an event, and changes themselves, not hints."""

    last_event_id: str | None = None
    takes_changes: bool = False


class EventStream:
    """An ASGI answer to user. account_now returns who listens, None once the session has ended.

    state_of: what a listener gets first, beside the states sent to all; its value has a rev.
    """

    def __init__(
        self,
        *,
        hub: EventHub,
        user: CurrentSession,
        account_now: StillSignedIn,
        wish: "StreamWish",
        state_of: StateOf = no_state,
    ) -> None:
        self._hub = hub
        self._account = user.account
        self._account_now = account_now
        self._session_id = user.id
        self._wish = wish
        self._state_of = state_of

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Send until the client goes, the session ends or the server stops."""
        # Listening begins before the greeting: what changes in between is told, not missed.
        listening = self._hub.listening(
            self._account.scopes,
            self._account.id,
            self._session_id,
            takes_changes=self._wish.takes_changes,
        )
        with listening as listener:
            sending = asyncio.create_task(self._send_all(listener, send))
            # Only the disconnect message tells of a window that went while nothing was sent.
            leaving = asyncio.create_task(_until_gone(receive))
            try:
                await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                leaving.cancel()
                if not sending.done():
                    sending.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
        # A bug of the sender is raised, though the client may have gone.
        if not sending.cancelled():
            sending.result()

    async def _send_all(self, listener: Listener, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await self._greet(listener, send)
        loop = asyncio.get_running_loop()
        beat_at, hint_at = loop.time() + BEAT_S, loop.time()
        while not listener.closed:
            await _woken_or(min(beat_at, hint_at) if listener.pending else beat_at, listener)
            listener.woken.clear()  # whatever comes while we send wakes us again
            for name, body in listener.take_news():
                await self._send(send, name, body)
            if listener.pending and loop.time() >= hint_at:
                await self._event(send, "hint", listener.take())
                hint_at = loop.time() + HINT_GAP_S
            if loop.time() >= beat_at and not listener.closed:
                await self._beat(listener, send)
                beat_at = loop.time() + BEAT_S
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _greet(self, listener: Listener, send: Send) -> None:
        """Send a returning client what it missed, or a resync when that is unknown."""
        await self._event(send, "beat", {})
        await self._greet_with_state(listener)
        if self._wish.last_event_id is None:
            return
        missed = self._hub.missed(self._wish.last_event_id)
        if missed is None:
            await self._event(send, "resync", {})
        else:
            listener.offer(missed)

    async def _greet_with_state(self, listener: Listener) -> None:
        """Offer the present state; it is read after listening began, so no change is missed."""
        try:
            found = await self._state_of(self._account.id)
        except StoreFault as fault:
            log.warning("a listener gets no state yet: %s", type(fault).__name__)
            return
        if found is not None:
            event, value = found
            listener.tell_state(event, value.rev, encode(value))

    async def _beat(self, listener: Listener, send: Send) -> None:
        """Say that the line lives, or bye when the session has ended meanwhile."""
        account = await self._account_now()
        if account is None:
            listener.close()
            await self._event(send, "bye", {})
            return
        # New desks take effect without a new sign-in: the seat copies what it may see now.
        if frozenset(account.scopes) != listener.scopes:
            listener.scopes = frozenset(account.scopes)
            await self._event(send, "resync", {})
        await self._event(send, "beat", {})

    async def _event(self, send: Send, name: str, data: dict[str, int]) -> None:
        await self._send(send, name, encode(data))

    async def _send(self, send: Send, name: str, body: bytes) -> None:
        head = f"event: {name}\nid: {self._hub.last_event_id}\ndata: ".encode()
        message = head + body + b"\n\n"
        await send({"type": "http.response.body", "body": message, "more_body": True})


async def _woken_or(deadline: float, listener: Listener) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout_at(deadline):
            await listener.woken.wait()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    # A proxy that collects the stream would hold back a ring.
    (b"x-accel-buffering", b"no"),
]
