"""Keeps a clerk's desk busy while a window is measured: events come from a process of its own."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from console.store.replica.local_database import LocalDatabase
from console.store.replica.sync_cursor import cursors
from contract.domain.ids import DeskId, TopicId, desk_scope
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof

ROOT = Path(__file__).resolve().parents[2]
EVENTS_PER_S = 200
STARTED_WITHIN_S = 60.0


@asynccontextmanager
async def busy_desk(
    proof: ServerUnderProof,
    replica: LocalDatabase,
    sender: str,
    topic: TopicId,
    desk: DeskId,
    seconds: float,
) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    """Have sender's account send to the desk; yields what tells how many events the replica took.

    Raise TimeoutError when none comes.
    """
    scope = desk_scope(desk)

    async def position() -> int:
        return (await replica.read(cursors)).get(scope, 0)

    before = await position()

    async def applied() -> int:
        return await position() - before

    with _source(proof, sender, topic, desk, seconds + STARTED_WITHIN_S) as source:
        try:
            async with asyncio.timeout(STARTED_WITHIN_S):
                while not await applied():
                    await asyncio.sleep(0.05)
            yield applied
        finally:
            source.terminate()


def _source(
    proof: ServerUnderProof, sender: str, topic: TopicId, desk: DeskId, seconds: float
) -> "subprocess.Popen[bytes]":
    server = proof.server
    words = (server.url, str(server.certificate), sender, PASSWORD, topic, desk)
    command = (
        sys.executable,
        "-m",
        "tools.benches.event_source",
        *words,
        str(EVENTS_PER_S),
        str(seconds),
    )
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
