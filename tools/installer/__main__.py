"""Makes installers.

linux-deb: one package for Debian 13 under /opt/chiamaroma, run by Debian's own Python 3.13:
console, phone, server and the locked wheels, as ./run --setup laid them in .venv. Nothing is
fetched. SOURCE_DATE_EPOCH dates what is made, else the last commit does.
"""

import argparse
import sys
from pathlib import Path

from tools.installer.build_steps import ROOT, BuildFailed
from tools.installer.debian_package import COMPRESSIONS, build, smoke


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="build_installer.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--target", choices=["linux-deb"], required=True)
    parser.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument(
        "--compression", choices=COMPRESSIONS, default="xz", help="zstd: in seconds, a third larger"
    )
    parser.add_argument("--smoke", action="store_true", help="run the packaged console once")
    options = parser.parse_args()
    try:
        package = build(options.output, options.compression)
        if options.smoke:
            smoke(package)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"{package} {package.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
