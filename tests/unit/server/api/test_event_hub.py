"""The hub merges hints per listener and knows what a returning one has missed."""

import asyncio

import msgspec
import pytest

from server.api import event_hub
from server.api.event_hub import NEWS_LIMIT, EventHub, Listener
from tests.support.waiting import PATIENCE_S


@pytest.fixture
def hub() -> EventHub:
    return EventHub()


async def test_a_listener_is_offered_only_its_scopes_and_the_newest_head(hub: EventHub) -> None:
    with hub.listening(["kb"]) as listener:
        hub.publish({"kb": 1, "desk:x": 4})
        hub.publish({"kb": 3})
        hub.publish({"kb": 2})  # late: an older commit told after a newer one
        assert listener.woken.is_set()
        assert listener.take() == {"kb": 3}
        assert listener.take() == {}
        assert not listener.woken.is_set()


async def test_heads_known_already_wake_nobody(hub: EventHub) -> None:
    hub.publish({"kb": 5})
    with hub.listening(["kb"]) as listener:
        hub.publish({"kb": 5})
        assert not listener.woken.is_set()


async def test_what_was_missed_is_told_by_event_id(hub: EventHub) -> None:
    hub.publish({"kb": 1})
    seen = hub.last_event_id
    assert hub.missed(seen) == {}
    hub.publish({"base": 7})
    hub.publish({"kb": 2})
    assert hub.missed(seen) == {"base": 7, "kb": 2}


async def test_ids_of_another_life_are_unknown(hub: EventHub) -> None:
    for unknown in ("", "-", "x-1", hub.last_event_id + "x", EventHub().last_event_id):
        assert hub.missed(unknown) is None


async def test_a_listener_is_forgotten_even_when_it_fails(hub: EventHub) -> None:
    try:
        with hub.listening(["kb"]):
            assert len(hub) == 1
            raise RuntimeError
    except RuntimeError:
        pass
    assert len(hub) == 0


async def test_closing_ends_listeners_now_and_later(hub: EventHub) -> None:
    with hub.listening([]) as early:
        hub.close()
        assert early.closed
    with hub.listening([]) as late:
        assert late.closed


class State(msgspec.Struct, frozen=True, kw_only=True):
    rev: int
    word: str = ""


class News(msgspec.Struct, frozen=True, kw_only=True):
    word: str


def told(listener: Listener) -> list[tuple[str, bytes]]:
    return listener.take_news()


async def test_news_reach_every_window_of_the_account_and_no_other(hub: EventHub) -> None:
    with hub.listening([], "a") as one, hub.listening([], "a") as two, hub.listening([]) as other:
        hub.tell("a", "call", News(word="x"))
        hub.tell("a", "call", News(word="y"))
        assert told(one) == told(two) == [("call", b'{"word":"x"}'), ("call", b'{"word":"y"}')]
        assert told(other) == []
        assert told(one) == []


async def test_of_a_state_only_the_newest_is_sent_and_never_an_older_one(hub: EventHub) -> None:
    with hub.listening([], "a") as listener:
        hub.tell("a", "duty", State(rev=5))
        hub.tell("a", "duty", State(rev=7))
        hub.tell("a", "duty", State(rev=6))
        assert told(listener) == [("duty", b'{"rev":7,"word":""}')]
        hub.tell("a", "duty", State(rev=7))
        assert not told(listener)
        hub.tell("a", "duty", State(rev=8, word="now"))
        assert told(listener) == [("duty", b'{"rev":8,"word":"now"}')]


async def test_news_told_from_another_thread_wake_the_listener(hub: EventHub) -> None:
    with hub.listening([], "a") as listener:
        await asyncio.to_thread(hub.tell, "a", "call", News(word="x"))
        async with asyncio.timeout(PATIENCE_S):
            await listener.woken.wait()
        assert told(listener) == [("call", b'{"word":"x"}')]


async def test_news_wait_for_a_window_that_is_just_reconnecting(hub: EventHub) -> None:
    hub.tell("a", "call", News(word="x"))
    hub.tell("a", "duty", State(rev=1))  # a state is asked for anew
    with hub.listening([], "b") as other:
        assert told(other) == []
    with hub.listening([], "a") as listener:
        assert told(listener) == [("call", b'{"word":"x"}')]
    with hub.listening([], "a") as again:
        assert told(again) == []


async def test_news_told_while_a_window_goes_wait_for_the_one_that_comes_back(
    hub: EventHub,
) -> None:
    with hub.listening([], "a") as goes:
        hub.tell("a", "call", News(word="heard"))
        told(goes)
        hub.tell("a", "call", News(word="x"))  # its line is dead already
    with hub.listening([], "a") as back, hub.listening([], "a") as second:
        assert told(back) == [("call", b'{"word":"x"}')]
        assert told(second) == []


async def test_news_that_another_window_of_hers_has_heard_are_told_once(hub: EventHub) -> None:
    with hub.listening([], "a") as stays:
        with hub.listening([], "a"):
            hub.tell("a", "call", News(word="x"))
        assert told(stays) == [("call", b'{"word":"x"}')]
    with hub.listening([], "a") as back:
        assert told(back) == []


async def test_old_news_are_for_nobody(hub: EventHub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.tell("a", "call", News(word="x"))
    monkeypatch.setattr(event_hub, "KEEP_NEWS_S", -1.0)
    with hub.listening([], "a") as listener:
        assert told(listener) == []


async def test_what_is_told_to_all_greets_those_who_come_later(hub: EventHub) -> None:
    hub.tell_all("figures", (1,))
    with hub.listening([]) as listener:
        assert told(listener) == [("figures", b"[1]")]
        hub.tell_all("figures", (2,))
        hub.tell_all("figures", (3,))
        assert told(listener) == [("figures", b"[3]")]


async def test_a_listener_that_sends_nothing_costs_bounded_memory(hub: EventHub) -> None:
    with hub.listening([], "a") as listener:
        for number in range(3 * NEWS_LIMIT):
            hub.tell("a", "call", News(word=str(number)))
        assert len(told(listener)) == NEWS_LIMIT


def test_a_hub_whose_loop_has_closed_tells_nobody_and_does_not_fail() -> None:
    async def made() -> EventHub:
        return EventHub()

    hub = asyncio.run(made())
    hub.tell("a", "call", News(word="x"))
