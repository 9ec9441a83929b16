"""RTP of one call: plays samples in 20 ms packets, keeps what arrives with its times and gaps."""

import asyncio
import itertools
import secrets
import socket
import struct
import time

from tools.citizens.a_law import Samples, decode, encode

PACKET_S = 0.02
SAMPLES_PER_PACKET = 160
PCMA, EVENTS = 8, 101
_DIGITS = "0123456789*#ABCD"
SO_TIMESTAMPNS = 35  # Linux: the kernel stamps each packet; a busy test measures no gap of its own


class RtpStream:
    """Bind first (port is known), then start() with the other side's address."""

    def __init__(self, address: str, voice: Samples) -> None:
        self._voice = voice
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.port: int = self._socket.getsockname()[1]
        self.target: tuple[str, int] | None = None
        self.may_send = True  # false while the other side put us on hold
        self.sent = 0
        self.digits = ""
        self.arrivals: list[tuple[float, int, bytes]] = []  # monotonic s, sequence, A-law
        self._last_event_time: int | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self, target: tuple[str, int]) -> None:
        """Send to target from now on; a second call only moves the target."""
        self.target = target
        if self._task is None:
            loop = asyncio.get_running_loop()
            loop.add_reader(self._socket, self._receive)
            self._task = loop.create_task(self._play(), name="citizen.rtp")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            asyncio.get_running_loop().remove_reader(self._socket)
            self._task = None
        self._socket.close()

    def heard(self) -> Samples:
        """Return what arrived, in order of sequence, as 8 kHz samples."""
        ordered = sorted(self.arrivals, key=lambda arrival: arrival[1])
        return decode(b"".join(payload for _, _, payload in ordered))

    def longest_gap_s(self) -> float:
        times = [at for at, _, _ in self.arrivals]
        return max((b - a for a, b in itertools.pairwise(times)), default=0.0)

    def lost(self) -> int:
        """Return how many sequence numbers between the first and the last never came."""
        numbers = {sequence for _, sequence, _ in self.arrivals}
        return max(numbers) - min(numbers) + 1 - len(numbers) if numbers else 0

    async def _play(self) -> None:
        source = secrets.randbits(32)
        packets = len(self._voice) // SAMPLES_PER_PACKET
        coded = encode(self._voice)
        index, next_at = 0, time.monotonic()
        while True:
            if self.may_send and self.target is not None:
                start = index % packets * SAMPLES_PER_PACKET
                header = struct.pack(
                    "!BBHII",
                    0x80,
                    PCMA,
                    index & 0xFFFF,
                    index * SAMPLES_PER_PACKET & 0xFFFFFFFF,
                    source,
                )
                self._socket.sendto(header + coded[start : start + SAMPLES_PER_PACKET], self.target)
                self.sent += 1
            index += 1
            next_at += PACKET_S
            await asyncio.sleep(max(0.0, next_at - time.monotonic()))

    def _receive(self) -> None:
        while True:
            try:
                packet, stamps, _, _ = self._socket.recvmsg(2048, 64)
            except (BlockingIOError, ConnectionRefusedError):
                return
            if len(packet) < 12:
                continue
            kind = packet[1] & 0x7F
            _, _, sequence, stamp, _ = struct.unpack("!BBHII", packet[:12])
            if kind == PCMA:
                self.arrivals.append((_arrived_s(stamps), self._unwrapped(sequence), packet[12:]))
            elif kind == EVENTS and len(packet) >= 16 and stamp != self._last_event_time:
                self._last_event_time = stamp
                self.digits += _DIGITS[packet[12] & 15]

    def _unwrapped(self, sequence: int) -> int:
        if not self.arrivals:
            return sequence
        last = self.arrivals[-1][1]
        step = (sequence - last) & 0xFFFF
        return last + (step if step < 0x8000 else step - 0x10000)


def _arrived_s(stamps: list[tuple[int, int, bytes]]) -> float:
    """Return when the kernel took the packet, on the monotonic clock."""
    for level, kind, data in stamps:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanos = struct.unpack("qq", data[:16])
            return float(seconds + nanos / 1e9 - time.time() + time.monotonic())
    return time.monotonic()
