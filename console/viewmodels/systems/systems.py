"""Seats with their health, accounts and queues, as the server told them last. Nothing is changed"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.runtime.task_scope import Latest, TaskScope
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Capability
from contract.wire.systems import CONCERNS, FAULTS, SeatState, SystemsNow, SystemsSetup

OLD_AFTER_S = 20.0  # four questions without an answer


class SeatFilter(StrEnum):
    ALL = "all"
    LOOK = "look"  # something is wrong there
    OFF = "off"  # nobody works there


class SystemsServer(Protocol):
    """None where the server does not tell."""

    async def seats(self) -> SystemsNow | None: ...
    async def setup(self) -> SystemsSetup | None: ...


class SystemsViewModel(QObject):
    """now and setup: None until the server has told. query: digits of a seat, or words."""

    changed = Signal()

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        server: SystemsServer,
        scope: TaskScope,
        clock: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._operator = operator
        self._server = server
        self._seats = Latest("systems.seats", scope)
        self._setup = Latest("systems.setup", scope)
        self._asked = set[str]()  # a slow answer is waited for
        self._clock = clock
        self._monotonic_s = monotonic_s
        self._told_s: float | None = None
        self.now: SystemsNow | None = None
        self.told_at: datetime | None = None
        self.setup: SystemsSetup | None = None
        self.filter = SeatFilter.ALL
        self.query = ""

    @property
    def may_see(self) -> bool:
        return self._operator.may(Capability.ACCOUNT_MANAGE)

    @property
    def is_old(self) -> bool:
        return self._told_s is not None and self._monotonic_s() - self._told_s > OLD_AFTER_S

    @property
    def all_seats(self) -> tuple[SeatState, ...]:
        return self.now.seats if self.now is not None else ()

    def seats(self, chosen: SeatFilter | None = None) -> tuple[SeatState, ...]:
        """Return the seats of a filter; of the chosen one only what the query asks for, too."""
        if chosen is not None:
            return tuple(one for one in self.all_seats if _passes(one, chosen))
        words = self.query.casefold().split()
        return tuple(one for one in self.seats(self.filter) if all(_has(one, w) for w in words))

    def choose(self, chosen: SeatFilter) -> None:
        self.filter = chosen
        self.changed.emit()

    def search(self, query: str) -> None:
        self.query = query
        self.changed.emit()

    def refresh(self) -> None:
        """Ask for the seats, and for accounts and queues where they are not known."""
        if not self.may_see:
            return
        self._ask(self._seats, "seats", self._server.seats, self._show)
        if self.setup is None:
            self.refresh_setup()
        self.changed.emit()  # what is shown grows old meanwhile

    def refresh_setup(self) -> None:
        if self.may_see:
            self._ask(self._setup, "setup", self._server.setup, self._show_setup)

    def _ask[T](
        self,
        question: Latest,
        name: str,
        ask: Callable[[], Awaitable[T]],
        on_answer: Callable[[T], None],
    ) -> None:
        if name in self._asked:
            return

        async def asked() -> T:
            try:
                return await ask()
            finally:
                self._asked.discard(name)

        self._asked.add(name)
        question.ask(asked, on_answer)

    def _show(self, now: SystemsNow | None) -> None:
        if now is not None:
            self.now, self.told_at, self._told_s = now, self._clock(), self._monotonic_s()
        self.changed.emit()

    def _show_setup(self, setup: SystemsSetup | None) -> None:
        self.setup = setup or self.setup
        self.changed.emit()


def _passes(seat: SeatState, chosen: SeatFilter) -> bool:
    return {
        SeatFilter.ALL: True,
        SeatFilter.LOOK: seat.health in (*FAULTS, *CONCERNS),
        SeatFilter.OFF: seat.health == "off",
    }[chosen]


def _has(seat: SeatState, word: str) -> bool:
    texts = (seat.seat, seat.told.version, seat.told.system, seat.told.headset)
    return any(word in text.casefold() for text in texts)
