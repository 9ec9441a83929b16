"""Backups are whole or refused; restoring one brings its data and a new epoch."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from server.store.engine.faults import StoreUnavailable
from server.store.engine.postgresql_tools import ToolFailed, ToolMissing, find_tool, run_tool
from server.usecases.accounts.manage_accounts import list_accounts
from server.usecases.operations.back_up import BackupBroken, back_up, manifest_path, verify
from server.usecases.operations.restore import restore
from tests.support.servers.real_server import RealServer

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


async def epoch_of(server: RealServer) -> str:
    async with server.client() as client:
        return (await client.get("/hello")).json()["epoch"]


async def logins_of(server: RealServer) -> list[str]:
    return [account.login for account in await server.database.read(list_accounts)]


async def test_restoring_brings_back_the_data_under_a_new_epoch(
    database_url: str, tmp_path: Path
) -> None:
    backup = tmp_path / "folder" / "monday.backup"
    async with await RealServer.start(database_url) as server:
        await server.add_account("anna")
        session = await server.sign_in("anna")
        old_epoch = await epoch_of(server)
        made = await asyncio.to_thread(back_up, database_url, backup, NOW)
        await server.add_account("late")
    assert made.epoch == old_epoch
    assert backup.stat().st_mode & 0o777 == 0o600
    manifest, _ = await asyncio.to_thread(restore, database_url, backup, NOW)
    assert manifest == made
    async with await RealServer.start(database_url) as server:
        assert await epoch_of(server) not in ("", old_epoch)
        assert await logins_of(server) == ["anna"]
        async with server.client(session) as client:
            assert (await client.get("/snapshot/kb")).status_code == 200
        rows = await server.database.read(lambda c: c.execute("SELECT action FROM audit"))
        assert "restore" in [row["action"] for row in rows]


async def test_a_backup_is_taken_while_the_server_writes(tmp_path: Path) -> None:
    async with await RealServer.start() as server:
        done = asyncio.Event()

        async def write() -> int:
            count = 0
            while not done.is_set():
                await server.add_knowledge(ThesaurusLine(id=f"t{count}", line="a > b"))
                count += 1
            return count

        writing = asyncio.create_task(write())
        for number in range(3):
            await asyncio.to_thread(back_up, server.url, tmp_path / f"{number}.db", NOW)
        done.set()
        assert await writing > 0
    for number in range(3):
        verify(tmp_path / f"{number}.db")


async def test_the_former_file_is_kept_and_no_log_of_another_database_stays(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    async with await RealServer.start() as origin:
        await origin.add_account("anna")
        await asyncio.to_thread(back_up, origin.url, tmp_path / "b.db", NOW)
    _, nothing = restore(url, tmp_path / "b.db", NOW)
    assert nothing is None
    _, former = restore(url, tmp_path / "b.db", NOW)
    assert former == tmp_path / "server.db.before-20261102T030000"
    assert names_in(tmp_path) == {
        "b.db",
        "b.db.manifest.json",
        "server.db",
        "server.db.before-20261102T030000",
    }
    async with await RealServer.start(url) as server:
        assert await logins_of(server) == ["anna"]


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def a_backup(tmp_path: Path) -> Path:
    async def make() -> None:
        async with await RealServer.start() as server:
            await asyncio.to_thread(back_up, server.url, tmp_path / "b.db", NOW)

    asyncio.run(make())
    return tmp_path / "b.db"


@pytest.mark.parametrize(
    "damage", ["flip", "cut", "no manifest", "bad manifest", "newer format", "newer schema"]
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    tmp_path: Path, damage: str
) -> None:
    backup = a_backup(tmp_path)
    content = backup.read_bytes()
    manifest = manifest_path(backup)
    match damage:
        case "flip":
            backup.write_bytes(content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])
        case "cut":
            backup.write_bytes(content[: len(content) // 2])
        case "no manifest":
            manifest.unlink()
        case "bad manifest":
            manifest.write_text("{}")
        case "newer format":
            manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 2'))
        case "newer schema":
            revision = verify(backup).revision
            manifest.write_text(manifest.read_text().replace(f'"{revision}"', '"9999"'))
    current = tmp_path / "server.db"
    current.write_bytes(b"untouched")
    with pytest.raises(BackupBroken):
        restore(f"sqlite:///{current}", backup, NOW)
    assert current.read_bytes() == b"untouched"
    assert not list(tmp_path.glob("server.db.*"))


def test_a_backup_of_the_other_engine_is_refused(tmp_path: Path) -> None:
    backup = a_backup(tmp_path)
    with pytest.raises(BackupBroken, match="sqlite"):
        restore("postgresql://nobody@127.0.0.1:1/none", backup, NOW)


def test_a_backup_of_nothing_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        back_up(f"sqlite:///{tmp_path / 'no' / 'such.db'}", tmp_path / "b.db", NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgresql
def test_what_postgresql_says_no_to_is_told_in_one_line() -> None:
    with pytest.raises(ToolFailed, match="pg_dump") as refused:
        run_tool("pg_dump", [], "postgresql://nobody@127.0.0.1:1/none")
    assert "\n" not in str(refused.value)


def test_a_missing_program_is_named() -> None:
    with pytest.raises(ToolMissing, match="pg_no_such_program"):
        find_tool("pg_no_such_program")
