"""A filled server, and the application object the windows need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from PySide6.QtWidgets import QApplication

from contract.domain.account import Role
from contract.domain.ids import CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from tests.support.phones.heard_speech import hear_all
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until


@pytest.fixture
def app() -> QApplication:
    """The one application; the loop's factory made it or makes it now."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    return found


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence handed to the screen reader, in order."""
    return hear_all(monkeypatch)


async def heard(spoken: list[str], *sentences: str) -> None:
    """Wait for all of the sentences; what was said until then is past."""
    await until(lambda: set(sentences) <= set(spoken), what=f"{sentences} among {spoken}")
    spoken.clear()


@asynccontextmanager
async def a_city() -> AsyncIterator[RealServer]:
    """A server with a level-I and a level-II account, one desk, two cards."""
    server = await RealServer.start()
    try:
        await server.add_desk("tributi", "tari", "imu")
        await server.add_account("anna", Role.OPERATOR)
        await server.add_account("livia", Role.LEVEL_TWO, desks=["tributi"])
        await server.add_knowledge(
            ServiceCard(
                id=CardId("c-tari"),
                title="Tassa rifiuti: scadenze e rate",
                topic_id=TopicId("tari"),
                say="La seconda rata scade il 16 dicembre.",
            ),
            ServiceCard(
                id=CardId("c-imu"),
                title="Imposta sulla casa: calcolo",
                topic_id=TopicId("imu"),
                say="Si calcola sul valore catastale.",
            ),
        )
        yield server
    finally:
        await server.stop()
