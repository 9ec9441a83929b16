"""Short samples of the long proofs about the exchange: what survives when something dies."""

import asyncio

import pytest

from tools.proofs import busy_hour, line_cuts, waiting_crowd
from tools.proofs.__main__ import unclean
from tools.proofs.kills import exchange_kills

pytestmark = pytest.mark.exchange

PATIENCE = 10.0  # how soon all of it happens is for the long proofs to say, on a quiet machine


def test_a_waiting_crowd_outlives_two_deaths_of_the_server() -> None:
    found = asyncio.run(
        waiting_crowd.prove(
            citizens=14, minutes=0.15, seats=6, outage_s=12.0, talk_s=1.0, patience=PATIENCE
        )
    )
    assert found["offered"] == 16
    assert unclean("waiting-crowd", found) == [], found


def test_calls_outlive_the_exchange() -> None:
    """A relay's death is tried with one call, in tests/integration/phone/test_survival.py."""
    found = asyncio.run(exchange_kills.prove(kills=1, relay_kills=0, patience=PATIENCE))
    assert found["calls_up"] == 4
    assert unclean("exchange-kills", found) == [], found


def test_a_call_outlives_its_line() -> None:
    found = asyncio.run(line_cuts.prove(cuts=2, cut_s=6.0, patience=PATIENCE))
    assert found["cuts"] == 2
    assert unclean("line-cuts", found) == [], found


def test_a_busy_minute_adds_up() -> None:
    found = asyncio.run(busy_hour.prove(minutes=0.2, seats=6, talk_s=4.0))
    assert found["offered"] == 10
    assert unclean("busy-hour", found) == [], found
