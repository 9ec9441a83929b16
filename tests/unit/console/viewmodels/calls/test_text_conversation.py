"""Real-time text: letters in the order of both sides, corrections, what is spoken aloud."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from console.errors import ServerUnreachable
from console.viewmodels.calls.text_conversation import LINES_KEPT, Side, TextConversationViewModel
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import HandClock, a_scope


class _Text:
    def __init__(self, scope: Any) -> None:
        self.clock = HandClock()
        self.sent: list[str] = []
        self.is_away = False
        self.way = asyncio.Event()  # what is sent arrives, or fails, as long as it is set
        self.way.set()
        self.said: list[str] = []
        self.model = TextConversationViewModel(send=self._send, scope=scope, monotonic_s=self.clock)
        self.model.said.connect(self.said.append)

    async def _send(self, characters: str) -> None:
        fails = self.is_away
        await self.way.wait()
        if fails:
            raise ServerUnreachable
        self.sent.append(characters)

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(line.side.value, line.text) for line in self.model.lines]

    def pass_time(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.model.tick()


@async_fixture
async def text() -> AsyncIterator[_Text]:
    async with a_scope() as scope:
        text = _Text(scope)
        text.model.begin()
        yield text


async def test_both_sides_stand_in_the_order_their_lines_began(text: _Text) -> None:
    text.model.on_text("buongiorno\n")
    text.model.type("salve")
    text.model.on_text("vorrei")
    text.model.type(", dica\n")
    text.model.on_text(" sapere")
    assert text.lines == [
        ("citizen", "buongiorno"),
        ("operator", "salve, dica"),
        ("citizen", "vorrei sapere"),
    ]


async def test_a_backspace_takes_back_the_letter_and_then_the_line_before(text: _Text) -> None:
    text.model.on_text("si\nno\b\b\b?")
    assert text.lines == [("citizen", "si?")]
    text.model.on_text("\b\b\b\b\b")
    assert text.lines == []


async def test_a_backspace_of_one_side_never_reaches_the_other(text: _Text) -> None:
    text.model.on_text("ciao")
    text.model.type("\b\b")
    assert text.lines == [("citizen", "ciao")]


async def test_what_the_network_lost_is_marked(text: _Text) -> None:
    text.model.on_text("b", lost=2)
    assert text.lines == [("citizen", "��b")]


async def test_each_letter_is_sent_at_once_and_all_in_their_order(text: _Text) -> None:
    for letter in "ciao":
        text.model.type(letter)
    await until(lambda: "".join(text.sent) == "ciao")


async def test_text_that_cannot_be_sent_is_said_and_goes_with_the_next_letter(text: _Text) -> None:
    text.is_away = True
    text.model.type("a")
    await until(lambda: text.model.is_stuck)
    text.is_away = False
    text.model.type("b")
    await until(lambda: "".join(text.sent) == "ab")
    assert not text.model.is_stuck


async def test_the_screen_reader_gets_whole_lines_or_what_stands_at_rest_every_5_seconds(
    text: _Text,
) -> None:
    text.model.on_text("buon")
    text.pass_time(1)
    text.model.on_text("giorno")
    text.pass_time(1)
    assert text.said == []
    text.pass_time(1)
    assert text.said == ["buongiorno"]
    text.model.on_text(" a voi\nprimo\nsecondp\bo\n")
    text.pass_time(4)
    assert text.said == ["buongiorno"]
    text.pass_time(1)
    assert text.said == ["buongiorno", "a voi primo secondo"]


async def test_a_bell_asks_for_attention_and_is_no_letter(text: _Text) -> None:
    rang: list[bool] = []
    text.model.asked_attention.connect(lambda: rang.append(True))
    text.model.on_text("a\a")
    assert (rang, text.lines) == ([True], [("citizen", "a")])


async def test_nothing_is_typed_into_a_call_that_is_over_or_has_no_text(text: _Text) -> None:
    text.model.end()
    text.model.type("x")
    assert text.lines == []


async def test_a_very_long_conversation_keeps_its_latest_lines(text: _Text) -> None:
    for number in range(LINES_KEPT + 20):
        text.model.on_text(f"{number}\n")
    assert len(text.lines) == LINES_KEPT
    assert text.lines[-1] == (Side.CITIZEN.value, str(LINES_KEPT + 19))


async def test_own_text_of_before_a_restart_is_shown_and_not_sent_again(text: _Text) -> None:
    text.model.on_own_text("salve\n")
    assert text.lines == [("operator", "salve")]
    assert text.sent == []


@pytest.mark.parametrize("arrives", [True, False])
async def test_letters_of_the_next_call_wait_for_none_of_the_one_before(
    text: _Text, arrives: bool
) -> None:
    text.way.clear()
    text.is_away = not arrives
    text.model.type("ciao")
    await until(lambda: text.model._is_sending)
    await asyncio.sleep(0)  # on its way
    text.model.begin()
    text.is_away = False
    text.model.type("salve")
    text.way.set()
    await until(lambda: not text.model._is_sending)
    assert text.sent == (["ciao", "salve"] if arrives else ["salve"])
    assert not text.model.is_stuck
