"""The file of marks is written by pushes at once, and by a command beside the server."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.usecases.citizens.erased_marks import ErasedMarks, marks_file, merge_marks
from tests.support.servers.server_records import NOW

KEY = b"k" * 32
WRITERS, EACH = 8, 10


def test_marks_that_are_added_at_once_are_all_there(tmp_path: Path) -> None:
    path = marks_file(tmp_path)

    def add(writer: int) -> None:
        marks = ErasedMarks(path, KEY)
        for number in range(EACH):
            marks.add([f"case:{writer}-{number}"], NOW)

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(add, range(WRITERS)))
    known = ErasedMarks(path, KEY)
    added = [f"case:{writer}-{number}" for writer in range(WRITERS) for number in range(EACH)]
    assert [one for one in added if known.erased_at([one]) is None] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_mark_that_no_disk_takes_leaves_the_server_a_file_that_it_can_read(
    tmp_path: Path,
) -> None:
    os.chown(tmp_path, 4711, 4712)
    path = marks_file(tmp_path)
    (tmp_path / f"{path.name}.partial").mkdir()  # nothing can be written there
    with pytest.raises(OSError, match="partial"):
        ErasedMarks(path, KEY).add(["case:one"], NOW)
    assert (path.stat().st_uid, path.stat().st_gid) == (4711, 4712)
    assert not ErasedMarks(path, KEY)


def test_where_nobody_was_erased_merging_makes_no_file(tmp_path: Path) -> None:
    merge_marks(tmp_path / "beside", marks_file(tmp_path))
    assert list(tmp_path.iterdir()) == []
