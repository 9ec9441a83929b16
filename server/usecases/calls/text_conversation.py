"""The text of one call while it lasts: in memory only, bounded, readable by number."""

import asyncio
from collections import deque
from datetime import datetime

from contract.wire.text import CHARACTERS_LIMIT, TextFeed, TextPiece, TextSide

CHARACTERS_KEPT = 40_000  # of one conversation; an hour of fast typing by both sides
PIECES_KEPT = 8_000
STREAMS_KEPT = 16  # panes that typed into one call


class TextConversation:
    """Used on the loop's thread only."""

    def __init__(self, *, call_key: str, sip_id: str, told_as: str = "") -> None:
        """call_key: the seat's name of the call; told_as: the exchange's, where it is another."""
        self.call_key = call_key
        self.sip_id = sip_id
        self.told_as = told_as or call_key
        self.is_open = True
        self.is_heard = False
        self._pieces: deque[TextPiece] = deque()
        self._last = 0
        self._characters = 0
        self._taken: dict[str, int] = {}  # stream -> its last number
        self._changed = asyncio.Event()

    @property
    def last(self) -> int:
        return self._last

    def add(self, side: TextSide, characters: str, at: datetime) -> None:
        """Append what one side said; the oldest pieces go when there are too many."""
        for start in range(0, len(characters), CHARACTERS_LIMIT):
            part = characters[start : start + CHARACTERS_LIMIT]
            self._last += 1
            self._characters += len(part)
            piece = TextPiece(number=self._last, side=side, characters=part, at=at)
            self._pieces.append(piece)
        # In memory only, for hours: a device that pastes without end must not fill it.
        while self._characters > CHARACTERS_KEPT or len(self._pieces) > PIECES_KEPT:
            self._characters -= len(self._pieces.popleft().characters)
        self._wake()

    def note_heard(self) -> None:
        """The citizen's device sends text packets."""
        if not self.is_heard:
            self.is_heard = True
            self._wake()

    def end(self) -> None:
        if self.is_open:
            self.is_open = False
            self._wake()

    def feed(self, after: int, stream: str = "") -> TextFeed:
        """Return the pieces numbered above after, oldest first."""
        return TextFeed(
            call_key=self.call_key,
            pieces=tuple(piece for piece in self._pieces if piece.number > after),
            last=self._last,
            first_kept=self._pieces[0].number if self._pieces else self._last + 1,
            is_open=self.is_open,
            is_heard=self.is_heard,
            taken=self._taken.get(stream, 0),
        )

    async def wait_beyond(self, after: int, seconds: float) -> None:
        """Return once there is a piece above after, something changed, or the time is over."""
        # Before waiting: what came between two questions would be shown a whole poll late.
        if self._last > after or not self.is_open or seconds <= 0:
            return
        # The present event: _wake() puts another one in its place.
        changed = self._changed
        try:
            async with asyncio.timeout(seconds):
                await changed.wait()
        except TimeoutError:
            return

    def taken(self, stream: str) -> int:
        """Return the last number taken of a stream, 0 for none."""
        return self._taken.get(stream, 0)

    def take(self, stream: str, number: int) -> None:
        """Remember that the stream's numbers up to this one are done."""
        # To the end of the dict: the stream that types is not the one that is forgotten.
        self._taken.pop(stream, None)
        self._taken[stream] = number
        while len(self._taken) > STREAMS_KEPT:
            self._taken.pop(next(iter(self._taken)))

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
