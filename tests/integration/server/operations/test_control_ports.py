"""Doctor and "exchange check" see where strangers could control the media relays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.cli.exchange.control_port_checks import control_findings
from server.exchange.bencode import encode
from server.settings import Address, ExchangeSettings, ExchangeSetup, ServerSettings


class Relay(asyncio.DatagramProtocol):
    """Answers every question as a relay answers a ping."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._transport.sendto(data.partition(b" ")[0] + b" " + encode({"result": "pong"}), addr)


@asynccontextmanager
async def relay_at(host: str) -> AsyncIterator[int]:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Relay, local_addr=(host, 0))
    try:
        yield int(transport.get_extra_info("sockname")[1])
    finally:
        transport.close()
        await asyncio.sleep(0)


async def findings(
    *relays: Address, calls_at: str = "", digits_host: str = "127.0.0.1"
) -> list[tuple[str, str, str]]:
    settings = ServerSettings(
        data_dir=Path("/nowhere"),
        database="sqlite:////nowhere/db",
        exchange=ExchangeSettings(
            wss_urls=("wss://exchange.test/sip",),
            realm="sede.test",
            rpc_url="http://127.0.0.1:9/RPC",
            relays=relays,
            digits_host=digits_host,
            digits_port=2230,
        ),
        exchange_setup=ExchangeSetup(address=calls_at, trunk_address="127.0.0.1")
        if calls_at
        else None,
    )
    return [(one.check, one.state, one.text) async for one in control_findings(settings)]


async def test_control_on_loopback_is_well() -> None:
    found = await findings(("127.0.0.1", 2223), ("::1", 2224))
    assert [state for _, state, _ in found] == ["ok", "ok", "ok"]
    assert found[0] == (
        "relay a/1",
        "ok",
        "Its control port is at 127.0.0.1 port 2223: this computer alone reaches it.",
    )


@pytest.mark.parametrize("host", ["10.20.0.11", "172.31.0.1", "192.168.7.7", "fd00::11"])
async def test_control_inside_the_house_asks_for_a_firewall(host: str) -> None:
    check, state, text = (await findings((host, 2223)))[0]
    assert (check, state) == ("relay a/1", "ok")
    assert "firewall" in text


@pytest.mark.parametrize(
    "host", ["203.0.113.5", "0.0.0.0", "::", "100.64.0.1", "172.32.0.1", "2001:db8::1"]
)
async def test_control_that_strangers_may_reach_is_a_warning(host: str) -> None:
    check, state, text = (await findings((host, 2223)))[0]
    assert (check, state) == ("relay a/1", "warning")
    assert "without a password" in text


async def test_a_relay_that_answers_where_calls_come_in_is_found_whatever_the_settings_say() -> (
    None
):
    async with relay_at("127.0.0.77") as port:
        found = await findings(("127.0.0.1", port), calls_at="127.0.0.77")
    assert ("relay a/1", "failed") in [(check, state) for check, state, _ in found]
    async with relay_at("127.0.0.1") as port:
        found = await findings(("127.0.0.1", port), calls_at="127.0.0.77")
    assert [state for _, state, _ in found] == ["ok", "ok"]


async def test_keys_heard_from_anywhere_are_a_warning() -> None:
    found = await findings(digits_host="0.0.0.0")
    assert [(check, state) for check, state, _ in found] == [("keys", "warning")]
    assert [state for _, state, _ in await findings(digits_host="10.0.0.5")] == ["ok"]
