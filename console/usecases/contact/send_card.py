"""Sends a card to a citizen, also while offline: the server mails it."""

import asyncio
from collections.abc import Callable

from console.model.contact.card_to_send import CardFate, CardToSend
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock
from console.store.contact import sending_aside, sending_repository
from console.store.contact.sending_aside import TypedSending
from console.store.knowledge import knowledge_repository
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, is_waiting
from console.store.session import session_record
from console.store.session.notice_repository import tells_of
from contract.domain.ids import CardId, CommandId, OfficeId, new_command_id
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.mail_address import is_number
from contract.wire.commands import Command, SendCard


class CardSender:
    """is_online: whether the line is thought to live; a dead one is found within seconds."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        feed: ChangeFeed,
        clock: Clock,
        is_online: Callable[[], bool],
    ) -> None:
        self._database = database
        self._feed = feed
        self._clock = clock
        self._is_online = is_online

    async def send(self, wanted: CardToSend) -> CommandId:
        """Queue it for the server, which makes the text from the card it publishes then.

        In the same step what was typed for it leaves the draft of the contact.
        """

        command_id = new_command_id()

        def apply(connection: Connection) -> None:
            data = SendCard(
                card_id=wanted.card.id,
                card_version=wanted.card.version,
                to=wanted.to,
                language=wanted.card.language,
                contact_id=wanted.contact_id,
                office_id=wanted.office_id,
            )
            now = self._clock()
            enqueue(connection, Command(id=command_id, at=now, data=data))
            if is_number(wanted.to):
                sending_repository.note_text(connection, now)
            # In the same step: after a kill in between, the card would be offered and sent twice.
            sending_aside.keep_typed(connection, wanted.contact_id, None)

        await self._database.write(apply, changes=frozenset({Topic.OUTBOX, Topic.DRAFTS}))
        return command_id

    async def follow(self, command_id: CommandId) -> CardFate:
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

    async def save_aside(self, typed: TypedSending) -> TypedSending:
        """Put on disk what is typed for a contact that has left the screen meanwhile.

        Return what lies on disk. Raise LocalStoreBroken. A contact that was closed or thrown away
        meanwhile stays so.
        """
        await self._database.write(
            lambda connection: sending_aside.keep_typed(connection, *typed),
            changes=frozenset({Topic.DRAFTS}),
        )
        return typed

    async def typed_aside(self) -> TypedSending | None:
        return await self._database.read(sending_aside.typed_aside)

    async def family(self, card_id: CardId) -> tuple[ServiceCard, ...]:
        """Return a card with its translations."""
        return await self._database.read(lambda c: knowledge_repository.card_family(c, card_id))

    async def office(self, office_id: OfficeId) -> Office | None:
        return await self._database.read(lambda c: knowledge_repository.office(c, office_id))

    async def texts_left(self) -> int | None:
        """Return how many text messages may be sent today; None: nobody counts."""
        return await self._database.read(lambda c: sending_repository.texts_left(c, self._clock()))

    async def sends_sms(self) -> bool:
        return await self._database.read(session_record.sends_sms)


def _fate(connection: Connection, command_id: CommandId) -> CardFate:
    if is_waiting(connection, command_id):
        return CardFate.WAITS
    return CardFate.REFUSED if tells_of(connection, command_id) else CardFate.AT_SERVER
