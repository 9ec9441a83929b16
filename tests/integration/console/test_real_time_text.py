"""A seat, the real server, its text gateway and a citizen's text telephone: letter by letter."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import msgspec

from console.runtime.task_scope import TaskScope
from console.sync.change_stream import Event
from console.sync.links.text_link import TextLink
from console.viewmodels.calls.text_conversation import Side, TextConversationViewModel
from contract.wire.text import EVENT_TEXT, TextNews
from tests.integration.server.calls.test_text_and_voicemail import (
    a_peer,
    a_server,
    answered_call,
    exchange_of,
    placed,
)
from tests.support.seats.console_seat import a_seat
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from tools.citizens.text_peer import TextPeer

LETTERS = "Quando apre?"
LATE_S = 0.5  # a packet leaves every 300 ms


class _Pane:
    """What a text pane stands on, joined as in the product."""

    def __init__(self, link: TextLink, model: TextConversationViewModel) -> None:
        self.link = link
        self.model = model

    def said_by(self, side: Side) -> str:
        return "\n".join(line.text for line in self.model.lines if line.side is side)


@asynccontextmanager
async def a_pane(server: RealServer, folder: Path) -> AsyncIterator[_Pane]:
    crashes: list[BaseException] = []
    async with a_seat(folder, server.transport()) as seat:
        scope = TaskScope(lambda _, error: crashes.append(error))
        pane: _Pane
        link = TextLink(
            link=seat.link,
            on_begin=lambda: pane.model.begin(),
            on_text=lambda characters: pane.model.on_text(characters),
            on_own_text=lambda characters: pane.model.on_own_text(characters),
            on_end=lambda: pane.model.end(),
        )
        model = TextConversationViewModel(send=link.send, scope=scope, monotonic_s=time.monotonic)
        pane = _Pane(link, model)

        def hear(event: Event) -> None:
            if event.name == EVENT_TEXT:
                link.on_news(msgspec.json.decode(event.data, type=TextNews))

        seat.engine.stream._on_event = hear
        seat.start_sync()
        scope.start("duty.text", link.run())
        try:
            yield pane
        finally:
            await scope.close()
    assert crashes == []


@asynccontextmanager
async def a_call() -> AsyncIterator[tuple[RealServer, httpx.AsyncClient, TextPeer]]:
    """A citizen with a text telephone who talks with anna."""
    async with a_server() as server, exchange_of(server) as exchange, a_peer() as citizen:
        anna = await server.add_account("anna")
        await placed(exchange, citizen)
        await answered_call(server, anna.id)
        yield server, exchange, citizen


async def test_both_sides_read_what_the_other_types_until_the_call_ends(tmp_path: Path) -> None:
    async with a_call() as (server, exchange, citizen), a_pane(server, tmp_path) as pane:
        citizen.press("Buongiorno")
        await until(lambda: pane.said_by(Side.CITIZEN) == "Buongiorno")
        pane.model.type("Salvd\be")
        await until(lambda: citizen.text.endswith("e"))
        assert citizen.text == "Salvd\be"
        assert pane.said_by(Side.OPERATOR) == "Salve"
        await exchange.post(
            "/events", json={"ev": "ended", "sip": "sip-k1", "call": "k1", "exchange": "a"}
        )
        await until(lambda: not pane.model.is_open)
        assert pane.said_by(Side.CITIZEN) == "Buongiorno"


async def test_a_letter_is_on_the_screen_within_half_a_second(tmp_path: Path) -> None:
    async with a_call() as (server, _, citizen), a_pane(server, tmp_path) as pane:
        citizen.press("*")
        await until(lambda: pane.said_by(Side.CITIZEN) == "*")
        late: list[float] = []
        for letter in LETTERS:
            before, pressed_s = len(pane.said_by(Side.CITIZEN)), time.monotonic()
            citizen.press(letter)
            await until(lambda before=before: len(pane.said_by(Side.CITIZEN)) > before)
            late.append(time.monotonic() - pressed_s)
        assert sorted(late)[len(late) // 4] <= LATE_S, late  # a busy computer delays the others


async def test_a_restarted_console_finds_the_conversation_as_it_was(tmp_path: Path) -> None:
    async with a_call() as (server, _, citizen):
        async with a_pane(server, tmp_path / "one") as killed:
            citizen.press("Ciao\n")
            await until(lambda: killed.model.lines)
            killed.model.type("Salve")
            await until(lambda: citizen.text == "Salve")
        async with a_pane(server, tmp_path / "two") as pane:
            await until(lambda: pane.said_by(Side.OPERATOR) == "Salve")
            assert pane.said_by(Side.CITIZEN) == "Ciao"
            pane.model.type("!")
            await until(lambda: citizen.text == "Salve!")
            assert pane.said_by(Side.OPERATOR) == "Salve!"
