"""Notifies listeners of scopes with new changes, whichever process wrote them."""

import logging
import threading
from collections.abc import Callable

from server.store.engine.faults import StoreFault

log = logging.getLogger(__name__)

POLL_S = 0.5

type Listener = Callable[[dict[str, int]], None]


class HeadWatch:
    """announce is called after each commit of ours; poll finds the commits of other processes.

    Listeners run on a database thread: they hop to their own loop and return at once.
    """

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._heads: dict[str, int] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._poller: threading.Thread | None = None

    def listen(self, listener: Listener) -> None:
        with self._lock:
            # A new list each time: announce() walks the old one outside the lock.
            self._listeners = [*self._listeners, listener]

    def forget(self, listener: Listener) -> None:
        with self._lock:
            self._listeners = [other for other in self._listeners if other != listener]

    def announce(self, heads: dict[str, int]) -> None:
        """Notify listeners of new heads. A head announced twice or late is sent once."""
        with self._lock:
            # Commits are told by several threads: an older head may arrive after a newer one.
            news = {s: head for s, head in heads.items() if self._heads.get(s, -1) < head}
            self._heads |= news
            listeners = self._listeners if news else []
        for listener in listeners:
            try:
                listener(news)
            except Exception:  # a listener's bug must not end the writer
                log.exception("a listener of the feed failed")

    def start_polling(self, current_heads: Callable[[], dict[str, int]]) -> None:
        """Read the heads every POLL_S on an own thread, until stop. Starts once."""
        if self._poller is None:
            self._poller = threading.Thread(
                target=self._poll, args=(current_heads,), name="store-heads", daemon=True
            )
            self._poller.start()

    def stop(self) -> None:
        self._stop.set()
        if self._poller is not None:
            self._poller.join()

    def _poll(self, current_heads: Callable[[], dict[str, int]]) -> None:
        while not self._stop.is_set():
            try:
                heads = current_heads()
            except StoreFault as fault:
                # A database that is away for a while must not end the poll.
                log.info("heads could not be read: %s", type(fault).__name__)
            else:
                self.announce(heads)
            self._stop.wait(POLL_S)
