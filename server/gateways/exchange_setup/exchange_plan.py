"""From the server's settings and data to the plan of an exchange, or a sentence why not."""

import ipaddress
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from contract.wire.exchange import EXCHANGE_PREFIX
from server.gateways.exchange_setup.exchange_files import ExchangePlan
from server.settings import ExchangeSettings, ExchangeSetup, ServerSettings, is_loopback
from server.store.engine.connection import Connection
from server.usecases.routing.known_queues import known_queues

MUSIC = "music.wav"
LEAST_MEDIA_PORTS = 400  # a call takes four, and some more for each seat it rings
_REALM = re.compile(r"[A-Za-z0-9.-]{1,64}")
_SEAT = re.compile(r"1[0-46-9][0-9]{2}")


class UnusablePlan(Exception):
    """str() is one sentence that says what to change."""


def plan_exchange(
    settings: ServerSettings,
    name: str,
    *,
    key: str,
    queue_numbers: Iterable[str],
    seats: Iterable[str],
) -> ExchangePlan:
    """Return the plan of the exchange of that name. Raise UnusablePlan.

    queue_numbers and seats fill in where the settings name none.
    """
    exchange, setup = settings.exchange, settings.exchange_setup
    if exchange is None:
        raise UnusablePlan("The settings have no section [exchange]")
    if setup is None:
        raise UnusablePlan("The settings have no section [exchange_setup]: address, trunk_address")
    if name not in exchange.names:
        raise UnusablePlan(f"{name} is none of the exchanges in exchange.names")
    place = exchange.names.index(name)
    rpc = _rpc(exchange.rpc_urls[place])
    relay_host, relay_ports = _relays(exchange, place)
    plan = ExchangePlan(
        name=name,
        address=_own_address(setup),
        realm=_realm(exchange.realm),
        trunk_address=setup.trunk_address,
        trunk_port=setup.trunk_port,
        trunk_refers=setup.trunk_transfers == "refer",
        trunk_text=setup.trunk_text == "offer",
        sip_port=setup.sip_port,
        wss_port=_wss_port(exchange.wss_urls[place]),
        rpc_host=rpc[0],
        rpc_port=rpc[1],
        relay_host=relay_host,
        relay_ports=relay_ports,
        cli_ports=setup.cli_ports,
        media_ports=_media_ports(setup),
        city_numbers=setup.city_numbers or _numbers(queue_numbers),
        caller_number=setup.caller_number,
        fallback_seats=setup.fallback_seats or _seats(seats),
        emergency_numbers=setup.emergency_numbers,
        dials_a_minute=setup.dials_a_minute,
        ring_s=setup.fallback_ring_s,
        server_url=_server_url(exchange, setup),
        server_key=key,
        music_file=str(PurePosixPath(exchange.sounds_dir) / MUSIC),
        voice_address=f"{exchange.voice_host}:{exchange.voice_port}" if exchange.voice_port else "",
        digits_address=_digits(exchange),
        # Two switches must agree: a relay without a folder cannot be told to record (handbook, 8).
        recording_dir=setup.recording_dir if exchange.recording_allowed else "",
    )
    _check_ports(plan)
    return plan


def queue_numbers(connection: Connection) -> tuple[str, ...]:
    """Return the numbers that lead to the queues, in the form in which they were entered."""
    queues = known_queues(connection).values()
    return tuple(sorted({way.number for queue in queues for way in queue.entries}))


def seats_known(connection: Connection) -> tuple[str, ...]:
    """Return every seat where somebody signed in once."""
    return tuple(row["seat"] for row in connection.execute("SELECT seat FROM seat ORDER BY seat"))


def _own_address(setup: ExchangeSetup) -> str:
    address = ipaddress.ip_address(setup.address)
    # It stands in every answer of the exchange as the address to speak to.
    if address.is_unspecified or address.is_multicast:
        raise UnusablePlan("exchange_setup.address must be one address of the exchange's computer")
    if address.version != ipaddress.ip_address(setup.trunk_address).version:
        raise UnusablePlan("exchange_setup.address and trunk_address are of two kinds of IP")
    return setup.address


def _realm(realm: str) -> str:
    if not _REALM.fullmatch(realm):
        raise UnusablePlan("exchange.realm is 1 to 64 letters, digits, points and hyphens")
    return realm


def _wss_port(url: str) -> int:
    parts = urlsplit(url)
    if parts.path != "/sip":
        raise UnusablePlan(f"{url} in exchange.wss_urls must end in /sip")
    return parts.port or 443


def _rpc(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    # Seats' secrets travel here in clear.
    if parts.scheme != "http" or not is_loopback(host) or parts.path != "/RPC":
        raise UnusablePlan(
            f"{url} must be http://127.0.0.1:PORT/RPC: secrets of seats go there, so an exchange on"
            " another computer is reached through an encrypted tunnel that ends on loopback"
        )
    return ("127.0.0.1" if host == "localhost" else host), parts.port or 80


def _relays(exchange: ExchangeSettings, place: int) -> tuple[str, tuple[int, int]]:
    own = exchange.relays[2 * place : 2 * place + 2]
    if len(own) < 2:
        raise UnusablePlan("exchange.relays names no two media relays, such as 127.0.0.1:2223")
    (host, first), (other, second) = own
    # Kamailio's template names one host for both.
    if host != other:
        raise UnusablePlan("Both media relays of an exchange are controlled at one address")
    return host, (first, second)


def _media_ports(setup: ExchangeSetup) -> tuple[int, int]:
    low, high = setup.media_ports
    if high - low < LEAST_MEDIA_PORTS:
        raise UnusablePlan(f"exchange_setup.media_ports are fewer than {LEAST_MEDIA_PORTS}")
    return setup.media_ports


def _numbers(numbers: Iterable[str]) -> tuple[str, ...]:
    # They become patterns of the exchange: nothing but digits may go in.
    found = tuple(number for number in numbers if re.fullmatch(r"\+?[0-9]{3,15}", number))
    if not found:
        raise UnusablePlan(
            "No queue has a number yet: set exchange_setup.city_numbers, or enter the queues first"
        )
    return found


def _seats(seats: Iterable[str]) -> tuple[str, ...]:
    found = tuple(seat for seat in seats if _SEAT.fullmatch(seat))
    if not found:
        raise UnusablePlan(
            "Nobody signed in at a seat yet: set exchange_setup.fallback_seats, who answer when"
            " the server is silent"
        )
    return found


def _server_url(exchange: ExchangeSettings, setup: ExchangeSetup) -> str:
    if setup.server_url:
        return setup.server_url.rstrip("/")
    if not exchange.listen_port:
        raise UnusablePlan("exchange.listen_port is 0: the exchange must know where to ask")
    scheme = "https" if exchange.listen_cert_file else "http"
    host = f"[{exchange.listen_host}]" if ":" in exchange.listen_host else exchange.listen_host
    return f"{scheme}://{host}:{exchange.listen_port}{EXCHANGE_PREFIX}"


def _digits(exchange: ExchangeSettings) -> str:
    return f"{exchange.digits_host}:{exchange.digits_port}" if exchange.digits_port else ""


def _check_ports(plan: ExchangePlan) -> None:
    """Raise UnusablePlan for two uses of one port."""
    uses = [
        (plan.address, plan.sip_port, "exchange_setup.sip_port"),
        (plan.address, plan.wss_port, "the port in exchange.wss_urls"),
        (plan.rpc_host, plan.rpc_port, "the port in exchange.rpc_url"),
        *((plan.relay_host, port, "exchange.relays") for port in plan.relay_ports),
        *((plan.relay_host, port, "exchange_setup.cli_ports") for port in plan.cli_ports),
    ]
    taken: dict[tuple[str, int], str] = {}
    low, high = plan.media_ports
    for host, port, what in uses:
        if (host, port) in taken:
            raise UnusablePlan(f"Port {port} is both {taken[host, port]} and {what}")
        # A call would take the port now and then: found now, not in the busiest hour.
        if host == plan.address and low <= port <= high:
            raise UnusablePlan(f"Port {port} of {what} lies in exchange_setup.media_ports")
        taken[host, port] = what
