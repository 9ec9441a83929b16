"""What clients ask of the telephone: checked here, carried out by the page."""

import base64
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from contract.domain.phone_number import masked
from contract.wire.phone_socket import (
    CallRequest,
    Devices,
    Dial,
    EchoTest,
    PlayMessage,
    PlayTone,
    Quit,
    RefusalCode,
    Reply,
    Request,
    SetAvailable,
    SetLine,
    StopMessage,
    TellLevels,
    Transfer,
    UseDevices,
)
from phone.availability import Availability
from phone.browser.engine import Engine
from phone.browser.page_messages import PageReply
from phone.call_table import CallTable
from phone.dial_limit import DialLimit
from phone.line_keeper import LineKeeper
from phone.line_wish import LineWish
from phone.socket.requests import (
    Refused,
    check_call,
    check_dial,
    check_message,
    check_tone,
    command_fields,
    number_to_dial,
    read_request,
)

log = logging.getLogger(__name__)

Answer = Callable[[Reply], None]


class RequestHandler(QObject):
    quit_asked = Signal()

    def __init__(
        self,
        engine: Engine,
        *,
        table: CallTable,
        line: LineKeeper,
        attendance: Availability,
        dials: DialLimit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._table = table
        self._line = line
        self._attendance = attendance
        self._dials = dials
        self.chosen = UseDevices(id=0)  # devices, as last accepted
        self.wants_levels = False
        attendance.left.connect(lambda: self._show_levels(False))
        attendance.left.connect(lambda: engine.say("stop_message"))
        self._others: dict[type[Request], Callable[[Any, Answer], None]] = {
            SetLine: self._set_line,
            SetAvailable: self._set_available,
            Dial: self._dial,
            Devices: lambda request, reply: self._ask(request, "devices", reply),
            UseDevices: self._use_devices,
            EchoTest: self._test_echo,
            TellLevels: self._tell_levels,
            PlayTone: self._play_tone,
            PlayMessage: self._play_message,
            StopMessage: lambda request, reply: self._ask(request, "stop_message", reply),
            Quit: self._quit,
        }

    def take(self, line: bytes | None, reply: Answer) -> None:
        """Carry out one line of a client, or refuse it; reply is called once."""
        try:
            self._carry_out(read_request(line), reply)
        except Refused as refused:
            reply(Reply(re=refused.request_id, ok=False, error=refused.code, detail=refused.detail))

    def give(self, request: Request) -> None:
        """Carry out what a key of the headset or the strip asks; a refusal is logged."""

        def reply(answer: Reply) -> None:
            if not answer.ok:
                log.warning("%s refused: %s", type(request).__name__, answer.error)

        try:
            self._carry_out(request, reply)
        except Refused as refused:
            log.warning("%s refused: %s", type(request).__name__, refused.code)

    def chosen_devices(self) -> dict[str, str]:
        return _device_fields(self.chosen)

    def _carry_out(self, request: Request, reply: Answer) -> None:
        if isinstance(request, CallRequest):
            self._about_call(request, reply)
        else:  # an attach beyond the first changes nothing
            self._others.get(type(request), _agree)(request, reply)

    def _about_call(self, request: CallRequest, reply: Answer) -> None:
        check_call(request, self._table.calls)
        fields = command_fields(request)
        if isinstance(request, Transfer):
            self._count_dial(request, str(fields["number"]))
        self._ask(request, str(request.__struct_config__.tag), reply, **fields)

    def _dial(self, request: Dial, reply: Answer) -> None:
        number = number_to_dial(request.to, request.id)
        if not self._line.is_registered:
            raise Refused(RefusalCode.NO_LINE, request.id)
        check_dial(self._table.calls, request.id)
        self._count_dial(request, number)
        log.info("dialling %s", masked(number))
        self._ask(request, "dial", reply, number=number)

    def _count_dial(self, request: Request, number: str) -> None:
        if not self._dials.takes(number):
            log.warning("too many dials within a minute")
            raise Refused(RefusalCode.TOO_MANY, request.id)

    def _set_line(self, request: SetLine, reply: Answer) -> None:
        self._line.set(LineWish.of(request))
        _agree(request, reply)

    def _set_available(self, request: SetAvailable, reply: Answer) -> None:
        self._attendance.set_available(request.available)
        _agree(request, reply)

    def _use_devices(self, request: UseDevices, reply: Answer) -> None:
        if not self._engine.is_ready:
            self.chosen = request
            _agree(request, reply)
            return

        def answer(said: PageReply) -> None:
            if said.ok:
                self.chosen = request
            reply(Reply(re=request.id, ok=said.ok, error=said.error))

        self._engine.ask("use_devices", answer, **_device_fields(request))

    def _test_echo(self, request: EchoTest, reply: Answer) -> None:
        if request.on and self._table.calls:
            raise Refused(RefusalCode.BUSY, request.id)
        self._ask(request, "echo_test", reply, on=request.on)

    def _tell_levels(self, request: TellLevels, reply: Answer) -> None:
        self._show_levels(request.on)
        _agree(request, reply)

    def _play_tone(self, request: PlayTone, reply: Answer) -> None:
        check_tone(request)
        self._engine.say("tone", tone=request.tone)
        _agree(request, reply)

    def _play_message(self, request: PlayMessage, reply: Answer) -> None:
        check_message(request, self._table.calls)
        samples = base64.b64encode(request.samples).decode()
        piece = {"part": request.part, "law": request.law, "is_last": request.is_last}
        self._ask(request, "play_message", reply, samples=samples, **piece)

    def _quit(self, request: Quit, reply: Answer) -> None:
        _agree(request, reply)
        self.quit_asked.emit()

    def _show_levels(self, on: bool) -> None:
        self.wants_levels = on
        self._engine.say("levels", on=on)

    def _ask(self, request: Request, do: str, reply: Answer, **fields: Any) -> None:
        def answer(said: PageReply) -> None:
            reply(Reply(re=request.id, ok=said.ok, result=said.result, error=said.error))

        self._engine.ask(do, answer, **fields)


def _agree(request: Request, reply: Answer) -> None:
    reply(Reply(re=request.id, ok=True))


def _device_fields(chosen: UseDevices) -> dict[str, str]:
    return {
        "headset_in": chosen.headset_in,
        "headset_out": chosen.headset_out,
        "ring": chosen.ring,
        "headset_in_label": chosen.headset_in_label,
        "headset_out_label": chosen.headset_out_label,
        "ring_label": chosen.ring_label,
    }
