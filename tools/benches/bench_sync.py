"""Measures synchronisation with a real server process: snapshot, feed, push. One JSON line.

  .venv/bin/python tools/benches/bench_sync.py --rows 20000 --seconds 8 --contacts 500

Beside it: the same rows written into the same kind of replica, one transaction each.
"""

import argparse
import asyncio
import json
import secrets
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import put_row
from console.store.replica.sync_cursor import add_scope, cursors, set_cursor
from contract.domain.ids import KNOWLEDGE_SCOPE, ContactId, DeskId, TopicId, desk_scope, new_id
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.wire.changes import Kind
from tools.benches.loop_monitor import LoopMonitor, watched_loop
from tools.benches.measured import Stopwatch, cpu_s_of, percentiles
from tools.generators.many_cards import many_cards
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof, server_under_proof
from tools.services.filled_server import fill_knowledge, forwarded_topic
from tools.services.windowless_seat import WindowlessSeat, windowless_seat

ROOT = Path(__file__).resolve().parents[2]
OPERATOR, CLERK, SENDER = "bench1", "bench2", "bench3"
EVENTS_PER_S = 200
ONE_BY_ONE = 500  # rows the comparison writes


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000, help="knowledge rows of the snapshot")
    parser.add_argument("--seconds", type=float, default=8.0, help="of 200 feed events a second")
    parser.add_argument("--contacts", type=int, default=500, help="closed offline, then pushed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    line = {"bench": "sync", "rows": options.rows, "seed": options.seed}
    print(json.dumps(line | asyncio.run(_measure(options))))


async def _measure(options: argparse.Namespace) -> dict[str, Any]:
    cards = many_cards(options.rows, options.seed)
    with server_under_proof("sqlite") as proof, tempfile.TemporaryDirectory() as folder:
        topic, desk = _prepare(proof, cards)
        proof.start()
        place = Path(folder)
        server = proof.server
        async with windowless_seat(place / "clerk", server.url, server.certificate) as clerk:
            await clerk.sign_in(CLERK, PASSWORD)
            snapshot = await _measured(proof, clerk.engine.sync_once, per=options.rows)
            copied = await clerk.database.read(_rows_of)  # the thesauri of the city too
            snapshot |= {
                "rows": copied,
                "cpu_ms_each": round(snapshot["cpu_s"] * 1000 / copied, 4),
            }
            feed = await _feed(proof, clerk, topic, desk, options.seconds)
        async with windowless_seat(place / "operator", server.url, server.certificate) as seat:
            await seat.sign_in(OPERATOR, PASSWORD)
            push = await _push(proof, seat, topic, options.contacts)
        compared = await _one_by_one(place / "one-by-one.replica", cards[:ONE_BY_ONE])
    return {"snapshot": snapshot, "feed": feed, "push": push, "compared": compared}


def _prepare(proof: ServerUnderProof, cards: list[ServiceCard]) -> tuple[TopicId, DeskId]:
    """Put the cards and the accounts in place; return a topic that is forwarded, and where to."""
    topic, desk = forwarded_topic(proof)
    proof.add_account(OPERATOR, "operator")
    proof.add_account(SENDER, "operator")
    proof.add_account(CLERK, "level_two", desk)
    fill_knowledge(proof, cards)
    return topic, desk


async def _measured(
    proof: ServerUnderProof, work: Callable[[], Awaitable[Any]], per: int
) -> dict[str, Any]:
    """Run work under watch; cpu_ms_each is this process alone, all its threads."""
    served_s = cpu_s_of(proof.pid)
    with watched_loop() as monitor:
        watch = Stopwatch()
        await work()
        wall_s, cpu_s = watch.wall_s, watch.cpu_s
    return {
        "wall_s": round(wall_s, 3),
        "cpu_s": round(cpu_s, 3),
        "cpu_ms_each": round(cpu_s * 1000 / max(1, per), 4),
        "server_cpu_s": round(cpu_s_of(proof.pid) - served_s, 2),
        **_loop_figures(monitor),
    }


def _loop_figures(monitor: LoopMonitor) -> dict[str, Any]:
    return {
        "loop_slot_cpu_ms": percentiles(monitor.slot_cpu_ms),
        "loop_gap_ms": percentiles(monitor.gap_ms),
    }


async def _feed(
    proof: ServerUnderProof, clerk: WindowlessSeat, topic: TopicId, desk: DeskId, seconds: float
) -> dict[str, Any]:
    """Let another process write for some seconds while the clerk's sync loop follows it."""
    clerk.start_sync()
    async with asyncio.timeout(90):
        while not clerk.is_back:
            await asyncio.sleep(0.02)
    before = await _cursor(clerk, desk)
    words = (proof.server.url, str(proof.server.certificate), SENDER, PASSWORD, topic, desk)
    said: dict[str, float] = {}

    async def follow() -> None:
        source = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "tools.benches.event_source",
                *words,
                str(EVENTS_PER_S),
                str(seconds),
            ),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await source.communicate()
        said.update(json.loads(out))
        async with asyncio.timeout(90):
            while await _cursor(clerk, desk) - before < said["changes"]:
                await asyncio.sleep(0.02)

    figures = await _measured(proof, follow, per=round(EVENTS_PER_S * seconds))
    applied = await _cursor(clerk, desk) - before
    return {"events": applied, "events_per_s": round(applied / said["wrote_s"]), **figures}


async def _cursor(seat: WindowlessSeat, desk: DeskId) -> int:
    return (await seat.database.read(cursors)).get(desk_scope(desk), 0)


async def _push(
    proof: ServerUnderProof, seat: WindowlessSeat, topic: TopicId, count: int
) -> dict[str, Any]:
    """Close contacts with no loop running, then let one pass carry them over."""
    await seat.engine.sync_once()
    sent = []
    closing = Stopwatch()
    for number in range(count):
        draft = ContactDraft(
            contact_id=ContactId(new_id()), topic_id=topic, description=f"Domanda {number}"
        )
        sent.append((await seat.drafts.close(draft)).id)
    close_cpu_ms = closing.cpu_s * 1000 / max(1, count)
    figures = await _measured(proof, seat.engine.sync_once, per=count)
    stored = [
        str(row[0])
        for row in proof.rows(
            "SELECT entity_id FROM change_row WHERE kind='contact' ORDER BY scope, seq"
        )
        if row[0] in set(sent)
    ]
    return {
        "contacts": count,
        "per_s": round(count / max(figures["wall_s"], 0.001)),
        "close_cpu_ms_each": round(close_cpu_ms, 3),
        "lost": len(set(sent) - set(stored)),
        "duplicated": len(stored) - len(set(stored)),
        "is_in_order": stored == sent,
        **figures,
    }


async def _one_by_one(path: Path, cards: list[ServiceCard]) -> dict[str, Any]:
    """Write rows as a careless replica would: a transaction, a commit and a notice each."""
    database = LocalDatabase(path, secrets.token_hex(32), ChangeFeed())
    await database.open()
    await database.write(lambda c: add_scope(c, KNOWLEDGE_SCOPE), changes=frozenset())
    bodies = [(card.id, msgspec.json.encode(card).decode()) for card in cards]
    watch = Stopwatch()
    for number, (card_id, body) in enumerate(bodies):
        await database.write(
            lambda c, row=(card_id, body, number): _put_one(c, *row),  # type: ignore[misc]
            changes=frozenset({Topic.KNOWLEDGE}),
        )
    wall_s, cpu_s = watch.wall_s, watch.cpu_s
    await database.close()
    return {
        "one_transaction_per_row": {
            "rows": len(cards),
            "wall_ms_each": round(wall_s * 1000 / max(1, len(cards)), 3),
            "cpu_ms_each": round(cpu_s * 1000 / max(1, len(cards)), 3),
        }
    }


def _rows_of(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM server_row").fetchone()[0])


def _put_one(connection: Connection, card_id: str, body: str, number: int) -> None:
    put_row(connection, KNOWLEDGE_SCOPE, Kind.CARD, card_id, 1, body)
    set_cursor(connection, KNOWLEDGE_SCOPE, number + 1)


if __name__ == "__main__":
    main()
