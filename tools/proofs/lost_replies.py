"""Replies are lost after the commit; the seat sends again: one record each, the same verdict."""

from dataclasses import asdict
from typing import Any

from contract.domain.ids import TopicId
from tools.proofs.judges.history import judge, out_of_order
from tools.proofs.judges.server_under_proof import seats, server_under_proof


async def prove(*, engine: str = "sqlite", losses: int = 500, seed: int = 1) -> Any:
    with server_under_proof(engine) as proof:
        proof.add_account("posto0", "operator")
        proof.start()
        topic = TopicId(str(proof.rows("SELECT id FROM topic WHERE deleted=0 ORDER BY id")[0][0]))
        async with seats(proof, ["posto0"], seed) as (seat,):
            for _ in range(losses):
                seat.write_contact(topic)
                await seat.push(lose_reply=True, batch=1)
                await seat.push(batch=1)
            await seat.push_all()
            stored = [
                str(entity_id)
                for (entity_id,) in proof.rows(
                    "SELECT entity_id FROM change_row WHERE kind='contact' ORDER BY scope, seq"
                )
            ]
            judgement = judge(seat.history, stored)
            judgement.out_of_order = out_of_order(seat.sent, stored)
        return {"losses": losses} | asdict(judgement)
