"""Everything behind the windows: exchange, central server, one phone process per seat."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from server.gateways.exchange_setup.exchange_key import exchange_key
from tools.citizens.town import Town
from tools.demo.announcements import speak_announcements
from tools.demo.central_server import CITY, CentralServer
from tools.demo.citizens import voice_of
from tools.demo.processes import Processes
from tools.services.exchange import Exchange, ExchangeFailed, ExchangeSettings, free_ports

LEVEL_ONE_SEAT, LEVEL_TWO_SEAT = "1001", "1201"
TRUNK_LIMIT_S = 60.0


def own_addresses() -> tuple[str, str]:
    """Return loopback addresses of exchange and trunk that no other run on this machine has.

    Media relays share their ports with whoever has the same address, and take his voice packets.
    """
    net = f"127.{50 + os.getpid() % 200}.{os.getpid() // 200 % 250}"
    return f"{net}.50", f"{net}.51"


class Stage:
    """Use as a context manager. folder is the run's; sockets lie in sockets (short paths)."""

    def __init__(
        self,
        folder: Path,
        sockets: Path,
        processes: Processes,
        logins: tuple[str, ...],
        city: Path = CITY,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._say = say
        self._logins = logins
        self._folder = folder
        self._sockets = sockets
        self._processes = processes
        address, trunk_address = own_addresses()
        (folder / "exchange" / "exchange.pem").unlink(missing_ok=True)  # for an earlier address
        ports = free_ports(address, 6)
        self.trunk_port = free_ports(trunk_address, 1)[0]
        rpc_port, self._route_port, self._digits_port = free_ports("127.0.0.1", 3)
        self._key_file = folder / "exchange-key"
        self.exchange = Exchange(
            folder / "exchange",
            ExchangeSettings(
                address=address,
                trunk_address=trunk_address,
                trunk_port=self.trunk_port,
                sip_port=ports[0],
                wss_port=ports[1],
                relay_ports=(ports[2], ports[3]),
                cli_ports=(ports[4], ports[5]),
                rpc_port=rpc_port,
                hunt=(LEVEL_ONE_SEAT,),
                server_url=f"http://127.0.0.1:{self._route_port}/exchange/v1",
                server_key=exchange_key(self._key_file),
                digits_address=f"127.0.0.1:{self._digits_port}",
            ),
        )
        config = folder / "server.toml"
        self.server = CentralServer(folder / "server", processes, config, city)
        self._config = config

    def __enter__(self) -> "Stage":
        try:
            self._prepare()
            self.server.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.stop_all()
        self.exchange.stop()

    @asynccontextmanager
    async def with_town(self) -> AsyncIterator[Town]:
        """Begin with the citizens: a server that finds nobody on the trunk reports it as cut."""
        try:
            self._prepare()
            town = await self.town().open()
            try:
                await self._trunk_answers()
                await self.server.start_beside()
                self._say(f"server up: {self.server.url}")
                yield town
            finally:
                await town.close()
        finally:
            self.__exit__()

    def town(self) -> Town:
        """Return the citizens' end of the line; open() it."""
        return Town(
            address=self.exchange.settings.trunk_address,
            port=self.trunk_port,
            exchange=self.exchange.sip_address,
            realm=self.exchange.settings.realm,
            voice_of=voice_of,
        )

    def _prepare(self) -> None:
        self._say("the exchange starts: Kamailio and two relays of voice")
        self.exchange.start()
        speak_announcements(self.exchange.folder)
        self._say("the server reads the invented city: its cards, offices, queues and people")
        self._config.write_text(self._server_settings())
        self.server.prepare(self._logins)
        self._say("the server starts")

    async def _trunk_answers(self) -> None:
        """Wait until the exchange has found the citizens. Raise ExchangeFailed."""
        deadline = time.monotonic() + TRUNK_LIMIT_S
        while not await asyncio.to_thread(self.exchange.has_trunk):
            if time.monotonic() > deadline:
                raise ExchangeFailed(f"the trunk did not answer within {TRUNK_LIMIT_S:.0f} s")
            await asyncio.sleep(0.1)

    def phone_socket(self, seat: str) -> Path:
        return self._sockets / f"phone-{seat}"

    def start_phone(self, seat: str) -> None:
        """Start the seat's phone: media on loopback, a tune of its own in each call."""
        taps = self._folder / "taps"
        taps.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "phone", "--socket", str(self.phone_socket(seat))]
        command += ["--data-dir", str(self._folder / f"phone-{seat}")]
        command += ["--test", "--test-tones", "--tap-dir", str(taps)]
        environment = {"QT_QPA_PLATFORM": "offscreen"}
        self._processes.start(f"phone-{seat}", command, environment)

    def _server_settings(self) -> str:
        settings = self.exchange.settings
        relays = ", ".join(f'"{settings.address}:{port}"' for port in settings.relay_ports)
        return (
            f'[exchange]\nwss_urls = ["{self.exchange.wss_url}"]\n'
            f'realm = "{settings.realm}"\nrpc_url = "{self.exchange.rpc_url}"\n'
            f'ca_file = "{self.exchange.folder / "ca.pem"}"\n'
            f'listen_port = {self._route_port}\nkey_file = "{self._key_file}"\n'
            f"relays = [{relays}]\ndigits_port = {self._digits_port}\n"
            f'sounds_dir = "{self.exchange.folder}"\n'
        )
