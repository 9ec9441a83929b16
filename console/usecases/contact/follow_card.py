"""Follows a card that was sent until it is sure where it is: at the server or on this seat."""

import asyncio
from collections.abc import Callable

from console.model.contact.card_to_send import CardFate
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import is_waiting
from console.store.session.notice_repository import tells_of
from contract.domain.ids import CommandId


class FollowCard:
    """is_online: whether the line is thought to live; a dead one is found within seconds."""

    def __init__(
        self, *, database: LocalDatabase, feed: ChangeFeed, is_online: Callable[[], bool]
    ) -> None:
        self._database = database
        self._feed = feed
        self._is_online = is_online

    async def __call__(self, command_id: CommandId) -> CardFate:
        """Return once the server has had its word, or the line is dead and the card waits."""
        changed = asyncio.Event()
        topics = frozenset({Topic.OUTBOX, Topic.CONNECTION})
        unsubscribe = self._feed.subscribe(topics, changed.set)
        try:
            while True:
                # Before the read: what changes while it runs must lead to another look.
                changed.clear()
                fate = await self._database.read(lambda c: _fate(c, command_id))
                # Called sent by the server's word only: on a line dead unnoticed it was a lie.
                if fate is not CardFate.WAITS or not self._is_online():
                    return fate
                await changed.wait()
        finally:
            unsubscribe()


def _fate(connection: Connection, command_id: CommandId) -> CardFate:
    if is_waiting(connection, command_id):
        return CardFate.WAITS
    return CardFate.REFUSED if tells_of(connection, command_id) else CardFate.AT_SERVER
