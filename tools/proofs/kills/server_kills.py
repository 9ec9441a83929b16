"""The server is killed while seats write: nothing acknowledged is lost or doubled."""

import asyncio
import random
import time
from dataclasses import asdict
from typing import Any

from contract.domain.ids import TopicId
from tools.proofs.judges.history import Judgement, judge, out_of_order
from tools.proofs.judges.server_under_proof import ServerUnderProof, seats, server_under_proof
from tools.proofs.seats.simulated_seat import SimulatedSeat

WRITE_EVERY_S = 0.05
ALIVE_S = (0.4, 1.6)  # how long the server lives between two kills


async def prove(*, engine: str = "sqlite", kills: int = 20, seats_: int = 20, seed: int = 1) -> Any:
    """Return the judgement with the longest time until all seats were served again."""
    with server_under_proof(engine) as proof:
        logins = [f"posto{number}" for number in range(seats_)]
        for login in logins:
            proof.add_account(login, "operator")
        proof.start()
        topic = TopicId(str(proof.rows("SELECT id FROM topic WHERE deleted=0 ORDER BY id")[0][0]))
        async with seats(proof, logins, seed) as opened:
            back_s = await _write_under_kills(proof, opened, topic, kills, seed)
            await asyncio.gather(*(seat.push_all() for seat in opened))
            judgement = judge_written(proof, opened)
        return {"kills": kills, "seats": seats_, "all_back_s_max": round(back_s, 2)} | asdict(
            judgement
        )


async def _write_under_kills(
    proof: ServerUnderProof, opened: list[SimulatedSeat], topic: TopicId, kills: int, seed: int
) -> float:
    chance = random.Random(seed)
    done = asyncio.Event()
    longest = 0.0
    async with asyncio.TaskGroup() as group:
        for seat in opened:
            group.create_task(write_until(seat, topic, done))
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*ALIVE_S))
            await asyncio.to_thread(proof.kill)
            await asyncio.to_thread(proof.start)
            started = time.monotonic()
            await asyncio.gather(*(_served(seat) for seat in opened))
            longest = max(longest, time.monotonic() - started)
        done.set()
    return longest


async def write_until(seat: SimulatedSeat, topic: TopicId, done: asyncio.Event) -> None:
    while not done.is_set():
        seat.write_contact(topic)
        await seat.push()
        await asyncio.sleep(WRITE_EVERY_S)


async def _served(seat: SimulatedSeat) -> None:
    """Return once the server has answered this seat again."""
    async with asyncio.timeout(120):
        while not await seat.push():
            await asyncio.sleep(0.05)


def judge_written(proof: ServerUnderProof, opened: list[SimulatedSeat]) -> Judgement:
    stored = [
        str(entity_id)
        for (entity_id,) in proof.rows(
            "SELECT entity_id FROM change_row WHERE kind='contact' ORDER BY scope, seq"
        )
    ]
    judgement = judge([op for seat in opened for op in seat.history], stored)
    judgement.out_of_order = sum(out_of_order(seat.sent, stored) for seat in opened)
    rows = {str(row[0]) for row in proof.rows("SELECT id FROM contact WHERE deleted=0")}
    if rows != set(stored):
        judgement.faults.append("feed and table differ")
    return judgement
