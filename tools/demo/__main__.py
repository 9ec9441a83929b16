"""./run after set-up: the demo by hand in a window, or headless with a report."""

import sys

from tools.demo.arguments import parse


def main() -> int:
    options = parse()
    from tools.demo.start import start  # --help is answered on a machine without any package

    return start(options)


if __name__ == "__main__":
    sys.exit(main())
