"""Fills .cache/bare-machine: a Debian, its archives, a system that is ready for our package.

  python -m tools.bare_machine [--is-there]

Set-up runs it once, where there is a network; proofs and tests then need none. --is-there only
looks: 0 when nothing is missing.
"""

import sys

from tools.bare_machine.base_system import NoBareMachine, Wanted, fetch
from tools.bare_machine.own_world import refuse_unless_possible
from tools.bare_machine.ready_system import made_ready
from tools.installer.debian_depends import DEPENDS, RECOMMENDS


def main() -> int:
    wanted = Wanted(DEPENDS, RECOMMENDS)
    if "--is-there" in sys.argv:
        return 0 if wanted.ready_system.exists() else 1
    try:
        refuse_unless_possible()
        fetch(wanted)
        made_ready(wanted)
    except NoBareMachine as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
