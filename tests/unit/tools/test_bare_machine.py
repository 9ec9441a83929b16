"""Bare machines: where their Debian comes from, what a handbook says, and packages with a fault."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.bare_machine import run_folders
from tools.bare_machine.base_system import NoBareMachine, mirror_of
from tools.bare_machine.broken_package import FAULTS
from tools.bare_machine.handbook_blocks import Block, blocks_of

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "handbook" / "installation.md"
TAKES_A_FOLDER = """
import sys
from pathlib import Path
from tools.bare_machine import run_folders

folder, lock = run_folders.take(Path(sys.argv[1]))
print(folder, flush=True)
sys.stdin.read()
"""


def an_apt(folder: Path, **files: str) -> Path:
    (folder / "sources.list.d").mkdir()
    for name, text in files.items():
        (folder / "sources.list.d" / name.replace("_", ".")).write_text(text)
    return folder


def test_debian_comes_from_where_this_machine_has_it_and_not_from_its_own_folders(
    tmp_path: Path,
) -> None:
    mirror = "# ours\nTypes: deb\nURIs: http://mirror.example/debian\nSuites: trixie\n"
    own = "Types: deb\nURIs: file:/srv/own\nSuites: trixie\n"
    line = "deb [arch=amd64] http://other.example/debian trixie main contrib\n"
    apt = an_apt(tmp_path, debian_sources=mirror, own_sources=own, other_list=line)
    assert mirror_of(apt) == (
        "Types: deb\nURIs: http://mirror.example/debian\nSuites: trixie\n\n"
        "Types: deb\nURIs: http://other.example/debian\nSuites: trixie\nComponents: main contrib\n"
    )


def test_a_machine_of_another_release_has_no_mirror_for_us(tmp_path: Path) -> None:
    apt = an_apt(tmp_path, old_list="deb http://mirror.example/debian bookworm main\n")
    with pytest.raises(NoBareMachine, match="trixie"):
        mirror_of(apt)


def test_each_block_of_the_installation_page_is_of_a_machine() -> None:
    assert {block.place for block in blocks_of(PAGE, ("server", "seat"))} == {"server", "seat"}


def test_a_block_is_commands_or_a_file_of_its_machine(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n```sh seat\ntrue\n```\n```toml seat /etc/x.toml\na = 1\n```\n")
    assert blocks_of(page, ("seat",)) == [
        Block("seat", "", "true\n", 3),
        Block("seat", "/etc/x.toml", "a = 1\n", 6),
    ]


@pytest.mark.parametrize(
    "block", ["```sh\ntrue\n```\n", "```sh cellar\ntrue\n```\n", "```toml seat\na = 1\n```\n"]
)
def test_a_block_that_nobody_would_run_is_refused(tmp_path: Path, block: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{block}")
    with pytest.raises(ValueError, match=r"page\.md:3"):
        blocks_of(page, ("seat",))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_can_still_be_planted_where_it_once_was(fault: str) -> None:
    file, right, _ = FAULTS[fault]
    assert (ROOT / file).read_text(encoding="utf-8").count(right) == 1


def folders(cache: Path) -> set[Path]:
    return {found for found in cache.iterdir() if found.is_dir()}


def test_what_a_killed_machine_left_goes_at_the_next_start_and_what_lives_stays(
    tmp_path: Path,
) -> None:
    live = run_folders.take(tmp_path)
    command, pipe = [sys.executable, "-c", TAKES_A_FOLDER, str(tmp_path)], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip())
        (left / "etc").mkdir()
        (left / "etc" / "hostname").write_text("nuda")
        second = run_folders.take(tmp_path)
        assert folders(tmp_path) == {live[0], left, second[0]}, "all of them live"
        other.kill()
    third = run_folders.take(tmp_path)
    assert folders(tmp_path) == {live[0], second[0], third[0]}
    for taken in (live, second, third):
        run_folders.give_back(*taken)
    assert {found.name for found in tmp_path.iterdir()} == {"runs"}


def test_what_an_older_run_left_without_a_lock_goes_too(tmp_path: Path) -> None:
    (tmp_path / "run-old").mkdir()
    taken = run_folders.take(tmp_path)
    assert folders(tmp_path) == {taken[0]}
    run_folders.give_back(*taken)
