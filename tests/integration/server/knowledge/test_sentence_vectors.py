"""A server at work gives published texts their vectors, by the real model, and tells the seats."""

from contract.domain.ids import CardId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.sentence_encoder import MODEL
from server.bootstrap.sentence_vectors import keeping_vectors
from server.store.engine.connection import Connection
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until

CARD = ServiceCard(
    id=CardId("cie"), title="Carta d'identità", topic_id=TopicId("t"), say="Serve la foto."
)


def stored(connection: Connection) -> list[tuple[str, str, int]]:
    rows = connection.execute("SELECT id, model, length(numbers) AS size FROM text_vector")
    return [(row["id"], row["model"], row["size"]) for row in rows]


async def test_a_published_card_gets_its_vector_and_the_feed_moves() -> None:
    server = await RealServer.start()
    try:
        await server.add_knowledge(CARD)
        heads: list[dict[str, int]] = []
        stop = server.database.on_commit(heads.append)
        async with keeping_vectors(server.database, server.clock, first_after_s=0.0):
            await until(lambda: heads, timeout_s=240)  # the process steps back for all others
        stop()
        assert await server.database.read(stored) == [("card:cie", MODEL, 684)]
        assert heads[0].keys() == {"kb"}
    finally:
        await server.stop()
