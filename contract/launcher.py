"""Starts a program of ours, wherever our files lie: `python -I contract/launcher.py MODULE …`.

A file that is run by its path: what runs it needs no path of modules, and gives none on. With -I
neither the folder one stands in nor PYTHONPATH nor a person's own packages are looked into. The
commands of the package begin here, and so does each process that a program of ours starts.
"""

import runpy
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1]
PACKAGES = PROGRAM / "site"  # of the installed package; a checkout's are in its interpreter's


def command_for(module: str) -> tuple[str, ...]:
    """Return the words that run the module as a process of its own, with the modules we have."""
    return (sys.executable, "-I", __file__, module)


def main() -> None:
    sys.path[:0] = [str(PROGRAM), str(PACKAGES)]
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
