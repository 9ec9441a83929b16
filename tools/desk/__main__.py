"""Measures what one change costs while many seats of one desk listen. One JSON line.

  .venv/bin/python -m tools.desk --engine sqlite --seats 60 --rate 1 --seconds 20

--hints: as consoles of before, which pull at each hint. The seats are in processes of their own;
on a machine that others use the processor time of a change counts, not the delays.
"""

import argparse
import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import AccountId, CaseId, CommandId, ContactId, DeskId, TopicId, new_id
from contract.wire.commands import Command, RecordContact
from contract.wire.decoding import encode
from tools.benches.measured import cpu_s_of, percentiles
from tools.desk.raw_seat import RawSeat
from tools.desk.seat_processes import Process, seat_processes
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof, server_under_proof
from tools.services.filled_server import forwarded_topic

SENDER = 900  # the number of the seat that forwards
IDLE_S = 5.0  # of beats alone, before the first change
LAST_S = 3.0  # measured after the last change; who waits for it still has longer


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seats", type=int, default=60)
    parser.add_argument("--rate", type=float, default=1.0, help="changes a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--processes", type=int, default=2, help="the seats are spread over")
    parser.add_argument("--hints", action="store_true", help="seats of before")
    options = parser.parse_args()
    # Else the vectors of the new city are changes as well, for minutes.
    with server_under_proof(options.engine, settings="sentence_vectors = false\n") as proof:
        topic, desk = _prepare(proof, options.seats)
        proof.start()
        port = urlsplit(proof.server.url).port or 0
        hints = ["--hints"] * options.hints
        with seat_processes("tools.desk.listeners", options, proof, *hints) as processes:
            measured = asyncio.run(_measure(options, proof, port, topic, desk))
            heard = _ended(processes, len(measured["sent"]))
            print(json.dumps(vars(options) | _told(measured, heard)))


def _prepare(proof: ServerUnderProof, seats: int) -> tuple[TopicId, DeskId]:
    topic, desk = forwarded_topic(proof)
    for number in range(seats):
        proof.add_account(f"clerk{number}", "level_two", desk)
    proof.add_account("sender", "operator")
    return topic, desk


async def _measure(
    options: argparse.Namespace, proof: ServerUnderProof, port: int, topic: TopicId, desk: DeskId
) -> dict[str, Any]:
    sender = RawSeat(port, proof.server.certificate, SENDER, takes_changes=False)
    await sender.sign_in("sender", PASSWORD)
    before = cpu_s_of(proof.pid)
    await asyncio.sleep(IDLE_S)
    idle = (cpu_s_of(proof.pid) - before) / IDLE_S
    started, before = time.monotonic(), cpu_s_of(proof.pid)
    sent: dict[str, float] = {}
    pushed: list[float] = []
    while (at := time.monotonic()) < started + options.seconds:
        command = _forwarded(topic, desk, sender.account_id)
        sent[command.id] = at
        reply = await sender.push(encode(command))
        assert reply.results[command.id].reason is None, reply
        pushed.append(1000 * (time.monotonic() - at))
        await asyncio.sleep(max(0.0, at + 1 / options.rate - time.monotonic()))
    await asyncio.sleep(LAST_S)
    took = time.monotonic() - started
    used = cpu_s_of(proof.pid) - before
    return {"sent": sent, "pushed": pushed, "used": used, "idle": idle, "took": took}


def _ended(processes: list[Process], changes: int) -> list[dict[str, Any]]:
    return [json.loads(process.communicate(f"{changes}\n")[0]) for process in processes]


def _told(measured: dict[str, Any], heard: list[dict[str, Any]]) -> dict[str, Any]:
    sent, seats = measured["sent"], [seat for one in heard for seat in one["seen"]]
    delays = [1000 * (seat[one] - at) for seat in seats for one, at in sent.items() if one in seat]
    changes = len(sent)
    above_idle = measured["used"] - measured["idle"] * measured["took"]
    return {
        "changes": changes,
        "missed": changes * len(seats) - len(delays),
        "pulls_per_seat_and_change": round(
            sum(one["pulls"] for one in heard) / len(seats) / changes, 2
        ),
        "server_cpu_ms_per_change": round(1000 * above_idle / changes, 1),
        "with_beats": round(1000 * measured["used"] / changes, 1),
        "server_idle_core": round(measured["idle"], 3),
        "server_core": round(measured["used"] / measured["took"], 3),
        "push_ms": percentiles(measured["pushed"]),
        "row_at_seat_ms": percentiles(delays),
    }


def _forwarded(topic: TopicId, desk: DeskId, author: AccountId) -> Command:
    now, caller = datetime.now(UTC), CallerDetails(phone="+390655550100")
    contact = Contact(
        id=ContactId(new_id()),
        operator_id=author,
        topic_id=topic,
        caller=caller,
        answered_at=now - timedelta(minutes=4),
        closed_at=now,
        disposition=Disposition.FORWARDED,
        desk_id=desk,
        description="Asks when the bill comes",
    )
    case = Case(
        id=CaseId(new_id()),
        desk_id=desk,
        contact_id=contact.id,
        opened_by=author,
        opened_at=now,
        topic_id=topic,
        caller=caller,
        question="When does the bill come?",
    )
    data = RecordContact(contact=contact, case=case)
    return Command(id=CommandId(new_id()), at=now, data=data)


if __name__ == "__main__":
    main()
