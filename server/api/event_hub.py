"""Who listens for hints: heads of scopes, merged per listener until it is ready to send."""

import asyncio
import itertools
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager


class Listener:
    """One open stream. Only the loop's thread touches it."""

    def __init__(self, scopes: Iterable[str]) -> None:
        self.scopes = frozenset(scopes)
        self.pending: dict[str, int] = {}
        self.closed = False
        self.woken = asyncio.Event()

    def offer(self, heads: Mapping[str, int]) -> None:
        """Note the heads this listener may see; several before one send become one."""
        seen = {scope: head for scope, head in heads.items() if scope in self.scopes}
        if seen:
            self.pending.update(seen)
            self.woken.set()

    def take(self) -> dict[str, int]:
        taken, self.pending = self.pending, {}
        self.woken.clear()
        return taken

    def close(self) -> None:
        self.closed = True
        self.woken.set()


class EventHub:
    """All open streams of this process. Used on the loop's thread only."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._boot = secrets.token_hex(4)  # event ids of another process life are unknown
        self._numbers = itertools.count(1)
        self._number = 0
        self._heads: dict[str, int] = {}
        self._told_at: dict[str, int] = {}  # scope -> number of its newest event
        self._closed = False

    def __len__(self) -> int:
        return len(self._listeners)

    @property
    def last_event_id(self) -> str:
        return f"{self._boot}-{self._number}"

    def publish(self, heads: Mapping[str, int]) -> None:
        """Offer heads that grew to every listener; heads known already are nothing new."""
        grown = {scope: head for scope, head in heads.items() if self._heads.get(scope, 0) < head}
        if not grown:
            return
        self._number = next(self._numbers)
        self._heads |= grown
        self._told_at |= dict.fromkeys(grown, self._number)
        for listener in self._listeners:
            listener.offer(grown)

    def missed(self, last_event_id: str) -> dict[str, int] | None:
        """Return the heads told after that event; None when it is none of this hub's."""
        boot, _, number = last_event_id.partition("-")
        if boot != self._boot or not number.isascii() or not number.isdigit():
            return None
        since = int(number)
        return {scope: self._heads[scope] for scope, at in self._told_at.items() if at > since}

    @contextmanager
    def listening(self, scopes: Iterable[str]) -> Iterator[Listener]:
        """Yield a listener; leaving, however it happens, forgets it at once."""
        listener = Listener(scopes)
        if self._closed:
            listener.close()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream, now and later: the server stops."""
        self._closed = True
        for listener in self._listeners:
            listener.close()
