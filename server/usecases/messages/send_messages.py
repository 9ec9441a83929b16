"""Sends what waits on one way: known refusals are tried again, doubts never are."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from contract.domain.sending import SendingProblem
from server.store.engine.connection import Connection
from server.store.engine.readable_rows import UNREADABLE, tell_unreadable
from server.store.engine.server_database import ServerDatabase
from server.store.messages.outgoing import (
    LONGEST_WAIT,
    Outbox,
    OutgoingMessage,
    SendState,
    claim,
    cut_short,
    find,
    has_work,
    settle,
)
from server.usecases.messages.delivery_status import publish_sending
from server.usecases.operations.error_location import place_of
from server.usecases.operations.rows_aside import is_of_store

log = logging.getLogger(__name__)

AT_ONCE = 20  # so that a full outbox does not hold up the stop of the server
CUT_SHORT_AFTER = timedelta(minutes=10)  # far longer than an attempt may take
FIRST_WAIT = timedelta(minutes=1)
CUT_SHORT = "the server ended while it was sent"


class Delivered(StrEnum):
    TAKEN = "taken"
    NOT_NOW = "not_now"  # certainly not taken; it may be later
    REFUSED = "refused"  # for good
    UNKNOWN = "unknown"  # the line broke after the text was sent


@dataclass(frozen=True, slots=True)
class Delivery:
    """fault: what the other side said, one line. id: the other side's own of what it has taken."""

    outcome: Delivered
    fault: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt ended. next_at: when it is tried again."""

    state: SendState
    problem: SendingProblem | None = None
    fault: str = ""
    next_at: datetime | None = None


class Channel[Letter](Protocol):
    """A way on which messages leave: all that differs from way to way.

    tried_for: how long a message is tried, by the pauses between its attempts; then what it says
    is no use any more.
    """

    outbox: Outbox
    tried_for: timedelta

    def letter(
        self, connection: Connection, message: OutgoingMessage, now: datetime, /
    ) -> Letter | None:
        """Return what is sent now; None: nobody needs the message any more."""

    async def deliver(self, message: OutgoingMessage, letter: Letter, /) -> Delivery:
        """Hand it over. Never raise for what the other side does."""

    def settled(
        self,
        connection: Connection,
        message: OutgoingMessage,
        state: SendState,
        fault: str,
        now: datetime,
        /,
    ) -> None:
        """Follow how an attempt ended, in the transaction that stores it."""


class SendMessages[Letter]:
    """The job of one channel. Each step is stored before the next begins."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        channel: Channel[Letter],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._channel = channel
        self._clock = clock

    async def __call__(self) -> int:
        """Send what is due, one after the other; return how many left. Raise StoreFault."""
        now, outbox = self._clock(), self._channel.outbox
        if not await self._database.read(lambda c: has_work(c, outbox, now, CUT_SHORT_AFTER)):
            return 0
        await self._database.write(lambda c: self._settle_cut_short(c, now))
        sent = 0
        for _ in range(AT_ONCE):
            claimed = await self._database.write(lambda c: self._claim(c, self._clock()))
            if claimed is None:
                break
            message, letter = claimed
            if message is not None and letter is not None:
                sent += await self._is_sent(message, letter)
        return sent

    def _claim(
        self, connection: Connection, now: datetime
    ) -> tuple[OutgoingMessage | None, Letter | None] | None:
        """Return message and letter, without a letter where it does not leave; None: none is due"""
        message_id = claim(connection, self._channel.outbox, now)
        if message_id is None:
            return None
        message = self._read(connection, message_id, SendState.FAILED, now)
        if message is None:
            return None, None
        try:
            # Undone alone: the claim stays, or this message would be the first one for ever.
            with connection.savepoint("letter"):
                # An erasure has taken the address: nobody is to have this any more.
                is_for = bool(message.recipient)
                letter = self._channel.letter(connection, message, now) if is_for else None
        except Exception as error:
            if is_of_store(connection, error):
                raise
            self._put_off(connection, message, error, now)
            return message, None
        if letter is None:
            withdrawn = Ended(SendState.DROPPED, SendingProblem.WITHDRAWN)
            self._settle(connection, message, withdrawn, now)
        return message, letter

    def _read(
        self, connection: Connection, message_id: str, ends: SendState, now: datetime
    ) -> OutgoingMessage | None:
        """Return the message; None: nobody can read it, and by its id alone it has ended so."""
        outbox = self._channel.outbox
        try:
            return find(connection, outbox, message_id)
        except UNREADABLE as error:
            tell_unreadable(outbox.table, message_id, error)
            fault = f"cannot be read: {type(error).__name__}"
            settle(connection, outbox, message_id, ends, now, fault=fault)
        try:
            # Whoever sent it is told, where that can be read.
            with connection.savepoint("sending"):
                problem = SendingProblem.REFUSED if ends is SendState.FAILED else None
                publish_sending(connection, message_id, ends, now, problem)
        except UNREADABLE as error:
            tell_unreadable("sending", message_id, error)
        return None

    def _put_off(
        self, connection: Connection, message: OutgoingMessage, error: Exception, now: datetime
    ) -> None:
        """Try a message later of which no letter can be made, and give it up in the end."""
        # Its words may quote a citizen: where it happened is enough.
        log.error("%s %s: no letter, %s", self._channel.outbox.table, message.id, place_of(error))
        never = Delivery(Delivered.NOT_NOW, f"no letter: {type(error).__name__}")
        ended = ended_as(message, never, self._channel.tried_for, now)
        self._settle(connection, message, ended, now)

    async def _is_sent(self, message: OutgoingMessage, letter: Letter) -> bool:
        delivery = await self._channel.deliver(message, letter)
        now = self._clock()
        ended = ended_as(message, delivery, self._channel.tried_for, now)
        await self._database.write(lambda c: self._settle(c, message, ended, now))
        log.info(
            "%s %s attempt=%d %s",
            self._channel.outbox.table,
            message.id,
            message.attempts,
            delivery.outcome,
        )
        return delivery.outcome is Delivered.TAKEN

    def _settle_cut_short(self, connection: Connection, now: datetime) -> None:
        """An attempt whose process ended: nobody knows, so it is not repeated unasked."""
        outbox = self._channel.outbox
        for message_id in cut_short(connection, outbox, now, CUT_SHORT_AFTER):
            message = self._read(connection, message_id, SendState.UNCERTAIN, now)
            if message is not None:
                self._settle(connection, message, Ended(SendState.UNCERTAIN, fault=CUT_SHORT), now)
                log.warning("%s %s: %s", outbox.table, message.id, CUT_SHORT)

    def _settle(
        self, connection: Connection, message: OutgoingMessage, ended: Ended, now: datetime
    ) -> None:
        outbox, state = self._channel.outbox, ended.state
        is_settled = settle(
            connection, outbox, message.id, state, now, fault=ended.fault, next_at=ended.next_at
        )
        # Somebody else has settled it meanwhile: what she stored is what counts.
        if is_settled:
            publish_sending(connection, message.id, state, now, ended.problem)
            self._channel.settled(connection, message, state, ended.fault, now)


def ended_as(
    message: OutgoingMessage, delivery: Delivery, tried_for: timedelta, now: datetime
) -> Ended:
    """Return what the other side's answer makes of a message."""
    fault = delivery.fault
    match delivery.outcome:
        case Delivered.TAKEN:
            return Ended(SendState.SENT, fault=fault)
        case Delivered.UNKNOWN:
            return Ended(SendState.UNCERTAIN, fault=fault)
        case Delivered.REFUSED:
            return Ended(SendState.FAILED, SendingProblem.REFUSED, fault)
        case Delivered.NOT_NOW:
            # Not by its age: a clock that is ahead for a moment would give up what is new.
            if waited_for(message.attempts) >= tried_for:
                return Ended(SendState.FAILED, SendingProblem.EXPIRED, fault)
            return Ended(SendState.WAITING, fault=fault, next_at=now + wait_after(message.attempts))


def wait_after(attempts: int) -> timedelta:
    """Return the pause after that many attempts."""
    # The exponent has a limit: a number of any length would be computed first.
    return min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)


def waited_for(attempts: int) -> timedelta:
    """Return how long the pauses before the last of so many attempts were, by any clock."""
    return sum((wait_after(one) for one in range(1, attempts)), timedelta())
