"""The text of a call: numbered, bounded, read at once or as soon as there is more."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from contract.wire.text import CHARACTERS_LIMIT, TextSide
from server.usecases.calls.text_conversation import (
    CHARACTERS_KEPT,
    PIECES_KEPT,
    STREAMS_KEPT,
    TextConversation,
)
from tests.support.waiting import until

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAYS_S = 1e6  # no wait that ends by itself hides one that nothing ended


def conversation() -> TextConversation:
    return TextConversation(call_key="c1", sip_id="s1")


def test_pieces_are_numbered_in_the_order_they_came() -> None:
    text = conversation()
    text.add(TextSide.CITIZEN, "Buongiorno", AT)
    text.add(TextSide.OPERATOR, "Buongiorno", AT)
    feed = text.feed(1)
    assert [(piece.number, piece.side) for piece in feed.pieces] == [(2, TextSide.OPERATOR)]
    assert (feed.last, feed.first_kept, feed.is_open) == (2, 1, True)


def test_long_text_comes_in_pieces() -> None:
    text = conversation()
    text.add(TextSide.CITIZEN, "x" * (CHARACTERS_LIMIT + 1), AT)
    assert [len(piece.characters) for piece in text.feed(0).pieces] == [CHARACTERS_LIMIT, 1]


def test_the_oldest_goes_when_there_is_too_much_and_the_reader_sees_it() -> None:
    text = conversation()
    for _ in range(CHARACTERS_KEPT // CHARACTERS_LIMIT + 5):
        text.add(TextSide.CITIZEN, "x" * CHARACTERS_LIMIT, AT)
    feed = text.feed(0)
    assert sum(len(piece.characters) for piece in feed.pieces) <= CHARACTERS_KEPT
    assert feed.first_kept == feed.pieces[0].number > 1
    short = conversation()
    for _ in range(PIECES_KEPT + 3):
        short.add(TextSide.CITIZEN, "x", AT)
    assert len(short.feed(0).pieces) == PIECES_KEPT


async def test_readers_wait_until_there_is_more_a_sign_of_text_or_the_end() -> None:
    text = conversation()
    happens: tuple[Callable[[], None], ...] = (
        lambda: text.add(TextSide.CITIZEN, "a", AT),
        text.note_heard,
        text.end,
    )
    for change in happens:
        after = text.last
        waiting = [asyncio.create_task(text.wait_beyond(after, DAYS_S)) for _ in range(2)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
        change()
        await until(lambda waiting=waiting: all(task.done() for task in waiting))
    assert not text.feed(0).is_open


async def test_a_reader_for_whom_there_is_more_or_the_end_waits_not_at_all() -> None:
    text = conversation()
    text.add(TextSide.CITIZEN, "a", AT)
    reading = asyncio.create_task(text.wait_beyond(0, DAYS_S))
    await until(reading.done)
    text.end()
    reading = asyncio.create_task(text.wait_beyond(1, DAYS_S))
    await until(reading.done)


async def test_a_reader_waits_no_longer_than_it_asked() -> None:
    text = conversation()
    await text.wait_beyond(0, 0.0)
    await text.wait_beyond(0, 0.01)


def test_a_device_that_speaks_text_is_noticed_once() -> None:
    text = conversation()
    assert not text.feed(0).is_heard
    text.note_heard()
    text.note_heard()
    assert text.feed(0).is_heard


def test_numbers_of_a_stream_are_remembered_for_the_last_streams_only() -> None:
    text = conversation()
    text.take("a", 3)
    assert text.feed(0, "a").taken == text.taken("a") == 3
    assert text.feed(0, "b").taken == 0
    for number in range(STREAMS_KEPT):
        text.take(f"s{number}", 1)
    assert text.taken("a") == 0
