"""Lines of an event stream, however they come."""

from collections.abc import AsyncIterator

import pytest

from console.sync.change_stream import Event, parse_events


async def _events(text: str) -> list[Event]:
    async def lines() -> AsyncIterator[str]:
        for line in text.split("\n"):
            yield line

    return [event async for event in parse_events(lines())]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("event: hint\nid: 7\ndata: {}\n\n", [Event(name="hint", id="7", data="{}")]),
        ('event: duty\ndata: {"rev":\ndata:1}\n\n', [Event(name="duty", data='{"rev":\n1}')]),
        ("data: lost\n\nevent: beat\n\n", [Event(name="beat")]),
        ("event:beat\ndata:\n\nevent: bye\n\n", [Event(name="beat"), Event(name="bye")]),
        (": a comment\n\nretry: 10\n\n", []),
        ("event: hint\nid: 7\ndata: {}", []),
        ("id: 7\n\nevent: hint\n\n", [Event(name="hint", id="7")]),
        ("event: hint\nid: a\0b\n\n", [Event(name="hint")]),
        ("\n\n\nnonsense\nevent\n\n", []),
    ],
)
async def test_events_come_out_of_lines(text: str, events: list[Event]) -> None:
    assert await _events(text) == events
