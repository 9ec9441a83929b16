"""A clock that jumped ahead deletes nothing by its age until it is believed."""

import ast
import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

import server.bootstrap.wiring
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import audit_page
from server.usecases.operations.trusted_clock import MOST_AHEAD, TrustedClock, accept_clock
from server.usecases.operations.write_audit import write_audit
from tests.support.servers.server_records import NOW
from tests.unit.server.usecases.operations.test_bad_rows import jobs_of_the_server

DAY_S = 24 * 3600.0
YEAR = timedelta(days=400)


class Server:
    """With a clock that somebody sets, and seconds that pass by themselves."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.now, self.ran_s, self.deleted = NOW, 0.0, 0
        self.start()

    def start(self) -> None:
        self.trust = TrustedClock(
            database=self.database, clock=lambda: self.now, seconds=lambda: self.ran_s
        )
        self._job = self.trust.guard(self._delete)

    async def _delete(self) -> None:
        self.deleted += 1

    def passes(self, days: float) -> None:
        self.now += timedelta(days=days)
        self.ran_s += days * DAY_S

    def deletes(self) -> bool:
        """Let the job have its turn; return whether it deleted what is old."""
        before = self.deleted
        asyncio.run(self._job())
        return self.deleted > before


@pytest.fixture
def house(server_database: ServerDatabase) -> Server:
    server = Server(server_database)
    assert server.deletes()
    return server


def test_after_a_jump_nothing_is_deleted_and_it_is_told(
    house: Server, caplog: pytest.LogCaptureFixture
) -> None:
    house.now += YEAR
    for _ in range(4):
        assert not house.deletes()
        house.passes(1 / 24)
    told = [one for one in caplog.messages if "the clock is 400 days ahead" in one]
    assert len(told) == 1, "once, not with each job"
    house.now -= YEAR  # somebody has set it
    assert house.deletes()


def test_several_wrong_nights_and_starts_are_no_proof(house: Server) -> None:
    house.now += YEAR
    for _ in range(9):
        house.start()
        assert not house.deletes()
        house.passes(1)
        assert not house.deletes()


def test_a_jump_is_believed_once_the_server_ran_as_long_as_it_was(house: Server) -> None:
    house.now += timedelta(days=10)  # the server was off
    house.start()
    days = 0
    while not house.deletes():
        house.passes(1)
        days += 1
    assert days == 7, "but for the three that nobody asks about"


def test_the_word_of_it_is_enough_and_stands_in_the_audit(house: Server) -> None:
    house.now += YEAR
    assert not house.deletes()
    house.database.write_now(lambda c: accept_clock(c, house.now, "os:admin"))
    assert house.deletes()
    (line,) = [
        one
        for one in house.database.read_now(audit_page)
        if one.action == "clock.accepted"
    ]  # fmt: skip
    assert line.subject == "os:admin"


@pytest.mark.parametrize("off", [timedelta(), MOST_AHEAD, -YEAR])
def test_a_weekend_and_a_clock_that_was_late_for_a_moment_are_no_jump(
    house: Server, off: timedelta
) -> None:
    house.now += off
    assert house.deletes()
    house.now += MOST_AHEAD - off
    house.start()
    assert house.deletes()


@pytest.mark.parametrize(("days", "deletes"), [(1, True), (40, False), (-40, True)])
def test_what_was_written_last_counts_where_no_time_was_noted_yet(
    server_database: ServerDatabase, days: int, deletes: bool
) -> None:
    """An upgrade: the version before noted none."""
    at = NOW - timedelta(days=days)
    server_database.write_now(lambda c: write_audit(c, None, "sign_in", "", at))
    assert Server(server_database).deletes() is deletes


# --- every job has its place here -----------------------------------------------------------------

# They delete or empty what is old by the clock.
GUARDED = {
    "server.campaign",  # with mails of long ago, and it asks owners
    "server.copies",
    "server.knowledge",
    "server.learning",  # with searches of long ago
    "server.old-audit",
    "server.old-citizens",
    "server.retention",
    "server.sendings",
    "server.sessions",
    "server.shown",
    "server.trim",
    "server.voicemails",
}
ASKS_ITSELF = {"server.backup": "the backup is made, none is deleted (test_sealed_backups.py)"}
# They delete nothing by its age: a wrong clock does no more in them than in the moment.
FREE = {
    "server.audit", "server.calls", "server.duty", "server.duty-alarms", "server.duty-check",
    "server.erased", "server.exchange", "server.figures", "server.heads", "server.leases",
    "server.mails", "server.misuse", "server.recordings", "server.scheduled", "server.sums",
    "server.suspects", "server.texts", "server.trunks", "server.unnoted-voicemails",
    "server.unreadable",
}  # fmt: skip


def guarded_jobs() -> set[str]:
    """Return the jobs that ask whether the clock is trusted, as the parts of the server say."""
    names = set()
    for file in Path(server.bootstrap.wiring.__path__[0]).glob("*.py"):
        for one in ast.walk(ast.parse(file.read_text())):
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "Job":
                work = one.args[1]
                if isinstance(work, ast.Call) and ast.unparse(work.func) == "site.trusted.guard":
                    names.add(str(ast.literal_eval(one.args[0])))
    return names


def test_each_job_that_deletes_by_age_asks_whether_the_clock_is_trusted() -> None:
    assert guarded_jobs() == GUARDED
    assert jobs_of_the_server() == GUARDED | ASKS_ITSELF.keys() | FREE, "say what a new job does"
