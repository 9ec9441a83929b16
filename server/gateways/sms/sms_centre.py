"""Holds the line to the SMS centre in a thread of its own; takes it up again when it broke."""

import asyncio
import logging
import socket
import time
from contextlib import suppress
from threading import Thread

from server.gateways.sms.smpp_line import BindRefused, LineBroken, SmppLine
from server.gateways.sms.smpp_session import SmppSession, TakeReceipt
from server.gateways.sms.sms_faults import why_not
from server.gateways.sms.submit_window import SubmitWindow
from server.settings import SmsSettings
from server.usecases.messages.send_messages import Delivery
from server.usecases.messages.text_channel import Part
from server.usecases.operations.error_location import place_of

log = logging.getLogger(__name__)

FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0  # between two attempts to connect
STOP_S = 3.0


class SmsCentre:
    """send() from the loop; everything else happens in the thread between start and stop."""

    def __init__(self, settings: SmsSettings, take_receipt: TakeReceipt) -> None:
        self._settings = settings
        self._take_receipt = take_receipt
        self._orders = SubmitWindow()
        self._nudged, self._nudge = socket.socketpair()
        self._nudged.setblocking(False)
        self._is_stopping = False
        self._thread = Thread(target=self._run, name="sms-centre", daemon=True)
        self._fault = ""

    def start(self) -> None:
        self._thread.start()

    async def stop(self) -> None:
        """Unbind and end the thread; a part that was not answered is in doubt."""
        self._is_stopping = True
        self._wake()
        await asyncio.to_thread(self._thread.join, STOP_S)
        self._orders.line_broke("the server stops")
        self._orders.refuse_waiting("the server stops")
        self._nudge.close()  # which a thread that is late still hears; its own end it closes itself
        if self._thread.ident is None:
            self._nudged.close()

    async def send(self, part: Part) -> Delivery:
        """Never raise for what the other side does."""
        answer = self._orders.add(part)
        self._wake()
        return await asyncio.wrap_future(answer)

    def _run(self) -> None:
        with self._nudged:
            self._keep_a_line()

    def _keep_a_line(self) -> None:
        """A line that held for long is taken up again at once, others after longer and longer."""
        wait_s = 0.0
        while not self._is_stopping:
            begun = time.monotonic()
            line = self._opened()
            if line is not None:
                self._hold(line)
                if time.monotonic() - begun >= LONGEST_WAIT_S:
                    wait_s = 0.0
            self._rest(wait_s if line is not None else max(wait_s, FIRST_WAIT_S))
            wait_s = min(max(wait_s * 2, FIRST_WAIT_S), LONGEST_WAIT_S)

    def _opened(self) -> SmppLine | None:
        line = SmppLine(self._settings)
        try:
            line.open()
        except (OSError, BindRefused, LineBroken) as error:
            self._note_fault(why_not(error))
            return None
        except Exception as error:  # noqa: BLE001 - whatever it is, the line is needed
            self._note_fault(_bug(error))
            return None
        self._fault = ""
        log.info("connected to the SMS centre")
        return line

    def _hold(self, line: SmppLine) -> None:
        talk = SmppSession(line, self._orders, self._take_receipt, self._settings.sender)
        try:
            while not self._is_stopping:
                talk.turn(self._nudged)
            line.say("unbind")
        except LineBroken as broken:
            if not self._is_stopping:
                log.warning("the line to the SMS centre broke: %s", broken)
            self._break_off(str(broken))
        except Exception as error:  # noqa: BLE001 - likewise: those who wait must be answered
            self._break_off(_bug(error))
        finally:
            line.close()

    def _break_off(self, why: str) -> None:
        self._fault = f"the line broke: {why}"
        self._orders.line_broke(why)

    def _rest(self, wait_s: float) -> None:
        """Wait before the next attempt; a part that comes is a reason to try sooner."""
        begun = time.monotonic()
        while not self._is_stopping and (left := begun + wait_s - time.monotonic()) > 0:
            if self._orders.are_waiting:
                if time.monotonic() - begun >= FIRST_WAIT_S:
                    return
                self._orders.refuse_waiting(self._fault)
            self._nudged.settimeout(left)
            with suppress(TimeoutError):
                self._nudged.recv(4096)
            self._nudged.setblocking(False)

    def _note_fault(self, fault: str) -> None:
        if fault != self._fault:
            log.warning("the SMS centre cannot be reached: %s", fault)
        self._fault = fault
        self._orders.refuse_waiting(fault)

    def _wake(self) -> None:
        with suppress(OSError):
            self._nudge.send(b".")


def _bug(error: Exception) -> str:
    log.error("bug in the line to the SMS centre: %s", place_of(error))
    return f"a bug, {type(error).__name__}"
