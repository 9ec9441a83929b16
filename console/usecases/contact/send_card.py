"""Sends a card to a citizen, also while offline: the server mails it."""

from console.model.contact.card_to_send import CardToSend
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.contact.sending_aside import keep_typed
from console.store.contact.sending_repository import note_text
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from contract.domain.ids import CommandId, new_command_id
from contract.domain.mail_address import is_number
from contract.wire.commands import Command
from contract.wire.commands import SendCard as SendCardData


class SendCard:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, wanted: CardToSend) -> CommandId:
        """Queue it for the server, which makes the text from the card it publishes then.

        In the same step what was typed for it leaves the draft of the contact.
        """

        command_id = new_command_id()

        def apply(connection: Connection) -> None:
            data = SendCardData(
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
                note_text(connection, now)
            # In the same step: after a kill in between, the card would be offered and sent twice.
            keep_typed(connection, wanted.contact_id, None)

        await self._database.write(apply, changes=frozenset({Topic.OUTBOX, Topic.DRAFTS}))
        return command_id
