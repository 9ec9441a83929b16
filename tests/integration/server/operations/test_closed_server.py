"""What a running server leaves on the disk and in memory is for its own account."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.api.tls_certificate import CERT_FILE
from server.cli.opened_database import opened_database, prepare
from server.settings import ServerSettings
from server.store.operations.audit_log import append_line
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.operations.audit_head import head_file
from server.usecases.operations.server_keys import keys_file, new_keys, write_keys
from tests.support.servers.real_server import ServerProcess

MADE_BY_THE_TEST = {"server.log"}


def open_to_others(folder: Path) -> dict[str, str]:
    """Return what others may read below folder, with its mode."""
    found = {}
    for path in folder.rglob("*"):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077 and path.name not in MADE_BY_THE_TEST:
            found[path.name] = oct(mode)
    return found


async def test_a_run_leaves_nothing_that_others_can_read_but_the_certificate(
    tmp_path: Path,
) -> None:
    before = os.umask(0o022)
    try:
        with ServerProcess(tmp_path / "made" / "data") as server:
            server.folder.mkdir(parents=True)
            await server.start()
            assert (server.folder / "chiamaroma.db").is_file()
            assert open_to_others(server.folder) == {CERT_FILE: "0o644"}  # consoles pin it
            server.stop()
            (server.folder / "chiamaroma.db").chmod(0o644)  # as an earlier version may have left it
            assert not server.run(
                "backup", str(server.folder / "backups" / "one"), "--plain"
            ).returncode
            await server.start()
            assert open_to_others(server.folder) == {CERT_FILE: "0o644"}
    finally:
        os.umask(before)


async def test_the_memory_of_the_server_is_dumped_nowhere_and_read_by_nobody(
    tmp_path: Path,
) -> None:
    with ServerProcess(tmp_path) as server:
        await server.start()
        process = Path("/proc") / str(server.pid)
        limits = (process / "limits").read_text().splitlines()
        core = next(line.split() for line in limits if line.startswith("Max core file size"))
        assert core[4:6] == ["1", "1"]
        # What cannot be dumped belongs to root, whoever runs it.
        assert (process / "environ").stat().st_uid == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_what_a_command_of_root_leaves_in_the_data_folder_is_the_servers(tmp_path: Path) -> None:
    os.chown(tmp_path, 4711, 4712)
    database = f"sqlite:///{tmp_path / 'server.db'}"
    prepare(database)
    keys = new_keys()
    write_keys(keys_file(tmp_path), keys)
    ErasedMarks(marks_file(tmp_path), keys.erased).add(["citizen:one"], datetime.now(UTC))
    with opened_database(ServerSettings(data_dir=tmp_path, database=database)) as opened:
        # As each command does, "exchange configure" too, which is root's.
        opened.write_now(lambda c: append_line(c, None, "restore", "", datetime.now(UTC)))
    left = (
        keys_file(tmp_path).parent,
        keys_file(tmp_path),
        marks_file(tmp_path),
        head_file(tmp_path),
    )
    assert [(path.stat().st_uid, path.stat().st_gid) for path in left] == [(4711, 4712)] * 4
