"""Who may read and write the text of a call, and how that operator's window is notified."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from contract.domain.ids import AccountId
from contract.wire.text import (
    TextAnswer,
    TextCallOut,
    TextNews,
    TextOffer,
    TextPlace,
    TextTaken,
    TypedText,
)
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.calls.call_ownership import owner_of
from server.usecases.calls.text_conversation import TextConversation

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5  # for whose call it is, until it is somebody's
TELL_EVERY_S = 5.0  # again to a window that may have been started anew


class TextCalls(Protocol):
    """The text streams that are up. On the loop's thread only."""

    async def place(self, offer: TextOffer) -> TextPlace: ...
    def offer(self, call: TextCallOut) -> TextPlace: ...
    async def hear_answer(self, answer: TextAnswer) -> TextPlace: ...
    def conversation(self, call_key: str) -> TextConversation | None: ...
    def open_conversations(self) -> Iterable[TextConversation]: ...
    def type(self, call_key: str, text: TypedText) -> TextTaken: ...
    def end(self, *, call_key: str = "", sip_id: str = "") -> None: ...


def may_use_text(
    connection: Connection, account_id: AccountId, call_key: str, told_as: str = ""
) -> bool:
    """Return whether the account talks, or last talked, in this call."""
    return owner_of(connection, call_key, told_as) == account_id


class TellText:
    """Notifies the window of the call's operator: at each change, and every TELL_EVERY_S."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        tell: Callable[[AccountId, TextNews], None],
    ) -> None:
        self._database = database
        self._tell = tell
        self._owners: dict[str, AccountId] = {}  # by call
        self._told_at: dict[str, float] = {}

    def changed(self, conversation: TextConversation) -> None:
        """Notify the operator of new text or the end, as soon as she is known."""
        owner = self._owners.get(conversation.call_key)
        # A call that waits is nobody's: nobody reads what its citizen types
        # (test_text_and_voicemail).
        if owner is None:
            return
        self._told_at[conversation.call_key] = asyncio.get_running_loop().time()
        news = TextNews(
            call_key=conversation.call_key, last=conversation.last, is_open=conversation.is_open
        )
        self._tell(owner, news)
        if not conversation.is_open:
            self._owners.pop(conversation.call_key, None)
            self._told_at.pop(conversation.call_key, None)

    async def look(self, conversations: Iterable[TextConversation]) -> None:
        """Find the operators of these calls, and notify those who were not for a while."""
        waiting = list(conversations)
        unowned = [(c.call_key, c.told_as) for c in waiting if c.call_key not in self._owners]
        if unowned:
            found = await self._database.read(
                lambda connection: {key: owner_of(connection, key, told) for key, told in unowned}
            )
            self._owners |= {key: owner for key, owner in found.items() if owner is not None}
        now = asyncio.get_running_loop().time()
        for conversation in waiting:
            # A window that was started anew in the call does not know of the text.
            if now - self._told_at.get(conversation.call_key, -TELL_EVERY_S) >= TELL_EVERY_S:
                self.changed(conversation)

    async def run(self, calls: TextCalls) -> None:
        """Look again and again, until cancelled."""
        while True:
            conversations = list(calls.open_conversations())
            try:
                await self.look(conversations)
            # A database that is away must not end the job: the next look finds the owner.
            except StoreFault as fault:
                log.warning("text waits: %s", type(fault).__name__)
            await asyncio.sleep(LOOK_EVERY_S)
