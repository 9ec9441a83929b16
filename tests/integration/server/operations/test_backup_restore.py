"""Backups are whole or refused; restoring one brings its data and a new epoch."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from server.cli.opened_database import prepare
from server.settings import ServerSettings
from server.store.engine.connection import millis
from server.store.engine.faults import StoreUnavailable
from server.store.engine.postgresql_tools import ToolFailed, ToolMissing, find_tool, run_tool
from server.store.engine.server_database import ServerDatabase, is_sqlite
from server.store.messages.outgoing import OUTBOXES
from server.usecases.accounts.manage_accounts import list_accounts
from server.usecases.operations.back_up import back_up, verify
from server.usecases.operations.backup_content import (
    BackupBroken,
    Unsealed,
    manifest_path,
    unpack,
)
from server.usecases.operations.restore import restore
from tests.support.servers.real_server import RealServer

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def of(server: RealServer) -> ServerSettings:
    return ServerSettings(data_dir=server.data_dir, database=server.url)


def a_place(folder: Path, url: str = "") -> ServerSettings:
    """Return the settings of a computer on which a server may be restored."""
    return ServerSettings(data_dir=folder, database=url or f"sqlite:///{folder / 'server.db'}")


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
        session = await server.joined_by("anna")
        old_epoch = await epoch_of(server)
        settings = of(server)
        made = await asyncio.to_thread(back_up, settings, backup, NOW, ())
        await server.add_account("late")
    assert made.epoch == old_epoch
    assert backup.stat().st_mode & 0o777 == 0o600
    done = await asyncio.to_thread(restore, settings, backup, NOW, allows_plain=True)
    assert done.manifest == made
    async with await RealServer.start(database_url) as server:
        assert await epoch_of(server) not in ("", old_epoch)
        assert await logins_of(server) == ["anna"]
        async with server.client(session) as client:
            assert (await client.get("/snapshot/kb")).status_code == 401, "nobody is in a backup"
        async with server.client(await server.sign_in()) as client:
            assert (await client.get("/snapshot/kb")).status_code == 200
        rows = await server.database.read(lambda c: c.execute("SELECT action FROM audit"))
        assert "restore" in [row["action"] for row in rows]


async def test_no_backup_holds_a_telephone_secret_and_each_seat_is_in_it(
    database_url: str, tmp_path: Path
) -> None:
    seat = {"seat": "10'01\\ò", "account_id": None, "device_id": "d1", "last_seen": 7}
    backup, secret = tmp_path / "b", "digest-of-a-telephone-secret"
    async with await RealServer.start(database_url) as server:
        row = seat | {"line_digest": secret}
        await server.database.write(lambda c: c.insert("seat", row))
        settings = of(server)
        await asyncio.to_thread(back_up, settings, backup, NOW, ())
    unpack(backup, tmp_path / "unpacked", (), is_sealed=False)
    told = all_in(tmp_path / "unpacked", settings)
    assert b"CREATE TABLE" in told, "it is the database that was read"
    assert secret.encode() not in told
    await asyncio.to_thread(restore, settings, backup, NOW, allows_plain=True)
    async with await RealServer.start(database_url) as server:
        rows = await server.database.read(lambda c: c.execute("SELECT * FROM seat"))
    assert rows == [seat | {"line_digest": ""}]


def all_in(folder: Path, settings: ServerSettings) -> bytes:
    """Return what whoever has opened a backup can read."""
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    if is_sqlite(settings.database):
        return files
    words = ["--file=-", str(folder / "database")]
    return files + run_tool("pg_restore", words, settings.database).encode()


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
            await asyncio.to_thread(back_up, of(server), tmp_path / f"{number}.db", NOW, ())
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
        await asyncio.to_thread(back_up, of(origin), tmp_path / "b.db", NOW, ())
    settings = ServerSettings(data_dir=tmp_path, database=url)
    assert restore(settings, tmp_path / "b.db", NOW).former is None
    with pytest.raises(Unsealed, match="former database"):
        restore(settings, tmp_path / "b.db", NOW)
    done = restore(settings, tmp_path / "b.db", NOW, allows_plain=True)
    assert done.former == tmp_path / "server.db.before-20261102T030000"
    assert names_in(tmp_path) == {
        "b.db",
        "b.db.manifest.json",
        "audit-head.json",
        "keys",
        "server.db",
        "server.db.before-20261102T030000",
        "server.db.before-20261102T030000.manifest.json",
    }
    async with await RealServer.start(url) as server:
        assert await logins_of(server) == ["anna"]


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def a_backup(tmp_path: Path) -> Path:
    async def make() -> None:
        async with await RealServer.start() as server:
            await asyncio.to_thread(back_up, of(server), tmp_path / "b.db", NOW, ())

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
            manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 3'))
        case "newer schema":
            revision = verify(backup).revision
            manifest.write_text(manifest.read_text().replace(f'"{revision}"', '"9999"'))
    current = tmp_path / "server.db"
    current.write_bytes(b"untouched")
    with pytest.raises(BackupBroken):
        restore(a_place(tmp_path), backup, NOW, allows_plain=True)
    assert current.read_bytes() == b"untouched"
    assert not list(tmp_path.glob("server.db.*"))


def test_a_backup_that_is_cut_short_leaves_no_good_one_that_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(path: Path, target: Path) -> Path:
        if target.name == "b.db":
            raise OSError("the power is gone")
        return replaced(path, target)

    replaced = Path.replace
    monkeypatch.setattr(Path, "replace", rename)
    with pytest.raises(OSError, match="power"):
        a_backup(tmp_path)
    assert not (tmp_path / "b.db").exists()


def test_a_restore_that_was_cut_short_is_followed_by_no_empty_database(tmp_path: Path) -> None:
    current = tmp_path / "server.db"
    (tmp_path / "server.db.before-20261102T030000").write_bytes(b"all there is")
    with pytest.raises(StoreUnavailable, match=r"server\.db\.before-20261102T030000"):
        prepare(f"sqlite:///{current}")
    assert not current.exists()


def test_a_backup_of_the_other_engine_is_refused(tmp_path: Path) -> None:
    backup = a_backup(tmp_path)
    with pytest.raises(BackupBroken, match="sqlite"):
        restore(a_place(tmp_path, "postgresql://nobody@127.0.0.1:1/none"), backup, NOW)


def test_a_backup_of_nothing_leaves_nothing_behind(tmp_path: Path) -> None:
    nothing = a_place(tmp_path, f"sqlite:///{tmp_path / 'no' / 'such.db'}")
    with pytest.raises(StoreUnavailable):
        back_up(nothing, tmp_path / "b.db", NOW, ())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgresql
def test_what_postgresql_says_no_to_is_told_in_one_line() -> None:
    with pytest.raises(ToolFailed, match="pg_dump") as refused:
        run_tool("pg_dump", [], "postgresql://nobody@127.0.0.1:1/none")
    assert "\n" not in str(refused.value)


def test_a_missing_program_is_named() -> None:
    with pytest.raises(ToolMissing, match="pg_no_such_program"):
        find_tool("pg_no_such_program")


@pytest.mark.parametrize("table", [outbox.table for outbox in OUTBOXES])
async def test_what_waited_when_it_was_saved_does_not_leave_once_more(
    database_url: str, tmp_path: Path, table: str
) -> None:
    """It has left since, as far as anybody knows: whoever sends tells of it and asks."""
    backup = tmp_path / "folder" / "monday.backup"
    soon = millis(datetime.now(UTC) + timedelta(hours=1))  # no job of this server takes it
    row = {"id": "m1", "contact_id": "c1", "recipient": "x", "state": "waiting", "next_at": soon}
    async with await RealServer.start(database_url) as server:
        await server.database.write(lambda c: c.insert(table, {**row, "created_at": soon}))
        await asyncio.to_thread(back_up, of(server), backup, NOW, ())
        sent = f"UPDATE {table} SET state = 'sent'"
        await server.database.write(lambda c: c.execute(sent))
        settings = of(server)
    await asyncio.to_thread(restore, settings, backup, NOW, allows_plain=True)
    with closing(ServerDatabase.open(settings.database)) as database:
        found = database.read_now(lambda c: c.one(f"SELECT state, begun_at FROM {table}"))
    assert found == {"state": "sending", "begun_at": 0}
