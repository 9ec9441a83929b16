"""A shift that began without the server has its line and its calls once the server is back."""

import asyncio

import pytest

from tests.e2e.test_states_survive import in_wrap_up
from tools.demo.central_server import account_of_role
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.seats.killed_seat import KilledSeat, scene

pytestmark = [pytest.mark.e2e, pytest.mark.exchange, pytest.mark.keyring]

LIMIT_S = 900
AWAY = "Banca dati delle"  # of the copy that is searched meanwhile
OPERATOR = account_of_role("operator")


def test_who_signed_in_while_the_server_was_away_is_rung_once_it_is_back() -> None:
    asyncio.run(asyncio.wait_for(_the_story(), LIMIT_S))  # longer than other tests may take


async def _the_story() -> None:
    with scene(OPERATOR) as around:
        seat = KilledSeat(around, LEVEL_ONE_SEAT, OPERATOR, has_own_phone=True)
        await seat.sign_in()
        await _ready(seat)
        seat.order("key Ctrl+K", "write esci e cambia", "key Return")
        await seat.sees(lambda glance: glance.page != "work", 20, "nobody at work")
        await seat.kill()
        await asyncio.to_thread(around.processes.kill, "server")
        await seat.sign_in()
        await seat.sees(lambda glance: AWAY in glance.status, 20, "no server")
        await asyncio.to_thread(around.stage.server.start)
        back = await seat.sees(lambda glance: AWAY not in glance.status, 60, "the server again")
        assert back.page == "work"
        await _ready(seat)
        await in_wrap_up(around, seat)
        assert all(glance.page == "work" for glance in seat.glances[seat.glances.index(back) :])


async def _ready(seat: KilledSeat) -> None:
    seat.order("key F5")
    await seat.sees(lambda glance: glance.look == "ready", 30, "Pronto")
