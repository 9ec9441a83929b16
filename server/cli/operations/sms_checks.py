"""What doctor finds out about text messages: does the SMS centre let us in, did all leave."""

from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.gateways.sms.smpp_line import BindRefused, LineBroken, SmppLine
from server.gateways.sms.smpp_words import ALREADY_BOUND
from server.gateways.sms.sms_faults import why_not
from server.settings import SmsSettings
from server.store.engine.connection import Connection
from server.store.messages.outgoing import SendState
from server.store.messages.texts import text_counts

CHECK = "sms"


def sms_finding(sms: SmsSettings | None) -> Finding:
    """Bind at the SMS centre and leave: no message is sent."""
    if sms is None:
        return Finding(check=CHECK, state=GOOD, text="None is set: cards go out by mail only.")
    where = f"{sms.host} port {sms.port}"
    line = SmppLine(sms)
    try:
        line.open()
        line.say("unbind")
    except BindRefused as refused:
        if refused.status == ALREADY_BOUND:
            text = f"{where} says that the server holds the line already."
            return Finding(check=CHECK, state=GOOD, text=text)
        text = f"{where} takes no messages: {why_not(refused)}."
        return Finding(check=CHECK, state=BAD, text=text)
    except (OSError, LineBroken) as error:
        text = f"{where} takes no messages: {why_not(error)}."
        return Finding(check=CHECK, state=BAD, text=text)
    finally:
        line.close()
    return Finding(check=CHECK, state=GOOD, text=f"{where} answers; telephones show {sms.sender}.")


def texts_finding(connection: Connection) -> tuple[str, str]:
    """Tell what did not arrive; who sent it knows already."""
    counts = text_counts(connection)
    waiting = counts.get(SendState.WAITING, 0) + counts.get(SendState.SENDING, 0)
    unsure, failed = counts.get(SendState.UNCERTAIN, 0), counts.get(SendState.FAILED, 0)
    text = f"{waiting} wait, {unsure} may not have arrived, {failed} did not."
    return (WARNING if unsure else GOOD), text
