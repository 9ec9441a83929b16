"""The backup of last night is restored while seats are full of work: all of it comes back.

Consoles without windows work through two days; between them the real command makes a sealed
backup. Whatever the server had acknowledged by the end must be there again once the seats have come
back in any order, as must what they had not sent: two databases are compared by plain SQL.
A citizen who was erased after the backup is looked for in database, replicas, logs and new backups.
"""

import asyncio
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.store.replica.cipher import Connection
from console.store.replica.outbox import waiting_commands
from console.store.replica.sync_cursor import mismatches
from contract.domain.caller import CallerDetails
from contract.wire.commands import RecordContact
from tools.proofs.judges import compare_databases
from tools.proofs.judges.server_under_proof import PASSWORD, ServerUnderProof, server_under_proof
from tools.proofs.seats.seat_at_work import Leaping, SeatAtWork
from tools.services.filled_server import forwarded_topic
from tools.services.windowless_seat import windowless_seat

ERASED = CallerDetails(
    name="Persona Cancellanda", fiscal_code="CNRZNB80A41H501M", phone="+390612345678"
)
WORDS = (ERASED.name, ERASED.fiscal_code, ERASED.phone)
HALF_A_MINUTE = timedelta(seconds=31)  # then a seat offers again what waits for others
ROUNDS = 8
ROLES = ("operator", "level_two", "editor", "operator", "editor", "level_two", "operator")


async def prove(*, engine: str = "sqlite", seats_: int = 20, work: int = 30, seed: int = 1) -> Any:
    """work: things that each seat does on each of the two days."""
    luck = random.Random(seed)
    with server_under_proof(engine) as proof, tempfile.TemporaryDirectory(prefix="rs-") as name:
        folder = Path(name)
        story = Story(proof, folder, luck)
        for number in range(seats_):
            proof.add_account(*story.account(number))
        proof.start()
        async with story.at_work(seats_, seed) as seats:
            found = await story.play(seats, work)
    return found


class Story:
    def __init__(self, proof: ServerUnderProof, folder: Path, luck: random.Random) -> None:
        self._proof = proof
        self._folder = folder
        self._luck = luck
        self._topic, self._desk = forwarded_topic(proof)
        self._faults: list[str] = []
        self._recipient = ""

    def account(self, number: int) -> tuple[str, str, str | None]:
        role = ROLES[number % len(ROLES)]
        return f"posto{number}", role, self._desk if role == "level_two" else None

    @asynccontextmanager
    async def at_work(self, count: int, seed: int) -> AsyncIterator[list[SeatAtWork]]:
        """Yield the seats, signed in."""
        server, seats = self._proof.server, []
        async with AsyncExitStack() as stack:
            for number in range(count):
                login, role, _ = self.account(number)
                clock = Leaping()
                seat = await stack.enter_async_context(
                    windowless_seat(
                        self._folder / login, server.url, server.certificate, wall_clock=clock
                    )
                )
                luck = random.Random(f"{seed}-{login}")
                at_work = SeatAtWork(login, role, seat, clock, luck, self._topic, self._desk)
                await seat.sign_in(login, PASSWORD)
                await at_work.sync()
                seats.append(at_work)
            yield seats
            for one in seats:
                self._faults += [
                    f"{one.login}: {name}: {error!r}" for name, error in one.seat.crashes
                ]

    async def play(self, seats: list[SeatAtWork], work: int) -> dict[str, Any]:
        operators = [one for one in seats if one.role == "operator"]
        await operators[0].forward(ERASED)
        await self._day(seats, work)
        backup = await asyncio.to_thread(self._back_up, "last-night.age")
        await self._day(seats, work)
        await operators[-1].contact(ERASED)
        await self._day(seats, 1)
        await asyncio.to_thread(self._command, "citizen", "erase", ERASED.fiscal_code)
        for one in seats:
            await one.sync()
        self._proof.stop()
        before = self._kept("before")
        unsent = [id_ for one in operators for id_ in await self._unsent(one, work)]
        left = {one.login: await one.left_here() for one in seats}
        await asyncio.to_thread(self._restore, backup)
        self._proof.start()
        rounds = await self._return(seats)
        for one in seats:
            if await one.left_here() != left[one.login]:
                self._faults.append(f"{one.login}: the drafts are others")
        return await self._judged(seats, before, unsent, rounds)

    async def _day(self, seats: Sequence[SeatAtWork], work: int) -> None:
        """They work beside each other: each hears of the others' work as it goes on."""
        turns = [one for one in seats for _ in range(work)]
        self._luck.shuffle(turns)
        for at, one in enumerate(turns):
            await one.work(1)
            if at % 3 == 0:
                await one.sync()
        for one in (*seats, *seats):
            await one.sync()

    async def _unsent(self, one: SeatAtWork, work: int) -> list[str]:
        """Let it work without a server; return the contacts that wait."""
        for _ in range(max(1, work // 6)):
            await one.contact()
        waiting = await one.seat.database.read(waiting_commands)
        return [each.data.contact.id for each in waiting if isinstance(each.data, RecordContact)]

    async def _return(self, seats: list[SeatAtWork]) -> int:
        """Sign in one after the other, in any order, until nothing waits; return the rounds."""
        for number in range(1, ROUNDS + 1):
            self._luck.shuffle(seats)
            for one in seats:
                if number == 1:
                    await one.seat.sign_in(one.login, PASSWORD)
                await one.sync()
                one.clock.leap(HALF_A_MINUTE)
            if not any([await one.seat.waiting() for one in seats]):
                break
        for one in seats:
            await one.sync()
            if waits := await one.seat.waiting():
                self._faults.append(f"{one.login}: {waits} commands still wait")
            if await one.seat.database.read(mismatches):
                self._faults.append(f"the replica of {one.login} differs from the server")
        return number

    def _back_up(self, name: str) -> Path:
        identity, backup = self._folder / "identity", self._folder / name
        if not self._recipient:
            said = self._command("keys", "identity", str(identity))
            self._recipient = next(word for word in said.split() if word.startswith("age1"))
        self._command("backup", str(backup), "--recipient", self._recipient)
        return backup

    def _restore(self, backup: Path) -> None:
        self._command("restore", str(backup), "--identity", str(self._folder / "identity"))

    def _command(self, *words: str) -> str:
        return self._proof.server.run_cli(*words)

    def _kept(self, name: str) -> str:
        """Return the place of a copy of the database as it is; the server is stopped."""
        return self._proof.copy_database(self._folder / f"{name}.db")

    async def _judged(
        self, seats: list[SeatAtWork], before: str, unsent: list[str], rounds: int
    ) -> dict[str, Any]:
        self._proof.stop()
        told = {"unsent": unsent, "erased": list(WORDS)}
        compared = await asyncio.to_thread(_compare, before, self._proof.database_place, told)
        erased = [*compared["erased_found"], *await self._erased_elsewhere(seats)]
        done = Counter[str]()
        for one in seats:
            done.update(one.done)
        lost = [one for one in compared["differing"] if one.endswith("is gone")]
        return {
            "operations": sum(done.values()),
            "done": dict(done),
            "rows_compared": compared["rows_compared"],
            "unsent": len(unsent),
            "rounds": rounds,
            "lost": len(lost) + len(compared["unsent_lost"]),
            "violations": [one for one in compared["differing"] if one not in lost],
            "duplicated": len(compared["numbers_twice"]),
            "taken_back": len(erased),
            "in_outboxes": sum([await one.seat.database.read(_in_outbox) for one in seats]),
            "faults": [*self._faults, *lost, *compared["numbers_twice"], *erased],
        }

    async def _erased_elsewhere(self, seats: list[SeatAtWork]) -> list[str]:
        """Look for who was erased in what seats show, in the logs and in a new backup."""
        found = [
            f"the replica of {one.login} shows who was erased"
            for one in seats
            if await one.seat.database.read(_in_replica)
        ]
        backup = await asyncio.to_thread(self._back_up, "tonight.age")
        for file in self._proof.logs():
            text = file.read_bytes()
            found += [f"{file.name}: {word}" for word in WORDS if word.encode() in text]
        return found + await asyncio.to_thread(self._in_backup, backup)

    def _in_backup(self, backup: Path) -> list[str]:
        """Restore the new backup once more; what comes back is looked at as a database."""
        self._command("restore", str(backup), "--identity", str(self._folder / "identity"))
        told = {"unsent": [], "erased": list(WORDS)}
        place = self._proof.database_place
        return [f"in a new backup, {one}" for one in _compare(place, place, told)["erased_found"]]


def _compare(before: str, after: str, told: dict[str, Any]) -> dict[str, Any]:
    """Ask the script that knows nothing of us, in a process of its own."""
    command = [sys.executable, "-I", compare_databases.__file__, before, after]
    done = subprocess.run(
        command, input=json.dumps(told), capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _in_replica(connection: Connection) -> bool:
    bodies = connection.execute("SELECT body FROM shown_row").fetchall()
    return any(word in str(body) for (body,) in bodies for word in WORDS)


def _in_outbox(connection: Connection) -> int:
    """Return how many sent commands still hold the words: they are kept for seven days."""
    bodies = connection.execute("SELECT body FROM outbox").fetchall()
    return sum(any(word in str(body) for word in WORDS) for (body,) in bodies)
