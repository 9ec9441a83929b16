"""The exchange's configuration: settings, and the files made from the templates for one run."""

import secrets
import socket
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from server.gateways.exchange_setup.exchange_files import ExchangePlan, write_exchange_files
from server.gateways.exchange_setup.make_announcements import write_music
from tools.services.run_certificates import write_certificates

KEY_FILE = "key-of-the-server"
FIRST_PORT, LAST_PORT = 12_000, 32_000
# Begins where no other process of this computer is likely to have begun.
_steps = count(secrets.randbelow(LAST_PORT - FIRST_PORT))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSettings:
    """An exchange of the product on loopback. hunt: the fallback list, rung one after the other.

    Without server_url there is no central server: calls ring the fallback list at once.
    """

    name: str = "a"  # what it calls itself when it asks
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
    text_ms: tuple[int, int] = (2000, 1000)  # so long a call waits for its text, in and out
    server_url: str = ""  # "http://127.0.0.1:8444/exchange/v1"
    server_key: str = "key-of-an-exchange-on-loopback"
    trunk_refers: bool = True
    trunk_text: bool = True
    fallback_at_once: int = 1
    emergency_numbers: tuple[str, ...] = ()
    dials_a_minute: int = 20
    trunk_ping_s: int = 5
    digits_address: str = ""  # "127.0.0.1:9000"
    voice_address: str = ""
    recording_dir: str = ""  # "": the relays cannot record
    desk_address: str = ""  # of desk phones, for benches with many seats


def free_ports(address: str, number: int) -> tuple[int, ...]:
    """Return ports that are free now, for TCP and UDP both, and that are handed out once.

    Nobody is given one of them by the system before whoever asked has bound it: they lie below
    those of outgoing connections.
    """
    found: list[int] = []
    while len(found) < number:
        port = FIRST_PORT + next(_steps) % (LAST_PORT - FIRST_PORT)
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        ):
            try:
                tcp.bind((address, port))
                udp.bind((address, port))
            except OSError:
                continue
            found.append(port)
    return tuple(found)


def write_files(folder: Path, settings: ExchangeSettings) -> None:
    """Write the product's configuration into folder; certificates that are there are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "exchange.pem").exists():
        write_certificates(folder, address=settings.address)
    music = folder / "music.wav"
    if not music.exists():
        write_music(music)
    (folder / "tables" / "media").unlink(missing_ok=True)  # of an earlier run
    (folder / KEY_FILE).write_text(settings.server_key)
    write_exchange_files(folder, _plan(settings, music))


def _plan(settings: ExchangeSettings, music: Path) -> ExchangePlan:
    return ExchangePlan(
        name=settings.name,
        address=settings.address,
        realm=settings.realm,
        trunk_address=settings.trunk_address,
        trunk_port=settings.trunk_port,
        sip_port=settings.sip_port,
        wss_port=settings.wss_port,
        rpc_port=settings.rpc_port,
        relay_ports=settings.relay_ports,
        cli_ports=settings.cli_ports,
        media_ports=settings.media_ports,
        city_numbers=settings.city_numbers,
        fallback_seats=settings.hunt,
        fallback_queue=settings.queue,
        fallback_at_once=settings.fallback_at_once,
        ring_s=settings.ring_s,
        text_in_ms=settings.text_ms[0],
        text_out_ms=settings.text_ms[1],
        server_url=settings.server_url,
        server_key=settings.server_key,
        trunk_refers=settings.trunk_refers,
        trunk_text=settings.trunk_text,
        emergency_numbers=settings.emergency_numbers,
        dials_a_minute=settings.dials_a_minute,
        trunk_ping_s=settings.trunk_ping_s,
        digits_address=settings.digits_address,
        voice_address=settings.voice_address,
        desk_address=settings.desk_address,
        recording_dir=settings.recording_dir,
        music_file=str(music),
        children=2,
        logs_to_stderr=True,
    )
