"""What doctor finds out about the telephone exchanges and their media relays."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509

from contract.domain.opening_times.opening_hours import ROME
from contract.wire.trunks import TrunkState
from server.api.tls_certificate import ends_soon
from server.cli.exchange.control_port_checks import control_findings
from server.cli.exchange.sound_checks import sound_findings
from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.exchange.exchange_rpc import ExchangeFault, ExchangeRefused, ExchangeRpc, rpcs_of
from server.exchange.media_relay import MediaRelays, RelayFault, relays_of
from server.exchange.silence import silence
from server.settings import ExchangeSettings, ServerSettings
from server.store.calls.trunks import trunk_states
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path

CONNECT_S = 2.0
CLOCK_S = 5  # a clock that differs more is told
TIME_ZONE_STEP_S = 900  # the exchange tells its own zone's time; zones differ by whole quarters
EMERGENCY_NUMBER = "112"
EVERYWHERE = ("0.0.0.0", "::", "[::]")  # noqa: S104 - what a listener must not say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the server knows. seats: whose secret was minted. trunks: by exchange."""

    seats: frozenset[str] = frozenset()
    trunks: Mapping[str, TrunkState] = field(default_factory=dict)


def exchange_findings(settings: ServerSettings) -> Iterator[Finding]:
    """Yield a finding per check of each exchange; a check never stops the others."""
    exchange = settings.exchange
    if exchange is None:
        yield Finding(check="exchange", state=WARNING, text="None is set: seats get no line.")
        return
    yield from asyncio.run(_all(settings, exchange, _known_by_server(settings)))
    yield _listener(exchange)
    yield from sound_findings(settings, exchange)
    if settings.exchange_setup is not None:
        yield _emergency(settings.exchange_setup.emergency_numbers)


async def _all(
    settings: ServerSettings, exchange: ExchangeSettings, known: _Known
) -> list[Finding]:
    found: list[Finding] = []
    registered: dict[str, frozenset[str]] = {}
    for rpc, url in zip(rpcs_of(exchange), exchange.wss_urls, strict=False):
        found += [finding async for finding in _one(rpc, known, registered)]
        found.append(await asyncio.to_thread(_certificate, rpc.name, url, exchange))
    found += [finding async for finding in _relays(exchange)]
    found += [finding async for finding in control_findings(settings)]
    found.append(_lines(known.seats, registered))
    return found


async def _one(
    rpc: ExchangeRpc, known: _Known, registered: dict[str, frozenset[str]]
) -> AsyncIterator[Finding]:
    check = f"exchange {rpc.name}"
    try:
        version = str(await rpc.call("core.version")).strip()
        yield Finding(check=check, state=GOOD, text=f"It answers: {version}.")
        yield _clock(check, await rpc.call("core.uptime"))
        yield _ports(check, await rpc.call("core.sockets_list"))
        yield _its_relays(check, await rpc.call("rtpengine.show", "all"))
        registered[rpc.name] = frozenset(await rpc.registered_seats())
        yield await _trunk(check, rpc, known.trunks.get(rpc.name))
        yield await _kept(check, rpc)
    except ExchangeFault as fault:
        yield Finding(check=check, state=BAD, text=f"It does not answer ({fault}).")


async def _kept(check: str, rpc: ExchangeRpc) -> Finding:
    try:
        kept = await rpc.untold_calls()
    except ExchangeRefused:
        text = (
            "Of calls that end while the server is away it keeps nothing:"
            ' run "exchange configure" again and restart it.'
        )
        return Finding(check=check, state=WARNING, text=text)
    text = f"It keeps {kept} calls that the server has not taken."
    return Finding(check=check, state=GOOD, text=text)


async def _trunk(check: str, rpc: ExchangeRpc, known: TrunkState | None) -> Finding:
    try:
        if await rpc.has_trunk():
            return Finding(check=check, state=GOOD, text="Its trunk answers it.")
    except ExchangeRefused:
        text = 'It does not ask its trunk: run "exchange configure" again and restart it.'
        return Finding(check=check, state=WARNING, text=text)
    since = ""
    if known is not None and not known.is_up:
        since = f" since {known.since_at.astimezone(ROME):%d.%m. %H:%M}"
    text = f"Its trunk does not answer{since}: no call comes in or goes out. Ask the carrier."
    return Finding(check=check, state=BAD, text=text)


def _clock(check: str, uptime: Any) -> Finding:
    try:
        theirs = datetime.strptime(uptime["now"], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except (TypeError, KeyError, ValueError):
        return Finding(check=check, state=WARNING, text="It does not tell its time.")
    # It tells the time of its zone, not which: the rest of a quarter is the clock's fault.
    late_s = (theirs - datetime.now(UTC)).total_seconds() % TIME_ZONE_STEP_S
    apart_s = round(min(late_s, TIME_ZONE_STEP_S - late_s))
    if apart_s > CLOCK_S:
        return Finding(check=check, state=BAD, text=f"Its clock differs by {apart_s} s from ours.")
    return Finding(check=check, state=GOOD, text="Its clock agrees with ours.")


def _ports(check: str, sockets: Any) -> Finding:
    addresses = {
        str(line.get("socket", {}).get("ipaddress", ""))
        for line in sockets or ()
        if isinstance(line, dict)
    }
    if addresses & set(EVERYWHERE):
        return Finding(check=check, state=BAD, text="It listens at every address, not at its own.")
    return Finding(check=check, state=GOOD, text=f"It listens at {', '.join(sorted(addresses))}.")


def _its_relays(check: str, relays: Any) -> Finding:
    shunned = [str(relay.get("url")) for relay in relays or () if relay.get("disabled")]
    if shunned:
        return Finding(
            check=check, state=BAD, text=f"It does not reach its relay {', '.join(shunned)}."
        )
    return Finding(check=check, state=GOOD, text=f"It reaches its {len(relays or ())} relays.")


async def _relays(exchange: ExchangeSettings) -> AsyncIterator[Finding]:
    places = relays_of(exchange)
    if not places:
        text = "None is set: no announcements, no place told."
        yield Finding(check="relays", state=WARNING, text=text)
        return
    # Asked by us, too: what the exchange reaches the server may not.
    relays = MediaRelays(places)
    for name, number in places:
        check = f"relay {name}/{number}"
        try:
            await relays.ping(number, exchange=name)
            yield Finding(check=check, state=GOOD, text="It answers.")
        except RelayFault as fault:
            yield Finding(check=check, state=BAD, text=f"It does not answer ({fault}).")
    relays.close()


def _certificate(name: str, url: str, exchange: ExchangeSettings) -> Finding:
    check = f"exchange {name}"
    where = urlsplit(url)
    place = where.hostname or "", where.port or 443
    trust = ssl.create_default_context(cafile=exchange.ca_file)
    try:
        with (
            socket.create_connection(place, timeout=CONNECT_S) as line,
            trust.wrap_socket(line, server_hostname=place[0]) as secured,
        ):
            der = secured.getpeercert(binary_form=True)
    except ssl.SSLCertVerificationError as error:
        reason = error.verify_message
        return Finding(check=check, state=BAD, text=f"Seats refuse its certificate: {reason}.")
    except OSError as error:
        text = f"{url} does not answer ({silence(error)})."
        return Finding(check=check, state=BAD, text=text)
    assert der is not None  # a verified peer has shown one
    shown, now = x509.load_der_x509_certificate(der), datetime.now(UTC)
    days = (shown.not_valid_after_utc - now).days
    state = WARNING if ends_soon(shown, now) else GOOD
    return Finding(check=check, state=state, text=f"Certificate of {url}: {days} days left.")


def _emergency(numbers: tuple[str, ...]) -> Finding:
    if EMERGENCY_NUMBER not in numbers:
        text = f"exchange_setup.emergency_numbers holds no {EMERGENCY_NUMBER}: its key fails."
        return Finding(check="emergency", state=BAD, text=text)
    text = f"Seats may dial {', '.join(numbers)}. Try it with your carrier, on a day agreed."
    return Finding(check="emergency", state=GOOD, text=text)


def _lines(seats: frozenset[str], registered: Mapping[str, frozenset[str]]) -> Finding:
    """Say who could not be rung. A seat has a line at each exchange that answers."""
    # Seats register at every exchange that answers: one that is silent says nothing of them.
    having = frozenset().union(*registered.values())
    told = [f"Signed in without a line: {_some(seats - having)}."] if seats - having else []
    for name, here in sorted(registered.items()):
        if having - here:
            told.append(f"Without a line at exchange {name}: {_some(having - here)}.")
    if told:
        return Finding(check="lines", state=WARNING, text=" ".join(told))
    return Finding(check="lines", state=GOOD, text=f"{len(having)} seats have a line.")


def _some(seats: frozenset[str]) -> str:
    return ", ".join(sorted(seats)[:10]) + (" …" if len(seats) > 10 else "")


def _known_by_server(settings: ServerSettings) -> _Known:
    """Return what the server's database holds; nothing when it does not answer."""
    if is_sqlite(settings.database) and not sqlite_path(settings.database).exists():
        return _Known()
    try:
        database = ServerDatabase.open(settings.database)
    except StoreFault:
        return _Known()
    try:
        return database.read_now(_read_known)
    except StoreFault:
        return _Known()
    finally:
        database.close()


def _read_known(connection: Connection) -> _Known:
    rows = connection.execute("SELECT seat FROM seat WHERE line_digest <> ''")
    return _Known(
        seats=frozenset(row["seat"] for row in rows),
        trunks={trunk.exchange: trunk for trunk in trunk_states(connection)},
    )


def _listener(exchange: ExchangeSettings) -> Finding:
    place = exchange.listen_host, exchange.listen_port
    shown = f"{place[0]} port {place[1]}"
    try:
        socket.create_connection(place, timeout=CONNECT_S).close()
    except OSError:
        text = f"The server does not answer exchanges at {shown}: is it running?"
        return Finding(check="routing", state=WARNING, text=text)
    return Finding(check="routing", state=GOOD, text=f"The server answers exchanges at {shown}.")
