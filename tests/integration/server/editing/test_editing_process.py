"""Publishing on a server that is a process: all or nothing whenever it dies, and soon at seats."""

import asyncio
from pathlib import Path

import httpx
import pytest

from contract.domain.ids import EDITING_SCOPE, AccountId, RevisionId
from contract.domain.knowledge_entries.entry_fields import body_of
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState, as_read
from contract.wire.commands import Command, ReviewBatch, Status, WithdrawEntry
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from tests.support.knowledge.published_city import (
    a_card,
    a_command,
    as_soon_as,
    begins_writing,
    counts,
    database_of,
    filled,
    listening_seat,
    send,
    signed_in,
)
from tests.support.servers.real_server import ServerProcess, utc_now

MANY = 2_000
ROUNDS = 12  # a kill that came too late is tried again


def a_revision(card: ServiceCard, batch_id: str, base_version: int) -> Revision:
    return Revision(
        id=RevisionId(f"{batch_id}-{card.id}"),
        entry_kind=EntryKind.CARD,
        entry_id=card.id,
        body=body_of(card),
        base_version=base_version,
        state=RevisionState.IN_REVIEW,
        author_ids=(AccountId("somebody else"),),
        batch_id=batch_id,
    )


def batch_in_review(server: ServerProcess, batch_id: str, version: int) -> str:
    """Have somebody else hand over a change of every card; return what says that all was read."""

    def work(connection: Connection) -> str:
        edit = FeedEdit(connection, now=utc_now())
        cards = [a_card(number, batch_id) for number in range(MANY)]
        handed = [a_revision(card, batch_id, version) for card in cards]
        read = as_read(edit.put_many(EDITING_SCOPE, handed))
        edit.finish()
        return read

    with database_of(server) as database:
        return database.write_now(work)


async def test_a_withdrawal_reaches_a_seat_that_listens(tmp_path: Path, database_url: str) -> None:
    with ServerProcess(tmp_path, database_url) as server:
        filled(server, 3)
        await server.start()
        editor = await signed_in(server, "elsa")
        async with (
            server.client(editor) as client,
            listening_seat(server, "anna") as (seat, hints),
        ):
            why = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="k1", why="Importo sbagliato")
            assert (await send(client, a_command(why))).status is Status.APPLIED
            await seat.sees(lambda s: any(card.withdrawn for card in s.cards()), hints)
            assert seat.replica.mismatches == 0


async def test_a_publication_of_thousands_of_cards_is_all_or_nothing_when_the_server_is_killed(
    tmp_path: Path, database_url: str
) -> None:
    with ServerProcess(tmp_path, database_url) as server:
        filled(server, MANY)
        await server.start()
        for number in range(ROUNDS):
            batch_id = f"batch{number}"
            read = await asyncio.to_thread(batch_in_review, server, batch_id, number + 1)
            command = a_command(ReviewBatch(batch_id=batch_id, is_approved=True, seen=read))
            was_cut_off = await killed_meanwhile(server, command)
            made = await asyncio.to_thread(counts, server, batch_id)
            assert made in {(0, 0, 0), (MANY, MANY, MANY)}
            await server.start()
            async with listening_seat(server, "anna") as (seat, hints):
                async with server.client(await signed_in(server, "elsa"), timeout=None) as client:
                    verdict = await send(client, command)  # as the outbox does
                assert (verdict.status, verdict.detail) == (
                    Status.APPLIED,
                    {"published": str(MANY)},
                )
                if made[0] == 0:
                    await seat.sees(
                        lambda s, b=batch_id: {card.costs for card in s.cards()} == {b}, hints
                    )
                assert seat.replica.mismatches == 0
            assert await asyncio.to_thread(counts, server, batch_id) == (MANY, MANY, MANY)
            if was_cut_off and made[0] == 0:
                return
        pytest.fail("no kill came in the middle of a publication")


async def killed_meanwhile(server: ServerProcess, command: Command) -> bool:
    """Send the command and kill the server at work on it; return whether it had no answer yet."""
    async with server.client(await signed_in(server, "elsa"), timeout=None) as client:
        condition = begins_writing(server)
        sending = asyncio.create_task(send(client, command))
        await as_soon_as(condition, sending)
        await asyncio.to_thread(server.kill)
        try:
            await sending
        except httpx.TransportError:
            return True
        return False
