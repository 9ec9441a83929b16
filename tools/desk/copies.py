"""Measures what it costs that every seat copies everything after a new epoch. One JSON line.

  .venv/bin/python -m tools.desk.copies --seats 250 --whole 5 --cards 20000

All seats look at each page and check its signature; some more are whole consoles below their
windows, which apply what they get. Each holds what the server has, but for some cards that were
changed, deleted and added meanwhile; with --fresh it holds nothing, as after an installation. The
server's processor time counts, from the first question of the new epoch.
"""

import argparse
import asyncio
import base64
import json
import random
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from console.store.replica.sync_cursor import cursors, mismatches
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId, new_id
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.installation import renew_epoch
from tools.benches.measured import cpu_s_of, judged
from tools.desk.seat_processes import Process, seat_processes
from tools.generators.many_cards import many_cards
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof, server_under_proof
from tools.services.filled_server import fill_knowledge, forwarded_topic
from tools.services.windowless_seat import WindowlessSeat, windowless_seat

BAR_S = 20.0  # of the server's processor, for 250 seats
VECTOR_BYTES = 768
AT_ONCE = 2000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seats", type=int, default=250)
    parser.add_argument("--whole", type=int, default=5, help="consoles that apply what they fetch")
    parser.add_argument("--cards", type=int, default=20_000)
    parser.add_argument("--edited", type=int, default=30, help="cards that are not held")
    parser.add_argument("--fresh", action="store_true", help="seats hold nothing")
    parser.add_argument("--processes", type=int, default=2, help="the seats are spread over")
    options = parser.parse_args()
    more = [] if options.fresh else ["--holds"]
    with server_under_proof(options.engine, settings="sentence_vectors = false\n") as proof:
        _prepare(proof, options)
        proof.start()
        with (
            seat_processes("tools.desk.copying_seats", options, proof, *more) as processes,
            TemporaryDirectory() as folder,
        ):
            used, differing = asyncio.run(_measure(options, proof, processes, Path(folder)))
            copied = [json.loads(process.communicate()[0]) for process in processes]
        print(json.dumps(vars(options) | _told(used, differing, copied)))


def _prepare(proof: ServerUnderProof, options: argparse.Namespace) -> None:
    _, desk = forwarded_topic(proof)
    for number in range(options.seats):
        proof.add_account(f"clerk{number}", "level_two", desk)
    for number in range(options.whole):
        proof.add_account(f"whole{number}", "operator")
    cards = many_cards(options.cards)
    fill_knowledge(proof, cards)
    database = ServerDatabase.open(proof.database_url)
    for first in range(0, len(cards), AT_ONCE):
        part = cards[first : first + AT_ONCE]
        database.write_now(lambda connection, rows=part: _put_vectors(connection, rows))  # type: ignore[misc]
    database.close()


def _put_vectors(connection: Connection, cards: list[ServiceCard]) -> None:
    edit = FeedEdit(connection, now=datetime.now(UTC))
    for card in cards:
        numbers = base64.b64encode(random.Random(card.id).randbytes(VECTOR_BYTES)).decode()
        row = TextVector(id=vector_id("card", card.id), model="none", digest="", numbers=numbers)
        edit.put(KNOWLEDGE_SCOPE, row)
    edit.finish()


async def _measure(
    options: argparse.Namespace,
    proof: ServerUnderProof,
    processes: list[Process],
    folder: Path,
) -> tuple[float, int]:
    """Return the processor time of the server, and the consoles whose copy is not the server's."""
    async with AsyncExitStack() as stack:
        consoles = []
        for number in range(options.whole):
            server = proof.server
            seat = windowless_seat(folder / f"{number}", server.url, server.certificate)
            consoles.append(await stack.enter_async_context(seat))
            await consoles[-1].sign_in(f"whole{number}", PASSWORD)
            if not options.fresh:
                await consoles[-1].engine.sync_once()
        _begin_epoch(proof, options.edited)
        before = cpu_s_of(proof.pid)
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        whole = asyncio.gather(*(_applied(seat) for seat in consoles))
        await asyncio.gather(*(asyncio.to_thread(process.wait) for process in processes))
        differing = sum(await whole)
        return cpu_s_of(proof.pid) - before, differing


def _begin_epoch(proof: ServerUnderProof, edited: int) -> None:
    """Change, delete and add some cards, a third each, and let every seat copy."""
    cards = many_cards(3 * edited + 1)

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=datetime.now(UTC))
        for number in range(edited):
            card = cards[3 * number]
            if number % 3 == 0:
                edit.put(KNOWLEDGE_SCOPE, replace(card, title=f"{card.title}, changed"))
            elif number % 3 == 1:
                edit.remove(Kind.CARD, card.id)
            else:
                edit.put(KNOWLEDGE_SCOPE, replace(card, id=CardId(new_id())))
        edit.finish()
        renew_epoch(connection)

    database = ServerDatabase.open(proof.database_url)
    database.write_now(work)
    database.close()


async def _applied(seat: WindowlessSeat) -> bool:
    await seat.engine.sync_once()
    known = await seat.database.read(cursors)
    assert KNOWLEDGE_SCOPE in known, "copied whole"
    return bool(await seat.database.read(mismatches))


def _told(used: float, differing: int, copied: list[dict[str, float]]) -> dict[str, Any]:
    pages = sum(one["pages"] for one in copied)
    return {
        "pages": pages,
        "mib": round(sum(one["bytes"] for one in copied) / 2**20, 1),
        "seconds": max(one["seconds"] for one in copied),
        "consoles_that_differ": differing,
        "server_ms_per_page": round(1000 * used / pages, 3),
        "server_cpu_s": judged(used, BAR_S),
    }


if __name__ == "__main__":
    main()
