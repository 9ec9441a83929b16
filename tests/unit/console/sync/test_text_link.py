"""Real-time text between seat and server: once, in order, through failures."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from console.errors import ServerRejected, ServerUnreachable
from console.runtime.task_scope import TaskScope
from console.sync.links import text_link
from console.sync.links.text_link import TextLink
from contract.wire.text import TextFeed, TextNews, TextPiece, TextSide, TextTaken, TypedText
from tests.support.async_fixtures import async_fixture
from tests.support.seats.seat import NOW
from tests.support.waiting import until


class _Gateway:
    """One conversation, as the server keeps it."""

    def __init__(self) -> None:
        self.pieces: list[TextPiece] = []
        self.typed = ""
        self.taken: dict[str, int] = {}
        self.is_open = True
        self.is_known = True
        self.failures = 0
        self.lost_answers = 0
        self.refusals: list[str] = []
        self.changed = asyncio.Event()
        self.asked: list[str] = []  # whose text was asked for
        self.answers = asyncio.Event()  # what was typed is answered as long as it is set
        self.answers.set()

    def add(self, side: TextSide, characters: str) -> None:
        number = len(self.pieces) + 1
        self.pieces.append(TextPiece(number=number, side=side, characters=characters, at=NOW))
        self.changed.set()

    def end(self) -> None:
        self.is_open = False
        self.changed.set()

    async def ask(self, _method: str, path: str, typed: TypedText | None, _kind: Any) -> Any:
        call_key, _, query = path.removeprefix("/text/").partition("?")
        if typed is not None:
            return await self.take(typed)
        return await self.feed(call_key, after=int(parse_qs(query)["after"][0]))

    async def feed(self, call_key: str, *, after: int) -> TextFeed:
        self.asked.append(call_key)
        if self.failures:
            self.failures -= 1
            raise ServerUnreachable
        if not self.is_known:
            await self.answers.wait()
            raise ServerRejected(404, "unknown_call")
        new = tuple(piece for piece in self.pieces if piece.number > after)
        if not new and self.is_open:
            self.changed.clear()
            await self.changed.wait()
            new = tuple(piece for piece in self.pieces if piece.number > after)
        return TextFeed(call_key=call_key, pieces=new, is_open=self.is_open)

    async def take(self, typed: TypedText) -> TextTaken:
        if self.refusals:
            return TextTaken(taken=self.taken.get(typed.stream, 0), refused=self.refusals.pop())
        if typed.number == self.taken.get(typed.stream, 0) + 1:
            self.taken[typed.stream] = typed.number
            self.typed += typed.characters
            self.add(TextSide.OPERATOR, typed.characters)
        await self.answers.wait()
        if self.lost_answers:
            self.lost_answers -= 1
            raise ServerUnreachable
        return TextTaken(taken=self.taken.get(typed.stream, 0))


class _Seat:
    def __init__(self) -> None:
        self.gateway = _Gateway()
        self.heard: list[str] = []
        self.link = TextLink(
            link=self.gateway,  # type: ignore[arg-type]  # the one call a TextLink makes
            on_begin=lambda: self.heard.append("<begin>"),
            on_text=self.heard.append,
            on_own_text=lambda text: self.heard.append(f"own:{text}"),
            on_end=lambda: self.heard.append("<end>"),
        )


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_link, "AGAIN_S", 0.0)
    monkeypatch.setattr(text_link, "SLOW_S", 0.0)


@async_fixture
async def seat() -> AsyncIterator[_Seat]:
    crashes: list[BaseException] = []
    scope = TaskScope(lambda _, error: crashes.append(error))
    seat = _Seat()
    scope.start("duty.text", seat.link.run())
    try:
        yield seat
    finally:
        await scope.close()
    assert crashes == []


async def test_the_citizen_s_text_comes_from_the_first_letter_until_the_end(seat: _Seat) -> None:
    seat.gateway.add(TextSide.CITIZEN, "buon")
    seat.link.on_news(TextNews(call_key="k-1", last=1))
    await until(lambda: seat.heard == ["<begin>", "buon"])
    seat.gateway.add(TextSide.CITIZEN, "giorno")
    await until(lambda: seat.heard[-1] == "giorno")
    seat.gateway.end()
    await until(lambda: seat.heard[-1] == "<end>")


async def test_own_text_of_before_a_restart_comes_once_and_later_own_text_never(
    seat: _Seat,
) -> None:
    seat.gateway.add(TextSide.OPERATOR, "salve")
    seat.gateway.add(TextSide.CITIZEN, "ciao")
    seat.link.on_news(TextNews(call_key="k-1", last=2))
    await until(lambda: seat.heard == ["<begin>", "own:salve", "ciao"])
    await seat.link.send("dica")
    seat.gateway.add(TextSide.CITIZEN, "ok")
    await until(lambda: seat.heard[-1] == "ok")
    assert "own:dica" not in seat.heard


async def test_failures_of_the_line_lose_and_double_nothing(seat: _Seat) -> None:
    seat.gateway.failures = 3
    seat.gateway.lost_answers = 2
    seat.gateway.add(TextSide.CITIZEN, "a")
    seat.link.on_news(TextNews(call_key="k-1"))
    await seat.link.send("x")
    await seat.link.send("y")
    await until(lambda: seat.heard == ["<begin>", "a"])
    assert seat.gateway.typed == "xy"


async def test_a_slow_device_gets_the_same_again(seat: _Seat) -> None:
    seat.link.on_news(TextNews(call_key="k-1"))
    seat.gateway.refusals = ["too_fast", "too_fast"]
    await seat.link.send("x")
    assert seat.gateway.typed == "x"


async def test_what_is_typed_into_a_call_that_ended_goes_nowhere(seat: _Seat) -> None:
    seat.link.on_news(TextNews(call_key="k-1"))
    seat.gateway.refusals = ["ended"]
    await seat.link.send("x")
    assert seat.gateway.typed == ""


async def test_a_server_that_stays_away_is_told_to_whoever_types(seat: _Seat) -> None:
    seat.link.on_news(TextNews(call_key="k-1"))
    seat.gateway.refusals = ["?"] * text_link.TRIES
    with pytest.raises(ServerUnreachable):
        await seat.link.send("x")


async def test_a_server_started_anew_knows_the_call_no_more(seat: _Seat) -> None:
    seat.gateway.is_known = False
    seat.link.on_news(TextNews(call_key="k-1"))
    await until(lambda: seat.heard == ["<begin>", "<end>"])


async def test_the_next_call_with_text_begins_an_empty_conversation(seat: _Seat) -> None:
    seat.link.on_news(TextNews(call_key="k-1"))
    seat.gateway.end()
    await until(lambda: seat.heard[-1] == "<end>")
    seat.gateway.is_open = True
    seat.gateway.pieces.clear()
    seat.gateway.add(TextSide.CITIZEN, "nuovo")
    seat.link.on_news(TextNews(call_key="k-2"))
    await until(lambda: seat.heard[-2:] == ["<begin>", "nuovo"])


async def test_an_answer_that_comes_when_the_next_call_has_begun_counts_for_the_one_before(
    seat: _Seat,
) -> None:
    seat.link.on_news(TextNews(call_key="k-1"))
    seat.gateway.answers.clear()
    sending = asyncio.create_task(seat.link.send("ciao"))
    await until(lambda: seat.gateway.typed == "ciao")
    seat.link.on_news(TextNews(call_key="k-2"))
    seat.gateway.answers.set()
    await sending
    await seat.link.send("salve")
    assert seat.gateway.typed == "ciaosalve"


async def test_word_that_a_call_is_over_does_not_end_the_one_after_it(seat: _Seat) -> None:
    seat.gateway.is_known = False
    seat.gateway.answers.clear()
    seat.link.on_news(TextNews(call_key="k-1"))
    await until(lambda: seat.gateway.asked == ["k-1"])
    seat.link.on_news(TextNews(call_key="k-2"))
    seat.gateway.is_known = True
    seat.gateway.answers.set()
    seat.gateway.add(TextSide.CITIZEN, "buongiorno")
    await until(lambda: seat.heard[-1] == "buongiorno")
    assert seat.heard == ["<begin>", "<begin>", "buongiorno"]
