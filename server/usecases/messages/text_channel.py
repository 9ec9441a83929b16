"""The way by SMS: part by part; what was taken is never sent again, doubts never at all."""

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
from server.store.messages.outgoing import TEXTS, OutgoingMessage, SendState, find
from server.store.messages.text_parts import keep_part, keep_receipt, taken_parts
from server.store.messages.texts import save_body, settle_receipts
from server.usecases.messages.card_mail import card_letter
from server.usecases.messages.delivery_status import publish_sending
from server.usecases.messages.send_case_number import case_number_text
from server.usecases.messages.send_messages import Channel, Delivered, Delivery


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


SendPart = Callable[[Part], Awaitable[Delivery]]


class TextChannel(Channel[ShortMessage]):
    outbox = TEXTS
    tried_for = timedelta(hours=12)  # then what it says of today is no use any more

    def __init__(
        self, *, database: ServerDatabase, send: SendPart, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._send = send
        self._clock = clock

    def letter(
        self, connection: Connection, text: OutgoingMessage, now: datetime
    ) -> ShortMessage | None:
        if text.body and taken_parts(connection, text.id):
            return short_message(text.body)  # the rest of what is half on the telephone
        body = _body(connection, text, now)
        if body is None:
            return None
        message = short_message(body)
        save_body(connection, text.id, body, len(message.parts))
        return message

    async def deliver(self, text: OutgoingMessage, message: ShortMessage) -> Delivery:
        """Send the parts the SMS centre has not; stop at the first it does not take."""
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
        return Delivery(Delivered.TAKEN)

    def settled(
        self,
        connection: Connection,
        text: OutgoingMessage,
        state: SendState,
        fault: str,
        now: datetime,
    ) -> None:
        """Count the receipts that came before the answer to the last part."""
        sent = find(connection, TEXTS, text.id) if state is SendState.SENT else None
        if sent is not None:
            _settle_receipts(connection, sent, now)

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


def _body(connection: Connection, text: OutgoingMessage, now: datetime) -> str | None:
    if not text.card_id:
        return case_number_text(connection, text.contact_id)
    letter = card_letter(connection, text, now)
    if letter is None:
        return None
    return short_text(letter.card, letter.offices, now.astimezone(ROME).date())


def _take_receipt(connection: Connection, part_id: str, receipt: Receipt, now: datetime) -> None:
    text_id = keep_receipt(connection, part_id, receipt, now)
    text = find(connection, TEXTS, text_id, lock=True) if text_id else None
    if text is not None and text.state is SendState.SENT:
        _settle_receipts(connection, text, now)


def _settle_receipts(connection: Connection, text: OutgoingMessage, now: datetime) -> None:
    """One part that is lost spoils the message; it has arrived when every part has."""
    receipts = list(taken_parts(connection, text.id).values())
    if Receipt.LOST in receipts:
        if settle_receipts(connection, text.id, SendState.FAILED):
            problem = SendingProblem.UNDELIVERED
            publish_sending(connection, text.id, SendState.FAILED, now, problem)
        return
    has_arrived = len(receipts) == text.parts and set(receipts) == {Receipt.DELIVERED}
    if has_arrived and settle_receipts(connection, text.id, SendState.DELIVERED):
        publish_sending(connection, text.id, SendState.DELIVERED, now)
