"""Of a replica and its copy the later words come back, of every table that is somebody's work."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from console.model.contact.contact_draft import AttemptDraft, SendingDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.contact.draft_repository import (
    attempt_draft,
    drafts,
    save_attempt_draft,
    save_draft,
)
from console.store.contact.sending_aside import keep_typed, typed_aside
from console.store.duty import duty_journal
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import next_batch, offer_again, settle, waiting_commands
from console.store.replica.replica_file import OpenReport
from console.store.replica.replica_schema import migrate
from console.store.replica.salvaged_tables import COMES_AGAIN, COPIED, GIVEN_UP, IN_PART
from console.store.session.notice_repository import add_notice, mark_notice_seen, unseen_notices
from contract.domain.ids import CallbackId, NoticeId
from contract.domain.notice import Notice
from contract.wire import reason_codes
from contract.wire.commands import CorrectContact, Status, Verdict
from contract.wire.duty import Alarm, DutyStep
from tests.support.known import known
from tests.support.seats.seat import KEY, NO_TOPICS, NOW, a_draft, drafts_in, open_replica

DRAFTS = frozenset({Topic.DRAFTS})
OUTBOX = frozenset({Topic.OUTBOX})
CALLBACK = CallbackId("cb-1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.replica"


async def opened(path: Path) -> tuple[LocalDatabase, OpenReport]:
    database = LocalDatabase(path, KEY, ChangeFeed())
    return database, await database.open()


async def damaged(path: Path) -> tuple[LocalDatabase, OpenReport]:
    path.write_bytes(b"noise" * 2000)
    return await opened(path)


def test_each_table_is_copied_comes_again_or_is_given_up_on_purpose() -> None:
    connection = connect(None, "")
    migrate(connection)
    tables = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '_sqlite_%'"
        )
    }
    copied = {table.name for table in COPIED}
    assert tables == copied | IN_PART | COMES_AGAIN | GIVEN_UP
    for table in COPIED:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
        assert tuple(columns) == table.columns


async def test_words_that_grew_come_back_as_they_were_typed_last(path: Path) -> None:
    """The journal of the file goes missing: the copy is ahead."""
    async with open_replica(path) as database:
        await database.write(lambda c: _typed(c, "Begun"), changes=DRAFTS)
    old = path.read_bytes()
    database, _ = await opened(path)
    await database.write(lambda c: _typed(c, "Begun, and more"), changes=DRAFTS)
    await database.close()
    path.write_bytes(old)
    database, _ = await opened(path)
    [back] = await database.read(drafts)
    result = known(await database.read(lambda c: attempt_draft(c, CALLBACK)))
    await database.close()
    assert (back.description, result.note) == ("Begun, and more", "Begun, and more")


def _typed(connection: Connection, text: str) -> None:
    save_draft(connection, a_draft(description=text))
    save_attempt_draft(connection, AttemptDraft(callback_id=CALLBACK, note=text))


async def test_a_notice_that_was_seen_stays_where_the_copy_is_ahead(path: Path) -> None:
    notices = frozenset({Topic.NOTICES})
    seen, unseen = (Notice(id=NoticeId(n), code="x", at=NOW) for n in ("n-1", "n-2"))
    async with open_replica(path) as database:
        await database.write(lambda c: add_notice(c, seen), changes=notices)
        await database.write(lambda c: mark_notice_seen(c, seen.id), changes=notices)
    old = path.read_bytes()
    database, _ = await opened(path)
    await database.write(lambda c: add_notice(c, unseen), changes=notices)
    await database.close()
    path.write_bytes(old)
    database, _ = await opened(path)
    found = await database.read(
        lambda c: c.execute("SELECT id, seen FROM notice ORDER BY id").fetchall()
    )
    await database.close()
    assert [tuple(row) for row in found] == [("n-1", 1), ("n-2", 0)]


async def test_what_was_closed_since_is_not_open_again_beside_its_contact(path: Path) -> None:
    """A contact, and a correction."""
    async with open_replica(path) as database:
        await drafts_in(database).close(a_draft(2, description="First"))
        again = known(await drafts_in(database).correct(a_draft(2).contact_id))
        await database.write(lambda c: save_draft(c, a_draft(1)), changes=DRAFTS)
    old = path.read_bytes()
    database, _ = await opened(path)
    await drafts_in(database).close(a_draft(1))
    await drafts_in(database).close(replace(again, description="Corrected"))
    await database.close()
    path.write_bytes(old)
    database, _ = await opened(path)
    left, sent = await database.read(drafts), await database.read(waiting_commands)
    await database.close()
    assert left == ()
    assert len(sent) == 3
    assert isinstance(sent[-1].data, CorrectContact)


@pytest.mark.parametrize("is_taken_back", [True, False])
async def test_a_closed_contact_that_is_typed_anew_outlives_a_damaged_file(
    path: Path, is_taken_back: bool
) -> None:
    async with open_replica(path) as database:
        records = drafts_in(database)
        await records.close(a_draft(description="As it was"))
        again = await (records.reopen if is_taken_back else records.correct)(a_draft().contact_id)
        await records.save(replace(known(again), description="Typed anew"))
    database, _ = await damaged(path)
    left = await database.read(drafts)
    await database.close()
    assert [one.description for one in left] == ["Typed anew"]


async def test_what_is_offered_again_keeps_what_the_server_had_said(path: Path) -> None:
    said = Verdict(status=Status.APPLIED, detail={"case_number": "2026-000007"}, seal="abc")

    def restored(connection: Connection) -> None:
        [(command_id, _)] = next_batch(connection, 9)
        settle(connection, command_id, said, NOW)
        offer_again(connection, NOW)

    async with open_replica(path) as database:
        await drafts_in(database).close(a_draft())
        await database.write(restored, changes=OUTBOX)
        before = await database.read(lambda c: next_batch(c, 9))
    database, _ = await damaged(path)
    after = await database.read(lambda c: next_batch(c, 9))
    await database.close()
    assert b"2026-000007" in bytes(before[0][1])
    assert after == before


async def test_a_copy_of_an_earlier_version_is_read_and_goes_on(path: Path) -> None:
    async with open_replica(path) as database:
        await drafts_in(database).close(a_draft())
    copy = connect(path.with_suffix(".outbox-copy"), KEY)
    copy.execute("ALTER TABLE command DROP COLUMN again")
    for table in ("notice", "duty_step", "duty_alarm"):
        copy.execute(f"DROP TABLE {table}")
    copy.close()
    for _ in range(2):
        database, report = await damaged(path)
        assert len(await database.read(waiting_commands)) == 1
        assert report == OpenReport(broken="corrupt", recovered=1)
        await database.close()


async def test_alarms_steps_notices_and_an_open_panel_outlive_a_damaged_file(path: Path) -> None:
    alarm = msgspec.convert({"id": "a-1", "kind": "threat", "at": NOW}, Alarm, strict=False)
    step = DutyStep(number=0, wish="pause", at=NOW)
    notice = Notice(id=NoticeId("n-1"), code=reason_codes.INVALID, at=NOW)
    typed = SendingDraft(to="prova@example.org", is_shown=True)
    async with open_replica(path) as database:
        # As the seat writes them: no page shows steps or alarms.
        await database.write(lambda c: duty_journal.add_alarm(c, alarm), changes=NO_TOPICS)
        for _ in range(2):
            await database.write(lambda c: duty_journal.add_steps(c, (step,)), changes=NO_TOPICS)
        await database.write(lambda c: duty_journal.forget_steps(c, 1), changes=NO_TOPICS)
        boot = await database.read(duty_journal.boot)
        await database.write(lambda c: add_notice(c, notice), changes=frozenset({Topic.NOTICES}))
        await database.write(lambda c: keep_typed(c, a_draft().contact_id, typed), changes=DRAFTS)
    database, report = await damaged(path)
    assert not report.is_partial
    assert await database.read(duty_journal.open_alarms) == (alarm,)
    [left] = await database.read(duty_journal.open_steps)
    assert (left.number, await database.read(duty_journal.boot)) == (2, boot)
    assert await database.read(unseen_notices) == (notice,)
    assert await database.read(typed_aside) == (a_draft().contact_id, typed)
    await database.close()
