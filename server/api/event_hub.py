"""Who listens: heads of scopes merged per listener, and news for one account or for all."""

import asyncio
import itertools
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from contract.whole_number import whole_number
from contract.wire.changes import EVENT_CHANGES
from contract.wire.decoding import encode

# A window that reads nothing must cost bounded memory (test_event_hub).
NEWS_LIMIT = 100  # unsent news of one listener; the oldest go
CHANGES_LIMIT = 20  # unsent changes of one listener; who misses some fetches them
# A window that lost its line comes back while the old stream is still thought to be open.
STREAMS_OF_A_SESSION = 3
KEEP_NEWS_S = 60.0  # for an account whose window is just reconnecting

log = logging.getLogger(__name__)

MOST_EVENTS = 2**63 - 1
News = tuple[str, bytes]  # (event, JSON)
OnGrown = Callable[[Mapping[str, int]], None]  # scope -> its head until now


class Listener:
    """One open stream. Only the loop's thread touches it."""

    def __init__(
        self,
        scopes: Iterable[str],
        account_id: str = "",
        session_id: str = "",
        *,
        takes_changes: bool = False,
    ) -> None:
        self.scopes = frozenset(scopes)
        self.takes_changes = takes_changes
        self.account_id = account_id
        self.session_id = session_id
        self.pending: dict[str, int] = {}
        self.closed = False
        self.woken = asyncio.Event()
        self._news: deque[News] = deque(maxlen=NEWS_LIMIT)
        self._changes: deque[News] = deque(maxlen=CHANGES_LIMIT)
        self._states: dict[str, tuple[int, bytes]] = {}  # event -> newest (rev, JSON), unsent
        self._sent: dict[str, int] = {}  # event -> newest rev sent

    def offer(self, heads: Mapping[str, int]) -> None:
        """Note the heads this listener may see; several before one send become one."""
        seen = {scope: head for scope, head in heads.items() if scope in self.scopes}
        if seen:
            self.pending.update(seen)
            self.woken.set()

    def tell(self, event: str, body: bytes) -> None:
        """Note news; all are sent, in order."""
        self._news.append((event, body))
        self.woken.set()

    def tell_changes(self, body: bytes) -> None:
        """Note changes of a scope; unlike news they are kept for no later window."""
        self._changes.append((EVENT_CHANGES, body))
        self.woken.set()

    def tell_state(self, event: str, rev: int, body: bytes) -> None:
        """Note a whole state: only the newest is sent, never one older than what was sent."""
        # Threads overtake each other: an older state would undo the newer one on the screen.
        known = max(self._sent.get(event, -1), self._states.get(event, (-1, b""))[0])
        if rev > known:
            self._states[event] = (rev, body)
            self.woken.set()

    @property
    def unsent_news(self) -> tuple[News, ...]:
        """News not taken yet, oldest first; no states."""
        return tuple(self._news)

    def take(self) -> dict[str, int]:
        taken, self.pending = self.pending, {}
        # What came while the heads were taken must still wake the sender.
        if not self._news and not self._states and not self._changes:
            self.woken.clear()
        return taken

    def take_news(self) -> list[News]:
        """Return what is to be sent at once, states first."""
        states = [(event, body) for event, (_, body) in self._states.items()]
        self._sent |= {event: rev for event, (rev, _) in self._states.items()}
        self._states.clear()
        # Changes last: a ring must not wait behind them.
        news = [*states, *self._news, *self._changes]
        self._news.clear()
        self._changes.clear()
        return news

    def close(self) -> None:
        self.closed = True
        self.woken.set()


class EventHub:
    """All open streams of this process. On the loop's thread only, but for tell and tell_all."""

    def __init__(self) -> None:
        self._listeners: dict[Listener, None] = {}  # the oldest first
        # After a restart numbers begin anew: an id of before would name other events.
        self._boot = secrets.token_hex(4)  # event ids of another process life are unknown
        self._numbers = itertools.count(1)
        self._number = 0
        self._heads: dict[str, int] = {}
        self._told_at: dict[str, int] = {}  # scope -> number of its newest event
        self._closed = False
        self._loop = _running_loop()
        self._kept: dict[str, list[tuple[float, News]]] = {}  # account -> news nobody heard
        self._common: dict[str, tuple[int, bytes]] = {}  # states that are the same for all
        self.on_grown: OnGrown | None = None  # None: those who take changes get hints as well

    def __len__(self) -> int:
        return len(self._listeners)

    @property
    def last_event_id(self) -> str:
        return f"{self._boot}-{self._number}"

    def hears(self, account_id: str) -> bool:
        """Return whether a window of this account is listening now."""
        return any(one.account_id == account_id and not one.closed for one in self._listeners)

    def publish(self, heads: Mapping[str, int]) -> None:
        """Offer heads that grew to every listener; heads known already are nothing new."""
        grown = {scope: head for scope, head in heads.items() if self._heads.get(scope, 0) < head}
        # The poll of heads and our own commits tell the same head twice.
        if not grown:
            return
        self._number = next(self._numbers)
        before = {scope: self._heads.get(scope, 0) for scope in grown}
        self._heads |= grown
        self._told_at |= dict.fromkeys(grown, self._number)
        for listener in self._listeners:
            if self.on_grown is None or not listener.takes_changes:
                listener.offer(grown)
        if self.on_grown is not None:
            self.on_grown(before)

    def takes_changes(self, scope: str) -> bool:
        """Return whether anybody listens who applies changes of a scope."""
        return any(scope in one.scopes and one.takes_changes for one in self._listeners)

    def tell_changes(self, scope: str, head: int, body: bytes | None) -> None:
        """Send changes of a scope to whoever takes them; None: a hint at its head instead."""
        for listener in self._listeners:
            if not listener.takes_changes or scope not in listener.scopes:
                continue
            if body is None:
                listener.offer({scope: head})
            else:
                listener.tell_changes(body)

    def tell(self, account_id: str, event: str, value: Any) -> None:
        """Send value to every window of an account, from any thread. Returns at once.

        A value with a rev is a whole state: only the newest counts. Other values are news: what
        no window hears is kept KEEP_NEWS_S for one that comes back.
        """
        self._on_loop(self._tell, account_id, event, encode(value), getattr(value, "rev", None))

    def tell_all(self, event: str, value: Any) -> None:
        """Send a state to all windows, now and when they come. From any thread."""
        self._on_loop(self._tell_all, event, encode(value))

    def missed(self, last_event_id: str) -> dict[str, int] | None:
        """Return the heads sent after that event; None for an event id of another hub."""
        boot, _, number = last_event_id.partition("-")
        # Nobody knows what it missed: the seat asks for all of its scopes again.
        since = whole_number(number, MOST_EVENTS) if boot == self._boot else None
        if since is None:
            return None
        return {scope: self._heads[scope] for scope, at in self._told_at.items() if at > since}

    @contextmanager
    def listening(
        self,
        scopes: Iterable[str],
        account_id: str = "",
        session_id: str = "",
        *,
        takes_changes: bool = False,
    ) -> Iterator[Listener]:
        """Yield a listener; leaving, however it happens, forgets it at once.

        A session that has too many loses its oldest ones; "" is none.
        """
        # The hub may be made before its loop runs.
        self._loop = asyncio.get_running_loop()
        listener = Listener(scopes, account_id, session_id, takes_changes=takes_changes)
        # A stream that opens while the server stops would otherwise hold it up.
        if self._closed:
            listener.close()
        for event, (rev, body) in self._common.items():
            listener.tell_state(event, rev, body)
        # Sent while the window was reconnecting: popped, so that a second window does not get it
        # again.
        for told_at, (event, body) in self._kept.pop(account_id, []):
            if time.monotonic() - told_at <= KEEP_NEWS_S:
                listener.tell(event, body)
        self._listeners[listener] = None
        self._end_oldest(session_id)
        try:
            yield listener
        finally:
            # Before its news are kept: a leaving window must not count as one that hears.
            self._listeners.pop(listener, None)
            self._keep_unsent(listener)

    def close(self) -> None:
        """End every stream, now and later: the server stops."""
        self._closed = True
        for listener in self._listeners:
            listener.close()

    def _end_oldest(self, session_id: str) -> None:
        of_session = [one for one in self._listeners if session_id and one.session_id == session_id]
        too_many = [one for one in of_session[:-STREAMS_OF_A_SESSION] if not one.closed]
        for one in too_many:
            one.close()
        if too_many:
            log.warning("streams ended: session=%s has more than its own", session_id)

    def _on_loop(self, work: Callable[..., None], *arguments: Any) -> None:
        loop = self._loop
        if loop is None or _running_loop() is loop:
            work(*arguments)
            return
        with suppress(RuntimeError):  # the loop has closed: nobody listens any more
            loop.call_soon_threadsafe(work, *arguments)

    def _tell(self, account_id: str, event: str, body: bytes, rev: int | None) -> None:
        is_heard = False
        for listener in self._listeners:
            if listener.account_id != account_id:
                continue
            is_heard = True
            if rev is None:
                listener.tell(event, body)
            else:
                listener.tell_state(event, rev, body)
        # States need no keeping: whoever comes is greeted with the present one.
        if rev is None and not is_heard:
            self._keep(account_id, (event, body))

    def _keep_unsent(self, listener: Listener) -> None:
        """Keep what a closing window did not get for the one that comes back in its place."""
        if not self.hears(listener.account_id):
            for news in listener.unsent_news:
                self._keep(listener.account_id, news)

    def _keep(self, account_id: str, news: News) -> None:
        now = time.monotonic()
        kept = self._kept.get(account_id, [])
        fresh = [(at, one) for at, one in kept if now - at <= KEEP_NEWS_S]
        # Bounded, for an account that never comes back.
        self._kept[account_id] = [*fresh, (now, news)][-NEWS_LIMIT:]

    def _tell_all(self, event: str, body: bytes) -> None:
        # A number of its own: these states have none, and listeners drop what is not newer.
        rev = self._common.get(event, (0, b""))[0] + 1
        self._common[event] = (rev, body)
        for listener in self._listeners:
            listener.tell_state(event, rev, body)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
