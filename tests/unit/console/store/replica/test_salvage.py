"""A broken replica is set aside, unsent work is carried over, the console starts."""

import asyncio
import random
import shutil
from pathlib import Path

import pytest

from console.errors import LocalStoreBroken
from console.model.contact.unsent_input import Typed
from console.runtime.change_feed import ChangeFeed, Topic
from console.store.callbacks.callback_repository import callbacks_to_do
from console.store.contact.contact_repository import own_contacts
from console.store.contact.draft_repository import drafts, save_draft
from console.store.replica.cipher import connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, waiting_commands
from console.store.replica.replica_file import OpenReport
from console.store.session.session_record import account
from console.store.session.unsent_input_record import unsent_input
from console.usecases.session.save_unsent_input import SaveUnsentInput
from contract.domain.ids import CallbackId, new_command_id
from contract.wire.changes import Kind
from contract.wire.commands import Command, RequestCallback
from tests.support.seats.seat import (
    KEY,
    NO_TOPICS,
    NOW,
    a_callback,
    a_draft,
    an_account,
    drafts_in,
    open_replica,
    put_server_row,
)

CLOSED = 12


async def _worked(path: Path) -> None:
    """Leave a replica with closed contacts, a draft and rows of the server, closed cleanly."""
    async with open_replica(path) as database:
        close = drafts_in(database).close
        for number in range(CLOSED):
            await close(a_draft(number, description="Asked about the refund. " * 20))
        await database.write(
            lambda c: save_draft(c, a_draft(99)), changes=frozenset({Topic.DRAFTS})
        )
        await database.write(
            lambda c: [put_server_row(c, Kind.CALLBACK, a_callback(n)) for n in range(300)],
            changes=NO_TOPICS,
        )


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with such a replica and all that lies beside it, to copy from."""
    folder = tmp_path_factory.mktemp("worked")
    asyncio.run(_worked(folder / "a.replica"))
    return folder


@pytest.fixture
def path(worked: Path, tmp_path: Path) -> Path:
    """Such a replica, closed cleanly."""
    shutil.copytree(worked, tmp_path, dirs_exist_ok=True)
    return tmp_path / "a.replica"


async def _opened(path: Path, key_hex: str = KEY) -> tuple[LocalDatabase, OpenReport]:
    database = LocalDatabase(path, key_hex, ChangeFeed())
    return database, await database.open()


async def _assert_nothing_unsent_was_lost(database: LocalDatabase) -> None:
    assert len(await database.read(waiting_commands)) == CLOSED
    assert len(await database.read(lambda c: own_contacts(c, 100))) == CLOSED
    assert [draft.contact_id for draft in await database.read(drafts)] == ["contact-99"]
    assert await database.read(account) == an_account()


def _mutate(path: Path, seed: int) -> None:
    """Damage the file: flip bytes, zero a page, cut the end, or write noise over the header."""
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    form = seed % 5
    if form == 0:
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    elif form == 1:
        page = chance.randrange(len(data) // 4096) * 4096
        data[page : page + 4096] = bytes(4096)
    elif form == 2:
        del data[chance.randrange(len(data)) :]
    elif form == 3:
        data[:100] = chance.randbytes(100)
    else:
        start = chance.randrange(len(data))
        data[start : start + 2000] = chance.randbytes(len(data[start : start + 2000]))
    path.write_bytes(data)


@pytest.mark.parametrize("seed", range(50))
async def test_a_damaged_file_costs_no_unsent_contact(path: Path, seed: int) -> None:
    _mutate(path, seed)
    database, report = await _opened(path)
    if await _meets_damage(database):
        report = await database.reopen()  # the damage lay where nothing had been read yet
        assert report.broken == "corrupt"
    await _assert_nothing_unsent_was_lost(database)
    if report.broken:
        assert report.recovered == CLOSED + 1
        assert path.with_name(f"{path.name}.broken-1").exists(), "the damaged file must be kept"
    await database.close()


async def _meets_damage(database: LocalDatabase) -> bool:
    """Work as an operator does; return whether a page turned out to be broken."""
    try:
        await database.read(lambda c: c.execute("SELECT * FROM replica_row").fetchall())
        await database.read(callbacks_to_do)
        await _assert_nothing_unsent_was_lost(database)
    except LocalStoreBroken as error:
        return error.kind == "corrupt"
    return False


async def test_a_damaged_copy_is_made_anew(path: Path) -> None:
    copy = path.with_suffix(".outbox-copy")
    copy.write_bytes(b"\0" * len(copy.read_bytes()))
    database, report = await _opened(path)
    assert report == OpenReport(is_copy_broken=True), "or nobody hears that the disk fails"
    await _assert_nothing_unsent_was_lost(database)
    await database.close()
    _mutate(path, 3)
    database, report = await _opened(path)
    assert report.recovered == CLOSED + 1
    await _assert_nothing_unsent_was_lost(database)
    await database.close()


async def test_what_could_not_be_read_of_either_file_is_told(path: Path) -> None:
    copy = path.with_suffix(".outbox-copy")
    copy.write_bytes(bytes(len(copy.read_bytes())))
    _mutate(path, 3)
    database, report = await _opened(path)
    assert (report.broken, report.recovered) == ("corrupt", 0)
    assert report.is_partial, "praise for what came back hides what did not"
    await database.close()


async def test_a_command_is_in_the_copy_whatever_its_use_case_said_it_changes(path: Path) -> None:
    feed, told = ChangeFeed(), asyncio.Event()
    feed.subscribe(frozenset({Topic.OUTBOX}), told.set)
    database = LocalDatabase(path, KEY, feed)
    await database.open()
    asked = RequestCallback(callback_id=CallbackId("callback-1"))
    command = Command(id=new_command_id(), at=NOW, data=asked)
    await database.write(lambda c: enqueue(c, command), changes=NO_TOPICS)
    await asyncio.wait_for(told.wait(), 60)
    await database.close()
    _mutate(path, 3)
    database, report = await _opened(path)
    assert report.broken
    assert (await database.read(waiting_commands))[-1] == command
    await database.close()


async def test_a_journal_that_went_missing_is_made_up_from_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.replica"
    database, _ = await _opened(path)
    await database.close()
    old = path.read_bytes()
    path.unlink()
    await _worked(path)
    path.write_bytes(old)
    database, report = await _opened(path)
    assert report == OpenReport(recovered=CLOSED + 1)
    await _assert_nothing_unsent_was_lost(database)
    await database.close()


async def test_a_wrong_key_sets_the_file_aside_unchanged(path: Path) -> None:
    before = path.read_bytes()
    database, report = await _opened(path, "6b" * 32)
    assert report == OpenReport(broken="corrupt", is_partial=True)
    await database.close()
    kept = path.with_name(f"{path.name}.broken-1")
    assert kept.read_bytes() == before
    path.unlink()
    kept.rename(path)
    path.with_suffix(".outbox-copy").unlink()
    database, report = await _opened(path)
    await _assert_nothing_unsent_was_lost(database)
    await database.close()


async def test_a_file_of_a_newer_version_is_set_aside_and_its_unsent_work_taken(
    path: Path,
) -> None:
    connection = connect(path, KEY)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('console', '9999_of_tomorrow', '')"
    )
    connection.close()
    database, report = await _opened(path)
    assert report == OpenReport(broken="newer_version", recovered=CLOSED + 1)
    await _assert_nothing_unsent_was_lost(database)
    await database.close()


async def test_a_second_damage_keeps_both_files(tmp_path: Path) -> None:
    path = tmp_path / "a.replica"
    for number in (1, 2):
        path.write_bytes(b"noise" * 1000)
        database, report = await _opened(path)
        assert report.broken == "corrupt"
        await database.close()
        assert path.with_name(f"{path.name}.broken-{number}").exists()


async def test_a_console_that_was_killed_verifies_every_page(path: Path) -> None:
    path.with_suffix(".in-use").touch()  # what a kill leaves behind
    data = bytearray(path.read_bytes())
    data[-4096 * 3 + 100] ^= 1
    path.write_bytes(data)
    database, report = await _opened(path)
    assert report.broken == "corrupt"
    await _assert_nothing_unsent_was_lost(database)
    await database.close()


async def test_words_typed_in_a_panel_come_back_with_the_work_of_a_broken_replica(
    tmp_path: Path,
) -> None:
    path = tmp_path / "replica.db"
    async with open_replica(path) as database:
        keep = SaveUnsentInput(database=database)
        fault = Typed(words=("La rata sc", "card:c1:costs"))
        await keep({"report rep-1": Typed(words=("Va bene",)), "fault c1": fault})
        await keep({"report rep-1": Typed()})
    path.write_bytes(b"noise" * 2000)
    database, report = await _opened(path)
    try:
        assert report.broken
        assert await database.read(unsent_input) == {"fault c1": fault}
    finally:
        await database.close()
