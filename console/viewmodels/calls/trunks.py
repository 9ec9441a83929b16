"""The lines to the outside as the server told them last, and what the operator is told of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel
from contract.wire.trunks import TrunkState

CUT_OFF = DutyNotice.TRUNK_DOWN  # nobody can call in or out
ONE_DOWN = DutyNotice.TRUNK_ONE_DOWN  # another exchange's trunk carries the calls


class TrunksViewModel(QObject):
    """states: of all exchanges. A lead hears of each trunk that is down, others when all are."""

    changed = Signal()

    def __init__(self, *, notices: NoticesViewModel, may_lead: Callable[[], bool]) -> None:
        super().__init__()
        self._notices = notices
        self._may_lead = may_lead
        self.states: tuple[TrunkState, ...] = ()

    @property
    def down(self) -> tuple[TrunkState, ...]:
        return tuple(state for state in self.states if not state.is_up)

    @property
    def is_cut_off(self) -> bool:
        """Return whether no trunk is left. Nothing known: it is not."""
        return bool(self.states) and len(self.down) == len(self.states)

    def show(self, states: tuple[TrunkState, ...]) -> None:
        """Take what the server says; the same again, as after a reconnection, is nothing new."""
        if states == self.states:
            return
        was_cut_off, self.states = self.is_cut_off, states
        self._tell(was_cut_off)
        self.changed.emit()

    def _tell(self, was_cut_off: bool) -> None:
        down = self.down
        if not self.is_cut_off:
            self._notices.take_back(CUT_OFF)
        if not down or self.is_cut_off:
            self._notices.take_back(ONE_DOWN)
        if self.is_cut_off:
            since = max(state.since_at for state in down).isoformat()
            level = Level.ACT_NOW if self._may_lead() else Level.ACT_SOON
            self._notices.tell(CUT_OFF, level, since=since)
        elif down and self._may_lead():
            names = ", ".join(state.exchange for state in down)
            since = min(state.since_at for state in down).isoformat()
            self._notices.tell(ONE_DOWN, Level.ACT_NOW, since=since, name=names)
        if was_cut_off and not self.is_cut_off:
            self._notices.tell(DutyNotice.TRUNK_BACK, Level.DONE)
