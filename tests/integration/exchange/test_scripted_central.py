"""The scripted server of these tests leaves nothing behind, whenever it is stopped."""

import asyncio
import gc
import select
import socket
import warnings

import pytest

from tests.integration.exchange.conftest import server
from tests.integration.phone.seat import citizens
from tests.support.phones.shared_exchange import left_at_last
from tests.support.servers.scripted_central import ScriptedCentral
from tests.support.waiting import until
from tools.services.exchange import Exchange, free_ports


@pytest.mark.parametrize("turns", range(4))
async def test_a_connection_accepted_while_it_stops_is_closed(turns: int) -> None:
    central = ScriptedCentral(free_ports("127.0.0.1", 1)[0])
    await central.start()
    with (
        warnings.catch_warnings(record=True) as told,
        socket.create_connection(("127.0.0.1", central.port)),
    ):
        warnings.simplefilter("always", ResourceWarning)
        for _ in range(turns):  # of the loop: the system has it, the loop has it, it is served
            await asyncio.sleep(0)
        await central.stop()
        await asyncio.sleep(0.01)
        gc.collect()
    # What tests before this one left open is not its business.
    own = [str(one.message) for one in told if f"127.0.0.1', {central.port})" in str(one.message)]
    assert own == []


async def test_it_cuts_nobody_off_who_has_not_read_the_last_answer() -> None:
    central = ScriptedCentral(free_ports("127.0.0.1", 1)[0])
    await central.start()
    with socket.create_connection(("127.0.0.1", central.port)) as client:
        client.sendall(b"POST /exchange/v1/events X\r\nContent-Length: 11\r\n\r\n" + b'{"ev": "x"}')
        await until(lambda: select.select([client], [], [], 0)[0], what="an answer")
        stopping = asyncio.ensure_future(central.stop())
        done, _ = await asyncio.wait({stopping}, timeout=0.3)
        assert not done
        assert client.recv(4096).startswith(b"HTTP/1.1 200")
        await stopping


@pytest.mark.exchange
async def test_a_question_a_server_left_open_is_not_put_to_the_next_one(exchange: Exchange) -> None:
    async with citizens(exchange) as town:
        for n in range(3):
            async with server(exchange) as central:
                citizen = town.place_call(f"+39061234500{n}", "060606")
                await until(lambda: central.questions)
                citizen.cancel()
                await asyncio.wait_for(citizen.ended.wait(), 45)
            assert [question["sip"] for question in central.questions] == [citizen.call_id]
            assert await asyncio.to_thread(left_at_last, exchange) == {}
