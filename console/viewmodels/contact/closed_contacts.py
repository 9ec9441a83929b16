"""Closed contacts opened again: the last one undone, any one of hers reopened or corrected."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.model.contact.contact_draft import ContactDraft
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.phone_calls import PhoneCalls
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from contract.domain.contact import UNDONE_FOR
from contract.domain.ids import ContactId

UNDO_S = UNDONE_FOR.total_seconds()  # after closing; later it is reopened from the list


type Take = Callable[[ContactId], Awaitable[ContactDraft | None]]


class ClosedContacts(Protocol):
    """Those on disk; each may raise LocalStoreBroken. None: the contact is not there any more."""

    async def reopen(
        self, contact_id: ContactId, *, typed: ContactDraft | None = None, is_open: bool = True
    ) -> ContactDraft | None: ...
    async def correct(self, contact_id: ContactId) -> ContactDraft | None: ...
    async def undo_correction(self, corrected: ContactDraft) -> bool: ...


class ClosedContactsViewModel(QObject):
    """While a citizen calls the screen is for the contact of that call, and so is who answers."""

    refused = Signal(str)  # reason code: see obstacle
    undone = Signal(bool)  # whether it is on the screen; else it waits among those to complete
    correction_undone = Signal()  # the contact stays closed, and says again what it said before
    undo_changed = Signal()
    gone = Signal()  # what was to be opened is not there any more

    def __init__(
        self,
        *,
        editor: ContactEditorViewModel,
        store: ClosedContacts,
        calls: PhoneCalls,
        scope: TaskScope,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._editor = editor
        self._calls = calls
        self._store = store
        self._scope = scope
        self._monotonic_s = monotonic_s
        self._last: tuple[ContactDraft, float] | None = None  # as it was closed, and when
        editor.closed.connect(self._on_closed)

    @property
    def may_undo(self) -> bool:
        """Return whether the last contact was closed so recently that a key takes it back."""
        return self._last is not None and self._monotonic_s() - self._last[1] <= UNDO_S

    @property
    def undoes_correction(self) -> bool:
        """Return whether what was closed last was closed before, and was corrected."""
        return self._last is not None and self._last[0].is_corrected

    @property
    def obstacle(self) -> str:
        """Return why no other contact comes to the screen now, "" for one that may come.

        It would push off the one of the call, or be pushed off by the next answer; in a call whose
        contact is closed the citizen may speak of an earlier one.
        """
        if self._calls.ringing is not None:
            return "call_rings"
        is_open = self._editor.draft is not None or self._editor.is_opening
        return "contact_in_call" if self._calls.is_live and is_open else ""

    def undo(self) -> None:
        """Take the last closed contact back; what is on the screen meanwhile stays there.

        Of a corrected one only the correction: before it the contact was closed as well.
        """
        if self._last is None or not self.may_undo:
            return
        typed, self._last = self._last[0], None
        self.undo_changed.emit()
        undone = self._correction_undone if typed.is_corrected else self._undone
        self._scope.start("contact.undo", undone(typed))

    def reopen(self, contact_id: ContactId) -> None:
        """Take a closed contact back and go on with it."""
        if not self._is_refused():
            self._scope.start("contact.reopen", self._opened(contact_id, self._store.reopen))

    def take_up(self, contact_id: ContactId) -> None:
        """Go on with one that was left to complete."""
        if not self._is_refused():
            self._editor.parked.take_up(contact_id)

    def correct(self, contact_id: ContactId) -> None:
        """Open a closed contact to change what it says; it stays closed until it is saved."""
        if not self._is_refused():
            if self._last is not None and self._last[0].contact_id == contact_id:
                self._last = None  # open again it is mended by hand: undone, that would be lost
                self.undo_changed.emit()
            self._scope.start("contact.correct", self._opened(contact_id, self._store.correct))

    def _is_refused(self) -> bool:
        if code := self.obstacle:
            self.refused.emit(code)
        return bool(code)

    def _on_closed(self, contact_id: ContactId) -> None:
        closed = self._editor.closing.last_closed
        if closed is not None and closed.contact_id == contact_id:
            self._last = (closed, self._monotonic_s())
            self.undo_changed.emit()

    async def _undone(self, typed: ContactDraft) -> None:
        # Another citizen's contact may be open by now: hers is not pushed off the screen.
        is_free = self._editor.draft is None and not self._editor.is_opening
        take = partial(self._store.reopen, typed=typed)
        bring = self._editor.parked.bring if is_free else _aside
        if await self._is_done(bring(typed.contact_id, partial(take, is_open=is_free))):
            self.undone.emit(is_free)

    async def _correction_undone(self, typed: ContactDraft) -> None:
        if await self._is_done(self._store.undo_correction(typed)):
            self.correction_undone.emit()

    async def _opened(self, contact_id: ContactId, take: Take) -> None:
        await self._is_done(self._editor.parked.bring(contact_id, take))

    async def _is_done(self, work: Awaitable[bool]) -> bool:
        """Return whether the contact was there, and say so where it was not."""
        try:
            is_there = await work
        except LocalStoreBroken as error:
            self._editor.store_failed.emit(error.kind)
            return False
        if not is_there:
            self.gone.emit()
        return is_there


async def _aside(contact_id: ContactId, take: Take) -> bool:
    return await take(contact_id) is not None
