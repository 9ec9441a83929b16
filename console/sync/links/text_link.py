"""Real-time text between seat and server: the citizen's characters in, the operator's out."""

import asyncio
import logging
from collections.abc import Callable
from urllib.parse import quote

from console.errors import NOT_TOLD, ServerRejected, ServerUnreachable
from console.sync.server_link import ServerLink
from contract.domain.ids import new_id
from contract.wire.text import TextFeed, TextNews, TextPiece, TextSide, TextTaken, TypedText

log = logging.getLogger(__name__)
# Below the 5 s that the link itself waits: an idle question must end as an answer.
HELD_S = 3.0  # the server may keep one question open so long
AGAIN_S = 0.5  # after a failure
SLOW_S = 1.0  # the citizen's device takes no more for the moment
# Some ten seconds: then whoever types must know that nobody reads it.
TRIES = 20  # of one piece that is typed


class TextLink:
    """One call with text at a time: the one the server announced last.

    on_begin: there is text. on_text, on_own_text: what each side wrote; the operator's own comes
    only once, after a restart of the console. on_end: the call is over.
    """

    def __init__(
        self,
        *,
        link: ServerLink,
        on_begin: Callable[[], None],
        on_text: Callable[[str], None],
        on_own_text: Callable[[str], None],
        on_end: Callable[[], None],
    ) -> None:
        self._link = link
        self._on_begin = on_begin
        self._on_text = on_text
        self._on_own_text = on_own_text
        self._on_end = on_end
        self._news = asyncio.Event()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._call_key = self._stream = ""
        self._last = self._typed = 0
        self._shows_own = True  # what the feed has of the operator is from before a restart

    def on_news(self, news: TextNews) -> None:
        """The server's stream says that this call has text."""
        if news.is_open and news.call_key != self._call_key:
            self._begin_anew()
            # A stream id of its own: pieces are counted from one after each start of the console.
            self._call_key, self._stream = news.call_key, new_id()
            self._on_begin()
        self._news.set()

    async def run(self) -> None:
        """Read the feed of the present call until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            call_key = self._call_key
            while call_key and call_key == self._call_key and await self._read(call_key):
                pass

    async def send(self, characters: str) -> None:
        """Deliver characters of the present call, once and in order.

        Raise ServerUnreachable or ServerRejected.
        """
        call_key, stream = self._call_key, self._stream
        # Once anything is typed here, what the feed has of the operator is an echo.
        self._shows_own = False  # from here on it is what is on the screen already
        # The same number until it is taken: a piece whose answer was lost is not typed twice.
        number = self._typed + 1
        typed = TypedText(stream=stream, number=number, characters=characters)
        for _ in range(TRIES):
            if call_key != self._call_key:
                return  # typed for a call that is over
            try:
                reply = await self._link.ask("POST", _path(call_key), typed, TextTaken)
            except ServerRejected as rejected:
                # The call is over at the server: the stream's own word for it may come later.
                if rejected.status == 404:
                    return
                raise
            except NOT_TOLD:
                await asyncio.sleep(AGAIN_S)
                continue
            if reply.taken >= number or reply.refused == "ended":
                self._note_typed(stream, number)
                return
            # Slower than after a failure: the device itself asked for time.
            await asyncio.sleep(SLOW_S if reply.refused == "too_fast" else AGAIN_S)
        raise ServerUnreachable("the text was not taken")

    def _note_typed(self, stream: str, number: int) -> None:
        if stream == self._stream:  # else the next call has begun, and counts from one
            self._typed = number

    async def _read(self, call_key: str) -> bool:
        """Ask once for what is new; return whether to go on."""
        try:
            question = f"{_path(call_key)}?after={self._last}&wait_s={HELD_S:g}"
            feed = await self._link.ask("GET", question, None, TextFeed)
        except ServerRejected as rejected:
            if rejected.status == 404:
                if call_key == self._call_key:  # else another call is there already
                    self._over()
                return False
            await asyncio.sleep(AGAIN_S)
            return True
        except NOT_TOLD:
            await asyncio.sleep(AGAIN_S)
            return True
        # The next call has begun: an answer about the last one is nothing to it.
        if call_key != self._call_key:
            return False
        self._take(feed)
        return feed.is_open

    def _take(self, feed: TextFeed) -> None:
        for piece in feed.pieces:
            if piece.number > self._last:
                self._last = piece.number
                self._tell(piece)
        self._shows_own = False
        if not feed.is_open:
            self._over()

    def _tell(self, piece: TextPiece) -> None:
        if piece.side is TextSide.CITIZEN:
            self._on_text(piece.characters)
        elif self._shows_own:
            self._on_own_text(piece.characters)

    def _over(self) -> None:
        self._call_key = ""
        self._on_end()


def _path(call_key: str) -> str:
    return f"/text/{quote(call_key, safe='')}"
