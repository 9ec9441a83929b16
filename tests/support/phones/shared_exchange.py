"""An exchange that several tests share: none begins before what the one before left is over."""

import os
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any, cast

import pytest

from tests.support.failed_tests import FAILED
from tools.services.exchange import Exchange
from tools.services.exchange_files import ExchangeSettings, free_ports

REST_S = 60.0  # a seat that is gone in the middle of a ring is given up after 5 s
LOOKS = 2  # in a row: what was handed to the HTTP client's processes is counted a moment later
PAUSE_S = 0.05


def settings_of_this_run(host: int, **more: Any) -> ExchangeSettings:
    """An address of its own for each run of tests, so that two do not meet; host: its last part."""
    net = f"127.{50 + os.getpid() % 200}.{os.getpid() // 200 % 250}"
    address, trunk = f"{net}.{host}", f"{net}.{host + 1}"
    sip, wss, *others = free_ports(address, 6)
    return ExchangeSettings(
        address=address,
        trunk_address=trunk,
        trunk_port=free_ports(trunk, 1)[0],
        sip_port=sip,
        wss_port=wss,
        relay_ports=(others[0], others[1]),
        cli_ports=(others[2], others[3]),
        rpc_port=free_ports("127.0.0.1", 1)[0],
        **more,
    )


def leaves_nothing(request: pytest.FixtureRequest, seats: Sequence[str]) -> Iterator[None]:
    """After each test let the exchanges it shares come to rest; after one that failed restart them.

    seats: whose secrets they are told again.
    """
    yield
    for exchange in {id(x): x for x in request.node.funcargs.values() if _is_up(x)}.values():
        left = {} if request.node.stash.get(FAILED, False) else left_at_last(exchange, seats)
        if left or request.node.stash.get(FAILED, False):
            _begin_anew(exchange, seats)
        exchange.rpc("htable.flush", "untold")  # else the server of the next test hears of it
        assert not left, f"the test left at the exchange: {left}"


def left_at_last(exchange: Exchange, seats: Sequence[str] = ()) -> dict[str, object]:
    """Return what is still there when the exchange should have come to rest.

    The line of a seat that has gone would be rung in the next test.

    A question that is on its way when its server ends is sent once more, by the HTTP client itself,
    to whoever listens there next: of a call that is over, to the server of the next test.
    """
    deadline = time.monotonic() + REST_S
    looks = 0
    while looks < LOOKS:
        left = _left(exchange) or _known(exchange, seats)
        looks = 0 if left else looks + 1
        if left and time.monotonic() > deadline:
            return left
        time.sleep(PAUSE_S)
    return {}


def _is_up(value: object) -> bool:
    """Return False also for an exchange of this test alone: it was stopped just now."""
    if not isinstance(value, Exchange):
        return False
    try:
        value.rpc("core.uptime")
    except OSError:
        return False
    return True


def _begin_anew(exchange: Exchange, seats: Sequence[str]) -> None:
    exchange.stop_kamailio(kill=True)
    exchange.start_kamailio()
    for seat in seats:
        exchange.set_secret(seat, f"secret-of-{seat}")


def _left(exchange: Exchange) -> dict[str, object]:
    dialogs = cast("dict[str, Any]", exchange.rpc("dlg.stats_active"))
    found: dict[str, object] = {
        "calls": dialogs["all"] and exchange.rpc("dlg.list"),
        "calls that wait": exchange.rpc("htable.dump", "call"),
        "calls to be asked for": exchange.rpc("htable.dump", "again"),
        "messages on their way to a server": _under_way(exchange),
    }
    return {name: what for name, what in found.items() if what}


def _known(exchange: Exchange, seats: Sequence[str]) -> dict[str, object]:
    known = [seat for seat in seats if exchange.registered(seat)]
    return {"lines of seats": known} if known else {}


def _under_way(exchange: Exchange) -> int:
    told = str(exchange.rpc("stats.get_statistics", "http_async_client:"))
    counts = {name: int(count) for name, count in re.findall(r":(\w+) = (\d+)", told)}
    return counts["requests"] - counts["replies"] - counts["errors"] - counts["timeouts"]
