"""A text telephone of its own making, from RFC 4103: shares no line with the server's gateway.

It tells blocks apart by their time stamps, not by sequence numbers, so that a gateway whose stamps
and offsets disagree is found out.
"""

import asyncio
import random
import socket
import struct
import time
from collections import deque

T140, RED = 98, 100
TICK_S = 0.3
GENERATIONS = 2


class TextPeer:
    """Bind first (port is known), then start() with the gateway's address."""

    def __init__(self, address: str, *, lost: float = 0.0, seed: int = 1) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.setblocking(False)
        self.address = address
        self.port: int = self._socket.getsockname()[1]
        self._lost, self._chance = lost, random.Random(seed)
        self._keys: deque[str] = deque()
        self._past: list[tuple[int, bytes]] = []  # (time stamp, block), newest last
        self._number = self._chance.randrange(65_536)
        self._source = self._chance.randrange(1 << 32)
        self._born = time.monotonic()
        self._base = self._chance.randrange(1 << 32)
        self._target: tuple[str, int] | None = None
        self._task: asyncio.Task[None] | None = None
        self._known: dict[int, bytes] = {}  # time stamp -> block
        self.heard: list[tuple[float, str]] = []  # (monotonic s, character), in order
        self.packets_sent = self.packets_heard = self.packets_lost = 0

    @property
    def text(self) -> str:
        return "".join(character for _, character in self.heard).replace("\ufeff", "")

    def sdp_section(self) -> str:
        """Return the m=text lines of an offer."""
        return (
            f"m=text {self.port} RTP/AVP {RED} {T140}\r\n"
            f"a=rtpmap:{T140} t140/1000\r\na=fmtp:{T140} cps=30\r\n"
            f"a=rtpmap:{RED} red/1000\r\na=fmtp:{RED} {T140}/{T140}/{T140}\r\na=sendrecv\r\n"
        )

    def start(self, target: tuple[str, int]) -> None:
        self._target = target
        if self._task is None:
            loop = asyncio.get_running_loop()
            loop.add_reader(self._socket, self._receive)
            self._task = loop.create_task(self._play(), name="citizen.text")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            asyncio.get_running_loop().remove_reader(self._socket)
            self._task = None
        self._socket.close()

    def press(self, characters: str) -> None:
        """Type: the characters leave with the next packet, at most TICK_S later."""
        self._keys.extend(characters.replace("\n", "\u2028"))

    async def _play(self) -> None:
        silent = True
        while True:
            block = "".join(self._keys).encode()
            self._keys.clear()
            if block or any(past for _, past in self._past[-GENERATIONS:]):
                self._emit(block, marker=silent)
                silent = False
            else:
                silent = True
            await asyncio.sleep(TICK_S)

    def _emit(self, block: bytes, *, marker: bool) -> None:
        stamp = (self._base + int((time.monotonic() - self._born) * 1000)) & 0xFFFFFFFF
        heads = tail = b""
        for old_stamp, old in self._past[-GENERATIONS:]:
            behind = min((stamp - old_stamp) & 0xFFFFFFFF, 16_383)
            heads += struct.pack("!BHB", 0x80 | T140, behind << 2 | len(old) >> 8, len(old) & 0xFF)
            tail += old
        first = struct.pack("!BBHII", 128, RED | marker << 7, self._number, stamp, self._source)
        self._number = (self._number + 1) % 65_536
        self._past = [*self._past[-GENERATIONS:], (stamp, block)]
        self.packets_sent += 1
        if self._chance.random() < self._lost:
            self.packets_lost += 1
        elif self._target is not None:
            self._socket.sendto(first + heads + bytes([T140]) + tail + block, self._target)

    def _receive(self) -> None:
        while True:
            try:
                packet = self._socket.recv(2048)
            except (BlockingIOError, ConnectionRefusedError):
                return
            self.packets_heard += 1
            if self._chance.random() < self._lost:
                self.packets_lost += 1
            else:
                self._take(packet)

    def _take(self, packet: bytes) -> None:
        kind = packet[1] & 127
        (stamp,) = struct.unpack_from("!I", packet, 4)
        body = packet[12:]
        found: list[tuple[int, bytes]] = []
        if kind == T140:
            found.append((stamp, body))
        elif kind == RED:
            heads = []
            while body[0] & 128:
                heads.append((int.from_bytes(body[1:3]) >> 2, int.from_bytes(body[2:4]) & 1023))
                body = body[4:]
            body = body[1:]
            for behind, length in heads:
                found.append(((stamp - behind) & 0xFFFFFFFF, body[:length]))
                body = body[length:]
            found.append((stamp, body))
        now = time.monotonic()
        for at, block in found:
            if block and at not in self._known:
                self._known[at] = block
                self.heard += [(now, character) for character in block.decode()]
