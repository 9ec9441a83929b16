"""A system in which all that the package asks for is installed, and a desk; not the package itself.

Made once and kept, so that a sample of the proof need not wait for apt.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from tools.bare_machine.base_system import (
    BASE,
    CACHE,
    DESK_PACKAGES,
    EXCHANGE_PACKAGES,
    NoBareMachine,
    Wanted,
)
from tools.bare_machine.machine import OPERATOR, Machine
from tools.bare_machine.own_world import run_inside


def made_ready(wanted: Wanted) -> Path:
    """Return the system this is installed in; make it where there is none. fetch() it before."""
    file = wanted.ready_system
    if not file.exists():
        for old in CACHE.glob("ready-*.tar"):
            old.unlink()
        if run_inside(__spec__.name, [json.dumps(asdict(wanted))]).returncode != 0:
            raise NoBareMachine("What the package depends on cannot be installed.")
    return file


def main() -> None:
    """In a world of its own: argument 1 is what is wanted."""
    wanted = Wanted(**json.loads(sys.argv[1]))
    with Machine(BASE) as machine:
        alone = ("--yes", "--no-install-recommends")
        machine.run("apt-get", "satisfy", *alone, wanted.depends)
        machine.install(*EXCHANGE_PACKAGES, *DESK_PACKAGES, recommended=False)
        machine.run("adduser", "--disabled-password", "--gecos", "", OPERATOR)
        unfinished = wanted.ready_system.with_suffix(".part")
        pack = ["tar", "--create", "--numeric-owner", "--xattrs", "--one-file-system"]
        subprocess.run([*pack, "-C", machine.folder, "-f", unfinished, "."], check=True)
        unfinished.rename(wanted.ready_system)


if __name__ == "__main__":
    main()
