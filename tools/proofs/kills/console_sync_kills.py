"""The console is killed between "sent" and "acknowledged": each contact is at the server once."""

import asyncio
import random
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tools.proofs.judges.history import Operation, Outcome, judge, out_of_order
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof, server_under_proof
from tools.services.filled_server import forwarded_topic
from tools.services.windowless_seat import windowless_seat

ROOT = Path(__file__).resolve().parents[3]
LOGIN = "posto0"
PUSHES_BEFORE = (1, 4)  # which push of a life the kill is aimed at
AFTER_SENDING_S = (0.0, 0.012)
LIFE_LIMIT_S = 60.0


@dataclass(slots=True)
class Lives:
    """closed: contacts whose closing was told, in order. in_flight: kills that met a push."""

    closed: list[str] = field(default_factory=list)
    in_flight: int = 0


async def prove(*, engine: str = "sqlite", kills: int = 60, seed: int = 1) -> Any:
    """Return the judgement over all contacts the killed consoles had closed."""
    luck = random.Random(seed)
    lives = Lives()
    with server_under_proof(engine) as proof, tempfile.TemporaryDirectory() as folder:
        proof.add_account(LOGIN, "operator")
        topic, _ = forwarded_topic(proof)
        proof.start()
        seat_folder = Path(folder) / LOGIN
        replica, key_hex = await _first_day(proof, seat_folder)
        words = (str(seat_folder), proof.server.url, str(proof.server.certificate))
        for _ in range(kills):
            await asyncio.to_thread(_live, (*words, replica, key_hex, topic), lives, luck)
        faults = await _send_the_rest(proof, seat_folder)
        stored = [
            str(entity_id)
            for (entity_id,) in proof.rows(
                "SELECT entity_id FROM change_row WHERE kind='contact' ORDER BY scope, seq"
            )
        ]
    judgement = judge((Operation(LOGIN, one, Outcome.OK) for one in lives.closed), stored)
    judgement.out_of_order = out_of_order(lives.closed, stored)
    judgement.faults += faults
    return {"killed_in_flight": lives.in_flight} | asdict(judgement)


async def _first_day(proof: ServerUnderProof, folder: Path) -> tuple[str, str]:
    """Sign in once; return replica and key, which the killed ones open without a password."""
    async with windowless_seat(folder, proof.server.url, proof.server.certificate) as seat:
        await seat.sign_in(LOGIN, PASSWORD)
        await seat.engine.sync_once()
        path, key_hex = seat.database.location
        return str(path), key_hex


def _live(words: tuple[str, ...], lives: Lives, luck: random.Random) -> None:
    """Run a console until shortly after one of its pushes has left, then kill it."""
    command = [sys.executable, "-m", "tools.proofs.seats.syncing_console", *words]
    pushes = luck.randint(*PUSHES_BEFORE)
    said: list[list[str]] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as console:
        assert console.stdout is not None
        limit = threading.Timer(LIFE_LIMIT_S, console.kill)
        limit.start()
        for line in console.stdout:
            if not line.endswith(b"\n"):
                break  # cut off by the kill: nobody was told
            said.append(line.decode().split())
            pushes -= said[-1] == ["sending"]
            if pushes == 0:
                pushes = -1
                threading.Timer(luck.uniform(*AFTER_SENDING_S), console.kill).start()
        limit.cancel()
    lives.closed += [line[1] for line in said if line[0] == "closed"]
    exchanges = [line[0] for line in said if line[0] != "closed"]
    lives.in_flight += exchanges[-1:] == ["sending"]


async def _send_the_rest(proof: ServerUnderProof, folder: Path) -> list[str]:
    """Sign in as the operator would and synchronise; return what went wrong."""
    async with windowless_seat(folder, proof.server.url, proof.server.certificate) as seat:
        signed_in = await seat.sign_in(LOGIN, PASSWORD)
        await seat.engine.sync_once()
        faults = [f"{name}: {error!r}" for name, error in seat.crashes]
        if signed_in.broken:
            faults.append(f"the replica was set aside: {signed_in.broken}")
        if await seat.waiting():
            faults.append("commands stayed in the outbox")
        return faults
