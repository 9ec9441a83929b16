"""Plays every command of docs/handbook/installation.md on two bare machines, then works there.

Run by tools.proofs.installation in a world of its own: nothing here may be started outside of one.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tools.bare_machine.base_system import BASE, DESK_PACKAGES, KEYRING_PACKAGE
from tools.bare_machine.centre import Centre
from tools.bare_machine.desk import SOUND, Desk, NotSeen
from tools.bare_machine.handbook_blocks import Block, blocks_of
from tools.bare_machine.machine import OPERATOR, Machine, MachineFailed
from tools.bare_machine.own_world import HOUSE, SEAT, X11, lay_wire
from tools.bare_machine.package_story import SCREEN, Findings, a_town
from tools.bare_machine.shift import HEADSET, Shift
from tools.services.sound_server import SoundServer
from tools.services.virtual_screen import VirtualScreen

PAGE = Path(__file__).resolve().parents[2] / "docs" / "handbook" / "installation.md"
UNITS = Path(__file__).with_name("units.py")
STICK = "/mnt/usb"
STILL_SERVES = """systemctl is-active chiamaroma-server || {
  tail -n 12 /run/units/chiamaroma-server.log; exit 3; }"""
REMAINS = "find /etc/chiamaroma /opt -type f 2> /dev/null || true"  # /opt went with its last
TAKEN_AWAY = "## 8. Taking it away"  # from there on nobody works any more


async def play(options: argparse.Namespace, found: Findings) -> None:
    """The page to its last part, an operator's work, the last part."""
    with tempfile.TemporaryDirectory(prefix="installation-") as name, ExitStack() as stack:
        logs, stick = Path(name) / "logs", Path(name) / "stick"
        logs.mkdir()
        stick.mkdir()
        shutil.copy(options.package, stick)
        lay_wire()
        screen = stack.enter_context(VirtualScreen(is_shared=True, size=SCREEN))
        sound = stack.enter_context(SoundServer(is_shared=True))
        sound.plug_headset(HEADSET, "Cuffia Alfa")
        found.begin("two bare machines")
        server = stack.enter_context(Machine(options.system, shown={stick: STICK}, address=HOUSE))
        shown = {stick: STICK, sound.shared: SOUND, X11: str(X11)}
        seat = stack.enter_context(Machine(options.system, shown=shown, address=SEAT))
        machines = {"server": server, "seat": seat}
        blocks = blocks_of(PAGE, tuple(machines))
        last_part = PAGE.read_text().count("\n", 0, PAGE.read_text().index(TAKEN_AWAY))
        async with a_town() as town:
            for block in (one for one in blocks if one.line < last_part):
                await asyncio.to_thread(play_block, block, machines[block.place], found)
            found.begin("the server still serves")
            server.run("sh", "-c", STILL_SERVES)
            found.begin("an operator at the seat")
            make_desk(seat)
            password = server.run("cat", "/root/first-password").strip()
            with Desk(seat, screen, sound, logs, has_keyring=True) as desk:
                shift = Shift(desk, Centre(server, logs), town, password=password)
                await _works(shift, found)
            for block in (one for one in blocks if one.line >= last_part):
                await asyncio.to_thread(play_block, block, machines[block.place], found)
        found.line["left_at_seat"] = seat.run("sh", "-c", REMAINS).split()


def play_block(block: Block, machine: Machine, found: Findings) -> None:
    """Lay a file down, or run commands as root: the first that fails ends it."""
    found.begin(f"{PAGE.name}:{block.line} ({block.place})")
    machine.path("/usr/local/bin").mkdir(exist_ok=True)
    stand_in = machine.path("/usr/local/bin/systemctl")
    stand_in.write_text(UNITS.read_text())
    stand_in.chmod(0o755)
    if block.file:
        machine.path(block.file).write_text(block.text)
    else:
        machine.run("sh", "-euc", block.text)
    found.line["blocks"] = found.line.get("blocks", 0) + 1


def make_desk(seat: Machine) -> None:
    """What a seat has before us: a window manager, a keyring, a person; and our eyes and hands."""
    seat.install(*DESK_PACKAGES, KEYRING_PACKAGE, recommended=False)
    seat.run("adduser", "--disabled-password", "--gecos", "", OPERATOR)


async def _works(shift: Shift, found: Findings) -> None:
    await shift.signs_in("Entra")
    await shift.becomes_ready(before="Non pronto", after="Pronto")
    async with shift.a_call(1, rings="In arrivo") as call:
        found.line["heard"] = await shift.voices_are_heard(call)
        await shift.writes_contact(call)
    await shift.leaves()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--system", type=Path, default=BASE)
    options = parser.parse_args()
    found, begun_s = Findings(), time.monotonic()
    try:
        asyncio.run(play(options, found))
    except (NotSeen, MachineFailed, TimeoutError, ValueError) as error:
        found.failed(error)
    found.line["played_s"] = round(time.monotonic() - begun_s)
    print(json.dumps(found.line))
    return 0


if __name__ == "__main__":
    sys.exit(main())
