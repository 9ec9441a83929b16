"""What the indicator is told, and when."""

from datetime import timedelta

from console.model.duty.seat_state import ServerConnection
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.sync.connection_state import ConnectionState
from tests.support.seats.seat import NOW, StoppedClock


def _state() -> tuple[ConnectionState, StoppedClock, ServerClock, list[str]]:
    feed, stopped = ChangeFeed(), StoppedClock()
    clock = ServerClock(stopped)
    heard: list[str] = []
    feed.subscribe(frozenset({Topic.CONNECTION}), lambda: heard.append("x"))
    return ConnectionState(feed=feed, clock=clock), stopped, clock, heard


def test_since_is_when_it_turned_not_when_it_was_last_seen() -> None:
    state, clock, _, heard = _state()
    state.reached()
    clock.advance(10)
    state.reached()
    assert state.current == ServerConnection(online=True, since_at=NOW)
    clock.advance(10)
    state.lost("unreachable")
    clock.advance(10)
    state.lost("certificate")
    assert state.current.since_at == NOW + timedelta(seconds=20)
    assert state.current.trouble == "certificate"
    assert len(heard) == 3


def test_a_clock_that_is_a_minute_wrong_is_told_while_online() -> None:
    state, clock, server, _ = _state()
    server.learn(int((clock.now + timedelta(seconds=61)).timestamp() * 1000), 0.0)
    state.reached()
    assert (state.current.online, state.current.trouble) == (True, "clock")
    assert state.current.clock_off_min == 1
    state.lost("unreachable")
    assert state.current.clock_off_min == 0


def test_the_same_again_is_told_to_nobody() -> None:
    state, _, _, heard = _state()
    state.waiting(0)
    state.synced(None)
    assert heard == []
    state.waiting(3)
    state.synced(NOW)
    assert (state.current.waiting, state.current.synced_at) == (3, NOW)
    state.reset()
    assert state.current == ServerConnection()
