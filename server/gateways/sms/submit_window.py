"""Parts that wait for the line to the SMS centre, and the one it has not answered yet."""

import time
from collections import deque
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from server.gateways.sms.smpp_fields import ascii_of
from server.gateways.sms.smpp_words import (
    NOT_BOUND,
    NOT_NOW,
    OK,
    QUEUE_FULL,
    SYSTEM_ERROR,
    THROTTLED,
    SmppMessage,
    status_words,
)
from server.usecases.messages.send_messages import Delivered, Delivery
from server.usecases.messages.text_channel import Part

THROTTLED_TRIES = 6  # 1, 2, 4 … seconds apart; then the message waits its turn
LATER = frozenset(
    {
        THROTTLED,
        QUEUE_FULL,
        SYSTEM_ERROR,
        NOT_BOUND,
        NOT_NOW,
    }
)


@dataclass(slots=True)
class SmsOrder:
    """sequence: of the message it went out in. Instants are of the monotonic clock."""

    part: Part
    answer: Future[Delivery] = field(default_factory=Future)
    sequence: int = 0
    sent_at: float = 0.0
    tries: int = 0

    def settle(self, outcome: Delivered, fault: str = "", part_id: str = "") -> None:
        with suppress(InvalidStateError):  # whoever asked has gone away
            self.answer.set_result(Delivery(outcome, fault, part_id))


class SubmitWindow:
    """add() from any thread; all else from the one that holds the line."""

    def __init__(self) -> None:
        self._waiting: deque[SmsOrder] = deque()
        self._lock = Lock()
        self._hold_until = 0.0
        self.sent: SmsOrder | None = None

    def add(self, part: Part) -> Future[Delivery]:
        order = SmsOrder(part)
        with self._lock:
            self._waiting.append(order)
        return order.answer

    @property
    def are_waiting(self) -> bool:
        with self._lock:
            return bool(self._waiting)

    def next(self) -> SmsOrder | None:
        """Take what goes out next; None: nothing may now."""
        if self.sent is not None or self.held_s() > 0:
            return None
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def put_back(self, order: SmsOrder) -> None:
        with self._lock:
            self._waiting.appendleft(order)

    def held_s(self) -> float:
        """Return for how long nothing may go out."""
        return max(0.0, self._hold_until - time.monotonic())

    def answered(self, pdu: SmppMessage) -> None:
        """Settle the part an answer is about."""
        order = self.sent
        if order is None or pdu.sequence != order.sequence:
            return
        self.sent = None
        status = int(pdu.status)
        if status == OK:
            order.settle(Delivered.TAKEN, part_id=ascii_of(pdu.message_id))
        elif status == THROTTLED and order.tries < THROTTLED_TRIES:
            self._hold_until = time.monotonic() + 2 ** (order.tries - 1)
            self.put_back(order)
        else:
            outcome = Delivered.NOT_NOW if status in LATER else Delivered.REFUSED
            order.settle(outcome, status_words(status))

    def line_broke(self, why: str) -> None:
        """Nobody knows whether the part that was out is at the SMS centre."""
        if self.sent is not None:
            self.sent.settle(Delivered.UNKNOWN, f"the line broke: {why}")
            self.sent = None

    def refuse_waiting(self, why: str) -> None:
        with self._lock:
            orders = list(self._waiting)
            self._waiting.clear()
        for order in orders:
            order.settle(Delivered.NOT_NOW, why)
