"""A server under proof with a large city's cards, and an operator's seat that has copied them."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from console.knowledge.knowledge_search import KnowledgeSearch
from console.store.replica.local_database import LocalDatabase
from console.store.session.os_keyring import OsKeyring
from console.store.session.resume_ticket import ResumeTicket, TicketKeeper
from console.usecases.knowledge.refresh_search import RefreshSearch, index_beside
from contract.domain.ids import KNOWLEDGE_SCOPE, DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof
from tools.services.windowless_seat import windowless_seat

AT_ONCE = 2000
COMPUTED_WITHIN_S = 600.0


def fill_knowledge(proof: ServerUnderProof, cards: list[ServiceCard]) -> None:
    """Add the cards; the server must not be running on SQLite."""
    database = ServerDatabase.open(proof.database_url)
    for first in range(0, len(cards), AT_ONCE):
        part = cards[first : first + AT_ONCE]
        database.write_now(lambda connection, rows=part: _put(connection, rows))  # type: ignore[misc]
    database.close()


def await_vectors(proof: ServerUnderProof, texts: int) -> None:
    """Wait until the server has computed what so many texts mean: it takes a core for a minute.

    Raise TimeoutError.
    """
    ends_s = time.monotonic() + COMPUTED_WITHIN_S
    while proof.rows("SELECT count(*) FROM text_vector WHERE deleted=0")[0][0] < texts:
        if time.monotonic() > ends_s:
            raise TimeoutError("the server has not computed its vectors")
        time.sleep(0.5)


def forwarded_topic(proof: ServerUnderProof) -> tuple[TopicId, DeskId]:
    """Return a topic of the demo city and the desk it is forwarded to."""
    topic, desk = proof.rows(
        "SELECT id, desk_id FROM topic WHERE deleted=0 AND desk_id IS NOT NULL ORDER BY id"
    )[0]
    return TopicId(str(topic)), DeskId(str(desk))


async def copied_seat(
    proof: ServerUnderProof, data_dir: Path, login: str, *, seat_number: str = ""
) -> None:
    """Leave in data_dir what a seat has after a day's work: replica, index, vault, a ticket.

    The ticket goes to the keyring of this process. seat_number: where she takes calls.
    """
    server, keyring = proof.server, OsKeyring()
    async with windowless_seat(
        data_dir, server.url, server.certificate, seat_secret=keyring.seat_secret
    ) as seat:
        await seat.sign_in(login, PASSWORD, seat_number)
        await seat.engine.sync_once()
        await _keep_index(seat.database)
        _, key_hex = seat.database.location
    ticket = ResumeTicket(login=login, key_hex=key_hex, seat=seat_number)
    await TicketKeeper(keyring, data_dir).keep(ticket)


async def _keep_index(database: LocalDatabase) -> None:
    search = KnowledgeSearch()
    try:
        refresh = RefreshSearch(
            database=database, search=search, kept=lambda: index_beside(database)
        )
        await refresh()
        await refresh.keep()
    finally:
        await search.close()


def _put(connection: Connection, cards: Iterable[ServiceCard]) -> None:
    edit = FeedEdit(connection, now=datetime.now(UTC))
    for card in cards:
        edit.put(KNOWLEDGE_SCOPE, card)
    edit.finish()
