"""Why a peer did not answer is told in words an administrator can act on."""

import asyncio
import socket

import pytest

from server.exchange.exchange_rpc import ExchangeRpc, ExchangeSilent


def asked(url: str) -> str:
    with pytest.raises(ExchangeSilent) as silent:
        asyncio.run(ExchangeRpc(url).call("core.version"))
    return str(silent.value)


def test_where_nothing_listens_the_port_is_looked_at() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert asked(f"http://127.0.0.1:{port}/RPC").startswith("nothing listens there")


def test_a_name_nobody_knows_is_said_to_be_unknown() -> None:
    assert asked("http://nobody.invalid/RPC").startswith("its name is unknown here")


def test_who_does_not_speak_tls_is_found_out() -> None:
    async def told() -> str:
        async with await asyncio.start_server(_talk_plainly, "127.0.0.1", 0) as plain:
            port = plain.sockets[0].getsockname()[1]
            with pytest.raises(ExchangeSilent) as silent:
                await ExchangeRpc(f"https://127.0.0.1:{port}/RPC").call("core.version")
            return str(silent.value)

    assert asyncio.run(told()).startswith("it does not speak TLS there")


async def _talk_plainly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"no TLS at all\n" * 10)
    writer.close()
