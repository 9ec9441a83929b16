"""Reports of the seats, one transaction each; lost calls are handed on after it."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from contract.wire.decoding import MalformedMessage
from contract.wire.duty import DutyReply, DutyReport, DutyStep, FirstCallback, SeatCall
from contract.wire.seat_health import SeatHealth
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.duty.take_report import LostCall, take_report
from server.usecases.routing.callbacks.first_callbacks import settle_reached
from server.usecases.routing.callbacks.first_turns import (
    dialled_numbers,
    end_turns,
    first_callbacks_of,
    keep_turns,
    take_turns,
)
from server.usecases.routing.callbacks.reached_citizens import (
    ListCalls,
    SettleReached,
    numbers_of,
    reached,
)
from server.usecases.sync.value_checks import YEARS

STEPS_LIMIT = 200
CALLS_LIMIT = 20
TEXT_LIMIT = 256  # a phone cuts a call's name there, and strangers choose how long it is
NUMBER_LIMIT = 2**53
_BOOT = re.compile(r"[A-Za-z0-9-]{0,64}")


# What a report of a seat must be, whatever it says: anything else is malformed.
def check_report(report: DutyReport) -> None:
    """Raise MalformedMessage naming the place."""
    if not _BOOT.fullmatch(report.boot) or (report.steps and not report.boot):
        raise MalformedMessage("boot - at `$.boot`")
    if len(report.steps) > STEPS_LIMIT:
        raise MalformedMessage("too many - at `$.steps`")
    if len(report.calls) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.calls`")
    if len(report.not_calling) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.not_calling`")
    if len(report.called_back) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.called_back`")
    if len(report.taking) > CALLS_LIMIT:
        raise MalformedMessage("too many - at `$.taking`")
    _check_texts("$.seat", report.seat, *report.not_calling, *report.taking, *report.called_back)
    if report.health is not None:
        _check_health(report.health)
    for call in report.calls:
        _check_call(call)
    for step in report.steps:
        _check_step(step)


def _check_call(call: SeatCall) -> None:
    _check_texts("$.calls", call.call_key, call.sip_id, call.offer, call.state, call.peer)


def _check_health(health: SeatHealth) -> None:
    _check_texts("$.health", health.version, health.system, health.headset)
    numbers = (health.network_ms, health.disk_free_mb, health.unsent)
    if not all(0 <= number < NUMBER_LIMIT for number in numbers):
        raise MalformedMessage("number - at `$.health`")
    if health.unsent_since is not None:
        check_instant(health.unsent_since, "$.health")


def _check_step(step: DutyStep) -> None:
    if not 1 <= step.number < NUMBER_LIMIT:
        raise MalformedMessage("number - at `$.steps`")
    check_instant(step.at, "$.steps")
    _check_texts("$.steps", step.wish, step.reason, step.call_key, step.offer)


def check_instant(at: datetime, path: str) -> None:
    """Raise MalformedMessage for one without a zone or of another age."""
    if at.tzinfo is None or at.year not in YEARS:
        raise MalformedMessage(f"instant - at `{path}`")


def _check_texts(path: str, *texts: str) -> None:
    for text in texts:
        if len(text) > TEXT_LIMIT or "\0" in text:
            raise MalformedMessage(f"text - at `{path}`")


class TakeReports:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        hear_lost: Callable[[Sequence[LostCall]], Awaitable[None]],
        list_calls: ListCalls | None = None,
    ) -> None:
        """list_calls: as the exchanges carry them; None: none can be asked."""
        self._database = database
        self._clock = clock
        self._hear_lost = hear_lost
        self._settle_reached = SettleReached(database, list_calls)

    async def __call__(self, session: CurrentSession, report: DutyReport) -> DutyReply:
        """Raise MalformedMessage, StoreFault. The seat is the session's, whatever is stated."""
        check_report(report)
        account_id, seat, now = session.account.id, session.seat, self._clock()
        taken = await self._database.write(lambda c: take_report(c, account_id, seat, report, now))
        await self._hear_lost(taken.lost)
        if talks := reached(report.calls):  # of its own: it locks in another order
            numbers = numbers_of(talks)
            await self._database.write(lambda c: settle_reached(c, account_id, numbers, now))
            await self._settle_reached(account_id, seat, talks, now)
        first = await self._turns(account_id, report, now)
        return replace(taken.reply, first=first)

    async def _turns(
        self, account_id: str, report: DutyReport, now: datetime
    ) -> tuple[FirstCallback, ...]:
        """Return whom she calls back now, after what she does about it."""
        first = await self._database.read(lambda c: first_callbacks_of(c, account_id, now))
        if not first:
            return ()
        # By the numbers of calls this account was given: it could name any.
        spoken = [one.phone for one in first if one.call_key in report.called_back]
        if spoken:
            await self._database.write(lambda c: settle_reached(c, account_id, spoken, now))
        if dialled := dialled_numbers(report.calls):
            await self._database.write(lambda c: keep_turns(c, account_id, dialled, now))
        if report.taking:
            taking = report.taking
            await self._database.write(lambda c: take_turns(c, account_id, taking, now))
        if report.not_calling:
            refused = report.not_calling
            await self._database.write(lambda c: end_turns(c, account_id, refused, now))
        return await self._database.read(lambda c: first_callbacks_of(c, account_id, now))
