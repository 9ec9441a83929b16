"""Builds an earlier version again from history.

  .venv/bin/python -m tools.earlier 0.3.0 --out /tmp/earlier     # or a commit
  cd /tmp/earlier && .venv/bin/python -m server serve --help

A version is the commit that set it. It runs with the packages that are installed here, and is
refused where they are too unlike those it pins. What it leaves behind tells whether an upgrade
keeps it: tests/integration/server/operations/test_upgrade.py.
"""

import argparse
import sys
from pathlib import Path

from tools.earlier.build import NotBuilt, commit_of, lay_out


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.earlier",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("version", help="a version, or a commit")
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="an empty one")
    options = parser.parse_args()
    try:
        commit = commit_of(options.version)
        print(lay_out(commit, options.out.resolve()), commit)
    except NotBuilt as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
