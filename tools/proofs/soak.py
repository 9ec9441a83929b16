"""Server and consoles work on and on: memory, open files and processor time do not climb.

Consoles without windows close contacts all the time, each with its sync loop, at a server process.
Both are looked at in equal steps; a slope is that of the straight line through what was seen after
the first third, in which caches fill: with a contact every two seconds it takes some 20 minutes.
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from console.model.contact.contact_draft import ContactDraft
from contract.domain.ids import ContactId, TopicId, new_id
from tools.benches.measured import cpu_s_of
from tools.proofs.judges.server_under_proof import ServerUnderProof, server_under_proof
from tools.proofs.seats.many_consoles import ManyConsoles, many_consoles
from tools.services.filled_server import forwarded_topic

LOOKS = 60
SHIFT_H = 12.0
GROWTH_MIB = 50.0  # of a shift
MORE_FILES = 4  # in the last third than in the second: connections come and go
LONG_MIN = 60.0  # in less the caches still fill, and the noise is larger than what memory climbs
DRAIN_S = 300.0


@dataclass(frozen=True, slots=True)
class Look:
    at_s: float
    memory_mib: float
    files: int
    cpu_s: float
    contacts: int


async def prove(
    *,
    engine: str = "sqlite",
    minutes: float = 120.0,
    consoles: int = 10,
    every_s: float = 2.0,
    seed: int = 1,
) -> Any:
    """minutes: 720 is a shift of twelve hours. every_s: between two contacts of a console."""
    logins = [f"posto{number}" for number in range(consoles)]
    with server_under_proof(engine) as proof, tempfile.TemporaryDirectory() as folder:
        for login in logins:
            proof.add_account(login, "operator")
        topic, _ = forwarded_topic(proof)
        proof.start()
        async with many_consoles(proof, Path(folder), logins, seed) as opened:
            soak = Soak(opened, topic, every_s)
            looks = await soak.watched({"server": proof.pid, "consoles": os.getpid()}, minutes)
            await opened.until_all_sent(DRAIN_S)
            lost = soak.closed - _stored(proof)
    slopes = {name: slopes_of(found) for name, found in looks.items()}
    long = minutes >= LONG_MIN
    held = {"server": 1, "consoles": consoles}
    wrong = [
        f"{name}: {say}"
        for name, one in slopes.items()
        for say in climbing(one, long=long, held=held[name])
    ]
    return {
        "operations": len(soak.closed),
        "lost": len(lost),
        "slopes": slopes,
        "violations": wrong,
        "faults": [f"{name}: {error!r}" for name, error in opened.crashes],
    }


class Soak:
    """closed: the contacts of all consoles."""

    def __init__(self, opened: ManyConsoles, topic: TopicId, every_s: float) -> None:
        self.closed: set[str] = set()
        self._opened = opened
        self._topic = topic
        self._every_s = every_s

    async def watched(self, pids: dict[str, int], minutes: float) -> dict[str, list[Look]]:
        """Work so long; return what was seen of each process."""
        looks: dict[str, list[Look]] = {name: [] for name in pids}
        begun_s = time.monotonic()
        async with asyncio.TaskGroup() as group:
            working = [group.create_task(self._work(login)) for login in self._opened.seats]
            for number in range(LOOKS):
                due_s = begun_s + (number + 1) * minutes * 60 / LOOKS
                await asyncio.sleep(max(0.0, due_s - time.monotonic()))
                for name, pid in pids.items():
                    looks[name].append(_look(pid, time.monotonic() - begun_s, len(self.closed)))
            for one in working:
                one.cancel()
        return looks

    async def _work(self, login: str) -> None:
        seat = self._opened.seats[login]
        for _ in count():
            draft = ContactDraft(contact_id=ContactId(new_id()), topic_id=self._topic)
            self.closed.add((await seat.drafts.close(await seat.drafts.save(draft))).id)
            await asyncio.sleep(self._every_s)


def slopes_of(looks: Sequence[Look]) -> dict[str, float | None]:
    """Return how memory climbs in an hour, how many files there are more, the cost of a contact."""
    second, last = looks[len(looks) // 3 : 2 * len(looks) // 3], looks[2 * len(looks) // 3 :]
    late = [*second, *last]
    hours = [one.at_s / 3600 for one in late]
    line = statistics.linear_regression(hours, [one.memory_mib for one in late])
    return {
        "memory_mib": round(late[-1].memory_mib, 1),
        "memory_mib_an_hour": round(line.slope, 2),
        "files": late[-1].files,
        "more_files": round(_middle_files(last) - _middle_files(second), 1),
        "cpu_ms": _cost_ms(second),
        "cpu_last_ms": _cost_ms(last),
    }


def climbing(slopes: dict[str, float | None], *, long: bool, held: int = 1) -> list[str]:
    """Return a sentence for what climbs; memory is judged over a long time only.

    held: consoles in this process; at work each has a process of its own.
    """
    said = []
    each = (slopes["memory_mib_an_hour"] or 0.0) / held
    if long and each * SHIFT_H > GROWTH_MIB:
        said.append(f"memory climbs by {each:.1f} MiB an hour")
    if (slopes["more_files"] or 0.0) > MORE_FILES:
        said.append(f"{slopes['more_files']} files more are open")
    return said


def _middle_files(looks: Sequence[Look]) -> float:
    return statistics.median(one.files for one in looks)


def _cost_ms(looks: Sequence[Look]) -> float | None:
    """Return the processor time of one contact; None: there was none."""
    contacts = looks[-1].contacts - looks[0].contacts
    return round((looks[-1].cpu_s - looks[0].cpu_s) * 1000 / contacts, 2) if contacts else None


def _look(pid: int, at_s: float, contacts: int) -> Look:
    rows = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = {
        name: rest.split()[0]
        for name, _, rest in (row.partition(":") for row in rows)
        if rest.split()
    }
    memory_kib, room = int(told["VmRSS"]), int(told["FDSize"])
    return Look(at_s, memory_kib / 1024, _files_of(pid, room), cpu_s_of(pid), contacts)


def _files_of(pid: int, room: int) -> int:
    """Return how many files a process has open; room, which is doubled, where it tells nobody."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except PermissionError:  # whose memory nobody reads, only root may count the files of
        return room


def _stored(proof: ServerUnderProof) -> set[str]:
    return {str(row[0]) for row in proof.rows("SELECT id FROM contact WHERE deleted=0")}
