"""./run, ./check and ./prove on a machine where nothing was installed yet."""

import importlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.processes import ran
from tools.proofs.__main__ import PROOFS, flag_of, options_of

ROOT = Path(__file__).resolve().parents[3]
CARRIED = ("run", "check", "prove", "contract", "tools")
BASIC = ("bash", "dirname", "sed", "grep", "mkdir", "stat", "id", "realpath", "df", "tail", "uname")
INSTALLERS = ("apt-get", "sudo", "npm", "pip", "uv")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without .venv."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in CARRIED:
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The programs of a bare machine; its installers only note in a file that they were asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in BASIC:
        wrap(folder, name)
    for name in INSTALLERS:
        script(folder / name, f'echo "{name} $*" >> {tmp_path / "asked"}')
    script(folder / "dpkg-query", "exit 1")
    return folder


def wrap(folder: Path, name: str) -> None:
    """Put a program of this machine there: no link, what is written over it must stay here."""
    script(folder / name, f'exec {shutil.which(name)} "$@"')


def script(file: Path, text: str) -> None:
    assert not file.is_symlink()
    file.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
    file.chmod(0o755)


def told(checkout: Path, machine: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return ran(
        "bash",
        *command,
        cwd=checkout,
        env={"PATH": str(machine), "HOME": str(checkout), "USER": "someone"},
        timeout=60,
    )


def with_python(machine: Path) -> None:
    """Debian's own, and none of the packages of this project."""
    script(machine / "python3", 'exec /usr/bin/python3 -S "$@"')


@pytest.mark.parametrize("name", ["run", "check", "prove"])
@pytest.mark.parametrize("has_python", [False, True])
def test_help_and_version_are_told_and_nothing_is_installed_for_it(
    name: str, has_python: bool, checkout: Path, machine: Path, tmp_path: Path
) -> None:
    if has_python:
        with_python(machine)
    helped, version = (told(checkout, machine, name, word) for word in ("--help", "--version"))
    assert (helped.returncode, version.returncode) == (0, 0)
    assert f"./{name}" in helped.stdout
    assert version.stdout.startswith("ChiamaRoma ")
    assert helped.stderr == version.stderr == ""
    assert not (tmp_path / "asked").exists()
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(("name", "listed"), [("check", "file-map"), ("prove", "server-kills")])
def test_lists_need_a_python_and_nothing_else(
    name: str, listed: str, checkout: Path, machine: Path, tmp_path: Path
) -> None:
    without = told(checkout, machine, name, "--list")
    assert without.returncode == 1
    assert without.stderr.count("\n") == 1
    assert "python3" in without.stderr
    with_python(machine)
    listing = told(checkout, machine, name, "--list")
    assert listed in listing.stdout, listing.stderr
    assert listing.returncode == 0
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("run", "--headles"), "./run: --headles is no option; give one of --setup --version "),
        (("check", "--onyl", "unit"), "--onyl is no option; give one of --only --changed "),
        (("prove", "server-kils"), "./prove: server-kils is no proof. See ./prove --list"),
        (("prove", "server-kills", "--kils=3"), "./prove: --kils is no option; give one of "),
    ],
)
def test_what_is_no_option_is_refused_and_nothing_is_installed_for_it(
    command: tuple[str, ...], says: str, checkout: Path, machine: Path, tmp_path: Path
) -> None:
    done = told(checkout, machine, *command)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert says in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "asked").exists()


def test_every_option_there_is_passes() -> None:
    asked = ["refuse_unknown ./run tools.demo --headless --seconds 40 --report=r.json --keep k"]
    asked += ["refuse_unknown ./check tools.check --only unit gui --changed --lanes 2"]
    for proof in PROOFS:
        function = importlib.import_module(f"tools.proofs.{proof.module}").prove
        flags = " ".join(flag_of(name) for name in options_of(function))
        asked += [f"refuse_unknown ./prove tools.proofs {proof.name} {flags} --resume d"]
        asked += [f"refuse_unknown ./prove tools.proofs --resume d {proof.name} {flags}"]
    script = "\n".join([". tools/setup/debian.sh", *asked])
    done = ran("bash", "-c", script, cwd=ROOT)
    assert done.stderr == ""


def test_the_shortest_run_is_named_in_the_help_and_in_the_readme(
    checkout: Path, machine: Path
) -> None:
    from tools.demo.arguments import SHORTEST_S

    assert f"at least {SHORTEST_S}" in told(checkout, machine, "run", "--help").stdout
    with_python(machine)
    assert f"at least {SHORTEST_S}" in told(checkout, machine, "run", "--help").stdout
    assert f"at least {SHORTEST_S}" in (ROOT / "README.md").read_text(encoding="utf-8")


NO_NETWORK = "E: Failed to fetch http://mirror/x.deb  Temporary failure resolving 'mirror'"


@pytest.mark.parametrize(
    ("apt_says", "advice"),
    [
        (NO_NETWORK, "the network does not answer. Connect this machine"),
        ("E: You don't have enough free space in /var/cache/apt/archives/.", "the disk is full"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "another installation is running"),
        ("E: you must manually run 'dpkg --configure -a'", "Run as root: dpkg --configure -a"),
        ("E: something nobody has seen", "see the lines above; all of them are in .cache/setup"),
    ],
)
def test_a_set_up_that_fails_ends_with_one_sentence_that_says_what_to_do(
    apt_says: str, advice: str, checkout: Path, machine: Path
) -> None:
    script(machine / "apt-get", f'[ "$1" = update ] || {{ echo "{apt_says}"; exit 100; }}')
    script(machine / "sudo", 'while [[ "$1" == -* ]]; do shift; done; "$@"')
    for name in ("install", "rm"):
        script(machine / name, "")
    wrap(machine, "env")
    done = told(checkout, machine, "run", "--setup")
    assert done.returncode == 1
    assert advice in done.stderr.splitlines()[-1], done.stderr
    assert "Installing " in done.stdout


def test_who_may_not_install_is_told_what_root_has_to_run(checkout: Path, machine: Path) -> None:
    script(machine / "id", '[ "$1" = -u ] && echo 1000 || echo someone')
    script(machine / "sudo", "echo 'someone is not in the sudoers file.' >&2; exit 1")
    refused = told(checkout, machine, "run", "--setup")
    (machine / "sudo").unlink()
    without = told(checkout, machine, "run", "--setup")
    for done in (refused, without):
        assert done.returncode == 1
        last = done.stderr.splitlines()[-1]
        assert "have root run: apt-get install --no-install-recommends git " in last
        assert "sudo" in last


def test_a_folder_that_cannot_be_written_is_named_before_anything_is_installed(
    checkout: Path, machine: Path, tmp_path: Path
) -> None:
    others = checkout / ".venv"
    others.mkdir(mode=0o555)
    if os.geteuid() == 0:  # root may write everywhere but where the disk itself refuses it
        others.rmdir()
        others.symlink_to("/proc/1")
    done = told(checkout, machine, "run", "--setup")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "start a checkout of your own" in done.stderr
    assert not (tmp_path / "asked").exists()


def test_nothing_of_the_set_up_has_a_fixed_name_in_the_temporary_folder() -> None:
    for name in ("run", "check", "prove", "tools/setup/debian.sh"):
        assert "/tmp/" not in (ROOT / name).read_text(encoding="utf-8")
