"""What doctor finds out about mails and text messages: are we let in, did all leave."""

import asyncio

from aiosmtplib import SMTPException

from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.gateways.sms.smpp_line import BindRefused, LineBroken, SmppLine
from server.gateways.sms.smpp_words import ALREADY_BOUND
from server.gateways.sms.sms_faults import why_not
from server.gateways.smtp import MailServer, fault_of
from server.settings import MailSettings, SmsSettings
from server.store.engine.connection import Connection
from server.store.messages.outgoing import SendState
from server.store.messages.owner_mails import mail_counts
from server.store.messages.texts import text_counts

ANSWER_S = 10.0
MAIL_CHECK = "mail"
SMS_CHECK = "sms"


def mail_finding(mail: MailSettings | None) -> Finding:
    """Greet the mail server, sign in there, and leave: no mail is sent."""
    if mail is None:
        text = "None is set: owners are not asked, citizens get no cards."
        return Finding(check=MAIL_CHECK, state=WARNING, text=text)
    where = f"{mail.host} port {mail.port}"
    try:
        asyncio.run(_greet(mail))
    except (SMTPException, OSError, ValueError, TimeoutError) as error:
        return Finding(
            check=MAIL_CHECK, state=BAD, text=f"{where} does not take mail: {_why(error)}."
        )
    return Finding(
        check=MAIL_CHECK, state=GOOD, text=f"{where} answers; links lead to {mail.public_url}."
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


def sms_finding(sms: SmsSettings | None) -> Finding:
    """Bind at the SMS centre and leave: no message is sent."""
    if sms is None:
        return Finding(check=SMS_CHECK, state=GOOD, text="None is set: cards go out by mail only.")
    where = f"{sms.host} port {sms.port}"
    line = SmppLine(sms)
    try:
        line.open()
        line.say("unbind")
    except BindRefused as refused:
        if refused.status == ALREADY_BOUND:
            text = f"{where} says that the server holds the line already."
            return Finding(check=SMS_CHECK, state=GOOD, text=text)
        text = f"{where} takes no messages: {why_not(refused)}."
        return Finding(check=SMS_CHECK, state=BAD, text=text)
    except (OSError, LineBroken) as error:
        text = f"{where} takes no messages: {why_not(error)}."
        return Finding(check=SMS_CHECK, state=BAD, text=text)
    finally:
        line.close()
    return Finding(
        check=SMS_CHECK, state=GOOD, text=f"{where} answers; telephones show {sms.sender}."
    )


def texts_finding(connection: Connection) -> tuple[str, str]:
    """Tell what did not arrive; who sent it knows already."""
    counts = text_counts(connection)
    waiting = counts.get(SendState.WAITING, 0) + counts.get(SendState.SENDING, 0)
    unsure, failed = counts.get(SendState.UNCERTAIN, 0), counts.get(SendState.FAILED, 0)
    text = f"{waiting} wait, {unsure} may not have arrived, {failed} did not."
    return (WARNING if unsure else GOOD), text
