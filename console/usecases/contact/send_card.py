"""Sends a citizen a card, or the number of a case, also while offline: the server does it."""

import asyncio
from collections.abc import Callable, Sequence

from console.model.contact.card_to_send import CardFate, CardToSend
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import Clock
from console.store.contact import contact_repository, sending_aside, sending_repository
from console.store.contact.sending_aside import TypedSending
from console.store.knowledge import knowledge_repository
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, is_waiting
from console.store.session import session_record
from console.store.session.notice_repository import tells_of
from contract.domain.ids import CardId, CommandId, ContactId, OfficeId, new_command_id
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.mail_address import is_number
from contract.domain.phone_number import UnusableNumber, mobile
from contract.wire.commands import Command, SendCard, SendCaseNumber


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

        def apply(connection: Connection) -> CommandId:
            data = SendCard(
                card_id=wanted.card.id,
                card_version=wanted.card.version,
                to=wanted.to,
                language=wanted.card.language,
                contact_id=wanted.contact_id,
                office_id=wanted.office_id,
            )
            # In the same step: after a kill in between, the card would be offered and sent twice.
            sending_aside.keep_typed(connection, wanted.contact_id, None)
            return self._queue(connection, data)

        return await self._database.write(apply, changes=frozenset({Topic.OUTBOX, Topic.DRAFTS}))

    async def send_number(self, contact_id: ContactId) -> CommandId | None:
        """Queue the number of the contact's case, behind the contact; None: there is none now."""

        def apply(connection: Connection) -> CommandId | None:
            # Read here: the contact may have been taken back since the link was shown.
            to = _mobile_of(connection, contact_id)
            if not to:
                return None
            return self._queue(connection, SendCaseNumber(contact_id=contact_id, to=to))

        return await self._database.write(apply, changes=frozenset({Topic.OUTBOX}))

    async def may_send_number(self, contact_id: ContactId) -> bool:
        """Return whether the citizen can get the number of the contact's case by SMS."""

        def may(connection: Connection) -> bool:
            has_way = session_record.sends_sms(connection) and _mobile_of(connection, contact_id)
            left = sending_repository.texts_left(connection, self._clock())
            return bool(has_way) and left != 0

        return await self._database.read(may)

    async def number_of(self, contact_id: ContactId) -> str | None:
        """Return the number of its case, "" until it is given; None: there is no case."""
        return await self._database.read(lambda c: contact_repository.case_number(c, contact_id))

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

    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]:
        return await self._database.read(
            lambda c: knowledge_repository.offices_named(c, office_ids)
        )

    async def texts_left(self) -> int | None:
        """Return how many text messages may be sent today; None: nobody counts."""
        return await self._database.read(lambda c: sending_repository.texts_left(c, self._clock()))

    async def sends_sms(self) -> bool:
        return await self._database.read(session_record.sends_sms)

    def _queue(self, connection: Connection, data: SendCard | SendCaseNumber) -> CommandId:
        command = Command(id=new_command_id(), at=self._clock(), data=data)
        enqueue(connection, command)
        if is_number(data.to):
            sending_repository.note_text(connection, command.at)
        return command.id


def _mobile_of(connection: Connection, contact_id: ContactId) -> str:
    """Return the number its case can be sent to; "" without one, or without a case."""
    contact = contact_repository.contact(connection, contact_id)
    if contact is None or contact_repository.case_number(connection, contact_id) is None:
        return ""
    try:
        return mobile(contact.caller.phone)
    except UnusableNumber:
        return ""


def _fate(connection: Connection, command_id: CommandId) -> CardFate:
    if is_waiting(connection, command_id):
        return CardFate.WAITS
    return CardFate.REFUSED if tells_of(connection, command_id) else CardFate.AT_SERVER
