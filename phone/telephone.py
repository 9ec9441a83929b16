"""The telephone: requests of clients go to the page, what the page hears goes to all clients."""

import logging
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from contract.domain.phone_number import masked
from contract.wire.phone_socket import (
    Call,
    CallRequest,
    CallState,
    Devices,
    Dial,
    Line,
    Quit,
    RefusalCode,
    Reply,
    Request,
    SetAvailable,
    SetLine,
    SnapshotEvent,
    UseDevices,
)
from phone import page_messages as page
from phone.arguments import Arguments
from phone.audio_tap import AudioTap
from phone.bulletin import Bulletin
from phone.call_table import CallTable
from phone.command_socket import CommandSocket
from phone.engine import Engine
from phone.line_status import LineStatus
from phone.line_wish import LineWish
from phone.requests import Refused, check_call, command_fields, number_to_dial, read_request

log = logging.getLogger(__name__)

ABANDONED_MS = 5000  # without a client for so long, no call may ring here

Answer = Callable[[Reply], None]


class Telephone(QObject):
    quit_asked = Signal()

    def __init__(self, arguments: Arguments) -> None:
        """Listen on the socket at once; the page is made when a client sets the line."""
        super().__init__()
        self._table = CallTable(lambda: (time.time(), time.monotonic()))
        self._status = LineStatus()
        self._wish: LineWish | None = None
        self._line_in_use: LineWish | None = None
        self._chosen = UseDevices(id=0)
        self._is_available = False
        self._tap = AudioTap(arguments.tap_dir) if arguments.tap_dir else None
        self._test = (
            {"tones": arguments.has_tones, "tap": self._tap is not None}
            if arguments.is_test
            else None
        )
        self._abandoned = QTimer(self)
        self._abandoned.setSingleShot(True)
        self._abandoned.timeout.connect(self._tell_policy)
        self._engine = Engine(
            storage=arguments.data_dir / "profile",
            is_test=arguments.is_test,
            start_fields=self._start_fields,
            parent=self,
        )
        self._engine.heard.connect(self._on_heard)
        self._engine.crashed.connect(self._on_crashed)
        self._engine.certificate_refused.connect(self._status.refuse_certificate)
        self._socket = CommandSocket(
            arguments.socket, on_line=self._take, snapshot=self._snapshot, parent=self
        )
        self._bulletin = Bulletin(self._socket.broadcast)
        self._socket.attendance_changed.connect(self._on_attendance_changed)

    def _snapshot(self) -> SnapshotEvent:
        return self._bulletin.snapshot(calls=self._table.calls, is_available=self._is_available)

    def stop(self) -> None:
        """Hang up and sign off at the exchange; the page needs a moment to send it."""
        self._engine.say("stop")

    def destroy(self) -> None:
        self._engine.destroy()

    # requests

    def _take(self, line: bytes | None, reply: Answer) -> None:
        try:
            request = read_request(line)
            self._carry_out(request, reply)
        except Refused as refused:
            reply(Reply(re=refused.request_id, ok=False, error=refused.code, detail=refused.detail))

    def _carry_out(self, request: Request, reply: Answer) -> None:
        match request:
            case CallRequest():
                check_call(request, self._table.get(request.call))
                do = str(request.__struct_config__.tag)
                self._ask(request, do, reply, **command_fields(request))
            case Dial():
                self._dial(request, reply)
            case SetLine():
                self._set_line(LineWish.of(request))
                reply(Reply(re=request.id, ok=True))
            case SetAvailable():
                self._is_available = request.available
                self._tell_policy()
                reply(Reply(re=request.id, ok=True))
            case UseDevices():
                self._use_devices(request, reply)
            case Devices():
                self._ask(request, "devices", reply)
            case Quit():
                reply(Reply(re=request.id, ok=True))
                self.quit_asked.emit()
            case _:  # attached already
                reply(Reply(re=request.id, ok=True))

    def _ask(self, request: Request, do: str, reply: Answer, **fields: Any) -> None:
        def answer(said: page.PageReply) -> None:
            reply(Reply(re=request.id, ok=said.ok, result=said.result, error=said.error))

        self._engine.ask(do, answer, **fields)

    def _dial(self, request: Dial, reply: Answer) -> None:
        number = number_to_dial(request.to, request.id)
        if not self._status.line.registered:
            raise Refused(RefusalCode.NO_LINE, request.id)
        if self._table.calls:
            raise Refused(RefusalCode.BUSY, request.id)
        log.info("dialling %s", masked(number))
        self._ask(request, "dial", reply, number=number)

    def _use_devices(self, request: UseDevices, reply: Answer) -> None:
        if not self._engine.is_ready:
            self._chosen = request
            reply(Reply(re=request.id, ok=True))
            return

        def answer(said: page.PageReply) -> None:
            if said.ok:
                self._chosen = request
            reply(Reply(re=request.id, ok=said.ok, error=said.error))

        self._engine.ask("use_devices", answer, **_chosen_fields(request))

    def _set_line(self, wish: LineWish) -> None:
        """Take the line at once, or after the present call when it is another line."""
        self._wish = wish
        if wish.is_same_line(self._line_in_use):
            if wish != self._line_in_use:
                self._line_in_use = wish
                self._engine.renew(wish)
        elif not self._table.calls:
            self._use_line(wish)

    def _use_line(self, wish: LineWish) -> None:
        log.info("line %s", wish.seat)
        self._line_in_use = wish
        self._set_status(self._status.begin(wish.wss_urls[0]))
        self._engine.use_line(wish)

    def _start_fields(self) -> dict[str, Any]:
        return {
            "policy": self._policy(),
            "devices": _chosen_fields(self._chosen),
            "first_call": self._table.next_call,
            "test": self._test,
        }

    # who may ring

    def _policy(self) -> dict[str, bool]:
        attended = self._socket.is_attended or self._abandoned.isActive()
        return {"attended": attended, "available": self._is_available}

    def _tell_policy(self) -> None:
        self._engine.say("policy", policy=self._policy())

    def _on_attendance_changed(self, is_attended: bool) -> None:
        if is_attended:
            self._abandoned.stop()
            self._tell_policy()
        else:
            self._abandoned.start(ABANDONED_MS)

    # what the page hears

    def _on_heard(self, message: object) -> None:
        match message:
            case page.CallHeard():
                self._on_call(self._table.hear(message))
            case page.LineHeard():
                self._set_status(self._status.hear(message))
            case page.DtmfHeard():
                self._bulletin.tell_digit(message)
            case page.QualityHeard():
                self._bulletin.tell_quality(message)
            case page.DevicesHeard():
                self._bulletin.tell_devices(message)
            case page.PcmHeard():
                call = self._table.get(message.call)
                if call is not None and self._tap is not None and self._line_in_use is not None:
                    self._tap.write(self._line_in_use.seat, call, message.samples)
            case page.Fault():
                log.error("page: %s", message.text)

    def _on_call(self, call: Call | None) -> None:
        if call is None:
            return
        log.info("call %d %s %s", call.call, call.state, call.cause)
        self._bulletin.tell_call(call)
        if call.state is CallState.ENDED:
            if self._tap is not None:
                self._tap.end(call)
            self._take_up_wish()

    def _take_up_wish(self) -> None:
        wish = self._wish
        if wish is not None and not wish.is_same_line(self._line_in_use):
            # Not from within the page's own message: use_line frees the page.
            QTimer.singleShot(0, self, lambda: self._set_line(wish))

    def _on_crashed(self) -> None:
        self._set_status(self._status.lose())
        for call in self._table.lose_all():
            self._on_call(call)

    def _set_status(self, line: Line | None) -> None:
        if line is not None:
            log.info(
                "line registered=%s reason=%s code=%d", line.registered, line.reason, line.code
            )
            self._bulletin.tell_line(line)


def _chosen_fields(chosen: UseDevices) -> dict[str, str]:
    return {
        "headset_in": chosen.headset_in,
        "headset_out": chosen.headset_out,
        "ring": chosen.ring,
    }
