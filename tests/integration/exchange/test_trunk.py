"""The exchange asks its trunk whether it is there, and the server reads what it found."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.wire.decoding import decode
from contract.wire.trunks import EVENT_TRUNKS, TrunkState
from server.cli.exchange.exchange_checks import exchange_findings
from server.cli.finding import BAD, GOOD, Finding
from server.exchange.exchange_rpc import ExchangeRpc
from server.settings import ExchangeSettings, ServerSettings
from tests.integration.exchange.conftest import settings, started
from tests.integration.phone.seat import citizens
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

DOWN_S = 60  # two unanswered questions of 5 s each, on a busy machine


@pytest.fixture
def asking(tmp_path: Path, server_port: int) -> Iterator[Exchange]:
    running = started(tmp_path / "exchange", settings(server_port, trunk_ping_s=1))
    yield running
    running.stop()


async def becomes(rpc: ExchangeRpc, *, is_there: bool) -> None:
    async with asyncio.timeout(DOWN_S):
        while await rpc.has_trunk() is not is_there:
            await asyncio.sleep(0.1)


def access(exchange: Exchange) -> ExchangeSettings:
    return ExchangeSettings(
        wss_urls=(exchange.wss_url,),
        realm=exchange.settings.realm,
        rpc_url=exchange.rpc_url,
        key_file=exchange.key_file,
    )


async def trunk_finding(exchange: Exchange, folder: Path) -> tuple[str, str]:
    """Return what "exchange check" says of the trunk."""
    known = ServerSettings(
        data_dir=folder, database=f"sqlite:///{folder}/none.db", exchange=access(exchange)
    )

    def look() -> list[Finding]:
        return [finding for finding in exchange_findings(known) if "trunk" in finding.text]

    # On a busy machine the exchange may answer too late, and nothing is said of its trunk then.
    (found,) = await comes(lambda: asyncio.to_thread(look))
    return found.state, found.text


async def test_a_trunk_that_falls_silent_is_noticed_and_so_is_its_return(
    asking: Exchange, tmp_path: Path
) -> None:
    rpc = ExchangeRpc(asking.rpc_url, key_file=asking.key_file)
    async with citizens(asking):
        await becomes(rpc, is_there=True)
        assert await trunk_finding(asking, tmp_path) == (GOOD, "Its trunk answers it.")
    await becomes(rpc, is_there=False)
    state, text = await trunk_finding(asking, tmp_path)
    assert state == BAD
    assert text.startswith("Its trunk does not answer: no call comes in or goes out.")
    async with citizens(asking):
        await becomes(rpc, is_there=True)


async def test_every_window_hears_of_it_from_the_server_that_watches(asking: Exchange) -> None:
    async with await RealServer.start(exchange=access(asking)) as server:
        with server.running.hub.listening(()) as window:
            heard: list[bool] = []

            async def hears(is_up: bool) -> None:
                async with asyncio.timeout(DOWN_S):
                    while heard[-1:] != [is_up]:
                        await window.woken.wait()
                        window.take()
                        told = [body for event, body in window.take_news() if event == EVENT_TRUNKS]
                        for body in told:
                            (state,) = decode(body, tuple[TrunkState, ...])
                            heard.append(state.is_up)

            await hears(False)
            async with citizens(asking):
                await hears(True)
