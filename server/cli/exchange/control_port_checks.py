"""Whether strangers can reach what controls the media relays: it asks nobody for a password."""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator

from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.exchange.media_relay import MediaRelays, RelayFault, relays_of
from server.settings import Address, ExchangeSettings, ServerSettings

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Of one house; addresses that carriers share (100.64.0.0/10) are not.
PRIVATE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)
LOOPBACK, HOUSE, WORLD = "loopback", "house", "world"
RISK = "whoever reaches it ends calls, plays into them and records them, without a password"


async def control_findings(settings: ServerSettings) -> AsyncIterator[Finding]:
    """Yield a finding per control port, and one for the port where pressed keys arrive."""
    exchange = settings.exchange
    if exchange is None:
        return
    for (name, number), address in relays_of(exchange).items():
        yield await _control(f"relay {name}/{number}", address)
    async for finding in _answering_elsewhere(settings, exchange):
        yield finding
    if exchange.digits_port:
        yield await _digits(exchange)


async def _control(check: str, address: Address) -> Finding:
    reach, shown = await _reach(address[0]), f"{address[0]} port {address[1]}"
    if reach == LOOPBACK:
        text = f"Its control port is at {shown}: this computer alone reaches it."
        return Finding(check=check, state=GOOD, text=text)
    if reach == HOUSE:
        text = f"Its control port {shown}/udp needs a firewall, for server and exchange only."
        return Finding(check=check, state=GOOD, text=text)
    text = f"Its control port {shown}/udp is no loopback or private address: {RISK}."
    return Finding(check=check, state=WARNING, text=text)


async def _answering_elsewhere(
    settings: ServerSettings, exchange: ExchangeSettings
) -> AsyncIterator[Finding]:
    """Yield a finding per control port that answers at the address of calls too.

    The settings may say loopback, and the relay's own file everywhere.
    """
    setup = settings.exchange_setup
    if setup is None:
        return
    relays = {
        place: (setup.address, port)
        for place, (host, port) in relays_of(exchange).items()
        if host != setup.address and await _reach(host) == LOOPBACK
    }
    asked = MediaRelays(relays)
    try:
        for (name, number), (address, port) in relays.items():
            try:
                await asked.ping(number, exchange=name)
            except RelayFault:
                continue
            text = f"Its control port answers at {address} port {port}/udp too: {RISK}."
            yield Finding(check=f"relay {name}/{number}", state=BAD, text=text)
    finally:
        asked.close()


async def _digits(exchange: ExchangeSettings) -> Finding:
    shown = f"{exchange.digits_host} port {exchange.digits_port}"
    if await _reach(exchange.digits_host) == WORLD:
        text = f"Pressed keys are heard at {shown}/udp from anybody: not loopback or private."
        return Finding(check="keys", state=WARNING, text=text)
    return Finding(check="keys", state=GOOD, text=f"Pressed keys are heard at {shown}.")


async def _reach(host: str) -> str:
    """Return from how far a host is reached; a name nobody knows is of the world."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_DGRAM)
    # A name that cannot be looked up may lead anywhere: the warning is the safe side.
    except OSError:
        return WORLD
    addresses = [ipaddress.ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    # All of them: a name may have a second address that strangers reach.
    if all(address.is_loopback for address in addresses):
        return LOOPBACK
    return HOUSE if all(map(_is_of_the_house, addresses)) else WORLD


def _is_of_the_house(address: IpAddress) -> bool:
    return address.is_loopback or any(
        address in network for network in PRIVATE if network.version == address.version
    )
