"""Calls are recorded where all three locks are open, and never what the operator covers."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from contract.domain.ids import QueueId
from contract.domain.queue import Entry, Queue, RecordingMode
from contract.wire import reason_codes
from contract.wire.duty import MASK_S
from server.exchange.media_relay import MediaRelays
from server.store.calls.call_recordings import (
    Take,
    recording_of,
    recording_to_change,
    save_recording,
)
from server.store.engine.connection import Connection, millis
from server.store.operations.audit_log import audit_page
from server.usecases.operations.refused import Refused
from server.usecases.routing.record_calls import NotMasked, RecordCalls
from tests.support.async_fixtures import async_fixture
from tests.support.phones.call_centre import CITY, CallCentre, Phone
from tests.support.servers.scripted_relay import ScriptedRelay
from tests.support.servers.server_databases import PrivatePostgresql
from tests.support.waiting import PATIENCE_S, comes, until

QUEUE = Queue(
    id=QueueId("generale"),
    name="Informazioni",
    entries=(Entry(number=CITY),),
    recording=RecordingMode.ON,
    recording_notice="registrata",
    dpia_note="prot. 12/2026",
)
NOTICE_S = 4


class Relay(ScriptedRelay):
    """Knows whether it writes voice now."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []  # commands
        self.is_writing = False
        self.is_silent = False
        self.refuses = ""  # a command
        self.reason = "Unknown call-id"

    def reply(self, command: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        self.heard.append(command)
        if self.is_silent:
            return None
        if command == self.refuses:
            return {"result": "error", "error-reason": self.reason}
        self.is_writing = {"start recording": True, "stop recording": False}.get(
            command, self.is_writing
        )
        return {"result": "ok", "duration": NOTICE_S * 1000}


class RecordingHouse:
    def __init__(self, centre: CallCentre, relay: Relay, relays: MediaRelays) -> None:
        self.centre = centre
        self.relay = relay
        self._relays = relays
        self.begin()

    def begin(self, **outside: Any) -> None:
        """Record as a server that has just started."""
        self.recordings = RecordCalls(
            database=self.centre.database,
            relays=self._relays,
            sounds_dir="/sounds",
            clock=lambda: self.centre.now,
            tell=lambda account_id, news: self.centre.news.append((account_id, news)),
        )
        self.centre.record = self.recordings.begin
        self.centre.build(**outside)

    async def answered(self) -> Phone:
        """Have Anna answer a citizen."""
        await self.centre.operator("anna", "1001")
        phone = await self.centre.call()
        await phone.answered_by(await phone.ring())
        return phone

    async def recorded(self) -> Phone:
        """… and the notice be over."""
        phone = await self.answered()
        await self.until_state("announcing", phone)
        await self.after(NOTICE_S + 1)
        assert self.relay.is_writing
        return phone

    async def after(self, seconds: float) -> None:
        await self.centre.after(seconds)
        await self.recordings.tick()

    async def mask(self, phone: Phone, *, on: bool, login: str = "anna") -> str:
        account = self.centre.accounts[login]
        return (await self.recordings.mask(account, phone.key, on=on)).state

    async def state(self, phone: Phone) -> str:
        row = await self.centre.database.read(lambda c: recording_of(c, phone.key))
        return row.state if row else ""

    async def until_state(self, state: str, phone: Phone) -> None:
        await comes(lambda: self.state(phone), lambda now: now == state)

    async def audit(self) -> list[str]:
        lines = await self.centre.database.read(audit_page)
        return [line.action for line in lines if line.action.startswith("recording.")]

    def told(self) -> list[str]:
        """Return what the window heard of the recording, repeats left out."""
        texts = [news.text for _, news in self.centre.news if news.kind == "recording"]
        return [text for n, text in enumerate(texts) if n == 0 or texts[n - 1] != text]


@asynccontextmanager
async def house(url: str, queue: Queue = QUEUE) -> AsyncIterator[RecordingHouse]:
    async with Relay.open() as relay, CallCentre.open(url, queue) as centre:
        relays = MediaRelays({("a", "1"): relay.address})
        try:
            yield RecordingHouse(centre, relay, relays)
        finally:
            relays.close()


home = async_fixture(lambda database_url: house(database_url))


async def test_a_call_is_recorded_once_the_citizen_has_heard_it_and_until_its_end(
    home: RecordingHouse,
) -> None:
    phone = await home.answered()
    await home.until_state("announcing", phone)
    await home.recordings.tick()
    assert home.relay.heard == ["play media"]
    await home.after(NOTICE_S)
    assert home.relay.is_writing
    await phone.tell("ended", why="bye")
    await home.recordings.tick()
    assert not home.relay.is_writing
    assert home.told() == ["on", "off"]
    assert await home.audit() == ["recording.started", "recording.ended"]


@pytest.mark.parametrize(
    "changes", [{"recording": RecordingMode.OFF}, {"recording_notice": ""}, {"dpia_note": ""}]
)
async def test_a_queue_without_recording_notice_or_assessment_records_nothing(
    database_url: str, changes: dict[str, Any]
) -> None:
    async with house(database_url, replace(QUEUE, **changes)) as home:
        phone = await home.answered()
        await home.after(NOTICE_S)
        assert await home.state(phone) == ""
        assert home.relay.heard == []
        with pytest.raises(Refused, match=reason_codes.NOT_RECORDED):
            await home.mask(phone, on=True)


async def test_a_house_that_records_nothing_says_nothing_of_it_either(home: RecordingHouse) -> None:
    home.centre.record = None
    home.centre.build(has_sound=True)
    waiting = await home.centre.call()
    await home.centre.turn()
    await home.centre.operator("anna", "1001")
    await home.centre.turn()
    await waiting.answered_by(await waiting.ring())
    await home.centre.breathe()
    assert home.centre.played == []
    assert await home.state(waiting) == ""


async def test_who_heard_the_notice_while_waiting_is_recorded_at_once(home: RecordingHouse) -> None:
    home.begin(has_sound=True)
    phone = await home.centre.call()
    await home.centre.turn()
    assert home.centre.played == [(phone.key, "it/recording-registrata")]
    await home.centre.operator("anna", "1001")
    await home.centre.turn()
    await phone.answered_by(await phone.ring())
    await until(lambda: home.relay.is_writing)
    assert home.relay.heard == ["start recording"]


async def test_a_notice_that_cannot_be_played_means_no_recording(home: RecordingHouse) -> None:
    home.relay.refuses = "play media"
    phone = await home.answered()
    await until(lambda: bool(home.relay.heard))
    await home.after(NOTICE_S)
    assert await home.state(phone) == ""
    assert not home.relay.is_writing


async def test_what_is_said_under_the_mask_is_left_out_for_a_minute(home: RecordingHouse) -> None:
    phone = await home.recorded()
    assert await home.mask(phone, on=True) == "masked"
    assert not home.relay.is_writing
    await home.after(MASK_S - 1)
    assert not home.relay.is_writing
    await home.after(1)
    assert home.relay.is_writing
    assert home.told() == ["on", "masked", "on"]
    assert (await home.audit())[1:] == ["recording.masked", "recording.resumed"]


async def test_the_operator_ends_the_mask_or_lengthens_it(home: RecordingHouse) -> None:
    phone = await home.recorded()
    await home.mask(phone, on=True)
    await home.after(MASK_S / 2)
    await home.mask(phone, on=True)
    await home.after(MASK_S - 1)
    assert not home.relay.is_writing
    assert await home.mask(phone, on=False) == "on"
    assert home.relay.is_writing
    told = ["started", "masked", "masked", "unmasked"]
    assert await home.audit() == [f"recording.{word}" for word in told]


@pytest.mark.postgresql
async def test_the_end_of_the_notice_takes_away_no_mask_of_the_same_moment(
    postgresql: PrivatePostgresql,
) -> None:
    """Else the digits of her card would be recorded, and nobody be told."""
    url = postgresql.empty_database()
    has_read, may_write = threading.Event(), threading.Event()
    async with house(url) as home:
        phone = await home.answered()
        await home.until_state("announcing", phone)

        def mask_slowly(connection: Connection) -> None:
            recording = recording_to_change(connection, phone.key)
            assert recording is not None
            has_read.set()
            assert may_write.wait(PATIENCE_S)
            until_at = millis(home.centre.now) + MASK_S * 1000
            masked = replace(recording, state=Take.MASKED, masked_until_at=until_at)
            save_recording(connection, masked)

        masking = asyncio.create_task(home.centre.database.write(mask_slowly))
        await until(has_read.is_set, what="the row read")
        home.centre.now += timedelta(seconds=NOTICE_S + 1)
        tick = asyncio.create_task(home.recordings.tick())
        await until(lambda: tick.done() or postgresql.waits_for_a_lock, what="both at the row")
        may_write.set()
        await asyncio.gather(masking, tick)
        assert (await home.state(phone), home.relay.is_writing) == ("masked", False)


async def test_a_restart_of_the_server_covers_again_what_was_covered(home: RecordingHouse) -> None:
    phone = await home.recorded()
    await home.mask(phone, on=True)
    home.relay.is_writing = True  # whatever went wrong while nobody looked after it
    home.begin()
    await home.recordings.tick()
    assert not home.relay.is_writing
    await home.after(MASK_S)
    assert home.relay.is_writing


async def test_a_relay_that_does_not_answer_is_told_of_and_asked_until_it_masks(
    home: RecordingHouse,
) -> None:
    phone = await home.recorded()
    home.relay.is_silent = True
    with pytest.raises(NotMasked):
        await home.mask(phone, on=True)
    await home.recordings.tick()
    assert home.told() == ["on"], "nobody is told of a mask that is not there"
    home.relay.is_silent = False
    await home.recordings.tick()
    assert not home.relay.is_writing
    assert home.told() == ["on", "masked"]


async def test_a_relay_that_refuses_the_mask_is_no_mask(home: RecordingHouse) -> None:
    phone = await home.recorded()
    home.relay.refuses, home.relay.reason = "stop recording", "busy"
    with pytest.raises(NotMasked):
        await home.mask(phone, on=True)


async def test_a_relay_that_lost_the_call_records_it_no_more(home: RecordingHouse) -> None:
    phone = await home.recorded()
    home.relay.refuses = "stop recording"
    await home.mask(phone, on=True)
    assert await home.state(phone) == "over"
    assert home.told() == ["on", "off"]


async def test_a_mask_during_the_notice_is_kept_and_the_notice_too(home: RecordingHouse) -> None:
    phone = await home.answered()
    await home.until_state("announcing", phone)
    assert await home.mask(phone, on=True) == "masked"
    assert await home.mask(phone, on=False) == "announcing"
    assert home.relay.heard == ["play media"]
    await home.mask(phone, on=True)
    await home.after(NOTICE_S)
    assert not home.relay.is_writing
    await home.mask(phone, on=False)
    assert home.relay.is_writing


async def test_only_who_has_the_call_masks_it(home: RecordingHouse) -> None:
    phone = await home.recorded()
    await home.centre.operator("bea", "1002")
    with pytest.raises(Refused, match=reason_codes.UNKNOWN_CALL):
        await home.mask(phone, on=True, login="bea")
    assert home.relay.is_writing
    await phone.tell("ended", why="bye")
    with pytest.raises(Refused, match=reason_codes.UNKNOWN_CALL):
        await home.mask(phone, on=True)
