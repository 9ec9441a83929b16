"""A backup is all of the server, and whoever finds it can read nothing of it."""

import asyncio
import io
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from server.cli import exit_codes
from server.cli.command_line import run
from server.cli.finding import BAD
from server.cli.opened_database import opened_database, prepare
from server.cli.operations.backup_checks import backup_finding
from server.cli.refusals import sentence_for
from server.settings import BackupSettings, ServerSettings
from server.store.engine.postgresql_tools import ToolFailed, ToolMissing
from server.store.engine.schema_revision import is_current, revision_of, revisions
from server.store.migrations import migrate_back
from server.usecases.accounts.manage_accounts import list_accounts
from server.usecases.operations.age_file import SealBroken, SealedReader, SealedWriter
from server.usecases.operations.age_keys import (
    UnusableIdentity,
    identities_in,
    new_identity,
    public_key,
    recipient_of,
)
from server.usecases.operations.back_up import back_up
from server.usecases.operations.back_up_each_night import BackUpEachNight, nightly_backups
from server.usecases.operations.backup_content import BackupBroken, NotSaved
from server.usecases.operations.restore import restore
from server.usecases.operations.server_keys import keys_file, read_keys, write_keys
from server.usecases.operations.try_backup import try_backup
from tests.support.servers.real_server import RealServer

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
CANARY = "Persona Canarino"
CHUNK = 64 * 1024


def a_place(folder: Path, recipients: tuple[str, ...] = ()) -> ServerSettings:
    return ServerSettings(
        data_dir=folder,
        database=f"sqlite:///{folder / 'server.db'}",
        backup=BackupSettings(recipients=recipients),
        config_file=folder.parent / "server.toml",
    )


def a_city(folder: Path) -> ServerSettings:
    """Return the settings of a server with an account, a certificate, a message, settings."""
    settings = a_place(folder)
    folder.mkdir()
    prepare(settings.database)

    async def live() -> None:
        async with await RealServer.start(settings.database) as server:
            await server.add_account("anna", name=CANARY)
            await server.sign_in()

    asyncio.run(live())
    (folder / "voicemail").mkdir()
    (folder / "voicemail" / "m1.wav").write_bytes(CANARY.encode())
    (folder / "server-key.pem").write_text("the key of the certificate")
    (folder.parent / "server.toml").write_text('name = "Città"\n')
    return settings


def logins(settings: ServerSettings) -> list[str]:
    async def read() -> list[str]:
        async with await RealServer.start(settings.database) as server:
            return [account.login for account in await server.database.read(list_accounts)]

    return asyncio.run(read())


def in_clear(folder: Path) -> list[str]:
    """Return the files that tell a name to whoever reads them."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in files if CANARY.encode() in path.read_bytes())


def test_what_is_sealed_holds_everything_and_shows_nothing(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "old")
    keys = read_keys(keys_file(settings.data_dir))
    recipient = new_identity(tmp_path / "identity")
    assert (tmp_path / "identity").stat().st_mode & 0o777 == 0o600
    back_up(settings, tmp_path / "kept" / "b.age", NOW, (recipient,))
    assert in_clear(tmp_path / "kept") == []
    assert not list(settings.data_dir.glob("backup-work-*")), "nor beside the database"

    elsewhere, identities = a_place(tmp_path / "new"), identities_in(tmp_path / "identity")
    done = restore(elsewhere, tmp_path / "kept" / "b.age", NOW, identities=identities)
    assert logins(elsewhere) == ["anna"]
    assert read_keys(keys_file(elsewhere.data_dir)) == keys, "seats know the server again"
    for name in ("voicemail/m1.wav", "server-key.pem"):
        there = elsewhere.data_dir / name
        assert there.read_bytes() == (settings.data_dir / name).read_bytes()
        assert there.stat().st_mode & 0o777 == 0o600
    assert done.aside is not None
    assert [path.name for path in done.aside.rglob("*.toml")] == ["server.toml"]


def test_what_a_restore_replaces_is_sealed_and_can_be_restored_itself(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "city")
    recipient = new_identity(tmp_path / "identity")
    identities = identities_in(tmp_path / "identity")
    back_up(settings, tmp_path / "empty.age", NOW, (recipient,))

    async def later() -> None:
        async with await RealServer.start(settings.database) as server:
            await server.add_account("late", name=CANARY)

    asyncio.run(later())
    done = restore(settings, tmp_path / "empty.age", NOW, identities=identities)
    assert logins(settings) == ["anna"]
    assert done.former is not None
    assert CANARY.encode() not in done.former.read_bytes()
    restore(settings, done.former, NOW + timedelta(hours=1), identities=identities)
    assert logins(settings) == ["anna", "late"]


def test_a_damaged_database_is_kept_too_when_a_backup_takes_its_place(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "city")
    recipient = new_identity(tmp_path / "identity")
    back_up(settings, tmp_path / "b.age", NOW, (recipient,))
    database = settings.data_dir / "server.db"
    database.write_bytes(b"rot" * 5000)
    identities = identities_in(tmp_path / "identity")
    done = restore(settings, tmp_path / "b.age", NOW, identities=identities)
    assert done.former is not None
    assert done.former.exists()
    assert logins(settings) == ["anna"]


def test_without_the_right_identity_nothing_is_touched(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "city")
    back_up(settings, tmp_path / "b.age", NOW, (new_identity(tmp_path / "identity"),))
    before = (settings.data_dir / "server.db").read_bytes()
    new_identity(tmp_path / "another")
    with pytest.raises(BackupBroken, match="--identity"):
        restore(settings, tmp_path / "b.age", NOW, allows_plain=True)
    with pytest.raises(BackupBroken, match="another identity"):
        restore(settings, tmp_path / "b.age", NOW, identities=identities_in(tmp_path / "another"))
    assert (settings.data_dir / "server.db").read_bytes() == before
    with pytest.raises(UnusableIdentity):
        identities_in(tmp_path / "server.toml")


def test_who_was_put_out_since_is_not_let_in_again(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "city")
    back_up(settings, tmp_path / "b.age", NOW, (new_identity(tmp_path / "identity"),))
    words = ("--data-dir", str(settings.data_dir), "--database", settings.database)
    assert run(["account", "disable", "anna", *words]) == exit_codes.DONE
    restore(settings, tmp_path / "b.age", NOW, identities=identities_in(tmp_path / "identity"))

    async def is_active() -> bool:
        async with await RealServer.start(settings.database) as server:
            (account,) = await server.database.read(list_accounts)
            return account.is_active

    assert not asyncio.run(is_active())


def test_keys_that_were_rotated_are_not_brought_back(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "city")
    recipient = new_identity(tmp_path / "identity")
    back_up(settings, tmp_path / "b.age", NOW, (recipient,))
    path = keys_file(settings.data_dir)
    keys = read_keys(path)
    assert keys is not None
    write_keys(path, keys.rotated())
    rotated = read_keys(path)
    restore(settings, tmp_path / "b.age", NOW, identities=identities_in(tmp_path / "identity"))
    assert read_keys(path) == rotated


def test_a_backup_is_tried_beside_the_server(tmp_path: Path) -> None:
    settings = a_city(tmp_path / "city")
    recipient = new_identity(tmp_path / "identity")
    identities = identities_in(tmp_path / "identity")
    back_up(settings, tmp_path / "b.age", NOW, (recipient,))
    before = sorted(path.name for path in settings.data_dir.rglob("*"))
    assert try_backup(settings, tmp_path / "b.age", identities)["account"] == 1
    assert sorted(path.name for path in settings.data_dir.rglob("*")) == before
    keys_file(settings.data_dir).unlink()
    back_up(settings, tmp_path / "headless.age", NOW, (recipient,))
    with pytest.raises(BackupBroken, match="keys"):
        try_backup(settings, tmp_path / "headless.age", identities)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_sealed_comes_out_whole_or_not_at_all(size: int) -> None:
    identity = X25519PrivateKey.generate().private_bytes_raw()
    told, sealed = os.urandom(size), io.BytesIO()
    writer = SealedWriter(sealed, [public_key(recipient_of(identity))])
    for at in range(0, size, 7000):
        writer.write(told[at : at + 7000])
    writer.finish()
    content = sealed.getvalue()
    assert SealedReader(io.BytesIO(content), [identity]).read() == told
    for end in (len(content) - 1, len(content) - 16, len(content) - CHUNK - 16, 100):
        with pytest.raises(SealBroken):
            SealedReader(io.BytesIO(content[: max(end, 10)]), [identity]).read()
    for at in (30, 120, 180, len(content) - 1):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        with pytest.raises(SealBroken):
            SealedReader(io.BytesIO(changed), [identity]).read()


# Made by rage, another program for the same format.
OTHERS_IDENTITY = "AGE-SECRET-KEY-1AU7CMEFQM9KV3RZEY2KDLWN5SK64VF564JPDL5KLUEHNJTQSE6ZSFHV5TA"
OTHERS_FILE = (
    "6167652d656e6372797074696f6e2e6f72672f76310a2d3e20583235353139202b644e2b7163366d"
    "482f435a4c73486b4d64312b466c77536a44444e6d30793053517065487348315848730a387a466c"
    "376d5350722b3677623441426863556e366173794341626c6b302b6b66633855724e3168306e670a"
    "2d3e20413f55547b262d6772656173652039322f57204c22424126325b0a0a2d2d2d207273466f61"
    "4b5a34414864716c2b39312b594474686f413754524a4c444731774f4f75343030416a7362300a65"
    "bf3c37866b81676fa617bf00b9b89e10965b551f2aea6fd8238732b06560254e6f0f30f0c564a4e5"
    "38"
)


def test_files_of_another_program_are_read(tmp_path: Path) -> None:
    (tmp_path / "identity").write_text(f"# public key\n{OTHERS_IDENTITY}\n")
    identities = identities_in(tmp_path / "identity")
    reader = SealedReader(io.BytesIO(bytes.fromhex(OTHERS_FILE)), identities)
    assert reader.read() == b"Buongiorno"


def a_night(settings: ServerSettings, now: datetime, *, trusted: bool = True) -> None:
    async def is_trusted() -> bool:
        return trusted

    job = BackUpEachNight(settings=settings, clock=lambda: now, is_trusted=is_trusted)
    asyncio.run(job.when_due())


def at_night(settings: ServerSettings, tmp_path: Path) -> ServerSettings:
    recipient = new_identity(tmp_path / "identity")
    backup = BackupSettings(recipients=(recipient,), folder=tmp_path / "nights", keep_days=2)
    return replace(settings, backup=backup)


def test_each_night_makes_one_that_was_tried_and_old_ones_go(tmp_path: Path) -> None:
    settings = at_night(a_city(tmp_path / "city"), tmp_path)
    a_night(settings, NOW - timedelta(hours=3))
    assert not (tmp_path / "nights").exists(), "it is evening"
    for day in range(4):
        for hour in range(2):
            a_night(settings, NOW + timedelta(days=day, hours=hour))
    made = nightly_backups(tmp_path / "nights")
    assert [path.stem for path in made] == [f"chiamaroma-2026-11-0{day}" for day in (3, 4, 5)]
    assert len(list((tmp_path / "nights").iterdir())) == 6, "each with its manifest, and no rest"
    assert in_clear(tmp_path / "nights") == []
    identities = identities_in(tmp_path / "identity")
    assert try_backup(settings, made[-1], identities)["account"] == 1


def test_nights_with_a_clock_that_nobody_believes_delete_no_backup_and_are_told(
    tmp_path: Path,
) -> None:
    settings = at_night(a_city(tmp_path / "city"), tmp_path)
    for day in (0, 1, 2):
        a_night(settings, NOW + timedelta(days=day))
    real = nightly_backups(tmp_path / "nights")
    ahead = datetime.now(UTC).replace(hour=3) + timedelta(days=370)
    for day in range(9):
        a_night(settings, ahead + timedelta(days=day), trusted=False)
    assert set(real) <= set(nightly_backups(tmp_path / "nights")), "keep_days is two"
    found = backup_finding(settings)
    assert found.state == BAD
    assert "the clock was wrong" in found.text


def test_after_weeks_without_any_the_old_ones_go_as_soon_as_three_newer_ones_are_there(
    tmp_path: Path,
) -> None:
    settings = at_night(a_city(tmp_path / "city"), tmp_path)
    settings = replace(settings, backup=replace(settings.backup, keep_days=30))
    for day in (0, 1, 2, 3):
        a_night(settings, NOW + timedelta(days=day))
    kept = []
    for day in (60, 61, 62):
        a_night(settings, NOW + timedelta(days=day))
        kept.append(len(nightly_backups(tmp_path / "nights")))
    assert kept == [3, 3, 3], "the newest three stay, however old"
    assert nightly_backups(tmp_path / "nights")[0].stem == "chiamaroma-2027-01-01"


def test_a_night_whose_backup_could_not_be_restored_leaves_none(tmp_path: Path) -> None:
    settings = at_night(a_city(tmp_path / "city"), tmp_path)
    keys_file(settings.data_dir).unlink()
    with pytest.raises(BackupBroken):
        a_night(settings, NOW)
    assert list((tmp_path / "nights").iterdir()) == []


def test_a_database_that_was_just_made_is_not_saved(tmp_path: Path) -> None:
    for started in ("new", "again"):
        with opened_database(a_place(tmp_path)):
            assert not (tmp_path / "before-upgrade").exists(), started


def test_before_a_migration_everything_is_saved_once(tmp_path: Path) -> None:
    settings = at_night(a_city(tmp_path / "city"), tmp_path)
    migrate_back(settings.database, sorted(revisions())[-2])
    with opened_database(settings):
        pass
    (saved, manifest) = sorted((settings.data_dir / "before-upgrade").iterdir())
    assert manifest.name == f"{saved.name}.manifest.json"
    assert in_clear(saved.parent) == []
    restore(settings, saved, NOW, identities=identities_in(tmp_path / "identity"))
    assert logins(settings) == ["anna"]


def test_the_newest_three_of_before_an_upgrade_stay(tmp_path: Path) -> None:
    settings = at_night(a_city(tmp_path / "city"), tmp_path)
    folder = settings.data_dir / "before-upgrade"
    for day in (1, 2, 3, 4):
        back_up(settings, folder / f"2026-11-0{day}T030000.tar", NOW, ())
    (folder / "notes.txt").write_text("of the administrator")
    migrate_back(settings.database, sorted(revisions())[-2])
    with opened_database(settings):
        pass
    kept = sorted(path for path in folder.iterdir() if path.suffix in (".tar", ".age"))
    assert [path.name for path in kept[:-1]] == ["2026-11-03T030000.tar", "2026-11-04T030000.tar"]
    assert len(kept) == 3, "the one of today too"
    assert len(list(folder.iterdir())) == 7, "each with its manifest, and what is not ours"


def test_whoever_has_a_backup_migrates_where_none_can_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = a_city(tmp_path / "city")
    migrate_back(settings.database, former := sorted(revisions())[-2])
    # Stands for all that prevents it: a full disk, no pg_dump.
    (settings.data_dir / "before-upgrade").write_text("no folder")
    words = ("--data-dir", str(settings.data_dir), "--database", settings.database)
    assert run(["migrate", *words]) == exit_codes.CANNOT_WRITE
    assert "chiamaroma-server migrate --no-backup" in capsys.readouterr().err
    assert revision_of(settings.database) == former, "nothing was changed"
    assert run(["migrate", "--no-backup", *words]) == exit_codes.DONE
    assert is_current(settings.database)


@pytest.mark.parametrize("cause", [ToolMissing("pg_dump"), ToolFailed("pg_dump: too old")])
def test_that_pg_dump_saves_nothing_is_told_with_the_way_out(
    cause: Exception, tmp_path: Path
) -> None:
    error = NotSaved()
    error.__cause__ = cause
    sentence, code = sentence_for(error, a_place(tmp_path)) or ("", 0)
    assert "pg_dump" in sentence
    assert sentence.endswith("migrate --no-backup.")
    assert code == exit_codes.UNAVAILABLE


def test_nothing_lies_in_clear_that_nobody_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_city(tmp_path / "city")
    database = f"sqlite:///{tmp_path / 'city' / 'server.db'}"
    place = ("--data-dir", str(tmp_path / "city"), "--database", database)

    def said(*words: str) -> tuple[int, str]:
        code = run([*words, *place])
        told = capsys.readouterr()
        return code, told.out + told.err

    code, refused = said("backup", str(tmp_path / "b"))
    assert code == exit_codes.USAGE
    assert "would lie in clear" in refused
    assert not (tmp_path / "b").exists()
    assert said("backup", str(tmp_path / "b"), "--plain")[0] == 0
    assert said("restore", str(tmp_path / "b"))[0] == exit_codes.USAGE, "nor the former data"
    assert in_clear(tmp_path / "city") == ["m1.wav", "server.db"]
    assert said("restore", str(tmp_path / "b"), "--plain")[0] == 0
    assert "is in clear in" in said("doctor")[1]
    recipient = new_identity(tmp_path / "identity")
    sealed = ("backup", str(tmp_path / "kept" / "b.age"), "--recipient", recipient)
    assert said(*sealed)[0] == 0
    assert in_clear(tmp_path / "kept") == []
    mistyped = recipient[:-1] + "b"  # a letter that none of theirs has
    assert said("backup", str(tmp_path / "c"), "--recipient", mistyped)[0] == exit_codes.USAGE
