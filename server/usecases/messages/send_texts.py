"""Sends text messages part by part: what was taken is never sent again, doubts never at all."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from contract.domain.opening_times.opening_hours import ROME
from contract.domain.sending import SendingProblem
from contract.domain.sent_card import short_text
from contract.domain.short_message import ShortMessage, short_message
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.messages.mails import SendState
from server.store.messages.text_parts import keep_part, keep_receipt, taken_parts
from server.store.messages.texts import (
    TextMessage,
    claim_text,
    find_text,
    has_text_work,
    keep_body,
    settle_receipts,
    settle_text,
    texts_cut_short,
)
from server.usecases.messages.card_mail import card_letter
from server.usecases.messages.delivery_status import tell_sending
from server.usecases.messages.send_mails import (
    AT_ONCE,
    CUT_SHORT,
    CUT_SHORT_AFTER,
    FIRST_WAIT,
    LONGEST_WAIT,
    Delivered,
)

log = logging.getLogger(__name__)

TEXTS_TRIED_FOR = timedelta(hours=12)  # then what it says of today is no use any more


class Receipt(StrEnum):
    """What the SMS centre tells of a part it had taken; all else it says is no end."""

    DELIVERED = "delivered"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of count parts, number counted from 1; reference joins those of one message."""

    to: str
    letters: bytes
    is_gsm: bool
    reference: int
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class PartDelivery:
    """id: the SMS centre's own, of a part it has taken. fault: in a few words of ours."""

    outcome: Delivered
    fault: str = ""
    id: str = ""


SendPart = Callable[[Part], Awaitable[PartDelivery]]


class SendTexts:
    def __init__(
        self, *, database: ServerDatabase, send: SendPart, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._send = send
        self._clock = clock

    async def __call__(self) -> int:
        """Send what is due, one after the other; return how many left. Raise StoreFault."""
        now = self._clock()
        if not await self._database.read(lambda c: has_text_work(c, now, now - CUT_SHORT_AFTER)):
            return 0
        await self._database.write(lambda c: _settle_cut_short(c, now))
        sent = 0
        for _ in range(AT_ONCE):
            claimed = await self._database.write(lambda c: _claim(c, self._clock()))
            if claimed is None:
                break
            sent += await self._one(*claimed)
        return sent

    async def _one(self, text: TextMessage, message: ShortMessage | None) -> bool:
        if message is None:
            return False  # dropped
        delivery = await self._parts(text, message)
        now = self._clock()
        await self._database.write(lambda c: _settle(c, text, delivery, now))
        log.info("text %s attempt=%d %s", text.id, text.attempts, delivery.outcome)
        return delivery.outcome is Delivered.TAKEN

    async def _parts(self, text: TextMessage, message: ShortMessage) -> PartDelivery:
        """Send those the SMS centre has not; stop at the first it does not take."""
        taken = await self._database.read(lambda c: taken_parts(c, text.id))
        for number, letters in enumerate(message.parts, 1):
            if number in taken:
                continue
            part = Part(
                to=text.recipient,
                letters=letters,
                is_gsm=message.is_gsm,
                reference=crc32(text.id.encode()) & 0xFF,
                number=number,
                count=len(message.parts),
            )
            delivery = await self._send(part)
            if delivery.outcome is not Delivered.TAKEN:
                return delivery
            await self._keep(delivery.id, text.id, number)
        return PartDelivery(Delivered.TAKEN)

    async def _keep(self, part_id: str, text_id: str, number: int) -> None:
        now = self._clock()
        await self._database.write(lambda c: keep_part(c, part_id, text_id, number, now))


class TakeReceipts:
    """What the SMS centre tells later; called by the thread that speaks with it."""

    def __init__(self, *, database: ServerDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def __call__(self, part_id: str, receipt: Receipt) -> None:
        """Write it down before the SMS centre is thanked for it. Raise StoreFault."""
        now = self._clock()
        self._database.write_now(lambda c: _take_receipt(c, part_id, receipt, now))


def _take_receipt(connection: Connection, part_id: str, receipt: Receipt, now: datetime) -> None:
    text_id = keep_receipt(connection, part_id, receipt, now)
    text = find_text(connection, text_id, lock=True) if text_id else None
    if text is not None and text.state is SendState.SENT:
        _settle_receipts(connection, text, now)


def _settle_receipts(connection: Connection, text: TextMessage, now: datetime) -> None:
    """One part that is lost spoils the message; it has arrived when every part has."""
    receipts = list(taken_parts(connection, text.id).values())
    if Receipt.LOST in receipts:
        if settle_receipts(connection, text.id, SendState.FAILED):
            problem = SendingProblem.UNDELIVERED
            tell_sending(connection, text.id, SendState.FAILED, now, problem)
        return
    has_arrived = len(receipts) == text.parts and set(receipts) == {Receipt.DELIVERED}
    if has_arrived and settle_receipts(connection, text.id, SendState.DELIVERED):
        tell_sending(connection, text.id, SendState.DELIVERED, now)


def _claim(connection: Connection, now: datetime) -> tuple[TextMessage, ShortMessage | None] | None:
    text = claim_text(connection, now)
    if text is None:
        return None
    if text.body and taken_parts(connection, text.id):
        return text, short_message(text.body)  # the rest of what is half on the telephone
    letter = card_letter(connection, text, now)
    if letter is None:
        settle_text(connection, text.id, SendState.DROPPED, now)
        tell_sending(connection, text.id, SendState.DROPPED, now, SendingProblem.WITHDRAWN)
        return text, None
    body = short_text(letter.card, letter.offices, now.astimezone(ROME).date())
    message = short_message(body)
    keep_body(connection, text.id, body, len(message.parts))
    return text, message


def _settle(
    connection: Connection, text: TextMessage, delivery: PartDelivery, now: datetime
) -> None:
    state, next_at, problem = _after(text, delivery, now)
    if not settle_text(connection, text.id, state, now, fault=delivery.fault, next_at=next_at):
        return
    tell_sending(connection, text.id, state, now, problem)
    settled = find_text(connection, text.id)
    if settled is not None and state is SendState.SENT:
        _settle_receipts(connection, settled, now)  # those that came before the answer


def _after(
    text: TextMessage, delivery: PartDelivery, now: datetime
) -> tuple[SendState, datetime, SendingProblem | None]:
    match delivery.outcome:
        case Delivered.TAKEN:
            return SendState.SENT, now, None
        case Delivered.UNKNOWN:
            return SendState.UNCERTAIN, now, None
        case Delivered.REFUSED:
            return SendState.FAILED, now, SendingProblem.REFUSED
        case Delivered.NOT_NOW:
            if text.created_at + TEXTS_TRIED_FOR <= now:
                return SendState.FAILED, now, SendingProblem.EXPIRED
            wait = min(FIRST_WAIT * 2 ** min(text.attempts - 1, 20), LONGEST_WAIT)
            return SendState.WAITING, now + wait, None


def _settle_cut_short(connection: Connection, now: datetime) -> None:
    """An attempt whose process ended: nobody knows of one part, so it is not sent again."""
    for text_id in texts_cut_short(connection, now - CUT_SHORT_AFTER):
        if settle_text(connection, text_id, SendState.UNCERTAIN, now, fault=CUT_SHORT):
            tell_sending(connection, text_id, SendState.UNCERTAIN, now)
            log.warning("text %s: %s", text_id, CUT_SHORT)
