"""The hub merges hints per listener and knows what a returning one has missed."""

from server.api.event_hub import EventHub


async def test_a_listener_is_offered_only_its_scopes_and_the_newest_head() -> None:
    hub = EventHub()
    with hub.listening(["kb"]) as listener:
        hub.publish({"kb": 1, "desk:x": 4})
        hub.publish({"kb": 3})
        hub.publish({"kb": 2})  # late: an older commit told after a newer one
        assert listener.woken.is_set()
        assert listener.take() == {"kb": 3}
        assert listener.take() == {}
        assert not listener.woken.is_set()


async def test_heads_known_already_wake_nobody() -> None:
    hub = EventHub()
    hub.publish({"kb": 5})
    with hub.listening(["kb"]) as listener:
        hub.publish({"kb": 5})
        assert not listener.woken.is_set()


async def test_what_was_missed_is_told_by_event_id() -> None:
    hub = EventHub()
    hub.publish({"kb": 1})
    seen = hub.last_event_id
    assert hub.missed(seen) == {}
    hub.publish({"base": 7})
    hub.publish({"kb": 2})
    assert hub.missed(seen) == {"base": 7, "kb": 2}


async def test_ids_of_another_life_are_unknown() -> None:
    hub = EventHub()
    for unknown in ("", "-", "x-1", hub.last_event_id + "x", EventHub().last_event_id):
        assert hub.missed(unknown) is None


async def test_a_listener_is_forgotten_even_when_it_fails() -> None:
    hub = EventHub()
    try:
        with hub.listening(["kb"]):
            assert len(hub) == 1
            raise RuntimeError
    except RuntimeError:
        pass
    assert len(hub) == 0


async def test_closing_ends_listeners_now_and_later() -> None:
    hub = EventHub()
    with hub.listening([]) as early:
        hub.close()
        assert early.closed
    with hub.listening([]) as late:
        assert late.closed
