"""Two seats take one callback at the same moment, many times: exactly one has it."""

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import (
    CallbackId,
    CaseId,
    ContactId,
    DeskId,
    TopicId,
    new_command_id,
    new_id,
)
from contract.wire.commands import Command, RecordContact, Status
from tools.proofs.judges.history import Judgement
from tools.proofs.judges.server_under_proof import ServerUnderProof, seats, server_under_proof
from tools.proofs.seats.simulated_seat import SimulatedSeat


async def prove(*, engine: str = "sqlite", races: int = 500, seed: int = 1) -> Any:
    with server_under_proof(engine) as proof:
        proof.start()
        topic, desk = proof.rows(
            "SELECT id, desk_id FROM topic WHERE deleted=0 AND desk_id IS NOT NULL ORDER BY id"
        )[0]
        proof.stop()
        for login in ("posto0", "posto1"):
            proof.add_account(login, "level_two", str(desk))
        proof.start()
        async with seats(proof, ["posto0", "posto1"], seed) as (one, two):
            judgement = Judgement(operations=races)
            for _ in range(races):
                await _race(proof, one, two, TopicId(str(topic)), DeskId(str(desk)), judgement)
            _check_rows(proof, judgement)
        return {"races": races} | asdict(judgement)


async def _race(
    proof: ServerUnderProof,
    one: SimulatedSeat,
    two: SimulatedSeat,
    topic: TopicId,
    desk: DeskId,
    judgement: Judgement,
) -> None:
    command, callback_id = forwarded_contact(one, topic, desk)
    verdict = await one.post_command(command)
    if verdict.status is not Status.APPLIED:
        judgement.faults.append(f"forward refused: {verdict.reason}")
        return
    replies = await asyncio.gather(one.claim(callback_id), two.claim(callback_id))
    granted = [reply for reply in replies if reply is not None and reply.granted]
    judgement.double_claims += len(granted) > 1
    judgement.lost += not granted
    losers = [reply for reply in replies if reply is not None and not reply.granted]
    if granted and losers and losers[0].callback is not None:
        winner = granted[0].callback
        if winner is None or losers[0].callback.holder_id != winner.holder_id:
            judgement.faults.append("the loser was told another holder")


def forwarded_contact(
    seat: SimulatedSeat, topic: TopicId, desk: DeskId
) -> tuple[Command, CallbackId]:
    now = datetime.now(UTC)
    caller = CallerDetails(name="CITTADINO INVENTATO", phone="+390655550000")
    contact_id, case_id = ContactId(new_id()), CaseId(new_id())
    contact = Contact(
        id=contact_id,
        operator_id=seat.account_id,
        caller=caller,
        topic_id=topic,
        disposition=Disposition.FORWARDED,
        desk_id=desk,
        case_id=case_id,
        description="Ha pagato due volte.",
        closed_at=now,
    )
    case = Case(
        id=case_id,
        desk_id=desk,
        contact_id=contact_id,
        opened_by=seat.account_id,
        opened_at=now,
        topic_id=topic,
        caller=caller,
        question="Ha pagato due volte.",
    )
    callback = Callback(
        id=CallbackId(new_id()),
        case_id=case_id,
        desk_id=desk,
        topic_id=topic,
        caller=caller,
        window_start_at=now,
        window_end_at=now + timedelta(hours=2),
    )
    data = RecordContact(contact=contact, case=case, callback=callback)
    return Command(id=new_command_id(), at=now, data=data), callback.id


def _check_rows(proof: ServerUnderProof, judgement: Judgement) -> None:
    """Each callback was claimed once: its fence says how often."""
    fences = [int(fence) for (fence,) in proof.rows("SELECT fence FROM callback")]
    judgement.double_claims += sum(fence > 1 for fence in fences)
    judgement.lost += sum(fence == 0 for fence in fences)
