"""Runs a module of ours where it may make machines: as root of its own, on a network of its own.

Nothing there reaches another computer: beside lo there is one cable, both of its ends inside.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.bare_machine.base_system import NoBareMachine

HOUSE, SEAT, TRUNK = "10.20.0.11", "10.20.0.21", "10.20.0.1"  # server and exchange; carrier
WIRE = "wire"
X11 = Path("/tmp/.X11-unix")  # its sockets
_SOMEBODY = ("setpriv", "--reuid=1000", "--regid=1000", "--clear-groups")
CABLE = ("house0", "house1")
INSIDE = "CHIAMAROMA_OWN_WORLD"


def run_inside(module: str, arguments: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run python -m MODULE there and return how it ended. Raise NoBareMachine."""
    refuse_unless_possible()
    return subprocess.run(
        [*_alone(), sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, INSIDE: "1"},
        check=False,
    )


def refuse_unless_possible() -> None:
    """Raise NoBareMachine where such worlds may not be made, or a program is missing."""
    missing = [one for one in ("unshare", "nsenter", "mmdebstrap", "ip") if not shutil.which(one)]
    if missing:
        raise NoBareMachine(f"Missing programs: {', '.join(missing)}.")
    tried = subprocess.run(
        [*_alone(), *_SOMEBODY, "true"], capture_output=True, text=True, check=False
    )
    if tried.returncode != 0:
        raise NoBareMachine(f"Own namespaces may not be made here: {tried.stderr.strip()}")


def _alone() -> list[str]:
    alone = ["unshare", "--mount", "--net", "--pid", "--ipc", "--uts", "--fork"]
    alone += ["--kill-child", "--mount-proc", "--propagation=private"]
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user", "--map-auto"]
    return [*alone, *as_root]


def lay_cable() -> None:
    """Give this world its network; call it once, first of all."""
    _begin()
    _ip("link", "add", "name", CABLE[0], "type", "veth", "peer", "name", CABLE[1])
    for address in (HOUSE, TRUNK):
        _ip("address", "add", f"{address}/24", "dev", CABLE[0])
    for end in CABLE:
        _ip("link", "set", end, "up")


def lay_wire() -> None:
    """Give this world a wire that machines with an address of their own are plugged into."""
    _begin()
    _ip("link", "add", "name", WIRE, "type", "bridge")
    _ip("address", "add", f"{TRUNK}/24", "dev", WIRE)
    _ip("link", "set", WIRE, "up")


def plug_in(pid: int, address: str) -> None:
    """Plug the network of a process into the wire, at this address."""
    outer = f"m{pid}"
    end = ("peer", "name", "eth0", "netns", str(pid))
    _ip("link", "add", "name", outer, "type", "veth", *end)
    _ip("link", "set", outer, "master", WIRE, "up")
    inside = ["nsenter", f"--target={pid}", "--net", "ip"]
    for words in (
        ["address", "add", f"{address}/24", "dev", "eth0"],
        ["link", "set", "eth0", "up"],
    ):
        subprocess.run([*inside, *words], check=True)


def _begin() -> None:
    """Show no other world's windows here, and none of ours to others."""
    assert os.environ.get(INSIDE) == "1", "this runs in a world of its own only"
    X11.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "x11", X11], check=True)
    _ip("link", "set", "lo", "up")


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)
