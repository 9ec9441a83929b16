"""Short samples of the proofs that cut the current or fill the disk, and of planted faults."""

import pytest

from tools.power_cut.lossy_disk import why_none
from tools.proofs import disk_full, power_cut
from tools.proofs.__main__ import unclean

pytestmark = [
    pytest.mark.root,  # nobody else mounts a disk
    pytest.mark.skipif(bool(why_none()), reason=f"no current to cut: {why_none()}"),
]


@pytest.mark.parametrize("under", ["seat", "sqlite"])
async def test_a_cut_current_loses_nothing_that_was_acknowledged(under: str) -> None:
    found = await power_cut.prove(cycles=2, seed=3, under=under)
    assert unclean("power-cut", found) == [], found
    assert (found["cuts"], found["operations"] > 2) == (2, True)


async def test_a_store_that_keeps_less_than_it_says_is_found() -> None:
    found = await power_cut.prove(cycles=3, seed=3, under="seat", break_="off")
    assert found["lost"] + found["corrupt"] > 0


async def test_a_full_disk_of_the_server_is_told_and_loses_nothing() -> None:
    found = await disk_full.prove(consoles=3, contacts=9, patience=10.0)
    assert unclean("disk-full", found) == [], found
    assert (found["declared"], found["operations"]) == (3, 27)
