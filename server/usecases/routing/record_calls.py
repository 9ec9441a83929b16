"""Recording of answered calls, and its mask: never a word on record that should be left out."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from msgspec.structs import replace

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.duty import MASK_S, CallNews
from server.exchange.media_relay import RelayFault, RelayRefused
from server.store.calls.call_recordings import (
    CallRecording,
    Take,
    begin_recording,
    live_rows,
    recording_in,
    recording_of,
    recording_to_change,
    save_recording,
)
from server.store.calls.queue_calls import CallStage, QueueCall, call_by_id
from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.operations.refused import Refused
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.operations.write_audit import write_audit
from server.usecases.routing.outside import Tell

log = logging.getLogger(__name__)

UNKNOWN_CALL = "Unknown call-id"  # the relay's reason: it carries and records nothing of it
TELL_AGAIN_MS = 10_000  # for a window that began after the recording did
USUAL_NOTICE_S = 10.0  # where the relay does not say how long it is
_NEWS = {Take.ON: "on", Take.MASKED: "masked", Take.OVER: "off"}


class NotMasked(Exception):
    """The relay does not answer: what is said may be recorded. tick() goes on trying."""


class Relays(Protocol):
    """What recording needs of server.exchange.media_relay.MediaRelays."""

    async def play(
        self, sip: str, from_tag: str, file: str, relay: str = ..., *, exchange: str = ...
    ) -> float: ...
    async def start_recording(
        self, sip: str, relay: str = ..., *, exchange: str = ..., note: str = ...
    ) -> None: ...
    async def stop_recording(self, sip: str, relay: str = ..., *, exchange: str = ...) -> None: ...
    async def mask(self, sip: str, relay: str = ..., *, exchange: str = ...) -> None: ...


class RecordCalls:
    """Lives on one event loop. Rows hold the wanted state; commands repeat until relays follow.

    A new one over the same rows covers again what was covered, before anything else is done.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase,
        relays: Relays,
        sounds_dir: str,
        clock: Callable[[], datetime],
        tell: Tell | None = None,
    ) -> None:
        self._database = database
        self._relays = relays
        self._sounds_dir = sounds_dir
        self._clock = clock
        self._tell = tell or (lambda account_id, news: None)
        self._followed: dict[str, Take] = {}  # what the relay confirmed last, by call
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._told_at = 0
        self.aside = RowsAside("recordings", clock)

    async def begin(self, call: QueueCall, notice: str, has_heard: bool) -> None:
        """Record an answered call once the citizen has heard the notice; a repeat is a no-op.

        Raise RelayFault when it cannot be played: the call is not recorded then. Raise StoreFault.
        """
        if await self._database.read(partial(recording_of, call_id=call.id)) is not None:
            return
        # Before the row: without a played notice there must be no recording.
        notice_s = 0.0 if has_heard else await self._say(call, notice)

        def step(connection: Connection) -> None:
            begun = CallRecording(
                call_id=call.id,
                exchange=call.exchange or "a",
                relay=call.relay or "1",
                sip=call.sip,
                account_id=call.account_id or "",
                notice_until_at=millis(self._clock()) + round(notice_s * 1000),
            )
            begin_recording(connection, begun)

        await self._database.write(step)
        await self._look_after(call.id)

    async def mask(self, account: Account, call_id: str, *, on: bool) -> CallRecording:
        """Leave out what is said for MASK_S, or no longer. Raise Refused, NotMasked, StoreFault."""
        now = self._clock()
        wanted = await self._database.write(lambda c: _mask(c, account, call_id, on, now))
        try:
            # After the commit: if the relay is silent, tick() reads in the row what it still owes.
            await self._follow(call_id)
        except RelayFault:
            # Unmasking later than asked records too little, never too much.
            if on:
                raise NotMasked from None
        return wanted

    async def tick(self) -> None:
        """End masks whose time is up, notices and calls that are over. Raise StoreFault."""
        rows = await self._database.read(live_rows)
        live = self.aside.readable(rows, "call_id", recording_in)
        # Masks first: after a restart what was covered is covered again before anything else.
        for recording in sorted(live, key=lambda one: one.state != Take.MASKED):
            # One of a relay that is set up no more keeps no other from its mask.
            await self.aside.alone(recording.call_id, partial(self._tended, recording.call_id))
        now = millis(self._clock())
        if now >= self._told_at + TELL_AGAIN_MS:
            self._told_at = now
            for recording in live:
                if recording.state == self._followed.get(recording.call_id):
                    self._tell_state(recording)

    async def _tended(self, call_id: str) -> None:
        try:
            await self._look_after(call_id)
        except RelayFault as fault:
            log.warning("a recording waits for its relay: %s", type(fault).__name__)

    async def _say(self, call: QueueCall, notice: str) -> float:
        file = f"{self._sounds_dir}/{call.language}/{notice}.wav"
        length_s = await self._relays.play(
            call.sip, call.from_tag, file, call.relay or "1", exchange=call.exchange or "a"
        )
        return length_s if length_s >= 0 else USUAL_NOTICE_S

    async def _look_after(self, call_id: str) -> None:
        await self._database.write(lambda c: _move_on(c, call_id, self._clock()))
        await self._follow(call_id)

    async def _follow(self, call_id: str) -> None:
        """Command the relay to the row's state, unless it follows already. Raise RelayFault.

        A mask is sent again each time: an older command still on its way must not outlive it.
        """
        # One command at a time: an older "on" that overtakes a mask would uncover the covered
        # words.
        async with self._locks[call_id]:
            recording = await self._database.read(partial(recording_of, call_id=call_id))
            if recording is None or recording.state == Take.ANNOUNCING:
                return
            before = self._followed.pop(call_id, None)  # a lost answer leaves it unknown
            if before != recording.state or before == Take.MASKED:
                try:
                    await self._command(recording)
                except RelayRefused as refused:
                    # A refused mask is no mask; a relay that lost the call records nothing of it
                    # any more.
                    if recording.state == Take.MASKED and str(refused) != UNKNOWN_CALL:
                        raise
                    log.warning("a call is not recorded: %s", refused)
                    recording = await self._database.write(
                        lambda c: _given_up(c, call_id, self._clock())
                    )
            if before != recording.state:
                self._tell_state(recording)
            if recording.state == Take.OVER:
                self._locks.pop(call_id, None)
            else:
                self._followed[call_id] = Take(recording.state)

    async def _command(self, recording: CallRecording) -> None:
        place = recording.sip, recording.relay
        if recording.state == Take.ON:
            await self._relays.start_recording(
                *place, exchange=recording.exchange, note=recording.call_id
            )
        elif recording.state == Take.MASKED and recording.started_at:
            await self._relays.mask(*place, exchange=recording.exchange)
        elif recording.state == Take.OVER and recording.started_at:
            try:
                await self._relays.stop_recording(*place, exchange=recording.exchange)
            except RelayFault:
                log.info("a recording ended with its call")

    def _tell_state(self, recording: CallRecording) -> None:
        if recording.account_id and recording.state in _NEWS:
            text = _NEWS[Take(recording.state)]
            news = CallNews(kind="recording", call_key=recording.call_id, text=text)
            self._tell(recording.account_id, news)


def _mask(
    connection: Connection, account: Account, call_id: str, on: bool, now: datetime
) -> CallRecording:
    call = call_by_id(connection, call_id)
    # Only who has the call may cover or uncover it.
    if call is None or call.account_id != account.id or call.state != CallStage.ANSWERED:
        raise Refused(reason_codes.UNKNOWN_CALL)
    recording = recording_to_change(connection, call_id)
    if recording is None or recording.state == Take.OVER:
        raise Refused(reason_codes.NOT_RECORDED)
    action = "recording.masked" if on else "recording.unmasked"
    write_audit(connection, account.id, action, call_id, now)
    if on:
        until_at = millis(now) + MASK_S * 1000
        masked = replace(recording, state=Take.MASKED, masked_until_at=until_at)
        return save_recording(connection, masked)
    return _uncovered(connection, recording, now)


def _move_on(connection: Connection, call_id: str, now: datetime) -> None:
    """Write what the clock and the call's end have made of the recording."""
    recording, call = recording_to_change(connection, call_id), call_by_id(connection, call_id)
    if recording is None or recording.state == Take.OVER:
        return
    if call is None or call.state != CallStage.ANSWERED:
        _over(connection, recording, now)
    elif recording.state == Take.ANNOUNCING and millis(now) >= recording.notice_until_at:
        _uncovered(connection, recording, now)
    elif recording.state == Take.MASKED and millis(now) >= (recording.masked_until_at or 0):
        # Nobody uncovered it: the clock did, after a minute.
        write_audit(connection, None, "recording.resumed", call_id, now)
        _uncovered(connection, recording, now)


def _uncovered(connection: Connection, recording: CallRecording, now: datetime) -> CallRecording:
    """Record from now on, but never before the citizen has heard the notice."""
    # Unmasked during the notice: the citizen must have heard it whole before a word is kept.
    if millis(now) < recording.notice_until_at:
        waits = replace(recording, state=Take.ANNOUNCING, masked_until_at=None)
        return save_recording(connection, waits)
    if not recording.started_at:
        account_id = recording.account_id or None
        write_audit(connection, account_id, "recording.started", recording.call_id, now)
    return save_recording(
        connection,
        replace(
            recording,
            state=Take.ON,
            masked_until_at=None,
            started_at=recording.started_at or millis(now),
        ),
    )


def _given_up(connection: Connection, call_id: str, now: datetime) -> CallRecording:
    recording = recording_to_change(connection, call_id)
    assert recording is not None  # only what is over is ever forgotten
    return recording if recording.state == Take.OVER else _over(connection, recording, now)


def _over(connection: Connection, recording: CallRecording, now: datetime) -> CallRecording:
    if recording.started_at:
        write_audit(connection, None, "recording.ended", recording.call_id, now)
    over = replace(recording, state=Take.OVER, masked_until_at=None, ended_at=millis(now))
    return save_recording(connection, over)
