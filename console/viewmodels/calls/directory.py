"""The directory of lines as the operator types: what was found, which of them are open now."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.runtime.task_scope import TaskScope
from contract.domain.agents.agent import DutyState
from contract.domain.agents.skill_levels import ITALIAN
from contract.domain.ids import QueueId
from contract.domain.opening_times.opening_hours import OfficeState, hours_at
from contract.domain.opening_times.opening_plan import Reason
from contract.domain.opening_times.opening_state import OpeningState, opening_at
from contract.domain.phone_number import EMERGENCY, UnusableNumber, dialable
from contract.domain.queue import NUMBER_PREFIX, Queue
from contract.domain.queue_hours import closes_at, is_open, languages_of_queue, opens_at
from contract.wire.duty import QueueFigures

OFFERED = 8
LOOKED_THROUGH = 500  # lines, to find one by its number
FEWEST_DIGITS = 3


class LanguageNow(msgspec.Struct, frozen=True, kw_only=True):
    """Whether calls in a language are taken now; until: when that ends, None for no near time."""

    language: str
    is_open: bool
    until: datetime | None = None


class LineNow(msgspec.Struct, frozen=True, kw_only=True):
    """is_open None: nobody knows. until: when it closes, or opens again. waiting: in its queue.

    is_open and until are for the language of the call at hand. languages: of a queue that is
    reached in several, each on its own. reason: why an office is open or closed.
    """

    is_open: bool | None = None
    until: datetime | None = None
    waiting: int | None = None
    language: str = ITALIAN
    languages: tuple[LanguageNow, ...] = ()
    reason: Reason | None = None


class Lines(Protocol):
    """common: offered before anything is typed. ask_colleagues: whether the server told."""

    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]: ...
    def common(self, limit: int) -> tuple[DirectoryEntry, ...]: ...
    async def ask_colleagues(self) -> bool: ...


class DirectoryViewModel(QObject):
    """All answers are local; only the list of colleagues comes from the server, when it can."""

    changed = Signal()

    def __init__(
        self,
        *,
        lines: Lines,
        scope: TaskScope,
        now: Callable[[], datetime],
        language: Callable[[], str] = lambda: ITALIAN,
    ) -> None:
        """language: of the citizen who would be brought to a line."""
        super().__init__()
        self._lines = lines
        self._scope = scope
        self._now = now
        self._language = language
        self._of_card: Callable[[], tuple[DirectoryEntry, ...]] = lambda: ()
        self._figures: dict[QueueId, QueueFigures] = {}
        self.text = ""
        self.found: tuple[DirectoryEntry, ...] = ()
        self.selected = -1  # none
        self.fault = ""  # reason code of a typed number no seat may dial
        self.knows_colleagues = True
        self.wants_reason_for: DirectoryEntry | None = None  # closed now; why all the same?

    @property
    def entry(self) -> DirectoryEntry | None:
        return self.found[self.selected] if 0 <= self.selected < len(self.found) else None

    def open(self) -> None:
        """Begin anew: nothing typed, the common lines on offer, colleagues asked for."""
        self.type_text("")
        self._scope.start("directory.colleagues", self._colleagues_asked(), replaces=True)

    def offer_first(self, of_card: Callable[[], tuple[DirectoryEntry, ...]]) -> None:
        """Before anything is typed, offer the lines that the card on the screen names."""
        self._of_card = of_card

    def type_text(self, text: str) -> None:
        self.text = text
        self.fault, self.wants_reason_for = "", None
        self.found = self._found(text)
        # A line she neither named nor reads of is not hers: Enter, too early, would have called
        # the first queue of the alphabet.
        is_hers = bool(text.strip() or self._of_card())
        self.selected = 0 if is_hers else -1
        self.changed.emit()

    def select(self, index: int) -> None:
        if 0 <= index < len(self.found) and index != self.selected:
            self.selected, self.wants_reason_for = index, None
            self.changed.emit()

    def chosen(self, reason: str) -> DirectoryEntry | None:
        """Return the chosen line when it may be reached; a closed one needs a reason first."""
        entry = self.entry
        if entry is not None and self.now_of(entry).is_open is False and not reason.strip():
            self.want_reason_for(entry)
            return None
        return entry

    def want_reason_for(self, entry: DirectoryEntry | None) -> None:
        self.wants_reason_for = entry
        self.changed.emit()

    def show_figures(self, figures: tuple[QueueFigures, ...]) -> None:
        """Take what the server says of the queues now."""
        self._figures = {one.queue_id: one for one in figures}
        self.changed.emit()

    def now_of(self, entry: DirectoryEntry) -> LineNow:
        """Return whether a line is open at this instant, by its hours and the server's figures."""
        if entry.kind is LineKind.COLLEAGUE:
            return LineNow(is_open=entry.state == DutyState.READY or None)
        figures = self._figures.get(entry.queue_id) if entry.queue_id is not None else None
        waiting = figures.waiting if figures is not None else None
        if entry.queue is not None:
            return self._queue_now(entry.queue, figures)
        if figures is not None and not figures.is_open:
            until = hours_at(entry.hours, self._now()).until if entry.hours else None
            return LineNow(is_open=False, until=until, waiting=waiting)
        if entry.kind is LineKind.OFFICE:
            return self._office_now(entry)
        if not entry.hours:
            is_open = True if entry.queue_id is not None else None
            return LineNow(is_open=is_open, waiting=waiting)
        hours = hours_at(entry.hours, self._now())
        known = {OfficeState.OPEN: True, OfficeState.CLOSED: False}
        return LineNow(is_open=known.get(hours.state), until=hours.until, waiting=waiting)

    def _office_now(self, entry: DirectoryEntry) -> LineNow:
        opening = opening_at(entry.times, self._now())
        known = {OpeningState.OPEN: True, OpeningState.CLOSED: False}
        until = opening.until if opening.is_open else opening.opens_at
        return LineNow(is_open=known.get(opening.state), until=until, reason=opening.reason)

    def _queue_now(self, queue: Queue, figures: QueueFigures | None) -> LineNow:
        """Apply the hours of each language, as the server does; its word on Italian goes first."""
        now, asked = self._now(), self._language() or ITALIAN
        spoken = languages_of_queue(queue)
        found = {one: self._language_now(queue, one, now) for one in {*spoken, asked}}
        if figures is not None and not figures.is_open and found.get(ITALIAN) is not None:
            found[ITALIAN] = replace(found[ITALIAN], is_open=False)
        return LineNow(
            is_open=found[asked].is_open,
            until=found[asked].until,
            waiting=figures.waiting if figures is not None else None,
            language=asked,
            languages=tuple(found[one] for one in spoken) if len(found) > 1 else (),
        )

    def _language_now(self, queue: Queue, language: str, now: datetime) -> LanguageNow:
        open_now = is_open(queue, language, now)
        until = (closes_at if open_now else opens_at)(queue, language, now)
        return LanguageNow(language=language, is_open=open_now, until=until)

    def name_of(self, number: str) -> str:
        """Return the name of the line with this number, queue or seat; "" for one not known."""
        if not number:
            return ""
        text = number.removeprefix(NUMBER_PREFIX)
        lines = (*self._lines.find(text, OFFERED), *self._lines.common(LOOKED_THROUGH))
        known = (one for one in lines if number in (one.to, one.seat, one.number))
        return next((one.name for one in known), "")

    def _found(self, text: str) -> tuple[DirectoryEntry, ...]:
        if not text.strip():
            return (*self._of_card(), *self._lines.common(OFFERED))[:OFFERED]
        found = self._lines.find(text, OFFERED)
        typed = self._as_number(text)
        return (typed, *found)[:OFFERED] if typed is not None else found

    def _as_number(self, text: str) -> DirectoryEntry | None:
        """Return a line for digits typed by hand; a number no seat may dial is only named."""
        if sum(letter.isdigit() for letter in text) < FEWEST_DIGITS:
            return None
        if any(letter.isalpha() for letter in text):
            return None
        try:
            number = dialable(text, emergency=True)
        except UnusableNumber as error:
            self.fault = error.code
            return None
        is_seat = not number.startswith("+") and number not in EMERGENCY
        return DirectoryEntry(
            kind=LineKind.NUMBER,
            id=number,
            name=number,
            to=number,
            seat=number if is_seat else "",
            number="" if is_seat else number,
        )

    async def _colleagues_asked(self) -> None:
        self.knows_colleagues = await self._lines.ask_colleagues()
        if self.text:
            chosen = self.entry
            self.found = self._found(self.text)
            if chosen is not None:
                ids = [(one.kind, one.id) for one in self.found]
                at = (chosen.kind, chosen.id)
                self.selected = ids.index(at) if at in ids else 0
        self.changed.emit()
