"""Rogue programs of the same computer at the phone's socket, with its token and without."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

MEGABYTE = 1 << 20
LINES = (
    b"\x00" * 1000, b"\xff\xfe\x00", b"{", b"[" * 60_000, b'{"id":1,"do":"hang_up","call":1}',
    b'{"id":1,"do":"attach","token":"wrong"}', b'{"id":1,"do":"attach"}', b'{"id":1,"do":"quit"}',
    b"x" * MEGABYTE, b'{"id":1,"do":"attach","token":"' + b"a" * 60_000 + b'"}', b"GET / HTTP/1.1",
)  # fmt: skip
ATTACHED = (
    b"\x00" * 1000, b"{", b"[" * 60_000, b"null", b'{"id":1e999,"do":"dial","to":"1002"}',
    b'{"id":9,"do":"dial","to":"sip:1002@x"}', b'{"id":9,"do":"dial","to":"+39899123456"}',
    b'{"id":9,"do":"hang_up","call":99}', b'{"id":9,"do":"dtmf","call":1,"digits":"12\\u0000"}',
    b'{"id":9,"do":"transfer","call":99,"to":"1002"}', b'{"id":9,"do":"explode"}', b"x" * 70_000,
    b"x" * MEGABYTE,
    b'{"id":9,"do":"mute","call":"1","on":1}', b'{"id":-1,"do":"answer","call":1}',
)  # fmt: skip


async def _strangers(socket: Path) -> int:
    """Return how many were cut off."""
    cut = 0
    for data in LINES:
        reader, writer = await asyncio.open_unix_connection(str(socket))
        try:
            writer.write(data + b"\n")
            async with asyncio.timeout(5):
                cut += await reader.read(1) == b""
        except ConnectionError:
            cut += 1
        except TimeoutError:
            continue
        finally:
            writer.close()
    for end in (b'{"id":1,"do":"atta', b""):  # half a line, nothing at all: left open a while
        _, writer = await asyncio.open_unix_connection(str(socket))
        writer.write(end)
        await asyncio.sleep(0.2)
        writer.close()
    return cut


async def _rogue_console(socket: Path) -> dict[str, int]:
    """Attach with the token; return what was answered."""
    told: Counter[str] = Counter()
    reader, writer = await asyncio.open_unix_connection(str(socket), limit=4 * MEGABYTE)
    token = Path(f"{socket}.token").read_text()
    lines = [json.dumps({"id": 1, "do": "attach", "token": token}).encode(), *ATTACHED]
    try:
        for line in lines:
            writer.write(line + b"\n")
            async with asyncio.timeout(10):
                await writer.drain()
                told[await _reply(reader)] += 1
    except (TimeoutError, ConnectionError) as error:
        told[type(error).__name__] += 1
    writer.close()
    return dict(told)


async def _reply(reader: asyncio.StreamReader) -> str:
    while line := await reader.readline():
        message = json.loads(line)
        if "re" in message:
            return "ok" if message["ok"] else str(message["error"])
    raise ConnectionResetError


def phone_socket(socket: str) -> dict[str, Any]:
    async def attack() -> dict[str, Any]:
        cut = await _strangers(Path(socket))
        return {
            "strangers": len(LINES),
            "cut_off": cut,
            "rogue_console": await _rogue_console(Path(socket)),
        }

    return asyncio.run(attack())
