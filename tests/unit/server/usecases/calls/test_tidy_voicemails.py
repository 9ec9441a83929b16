"""Files and rows of voicemail: a file without a row gets one, and both go after their time."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contract.domain.case import Case
from contract.domain.ids import BASE_SCOPE, QueueId, desk_scope
from contract.domain.queue import Queue
from server.cli.finding import GOOD, WARNING
from server.cli.operations.voicemail_checks import voicemail_finding
from server.gateways.voice.g711 import A_LAW, RATE
from server.gateways.voice.wav_file import message_of, write_sound
from server.store.calls.queue_calls import QueueCall, insert_call
from server.store.engine.connection import Connection, Row, millis
from server.store.operations.audit_log import audit_page
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.calls.keep_voicemail import (
    CallerAtVoicemail,
    NewVoicemail,
    Received,
    keep_voicemail,
)
from server.usecases.calls.tidy_voicemails import ForgetVoicemails, NoteVoicemails
from server.usecases.citizens.citizen_records import records
from server.usecases.citizens.erase_citizen import erase_records
from server.usecases.routing.callbacks.voicemail_received import voicemail_received
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, TAXES, a_case

type Clock = Callable[[], datetime]

CITIZEN = "+390612345678"
SAID = b"\x35" * (3 * RATE)


def nothing(*_: object) -> None:
    """Make no work of the message."""


def work(connection: Connection, message: NewVoicemail, now: datetime) -> None:
    voicemail_received(connection, message, now)


class Tidied:
    """Both jobs: what is old goes, and what has no row gets one."""

    def __init__(
        self, service: RecordedService, folder: Path, received: Received, clock: Clock
    ) -> None:
        places: Any = {"database": service.database, "folder": folder, "keep_days": 30}
        self._forget = ForgetVoicemails(**places, clock=clock)
        self._note = NoteVoicemails(**places, clock=clock, read=message_of, received=received)
        self.aside = self._note.aside

    async def __call__(self) -> int:
        """Return how many messages were deleted."""
        gone = await self._forget()
        await self._note()
        return gone


def tidy(
    service: RecordedService,
    folder: Path,
    received: Received = work,
    clock: Clock = lambda: NOW,
) -> Tidied:
    return Tidied(service, folder, received, clock)


def aged(path: Path, at: datetime) -> Path:
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def messages(service: RecordedService) -> list[Row]:
    return service.database.read_now(lambda c: c.execute("SELECT * FROM voicemail ORDER BY id"))


def put_call(service: RecordedService, sip: str) -> None:
    at = millis(NOW)
    call = QueueCall(
        id="k1", sip=sip, caller=CITIZEN, queue_id="tributi", arrived_at=at, queued_at=at
    )

    def put(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(BASE_SCOPE, Queue(id=QueueId("tributi"), name="Tributi", desk_id=TAXES))
        edit.finish()
        insert_call(connection, call)

    service.database.write_now(put)


async def test_a_message_that_was_never_noted_becomes_work_of_who_left_it_when(
    service: RecordedService, tmp_path: Path
) -> None:
    put_call(service, "sip-1")
    left = NOW - timedelta(hours=2)
    write_sound(tmp_path / "m1.wav", SAID, A_LAW, "sip-1")
    aged(tmp_path / "m1.wav", left)
    for _ in range(2):
        await tidy(service, tmp_path)()
    (row,) = messages(service)
    assert (row["id"], row["file"], row["caller"], row["duration_s"]) == (
        "m1", "m1.wav", CITIZEN, 3,
    )  # fmt: skip
    assert abs(row["at"] - millis(left)) < 1000
    case = service.database.read_now(lambda c: find(c, Case, row["case_id"]))
    assert case is not None
    assert case.voicemail_id == "m1"
    assert "alle 09:00" in case.question, "when it was left, as Rome's clocks say"


async def test_one_cut_short_while_it_was_written_is_heard_as_far_as_it_goes(
    service: RecordedService, tmp_path: Path
) -> None:
    write_sound(tmp_path / "m1.wav", SAID, A_LAW, "sip-unknown")
    half = (tmp_path / "m1.wav").read_bytes()[: 2 * RATE]
    (tmp_path / "m1.wav").unlink()
    (tmp_path / "m1.partial").write_bytes(half)
    aged(tmp_path / "m1.partial", NOW)
    await tidy(service, tmp_path)()
    assert messages(service) == [], "somebody may be writing it still"
    aged(tmp_path / "m1.partial", NOW - timedelta(hours=1))
    await tidy(service, tmp_path)()
    (row,) = messages(service)
    assert row["duration_s"] == 2
    assert (tmp_path / row["file"]).read_bytes() == half


async def test_one_that_nobody_can_hear_is_tried_again_told_and_not_deleted(
    service: RecordedService, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "m1.wav").write_bytes(b"no sound")
    aged(tmp_path / "m1.wav", NOW - timedelta(days=29))
    now = NOW
    job = tidy(service, tmp_path, clock=lambda: now)
    await job()
    assert "sets file m1.wav aside, try 1" in caplog.text
    assert len(job.aside) == 1
    state, text = service.database.read_now(lambda c: voicemail_finding(c, tmp_path))
    assert state == WARNING
    assert "m1.wav" in text
    now += timedelta(hours=1)
    await job()
    assert "try 2" in caplog.text
    assert (tmp_path / "m1.wav").exists()
    write_sound(tmp_path / "m1.wav", SAID, A_LAW)  # somebody mended it
    aged(tmp_path / "m1.wav", NOW)
    now += timedelta(hours=1)
    await job()
    assert len(messages(service)) == 1
    state, _ = service.database.read_now(lambda c: voicemail_finding(c, tmp_path))
    assert state == GOOD


async def test_a_message_whose_work_cannot_be_made_waits_with_its_file(
    service: RecordedService, tmp_path: Path
) -> None:
    def bug(*_: object) -> None:
        raise ValueError("whatever it is")

    for name in ("m1", "m2"):
        write_sound(tmp_path / f"{name}.wav", SAID, A_LAW)
        aged(tmp_path / f"{name}.wav", NOW)
    await tidy(service, tmp_path, bug)()
    assert messages(service) == []
    await tidy(service, tmp_path)()
    assert [row["id"] for row in messages(service)] == ["m1", "m2"]


async def test_old_messages_and_old_files_of_no_message_go_and_the_audit_knows(
    service: RecordedService, tmp_path: Path
) -> None:
    folder = tmp_path / "voicemail"
    folder.mkdir()
    for name, days in (("m1", 31), ("m2", 0)):
        message = NewVoicemail(id=name, caller=CallerAtVoicemail(), duration_s=5)
        at = NOW - timedelta(days=days)
        await service.database.write(
            lambda c: keep_voicemail(c, message, nothing, at)  # noqa: B023
        )
    for name in ("m1.wav", "m2.wav", "stray.wav", "half.partial", "notes.txt"):
        (folder / name).write_bytes(b"x")
        aged(folder / name, NOW - timedelta(days=40))
    forget = tidy(service, folder, nothing)
    assert await forget() == 1
    assert sorted(path.name for path in folder.iterdir()) == ["m2.wav", "notes.txt"]
    lines = await service.database.read(audit_page)
    gone = [line.subject for line in lines if line.action == "voicemail.deleted"]
    assert gone == ["m1", "half", "stray"]
    assert await forget() == 0


async def test_a_file_that_cannot_go_keeps_its_row_or_it_would_be_a_new_message(
    service: RecordedService, tmp_path: Path
) -> None:
    folder = tmp_path / "voicemail"
    (folder / "m1.wav").mkdir(parents=True)  # no file: it cannot be unlinked
    (folder / "m2.wav").write_bytes(b"x")
    for name in ("m1", "m2"):
        message = NewVoicemail(id=name, caller=CallerAtVoicemail(), duration_s=5)
        at = NOW - timedelta(days=31)
        await service.database.write(
            lambda c: keep_voicemail(c, message, nothing, at)  # noqa: B023
        )
    assert await tidy(service, folder, nothing)() == 1
    assert [row["id"] for row in messages(service)] == ["m1"]
    (folder / "m1.wav").rmdir()
    assert await tidy(service, folder, nothing)() == 1
    assert messages(service) == []


async def test_a_message_of_whoever_was_erased_is_noted_by_nobody_again(
    service: RecordedService, tmp_path: Path
) -> None:
    """The computer ended after the rows were emptied, before the file went."""
    folder = tmp_path / "voicemail"
    folder.mkdir()
    write_sound(folder / "m1.wav", SAID, A_LAW)
    aged(folder / "m1.wav", NOW)

    def received(connection: Connection, message: NewVoicemail, now: datetime) -> None:
        edit = FeedEdit(connection, now=now)
        edit.put(desk_scope(TAXES), a_case(voicemail_id=message.id))
        edit.finish()

    await tidy(service, folder, received)()
    assert len(messages(service)) == 1
    case_id = a_case().id
    service.database.write_now(lambda c: erase_records(c, records(c, (), [case_id]), NOW))
    assert await tidy(service, folder)() == 1
    assert messages(service) == []
    assert list(folder.iterdir()) == []


async def test_a_folder_that_is_not_there_yet_is_no_fault(
    service: RecordedService, tmp_path: Path
) -> None:
    assert await tidy(service, tmp_path / "none")() == 0
