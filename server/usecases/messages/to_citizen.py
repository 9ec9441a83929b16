"""What leaves for a citizen: checked, stored for the jobs that send, shown to its operator."""

from dataclasses import replace
from datetime import timedelta

from contract.domain.mail_address import is_citizens_address
from contract.domain.phone_number import UnusableNumber, mobile
from contract.domain.sending import Way, day_began
from contract.domain.sent_card import MOST_SENT
from contract.wire import reason_codes
from server.store.messages.outgoing import MAILS, TEXTS, OutgoingMessage, add, count_to_contact
from server.store.messages.texts import asked_within
from server.usecases.messages.available_ways import sends_mail, sends_sms, texts_a_day
from server.usecases.messages.delivery_status import begin_sending
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork

AT_ONCE = timedelta()
MAILS_A_DAY = 200  # of one operator: more than anybody has calls


def send_to_citizen(
    work: CommandWork,
    message: OutgoingMessage,
    way: Way,
    *,
    title: str,
    language: str,
    after: timedelta = AT_ONCE,
) -> None:
    """Queue it, to leave after so long at the earliest. Raise Refused."""
    to = message.recipient
    recipient = _number(work, to) if way is Way.SMS else _address(work, to)
    if count_to_contact(work.connection, message.contact_id) >= MOST_SENT:
        raise Refused(reason_codes.SENT_ENOUGH)
    _check_day(work, way)
    outbox = TEXTS if way is Way.SMS else MAILS
    add(work.connection, outbox, replace(message, recipient=recipient), work.now + after)
    begin_sending(work, message, way, title=title, language=language)


def _number(work: CommandWork, to: str) -> str:
    if not sends_sms(work.connection):
        raise Refused(reason_codes.NO_SMS)
    try:
        return mobile(to)
    except UnusableNumber:
        raise Refused(reason_codes.BAD_NUMBER, field="to") from None


def _address(work: CommandWork, to: str) -> str:
    if not is_citizens_address(to):
        raise Refused(reason_codes.BAD_ADDRESS, field="to")
    if not sends_mail(work.connection):
        raise Refused(reason_codes.NO_MAIL)
    return to


def _check_day(work: CommandWork, way: Way) -> None:
    """Each text costs, and a session that was stolen would send thousands of either."""
    # Until now: what was sent while the clock was ahead would count on each day until then.
    sent = asked_within(work.connection, work.account.id, way, day_began(work.now), work.now)
    if way is Way.SMS and sent >= texts_a_day(work.connection):
        raise Refused(reason_codes.TEXTS_ENOUGH)
    if way is Way.MAIL and sent >= MAILS_A_DAY:
        raise Refused(reason_codes.MAILS_ENOUGH)
