"""Hands one mail to the mail server, and tells apart what is certain from what is not."""

import ssl
from contextlib import suppress
from email.message import EmailMessage

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from server.settings import MailSettings
from server.usecases.messages.send_messages import Delivered, Delivery

STEP_S = 30.0  # for each word of the conversation
FAREWELL_S = 3.0
FAULT_LIMIT = 200
FOR_GOOD = range(500, 600)


class MailServer:
    """Speaks to the server of the settings; one conversation a mail."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings

    async def send(self, message: EmailMessage, sender: str, recipient: str) -> Delivery:
        """Never raise for what the other side does."""
        try:
            client = await self.greeted()
        except (SMTPException, OSError, ValueError) as error:
            return Delivery(Delivered.NOT_NOW, fault_of(error))
        try:
            return await self._handed_over(client, message, sender, recipient)
        finally:
            client.close()

    async def greeted(self) -> SMTP:
        """Return a conversation past TLS and log-in. Raise SMTPException or OSError."""
        settings = self._settings
        client = SMTP(
            hostname=settings.host,
            port=settings.port,
            local_hostname=settings.domain,  # else it would ask the network who it is
            timeout=STEP_S,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            tls_context=self._tls(),
        )
        await client.connect()
        try:
            if settings.user:
                await client.login(settings.user, settings.password())
            else:
                await client.ehlo()
        except BaseException:
            client.close()
            raise
        return client

    async def _handed_over(
        self, client: SMTP, message: EmailMessage, sender: str, recipient: str
    ) -> Delivery:
        try:
            await client.mail(sender)
            await client.rcpt(recipient)
        except (SMTPException, OSError) as error:
            return Delivery(_outcome(error), fault_of(error))
        try:
            await client.data(message.as_bytes())
        except SMTPResponseException as error:
            return Delivery(_outcome(error), fault_of(error))
        except (SMTPException, OSError) as error:
            return Delivery(Delivered.UNKNOWN, fault_of(error))
        with suppress(SMTPException, OSError):
            await client.quit(timeout=FAREWELL_S)
        return Delivery(Delivered.TAKEN)

    def _tls(self) -> ssl.SSLContext | None:
        if self._settings.security == "none":
            return None
        return ssl.create_default_context(cafile=self._settings.ca_file)


def _outcome(error: Exception) -> Delivered:
    return Delivered.REFUSED if _code(error) in FOR_GOOD else Delivered.NOT_NOW


def _code(error: Exception) -> int:
    return int(getattr(error, "code", 0))


def fault_of(error: Exception) -> str:
    """Return what happened as one line that names no recipient's mailbox."""
    code = _code(error)
    said = str(getattr(error, "message", "") or error or type(error).__name__)
    words = ["…" if "@" in word else word for word in said.split()]
    text = " ".join(words)[:FAULT_LIMIT]
    return f"{code} {text}" if code else f"{type(error).__name__}: {text}"
