"""What a caller says, put in place by its time stamps: loss, doubles and disorder do no harm."""

from server.gateways.rtp_packet import RtpPacket
from server.gateways.voice.g711 import A_LAW, RATE, loudness

SILENCE = {A_LAW: b"\xd5", 0: b"\xff"}  # the code of nothing, by law
LOUD = 350.0  # mean magnitude of a packet with a voice in it; a quiet line hisses below 100
JUMP_BYTES = 5 * RATE  # a stamp further away begins a new count
PAYLOAD_LIMIT = 480  # bytes of a packet: 60 ms


class VoiceRecorder:
    """Pure. sound grows to at most limit_s seconds; one byte is one sample."""

    def __init__(self, *, law: int, limit_s: float) -> None:
        self.law = law
        self.sound = bytearray()
        self._limit = int(limit_s * RATE)
        self._source: int | None = None
        self._zero = 0  # time stamp of the first byte, as this source counts
        self._loud_until = 0
        self.is_spoken = False

    @property
    def is_full(self) -> bool:
        return len(self.sound) >= self._limit

    @property
    def quiet_s(self) -> float:
        """Return for how long nothing was said up to the end of the sound."""
        return (len(self.sound) - self._loud_until) / RATE

    @property
    def spoken(self) -> bytes:
        """Return the sound up to half a second after the last word."""
        return bytes(self.sound[: self._loud_until + RATE // 2])

    def heard(self, packet: RtpPacket) -> None:
        """Take a packet of the agreed law; others are nothing."""
        size = len(packet.payload)
        # Tones of keys and comfort noise come in payloads of their own: they are no voice.
        if packet.payload_type != self.law or not 0 < size <= PAYLOAD_LIMIT or self.is_full:
            return
        at = self._place(packet)
        if at < 0:
            return
        fits = packet.payload[: max(0, self._limit - at)]
        # Up to the limit also where the packet that would fill it was lost: or it would never end.
        silent = min(at, self._limit) - len(self.sound)
        self.sound += SILENCE[self.law] * max(0, silent)
        self.sound[at : at + len(fits)] = fits
        if loudness(fits, self.law) >= LOUD:
            self._loud_until = max(self._loud_until, at + len(fits))
            self.is_spoken = True

    def _place(self, packet: RtpPacket) -> int:
        """Return where the packet's first byte belongs; negative: before the beginning."""
        at = (packet.timestamp - self._zero) & 0xFFFFFFFF
        at = at - (1 << 32) if at >= 1 << 31 else at
        # The exchange may put another source on the line: its stamps count from elsewhere.
        if packet.source != self._source or abs(at - len(self.sound)) > JUMP_BYTES:
            self._source = packet.source
            self._zero = (packet.timestamp - len(self.sound)) & 0xFFFFFFFF
            return len(self.sound)
        return at
