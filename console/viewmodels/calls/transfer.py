"""Bringing the citizen to somebody else: blind, after a word with them, or all three at once."""

import asyncio
from collections.abc import Coroutine
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.model.calls.directory_entry import DirectoryEntry
from console.model.calls.live_call import PhoneAbility
from console.model.calls.transfer import TransferStart, TransferWish
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.announced_transfer import AnnouncedTransfer
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.one_call import CallViewModel
from contract.wire.phone_socket import Call, CallState, EndCause

TAKEN = 200  # SIP status of the new call once it is answered
FAILED = 300  # SIP status from which the new call did not come about
REPORT_WAIT_S = 3.0  # the phone says so itself within this, unless the report to it was lost


class Step(StrEnum):
    IDLE = "idle"
    ASKING = "asking"  # the server, for a second at most
    SENDING = "sending"  # the citizen is on her way
    CONSULTING = "consulting"
    HANDING_ON = "handing_on"  # after a consultation
    BRIDGING = "bridging"  # the carrier refused: all three are brought together instead


UNDER_WAY = (Step.SENDING, Step.HANDING_ON)


class TransferViewModel(QObject):
    """One transfer at a time; the calls themselves are those of ActiveCallViewModel."""

    changed = Signal()
    told = Signal(str, dict)  # code of a notice and its subject
    transferred = Signal(str)  # name of the line the citizen is with now

    def __init__(
        self,
        *,
        calls: ActiveCallViewModel,
        directory: DirectoryViewModel,
        announced: AnnouncedTransfer,
        scope: TaskScope,
        report_wait_s: float = REPORT_WAIT_S,
    ) -> None:
        super().__init__()
        self._calls = calls
        self._report_wait_s = report_wait_s
        self._directory = directory
        self._announced = announced
        self._scope = scope
        self._to = ""
        self._line = ""  # its name, for what is told afterwards
        self._call = 0  # number of the citizen's call that is transferred
        self._taken_call = 0  # the same, once the server said that somebody answered him
        self.step = Step.IDLE
        self.entry: DirectoryEntry | None = None  # the line it goes to
        calls.transfer_told.connect(self._on_told)
        calls.second_answered.connect(self._on_second_answered)
        calls.second_ended.connect(self._on_second_ended)
        calls.ended.connect(self._on_main_ended)

    @property
    def _may_transfer(self) -> bool:
        """Return whether there is a citizen to bring to somebody, and a phone that can."""
        call = self._calls.call
        talks = call is not None and call.state in (CallState.ACTIVE, CallState.HELD)
        return talks and self.step is Step.IDLE and self._calls.second is None

    @property
    def may_send(self) -> bool:
        return self._may_transfer and PhoneAbility.TRANSFER in self._calls.can

    @property
    def may_consult(self) -> bool:
        return self._may_transfer and PhoneAbility.CONSULT in self._calls.can

    @property
    def may_complete(self) -> bool:
        two = len(self._calls.calls) == 2 and not self._calls.is_joined
        idle = self.step in (Step.IDLE, Step.CONSULTING)
        return two and idle and PhoneAbility.CONSULT in self._calls.can

    @property
    def may_join(self) -> bool:
        """Return whether all three may hear each other, or, when they do, be parted again."""
        second = self._calls.second
        is_up = second is not None and second.call.answered_mono_s is not None
        is_possible = self._calls.is_joined or (is_up and self.may_complete)
        return is_possible and PhoneAbility.JOIN in self._calls.can

    def send(self, reason: str = "", note: str = "") -> None:
        """Blind: bring the citizen to the chosen line. reason: why, when it is closed now."""
        entry = self._directory.chosen(reason)
        if entry is not None and self.may_send:
            self._start(entry, self._sent(entry, reason, note))

    def consult(self, reason: str = "", note: str = "") -> None:
        """Speak with the chosen line first, the citizen hears music; without one just call it."""
        if self._calls.main is None:
            self._dial()
            return
        entry = self._directory.chosen(reason)
        if entry is not None and self.may_consult:
            self._start(entry, self._consulted(entry, reason, note))

    def _dial(self) -> None:
        entry = self._directory.entry
        if entry is not None and not entry.to:
            self.told.emit("transfer_unknown_line", {"line": entry.name})
        elif entry is not None and PhoneAbility.DIAL in self._calls.can:
            self._calls.controls.dial(entry.to, entry.name)

    def complete(self) -> None:
        """Bring the citizen and the line together; one that did not answer yet gets her blind."""
        if self.may_complete:
            self._scope.start("transfer.complete", self._completed())

    def back(self) -> None:
        """End the consultation and speak with the citizen again."""
        if self._calls.second is not None:
            self._scope.start("transfer.back", self._gone_back())

    def join(self) -> None:
        """All three hear each other; once more: the citizen alone, the line on hold."""
        if self.may_join:
            self._scope.start("transfer.join", self._joined())

    def on_taken(self, call_key: str) -> None:
        """The server says that a colleague answered the citizen of that call."""
        main = self._calls.main
        if self.step in UNDER_WAY and main is not None and main.key == call_key:
            self._taken_call = main.number
            self._scope.start("transfer.taken", self._let_go(main))

    def name_of(self, call: Call) -> str:
        """Return the name of the line behind the second call.

        What was chosen is forgotten when the window starts anew; the directory knows it again.
        """
        if self.entry is not None:
            return self.entry.name
        return self._directory.name_of(call.peer) or call.peer_name

    def _start(self, entry: DirectoryEntry, work: Coroutine[Any, Any, None]) -> None:
        self.entry, self._line = entry, entry.name
        self._directory.want_reason_for(None)
        self._become(Step.ASKING)
        self._scope.start("transfer.begin", work)

    async def _asked(
        self, entry: DirectoryEntry, reason: str, note: str, *, consult: bool = False
    ) -> str:
        """Tell the server, with contact and case; return what to dial, "" for not at all."""
        main = self._calls.main
        if main is None:
            return ""
        self._call = main.number
        wish = TransferWish(
            call_key=main.key,
            entry=entry,
            consult=consult,
            note=note.strip(),
            override_reason=reason.strip(),
        )
        start = await self._announced.begin(wish)
        if self._calls.main is not main:
            return ""  # the citizen hung up meanwhile
        if start.refused:
            self._refuse(entry, start)
            return ""
        if not start.is_carried:
            self.told.emit("transfer_without_case", {"line": entry.name})
        return start.to

    def _refuse(self, entry: DirectoryEntry, start: TransferStart) -> None:
        self._become(Step.IDLE)
        if start.refused == "closed":
            self._directory.want_reason_for(entry)
        self.told.emit(f"transfer_{start.refused}", {"line": entry.name})

    async def _sent(self, entry: DirectoryEntry, reason: str, note: str) -> None:
        self._to = await self._asked(entry, reason, note)
        await self._send_to(self._to)

    async def _send_to(self, to: str) -> None:
        if to:
            self._become(Step.SENDING)
        if not to or not await self._calls.controls.transfer(to):
            self._become(Step.IDLE)

    async def _consulted(self, entry: DirectoryEntry, reason: str, note: str) -> None:
        self._to = await self._asked(entry, reason, note, consult=True)
        if not self._to or not await self._calls.controls.consult(self._to, entry.name):
            self._become(Step.IDLE)
        else:
            self._become(Step.CONSULTING)

    async def _completed(self) -> None:
        main, second = self._calls.main, self._calls.second
        if main is None or second is None:
            return
        self._call, self._line = main.number, self.name_of(second.call)
        if second.call.answered_mono_s is None:
            await self._complete_unanswered(main, second)
            return
        if self._announced.is_outdated:
            self._become(Step.ASKING)
            await self._announced.begin_anew()
        await self._hand_on(main, second)

    async def _hand_on(self, main: CallViewModel, second: CallViewModel) -> None:
        if self._calls.main is not main or self._calls.second is not second:
            self._become(Step.IDLE)  # one of them hung up meanwhile
            return
        self._become(Step.HANDING_ON)
        if not await self._calls.controls.transfer_to_second():
            self._become(Step.CONSULTING)

    async def _complete_unanswered(self, main: CallViewModel, second: CallViewModel) -> None:
        """Nobody answered there yet: the citizen goes to the line itself and rings there.

        For the server this is another transfer: the consultation was that of the seat.
        """
        to, wish = self._to, self._announced.wish
        if self.entry is not None and wish is not None:
            self._become(Step.ASKING)
            to = await self._asked(self.entry, wish.override_reason, wish.note)
        if self._calls.second is second and second.call.answered_mono_s is not None:
            await self._hand_on(main, second)
        elif not to:
            self._become(Step.IDLE if self._calls.second is None else Step.CONSULTING)
        else:
            self._calls.controls.hang_up_second()
            await self._send_to(to)

    async def _gone_back(self) -> None:
        if self._calls.is_joined and not await self._calls.controls.split():
            return
        self._become(Step.IDLE)
        self._calls.controls.hang_up_second()
        self._calls.controls.resume_main()

    async def _joined(self) -> None:
        controls = self._calls.controls
        await (controls.split() if self._calls.is_joined else controls.join())
        self.changed.emit()

    def _on_told(self, call: int, code: int, final: bool) -> None:
        if self.step not in UNDER_WAY or call != self._call:
            return
        is_taken = self.step is Step.HANDING_ON or call == self._taken_call
        if code >= FAILED:
            self._bridge()
        elif final and (code >= TAKEN or is_taken):
            self._finish()
        elif final:  # the call ended before anybody said where the citizen is
            self._become(Step.IDLE)

    async def _let_go(self, main: CallViewModel) -> None:
        """End the call here where no report of it comes: the citizen is with somebody else."""
        await asyncio.sleep(self._report_wait_s)
        if self._calls.main is main and self.step in UNDER_WAY:
            self._finish()
            self._calls.controls.hang_up_second()
            self._calls.controls.hang_up_main()

    def _bridge(self) -> None:
        """The exchange or the carrier does not move the citizen: bring all three together."""
        if not {PhoneAbility.CONSULT, PhoneAbility.JOIN} <= self._calls.can:
            self._fail()
            return
        self.told.emit("transfer_bridged", {"line": self._line})
        self._become(Step.BRIDGING)
        is_alone = self._calls.second is None
        bridged = self._bridged() if is_alone else self._joined_for_good()
        self._scope.start("transfer.bridge", bridged)

    async def _bridged(self) -> None:
        if not self._to or not await self._calls.controls.consult(self._to, self._line):
            self._fail()

    def _fail(self) -> None:
        self._become(Step.IDLE)
        self.told.emit("transfer_failed", {"line": self._line})

    async def _joined_for_good(self) -> None:
        if await self._calls.controls.join():
            self.transferred.emit(self._line)
            await self._announced.end_consultation()
        self._become(Step.IDLE)

    def _finish(self) -> None:
        self._become(Step.IDLE)
        self.transferred.emit(self._line)

    def _on_second_answered(self, _: Call) -> None:
        if self.step is Step.BRIDGING:
            self._scope.start("transfer.bridge", self._joined_for_good())
        self.changed.emit()

    def _on_second_ended(self, call: Call) -> None:
        """The line hung up or was not reached; the citizen waits until she is taken back."""
        if self.step in UNDER_WAY:
            return
        if self.step in (Step.CONSULTING, Step.BRIDGING):
            self._become(Step.IDLE)
        if not call.is_incoming and call.cause is not EndCause.HUNG_UP_HERE:
            line = self.name_of(call)
            subject = {"line": line, "cause": str(call.cause), "number": call.peer}
            self.told.emit("consultation_ended", subject)
        self.changed.emit()

    def _on_main_ended(self, call: Call) -> None:
        """The citizen left, to the line or for good; with a second call up that one goes on."""
        is_taken = self.step is Step.SENDING and call.call == self._taken_call
        if self.step is Step.HANDING_ON or is_taken:
            self._finish()
        elif self.step is not Step.IDLE:
            self._become(Step.IDLE)

    def _become(self, step: Step) -> None:
        self.step = step
        if step not in UNDER_WAY:
            self._taken_call = 0
        self.changed.emit()
