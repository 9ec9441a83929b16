"""Whether the citizen's words are recorded now, and the cover over what must not be."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.errors import NOT_TOLD
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.one_call import IN_CALL, CallViewModel
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel
from contract.domain.queue import Queue, RecordingMode
from contract.wire import reason_codes
from contract.wire.duty import CallNews

ON, MASKED, OFF = "on", "masked", "off"
STAYS_MASKED = DutyNotice.RECORDING_STAYS_COVERED
_LEVELS = {
    STAYS_MASKED: Level.INFORM,
    reason_codes.NOT_RECORDED: Level.INFORM,
    reason_codes.UNKNOWN_CALL: Level.INFORM,
}


def is_recorded(queue: Queue | None) -> bool:
    """Return whether calls of a queue are recorded where the house allows it."""
    return queue is not None and queue.recording is RecordingMode.ON


class RecordingViewModel(QObject):
    """state: of the citizen's call in hand, as the server last told it; "" when it told nothing.

    mask(call_key, on) returns ON, MASKED or a reason code; it may raise as the server's link does.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        records: Callable[[str], bool],
        mask: Callable[[str, bool], Awaitable[str]],
        notices: NoticesViewModel,
        scope: TaskScope,
    ) -> None:
        """records: whether a queue of this id is one whose calls are recorded."""
        super().__init__()
        self._call = call
        self._records = records
        self._mask = mask
        self._notices = notices
        self._scope = scope
        self._states: dict[str, str] = {}  # by call

    @property
    def state(self) -> str:
        one = self._in_hand()
        return self._states.get(one.key, "") if one is not None else ""

    @property
    def is_masked(self) -> bool:
        return self.state == MASKED

    @property
    def may_mask(self) -> bool:
        """Return whether the call in hand comes from a queue that records."""
        return self._in_hand() is not None

    def on_news(self, news: CallNews) -> None:
        """Take what the server tells of a call; it repeats itself."""
        before = self._states.get(news.call_key, "")
        if news.text == OFF:
            self._states.pop(news.call_key, None)
            self._notices.take_back(
                DutyNotice.RECORDING_COVERED, STAYS_MASKED, reason_codes.NOT_MASKED
            )
        else:
            self._states[news.call_key] = news.text
        if news.text != before:
            self._tell_cover(before, news.text)
            self.changed.emit()

    def toggle(self) -> None:
        """Cover what is said from now on, or uncover it before the minute is over."""
        one = self._in_hand()
        if one is not None:
            wanted = not self.is_masked
            self._scope.start("recording.mask", self._ask(one.key, wanted), replaces=True)

    async def _ask(self, key: str, on: bool) -> None:
        try:
            answer = await self._mask(key, on)
        except NOT_TOLD:
            answer = reason_codes.NOT_MASKED if on else STAYS_MASKED
        if answer in (ON, MASKED):
            self._notices.take_back(reason_codes.NOT_MASKED)
            self.on_news(CallNews(kind="recording", call_key=key, text=answer))
        else:
            self._notices.tell(answer, _LEVELS.get(answer, Level.ACT_NOW))

    def _tell_cover(self, before: str, now: str) -> None:
        if now == MASKED:
            self._notices.take_back(DutyNotice.RECORDING_UNCOVERED, reason_codes.NOT_MASKED)
            self._notices.tell(DutyNotice.RECORDING_COVERED, Level.DONE)
        elif before == MASKED and now == ON:
            self._notices.take_back(DutyNotice.RECORDING_COVERED, STAYS_MASKED)
            self._notices.tell(DutyNotice.RECORDING_UNCOVERED, Level.DONE)

    def _in_hand(self) -> CallViewModel | None:
        """Return the citizen's call that is recorded, on hold or not."""
        for one in self._call.calls:
            is_up = one.call.is_incoming and one.call.state in IN_CALL
            if is_up and (one.key in self._states or self._records(one.call.queue)):
                return one
        return None
