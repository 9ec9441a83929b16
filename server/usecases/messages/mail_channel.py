"""The way by mail: cards to citizens, questions to the owners of entries."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage

import msgspec

from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_report import EntryReport, MailState, ReportState
from server.store.engine.connection import Connection
from server.store.messages.outgoing import MAILS, OutgoingMessage, SendState
from server.store.messages.owner_mails import name_mail, newest_mail
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.messages.card_mail import card_letter, card_mail
from server.usecases.messages.mail_text import owner_mail
from server.usecases.messages.send_messages import Channel, Delivery

SHOWN_AS = {
    SendState.WAITING: MailState.WAITING,
    SendState.SENT: MailState.SENT,
    SendState.UNCERTAIN: MailState.UNCERTAIN,
    SendState.FAILED: MailState.FAILED,
}

Send = Callable[[EmailMessage, str, str], Awaitable[Delivery]]  # message, sender, recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes, and where links lead."""

    sender: str
    domain: str
    public_url: str
    links: OwnerLinks


class MailChannel(Channel[EmailMessage]):
    outbox = MAILS
    tried_for = timedelta(days=3)

    def __init__(self, letterhead: Letterhead, send: Send) -> None:
        self._letterhead = letterhead
        self._send = send

    def letter(
        self, connection: Connection, mail: OutgoingMessage, now: datetime
    ) -> EmailMessage | None:
        head = self._letterhead
        # The same at each attempt: a receiver can tell that a second mail is the first.
        message_id = mail.message_id or name_mail(connection, mail.id, head.domain)
        named = replace(mail, message_id=message_id)
        if mail.card_id:
            card = card_letter(connection, mail, now)
            return card_mail(named, card, sender=head.sender, now=now) if card else None
        report = _awaited(connection, mail)
        if report is None or report.state is not ReportState.ASKED:
            return None
        link = head.public_url.rstrip("/") + head.links.path(mail.id)
        return owner_mail(named, report, link=link, sender=head.sender, now=now)

    async def deliver(self, mail: OutgoingMessage, message: EmailMessage) -> Delivery:
        return await self._send(message, self._letterhead.sender, mail.recipient)

    def settled(
        self,
        connection: Connection,
        mail: OutgoingMessage,
        state: SendState,
        fault: str,
        now: datetime,
    ) -> None:
        """Show editors how far it came, where the report still waits for this mail."""
        report = _awaited(connection, mail, lock=True)
        if report is None or state not in SHOWN_AS:
            return
        shown = msgspec.structs.replace(report, mail=SHOWN_AS[state], mail_fault=fault)
        if shown == report:
            return
        edit = FeedEdit(connection, now=now)
        edit.put(EDITING_SCOPE, shown)
        edit.finish()


def _awaited(
    connection: Connection, mail: OutgoingMessage, *, lock: bool = False
) -> EntryReport | None:
    """Return the report a mail is about, while no newer mail about it was made."""
    report = find(connection, EntryReport, mail.report_id, lock=lock)
    newest = newest_mail(connection, mail.report_id)
    return report if newest is not None and newest.id == mail.id else None
