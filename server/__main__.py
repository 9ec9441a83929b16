"""Process start of the central server and its administration."""

import sys

from server.cli.command_line import run


def main() -> None:
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
