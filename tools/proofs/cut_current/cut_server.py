"""A server's database under power cuts while seats write: each acknowledged contact is there."""

import asyncio
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contract.domain.ids import TopicId
from server.settings import DATABASE_FILE
from tools.demo.processes import ProcessFailed
from tools.power_cut.lossy_disk import LossyDisk
from tools.proofs.cut_current.cut_postgresql import CutPostgresql, DoesNotStart
from tools.proofs.judges.server_under_proof import ServerUnderProof, seats
from tools.proofs.kills.server_kills import judge_written, write_until

ALIVE_S = (0.3, 1.5)  # from the first answer after a start to the cut
LOGINS = [f"posto{number}" for number in range(6)]


class CutServer:
    """Cuts the current again and again; start and die are of what writes on the disk."""

    def __init__(self, folder: Path, place: Path, base: Path, seed: int, break_: str) -> None:
        self._folder = folder
        self._place = place  # where the disk is seen
        self.base = base  # what lies on it
        self._luck = random.Random(f"server-{seed}")
        self._is_lying = break_ == "lie"
        self.cuts = 0
        self.faults: list[str] = []

    async def cut(
        self, start: Callable[[], None], die: Callable[[], None], works: Callable[[], Any]
    ) -> bool:
        """Let it work, and cut; return whether it came up at all from what the last one left.

        works: waits until it answers.
        """
        target = self._folder / f"after-{self.cuts + 1}"
        with LossyDisk(self.base, self._place) as disk:
            try:
                await asyncio.to_thread(start)
            except (ProcessFailed, DoesNotStart) as fault:
                self.faults.append(f"after {self.cuts} cuts it does not start: {fault}")
                die()
                return False
            if self._is_lying:
                disk.lie()
            await works()
            await asyncio.sleep(self._luck.uniform(*ALIVE_S))
            await asyncio.to_thread(disk.cut, self._luck.randrange(2**32), target)
            await asyncio.to_thread(die)
        if self.cuts:
            shutil.rmtree(self.base)
        self.base = target
        self.cuts += 1
        return True


async def cut_sqlite_server(cuts: int, seed: int, break_: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="cut-sqlite-") as name:
        folder = Path(name)
        proof = ServerUnderProof(folder, None)
        proof.prepare_city()
        _add_accounts(proof)
        place, base = folder / "server", folder / "before"
        place.rename(base)
        place.mkdir()
        cutter = CutServer(folder, place, base, seed, break_)

        def whole() -> None:
            if not _is_whole(cutter.base / DATABASE_FILE, folder / "looked-at"):
                cutter.faults.append(f"after {cutter.cuts} cuts the database is spoilt")

        def put_back() -> None:
            shutil.rmtree(place)
            shutil.copytree(cutter.base, place)
            proof.start()

        try:
            return await _story(
                proof, cutter, cuts, seed, (proof.start, proof.kill), whole, put_back
            )
        finally:
            proof.stop()


async def cut_postgresql_server(cuts: int, seed: int, break_: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="cut-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        place, base, sockets = folder / "disk", folder / "before", folder / "sockets"
        for made in (place, base, sockets):
            made.mkdir()
        database = CutPostgresql(base, place, sockets)
        database.start(base / "data")
        proof = ServerUnderProof(folder, database.create("proof"))
        proof.prepare_city()
        _add_accounts(proof)
        database.stop()
        cutter = CutServer(folder, place, base, seed, break_)

        def start() -> None:
            database.start()
            if not cutter.cuts:
                proof.start()  # it outlives its database

        def whole() -> None:
            """What a page holds is looked at in the end: each has a sum."""

        def put_back() -> None:
            database.start(cutter.base / "data")
            try:
                database.read_all("proof")
            except subprocess.CalledProcessError as fault:
                cutter.faults.append(f"a page is spoilt: {fault.stderr.decode()[-200:]}")

        try:
            return await _story(proof, cutter, cuts, seed, (start, database.die), whole, put_back)
        finally:
            proof.stop()
            database.die()


async def _story(
    proof: ServerUnderProof,
    cutter: CutServer,
    cuts: int,
    seed: int,
    life: tuple[Callable[[], None], Callable[[], None]],
    whole: Callable[[], None],
    put_back: Callable[[], None],
) -> dict[str, Any]:
    """Cut so often while seats write, then let them send the rest and judge."""
    opened: Any = None
    done = asyncio.Event()
    async with asyncio.TaskGroup() as group:

        async def works() -> None:
            """Sign the seats in once; later wait until one was answered."""
            nonlocal opened
            if opened is None:
                opened = await group.create_task(_signed_in(proof, seed))
                topics = proof.rows("SELECT id FROM topic WHERE deleted=0 ORDER BY id")
                for seat in opened[1]:
                    group.create_task(write_until(seat, TopicId(str(topics[0][0])), done))
            async with asyncio.timeout(120):
                while not await opened[1][0].push():
                    await asyncio.sleep(0.05)

        for _ in range(cuts):
            if not await cutter.cut(*life, works):
                break
            await asyncio.to_thread(whole)
        done.set()
    context, written = opened
    try:
        await asyncio.to_thread(put_back)
        await asyncio.gather(*(seat.push_all() for seat in written))
        judgement = judge_written(proof, written)
    except (ProcessFailed, DoesNotStart) as fault:
        cutter.faults.append(f"it does not start in the end: {fault}")
        return {"cuts": cutter.cuts, "corrupt": len(cutter.faults), "faults": cutter.faults}
    finally:
        await context.__aexit__(None, None, None)
    found = asdict(judgement)
    faults = [*found.pop("faults"), *cutter.faults]
    return {"cuts": cutter.cuts, "corrupt": len(cutter.faults), **found, "faults": faults}


async def _signed_in(proof: ServerUnderProof, seed: int) -> tuple[Any, Any]:
    context = seats(proof, LOGINS, seed)
    return context, await context.__aenter__()


def _add_accounts(proof: ServerUnderProof) -> None:
    for login in LOGINS:
        proof.add_account(login, "operator")


def _is_whole(database: Path, place: Path) -> bool:
    """Look at a copy: to open it would mend it before the server does."""
    place.mkdir(exist_ok=True)
    for file in database.parent.glob(f"{database.name}*"):
        shutil.copyfile(file, place / file.name)
    try:
        with closing(sqlite3.connect(place / database.name)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
    finally:
        shutil.rmtree(place)
