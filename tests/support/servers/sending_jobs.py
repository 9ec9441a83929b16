"""The jobs that send mails and text messages, over a database and a peer of the test."""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

from contract.domain.short_message import ShortMessage
from server.gateways.smtp import MailServer
from server.settings import MailSettings
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.messages.mail_channel import Letterhead, MailChannel
from server.usecases.messages.send_messages import SendMessages
from server.usecases.messages.text_channel import SendPart, TextChannel

LINKS = OwnerLinks(b"a key")
Clock = Callable[[], datetime]


def sending_mails(database: ServerDatabase, port: int, clock: Clock) -> SendMessages[EmailMessage]:
    """port: of the mail server on this machine that takes the mails."""
    settings = MailSettings(
        host="127.0.0.1",
        port=port,
        security="none",
        from_address="schede@comune.example",
        public_url="https://centralino.example",
    )
    letterhead = Letterhead(
        sender=settings.from_address,
        domain=settings.domain,
        public_url=settings.public_url,
        links=LINKS,
    )
    channel = MailChannel(letterhead, MailServer(settings).send)
    return SendMessages(database=database, channel=channel, clock=clock)


def sending_texts(
    database: ServerDatabase, send: SendPart, clock: Clock
) -> SendMessages[ShortMessage]:
    channel = TextChannel(database=database, send=send, clock=clock)
    return SendMessages(database=database, channel=channel, clock=clock)
