"""Whom she calls back before anything else, and that she will not.

Citizens whose call was lost; and who asked for it while they waited, when it is their turn. Those
the server gives to one operator alone before her phone dials: she takes one, then it is dialled.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from console.model.calls.live_call import PhoneAbility
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.calls.one_call import CANNOT, IN_CALL
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel
from contract.wire.duty import FirstCallback

CODE = DutyNotice.CALLBACK_FIRST
TURN_CODE = DutyNotice.CALLBACK_TURN  # he asked for it while he waited
PHONE_GONE = CallNotice.PHONE_GONE_IN_CALL
DROPPED = CallNotice.CALL_DROPPED  # told at this seat, before the server has said anything


class FirstCallbacksViewModel(QObject):
    """pending: as the server told last, without those she refused."""

    arrived = Signal(object)  # FirstCallback
    passed_on = Signal()  # one she had is done, or somebody else's
    calling = Signal(object)  # FirstCallback she calls back now
    refused = Signal()  # not_calling is another
    took = Signal()  # taking is another
    finished = Signal()  # called_back is another

    def __init__(self, *, call: ActiveCallViewModel, notices: NoticesViewModel) -> None:
        super().__init__()
        self._call = call
        self._notices = notices
        self.pending: tuple[FirstCallback, ...] = ()
        self.not_calling: tuple[str, ...] = ()
        self.taking: tuple[str, ...] = ()  # dialled as soon as the server says that they are hers
        self.called_back: tuple[str, ...] = ()  # somebody answered, and the operator is done
        self._answered: frozenset[str] = frozenset()  # a mailbox too: the operator says which
        call.changed.connect(self._note_answered)
        notices.put_away.connect(self._on_put_away)
        notices.acted.connect(self._on_acted)

    @property
    def phone(self) -> str:
        """Return whom one key calls back now, "" for nobody."""
        if self.pending:
            return self.pending[0].phone
        dropped = self._notices.passing.get(DROPPED)
        return dropped.subject.get("phone", "") if dropped is not None else ""

    def show(self, first: tuple[FirstCallback, ...]) -> None:
        """Take what the server says in each reply; a notice that is gone is shown again."""
        told = {one.call_key for one in first}
        self.not_calling = tuple(key for key in self.not_calling if key in told)
        self.called_back = tuple(key for key in self.called_back if key in told)
        self._answered &= told
        over = {*self.not_calling, *self.called_back}
        before, self.pending = (
            self.pending,
            tuple(one for one in first if one.call_key not in over),
        )
        known = {one.call_key for one in before}
        gone = known - {one.call_key for one in self.pending}
        self._notices.take_back(*(_key(call_key) for call_key in gone))
        for one in self.pending:
            self._tell(one)
            if one.call_key not in known:
                self.arrived.emit(one)
        if gone:
            self.passed_on.emit()
        self._dial_taken()

    def contact_closed(self) -> None:
        """Take the operator's word: whoever answered is called back, and not once more."""
        self._finish(one for one in self.pending if one.call_key in self._answered)

    def call_back(self) -> None:
        """Dial the citizen who waits longest; nothing while a call is up."""
        if self.pending:
            self._call_back(self.pending[0])
        else:
            self._dial(self.phone)

    def _tell(self, one: FirstCallback) -> None:
        if self._is_on_the_line(one.phone):  # its key would put the citizen on hold now
            self._notices.take_back(_key(one.call_key))
            return
        if PHONE_GONE in self._notices.passing:
            return  # there is nothing to dial with: the next reply comes when the phone is back
        if one.keeps_place:
            self._tell_turn(one)
            return
        self._notices.tell(
            CODE,
            Level.ACT_NOW,
            key=_key(one.call_key),
            phone=one.phone,
            hers="hers" if one.is_hers else "",
        )
        dropped = self._notices.passing.get(DROPPED)
        if dropped is not None and dropped.subject.get("phone") == one.phone:
            self._notices.take_back(DROPPED)  # the same citizen: said once

    def _is_on_the_line(self, phone: str) -> bool:
        calls = [one.call for one in self._call.calls if one.call.state in IN_CALL]
        return any(call.peer == phone and not call.is_incoming for call in calls)

    def _note_answered(self) -> None:
        there = [one.call_key for one in self.pending if self._is_on_the_line(one.phone)]
        self._answered |= frozenset(there)

    def _finish(self, ended: Iterable[FirstCallback]) -> None:
        keys = tuple(one.call_key for one in ended)
        if keys:
            self.called_back += keys
            self.pending = tuple(one for one in self.pending if one.call_key not in keys)
            self._notices.take_back(*map(_key, keys))
            self.finished.emit()
            self.passed_on.emit()

    def _tell_turn(self, one: FirstCallback) -> None:
        """Say it once: that he has waited longer by now is no news, that she has taken him is."""
        key = _key(one.call_key)
        known = self._notices.passing.get(key)
        self._notices.tell(
            TURN_CODE,
            Level.ACT_NOW,
            key=key,
            phone=one.phone,
            queue=one.queue_name,
            language=one.language,
            waited=str(one.waited_s) if known is None else known.subject["waited"],
            until="" if one.is_taken else one.until_at.isoformat(),
        )

    def _call_back(self, one: FirstCallback) -> None:
        if not one.keeps_place or one.is_taken:
            self._dial(one.phone, one)
        elif not self._call.is_live and one.call_key not in self.taking:
            self.taking = (*self.taking, one.call_key)
            self.took.emit()

    def _dial_taken(self) -> None:
        """Dial what is hers now; what became somebody else's is taken no more."""
        wanted = [one for one in self.pending if one.call_key in self.taking]
        self.taking = tuple(one.call_key for one in wanted if not one.is_taken)
        for one in wanted:
            if one.is_taken:
                self._dial(one.phone, one)

    def _dial(self, phone: str, first: FirstCallback | None = None) -> None:
        if not phone or self._call.is_live:
            return
        if PhoneAbility.DIAL not in self._call.can:
            self._call.refused.emit(CANNOT)  # the number stays in sight: she dials it herself
            return
        if first is not None:
            self.calling.emit(first)
        self._notices.take_back(DROPPED)
        self._call.controls.dial(phone)

    def _on_acted(self, key: str) -> None:
        if key == DROPPED:
            self._dial(self._notices.passing[DROPPED].subject.get("phone", ""))
        for one in self.pending:
            if _key(one.call_key) == key:
                self._call_back(one)
                return

    def _on_put_away(self, key: str) -> None:
        """A notice put away before anybody answered is a refusal: somebody else is asked."""
        for one in self.pending:
            if _key(one.call_key) == key and one.call_key in self._answered:
                self._finish([one])
                return
            if _key(one.call_key) == key:
                self.not_calling = (*self.not_calling, one.call_key)
                self.pending = tuple(other for other in self.pending if other is not one)
                self.refused.emit()
                self.passed_on.emit()
                return


def _key(call_key: str) -> str:
    return f"{CODE}:{call_key}"
