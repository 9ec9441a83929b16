"""What a power cut leaves on our file system: what was synchronised, and chance the rest."""

import random
import stat

import pytest

from tools.power_cut.lossy_files import ROOT, SECTOR, LossyFiles, Refused

FILE, FOLDER = stat.S_IFREG | 0o600, stat.S_IFDIR | 0o700
SEEDS = range(60)


def left(files: LossyFiles, seed: int) -> dict[bytes, bytes]:
    """Return what is there after a cut: of each file in the first folder, its content."""
    after = files.after_cut(random.Random(seed))
    names = after.nodes[ROOT].names
    return {name: bytes(after.nodes[number].data) for name, number in names.items()}


def a_file(files: LossyFiles, name: bytes, content: bytes, *, is_kept: bool = True) -> int:
    number = files.make(ROOT, name, FILE)
    files.write(number, 0, content)
    if is_kept:
        files.sync(number)
        files.sync_names(ROOT)
    return number


def made() -> LossyFiles:
    files = LossyFiles()
    a_file(files, b"old", b"a" * 2 * SECTOR)
    return files


def test_what_was_synchronised_is_there_after_every_cut() -> None:
    for seed in SEEDS:
        assert left(made(), seed) == {b"old": b"a" * 2 * SECTOR}


def test_what_was_not_is_there_or_is_not_or_is_torn_between_sectors() -> None:
    def found(seed: int) -> bytes:
        files = made()
        files.write(files.find(ROOT, b"old"), 0, b"b" * 2 * SECTOR)
        return left(files, seed)[b"old"]

    kinds = {found(seed) for seed in SEEDS}
    halves = (b"a" * SECTOR, b"b" * SECTOR)
    assert kinds == {one + other for one in halves for other in halves}


def test_a_new_file_may_lose_its_name_though_its_content_was_synchronised() -> None:
    def names(seed: int, *, keeps_names: bool) -> set[bytes]:
        files = made()
        files.sync(a_file(files, b"new", b"x", is_kept=False))
        if keeps_names:
            files.sync_names(ROOT)
        return set(left(files, seed))

    assert {len(names(seed, keeps_names=False)) for seed in SEEDS} == {1, 2}
    assert {len(names(seed, keeps_names=True)) for seed in SEEDS} == {2}


def test_a_name_may_be_there_without_the_content() -> None:
    def found(seed: int) -> bytes:
        files = made()
        a_file(files, b"new", b"x" * SECTOR, is_kept=False)
        files.sync_names(ROOT)
        return left(files, seed)[b"new"]

    assert {b"", b"x" * SECTOR} == {found(seed) for seed in SEEDS}


def test_a_rename_happens_whole_or_not_at_all() -> None:
    def found(seed: int) -> dict[bytes, bytes]:
        files = made()
        a_file(files, b"new", b"x")
        files.rename(ROOT, b"new", ROOT, b"old")
        return left(files, seed)

    for seed in SEEDS:
        assert found(seed) in ({b"old": b"a" * 2 * SECTOR, b"new": b"x"}, {b"old": b"x"})


def test_a_later_change_of_a_name_is_never_there_without_an_earlier_one() -> None:
    def found(seed: int) -> set[bytes]:
        files = made()
        files.remove(ROOT, b"old")
        files.make(ROOT, b"next", FILE)
        return set(left(files, seed))

    assert {frozenset(found(seed)) for seed in SEEDS} == {
        frozenset({b"old"}), frozenset(), frozenset({b"next"}),
    }  # fmt: skip


def test_a_file_that_was_removed_comes_back_where_nobody_synchronised_its_folder() -> None:
    files = made()
    files.remove(ROOT, b"old")
    with pytest.raises(Refused):
        files.find(ROOT, b"old")
    assert {len(left(made_without(), seed)) for seed in SEEDS} == {0, 1}


def made_without() -> LossyFiles:
    files = made()
    files.remove(ROOT, b"old")
    return files


def test_a_disk_that_lies_keeps_nothing() -> None:
    def found(seed: int) -> bytes:
        files = made()
        files.is_lying = True
        number = files.find(ROOT, b"old")
        files.write(number, 0, b"b" * SECTOR)
        files.sync(number)
        return left(files, seed)[b"old"]

    assert b"a" * 2 * SECTOR in {found(seed) for seed in SEEDS}


def test_a_full_disk_takes_no_more_and_goes_on_when_there_is_room() -> None:
    files = made()
    files.room = 3 * SECTOR
    number = files.find(ROOT, b"old")
    with pytest.raises(Refused):
        files.write(number, 2 * SECTOR, b"c" * 2 * SECTOR)
    files.write(number, 0, b"c" * SECTOR)
    files.room = None
    files.write(number, 2 * SECTOR, b"c" * 2 * SECTOR)
    assert len(files.nodes[number].data) == 4 * SECTOR


def test_a_folder_with_something_in_it_is_not_removed() -> None:
    files = made()
    folder = files.make(ROOT, b"folder", FOLDER)
    files.make(folder, b"in it", FILE)
    with pytest.raises(Refused):
        files.remove(ROOT, b"folder")
