"""Whether the server can be reached, since when, and what is still on its way to it."""

from datetime import datetime

from msgspec.structs import replace

from console.model.duty.seat_state import Copying, ServerConnection
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock

CLOCK_TOLERANCE_S = 60.0


class ConnectionState:
    """The latest evidence counts: an answer or a heartbeat means online, a failure offline."""

    def __init__(self, *, feed: ChangeFeed, clock: ServerClock) -> None:
        self.feed = feed
        self.clock = clock
        self.current = ServerConnection()

    def reached(self) -> None:
        """The server answered."""
        off_s = self.clock.offset_s
        is_wrong = abs(off_s) > CLOCK_TOLERANCE_S
        self._become(
            online=True,
            trouble="clock" if is_wrong else "",
            clock_off_min=round(abs(off_s) / 60) if is_wrong else 0,
        )

    def lost(self, trouble: str, ended_as: str = "") -> None:
        """For both see model.duty.seat_state.ServerConnection."""
        self._become(online=False, trouble=trouble, ended_as=ended_as)

    def synced(self, at: datetime | None) -> None:
        self._set(replace(self.current, synced_at=at))

    def waiting(self, count: int) -> None:
        self._set(replace(self.current, waiting=count))

    def copying(self, copying: Copying | None) -> None:
        self._set(replace(self.current, copying=copying))

    def reset(self) -> None:
        """Nobody is signed in any more."""
        self._set(ServerConnection())

    def _become(
        self, *, online: bool, trouble: str, clock_off_min: int = 0, ended_as: str = ""
    ) -> None:
        now = self.current
        # "Since" is when it turned, not when it was last seen
        # (test_since_is_when_it_turned_not_when_it_was_last_seen).
        turned = now.online != online or now.since_at is None
        since_at = self.clock() if turned else now.since_at
        self._set(
            replace(
                now,
                online=online,
                trouble=trouble,
                ended_as=ended_as,
                since_at=since_at,
                clock_off_min=clock_off_min,
            )
        )

    def _set(self, connection: ServerConnection) -> None:
        # Each answer comes here: published every time, the status line would be drawn for nothing.
        if connection != self.current:
            self.current = connection
            self.feed.publish(frozenset({Topic.CONNECTION}))
