"""The proof of the package sees what does not come, and a critic that did not look."""

import itertools
from pathlib import Path

import pytest

from tools.bare_machine.centre import STANDS_S, await_count
from tools.bare_machine.machine import MachineFailed
from tools.proofs.__main__ import unclean
from tools.proofs.package import NoVerdict, tags_of, with_figures


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def awaited(counts: "itertools.chain[int] | itertools.repeat[int]", wanted: int) -> float:
    """Return after how many seconds the last one was there."""
    clock = Clock()
    await_count(lambda: next(counts), wanted, "vectors", monotonic_s=clock, sleep=clock.sleep)
    return clock.now_s


def test_a_count_that_stands_is_given_up_in_less_than_two_minutes() -> None:
    with pytest.raises(MachineFailed, match="made 0 of 1057 vectors, and no more come"):
        awaited(itertools.repeat(0), 1057)
    assert STANDS_S < 120


def test_a_count_that_grows_is_waited_for_however_long_it_takes() -> None:
    slow = itertools.chain.from_iterable(itertools.repeat(n, 100) for n in itertools.count())
    assert awaited(itertools.chain(slow), 30) > 10 * STANDS_S


def a_critic(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setenv("PATH", str(folder))
    if script:
        (folder / "lintian").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / "lintian").chmod(0o755)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("", "lintian is not installed"),
        ("echo 'no laboratory' >&2; exit 1", "lintian failed with 1: no laboratory"),
        ("echo 'a.deb is not a readable file' >&2; exit 2", "lintian failed with 2: a.deb is not"),
        ("kill -9 $$", "lintian failed with -9"),
    ],
)
def test_a_critic_that_did_not_look_is_a_fault_and_no_praise(
    script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_critic(tmp_path, monkeypatch, script)
    with pytest.raises(NoVerdict, match=says):
        tags_of(tmp_path / "a.deb")


@pytest.mark.parametrize(
    ("script", "count"), [("exit 0", 0), ("echo 'W: a: b'; echo 'E: a: c'; exit 2", 2)]
)
def test_what_the_critic_found_is_counted(
    script: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_critic(tmp_path, monkeypatch, script)
    assert tags_of(tmp_path / "a.deb") == count


def test_the_proof_is_red_without_the_critic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "a.deb"
    package.touch()
    a_critic(tmp_path, monkeypatch, "")
    (tmp_path / "dpkg-deb").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "dpkg-deb").chmod(0o755)
    told = with_figures(package, {"heard": {"by_seat": 1.0}})
    assert told["faults"] == ["lintian is not installed"]
    assert unclean("package", told) == ["1 faults"]
