"""The computer gets another address, or its cable comes back: the line follows by itself."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.wire.phone_socket import CallState
from tests.integration.phone.seat import Seat, citizens, seat
from tests.integration.phone.test_survival import hears_seat
from tests.support.waiting import until
from tools.services.exchange import Exchange, ExchangeSettings, free_ports

NAME = f"crp{os.getpid() % 100_000}"
NET = f"10.{100 + os.getpid() % 100}.{os.getpid() // 100 % 250}"
SEAT_END = f"{NAME}b"


def ip(*arguments: str) -> bool:
    done = subprocess.run(["ip", *arguments], capture_output=True, check=False)
    return done.returncode == 0


def may_make_networks() -> bool:
    """Return whether networks of our own may be made here; leaves none."""
    probe = f"{NAME}p"
    return os.geteuid() == 0 and ip("netns", "add", probe) and ip("netns", "del", probe)


pytestmark = [
    pytest.mark.exchange,
    pytest.mark.root,
    pytest.mark.skipif(not may_make_networks(), reason="networks may not be made here"),
]


def seat_address(what: str, host: int) -> None:
    """what: "add" or "del"."""
    assert ip("-n", NAME, "addr", what, f"{NET}.{host}/24", "dev", SEAT_END)


@pytest.fixture
def network() -> Iterator[str]:
    """A cable: the exchange's end here at .1, the seat's in a network of its own at .2."""
    try:
        assert ip("netns", "add", NAME)
        assert ip("link", "add", f"{NAME}a", "type", "veth", "peer", SEAT_END, "netns", NAME)
        assert ip("addr", "add", f"{NET}.1/24", "dev", f"{NAME}a")
        assert ip("link", "set", f"{NAME}a", "up")
        assert ip("-n", NAME, "link", "set", "lo", "up")
        assert ip("-n", NAME, "link", "set", SEAT_END, "up")
        seat_address("add", 2)
        yield NAME
    finally:
        ip("link", "del", f"{NAME}a")
        ip("netns", "del", NAME)


@pytest.fixture
def far_exchange(network: str, tmp_path: Path) -> Iterator[Exchange]:
    """An exchange at the other end of the cable."""
    address = f"{NET}.1"
    ports = free_ports(address, 7)
    settings = ExchangeSettings(
        address=address,
        trunk_address=address,
        trunk_port=ports[6],
        sip_port=ports[0],
        wss_port=ports[1],
        relay_ports=(ports[2], ports[3]),
        cli_ports=(ports[4], ports[5]),
        rpc_port=free_ports("127.0.0.1", 1)[0],
        hunt=("1001",),
        city_numbers=("060606",),
    )
    running = Exchange(tmp_path / "exchange", settings)
    running.start()
    running.set_secret("1001", "secret-of-1001")
    yield running
    running.stop()


async def is_registered_anew(here: Seat, since: int) -> None:
    """Since so many things were told of the line: lost, and there again.

    The watch must have told it: otherwise the phone waits for answers that never come.
    """
    log = here.folder / "data" / "phone.log"
    await here.registers_anew(since)
    after_registering = log.read_text().partition("registered=True")[2]
    assert "the way to" in after_registering.partition("registered=False")[0]


async def test_another_address_registers_the_line_from_there(
    far_exchange: Exchange, network: str
) -> None:
    async with seat(far_exchange, network=network) as here:
        told = len(here.heard.lines)
        seat_address("del", 2)
        seat_address("add", 3)
        await is_registered_anew(here, told)
        seat_known = f"1001@{far_exchange.settings.realm}"
        assert f"{NET}.3:" in str(far_exchange.rpc("ul.lookup", "location", seat_known))


async def test_a_call_is_heard_again_from_the_new_address(
    far_exchange: Exchange, network: str
) -> None:
    async with citizens(far_exchange) as town, seat(far_exchange, network=network) as here:
        citizen = town.place_call()
        await here.answers()
        await until(lambda: len(citizen.media.arrivals) > 50)
        told = len(here.heard.lines)
        seat_address("del", 2)
        seat_address("add", 3)
        await is_registered_anew(here, told)
        before = len(citizen.media.arrivals)
        await until(lambda: len(citizen.media.arrivals) > before + 100, what="voice")
        await hears_seat(citizen, 1)
        assert here.call is not None
        assert here.call.state is CallState.ACTIVE
        await here.left_by(citizen)
