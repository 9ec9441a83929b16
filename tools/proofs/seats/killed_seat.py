"""A seat whose console process is killed and started again, seen through its robot's glances."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.citizens.town import Town
from tools.demo.central_server import DemoAccount
from tools.demo.open_city import city_that_never_closes
from tools.demo.processes import Processes
from tools.demo.stage import Stage
from tools.proofs.seats.glance import Glance, GlanceReader
from tools.proofs.seats.seat_robot import PASSWORD
from tools.services.patience import PATIENCE
from tools.services.private_keyring import PrivateKeyring

START_LIMIT_S = 40.0
LOOK_EVERY_S = 0.01


class SeatFault(Exception):
    """The window did not show in time what it should; the text says what."""


@dataclass(slots=True)
class Scene:
    """Everything around the killed consoles."""

    folder: Path
    stage: Stage
    processes: Processes
    environment: dict[str, str]

    def town(self) -> Town:
        """Return the citizens' end of the line; open() it."""
        return self.stage.town()


@contextmanager
def scene(*accounts: DemoAccount, **cells: str) -> Iterator[Scene]:
    """Yield exchange, server and keyring, running; no phone and no console yet.

    cells: of every queue, in place of the city's.
    """
    with TemporaryDirectory(prefix="cr-kills-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sockets = folder / "s"
        sockets.mkdir()
        processes = Processes(folder / "logs")
        logins = tuple(account.login for account in accounts)
        city = city_that_never_closes(folder / "city", **cells)
        with (
            PrivateKeyring(folder, sockets / "keyring") as keyring,
            Stage(folder, sockets, processes, logins, city) as stage,
        ):
            environment = keyring.environment | {"QT_QPA_PLATFORM": "offscreen"}
            try:
                yield Scene(folder, stage, processes, environment)
            finally:
                processes.stop_all()  # consoles first: they would start their phones again
                for lock in sockets.glob("*.lock"):
                    end_phone(holder_of(lock))


def holder_of(lock: Path) -> int:
    """Return the process that holds a phone's lock file, 0 for none."""
    try:
        return int(lock.read_text().split("\n")[0])
    except (OSError, ValueError):
        return 0


def end_phone(pid: int) -> None:
    """Kill a phone with all it started: its session is its own. 0 and one that is gone: nothing."""
    if pid:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


@dataclass(slots=True)
class KilledSeat:
    """A console with data of its own. glances: of the life going on, oldest first."""

    scene: Scene
    number: str
    account: DemoAccount
    has_own_phone: bool = False  # the console starts it, else the stage does
    glances: list[Glance] = field(default_factory=list)
    started_s: float = 0.0
    killed_s: float = 0.0
    _life: int = 0
    _seen_to: int = 0
    _reader: GlanceReader = field(default_factory=lambda: GlanceReader(Path()))

    @property
    def data_dir(self) -> Path:
        return self.scene.folder / f"console-{self.number}"

    @property
    def taps(self) -> Path:
        """Where the phone that the console started leaves what it heard."""
        return self.scene.folder / f"taps-{self.number}"

    @property
    def phone_socket(self) -> Path:
        return self.scene.stage.phone_socket(self.number)

    async def sign_in(self) -> None:
        """Start the console for the first time; the password is typed."""
        await self._start("--login", self.account.login)
        await self.sees(lambda glance: glance.page == "work", START_LIMIT_S, "the work")

    async def start(self) -> None:
        """Start the console again; it is to go on by itself."""
        await self._start()

    async def kill(self) -> None:
        """End it as a crash would; what it told until then is in glances."""
        self.killed_s = time.monotonic()
        await asyncio.to_thread(self.scene.processes.kill, self._name)
        self.glances += self._reader.fresh()

    async def sees(self, holds: Callable[[Glance], bool], limit_s: float, what: str) -> Glance:
        """Return the first glance for which it holds. Raise SeatFault.

        The search begins where the one before ended: what was seen may be seen again, never
        something older. limit_s: of an idle machine; how long it took is judged by its glances.
        """
        limit_s *= PATIENCE
        deadline = time.monotonic() + limit_s
        at = self._seen_to
        while True:
            self.glances += self._reader.fresh()
            while at < len(self.glances):
                if holds(self.glances[at]):
                    self._seen_to = at
                    return self.glances[at]
                at += 1
            if time.monotonic() > deadline or not self.scene.processes.is_running(self._name):
                raise SeatFault(f"not seen within {limit_s:.0f} s: {what}; {self._at_the_end()}")
            await asyncio.sleep(LOOK_EVERY_S)

    def order(self, *orders: str) -> None:
        """Let the robot do this; see tools.proofs.seats.seat_robot."""
        with self._orders.open("a") as out:
            out.write("".join(f"{order}\n" for order in orders))

    def faults(self) -> list[str]:
        return [glance.fault for glance in self.glances if glance.fault]

    def pid(self) -> int:
        """Return the console's process."""
        return self.scene.processes.pid(self._name)

    def phone_pid(self) -> int:
        """Return the process that has the phone's socket, 0 for none."""
        return holder_of(self.phone_socket.with_name(f"{self.phone_socket.name}.lock"))

    def kill_phone(self) -> None:
        end_phone(self.phone_pid())

    @property
    def _name(self) -> str:
        return f"console-{self.number}"

    @property
    def _orders(self) -> Path:
        return self.scene.folder / f"orders-{self.number}-{self._life}"

    def _at_the_end(self) -> str:
        last = self.glances[-1] if self.glances else None
        return f"last seen {last}; log: {self.scene.processes.tail(self._name, 5)}"

    async def _start(self, *options: str) -> None:
        self._life += 1
        self.glances, self._seen_to = [], 0
        file = self.scene.folder / f"glances-{self.number}-{self._life}"
        self._reader = GlanceReader(file)
        command = [sys.executable, "-m", "tools.proofs.seats.seat_robot", "--glances", str(file)]
        command += ["--orders", str(self._orders), *options]
        if self.has_own_phone:
            command.append(f"--phone=--test --test-tones --tap-dir {self.taps}")
        stage = self.scene.stage
        command += ["--", "--server", stage.server.url, "--seat", self.number]
        command += ["--server-ca", str(stage.server.certificate)]
        command += ["--data-dir", str(self.data_dir), "--phone-socket", str(self.phone_socket)]
        environment = self.scene.environment | {PASSWORD: self.account.password}
        self.started_s = time.monotonic()
        await asyncio.to_thread(self.scene.processes.start, self._name, command, environment)


async def all_ready(*seats: KilledSeat) -> None:
    """Sign in at all windows at once, and be ready at each. Raise SeatFault."""
    await asyncio.gather(*map(_ready, seats))


async def _ready(seat: KilledSeat) -> None:
    await seat.sign_in()
    seat.order("key F5")
    await seat.sees(lambda glance: glance.look == "ready", 30, "Pronto")
