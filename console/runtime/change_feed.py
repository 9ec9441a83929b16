"""Tells listeners in this process that a part of the local store changed."""

from collections.abc import Callable
from enum import StrEnum


class Topic(StrEnum):
    BASE = "base"  # topics and desks
    KNOWLEDGE = "knowledge"
    VECTORS = "vectors"  # what the texts of the knowledge base mean, for the search
    LEARNED = "learned"  # what the city's searches taught, for the search
    TODAY = "today"  # what the city asks most, and what is new
    EDITING = "editing"  # revisions and reports of the knowledge base
    CALLBACKS = "callbacks"
    CASES = "cases"
    CONTACTS = "contacts"
    CALLS = "calls"  # the last ones of this seat
    DRAFTS = "drafts"
    OUTBOX = "outbox"
    NOTICES = "notices"
    CONNECTION = "connection"
    SESSION = "session"


class ChangeFeed:
    """Publish after commit, on the loop's thread. Listeners re-read; no data travels here."""

    def __init__(self) -> None:
        self._listeners: list[tuple[frozenset[Topic], Callable[[], None]]] = []

    def subscribe(
        self, topics: frozenset[Topic], listener: Callable[[], None]
    ) -> Callable[[], None]:
        """Call listener after each commit that touches topics. Returns the unsubscriber."""
        entry = (topics, listener)
        self._listeners.append(entry)
        return lambda: self._listeners.remove(entry) if entry in self._listeners else None

    def publish(self, changed: frozenset[Topic]) -> None:
        for topics, listener in tuple(self._listeners):
            if topics & changed:
                listener()


class FeedBranch(ChangeFeed):
    """The same feed for listeners that end together: close() lets go of all of them."""

    def __init__(self, trunk: ChangeFeed) -> None:
        super().__init__()
        self._trunk = trunk
        self._unsubscribe: list[Callable[[], None]] = []

    def subscribe(
        self, topics: frozenset[Topic], listener: Callable[[], None]
    ) -> Callable[[], None]:
        unsubscribe = self._trunk.subscribe(topics, listener)
        self._unsubscribe.append(unsubscribe)
        return unsubscribe

    def publish(self, changed: frozenset[Topic]) -> None:
        self._trunk.publish(changed)

    def close(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
