"""Below the search box stands what the search cannot do at the moment, and nothing once it can."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.screens.contact.contact_screen import ContactScreen
from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.sentence_encoder import MODEL, SentenceEncoder
from server.usecases.knowledge.vector_text import VectorText, computed
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until

SENTENCE = "Cerco solo le parole: il senso delle frasi ora non è disponibile."
WASTE = VectorText("Tassa rifiuti: scadenze e rate", "La seconda rata scade il 16 dicembre.")


def is_said(driven: DrivenConsole) -> bool:
    labels = driven.window.part(ContactScreen).search.findChildren(QLabel)
    return any(label.text() == SENTENCE and label.isVisible() for label in labels)


async def test_a_search_by_words_alone_says_so_until_the_vectors_have_come(
    app: QApplication, tmp_path: Path
) -> None:
    numbers = computed(SentenceEncoder.load(), [WASTE])[0]
    vector = TextVector(id=vector_id("card", "c-tari"), model=MODEL, digest="", numbers=numbers)
    async with a_city() as city, driven_console(app, city, tmp_path) as driven:
        await driven.start_work()
        assert not is_said(driven), "nothing has been searched yet"
        driven.press(Qt.Key.Key_F2)
        driven.type("tassa")
        await until(lambda: is_said(driven))
        await city.put(KNOWLEDGE_SCOPE, vector)
        await until(lambda: driven.console.search.understands)
        driven.type(" ")
        await until(lambda: not is_said(driven))
        assert driven.models.knowledge.answer.by_words_only is False
