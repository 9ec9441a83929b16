"""One bad row of jobs that go over entries, recordings, messages, alarms and sums costs itself."""

import os
from datetime import timedelta
from pathlib import Path

from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, CardId
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.wire.duty import Alarm, CallNews
from server.exchange.media_relay import RelayFault
from server.gateways.voice.g711 import A_LAW
from server.gateways.voice.wav_file import message_of, write_sound
from server.settings import RetentionSettings
from server.store.calls.call_recordings import CallRecording, Take, begin_recording, recording_of
from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import last_line
from server.store.sync.feed_edit import FeedEdit
from server.usecases.calls.keep_voicemail import (
    CallerAtVoicemail,
    NewVoicemail,
    keep_voicemail,
)
from server.usecases.calls.tidy_voicemails import ForgetVoicemails, NoteVoicemails
from server.usecases.duty.publishing.agent_views import colleagues
from server.usecases.duty.publishing.publish_alarms import PublishAlarms
from server.usecases.duty.raise_alarm import raise_alarm
from server.usecases.knowledge.learning.learn_each_night import LearnEachNight, last_night
from server.usecases.knowledge.learning.search_trial import TrialAsk, TrialTold, tried
from server.usecases.knowledge.maintenance.verification_campaign import (
    VerificationCampaign,
    last_campaign,
)
from server.usecases.misuse.watch_misuse import WatchMisuse
from server.usecases.operations.audit_head import head_file, keep_head
from server.usecases.operations.forget_old_audit import ForgetOldAudit
from server.usecases.operations.forget_old_rows import ForgetOldRows, last_done
from server.usecases.operations.write_audit import write_audits
from server.usecases.routing.record_calls import RecordCalls
from server.usecases.sync.recount_scopes import RecountScopes
from tests.support.duty.duty_floor import Floor
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import a_card, an_office, put_knowledge, set_up_mail
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW


async def run(database: ServerDatabase, sql: str) -> None:
    await database.write(lambda c: c.execute(sql))


async def test_campaign(service: RecordedService) -> None:
    put_knowledge(service, an_office(), a_card(id="card-1"), a_card(id="card-2"))
    set_up_mail(service)
    await run(service.database, "UPDATE service_card SET verified_on = 'ieri' WHERE id = 'card-1'")
    campaign = VerificationCampaign(
        database=service.database, reviews_a_day=9, clock=StoppedClock(NOW)
    )
    assert await campaign() > 0
    asked = await service.database.read(
        lambda c: c.execute("SELECT entry_id FROM entry_report WHERE entry_kind = 'card'")
    )
    assert [row["entry_id"] for row in asked] == ["card-2"]
    assert await service.database.read(last_campaign) == NOW, "the day is done"
    assert ("service_card", "card-1") in service.database.take_unreadable()


async def test_learning(service: RecordedService) -> None:
    put_knowledge(service, a_card(id="card-1"), a_card(id="card-2", title="Nido"))

    def learn(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(KNOWLEDGE_SCOPE, LearnedWord(id="word", stem="nid", language="it"))
        edit.finish()

    await service.database.write(learn)
    await run(service.database, "UPDATE learned_word SET cards = '{half'")
    await run(service.database, "UPDATE service_card SET office_ids = '{half' WHERE id = 'card-1'")
    asked: list[TrialAsk] = []

    async def trial(ask: TrialAsk) -> TrialTold:
        asked.append(ask)
        return tried(ask)

    await LearnEachNight(database=service.database, trial=trial, clock=StoppedClock(NOW))()
    assert await service.database.read(last_night) == NOW, "the night is done"
    assert {CardId(card.id) for card in asked[0].cards} >= {"card-2"}
    assert ("service_card", "card-1") in service.database.take_unreadable()


class TwoRelays:
    """One that works, and one that is set up no more."""

    def __init__(self) -> None:
        self.masked: list[str] = []

    async def play(self, sip: str, *_: str, **__: str) -> float:
        return 0.0

    async def start_recording(self, sip: str, relay: str = "1", **_: str) -> None:
        self._known(relay)

    async def stop_recording(self, sip: str, relay: str = "1", **_: str) -> None:
        self._known(relay)

    async def mask(self, sip: str, relay: str = "1", **_: str) -> None:
        self._known(relay)
        self.masked.append(sip)

    def _known(self, relay: str) -> None:
        if relay == "silent":
            raise RelayFault
        assert relay == "1", "what the settings do not name is a KeyError there"


async def test_recordings(server_database: ServerDatabase) -> None:
    def begun(connection: Connection) -> None:
        for call, relay in (("k1", "gone"), ("k2", "silent"), ("k3", "1")):
            recording = CallRecording(
                call_id=call, relay=relay, sip=call, state=Take.MASKED, started_at=1,
                masked_until_at=millis(NOW + timedelta(minutes=1)),
            )  # fmt: skip
            begin_recording(connection, recording)
            connection.insert(
                "queue_call", {"id": call, "sip": call, "state": "answered", "caller": ""}
            )

    await server_database.write(begun)
    relays = TwoRelays()
    recordings = RecordCalls(
        database=server_database, relays=relays, sounds_dir="", clock=lambda: NOW
    )
    await recordings.tick()
    assert relays.masked == ["k3"], "what is said there is covered again"
    assert len(recordings.aside) == 1, "a relay that is silent is no fault of the row"
    row = await server_database.read(lambda c: recording_of(c, "k1"))
    assert row is not None
    assert row.state == Take.MASKED


async def test_voicemails(server_database: ServerDatabase, tmp_path: Path) -> None:
    who = CallerAtVoicemail()
    for name in ("m1", "m2"):
        message = NewVoicemail(id=name, caller=who, duration_s=7)
        await server_database.write(
            lambda c: keep_voicemail(c, message, lambda *_: None, NOW)  # noqa: B023
        )
        (tmp_path / f"{name}.wav").write_bytes(b"")
    other = tmp_path / "aside"
    other.mkdir()
    (other / "kept.wav").write_bytes(b"")
    (tmp_path / "folder.wav").mkdir()  # nothing that can be deleted as a file
    old = (NOW - timedelta(days=99)).timestamp()
    os.utime(tmp_path / "folder.wav", (old, old))
    (tmp_path / "stray.wav").write_bytes(b"")
    os.utime(tmp_path / "stray.wav", (old, old))
    await run(server_database, "UPDATE voicemail SET file = '' WHERE id = 'm1'")
    later = NOW + timedelta(days=40)
    write_sound(tmp_path / "unnoted.wav", b"\x35" * 8_000, A_LAW)
    os.utime(tmp_path / "unnoted.wav", (later.timestamp(), later.timestamp()))
    (tmp_path / "spoilt.wav").write_bytes(b"RIFF")
    os.utime(tmp_path / "spoilt.wav", (later.timestamp(), later.timestamp()))
    forget = ForgetVoicemails(
        database=server_database, folder=tmp_path, keep_days=30, clock=lambda: later
    )
    note = NoteVoicemails(
        database=server_database,
        folder=tmp_path,
        keep_days=30,
        clock=lambda: later,
        read=message_of,
        received=lambda *_: None,
    )
    assert await forget() == 2
    await note()
    assert len(note.aside) == 1, "one that nobody can hear keeps no other from being noted"
    row = await server_database.read(lambda c: c.execute("SELECT id FROM voicemail"))
    assert [one["id"] for one in row] == ["unnoted"]
    left = {path.name for path in tmp_path.iterdir()}
    assert {"m1.wav", "m2.wav"}.isdisjoint(left)
    assert "stray.wav" not in left
    assert "spoilt.wav" in left
    assert (other / "kept.wav").exists()


async def test_duty_alarms(server_database: ServerDatabase) -> None:
    floor = Floor(server_database)
    lead = floor.account("lea", Role.TEAM_LEAD)
    for name, seat in (("anna", "1001"), ("bruno", "1002")):
        alarm, account = Alarm(kind="threat", call_key=name), floor.seated(name, seat).account
        server_database.write_now(lambda c: raise_alarm(c, account, alarm, floor.now))  # noqa: B023
    await run(
        server_database,
        "UPDATE duty_event SET detail = '{' WHERE kind = 'alarm' AND call_id = 'anna'",
    )
    told: list[tuple[str, CallNews]] = []
    tell = PublishAlarms(
        database=server_database, clock=lambda: floor.now, tell=lambda *one: told.append(one)
    )
    await tell()
    heard = [(whom, news.call_key, news.text) for whom, news in told]
    assert heard == [(lead.id, "anna", ""), (lead.id, "bruno", "threat")]


async def test_a_memory_that_cannot_be_read_keeps_nobody_from_seeing_who_works(
    server_database: ServerDatabase,
) -> None:
    floor = Floor(server_database)
    floor.seated()
    floor.seated("bruno", "1002")
    await run(
        server_database,
        "UPDATE duty SET state = 'not_ready', reason = 'case_work', memory = '{'"
        " WHERE seat = '1002'",
    )
    assert len((await server_database.read(colleagues)).colleagues) == 2


async def test_sums(service: RecordedService) -> None:
    recount = RecountScopes(database=service.database, clock=lambda: NOW)
    real = recount._count

    async def count(scope: str) -> bool:
        if scope == "base":
            raise ValueError("whatever it is")
        return await real(scope)

    recount._count = count  # type: ignore[method-assign] # no row is known that makes it fail
    await run(service.database, "UPDATE scope_head SET row_sum = 7 WHERE scope = 'kb'")
    put_knowledge(service, a_card(id="card-1"))
    await run(service.database, "UPDATE scope_head SET row_sum = 7 WHERE scope = 'kb'")
    assert await recount(BASE_SCOPE, KNOWLEDGE_SCOPE) == [KNOWLEDGE_SCOPE]
    assert len(recount.aside) == 1


async def test_retention(server_database: ServerDatabase) -> None:
    floor = Floor(server_database)
    anna, bruno = floor.seated().ready(), floor.seated("bruno", "1002").ready()
    await run(
        server_database,
        f"UPDATE duty_event SET detail = '{{' WHERE account_id = '{anna.account.id}'",
    )
    later = floor.now + timedelta(days=400)
    forget = ForgetOldRows(
        database=server_database, periods=RetentionSettings(), clock=lambda: later
    )
    await forget()
    rows = await server_database.read(
        lambda c: c.execute("SELECT account_id, count(*) AS n FROM duty_event GROUP BY account_id")
    )
    left = {row["account_id"]: row["n"] for row in rows}
    assert left[bruno.account.id] == 1, "what is old of the others is carried over"
    assert left[anna.account.id] > 1
    assert len(forget.aside) == 1
    assert await server_database.read(last_done) == later, "the night is done"


SPOILS_LINES = "UPDATE audit SET at = 9000000000000000000 WHERE seq"


async def test_misuse(server_database: ServerDatabase) -> None:
    floor = Floor(server_database)
    lead = floor.account("lea", Role.TEAM_LEAD)
    first = (await server_database.read(last_line))[0] + 1
    subjects = ["bad_credentials"] * 1200
    await server_database.write(
        lambda c: write_audits(c, None, "sign_in_refused", subjects, floor.now)
    )
    # A page of them and more, the last one too.
    for which in (f"BETWEEN {first} AND {first + 600}", f"= {first + 1199}"):
        await run(server_database, f"{SPOILS_LINES} {which}")
    told: list[str] = []
    watch = WatchMisuse(
        database=server_database, clock=lambda: floor.now, tell=lambda whom, _: told.append(whom)
    )
    await watch()
    assert told == [lead.id]


async def test_old_audit(server_database: ServerDatabase, tmp_path: Path) -> None:
    path, key, later = head_file(tmp_path), b"k" * 32, NOW + timedelta(days=800)
    subjects = [str(number) for number in range(2100)]
    await server_database.write(lambda c: write_audits(c, None, "done", subjects, NOW))
    await server_database.write(lambda c: write_audits(c, None, "done", ["new"], later))
    await run(server_database, f"{SPOILS_LINES} <= 2050")
    await server_database.write(lambda c: keep_head(c, path, key))
    forget = ForgetOldAudit(
        database=server_database, path=path, key=key, days=731, clock=lambda: later
    )
    assert await forget() == 2100
    left = await server_database.read(lambda c: c.execute("SELECT subject FROM audit"))
    assert [row["subject"] for row in left] == ["new"]
