"""Sends what waits in the outbox of mails: known refusals are tried again, doubts never are."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum

import msgspec

from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_report import EntryReport, MailState, ReportState
from contract.domain.sending import SendingProblem
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.messages.mails import (
    Mail,
    SendState,
    claim_mail,
    has_mail_work,
    mails_cut_short,
    newest_mail,
    settle_mail,
)
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.messages.card_mail import CardLetter, card_letter, card_mail
from server.usecases.messages.delivery_status import tell_sending
from server.usecases.messages.mail_text import owner_mail

log = logging.getLogger(__name__)

AT_ONCE = 20
CUT_SHORT_AFTER = timedelta(minutes=10)  # far longer than an attempt may take
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
TRIED_FOR = timedelta(days=3)
CUT_SHORT = "the server ended while it was sent"
TOLD = {
    SendState.WAITING: MailState.WAITING,
    SendState.SENT: MailState.SENT,
    SendState.UNCERTAIN: MailState.UNCERTAIN,
    SendState.FAILED: MailState.FAILED,
}


class Delivered(StrEnum):
    TAKEN = "taken"
    NOT_NOW = "not_now"  # certainly not taken; it may be later
    REFUSED = "refused"  # for good
    UNKNOWN = "unknown"  # the line broke after the text was sent


@dataclass(frozen=True, slots=True)
class Delivery:
    outcome: Delivered
    fault: str = ""  # what the other side said, one line


Send = Callable[[EmailMessage, str, str], Awaitable[Delivery]]  # message, sender, recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes, and where links lead."""

    sender: str
    domain: str
    public_url: str
    links: OwnerLinks


class SendMails:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        letterhead: Letterhead,
        send: Send,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._letterhead = letterhead
        self._send = send
        self._clock = clock

    async def __call__(self) -> int:
        """Send what is due, one after the other; return how many left. Raise StoreFault."""
        now = self._clock()
        if not await self._database.read(lambda c: has_mail_work(c, now, now - CUT_SHORT_AFTER)):
            return 0
        await self._database.write(lambda c: _settle_cut_short(c, now))
        sent = 0
        for _ in range(AT_ONCE):
            claimed = await self._database.write(
                lambda c: _claim(c, self._letterhead.domain, self._clock())
            )
            if claimed is None:
                break
            sent += await self._one(*claimed)
        return sent

    async def _one(self, mail: Mail, matter: EntryReport | CardLetter | None) -> bool:
        if matter is None:
            return False  # dropped
        head = self._letterhead
        if isinstance(matter, CardLetter):
            message = card_mail(mail, matter, sender=head.sender, now=self._clock())
        else:
            link = head.public_url.rstrip("/") + head.links.path(mail.id)
            message = owner_mail(mail, matter, link=link, sender=head.sender, now=self._clock())
        delivery = await self._send(message, head.sender, mail.recipient)
        now = self._clock()
        await self._database.write(lambda c: _settle(c, mail, delivery, now))
        log.info("mail %s attempt=%d %s", mail.id, mail.attempts, delivery.outcome)
        return delivery.outcome is Delivered.TAKEN


def _claim(
    connection: Connection, domain: str, now: datetime
) -> tuple[Mail, EntryReport | CardLetter | None] | None:
    mail = claim_mail(connection, domain, now)
    if mail is None:
        return None
    matter = card_letter(connection, mail, now) if mail.card_id else _wanted(connection, mail)
    if matter is None:
        settle_mail(connection, mail.id, SendState.DROPPED, now)
        tell_sending(connection, mail.id, SendState.DROPPED, now, SendingProblem.WITHDRAWN)
    return mail, matter


def _wanted(connection: Connection, mail: Mail) -> EntryReport | None:
    """Return the report the mail is about while its owner's answer is waited for."""
    report = find(connection, EntryReport, mail.report_id)
    newest = newest_mail(connection, mail.report_id)
    is_wanted = report is not None and report.state is ReportState.ASKED
    return report if is_wanted and newest is not None and newest.id == mail.id else None


def _settle(connection: Connection, mail: Mail, delivery: Delivery, now: datetime) -> None:
    state, next_at = _after(mail, delivery, now)
    if settle_mail(connection, mail.id, state, now, fault=delivery.fault, next_at=next_at):
        _tell(connection, mail, state, delivery.fault, now)
        tell_sending(connection, mail.id, state, now, _problem(state, delivery))


def _problem(state: SendState, delivery: Delivery) -> SendingProblem | None:
    if state is not SendState.FAILED:
        return None
    is_refusal = delivery.outcome is Delivered.REFUSED
    return SendingProblem.REFUSED if is_refusal else SendingProblem.EXPIRED


def _after(mail: Mail, delivery: Delivery, now: datetime) -> tuple[SendState, datetime]:
    match delivery.outcome:
        case Delivered.TAKEN:
            return SendState.SENT, now
        case Delivered.UNKNOWN:
            return SendState.UNCERTAIN, now
        case Delivered.REFUSED:
            return SendState.FAILED, now
        case Delivered.NOT_NOW:
            if mail.created_at + TRIED_FOR <= now:
                return SendState.FAILED, now
            wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 20), LONGEST_WAIT)
            return SendState.WAITING, now + wait


def _settle_cut_short(connection: Connection, now: datetime) -> None:
    """An attempt whose process ended: nobody knows, so an editor decides."""
    for mail in mails_cut_short(connection, now - CUT_SHORT_AFTER):
        if settle_mail(connection, mail.id, SendState.UNCERTAIN, now, fault=CUT_SHORT):
            _tell(connection, mail, SendState.UNCERTAIN, CUT_SHORT, now)
            tell_sending(connection, mail.id, SendState.UNCERTAIN, now)
            log.warning("mail %s: %s", mail.id, CUT_SHORT)


def _tell(connection: Connection, mail: Mail, state: SendState, fault: str, now: datetime) -> None:
    """Show editors how far it came, where the report still waits for this mail."""
    report = find(connection, EntryReport, mail.report_id, lock=True)
    newest = newest_mail(connection, mail.report_id)
    if report is None or newest is None or newest.id != mail.id:
        return
    told = msgspec.structs.replace(report, mail=TOLD[state], mail_fault=fault)
    if told == report:
        return
    edit = FeedEdit(connection, now=now)
    edit.put(EDITING_SCOPE, told)
    edit.finish()
