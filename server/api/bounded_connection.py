"""A connection that does not wait for ever: for a request to be whole, or for an answer taken."""

import asyncio
import logging
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Whoever sends a letter a minute holds a descriptor; a seat on a slow line sends a head in one.
HEAD_WITHIN_S = 10.0
BODY_WITHIN_S = 30.0  # a megabyte, the most there is, at 300 kbit a second
TAKEN_WITHIN_S = 30.0  # what the network has no more room for
HEAD_LIMIT = 64 * 1024  # bytes
TOLD_EVERY_S = 60.0  # or an attacker would fill the log

log = logging.getLogger(__name__)


class CutOff:
    """Tells the log of clients that were cut off: of the first at once, then of how many."""

    def __init__(self) -> None:
        self._count = 0
        self._told_at = float("-inf")

    def tell(self, part: str, now: float) -> None:
        self._count += 1
        if now - self._told_at >= TOLD_EVERY_S:
            log.warning("requests cut off: %d, the last one at its %s", self._count, part)
            self._count, self._told_at = 0, now


class OneEnd(h11.Connection):
    """Takes no request that has a length and chunks: a proxy might see its end elsewhere.

    And none with a head beyond the limit, however it comes.
    """

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request):
            names = {name for name, _ in event.headers}
            if {b"content-length", b"transfer-encoding"} <= names:
                raise h11.RemoteProtocolError("a length and chunks")
            # h11 looks at what is incomplete: a head that comes in one piece passes it by.
            if len(event.target) + sum(len(n) + len(v) for n, v in event.headers) > HEAD_LIMIT:
                raise h11.RemoteProtocolError("a head that is too large")
        return event


class BoundedConnection(H11Protocol):
    """Cuts off a client that is slow to ask, or that does not read what it asked for."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.conn = OneEnd(h11.SERVER, HEAD_LIMIT)
        self._awaited = ""  # the part of a request that has begun to come
        self._deadline: asyncio.TimerHandle | None = None
        self._read_deadline: asyncio.TimerHandle | None = None
        # One for all connections of a server, which uvicorn gives them.
        self._cut_off: CutOff = self.app_state.setdefault("cut_off", CutOff())

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # Also who says nothing at all: a seat connects because it has something to ask.
        self._await("head")

    def connection_lost(self, exc: Exception | None) -> None:
        self._await("")
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._await(self._part())

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._await(self._part())

    def pause_writing(self) -> None:
        super().pause_writing()
        self._read_deadline = self.loop.call_later(TAKEN_WITHIN_S, self._cut, "answer")

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._read_deadline is not None:
            self._read_deadline.cancel()
            self._read_deadline = None

    def _part(self) -> str:
        """Return which part of a request has begun and is not whole."""
        if self.conn.their_state is h11.SEND_BODY:
            return "body"
        # Between two requests nothing is awaited: that is the time a line is kept for.
        has_begun = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
        return "head" if has_begun else ""

    def _await(self, part: str) -> None:
        if part == self._awaited:
            return
        self._awaited = part
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if part:
            within_s = BODY_WITHIN_S if part == "body" else HEAD_WITHIN_S
            # Aborted: whoever is that slow would not read a farewell either.
            self._deadline = self.loop.call_later(within_s, self._cut, part)

    def _cut(self, part: str) -> None:
        self._cut_off.tell(part, self.loop.time())
        self.transport.abort()
