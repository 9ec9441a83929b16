"""The exchange's configuration: settings, and the files made from the templates for one run."""

import socket
from dataclasses import dataclass
from pathlib import Path

from tools.run_certificates import write_certificates

TEMPLATES = Path(__file__).parent.parent / "resources" / "exchange"
# db_text reads these: where a planned restart keeps the calls' media relays.
_TABLES = {
    "version": "table_name(string) table_version(int)\nmedia:2\n",
    "media": "key_name(string) key_type(int) value_type(int) key_value(string) expires(int)\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """Everything the templates need. hunt: seats in the order in which they are rung."""

    address: str = "127.0.0.50"
    trunk_address: str = "127.0.0.51"
    trunk_port: int = 5080
    sip_port: int = 5070
    wss_port: int = 8443
    rpc_port: int = 8060
    relay_ports: tuple[int, int] = (2250, 2260)
    cli_ports: tuple[int, int] = (2251, 2261)
    media_ports: tuple[int, int] = (40000, 40800)
    realm: str = "sede.test"
    hunt: tuple[str, ...] = ("1001", "1002", "1003", "1004")
    city_numbers: tuple[str, ...] = ("060606",)
    queue: str = "informazioni"
    ring_s: int = 15  # then the next seat; at least 3


def free_ports(address: str, count: int) -> tuple[int, ...]:
    """Return ports that are free now, for TCP and UDP both."""
    found: list[int] = []
    while len(found) < count:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        ):
            tcp.bind((address, 0))
            port = tcp.getsockname()[1]
            try:
                udp.bind((address, port))
            except OSError:
                continue
            if port not in found:
                found.append(port)
    return tuple(found)


def write_files(folder: Path, settings: ExchangeSettings) -> None:
    """Fill the templates into folder; certificates that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "exchange.pem").exists():
        write_certificates(folder, address=settings.address)
    tables = folder / "tables"
    tables.mkdir(exist_ok=True)
    for name, content in _TABLES.items():
        (tables / name).write_text(content)
    for name in ("kamailio.cfg", "tls.cfg"):
        _render(folder, name, name, _kamailio_values(folder, settings))
    for number in (1, 2):
        name = f"rtpengine{number}.conf"
        _render(folder, "rtpengine.conf", name, _relay_values(number, settings))


def _kamailio_values(folder: Path, settings: ExchangeSettings) -> dict[str, object]:
    return {
        "FOLDER": folder,
        "REALM": settings.realm,
        "ADDRESS": settings.address,
        "SIP_PORT": settings.sip_port,
        "WSS_PORT": settings.wss_port,
        "RPC_PORT": settings.rpc_port,
        "TRUNK_ADDRESS": settings.trunk_address,
        "TRUNK_PORT": settings.trunk_port,
        "RELAY_1": settings.relay_ports[0],
        "RELAY_2": settings.relay_ports[1],
        "HUNT": ",".join(settings.hunt),
        "CITY_NUMBERS": "|".join(settings.city_numbers),
        "QUEUE": settings.queue,
        "RING_S": settings.ring_s,
        "RING_MS": (settings.ring_s + 2) * 1000,  # for a seat that does not give the call back
    }


def _relay_values(number: int, settings: ExchangeSettings) -> dict[str, object]:
    low, high = settings.media_ports
    middle = (low + high) // 2
    return {
        "ADDRESS": settings.address,
        "CONTROL_PORT": settings.relay_ports[number - 1],
        "CLI_PORT": settings.cli_ports[number - 1],
        "PORT_MIN": low if number == 1 else middle,
        "PORT_MAX": middle - 1 if number == 1 else high,
    }


def _render(folder: Path, template: str, target: str, values: dict[str, object]) -> None:
    text = (TEMPLATES / template).read_text()
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    (folder / target).write_text(text)
