"""Figures of a crowd: citizens, seats, server and the exchange's own records must say the same."""

import asyncio
import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from server.store.engine.server_database import ServerDatabase
from server.usecases.routing.call_account import CallAccount, call_account
from tools.benches.measured import cpu_s_of
from tools.call_centre.crowd import Caller
from tools.call_centre.house import House

SETTLE_TRIES = 60  # a second each


def accounted(house: House) -> CallAccount:
    """Return the server's account of all calls since the house was opened."""
    until = datetime.now(UTC) + timedelta(minutes=1)
    database = ServerDatabase.open(house.server.database_url)
    try:
        return database.read_now(lambda c: call_account(c, house.opened_at, until))
    finally:
        database.close()


def as_fields(account: CallAccount) -> dict[str, int]:
    return {name: getattr(account, name) for name in CallAccount.__slots__}


def sums_equal(
    account: CallAccount, callers: Sequence[Caller], answered: int, abandoned: int
) -> bool:
    """Return whether citizens, server and the exchange's own records say the same."""
    return (
        account.is_balanced
        and account.offered == len(callers)
        and account.answered == account.told_answered == answered
        and account.abandoned == account.told_abandoned == abandoned
    )


def waits_ms(answered: Iterable[Caller]) -> list[float]:
    return [
        (caller.answered_s - caller.offered_s) * 1000
        for caller in answered
        if caller.answered_s is not None and caller.offered_s is not None
    ]


def offers_at_s(house: House) -> dict[str, float]:
    """Return when each offer was decided, seconds since 1970."""
    rows = house.server.rows("SELECT id, offered_at FROM queue_offer")
    return {row[0]: row[1] / 1000 for row in rows}


def since_ms(offers: dict[str, float], rang: Iterable[tuple[str, float]]) -> list[float]:
    """Return milliseconds from the server's decision to the ring at the seat."""
    return [(at_s - offers[offer]) * 1000 for offer, at_s in rang if offer in offers]


def processor_s(house: House, phone_pid: int = 0) -> dict[str, float]:
    """Return processor seconds used so far, children included; phone_pid: of one phone, or 0."""
    exchange = house.exchange
    relays = [exchange.pid("rtpengine1"), exchange.pid("rtpengine2")]
    used = {
        "kamailio": sum(map(cpu_s_of, family(exchange.pid("kamailio")))),
        "rtpengine": sum(map(cpu_s_of, relays)),
        "server": cpu_s_of(house.server.pid),
    }
    return used | ({"phone": sum(map(cpu_s_of, family(phone_pid)))} if phone_pid else {})


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def unexplained(
    account: CallAccount, callers: Sequence[Caller], outages: Sequence[tuple[float, float]] = ()
) -> dict[str, Any]:
    """Return what does not add up, by name: citizens, server, exchange; {} when all does.

    outages: since 1970, when the server was away. What the exchange told then is lost; the
    server learns of it by comparing, so its own account must be right all the same.
    """
    answers = [caller.answered_s for caller in callers if caller.answered_s is not None]
    given_up = [caller.abandoned_s for caller in callers if caller.abandoned_s is not None]
    rows = {
        "offered": (len(callers), account.offered, account.offered, 0),
        "answered": (
            len(answers), account.answered, account.told_answered, _within(answers, outages)
        ),
        "abandoned": (
            len(given_up), account.abandoned, account.told_abandoned, _within(given_up, outages)
        ),
    }  # fmt: skip
    found: dict[str, Any] = {
        name: (citizens, kept, told)
        for name, (citizens, kept, told, unheard) in rows.items()
        if citizens != kept or not kept - unheard <= told <= kept
    }
    return found | ({} if account.is_balanced else {"differing": account.differing})


async def all_told(
    house: House,
    callers: Sequence[Caller],
    at_least_s: float,
    outages: Sequence[tuple[float, float]] = (),
) -> None:
    """Wait until everything adds up, no longer than it can take; what does not stays as it is."""
    await asyncio.sleep(at_least_s)
    for _ in range(SETTLE_TRIES):
        if not unexplained(accounted(house), callers, outages):
            return
        await asyncio.sleep(1.0)


def _within(moments: Iterable[float], outages: Sequence[tuple[float, float]]) -> int:
    return sum(any(since <= at <= until for since, until in outages) for at in moments)


def out_of_order(
    arrived_s: dict[str, float], served_s: dict[str, float], tolerance_s: float
) -> int:
    """Return how many pairs were served against their order of arrival.

    By Call-ID; two who came within tolerance_s of each other have no order.
    """
    both = sorted((arrived_s[key], served_s[key]) for key in arrived_s.keys() & served_s.keys())
    return sum(
        later[1] < earlier[1] and later[0] - earlier[0] > tolerance_s
        for earlier, later in itertools.combinations(both, 2)
    )
