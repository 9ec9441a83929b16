"""Exchange, central server and its accounts, for benches and proofs with many seats."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from server.gateways.exchange_setup.exchange_key import exchange_key
from tools.citizens.town import Town, VoiceOf
from tools.proofs.judges.server_under_proof import ServerUnderProof
from tools.services.exchange import Exchange, ExchangeFailed, ExchangeSettings, free_ports

FIRST_SEAT = 1001
FIRST_HOST = 50
NAMES = ("a", "b")  # of the exchanges
MEDIA_PORTS = (40000, 44000)  # a ringing call takes up to eight


class House:
    """Seats are 1001 and on, with the logins seat1001…; the server is not started yet.

    exchanges are in the order of the settings; exchange, address and trunk are the first one's.
    """

    def __init__(
        self,
        folder: Path,
        seats: int,
        *,
        city_numbers: tuple[str, ...],
        has_line: bool = False,
        exchanges: int = 1,
        host: int = FIRST_HOST,
    ) -> None:
        """has_line: seats reach the exchange at line_port, where the caller puts a relay.

        host: the last byte of its first address, for a second house of the same process.
        """
        self._host = host
        self.opened_at = datetime.now(UTC)
        self.folder = folder
        self.seats = tuple(str(FIRST_SEAT + n) for n in range(seats))
        self._city_numbers = city_numbers
        self._route_port, self._digits_port = free_ports("127.0.0.1", 2)
        self._key_file = folder / "exchange-key"
        self.exchanges = tuple(self._exchange(n) for n in range(exchanges))
        self.exchange = self.exchanges[0]
        first = self.exchange.settings
        self.address, self.trunk, self.desks = (
            first.address, first.trunk_address, first.desk_address
        )  # fmt: skip
        self.line_port = free_ports(self.address, 1)[0] if has_line else first.wss_port
        config = folder / "server.toml"
        config.write_text(self._server_settings())
        self.server = ServerUnderProof(folder, None, config)

    def _exchange(self, place: int) -> Exchange:
        net = f"127.{50 + os.getpid() % 200}.{os.getpid() // 200 % 250}"
        address, trunk, desks = (f"{net}.{self._host + 10 * place + n}" for n in range(3))
        ports = free_ports(address, 6)
        return Exchange(
            self.folder / f"exchange{place or ''}",
            ExchangeSettings(
                name=NAMES[place],
                address=address,
                trunk_address=trunk,
                trunk_port=free_ports(trunk, 1)[0],
                sip_port=ports[0],
                wss_port=ports[1],
                relay_ports=(ports[2], ports[3]),
                cli_ports=(ports[4], ports[5]),
                rpc_port=free_ports("127.0.0.1", 1)[0],
                hunt=self.seats,
                media_ports=MEDIA_PORTS,
                city_numbers=self._city_numbers,
                server_url=f"http://127.0.0.1:{self._route_port}/exchange/v1",
                server_key=exchange_key(self._key_file),
                digits_address=f"127.0.0.1:{self._digits_port}",
                desk_address=desks,
            ),
        )

    def start_exchanges(self) -> None:
        """Start all, or none; the seats trust the authority of each."""
        try:
            for exchange in self.exchanges:
                exchange.start()
        except ExchangeFailed:
            self.stop_exchanges()
            raise
        self._ca_file.write_text("".join(one.ca_pem for one in self.exchanges))

    def stop_exchanges(self) -> None:
        for exchange in self.exchanges:
            exchange.stop()

    def prepare(self, queues: Path | None = None) -> None:
        """Make database and accounts; queues: a folder with queues.csv in place of the city's."""
        self.server.prepare_city()
        if queues is not None:
            self.server.server.run_cli("import", str(queues))
        for seat in self.seats:
            self.server.add_account(f"seat{seat}", "operator")

    def town(self, voice_of: VoiceOf, place: int = 0) -> Town:
        """Return citizens at an exchange's trunk, who also take calls; open() it."""
        settings = self.exchanges[place].settings
        return Town(
            address=settings.trunk_address,
            port=settings.trunk_port,
            exchange=self.exchanges[place].sip_address,
            realm=settings.realm,
            voice_of=voice_of,
        )

    @property
    def _ca_file(self) -> Path:
        together = self.folder / "authorities.pem"
        return together if len(self.exchanges) > 1 else self.exchange.folder / "ca.pem"

    def _server_settings(self) -> str:
        all_settings = [one.settings for one in self.exchanges]
        relays = [f"{one.address}:{port}" for one in all_settings for port in one.relay_ports]
        wss_urls = [one.wss_url for one in self.exchanges]
        wss_urls[0] = f"wss://{self.address}:{self.line_port}/sip"
        rpc_urls = [one.rpc_url for one in self.exchanges]
        # A list of texts is written in TOML as in JSON.
        more_rpc_urls = f"more_rpc_urls = {json.dumps(rpc_urls[1:])}\n" if rpc_urls[1:] else ""
        return (
            f"[exchange]\nnames = {json.dumps([one.name for one in all_settings])}\n"
            f'wss_urls = {json.dumps(wss_urls)}\nrealm = "{all_settings[0].realm}"\n'
            f'rpc_url = "{rpc_urls[0]}"\n{more_rpc_urls}'
            f'ca_file = "{self._ca_file}"\n'
            f'listen_port = {self._route_port}\nkey_file = "{self._key_file}"\n'
            f"relays = {json.dumps(relays)}\ndigits_port = {self._digits_port}\n"
            f'sounds_dir = "{self.exchange.folder}"\n'
        )


@contextmanager
def open_house(
    folder: Path,
    seats: int,
    *,
    city_numbers: tuple[str, ...] = ("060606",),
    queues: Path | None = None,
    has_line: bool = False,
    exchanges: int = 1,
) -> Iterator[House]:
    """Yield a house with exchanges and server running; everything ends with it."""
    folder.mkdir(parents=True, exist_ok=True)
    house = House(folder, seats, city_numbers=city_numbers, has_line=has_line, exchanges=exchanges)
    house.start_exchanges()
    try:
        house.prepare(queues)
        house.server.start()
        yield house
    finally:
        house.server.stop()
        house.stop_exchanges()
