"""Which commit an earlier version is, and what is said where it cannot be built."""

import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tools.earlier.build import NotBuilt, commit_of, lay_out, unlike_packages


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Prova", "-c", "user.email=prova@example.org")
    command = ("git", *who, "-C", str(folder), *words)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def committed(folder: Path, number: str, note: str = "") -> str:
    (folder / "contract/version.py").write_text(f'VERSION = "{number}"\n{note}')
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", f"Set version {number}")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    folder = tmp_path / "history"
    (folder / "contract").mkdir(parents=True)
    (folder / "requirements.lock").write_text("")
    git(folder, "init", "-q", "-b", "main")
    return folder


def test_a_version_is_the_commit_that_set_it(history: Path) -> None:
    committed(history, "0.2.0")
    released = committed(history, "0.3.0")
    committed(history, "0.3.0", note="# of a later day\n")
    committed(history, "0.4.0")
    assert commit_of("0.3.0", history) == released
    assert commit_of(released[:12], history) == released


def test_a_version_nobody_set_is_said_so(history: Path) -> None:
    committed(history, "0.2.0")
    with pytest.raises(NotBuilt, match="no commit set version"):
        commit_of("0.3.0", history)


def test_a_clone_cut_off_before_it_says_what_is_missing(history: Path, tmp_path: Path) -> None:
    committed(history, "0.3.0")
    committed(history, "0.3.0", note="# of a later day\n")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{history}", str(shallow))
    with pytest.raises(NotBuilt, match="git fetch --unshallow"):
        commit_of("0.3.0", shallow)
    assert (lay_out("HEAD", tmp_path / "out", shallow) / "contract/version.py").exists()


def test_its_files_are_those_of_the_commit_in_an_empty_folder(
    history: Path, tmp_path: Path
) -> None:
    released = committed(history, "0.3.0")
    committed(history, "0.4.0")
    tree = lay_out(released, tmp_path / "out", history)
    assert (tree / "contract/version.py").read_text() == 'VERSION = "0.3.0"\n'
    with pytest.raises(NotBuilt, match="is not empty"):
        lay_out(released, tree, history)


def test_packages_of_another_major_version_or_none_are_named() -> None:
    here = version("msgspec")
    lock = (
        f"msgspec=={here} \\\n"
        "cryptography==1.0 \\\n"
        "no-such-package==2.0 \\\n"
        "only-elsewhere==1.0 ; sys_platform == 'win32' \\\n"
    )
    assert unlike_packages(lock) == ["cryptography 1.0", "no-such-package 2.0"]
