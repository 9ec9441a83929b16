"""What is said on one bound line to the SMS centre until it breaks."""

import logging
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from server.gateways.sms.smpp_fields import receipt_in, submit_fields
from server.gateways.sms.smpp_line import LineBroken, SmppLine
from server.gateways.sms.smpp_words import NOT_NOW, OK, SmppMessage
from server.gateways.sms.submit_window import SmsOrder, SubmitWindow
from server.store.engine.faults import StoreFault
from server.usecases.messages.text_channel import Receipt

log = logging.getLogger(__name__)

ENQUIRE_S = 30.0
FRESH_S = 10.0  # a line that was silent for longer is asked before it gets a part
ANSWER_S = 20.0
LOOK_S = 1.0  # while an answer is waited for

TakeReceipt = Callable[[str, Receipt], None]


class SmppSession:
    def __init__(
        self, line: SmppLine, orders: SubmitWindow, take_receipt: TakeReceipt, sender: str
    ) -> None:
        self._line = line
        self._orders = orders
        self._take_receipt = take_receipt
        self._sender = sender
        self._last_heard = time.monotonic()
        self._asked_at: float | None = None  # an enquire_link without its answer

    def turn(self, nudge: socket.socket) -> None:
        """Send what may go out, wait for what comes or for a nudge. Raise LineBroken."""
        self._send_next()
        self._check_silence()
        if self._line.is_heard(nudge, self._timeout_s()):
            self._take(self._line.hear())
        else:
            with suppress(BlockingIOError):
                nudge.recv(4096)

    def _send_next(self) -> None:
        order = self._orders.next()
        if order is None:
            return
        if time.monotonic() - self._last_heard > FRESH_S:
            self._orders.put_back(order)
            self._ask()
            return
        self._submit(order)

    def _submit(self, order: SmsOrder) -> None:
        order.tries += 1
        order.sent_at = time.monotonic()
        self._orders.sent = order
        order.sequence = self._line.say("submit_sm", **submit_fields(order.part, self._sender))

    def _check_silence(self) -> None:
        now = time.monotonic()
        sent = self._orders.sent
        if sent is not None and now - sent.sent_at > ANSWER_S:
            raise LineBroken("no answer to a message")
        if self._asked_at is not None and now - self._asked_at > ANSWER_S:
            raise LineBroken("no sign of life")
        if now - self._last_heard >= ENQUIRE_S:
            self._ask()

    def _ask(self) -> None:
        if self._asked_at is None:
            self._line.say("enquire_link")
            self._asked_at = time.monotonic()

    def _take(self, pdu: SmppMessage) -> None:
        self._last_heard, self._asked_at = time.monotonic(), None
        match pdu.command:
            case "submit_sm_resp" | "generic_nack":
                self._orders.answered(pdu)
            case "deliver_sm":
                self._line.say("deliver_sm_resp", to=pdu, status=self._received(pdu))
            case "enquire_link":
                self._line.say("enquire_link_resp", to=pdu)
            case "unbind":
                self._line.say("unbind_resp", to=pdu)
                raise LineBroken("the SMS centre unbound")
            case _:
                log.debug("%s of the SMS centre is left alone", pdu.command)

    def _received(self, pdu: SmppMessage) -> int:
        """Take a receipt; return the status with which the SMS centre is answered.

        What citizens write back is thrown away: nobody here reads it.
        """
        found = receipt_in(pdu)
        if found is None:
            return OK
        try:
            self._take_receipt(*found)
        except StoreFault:
            return NOT_NOW  # it comes again
        return OK

    def _timeout_s(self) -> float:
        waits = [ENQUIRE_S - (time.monotonic() - self._last_heard)]
        if self._orders.held_s() > 0:
            waits.append(self._orders.held_s())
        if self._orders.sent is not None or self._asked_at is not None:
            waits.append(LOOK_S)
        return max(0.01, min(waits))
