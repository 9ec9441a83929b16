"""The phone's local socket: who is let in, what a rogue client gets, and who is cut off."""

import asyncio
import contextlib
import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console.errors import PhoneRefused
from tests.integration.phone.phone_processes import NOWHERE
from tests.integration.phone.seat import attached, phone_process, start_process
from tests.support.waiting import until

SETTINGS = {
    "seat": "1001",
    "wss_urls": ["wss://127.0.0.1:9/sip"],
    "realm": "sede.test",
    "secret": "s",
    "ca_pem": "",
}


class Client:
    """Speaks lines, right or wrong."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def send(self, line: bytes | dict[str, Any]) -> None:
        text = line if isinstance(line, bytes) else json.dumps(line).encode()
        self.writer.write(text + b"\n")

    async def line(self) -> dict[str, Any]:
        """The next line that is no event about line or devices."""
        while True:
            text = await asyncio.wait_for(self.reader.readline(), 45)
            message: dict[str, Any] = json.loads(text) if text else {"gone": True}
            if message.get("ev") not in ("line", "devices"):
                return message

    async def is_cut_off(self) -> bool:
        try:
            return await asyncio.wait_for(self.reader.read(1), 45) == b""
        except ConnectionResetError:
            return True


@contextlib.asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[Client]:
    socket = str(folder / "phone.sock")
    await until(Path(socket).exists)
    reader, writer = await asyncio.open_unix_connection(socket)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()


@contextlib.asynccontextmanager
async def client(folder: Path) -> AsyncIterator[Client]:
    """A client that attached and has read its snapshot."""
    async with connected(folder) as one:
        one.send({"id": 1, "do": "attach", "token": token_of(folder)})
        assert await one.line() == {"re": 1, "ok": True}
        assert (await one.line())["ev"] == "snapshot"
        yield one


def token_of(folder: Path) -> str:
    return (folder / "phone.sock.token").read_text()


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_socket_and_token_are_for_this_user_only() -> None:
    with phone_process() as (folder, _):
        async with client(folder):
            assert mode_of(folder / "phone.sock") == 0o600
            assert mode_of(folder / "phone.sock.token") == 0o600
            assert mode_of(folder / "data") == 0o700
            left = {file.name: mode_of(file) & 0o077 for file in (folder / "data").rglob("*")}
            assert "phone.log" in left
            assert not any(left.values()), left


@pytest.mark.parametrize(
    "greeting",
    [
        {"id": 1, "do": "attach", "token": "wrong"},
        {"id": 1, "do": "attach"},
        {"id": 1, "do": "hang_up", "call": 1},
        b"not json",
        b"x" * 70_000,
    ],
    ids=["wrong token", "no token", "command first", "no json", "too long"],
)
async def test_client_without_the_token_is_cut_off_and_learns_nothing(
    greeting: bytes | dict[str, Any],
) -> None:
    with phone_process() as (folder, _):
        async with client(folder) as good, connected(folder) as rogue:
            rogue.send(greeting)
            assert await rogue.is_cut_off()
            good.send({"id": 2, "do": "set_available", "available": True})
            assert await good.line() == {"re": 2, "ok": True}


async def test_client_that_says_nothing_is_cut_off() -> None:
    with phone_process() as (folder, _):
        async with connected(folder) as silent:
            assert await silent.is_cut_off()


@pytest.mark.parametrize(
    ("line", "number", "error"),
    [
        (b"{", 0, "malformed"),
        (b"[]", 0, "malformed"),
        (b"\xff\xfe\x00", 0, "malformed"),
        (b"[" * 50_000, 0, "malformed"),
        ({"do": "dial", "to": "1002"}, 0, "malformed"),
        ({"id": "7", "do": "dial", "to": "1002"}, 0, "malformed"),
        ({"id": 7, "do": "dial"}, 7, "malformed"),
        ({"id": 7, "do": "dial", "to": 1002}, 7, "malformed"),
        ({"id": 7, "do": "answer", "call": "1"}, 7, "malformed"),
        ({"id": 7, "do": "mute", "call": 1, "on": "yes"}, 7, "malformed"),
        ({"id": 7, "do": "reboot"}, 7, "unknown_command"),
        ({"id": 7, "do": "answer", "call": 99}, 7, "unknown_call"),
        ({"id": 7, "do": "hang_up", "call": -1}, 7, "unknown_call"),
        ({"id": 7, "do": "dial", "to": "+390612345678"}, 7, "no_line"),
        ({"id": 7, "do": "dial", "to": "899123456"}, 7, "forbidden_number"),
        ({"id": 7, "do": "dial", "to": "+442079460000"}, 7, "forbidden_number"),
        ({"id": 7, "do": "dial", "to": "sip:a@b"}, 7, "bad_number"),
        ({"id": 7, "do": "devices"}, 7, "engine"),
        ({"id": 7, "do": "set_line", **SETTINGS, "wss_urls": ["ws://x/"]}, 7, "malformed"),
        ({"id": 7, "do": "set_line", **SETTINGS, "wss_urls": []}, 7, "malformed"),
        ({"id": 7, "do": "set_line", **SETTINGS, "realm": "a>b\r\n"}, 7, "malformed"),
        ({"id": 7, "do": "set_line", **SETTINGS, "display_name": "a\nb"}, 7, "malformed"),
        (b" " * 70_000, 0, "too_long"),
    ],
)
async def test_rogue_frame_gets_an_error_and_changes_nothing_else(
    rogue_phone: Path, line: bytes | dict[str, Any], number: int, error: str
) -> None:
    async with client(rogue_phone) as one:
        one.send(line)
        reply = await one.line()
        assert (reply["re"], reply["ok"], reply["error"]) == (number, False, error)
        one.send({"id": 8, "do": "set_available", "available": False, "unknown": [1]})
        assert await one.line() == {"re": 8, "ok": True}
    async with attached(rogue_phone) as phone:
        assert phone.snapshot.line.reason == "not_set"


@pytest.fixture(scope="module")
def rogue_phone() -> Any:
    with phone_process() as (folder, _):
        yield folder


async def test_client_that_does_not_read_is_cut_off_and_the_others_are_served() -> None:
    with phone_process() as (folder, _):
        async with client(folder) as frozen, client(folder) as good:
            reading = frozen.writer.transport
            assert isinstance(reading, asyncio.Transport)
            reading.pause_reading()
            sent = 0
            with contextlib.suppress(ConnectionError, TimeoutError):
                async with asyncio.timeout(10):
                    while sent < 200_000:
                        frozen.writer.write(b'{"id":9,"do":"nothing"}\n' * 1000)
                        await frozen.writer.drain()
                        sent += 1000
            assert sent < 200_000
            good.send({"id": 2, "do": "set_available", "available": True})
            assert await good.line() == {"re": 2, "ok": True}


async def test_every_client_gets_every_event_and_the_snapshot_says_which_are_in_it() -> None:
    with phone_process() as (folder, _):
        async with connected(folder) as one, client(folder) as other:
            one.send({"id": 1, "do": "attach", "token": token_of(folder)})
            other.send({"id": 2, "do": "set_line", **SETTINGS})
            numbers = []
            while len(numbers) < 3:
                event = json.loads(await asyncio.wait_for(one.reader.readline(), 45))
                if "ev" in event:
                    numbers.append(event["seq"])
            assert numbers == list(range(numbers[0], numbers[0] + 3))


async def test_second_phone_process_on_the_same_socket_ends_at_once() -> None:
    with phone_process() as (folder, first):
        async with client(folder) as one:
            second = start_process(folder)
            try:
                assert await asyncio.to_thread(second.wait, 60) == 3
            finally:
                second.kill()
                second.wait()
            assert first.poll() is None
            one.send({"id": 2, "do": "set_available", "available": True})
            assert await one.line() == {"re": 2, "ok": True}


async def test_quit_ends_the_process_and_a_new_one_takes_the_place_of_a_killed_one() -> None:
    with phone_process() as (folder, process):
        async with client(folder):
            process.kill()
            await asyncio.to_thread(process.wait, 60)
        successor = start_process(folder)
        try:
            await until(lambda: token_of(folder))
            async with attached(folder) as phone:
                await phone.quit()
                assert await asyncio.to_thread(successor.wait, 60) == 0
        finally:
            successor.kill()
            successor.wait()


async def test_computer_without_a_microphone_is_told_and_cannot_be_called_upon() -> None:
    with phone_process("--test-no-device") as (folder, _):
        async with attached(folder) as phone:
            await phone.set_line(NOWHERE, "")
            await until(lambda: not phone.snapshot.has_microphone)
            assert not [one for one in phone.snapshot.devices if one.kind == "input"]
            await until(lambda: phone.snapshot.line.reason == "unreachable")


async def test_devices_are_chosen_by_identity_and_unknown_ones_refused() -> None:
    with phone_process() as (folder, _):
        async with attached(folder) as phone:
            await phone.set_line(NOWHERE, "")
            await until(lambda: phone.snapshot.devices)
            kinds = {one.kind: one for one in phone.snapshot.devices if one.id != "default"}
            assert phone.snapshot.has_microphone
            assert kinds["input"].label
            await phone.audio.use_devices(
                headset_in=kinds["input"].id, headset_out=kinds["output"].id, ring=""
            )
            with pytest.raises(PhoneRefused, match="no_device"):
                await phone.audio.use_devices(headset_in="gone", headset_out="", ring="")
