"""Fills .cache/bare-machine: a Debian, its archives, a system that is ready for our package.

  python -m tools.bare_machine

A gate of ./check: the first one makes it, where there is a network; proofs and tests then need
none. Where such a machine can run for nobody, 0 too: its test is skipped and says why.
"""

import sys

from tools.bare_machine.base_system import NoBareMachine, Wanted, fetch
from tools.bare_machine.own_world import refuse_unless_possible
from tools.bare_machine.ready_system import made_ready
from tools.installer.debian_depends import DEPENDS, RECOMMENDS


def main() -> int:
    wanted = Wanted(DEPENDS, RECOMMENDS)
    try:
        refuse_unless_possible()
    except NoBareMachine as missing:
        print(missing)
        return 0
    try:
        fetch(wanted)
        made_ready(wanted)
    except NoBareMachine as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
