"""RTP of one call: plays samples in 20 ms packets, keeps what arrives with its times and gaps."""

import asyncio
import itertools
import secrets
import socket
import struct
import time
from collections import deque

from tools.citizens.a_law import Samples, decode, encode

PACKET_S = 0.02
SAMPLES_PER_PACKET, SAMPLES_PER_S = 160, 8000
PCMA, EVENTS = 8, 101
EVENT_PACKETS, PAUSE_PACKETS = 8, 6  # of one pressed key
SILENCE = b"\xd5" * SAMPLES_PER_PACKET  # in A-law
MUSIC_ENDS_S = 0.5  # so long after the answer whatever is heard is the call
_DIGITS = "0123456789*#ABCD"
Arrival = tuple[float, int, bytes]  # monotonic s, sequence, A-law
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
        self.loops = True  # False: the voice is said once from the answer on, then silence
        self.sent = 0
        self.digits = ""
        self.arrivals: list[Arrival] = []
        self.stamps: list[int] = []  # RTP time stamps of arrivals
        self.arrived = 0  # samples: as long as heard() is
        self.early: list[Arrival] = []  # what came before the answer: music, announcements
        self._early_sources: set[int] = set()
        self._is_early = False
        self._answered_s = 0.0
        self._keys: deque[bytes] = deque()  # packets of digits on their way, b"" for a pause
        self._pressed_at: int | None = None  # index of the packet that began the present digit
        self._last_event_time: int | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self, target: tuple[str, int]) -> None:
        """Send to target from now on; a second call only moves the target."""
        if self._is_early:
            self._receive()  # what came before the answer counts as early
            self._answered_s = time.monotonic()
        self._is_early = False
        self._open(target)

    def start_early(self, target: tuple[str, int]) -> None:
        """Hear what target sends before the call is answered; only keys are sent to it."""
        self._is_early = True
        self._open(target)

    def _open(self, target: tuple[str, int]) -> None:
        self.target = target
        if self._task is None:
            loop = asyncio.get_running_loop()
            loop.add_reader(self._socket, self._receive)
            self._task = loop.create_task(self._play(), name="citizen.rtp")

    def press(self, digits: str) -> None:
        """Send each digit as a telephone event (RFC 4733) of 120 ms in place of the voice."""
        for digit in digits:
            event = _DIGITS.index(digit)
            for step in range(1, EVENT_PACKETS + 1):
                is_end = step > EVENT_PACKETS - 3  # the end is told three times
                length = min(step, EVENT_PACKETS - 2) * SAMPLES_PER_PACKET
                packet = struct.pack("!BBH", event, 0x80 * is_end | 10, length)
                self._keys.append(packet)
            self._keys.extend([b""] * PAUSE_PACKETS)

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

    def heard_early(self) -> Samples:
        """Return what arrived before the answer, as 8 kHz samples."""
        return decode(b"".join(payload for _, _, payload in self.early))

    def longest_gap_s(self) -> float:
        times = [at for at, _, _ in self.arrivals]
        return max((b - a for a, b in itertools.pairwise(times)), default=0.0)

    def lost(self) -> int:
        """Return how many sequence numbers between the first and the last never came."""
        numbers = {sequence for _, sequence, _ in self.arrivals}
        return max(numbers) - min(numbers) + 1 - len(numbers) if numbers else 0

    def missing_s(self, from_s: float, to_s: float) -> float:
        """Return how much voice that arrived between two moments lacks, however late it came.

        Packets that never came, and time that the sender let pass without sending any.
        """
        ordered = sorted(
            (sequence, stamp, len(payload))
            for (at, sequence, payload), stamp in zip(self.arrivals, self.stamps, strict=True)
            if from_s <= at <= to_s
        )
        if not ordered:
            return to_s - from_s
        passed = (ordered[-1][1] - ordered[0][1]) & 0xFFFFFFFF
        numbers = {sequence: samples for sequence, _, samples in ordered}
        return max(0, passed + ordered[-1][2] - sum(numbers.values())) / SAMPLES_PER_S

    async def _play(self) -> None:
        source = secrets.randbits(32)
        packets = len(self._voice) // SAMPLES_PER_PACKET
        coded = encode(self._voice)
        index, next_at, answered_at = 0, time.monotonic(), -1
        while True:
            if self.target is not None and (self._keys if self._is_early else self.may_send):
                if answered_at < 0 and not self._is_early:
                    answered_at = index  # who waited for a minute still begins with her first word
                place = index - max(0, answered_at)
                start = place % packets * SAMPLES_PER_PACKET
                # Between two keys she says nothing yet: nobody has answered.
                is_silent = self._is_early or (place >= packets and not self.loops)
                voice = SILENCE if is_silent else coded[start : start + SAMPLES_PER_PACKET]
                kind, stamp, payload = self._key_or_voice(index, voice)
                header = struct.pack(
                    "!BBHII",
                    0x80,
                    kind,
                    index & 0xFFFF,
                    stamp * SAMPLES_PER_PACKET & 0xFFFFFFFF,
                    source,
                )
                self._socket.sendto(header + payload, self.target)
                self.sent += 1
            index += 1
            next_at += PACKET_S
            await asyncio.sleep(max(0.0, next_at - time.monotonic()))

    def _key_or_voice(self, index: int, voice: bytes) -> tuple[int, int, bytes]:
        """Return payload type with its marker, index of the time stamp, and payload."""
        key = self._keys.popleft() if self._keys else b""
        if not key:
            self._pressed_at = None
            return PCMA, index, voice
        if self._pressed_at is None:
            self._pressed_at = index
            return EVENTS | 0x80, index, key
        return EVENTS, self._pressed_at, key

    def _receive(self) -> None:
        while True:
            try:
                packet, stamps, _, _ = self._socket.recvmsg(2048, 64)
            except (BlockingIOError, ConnectionRefusedError):
                return
            if len(packet) < 12:
                continue
            kind = packet[1] & 0x7F
            _, _, sequence, stamp, source = struct.unpack("!BBHII", packet[:12])
            if self._is_early:
                self._early_sources.add(source)
            elif time.monotonic() > self._answered_s + MUSIC_ENDS_S:
                self._early_sources.discard(source)  # a voice that overtook the answer
            if kind == PCMA and source in self._early_sources:
                self.early.append((_arrived_s(stamps), sequence, packet[12:]))
            elif kind == PCMA:
                self.arrivals.append((_arrived_s(stamps), self._unwrapped(sequence), packet[12:]))
                self.stamps.append(stamp)
                self.arrived += len(packet) - 12
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
