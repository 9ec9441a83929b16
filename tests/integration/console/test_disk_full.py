"""A disk without room: the draft is saved from the reserve, synchronisation waits."""

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.errors import LocalStoreBroken
from console.store.contact.draft_repository import open_draft
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_file import DiskReserve
from console.store.session.session_record import set_fact
from tests.support.processes import ran
from tests.support.seats.own_disk import NEEDS_A_DISK, own_disk
from tests.support.seats.seat import NO_TOPICS, a_draft, drafts_in, open_replica

DISK_MB = 40
REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with own_disk(tmp_path / "disk", DISK_MB) as folder:
        yield folder


def _fill(folder: Path, leave: int = 0) -> Path:
    """Fill the disk to the last byte, but for so many."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(65536))
        except OSError:
            pass
    size = ballast.stat().st_size
    os.truncate(ballast, max(0, size - leave))
    return ballast


@pytest.mark.root
@NEEDS_A_DISK
class TestOnASmallDisk:
    async def test_a_draft_typed_on_a_full_disk_is_saved_from_the_reserve(
        self, small_disk: Path
    ) -> None:
        async with open_replica(small_disk / "a.replica") as database:
            save = drafts_in(database).save
            assert (small_disk / "reserve.bin").stat().st_size == 8 * 1024 * 1024
            ballast = _fill(small_disk)
            written = await _until_full(database)
            assert written >= 0
            assert database.trouble == "full"
            text = "typed on a full disk " * 2000
            await save(a_draft(description=text))
            assert not (small_disk / "reserve.bin").exists()
            kept = await database.read(open_draft)
            assert kept is not None
            assert kept.description == text
            await drafts_in(database).close(a_draft(2))
            ballast.unlink()
            await save(a_draft(description=text))
            assert database.trouble == ""
            assert (small_disk / "reserve.bin").exists()

    async def test_a_full_disk_without_a_reserve_says_full_and_breaks_nothing(
        self, small_disk: Path
    ) -> None:
        async with open_replica(small_disk / "a.replica") as database:
            _fill(small_disk)
            (small_disk / "reserve.bin").unlink()
            _fill_more(small_disk)
            await _until_full(database, may_use_reserve=True)
            (small_disk / "ballast").unlink()
            await drafts_in(database).save(a_draft(900))
        async with open_replica(small_disk / "a.replica") as database:
            assert await database.read(open_draft) is not None

    async def test_a_console_that_starts_on_a_full_disk_opens_its_replica_from_the_reserve(
        self, small_disk: Path
    ) -> None:
        async with open_replica(small_disk / "a.replica") as database:
            await drafts_in(database).save(a_draft())
        _fill(small_disk)
        async with open_replica(small_disk / "a.replica") as database:
            assert await database.read(open_draft) is not None
            await drafts_in(database).save(a_draft(2))
        assert not list(small_disk.glob("*.broken-*"))


def test_the_reserve_takes_the_room_that_it_can_give_back(tmp_path: Path) -> None:
    assert DiskReserve(tmp_path / "reserve.bin", size=1 << 20).keep()
    assert (tmp_path / "reserve.bin").stat().st_size == 1 << 20
    assert (tmp_path / "reserve.bin").stat().st_blocks * 512 >= 1 << 20


def test_without_room_there_is_no_reserve(tmp_path: Path) -> None:
    assert not DiskReserve(tmp_path / "reserve.bin", size=1 << 60).keep()
    assert not (tmp_path / "reserve.bin").exists()
    assert not DiskReserve(tmp_path / "reserve.bin").spend()


def test_a_limit_on_file_sizes_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    """The same where nobody may mount a disk: the process may write files of 400 kB only."""
    limit = 400_000
    result = ran(
        sys.executable,
        "-c",
        _WRITES_UNTIL_FULL,
        str(tmp_path / "a.replica"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        cwd=REPOSITORY,
    )
    assert result.stdout.split() == ["unwritable", "intact"], result.stderr


async def _until_full(database: LocalDatabase, *, may_use_reserve: bool = False) -> int:
    """Write as synchronisation does until the disk refuses; return how often it went well."""
    for number in range(5000):
        try:
            await database.write(
                lambda c, n=number: set_fact(c, f"filler-{n}", "x" * 20_000),
                changes=NO_TOPICS,
                may_use_reserve=may_use_reserve,
            )
        except LocalStoreBroken as error:
            assert error.kind == "full"  # noqa: PT017 - how many fitted is of interest too
            return number
    raise AssertionError("the disk never filled")


def _fill_more(folder: Path) -> None:
    with (folder / "ballast").open("ab", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            return


_WRITES_UNTIL_FULL = """
import asyncio, sys
from pathlib import Path
from console.errors import LocalStoreBroken
from console.store.session.session_record import get_fact, set_fact
from tests.support.seats.own_disk import NEEDS_A_DISK, own_disk
from tests.support.seats.seat import NO_TOPICS, open_replica

async def main():
    async with open_replica(Path(sys.argv[1])) as database:
        await database.write(lambda c: set_fact(c, "first", "kept"), changes=NO_TOPICS)
        try:
            for n in range(1000):
                await database.write(
                    lambda c: set_fact(c, f"n{n}", "x" * 20_000), changes=NO_TOPICS
                )
        except LocalStoreBroken as error:
            print(error.kind)
        kept = await database.read(lambda c: get_fact(c, "first"))
        print("intact" if kept == "kept" else kept)

asyncio.run(main())
"""
