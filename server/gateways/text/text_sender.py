"""The sending half of a text stream: buffers for a moment, repeats what may have been lost."""

from collections import deque

from server.gateways.rtp_packet import RtpPacket
from server.gateways.text.redundancy import OFFSET_LIMIT, Block, packed
from server.gateways.text.t140 import BYTE_ORDER_MARK, block
from server.gateways.text.text_section import TextSection

# Between two packets; the first character after a silence does not wait. RFC 4103 knows 0.3 as the
# usual time: with 0.2 a character whose packet was lost is there within half a second.
BUFFER_S = 0.2
BLOCK_BYTES = 400  # of new text in one packet; a redundant block may have 1,023
WAITING_LIMIT = 2_000  # characters not sent yet
CPS_WINDOW_S = 10.0  # the device's characters a second are an average over this
KEEPALIVE_S = 15.0  # nothing said for so long: an empty packet keeps the way open


class TextSender:
    """Pure: the caller brings the time, in seconds of one steady clock, and sends the packets."""

    def __init__(
        self, section: TextSection, *, source: int, sequence: int, timestamp: int, now: float
    ) -> None:
        self._section = section
        self._source, self._sequence = source, sequence
        self._timestamp_zero, self._zero = timestamp, now
        # T.140 begins a session with it.
        self._waiting: deque[str] = deque(BYTE_ORDER_MARK)
        self._earlier: deque[tuple[bytes, float]] = deque(maxlen=section.generations)
        # Empty ones, so that the first packet has as many blocks as all others.
        self._earlier.extend([(b"", now)] * section.generations)
        self._spent: deque[tuple[float, int]] = deque()  # (when, characters) within the window
        self._sent_at: float | None = None
        self._was_idle = True

    def put(self, characters: str) -> bool:
        """Take characters to send; False when too many wait already: none of these was taken."""
        # All or nothing: half of what was typed could not be typed again.
        if len(self._waiting) + len(characters) > WAITING_LIMIT:
            return False
        self._waiting.extend(characters)
        return True

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def due_at(self, now: float) -> float:
        """Return when packet() has something to send; it may be past."""
        if self._sent_at is None:
            return now
        soon = self._sent_at + BUFFER_S
        # What was sent last has still to be repeated, though nobody types any more.
        if self._has_unrepeated or (self._waiting and self._room(now) > 0):
            return soon
        if self._waiting:
            return max(soon, self._spent[0][0] + CPS_WINDOW_S)
        return self._sent_at + KEEPALIVE_S

    def packet(self, now: float) -> bytes | None:
        """Return the packet that is due now, None when none is."""
        if self.due_at(now) > now:
            return None
        fresh = self._taken(now)
        packet = RtpPacket(
            payload_type=self._section.red or self._section.t140 or 0,
            sequence=self._sequence,
            timestamp=self._ticks(now),
            source=self._source,
            payload=self._payload(fresh, now),
            # RFC 4103 marks the first packet after a silence.
            marker=bool(fresh) and self._was_idle,
        )
        self._sequence = (self._sequence + 1) & 0xFFFF
        self._earlier.append((fresh, now))
        self._sent_at = now
        self._was_idle = not fresh and not self._has_unrepeated
        return packet.to_bytes()

    @property
    def _has_unrepeated(self) -> bool:
        return any(data for data, _ in self._earlier)

    def _room(self, now: float) -> int:
        """Return how many characters the device takes now by its own statement."""
        while self._spent and self._spent[0][0] + CPS_WINDOW_S <= now:
            self._spent.popleft()
        allowed = int(self._section.cps * CPS_WINDOW_S)
        return allowed - sum(count for _, count in self._spent)

    def _taken(self, now: float) -> bytes:
        """Take from what waits as much as fits: whole characters only."""
        taken: list[str] = []
        size, room = 0, self._room(now)
        while self._waiting and len(taken) < room:
            size += len(block(self._waiting[0]))
            # A redundant block may have 1,023 bytes: this text will be one in the next packets.
            if size > BLOCK_BYTES:
                break
            taken.append(self._waiting.popleft())
        if taken:
            self._spent.append((now, len(taken)))
        return block("".join(taken))

    def _payload(self, fresh: bytes, now: float) -> bytes:
        t140 = self._section.t140 or 0
        if not self._section.red:
            return fresh
        earlier = [
            Block(t140, data, min(self._ticks(now) - self._ticks(at) & 0xFFFFFFFF, OFFSET_LIMIT))
            for data, at in self._earlier
        ]
        return packed((*earlier, Block(t140, fresh)))

    def _ticks(self, now: float) -> int:
        """Return the RTP timestamp: the clock of text runs at 1,000 a second."""
        return (self._timestamp_zero + round((now - self._zero) * 1000)) & 0xFFFFFFFF
