"""An operator's state outlives her console, a second window of hers and the server."""

import asyncio
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from contract.domain.ids import AccountId
from contract.wire.duty import ForceState
from tests.support.waiting import PATIENCE_S
from tools.demo.central_server import account_of_role
from tools.demo.citizens import MAIN_NUMBER, demo_number
from tools.demo.stage import LEVEL_ONE_SEAT
from tools.proofs.seats.glance import Glance
from tools.proofs.seats.killed_seat import KilledSeat, Scene, scene
from tools.proofs.seats.simulated_seat import SimulatedSeat

pytestmark = [pytest.mark.e2e, pytest.mark.exchange, pytest.mark.keyring]

SECOND_SEAT = "1002"
LIMIT_S = 900
WRAP_UP_S = "900"  # longer than console and server take to start anew, on any computer
OPERATOR, LEAD = account_of_role("operator"), account_of_role("team_lead")


def kept(around: Scene) -> tuple[str, str]:
    """State and reason of the operator in the server's database."""
    row = found(
        around,
        "SELECT state, reason FROM duty WHERE account_id ="
        f" (SELECT id FROM account WHERE login = '{OPERATOR.login}')",
    )
    return (str(row[0]), str(row[1])) if row else ("", "")


def found(around: Scene, query: str) -> tuple[Any, ...] | None:
    [database] = (around.folder / "server").glob("*.db")
    connection = dbapi2.connect(f"file:{database}?mode=ro", uri=True)
    try:
        row: tuple[Any, ...] | None = connection.execute(query).fetchone()
        return row
    finally:
        connection.close()


async def comes_to(around: Scene, state: str, reason: str = "") -> None:
    async with asyncio.timeout(PATIENCE_S):
        while kept(around) != (state, reason):
            await asyncio.sleep(0.05)


async def killed_server(around: Scene) -> None:
    await asyncio.to_thread(around.processes.kill, "server")
    await asyncio.to_thread(around.stage.server.start)


async def killed_console(seat: KilledSeat, look: str) -> Glance:
    await seat.kill()
    await seat.start()
    return await seat.sees(lambda glance: glance.look == look, 25, f"{look} again")


async def in_wrap_up(around: Scene, seat: KilledSeat) -> None:
    """A citizen calls and hangs up before anything was written."""
    town = await around.town().open()
    try:
        call = town.place_call(demo_number(400), MAIN_NUMBER)
        await seat.sees(lambda glance: glance.look == "ringing", 20, "the call")
        seat.order("key F4")
        await seat.sees(lambda glance: glance.look == "talking", 10, "the talk")
        await asyncio.wait_for(call.answered.wait(), PATIENCE_S)
        call.hang_up()
        await seat.sees(lambda glance: glance.look == "wrap_up", 10, "the time after the call")
    finally:
        await town.close()


async def force_a_meeting(around: Scene) -> None:
    server = around.stage.server
    lead = SimulatedSeat(
        url=server.url,
        certificate=str(server.certificate),
        login=LEAD.login,
        password=LEAD.password,
        seed=0,
    )
    # Not by a sign-in of hers: it would end the session of the console that is looked at.
    row = found(around, f"SELECT id FROM account WHERE login = '{OPERATOR.login}'")
    assert row is not None
    try:
        await lead.sign_in()
        order = ForceState(
            account_id=AccountId(row[0]), want="pause", reason="meeting", message="In sala 2"
        )
        await lead._post("/duty/force", order)
    finally:
        await lead.close()


def test_wrap_up_pause_and_a_leads_word_outlive_console_window_and_server() -> None:
    asyncio.run(asyncio.wait_for(the_story(), LIMIT_S))  # longer than other tests may take


async def the_story() -> None:
    with scene(OPERATOR, LEAD, wrap_up_s=WRAP_UP_S) as around:
        seat = KilledSeat(around, LEVEL_ONE_SEAT, OPERATOR, has_own_phone=True)
        second = KilledSeat(around, SECOND_SEAT, OPERATOR, has_own_phone=True)
        await seat.sign_in()
        seat.order("key F5")
        await seat.sees(lambda glance: glance.look == "ready", 30, "Pronto")
        await in_wrap_up(around, seat)
        await comes_to(around, "wrap_up")
        await killed_console(seat, "wrap_up")
        await killed_server(around)
        assert kept(around) == ("wrap_up", "")
        seat.order("key F5", "key 2")  # a pause that comes after it
        seat.order("key F2", "write anagrafe")
        await seat.sees(lambda glance: glance.hits > 0, 15, "the results")
        seat.order("key F9")
        await comes_to(around, "not_ready", "screen_break")
        await killed_console(seat, "not_ready")
        await killed_server(around)
        await second.sign_in()
        assert kept(around) == ("not_ready", "screen_break")
        await seat.kill()
        await force_a_meeting(around)
        await comes_to(around, "not_ready", "meeting")
        await killed_console(second, "not_ready")
        await killed_server(around)
        assert kept(around) == ("not_ready", "meeting")
        await second.kill()
        said = await asyncio.to_thread(around.stage.server.run_cli, "duty", "verify")
        assert "events explain every state" in said
