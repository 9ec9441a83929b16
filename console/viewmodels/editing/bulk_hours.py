"""One exception of hours for many offices: a strike, a holiday, an extraordinary opening."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from contract.domain.ids import new_id
from contract.domain.knowledge_entries.knowledge import Office, OfficeKind
from contract.domain.opening_times.opening_checks import findings_of
from contract.domain.opening_times.opening_holiday_lines import UnreadableLine
from contract.domain.opening_times.opening_lines import BAR, exception_of
from contract.domain.opening_times.opening_state import ROME
from contract.domain.opening_times.opening_times import DayException, OpeningTimes
from contract.knowledge.language.municipio import mentions, number_in
from contract.knowledge.language.text_folding import words
from contract.wire.commands import ChangeManyHours


@dataclass(frozen=True, slots=True)
class _Known:
    office: Office
    words: frozenset[str]
    districts: frozenset[int]

    def has(self, word: str) -> bool:
        number = number_in([word])
        if number is not None:
            return word in self.words or number in self.districts
        return any(one.startswith(word) for one in self.words)


# Which offices an editor means by a few words: of their name, street or municipio.
class OfficesMeant:
    """A municipio, "V", "5" or "municipio V", is met as a whole; other words by their beginning.

    "V" must not mean every office in a "Via": all that are meant may be shown as closed next.
    """

    def __init__(self, offices: Iterable[Office]) -> None:
        by_name = sorted(offices, key=lambda one: one.name.casefold())
        self._known = tuple(_known(one) for one in by_name)

    def __len__(self) -> int:
        return len(self._known)

    def by(self, text: str) -> tuple[Office, ...]:
        """Return those that have all the words, by name; all of them when there is no word."""
        typed = words(text)
        named = tuple(mentions(typed))
        taken = {place for places, _ in named for place in places}
        rest = tuple(word for place, word in enumerate(typed) if place not in taken)
        districts = {number for _, number in named}
        return tuple(
            one.office
            for one in self._known
            if districts <= one.districts and all(one.has(word) for word in rest)
        )


def _known(office: Office) -> _Known:
    texts, own = words(f"{office.name} {office.address}"), words(office.municipio)
    number = number_in(own)
    named = (one for _, one in mentions(texts)) if number is None else (number,)
    return _Known(office, frozenset([*texts, *own]), frozenset(named))


class LineFault(StrEnum):
    NO_DAY = "no_day"
    NO_HOURS = "no_hours"  # and not that it is closed
    PAST = "past"  # its last day is over: most often the year is wrong
    UNUSABLE = "unusable"  # hours that overlap, or that are none


class BulkHoursViewModel(QObject):
    """The filter is words of name, address and municipio; all of them must be there."""

    changed = Signal()
    sent = Signal(int)  # to how many offices
    store_failed = Signal(str)

    def __init__(
        self,
        *,
        offices: Callable[[], Awaitable[tuple[Office, ...]]],
        order: Callable[[ChangeManyHours], Awaitable[None]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._offices = offices
        self._order = order
        self._scope = scope
        self._now = now
        self._all = OfficesMeant(())
        self.filter = ""
        self.line = ""
        self.why = ""
        self.for_desk = True
        self.for_phone = False
        self.is_busy = False

    @property
    def chosen(self) -> tuple[Office, ...]:
        """Return the offices the exception would be for, by name."""
        return self._all.by(self.filter)

    @property
    def total(self) -> int:
        return len(self._all)

    @property
    def exception(self) -> DayException | None:
        """Return what was typed as "24/12/2026 | chiuso | sciopero"; None: see fault."""
        read = self._read()
        return read if isinstance(read, DayException) else None

    @property
    def fault(self) -> LineFault | None:
        """Return why what was typed cannot go out; None as well while nothing is typed."""
        read = self._read() if self.line.strip() else None
        return read if isinstance(read, LineFault) else None

    @property
    def may_send(self) -> bool:
        has_hours = self.for_desk or self.for_phone
        return bool(has_hours and self.exception and self.chosen and not self.is_busy)

    def open(self) -> None:
        self._scope.start("bulk-hours.load", self._loaded(), replaces=True)

    def choose(
        self, *, filter_text: str, line: str, why: str, for_desk: bool, for_phone: bool
    ) -> None:
        self.filter, self.line, self.why = filter_text, line, why
        self.for_desk, self.for_phone = for_desk, for_phone
        self.changed.emit()

    def send(self) -> None:
        if self.may_send:
            self.is_busy = True
            self._scope.start(
                "bulk-hours.send", self._sent(self._order_now(), (self.line, self.why))
            )

    def _read(self) -> DayException | LineFault:
        try:
            exception = exception_of(self.line)
        except UnreadableLine:
            return LineFault.NO_HOURS if _has_day(self.line) else LineFault.NO_DAY
        if exception.last < self._now().astimezone(ROME).date():
            return LineFault.PAST
        found = findings_of(OpeningTimes(exceptions=(exception,)))
        return exception if all(one.is_harmless for one in found) else LineFault.UNUSABLE

    async def _loaded(self) -> None:
        offices = await self._offices()
        self._all = OfficesMeant(
            one for one in offices if one.kind is not OfficeKind.DEPARTMENT and not one.withdrawn
        )
        self.changed.emit()

    def _order_now(self) -> ChangeManyHours:
        """Return what was typed when it was sent: the next key is of the next one."""
        return ChangeManyHours(
            batch_id=new_id(),
            office_ids=tuple(one.id for one in self.chosen),
            exception=msgspec.Raw(msgspec.json.encode(self.exception)),
            for_desk=self.for_desk,
            for_phone=self.for_phone,
            why=self.why.strip(),
        )

    async def _sent(self, order: ChangeManyHours, typed: tuple[str, str]) -> None:
        try:
            await self._order(order)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
            return
        finally:
            self.is_busy = False
        if (self.line, self.why) == typed:  # else she writes the next one already
            self.line = self.why = ""
        self.sent.emit(len(order.office_ids))
        self.changed.emit()


def _has_day(line: str) -> bool:
    try:
        exception_of(line.partition(BAR)[0])
    except UnreadableLine:
        return False
    return True
