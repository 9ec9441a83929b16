"""Reports of the seats, one transaction each; lost calls are handed on after it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from contract.wire.duty import DutyReply, DutyReport, FirstCallback
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.duty.check_report import check_report
from server.usecases.duty.take_report import LostCall, take_report
from server.usecases.routing.callbacks.first_callbacks import reached_numbers, settle_reached
from server.usecases.routing.callbacks.first_turns import (
    dialled_numbers,
    end_turns,
    first_callbacks_of,
    keep_turns,
    take_turns,
)


class TakeReports:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        hear_lost: Callable[[Sequence[LostCall]], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._hear_lost = hear_lost

    async def __call__(self, session: CurrentSession, report: DutyReport) -> DutyReply:
        """Raise MalformedMessage, StoreFault. The seat is the session's, whatever is stated."""
        check_report(report)
        account_id, seat, now = session.account.id, session.seat, self._clock()
        taken = await self._database.write(lambda c: take_report(c, account_id, seat, report, now))
        await self._hear_lost(taken.lost)
        if numbers := reached_numbers(report.calls):  # of its own: it locks in another order
            await self._database.write(lambda c: settle_reached(c, account_id, numbers, now))
        first = await self._turns(account_id, report, now)
        return replace(taken.reply, first=first)

    async def _turns(
        self, account_id: str, report: DutyReport, now: datetime
    ) -> tuple[FirstCallback, ...]:
        """Return whom she calls back now, after what she does about it."""
        first = await self._database.read(lambda c: first_callbacks_of(c, account_id, now))
        if not first:
            return ()
        if dialled := dialled_numbers(report.calls):
            await self._database.write(lambda c: keep_turns(c, account_id, dialled, now))
        if report.taking:
            taking = report.taking
            await self._database.write(lambda c: take_turns(c, account_id, taking, now))
        if report.not_calling:
            refused = report.not_calling
            await self._database.write(lambda c: end_turns(c, account_id, refused, now))
        return await self._database.read(lambda c: first_callbacks_of(c, account_id, now))
