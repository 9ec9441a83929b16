"""Reports of pressed keys: what is one is passed on, everything else is not."""

import asyncio
import json
import socket

import pytest

from contract.wire.exchange import Digit
from server.exchange.digit_listener import DigitListener
from tests.support.waiting import until

REPORT = {"callid": "c1", "source_tag": "t1", "event": 5, "type": "DTMF", "duration": 100}
BROKEN = (
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    json.dumps({**REPORT, "event": 16}).encode(),
    json.dumps({**REPORT, "event": -1}).encode(),
    json.dumps({**REPORT, "event": "5"}).encode(),
    json.dumps({**REPORT, "callid": None}).encode(),
    json.dumps({**REPORT, "type": "other"}).encode(),
    json.dumps({**REPORT, "more": "x" * 5000}).encode(),
)


@pytest.mark.parametrize(("event", "digit"), [(0, "0"), (9, "9"), (10, "*"), (11, "#"), (15, "D")])
async def test_key_is_passed_on_with_its_call_and_party(event: int, digit: str) -> None:
    heard: list[Digit] = []
    listener = await DigitListener.open("127.0.0.1", 0, heard.append)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as relay:
        report = {**REPORT, "event": event}
        relay.sendto(json.dumps(report).encode(), ("127.0.0.1", listener.port))
        await until(lambda: heard)
    listener.close()
    await asyncio.sleep(0)
    assert heard == [Digit(sip="c1", from_tag="t1", digit=digit)]


async def test_broken_reports_are_passed_over_and_the_next_key_is_heard() -> None:
    heard: list[Digit] = []
    listener = await DigitListener.open("127.0.0.1", 0, heard.append)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as relay:
        for data in (*BROKEN, json.dumps(REPORT).encode()):
            relay.sendto(data, ("127.0.0.1", listener.port))
        await until(lambda: heard)
    listener.close()
    await asyncio.sleep(0)
    assert [digit.digit for digit in heard] == ["5"]


async def test_keys_are_taken_from_the_relays_and_from_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[Digit] = []
    listener = await DigitListener.open("127.0.0.1", 0, heard.append, relays=["127.0.0.8"])
    for event, host in enumerate(("127.0.0.9", "127.0.0.9", "127.0.0.8")):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.bind((host, 0))
            report = {**REPORT, "event": event}
            sender.sendto(json.dumps(report).encode(), ("127.0.0.1", listener.port))
    await until(lambda: heard)
    listener.close()
    await asyncio.sleep(0)
    assert [digit.digit for digit in heard] == ["2"]
    assert caplog.text.count("keys reported by 127.0.0.9 are not taken") == 1
