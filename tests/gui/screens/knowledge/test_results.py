"""Results are read while somebody speaks: their words, their places, and why there are none yet."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.knowledge.knowledge_search import KnowledgeSearch
from console.screens.contact.contact_screen import ContactScreen
from contract.domain.ids import CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.panels.search_panel import SearchPanel

CARD = ServiceCard(
    id=CardId("c-garden"),
    title="Giardini: come si chiede un giardino",
    topic_id=TopicId("tari"),
    say="Di un giardino si fa la richiesta online. La giardinetta non serve.",
    who_for="Chi cura i giardini di quartiere.",
)


def _panel(driven: DrivenConsole) -> SearchPanel:
    return driven.window.part(ContactScreen).search


def _marked(driven: DrivenConsole) -> Sequence[str]:
    marks = _panel(driven).card_view.extraSelections()
    return [mark.cursor.selectedText() for mark in marks]


def _says(driven: DrivenConsole, text: str) -> bool:
    labels = _panel(driven).findChildren(QLabel)
    return any(text in label.text() and label.isVisible() for label in labels)


async def test_words_that_say_nothing_and_headings_are_not_marked(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_knowledge(CARD)
    await driven.start_work()
    driven.press(Qt.Key.Key_F2)
    driven.type("come si chiede la cura di un giardino ")
    await until(lambda: bool(_marked(driven)))
    assert _marked(driven) == ["giardino", "cura", "giardini"]


async def test_until_there_is_an_index_the_panel_says_that_it_comes(
    driven: DrivenConsole, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, rebuild = asyncio.Event(), KnowledgeSearch.rebuild

    async def held(search: KnowledgeSearch, *knowledge: Any) -> None:
        await gate.wait()
        await rebuild(search, *knowledge)

    monkeypatch.setattr(KnowledgeSearch, "rebuild", held)
    await driven.sign_in()
    await until(lambda: _says(driven, "Carico la banca dati…"))
    gate.set()
    await until(lambda: bool(_panel(driven).hits()))
    assert not _says(driven, "Carico la banca dati…")
