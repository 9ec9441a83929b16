"""The disk of the server is full while consoles work: they are told, go on, and nothing is lost.

The server on SQLite lies on our file system, which takes no byte more from one moment to the next,
and has room again later. Nobody starts anything anew.
"""

import asyncio
import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from console.model.contact.contact_draft import ContactDraft
from contract.domain.caller import CallerDetails
from contract.domain.ids import ContactId, TopicId, new_id
from tools.power_cut.lossy_disk import LossyDisk, why_none
from tools.proofs.judges.figures import highest
from tools.proofs.judges.history import Judgement, Operation, Outcome, judge, out_of_order
from tools.proofs.judges.server_under_proof import ServerUnderProof
from tools.proofs.seats.many_consoles import ManyConsoles, many_consoles
from tools.services.filled_server import forwarded_topic
from tools.services.windowless_seat import WindowlessSeat

TOLD_WITHIN_S = 30.0
SENT_WITHIN_S = 60.0
LIMIT_S = 240.0  # for what should take seconds
ONE_MORE_S = 1.0


async def prove(
    *, consoles: int = 10, contacts: int = 30, seed: int = 1, patience: float = 1.0
) -> Any:
    """contacts: that each console closes, a third of them before, while and after it is full.

    too_late counts broken limits, each longer by patience.
    """
    if why := why_none():
        print(f"SKIPPED: no disk can be filled here: {why}", file=sys.stderr)
        return {"declared": 0, "faults": [f"no disk can be filled here: {why}"]}
    logins = [f"posto{number}" for number in range(consoles)]
    with tempfile.TemporaryDirectory(prefix="full-") as name:
        folder = Path(name)
        proof = ServerUnderProof(folder, None)
        proof.prepare_city()
        for login in logins:
            proof.add_account(login, "operator")
        topic, _ = forwarded_topic(proof)
        place, base, seats = folder / "server", folder / "before", folder / "seats"
        place.rename(base)
        place.mkdir()
        seats.mkdir()
        with LossyDisk(base, place) as disk:
            try:
                proof.start()
                async with many_consoles(proof, seats, logins, seed) as opened:
                    shift = Shift(opened, topic, contacts // 3, random.Random(seed))
                    told_s, sent_s = await shift.play(disk)
                found = _judged(proof, shift)
            finally:
                proof.stop()
    late = (max(told_s) > TOLD_WITHIN_S * patience) + (max(sent_s) > SENT_WITHIN_S * patience)
    found.faults += [f"{name}: {error!r}" for name, error in opened.crashes]
    return {
        "declared": len(told_s),
        "told_s_max": highest(told_s),
        "all_sent_s_max": highest(sent_s),
        "too_late": late,
    } | asdict(found)


class Shift:
    """What each console closed, in its order."""

    def __init__(
        self, opened: ManyConsoles, topic: TopicId, each: int, luck: random.Random
    ) -> None:
        self.closed: dict[str, list[str]] = {}
        self._opened = opened
        self._topic = topic
        self._each = each
        self._luck = luck

    async def play(self, disk: LossyDisk) -> tuple[list[float], list[float]]:
        """Return how late each console said that the server is full, and had sent all of it."""
        await self._work()
        await self._opened.until_all_sent(LIMIT_S)
        await asyncio.to_thread(disk.give_room, 1)
        await self._work()
        told_s = await self._until_told()
        await self._work()
        await asyncio.to_thread(disk.give_room, 0)
        return told_s, await self._opened.until_all_sent(LIMIT_S)

    async def _until_told(self) -> list[float]:
        """Have who does not say it close more: the server's log has room within its last length."""
        told = asyncio.ensure_future(self._opened.until_all(_says_full, LIMIT_S))
        while not (await asyncio.wait({told}, timeout=ONE_MORE_S))[0]:
            for login, seat in self._opened.seats.items():
                if not _says_full(seat):
                    await self._close_one(login, seat)
        return await told

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as group:
            for login, seat in self._opened.seats.items():
                group.create_task(self._close_some(login, seat))

    async def _close_some(self, login: str, seat: WindowlessSeat) -> None:
        for _ in range(self._each):
            await self._close_one(login, seat)

    async def _close_one(self, login: str, seat: WindowlessSeat) -> None:
        phone = f"+3906555{self._luck.randrange(10**5):05d}"
        draft = ContactDraft(
            contact_id=ContactId(new_id()),
            topic_id=self._topic,
            caller=CallerDetails(phone=phone),
            phone_text=phone,
        )
        contact = await seat.drafts.close(await seat.drafts.save(draft))
        self.closed.setdefault(login, []).append(contact.id)


def _says_full(seat: WindowlessSeat) -> bool:
    return seat.connection.current.trouble == "server_full"


def _judged(proof: ServerUnderProof, shift: Shift) -> Judgement:
    feed = proof.rows("SELECT entity_id FROM change_row WHERE kind='contact' ORDER BY scope, seq")
    stored = [str(entity_id) for (entity_id,) in feed]
    history = [
        Operation(login, contact_id, Outcome.OK)
        for login, closed in shift.closed.items()
        for contact_id in closed
    ]
    judgement = judge(history, stored)
    judgement.out_of_order = sum(out_of_order(sent, stored) for sent in shift.closed.values())
    return judgement
