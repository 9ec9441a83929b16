"""The questions of the exchanges that are held open until they can be answered."""

import asyncio
from collections.abc import Mapping

from contract.wire.exchange import AnyRouteReply, Ring, Wait

type Poll = asyncio.Future[AnyRouteReply]


class WaitingRoom:
    """One open question a call; a newer one replaces it. Used on the loop's thread only."""

    def __init__(self) -> None:
        self._polls: dict[str, Poll] = {}
        self._closed = False

    @property
    def call_ids(self) -> frozenset[str]:
        return frozenset(call_id for call_id, poll in self._polls.items() if not poll.done())

    def enter(self, call_id: str) -> Poll:
        """Open a question; the call's former one, asked on a broken line, is told to wait."""
        poll: Poll = asyncio.get_running_loop().create_future()
        former = self._polls.get(call_id)
        if former is not None and not former.done():
            # Asked on a line that broke: left open it would hold its request until the poll's end.
            former.set_result(Wait())
        self._polls[call_id] = poll
        # One that comes while the server stops would hold it up.
        if self._closed:
            poll.set_result(Wait())
        return poll

    def leave(self, call_id: str, poll: Poll) -> None:
        """Forget a question nobody waits for any more."""
        poll.cancel()
        # A newer question of the same call must stay.
        if self._polls.get(call_id) is poll:
            del self._polls[call_id]

    @property
    def questions(self) -> dict[str, Poll]:
        """Return the open questions by their call."""
        return {call_id: poll for call_id, poll in self._polls.items() if not poll.done()}

    def answer(
        self, call_id: str, reply: AnyRouteReply, asked: Mapping[str, Poll] | None = None
    ) -> bool:
        """Return whether somebody was there to hear it. asked: what was open when it was decided.

        A newer question of the same call has a decision of its own, which knows of this one.
        """
        poll = self._polls.get(call_id)
        if poll is None or poll.done() or (asked is not None and asked.get(call_id) is not poll):
            return False
        poll.set_result(reply)
        return True

    def close(self) -> None:
        """Tell everybody to ask again: the server stops."""
        self._closed = True
        for poll in self._polls.values():
            if not poll.done():
                poll.set_result(Wait())


def offer_in(reply: AnyRouteReply) -> str:
    return reply.offer if isinstance(reply, Ring) else ""
