"""What doctor finds out about mails: does the mail server answer, did all leave."""

import asyncio

from aiosmtplib import SMTPException

from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.gateways.smtp import MailServer, fault_of
from server.settings import MailSettings
from server.store.engine.connection import Connection
from server.store.messages.outgoing import SendState
from server.store.messages.owner_mails import mail_counts

ANSWER_S = 10.0
CHECK = "mail"


def mail_finding(mail: MailSettings | None) -> Finding:
    """Greet the mail server, sign in there, and leave: no mail is sent."""
    if mail is None:
        text = "None is set: owners are not asked, citizens get no cards."
        return Finding(check=CHECK, state=WARNING, text=text)
    where = f"{mail.host} port {mail.port}"
    try:
        asyncio.run(_greet(mail))
    except (SMTPException, OSError, ValueError, TimeoutError) as error:
        return Finding(check=CHECK, state=BAD, text=f"{where} does not take mail: {_why(error)}.")
    return Finding(
        check=CHECK, state=GOOD, text=f"{where} answers; links lead to {mail.public_url}."
    )


def mails_finding(connection: Connection) -> tuple[str, str]:
    """Tell what did not leave. Editors see which report it is about."""
    counts = mail_counts(connection)
    unsure, failed = counts.get(SendState.UNCERTAIN, 0), counts.get(SendState.FAILED, 0)
    waiting = counts.get(SendState.WAITING, 0)
    text = f"{waiting} wait, {unsure} may not have arrived, {failed} were refused."
    return (WARNING if unsure or failed else GOOD), text


async def _greet(mail: MailSettings) -> None:
    async with asyncio.timeout(ANSWER_S):
        client = await MailServer(mail).greeted()
        await client.quit()


def _why(error: Exception) -> str:
    return f"no answer in {ANSWER_S:.0f} s" if isinstance(error, TimeoutError) else fault_of(error)
