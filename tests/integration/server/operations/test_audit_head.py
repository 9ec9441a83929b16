"""Whoever may write to the database cannot make the audit tell something else unseen."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

from server.cli.command_line import run
from server.cli.opened_database import opened_database, prepare
from server.settings import ServerSettings
from server.store.engine.connection import Connection, Row
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import (
    append_line,
    append_lines,
    audit_page,
    first_broken_line,
)
from server.usecases.operations.audit_head import (
    AuditBroken,
    begin_head,
    head_file,
    keep_head,
    move_beginning,
    read_head,
    verify_audit,
)
from server.usecases.operations.forget_old_audit import ForgetOldAudit, audit_due
from server.usecases.operations.tell_audit_head import TellAuditHead

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
KEY = b"k" * 32


class Audit:
    """Of a server that has looked up five callers."""

    def __init__(self, folder: Path) -> None:
        self.path = head_file(folder)
        self.file = folder / "server.db"
        prepare(f"sqlite:///{self.file}")
        self.told: list[str] = []
        self.now = NOW
        subjects = [f"citizen-{number}" for number in range(5)]
        self.write(lambda c: append_lines(c, "op1", "caller.lookup", subjects, NOW))
        self.keep()

    def write(self, work: Callable[..., object]) -> None:
        with closing(ServerDatabase.open(f"sqlite:///{self.file}")) as database:
            database.write_now(work)

    def keep(self) -> None:
        with closing(ServerDatabase.open(f"sqlite:///{self.file}")) as database:
            database.read_now(lambda c: keep_head(c, self.path, KEY))

    def verify(self) -> None:
        with closing(ServerDatabase.open(f"sqlite:///{self.file}")) as database:
            database.read_now(lambda c: verify_audit(c, self.path, KEY))

    def is_chained(self) -> bool:
        with closing(ServerDatabase.open(f"sqlite:///{self.file}")) as database:
            return database.read_now(first_broken_line) is None

    def by_hand(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.file)) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Audit(tmp_path)


def cut_the_end(audit: Audit) -> None:
    audit.by_hand("DELETE FROM audit WHERE seq >= 4")


def write_anew(audit: Audit) -> None:
    """Let the third look-up name another citizen, and seal all lines again."""
    rows = [f"citizen-{number}" for number in (0, 1, 9, 3, 4)]
    audit.by_hand("DELETE FROM audit")
    audit.write(lambda c: append_lines(c, "op1", "caller.lookup", rows, NOW))


def empty_it(audit: Audit) -> None:
    audit.by_hand("DELETE FROM audit")


@pytest.mark.parametrize("forge", [cut_the_end, write_anew, empty_it])
def test_what_the_chain_does_not_show_the_head_shows(
    audit: Audit, forge: Callable[[Audit], None]
) -> None:
    audit.verify()
    forge(audit)
    assert audit.is_chained()
    with pytest.raises(AuditBroken, match=r"missing|anew"):
        audit.verify()
    kept = audit.path.read_bytes()
    audit.write(lambda c: append_line(c, "op1", "caller.lookup", "citizen-5", NOW))
    with pytest.raises(AuditBroken):
        audit.keep()
    assert audit.path.read_bytes() == kept, "the evidence stays"


def test_a_head_that_was_made_without_the_key_is_refused(audit: Audit) -> None:
    cut_the_end(audit)
    with closing(ServerDatabase.open(f"sqlite:///{audit.file}")) as database:
        database.read_now(lambda c: begin_head(c, audit.path, b"another key"))
    with pytest.raises(AuditBroken, match="altered"):
        audit.verify()
    audit.path.unlink()
    with pytest.raises(AuditBroken, match="missing"):
        audit.verify()


def test_a_beginning_that_moves_while_the_head_is_kept_is_not_put_back(audit: Audit) -> None:
    """Else whoever verifies is told that the lines deleted for their age are missing."""
    audit.write(lambda c: append_line(c, "op1", "caller.lookup", "citizen-5", NOW))
    with closing(ServerDatabase.open(f"sqlite:///{audit.file}")) as database:
        second = database.read_now(audit_page)[1]
        moved = Thread(target=move_beginning, args=(audit.path, KEY, (second.seq, second.hash)))

        def keep(connection: Connection) -> None:
            class Interrupted:
                """Asked for a line of the audit; meanwhile the other one begins."""

                def one(self, *asked: Any) -> Row | None:
                    if moved.ident is None:
                        moved.start()
                        moved.join(0.5)
                    return connection.one(*asked)

            keep_head(cast(Connection, Interrupted()), audit.path, KEY)

        database.read_now(keep)
        moved.join()
    head = read_head(audit.path, KEY)
    assert head is not None
    assert (head.seq, head.begun_seq) == (6, 2)


async def test_lines_go_at_their_age_and_the_rest_is_still_whole(audit: Audit) -> None:
    later = NOW + timedelta(days=800)
    with closing(ServerDatabase.open(f"sqlite:///{audit.file}")) as database:
        forget = ForgetOldAudit(
            database=database, path=audit.path, key=KEY, days=731, clock=lambda: audit.now
        )
        assert await forget() == 0
        audit.now = later
        await database.write(lambda c: append_line(c, "op1", "caller.lookup", "new", later))
        due = await database.read(lambda c: audit_due(c, 731, later))
        assert (due.rows, due.verb) == (5, "deleted"), "what goes is counted before"
        assert await forget() == 5
        assert (await database.read(lambda c: audit_due(c, 731, later))).rows == 0
        assert [line.subject for line in await database.read(audit_page)] == ["new"]
        assert await forget() == 0
    await asyncio.to_thread(audit.verify)
    await asyncio.to_thread(empty_it, audit)
    with pytest.raises(AuditBroken):
        await asyncio.to_thread(audit.verify)


async def test_nothing_goes_while_the_audit_is_broken(audit: Audit) -> None:
    await asyncio.to_thread(write_anew, audit)
    audit.now = NOW + timedelta(days=800)
    with closing(ServerDatabase.open(f"sqlite:///{audit.file}")) as database:
        forget = ForgetOldAudit(
            database=database, path=audit.path, key=KEY, days=731, clock=lambda: audit.now
        )
        assert await forget() == 0
        assert len(await database.read(audit_page)) == 5


async def test_the_head_leaves_for_the_systems_log_each_hour(audit: Audit) -> None:
    with closing(ServerDatabase.open(f"sqlite:///{audit.file}")) as database:
        keep = TellAuditHead(
            database=database,
            path=audit.path,
            key=KEY,
            clock=lambda: audit.now,
            tell=audit.told.append,
        )
        for _ in range(3):
            await keep()
        assert len(audit.told) == 1
        assert " 5:" in audit.told[0]
        await asyncio.to_thread(cut_the_end, audit)
        audit.now += timedelta(hours=1)
        await keep()
        assert "broken: its end was cut" in audit.told[1]
        audit.now -= timedelta(days=400)
        await keep()
    assert len(audit.told) == 3, "a clock that was ahead and is set right silences nobody"


def test_a_subject_with_ends_of_lines_is_shown_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Subjects hold ids that a seat made up."""
    settings = ServerSettings(data_dir=tmp_path, database=f"sqlite:///{tmp_path / 'chiamaroma.db'}")
    run(["keys", "show", "--data-dir", str(tmp_path)])
    made_up = "x\n2  2026-12-01 09:00:00  bruno  case.read  case-1\x1b[1A"
    with opened_database(settings) as database:
        database.write_now(lambda c: append_lines(c, "op1", "contact.read", [made_up], NOW))
    capsys.readouterr()
    assert run(["audit", "show", "--data-dir", str(tmp_path)]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert "contact.read  x\N{REPLACEMENT CHARACTER}2" in line
    assert line.isprintable()


def test_the_audit_is_read_and_checked_by_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ("--data-dir", str(tmp_path))

    def said(*words: str) -> tuple[int, str]:
        code = run(["audit", *words, *place])
        told = capsys.readouterr()
        return code, told.out + told.err

    settings = ServerSettings(data_dir=tmp_path, database=f"sqlite:///{tmp_path / 'chiamaroma.db'}")
    run(["keys", "show", *place])
    with opened_database(settings) as database:
        looked_up = ["…567", "citizen-1", "citizen-2"]
        database.write_now(lambda c: append_lines(c, "op1", "caller.lookup", looked_up, NOW))
    capsys.readouterr()
    code, shown = said("show", "--subject", "citizen-1")
    assert code == 0
    assert "caller.lookup  citizen-1" in shown
    assert "citizen-2" not in shown
    lines = said("export", "--since", "2026-11-01")[1].splitlines()
    exported = [json.loads(line) for line in lines]
    assert [line["action"] for line in exported] == ["caller.lookup"] * 3 + ["audit.shown"]
    assert exported[3]["subject"].startswith("os:")
    code, whole = said("verify")
    assert code == 0, whole
    head = whole.split()[-1]
    assert said("verify", "--head", head)[0] == 0
    assert said("verify", "--head", "1:0000")[0] == 65
    with closing(sqlite3.connect(tmp_path / "chiamaroma.db")) as rows:
        rows.execute("DELETE FROM audit WHERE seq > 2")
        rows.commit()
    code, broken = said("verify")
    assert code == 65
    assert "The audit is broken: its end was cut" in broken
    assert said("accept")[0] == 0
    assert said("verify")[0] == 0
