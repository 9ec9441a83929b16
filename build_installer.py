"""Builds the installers: python3 build_installer.py --target linux-deb [--output DIR] [--smoke].

Any Python starts it: the work is done by that of .venv, which is Debian's.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PYTHON = ROOT / ".venv" / "bin" / "python"


def main() -> int:
    if not PYTHON.exists():
        print("The packages to build from are not here yet: run ./run --setup", file=sys.stderr)
        return 1
    command = [str(PYTHON), "-m", "tools.installer", *sys.argv[1:]]
    os.execve(PYTHON, command, {**os.environ, "PYTHONPATH": str(ROOT)})


if __name__ == "__main__":
    sys.exit(main())
