"""Whoever has the database alone, or a copy of it, has none of the server's keys."""

import argparse
import asyncio
import base64
import json
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.wire.sealed_key import KeyOf, public_of, seal_key
from server.cli.opened_database import prepare
from server.cli.operations.audit import audit_verify
from server.cli.operations.keys import keys_anew, keys_rotate
from server.settings import ServerSettings
from server.usecases.knowledge.maintenance.owner_link import OwnerLinks
from server.usecases.operations.back_up import back_up
from server.usecases.operations.restore import restore
from server.usecases.operations.server_keys import KeysMissing, keys_file, read_keys
from tests.support.servers.real_server import RealServer

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
FORMER = {name: secrets.token_hex(32) for name in ("signing_key", "answer_key", "seal_key")}


def served(url: str) -> Path:
    """Start and stop a server on this database; return where its keys lie."""
    prepare(url)

    async def once() -> Path:
        async with await RealServer.start(url) as server:
            return keys_file(server.data_dir)

    return asyncio.run(once())


@pytest.fixture
def former_database(tmp_path: Path) -> str:
    """Return the database of an earlier version, which had the keys in it."""
    url = f"sqlite:///{tmp_path / 'server.db'}"
    keys = served(url)
    keys.unlink()
    with sqlite3.connect(tmp_path / "server.db") as database:
        database.execute("DELETE FROM meta WHERE name = 'keys'")
        database.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", FORMER.items())
    database.close()
    return url


def forms_of(key: bytes) -> Iterator[bytes]:
    yield key
    yield key.hex().encode()


def test_no_key_is_in_any_file_of_the_database(tmp_path: Path) -> None:
    path = served(f"sqlite:///{tmp_path / 'server.db'}")
    keys = read_keys(path)
    assert keys is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("server.db*"))
    assert keys.mark.encode() in stored, "it is this database that was read"
    for key in (keys.signing, keys.answers, keys.seal, keys.audit, keys.erased):
        assert not any(form in stored for form in forms_of(key))


def test_keys_of_an_earlier_version_leave_the_database_and_stay_the_same(
    former_database: str, tmp_path: Path
) -> None:
    assert FORMER["answer_key"].encode() in (tmp_path / "server.db").read_bytes()
    keys = read_keys(served(former_database))
    assert keys is not None
    assert [keys.signing.hex(), keys.answers.hex(), keys.seal.hex()] == list(FORMER.values())
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("server.db*"))
    assert not any(key.encode() in stored for key in FORMER.values()), "deleted, and overwritten"


def test_a_database_without_its_keys_is_not_served_under_others(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    path = served(url)
    kept = path.read_bytes()
    path.unlink()
    with pytest.raises(KeysMissing, match=r"server-keys\.json"):
        served(url)
    assert not path.exists(), "nothing was made in their place"
    path.write_bytes(b"{}")
    with pytest.raises(KeysMissing):
        served(url)
    path.write_bytes(kept[: len(kept) // 2])
    with pytest.raises(KeysMissing):
        served(url)


async def test_after_a_rotation_everybody_signs_in_again_and_nothing_else_is_lost(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    prepare(url)
    async with await RealServer.start(url) as server:
        session = await server.joined_by("anna")
        before = server.running.keys
    settings = ServerSettings(data_dir=tmp_path, database=url)
    await asyncio.to_thread(keys_rotate, settings, argparse.Namespace())
    async with await RealServer.start(url) as server:
        async with server.client(session) as client:
            assert (await client.get("/snapshot/kb")).status_code == 401
        again = await server.sign_in()
        assert again.seal_key != session.seal_key
        box = seal_key(session.seal_key, KeyOf(account_id=again.account.id, key=b"its key"))
        async with server.client(again) as client:
            opened = await client.post("/auth/sealed-key", json={"box": encoded(box)})
        assert opened.status_code == 200, opened.text
        now = server.running.keys
    assert now.answers == before.answers, "seats take nothing signed with another one"
    assert public_of(now.seal) == again.seal_key
    sent = OwnerLinks(before.signing).token("mail-1")
    assert OwnerLinks(now.signing, now.signing_before).read(sent) == "mail-1"


def encoded(box: bytes) -> str:
    return base64.b64encode(box).decode()


def test_lost_keys_are_made_anew_only_when_asked_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    path = served(url)
    lost = read_keys(path)
    path.unlink()
    assert keys_anew(ServerSettings(data_dir=tmp_path, database=url), argparse.Namespace()) == 0
    made = read_keys(path)
    assert made is not None
    assert lost is not None
    assert made.answers != lost.answers
    assert read_keys(path) == made


def test_keys_made_anew_leave_who_was_erased_and_the_audit_as_they_were(tmp_path: Path) -> None:
    settings = ServerSettings(data_dir=tmp_path, database=f"sqlite:///{tmp_path / 'server.db'}")
    path = served(settings.database)
    before = read_keys(path)
    assert keys_anew(settings, argparse.Namespace()) == 0
    made = read_keys(path)
    assert made is not None
    assert before is not None
    assert made.answers != before.answers
    assert made.erased == before.erased, "the marks still tell who was erased"
    assert audit_verify(settings, argparse.Namespace(head="")) == 0, "nobody altered it"
    path.write_bytes(b"no keys")
    assert keys_anew(settings, argparse.Namespace()) == 0, "there is nothing to keep"
    assert read_keys(path) not in (None, made)


@pytest.mark.parametrize("name", ["audit", "erased"])
def test_a_key_that_an_older_file_lacks_is_made_once(tmp_path: Path, name: str) -> None:
    path = served(f"sqlite:///{tmp_path / 'server.db'}")
    whole = json.loads(path.read_bytes())
    path.write_text(json.dumps({key: value for key, value in whole.items() if key != name}))
    made = read_keys(path)
    assert made is not None
    assert len(getattr(made, name)) == 32
    assert read_keys(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert {**json.loads(path.read_bytes()), name: whole[name]} == whole


def test_a_file_without_the_keys_that_seats_know_is_refused_and_stays(tmp_path: Path) -> None:
    path = keys_file(tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"{}")
    with pytest.raises(KeysMissing):
        read_keys(path)
    assert path.read_bytes() == b"{}"


def test_restoring_a_backup_of_before_the_keys_had_a_file_keeps_who_was_erased(
    former_database: str, tmp_path: Path
) -> None:
    settings = ServerSettings(data_dir=tmp_path, database=former_database)
    back_up(settings, tmp_path / "former.backup", NOW, ())
    (tmp_path / "server.db").unlink()
    erased = read_keys(served(former_database))
    assert erased is not None
    restore(settings, tmp_path / "former.backup", NOW, allows_plain=True)
    keys = read_keys(served(former_database))
    assert keys is not None
    assert keys.answers.hex() == FORMER["answer_key"], "those of the restored database"
    assert keys.erased == erased.erased
