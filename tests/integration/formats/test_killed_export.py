"""An export to a folder that is killed at any step leaves one export, or says that it does not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.knowledge_import.formats.known_formats import LEFTOVERS
from server.knowledge_import.import_problems import ImportRefused
from server.knowledge_import.knowledge_files import read_knowledge
from server.knowledge_import.written_files import UNFINISHED, write_texts
from tests.support.knowledge.knowledge_folder import KnowledgeFolder

# Writes the files of one folder to another one and kills itself at a step of the disk.
KILLED = """
import os, signal, sys
from pathlib import Path
from server.knowledge_import.written_files import write_texts

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
