"""Work that waits lies sealed beside the replica, as it stands after each commit."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.runtime.change_feed import Topic
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import next_batch, offer_again, settle, waiting_work
from console.store.replica.unsent_file import (
    FILE_BYTES,
    SUFFIX,
    as_line,
    contacts_in,
    left_here,
    read_lines,
)
from console.store.session.session_record import save_work_keys
from contract.domain.ids import AccountId, CommandId
from contract.wire.commands import Status, Verdict
from contract.wire.sealed_key import UnsentWork, open_work, public_of, work_key
from contract.wire.session import SessionReply
from tests.support.seats.seat import NO_TOPICS, NOW, a_draft, an_account, drafts_in, open_replica

SERVER = secrets.token_bytes(32)
OUTBOX = frozenset({Topic.OUTBOX})
DEVICE = "device-1"


@asynccontextmanager
async def _signed_in(path: Path) -> AsyncIterator[LocalDatabase]:
    who = an_account()
    reply = SessionReply(
        access_token="",
        access_expires_s=1,
        refresh_token="",
        account=who,
        seal_key=public_of(SERVER),
        work_key=work_key(SERVER, AccountId(who.id), DEVICE),
    )
    async with open_replica(path) as database:
        await database.write(lambda c: save_work_keys(c, reply, DEVICE), changes=NO_TOPICS)
        yield database


async def _closed(database: LocalDatabase, *numbers: int) -> None:
    for number in numbers:
        await drafts_in(database).close(a_draft(number, description="A citizen's words"))


def _works(path: Path) -> list[UnsentWork]:
    lines = [as_line(text) for text in read_lines(path)]
    return [open_work(SERVER, line.box) for line in lines if line is not None]


async def _waiting(database: LocalDatabase) -> list[bytes]:
    return [bytes(raw) for _, raw in await database.read(waiting_work)]


def _sealed(path: Path) -> list[bytes]:
    return [bytes(raw) for work in _works(path) for raw in work.commands]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.replica"


async def test_after_each_commit_it_holds_all_that_waits_for_nobodys_eyes(path: Path) -> None:
    file = path.with_suffix(SUFFIX)
    async with _signed_in(path) as database:
        assert not file.exists()
        for number in range(3):
            await _closed(database, number)
            # Not only at the end: a console that is killed closes nothing.
            assert _sealed(file) == await _waiting(database)
        assert file.stat().st_mode & 0o777 == 0o600
        assert b"words" not in file.read_bytes()
    assert contacts_in(file) == 3
    assert len(_works(file)) == 1, "one box for all, once nobody writes there any more"
    assert left_here(path.parent, path) == []


async def test_once_everything_has_its_verdict_the_file_is_gone(path: Path) -> None:
    async with _signed_in(path) as database:
        await _closed(database, 1, 2)
        ids = [command_id for command_id, _ in await database.read(waiting_work)]
        for command_id in ids:
            await database.write(_applied(command_id), changes=OUTBOX)
        assert not path.with_suffix(SUFFIX).exists()


def _applied(command_id: CommandId) -> Callable[[Connection], bool]:
    def work(connection: Connection) -> bool:
        return settle(connection, command_id, Verdict(status=Status.APPLIED), NOW)

    return work


async def test_what_is_taken_back_before_it_was_sent_is_given_to_nobody(path: Path) -> None:
    async with _signed_in(path) as database:
        await _closed(database, 1, 2)
        first, second = await database.read(waiting_work)
        await database.write(
            lambda c: c.execute("DELETE FROM outbox WHERE command_id = ?", (first[0],)),
            changes=OUTBOX,
        )
        assert _sealed(path.with_suffix(SUFFIX)) == [bytes(second[1])]


async def test_half_a_line_costs_no_other(path: Path) -> None:
    file = path.with_suffix(SUFFIX)
    async with _signed_in(path) as database:
        await _closed(database, 1)
        with file.open("ab") as out:
            out.write(b'\n{"ids":["half a li')  # a disk that was full for a moment
        await _closed(database, 2)
        assert _sealed(file) == await _waiting(database)


async def test_work_that_a_replica_does_not_know_is_kept_aside(path: Path) -> None:
    """A replica begun anew writes over nothing: what salvage missed can be handed over still."""
    file = path.with_suffix(SUFFIX)
    async with _signed_in(path) as database:
        await _closed(database, 1)
    sealed = _sealed(file)
    path.unlink()
    path.with_suffix(".outbox-copy").unlink()
    async with _signed_in(path) as database:
        await _closed(database, 2)
        [aside] = left_here(path.parent, path)
        assert _sealed(aside) == sealed
        assert _sealed(file) == await _waiting(database)


async def test_what_could_not_be_looked_at_is_not_written_over(path: Path) -> None:
    """It may hold work of a store that was set aside: nobody else has it."""
    file = path.with_suffix(SUFFIX)
    with file.open("wb") as out:
        out.truncate(FILE_BYTES + 1)
    async with _signed_in(path) as database:
        await _closed(database, 1)
        (command_id, _) = (await database.read(waiting_work))[0]
        await database.write(_applied(command_id), changes=OUTBOX)
    assert file.stat().st_size == FILE_BYTES + 1


async def test_what_waited_before_the_server_gave_a_key_is_sealed_with_it(path: Path) -> None:
    async with open_replica(path) as database:
        await _closed(database, 1)
        assert not path.with_suffix(SUFFIX).exists()
    async with _signed_in(path) as database:
        await database.write(lambda _: None, changes=frozenset({Topic.SESSION}))
        assert _sealed(path.with_suffix(SUFFIX)) == await _waiting(database)


async def test_what_is_offered_again_lies_there_with_what_the_server_had_said(path: Path) -> None:
    def restored(connection: Connection) -> None:
        command_id = next_batch(connection, 1)[0][0]
        said = Verdict(status=Status.APPLIED, detail={"case_number": "2026-000007"})
        settle(connection, command_id, said, NOW)
        offer_again(connection, NOW)

    async with _signed_in(path) as database:
        await _closed(database, 0, 1)
        await database.write(restored, changes=OUTBOX)
        sealed = _sealed(path.with_suffix(SUFFIX))
        assert sealed == await _waiting(database)
        assert b"2026-000007" in sealed[0]
        await _closed(database, 2)
        assert len(_works(path.with_suffix(SUFFIX))) == 2, "one box more, not all made anew"
