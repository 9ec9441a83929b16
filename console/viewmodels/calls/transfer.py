"""Bringing the citizen to somebody else: blind, after a word with them, or all three at once."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.calls.directory_entry import DirectoryEntry
from console.model.calls.live_call import Call, CallState, EndCause, PhoneAbility
from console.model.calls.transfer import TransferStart, TransferWish
from console.model.contact.contact_draft import ContactDraft
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.one_call import CallViewModel
from contract.domain.ids import CaseId

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


_UNDER_WAY = (Step.SENDING, Step.HANDING_ON)


class TransferViewModel(QObject):
    """One transfer at a time; the calls themselves are those of ActiveCallViewModel."""

    changed = Signal()
    told = Signal(str, dict)  # code of a notice and its subject
    transferred = Signal(str)  # name of the line the citizen is with now
    transfer_failed = Signal()

    def __init__(
        self,
        *,
        calls: ActiveCallViewModel,
        directory: DirectoryViewModel,
        begin: Callable[[TransferWish], Awaitable[TransferStart]],
        draft: Callable[[], ContactDraft | None],
        case_id: Callable[[], CaseId | None],
        scope: TaskScope,
        report_wait_s: float = REPORT_WAIT_S,
    ) -> None:
        super().__init__()
        self._calls = calls
        self._report_wait_s = report_wait_s
        self._directory = directory
        self._begin = begin
        self._draft = draft
        self._case_id = case_id
        self._scope = scope
        self._to = ""
        self._line = ""  # its name, for what is told afterwards
        self._wish: TransferWish | None = None  # as the server knows it
        self._call = 0  # number of the citizen's call that is transferred
        self._taken_call = 0  # the same, once the server said that somebody answered him
        self.step = Step.IDLE
        self.entry: DirectoryEntry | None = None  # the line it goes to
        self.wants_reason_for: DirectoryEntry | None = None  # closed now; why all the same?
        self.note = ""
        calls.transfer_told.connect(self._on_told)
        calls.second_answered.connect(self._on_second_answered)
        calls.second_ended.connect(self._on_second_ended)
        calls.ended.connect(self._on_main_ended)

    @property
    def may_transfer(self) -> bool:
        """Return whether there is a citizen to bring to somebody, and a phone that can."""
        call = self._calls.call
        talks = call is not None and call.state in (CallState.ACTIVE, CallState.HELD)
        return talks and self.step is Step.IDLE and self._calls.second is None

    @property
    def may_send(self) -> bool:
        return self.may_transfer and PhoneAbility.TRANSFER in self._calls.can

    @property
    def may_consult(self) -> bool:
        return self.may_transfer and PhoneAbility.CONSULT in self._calls.can

    @property
    def may_complete(self) -> bool:
        two = len(self._calls.calls) == 2 and not self._calls.is_joined
        idle = self.step in (Step.IDLE, Step.CONSULTING)
        return two and idle and PhoneAbility.CONSULT in self._calls.can

    @property
    def may_join(self) -> bool:
        second = self._calls.second
        is_up = second is not None and second.call.answered_mono_s is not None
        return is_up and self.may_complete and PhoneAbility.JOIN in self._calls.can

    @property
    def may_split(self) -> bool:
        return self._calls.is_joined and PhoneAbility.JOIN in self._calls.can

    def open(self) -> None:
        """Begin to choose a line."""
        self.note = ""
        self.wants_reason_for = None
        self._directory.open()
        self.changed.emit()

    def send(self, reason: str = "") -> None:
        """Blind: bring the citizen to the chosen line. reason: why, when it is closed now."""
        entry = self._chosen(reason)
        if entry is not None and self.may_send:
            self._start(entry, self._sent(entry, reason))

    def consult(self, reason: str = "") -> None:
        """Speak with the chosen line first; the citizen hears music meanwhile.

        Without a citizen on the line it is called just so.
        """
        if self._calls.main is None:
            self.dial()
            return
        entry = self._chosen(reason)
        if entry is not None and self.may_consult:
            self._start(entry, self._consulted(entry, reason))

    def dial(self) -> None:
        """Call the chosen line; nobody is on the phone yet."""
        entry = self._directory.entry
        if entry is None or self._calls.main is not None:
            return
        if entry.to and PhoneAbility.DIAL in self._calls.can:
            self._calls.controls.dial(entry.to, entry.name)
        elif not entry.to:
            self.told.emit("transfer_unknown_line", {"line": entry.name})

    def complete(self) -> None:
        """Bring the citizen and the line together; one that did not answer yet gets her blind."""
        if self.may_complete:
            self._scope.start("transfer.complete", self._completed())

    def back(self) -> None:
        """End the consultation and speak with the citizen again."""
        if self._calls.is_joined:
            self._scope.start("transfer.back", self._gone_back(is_joined=True))
        elif self._calls.second is not None:
            self._scope.start("transfer.back", self._gone_back(is_joined=False))

    def join(self) -> None:
        """All three hear each other; once more: the citizen alone, the line on hold."""
        if self.may_join:
            self._scope.start("transfer.join", self._joined())
        elif self.may_split:
            self._scope.start("transfer.split", self._split())

    def hear_taken(self, call_key: str) -> None:
        """The server says that a colleague answered the citizen of that call."""
        main = self._calls.main
        if self.step in _UNDER_WAY and main is not None and main.key == call_key:
            self._taken_call = main.number
            self._scope.start("transfer.taken", self._let_go(main))

    def name_of(self, call: Call) -> str:
        """Return the name of the line behind the second call.

        What was chosen is forgotten when the window starts anew; the directory knows it again.
        """
        if self.entry is not None:
            return self.entry.name
        return self._directory.name_of(call.peer) or call.peer_name

    def forget_reason(self) -> None:
        """Another line is looked at."""
        if self.wants_reason_for is not None:
            self.wants_reason_for = None
            self.changed.emit()

    def _chosen(self, reason: str) -> DirectoryEntry | None:
        """Return the chosen line when it may be reached; a closed one needs a reason first."""
        entry = self._directory.entry
        if entry is None:
            return None
        if self._directory.now_of(entry).is_open is False and not reason.strip():
            self.wants_reason_for = entry
            self.changed.emit()
            return None
        return entry

    def _start(self, entry: DirectoryEntry, work: Awaitable[None]) -> None:
        self.entry = entry
        self._line = entry.name
        self.wants_reason_for = None
        self._become(Step.ASKING)
        self._scope.start("transfer.begin", _awaited(work))

    async def _asked(self, entry: DirectoryEntry, reason: str, *, consult: bool) -> str:
        """Tell the server, with contact and case; return what to dial, "" for not at all."""
        main = self._calls.main
        if main is None:
            return ""
        wish = TransferWish(
            call_key=main.key,
            entry=entry,
            consult=consult,
            note=self.note.strip(),
            override_reason=reason.strip(),
            draft=self._draft(),
            case_id=self._case_id(),
        )
        self._wish = wish
        start = await self._begin(wish)
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
            self.wants_reason_for = entry
            self.changed.emit()
        self.told.emit(f"transfer_{start.refused}", {"line": entry.name})

    async def _sent(self, entry: DirectoryEntry, reason: str) -> None:
        self._to = await self._asked(entry, reason, consult=False)
        main = self._calls.main
        if not self._to or main is None:
            self._become(Step.IDLE)
            return
        self._call = main.number
        self._become(Step.SENDING)
        if not await self._calls.controls.transfer(self._to):
            self._become(Step.IDLE)

    async def _consulted(self, entry: DirectoryEntry, reason: str) -> None:
        self._to = await self._asked(entry, reason, consult=True)
        if not self._to or not await self._calls.controls.consult(self._to, entry.name):
            self._become(Step.IDLE)
        else:
            self._become(Step.CONSULTING)

    async def _completed(self) -> None:
        main, second = self._calls.main, self._calls.second
        if main is None or second is None:
            return
        self._call = main.number
        self._line = self.name_of(second.call)
        if second.call.answered_mono_s is None:
            await self._complete_unanswered(main, second)
        else:
            await self._tell_what_was_written_since()
            await self._hand_on(main, second)

    async def _hand_on(self, main: CallViewModel, second: CallViewModel) -> None:
        if self._calls.main is not main or self._calls.second is not second:
            self._become(Step.IDLE)  # one of them hung up meanwhile
            return
        self._become(Step.HANDING_ON)
        if not await self._calls.controls.transfer_to_second():
            self._become(Step.CONSULTING)

    async def _tell_what_was_written_since(self) -> None:
        """A consultation takes minutes: whoever takes the citizen over reads all of it."""
        wish = self._wish
        if wish is None or not wish.consult:
            return  # of another start of the window: the server knows what it was told then
        draft, case_id = self._draft(), self._case_id()
        if draft is None or (draft, case_id) == (wish.draft, wish.case_id):
            return
        self._become(Step.ASKING)
        self._wish = replace(wish, draft=draft, case_id=case_id)
        await self._begin(self._wish)

    async def _complete_unanswered(self, main: CallViewModel, second: CallViewModel) -> None:
        """Nobody answered there yet: the citizen goes to the line itself and rings there.

        For the server this is another transfer: the consultation was that of the seat.
        """
        to = self._to
        if self.entry is not None and self._wish is not None:
            self._become(Step.ASKING)
            to = await self._asked(self.entry, self._wish.override_reason, consult=False)
        if self._calls.second is second and second.call.answered_mono_s is not None:
            await self._hand_on(main, second)
        elif not to:
            self._become(Step.IDLE if self._calls.second is None else Step.CONSULTING)
        else:
            self._become(Step.SENDING)
            self._calls.controls.hang_up_second()
            if not await self._calls.controls.transfer(to):
                self._become(Step.IDLE)

    async def _gone_back(self, *, is_joined: bool) -> None:
        if is_joined and not await self._calls.controls.split():
            return
        self._become(Step.IDLE)
        self._calls.controls.hang_up_second()
        self._calls.controls.resume_main()

    async def _joined(self) -> None:
        await self._calls.controls.join()
        self.changed.emit()

    async def _split(self) -> None:
        await self._calls.controls.split()
        self.changed.emit()

    def _on_told(self, call: int, code: int, final: bool) -> None:
        if self.step not in _UNDER_WAY or call != self._call:
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
        if self._calls.main is main and self.step in _UNDER_WAY:
            self._finish()
            self._calls.controls.hang_up_second()
            self._calls.controls.hang_up_main()

    def _bridge(self) -> None:
        """The exchange or the carrier does not move the citizen: bring all three together."""
        name = self._line
        if not {PhoneAbility.CONSULT, PhoneAbility.JOIN} <= self._calls.can:
            self._become(Step.IDLE)
            self.told.emit("transfer_failed", {"line": name})
            self.transfer_failed.emit()
            return
        self.told.emit("transfer_bridged", {"line": name})
        self._become(Step.BRIDGING)
        second = self._calls.second
        if second is None:
            self._scope.start("transfer.bridge", self._bridged(name))
        else:
            self._scope.start("transfer.bridge", self._joined_for_good())

    async def _bridged(self, name: str) -> None:
        if not self._to or not await self._calls.controls.consult(self._to, name):
            self._become(Step.IDLE)
            self.told.emit("transfer_failed", {"line": name})
            self.transfer_failed.emit()

    async def _joined_for_good(self) -> None:
        if await self._calls.controls.join():
            self.transferred.emit(self._line)
            await self._tell_joined()
        self._become(Step.IDLE)

    async def _tell_joined(self) -> None:
        """Whom she consulted has the citizen now: the server notes who it is."""
        if self._wish is not None and self._wish.consult:
            self._wish = replace(self._wish, consult=False)
            await self._begin(self._wish)

    def _finish(self) -> None:
        self._become(Step.IDLE)
        self.transferred.emit(self._line)

    def _on_second_answered(self, _: Call) -> None:
        if self.step is Step.BRIDGING:
            self._scope.start("transfer.bridge", self._joined_for_good())
        self.changed.emit()

    def _on_second_ended(self, call: Call) -> None:
        """The line hung up or was not reached; the citizen waits until she is taken back."""
        step, was_made_here = self.step, not call.is_incoming
        if step in _UNDER_WAY:
            return
        if step in (Step.CONSULTING, Step.BRIDGING):
            self._become(Step.IDLE)
        if was_made_here and call.cause is not EndCause.HUNG_UP_HERE:
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
        if step not in _UNDER_WAY:
            self._taken_call = 0
        self.changed.emit()


async def _awaited(work: Awaitable[None]) -> None:
    await work
