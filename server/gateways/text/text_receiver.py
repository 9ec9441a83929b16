"""The receiving half of a text stream: order, repeated blocks, and a mark where text was lost."""

from contract.domain.text_conversation import LOST
from server.gateways.rtp_packet import RtpPacket, sequence_step
from server.gateways.text.redundancy import Block, unpacked
from server.gateways.text.t140 import T140Reader
from server.gateways.text.text_section import TextSection

LATE_S = 0.5  # how long a missing packet may still come, before its text is given up
HELD_LIMIT = 64  # packets held behind a missing one
JUMP_LIMIT = 1_000  # a sequence number further away is a mistake, or the sender began anew
SOURCES_KEPT = 4  # senders whose place is remembered when another one speaks in between


class TextReceiver:
    """Pure: the caller brings the time, in seconds of one steady clock. Memory is bounded."""

    def __init__(self, section: TextSection) -> None:
        self._section = section
        self._reader = T140Reader()
        self._source: int | None = None
        self._places: dict[int, int] = {}  # of senders heard before: source -> next number
        self._next = 0  # sequence number of the block that comes next
        self._held: dict[int, bytes] = {}  # blocks behind a missing one, by sequence number
        self._gap_since: float | None = None
        self._stray: int | None = None  # sequence number that would follow a far one
        self.lost_gaps = 0

    def heard(self, packet: RtpPacket, now: float) -> str:
        """Return the characters that are complete now, in order; "" for none yet."""
        blocks = self._blocks(packet)
        if not blocks:
            return ""
        text = ""
        # A device that starts anew has another source; what was held of the old one is not lost.
        if packet.source != self._source:
            text = self._flushed()
            self._turn_to(packet, blocks)
        if abs(sequence_step(self._next, packet.sequence)) > JUMP_LIMIT:
            if packet.sequence != self._stray:  # RFC 3550, A.1: believed when the next one comes
                self._stray = (packet.sequence + 1) & 0xFFFF
                return text
            text += self._flushed()
            self._begin(packet, blocks)
        self._hold(packet.sequence, blocks)
        return text + self._drained(now)

    def due_at(self) -> float | None:
        """Return when late() is to be asked, None while nothing is missing."""
        return None if self._gap_since is None else self._gap_since + LATE_S

    def late(self, now: float) -> str:
        """Give up what has been missing for too long; return a mark and what was held behind."""
        due = self.due_at()
        if due is None or now < due:
            return ""
        return self._given_up() + self._drained(now)

    def _blocks(self, packet: RtpPacket) -> tuple[Block, ...]:
        """Return the blocks of text in the packet, oldest first; () for a packet of no use."""
        section = self._section
        if packet.payload_type == section.t140:
            return (Block(packet.payload_type, packet.payload),)
        if section.red is None or packet.payload_type != section.red:
            return ()
        # A block of another payload is no text: characters out of it would be garbage.
        blocks = unpacked(packet.payload)
        return blocks if all(b.payload_type == section.t140 for b in blocks) else ()

    def _turn_to(self, packet: RtpPacket, blocks: tuple[Block, ...]) -> None:
        """Follow another sender; a known one goes on at its last sequence number."""
        if self._source is not None:
            self._places[self._source] = self._next
        self._source, self._stray = packet.source, None
        place = self._places.pop(packet.source, None)
        # Senders may take turns: one that comes back goes on where it was, or its repeats are read
        # twice.
        if place is None or abs(sequence_step(place, packet.sequence)) > JUMP_LIMIT:
            self._begin(packet, blocks)
        else:
            self._next = place
        while len(self._places) > SOURCES_KEPT:
            self._places.pop(next(iter(self._places)))

    def _begin(self, packet: RtpPacket, blocks: tuple[Block, ...]) -> None:
        """Take what the sender repeats in its first packet too: we have never seen it."""
        self._stray = None
        # The first packets may be lost: the third one still repeats their text.
        self._next = (packet.sequence - len(blocks) + 1) & 0xFFFF

    def _hold(self, sequence: int, blocks: tuple[Block, ...]) -> None:
        for age, block in enumerate(reversed(blocks)):
            at = (sequence - age) & 0xFFFF
            # Each block comes several times: only the first is taken.
            if sequence_step(self._next, at) >= 0 and at not in self._held:
                self._held[at] = block.data

    def _drained(self, now: float) -> str:
        """Return what follows without a gap; note since when one is there."""
        before = self._next
        text = self._in_order()
        # Whatever a network or a stranger sends, memory is bounded.
        while len(self._held) > HELD_LIMIT:
            text += self._given_up() + self._in_order()
        if not self._held:
            self._gap_since = None
        # Another gap has its own half second.
        elif self._gap_since is None or self._next != before:
            self._gap_since = now
        return text

    def _in_order(self) -> str:
        text = ""
        while (data := self._held.pop(self._next, None)) is not None:
            text += self._reader.read(data)
            self._next = (self._next + 1) & 0xFFFF
        return text

    def _flushed(self) -> str:
        """Give up all gaps; return what was held behind them."""
        text = ""
        while self._held:
            text += self._given_up() + self._in_order()
        self._gap_since = None
        return text

    def _given_up(self) -> str:
        """Jump over what is missing to the first held block; return the mark of the loss."""
        self._next = min(self._held, key=lambda at: sequence_step(self._next, at))
        self._gap_since = None
        self.lost_gaps += 1
        return LOST
