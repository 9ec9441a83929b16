"""The life of the installed package on a bare machine; a JSON line of what was found at the end.

Run by tools.proofs.package in a world of its own: nothing here may be started outside of one.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from tools.bare_machine import own_world
from tools.bare_machine.base_system import BASE, DESK_PACKAGES, EXCHANGE_PACKAGES, KEYRING_PACKAGE
from tools.bare_machine.centre import REALM, SERVER_URL, Centre
from tools.bare_machine.desk import SOUND, Desk, NotSeen
from tools.bare_machine.machine import OPERATOR, Machine, MachineFailed
from tools.bare_machine.shift import HEADSET, Shift
from tools.citizens.town import Town
from tools.demo.citizens import voice_of
from tools.services.sound_server import SoundServer
from tools.services.virtual_screen import VirtualScreen

SEAT = "1001"
SCREEN = 1440, 900
PACKAGE = "/mnt/package"


class Findings:
    """What the proof says at its end; a part that fails is named, with its cause."""

    def __init__(self) -> None:
        self.line: dict[str, Any] = {}
        self._begun_s = time.monotonic()
        self._part = ""

    def begin(self, part: str) -> None:
        """Say on stderr what is done now: it takes minutes."""
        self._part = part
        taken = time.monotonic() - self._begun_s
        print(f"{taken:6.0f} s  {part}", file=sys.stderr, flush=True)

    def failed(self, error: Exception) -> None:
        self.line["faults"] = [f"{self._part}: {error}"]


async def play(options: argparse.Namespace, found: Findings) -> None:
    """Install, serve, and sit down twice: without a keyring in Italian, with one in Arabic.

    A sample ends after the first call, and does not wait until every entry is read.
    """
    with tempfile.TemporaryDirectory(prefix="package-") as name, ExitStack() as stack:
        logs = Path(name)
        own_world.lay_cable()
        screen = stack.enter_context(VirtualScreen(is_shared=True, size=SCREEN))
        sound = stack.enter_context(SoundServer(is_shared=True))
        sound.plug_headset(HEADSET, "Cuffia Alfa")
        shown = {
            options.package.parent: PACKAGE,
            sound.shared: SOUND,
            own_world.X11: str(own_world.X11),
        }
        found.begin("a bare machine")
        machine = stack.enter_context(Machine(options.system, shown=shown))
        _install(machine, options, found)
        async with a_town() as town:
            found.begin("server and exchange of the package")
            centre = stack.enter_context(Centre(machine, logs))
            tell_seats(machine, centre)
            if not options.sample:
                found.begin("the server reads what every entry means")
                await asyncio.to_thread(centre.await_vectors)
            place = machine, screen, sound, logs
            with Desk(*place, has_keyring=False) as desk:
                await _without_keyring(Shift(desk, centre, town), found, options.sample)
            if options.sample:
                return
            machine.install(KEYRING_PACKAGE, recommended=False)
            _speak_arabic(machine)
            with Desk(*place, has_keyring=True) as desk:
                await _in_arabic(desk, Shift(desk, centre, town), found, options.pictures)


def _install(machine: Machine, options: argparse.Namespace, found: Findings) -> None:
    """By apt alone; nothing of what the package only recommends is there at first."""
    found.begin("apt installs the package")
    begun_s = time.monotonic()
    machine.install(f"{PACKAGE}/{options.package.name}", recommended=False)
    found.line["apt_s"] = round(time.monotonic() - begun_s, 1)
    if options.sample:
        return  # its system has the rest
    found.begin("an exchange's programs, and a desk")
    machine.install(*EXCHANGE_PACKAGES, *DESK_PACKAGES, recommended=False)
    machine.run("adduser", "--disabled-password", "--gecos", "", OPERATOR)


def tell_seats(machine: Machine, centre: Centre) -> None:
    """As IT does on every seat: where the server is, whom to trust, which seat this is."""
    folder = machine.path("/etc/chiamaroma")
    (folder / "server.crt").write_text(centre.certificate)
    (folder / "managed.toml").write_text(
        f'server = "{SERVER_URL}"\nserver_ca = "/etc/chiamaroma/server.crt"\nseat = "{SEAT}"\n'
    )


@asynccontextmanager
async def a_town() -> AsyncIterator[Town]:
    """Yield the citizens, who call through the carrier's trunk."""
    town = Town(
        address=own_world.TRUNK, port=5060, exchange=(own_world.HOUSE, 5060), realm=REALM,
        voice_of=voice_of,
    )  # fmt: skip
    await town.open()
    try:
        yield town
    finally:
        await town.close()


async def _without_keyring(shift: Shift, found: Findings, is_sample: bool) -> None:
    """In Italian; a whole call, a question found by meaning, its contact at the server."""
    found.begin("signed in, without a keyring")
    await shift.signs_in("Entra")
    await shift.sees("*manca il portachiavi*")
    found.begin("ready to be called")
    await shift.becomes_ready(before="Non pronto", after="Pronto")
    found.begin("rung by a citizen, answered")
    async with shift.a_call(1, rings="In arrivo") as call:
        found.begin("voices")
        found.line["heard"] = await shift.voices_are_heard(call)
        if not is_sample:
            found.begin("a question found by its meaning")
            await shift.finds_by_meaning()
        found.begin("a contact that arrives at the server")
        await shift.writes_contact(call)
    found.begin("left by Ctrl+Q")
    await shift.leaves()


async def _in_arabic(desk: Desk, shift: Shift, found: Findings, pictures: Path) -> None:
    """With a keyring: signed in, rung, photographed."""
    found.begin("signed in, with a keyring, in Arabic")
    await shift.signs_in("دخول")
    await shift.becomes_ready(before="غير جاهز", after="جاهز")
    found.begin("rung and answered in Arabic")
    async with shift.a_call(2, rings="يرنّ") as call:
        found.line["heard_again"] = await shift.voices_are_heard(call)
        desk.photograph(pictures / "package-ar.png")
        found.begin("a second contact at the server")
        await shift.finds_by_meaning()
        await shift.writes_contact(call)
    await shift.leaves()


def _speak_arabic(machine: Machine) -> None:
    """As she may in her own file; IT's policy says nothing of languages."""
    file = f"/home/{OPERATOR}/.config/chiamaroma/console.toml"
    script = 'mkdir -p "$(dirname "$1")" && echo "language = \\"ar\\"" > "$1"'
    machine.run("sh", "-c", script, "sh", file, user=OPERATOR)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--system", type=Path, default=BASE)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--sample", action="store_true")
    options = parser.parse_args()
    found = Findings()
    try:
        asyncio.run(play(options, found))
    except (NotSeen, MachineFailed, TimeoutError) as error:
        found.failed(error)
    print(json.dumps(found.line))
    return 0


if __name__ == "__main__":
    sys.exit(main())
