"""An export in the place of an earlier one, also when it is killed at any step."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.usecases.import_problems import ImportRefused
from server.usecases.knowledge_files import read_knowledge
from server.usecases.knowledge_formats.known_formats import LEFTOVERS
from server.usecases.written_files import UNFINISHED, write_file, write_texts
from tests.support.foreign_files import codes
from tests.support.knowledge_folder import KnowledgeFolder

# Writes the files of one folder to another one and kills itself at a step of the disk.
KILLED = """
import os, signal, sys
from pathlib import Path
from server.usecases.written_files import write_texts

made, target, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
done = 0

def counted(act):
    def one(*words, **more):
        global done
        done += 1
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*words, **more)
    return one

texts = {path.name: path.read_text() for path in made.iterdir()}
Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)
os.fsync = counted(os.fsync)
write_texts(target, texts, sys.argv[4:])
"""
MOST_STEPS = 60


def texts_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[!.]*"))}


def is_killed(made: Path, target: Path, step: int) -> bool:
    words = [sys.executable, "-c", KILLED, str(made), str(target), str(step), *LEFTOVERS["csv"]]
    path = os.pathsep.join(sys.path)
    ended = subprocess.run(words, check=False, env=os.environ | {"PYTHONPATH": path})
    assert ended.returncode in (0, -signal.SIGKILL)
    return ended.returncode != 0


def test_a_folder_export_killed_at_any_step_leaves_one_moment_or_is_refused_as_unfinished(
    tmp_path: Path,
) -> None:
    old, new = KnowledgeFolder(tmp_path / "old"), KnowledgeFolder(tmp_path / "new")
    old.write("thesaurus_en.txt", "waste > tari\n")  # the new one has none
    new.set("desks.csv", 2, "name", "Entrate")
    new.set("offices.csv", 2, "name", "Palazzo")
    before, after = texts_of(old.path), texts_of(new.path)
    found = {"old": 0, "new": 0, "unfinished": 0}
    for step in range(1, MOST_STEPS):
        target = tmp_path / f"target{step}"
        write_texts(target, before)
        (target / "appunti.txt").write_text("nostri")
        if not is_killed(new.path, target, step):
            break
        there = texts_of(target)
        assert there.pop("appunti.txt") == "nostri"
        try:
            read_knowledge(target)
            assert there in (before, after), step
            found["old" if there == before else "new"] += 1
        except ImportRefused as refused:
            (problem,) = refused.problems
            assert (problem.code, problem.value) == ("unfinished_export", UNFINISHED)
            found["unfinished"] += 1
        assert write_texts(target, after, LEFTOVERS["csv"]) in ((), ("thesaurus_en.txt",))
        assert texts_of(target) == after | {"appunti.txt": "nostri"}
        assert not list(target.glob(".*"))
    else:
        pytest.fail("the export has more steps than this test looks at")
    assert min(found.values()) > 0


def test_an_unfinished_folder_of_hsds_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name\no-1,Comune\n")
    assert codes(tmp_path, "hsds") == []
    (tmp_path / UNFINISHED).write_text("x")
    assert codes(tmp_path, "hsds") == ["unfinished_export"]


def test_an_export_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    write_texts(tmp_path, {"cards.csv": "vecchie", "desks.csv": "vecchi"})
    (tmp_path / "faqs.csv").mkdir()
    new = {"cards.csv": "nuove", "desks.csv": "nuovi", "faqs.csv": "nuove"}
    with pytest.raises(IsADirectoryError, match=r"faqs\.csv"):
        write_texts(tmp_path, new, LEFTOVERS["csv"])
    (tmp_path / "faqs.csv").rmdir()
    assert texts_of(tmp_path) == {"cards.csv": "vecchie", "desks.csv": "vecchi"}
    assert not list(tmp_path.glob(".*"))


def test_a_file_nobody_else_may_read_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "knowledge.json"
    file.write_bytes(b"before")
    file.chmod(0o600)
    write_file(file, b"now")
    assert file.read_bytes() == b"now"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_leads_to_the_new_content_and_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "2026.json", tmp_path / "latest.json"
    file.write_bytes(b"before")
    link.symlink_to(file)
    write_file(link, b"now")
    assert link.is_symlink()
    assert file.read_bytes() == b"now"
    assert {path.name for path in tmp_path.iterdir()} == {"2026.json", "latest.json"}


def test_in_a_folder_too_links_stay_and_what_nobody_else_may_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file, link = tmp_path / "elsewhere" / "cards.csv", tmp_path / "cards.csv"
    file.write_text("vecchie")
    file.chmod(0o600)
    link.symlink_to(file)
    write_texts(tmp_path, {"cards.csv": "nuove"})
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("nuove", 0o600)
    assert [path.name for path in file.parent.iterdir()] == ["cards.csv"]
