"""What a published text means follows it, computed once, outside every publication."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.knowledge_entries.text_vector import TextVector
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.sentence_encoder import MODEL, NoSentenceModel
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import values_after
from server.usecases.knowledge.keep_vectors import AT_ONCE, KeepVectors
from server.usecases.knowledge.vector_text import VectorText, vector_text

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CARD = ServiceCard(
    id=CardId("cie"), title="Carta d'identità", topic_id=TopicId("t"), say="Serve la foto."
)
OFFICE = Office(
    id=OfficeId("ana"), name="Anagrafe", desk_times=OpeningTimes(weekly=week((0,), (480, 720)))
)


class Computer:
    """Numbers a text by its length, and remembers what it was asked."""

    def __init__(self, *, has_model: bool = True) -> None:
        self.asked: list[VectorText] = []
        self.closed = 0
        self._has_model = has_model

    async def compute(self, texts: Sequence[VectorText]) -> list[str]:
        if not self._has_model:
            raise NoSentenceModel("none")
        self.asked += texts
        return [str(len(text.text)) for text in texts]

    async def close(self) -> None:
        self.closed += 1


def keeper(database: ServerDatabase, computer: Computer) -> KeepVectors:
    return KeepVectors(
        database=database, compute=computer.compute, close=computer.close, clock=lambda: NOW
    )


def publish(connection: Connection, *entries: ServiceCard | Office) -> None:
    edit = FeedEdit(connection, now=NOW)
    for entry in entries:
        edit.put(KNOWLEDGE_SCOPE, entry)
    edit.finish()


async def vectors(database: ServerDatabase) -> dict[str, TextVector]:
    found = await database.read(
        lambda c: list(values_after(c, Kind.VECTOR, KNOWLEDGE_SCOPE, "", 500))
    )
    return {vector.id: vector for vector in found if isinstance(vector, TextVector)}


async def test_each_text_gets_its_vector_after_it_was_published(
    server_database: ServerDatabase,
) -> None:
    computer = Computer()
    keep = keeper(server_database, computer)
    await server_database.write(lambda c: publish(c, CARD, OFFICE))
    await keep()
    stored = await vectors(server_database)
    assert stored.keys() == {"card:cie", "office:ana"}
    assert stored["card:cie"].model == MODEL
    assert computer.closed == 1, "the model's memory is given back"


async def test_nothing_is_computed_twice(server_database: ServerDatabase) -> None:
    await server_database.write(lambda c: publish(c, CARD))
    await keeper(server_database, Computer())()
    again = Computer()
    await keeper(server_database, again)()  # the server was started anew
    assert again.asked == []


async def test_other_hours_need_no_other_vector_but_another_text_does(
    server_database: ServerDatabase,
) -> None:
    computer = Computer()
    keep = keeper(server_database, computer)
    await server_database.write(lambda c: publish(c, CARD, OFFICE))
    await keep()
    before = await vectors(server_database)
    moved = msgspec.structs.replace(OFFICE, desk_times=OpeningTimes(weekly=week((1,), (480, 720))))
    rewritten = msgspec.structs.replace(CARD, say="Servono la foto e la vecchia carta.")
    await server_database.write(lambda c: publish(c, moved, rewritten))
    await keep()
    after = await vectors(server_database)
    assert after["office:ana"] == before["office:ana"]
    assert after["card:cie"].digest != before["card:cie"].digest
    assert [text.title for text in computer.asked[2:]] == ["Carta d'identità"]


async def test_a_withdrawn_text_takes_its_vector_along(server_database: ServerDatabase) -> None:
    keep = keeper(server_database, Computer())
    await server_database.write(lambda c: publish(c, CARD, OFFICE))
    await keep()

    def withdraw(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.remove(Kind.CARD, CARD.id)
        edit.finish()

    await server_database.write(withdraw)
    await keep()
    assert (await vectors(server_database)).keys() == {"office:ana"}


async def test_many_texts_are_written_piece_by_piece(server_database: ServerDatabase) -> None:
    cards = [
        msgspec.structs.replace(CARD, id=CardId(f"c{number}"), title=f"Scheda {number}")
        for number in range(2 * AT_ONCE + 1)
    ]
    await server_database.write(lambda c: publish(c, *cards))
    await keeper(server_database, Computer())()
    assert len(await vectors(server_database)) == len(cards)


async def test_without_a_model_the_server_goes_on_without_vectors(
    server_database: ServerDatabase,
) -> None:
    keep = keeper(server_database, Computer(has_model=False))
    await server_database.write(lambda c: publish(c, CARD))
    await keep()
    await keep()
    assert await vectors(server_database) == {}


def test_the_most_telling_words_come_first_and_the_rest_is_left_out() -> None:
    card = msgspec.structs.replace(CARD, keywords="documento", how_to="passo " * 200)
    text = vector_text(card)
    assert text.title == "Carta d'identità"
    assert text.text.startswith("documento Serve la foto. passo")
    assert len(text.text.split()) == 80
