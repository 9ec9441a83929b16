"""A replica of PostgreSQL takes over from a primary that died; it may not have had everything."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import TCP_KEEPCNT, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_USER_TIMEOUT
from typing import Any

import psycopg
import pytest

from console.store.replica.cipher import Connection as Replica
from console.store.replica.sync_cursor import epoch, mismatches
from contract.domain.account import Role
from contract.domain.caller import CallerDetails
from contract.domain.ids import BASE_SCOPE, DeskId, TopicId
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.advisory_locks import Lock
from server.store.engine.connection import Connection
from server.store.engine.faults import OtherDatabase
from server.store.engine.postgresql_engine import WRITERS, connect
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from tests.support.servers.real_server import PASSWORD, ServerProcess, hash_once
from tests.support.waiting import until
from tools.proofs.judges import compare_databases
from tools.proofs.seats.seat_at_work import Leaping, SeatAtWork
from tools.services.private_postgresql import USER, PrivatePostgresql
from tools.services.standby_postgresql import StandbyPostgresql
from tools.services.windowless_seat import windowless_seat

TARI, TAXES = TopicId("tari"), DeskId("tributi")
HALF_A_MINUTE = timedelta(seconds=31)  # then a seat offers again what waits for others
ROUNDS = 6
DATABASE = "city"
ERASED = CallerDetails(
    name="Persona Cancellanda", fiscal_code="CNRZNB80A41H501M", phone="+390612345678"
)
_NAMED = (
    "SELECT (SELECT count(*) FROM contact WHERE caller_name <> '')"
    " + (SELECT count(*) FROM case_ WHERE caller_name <> '')"
    " + (SELECT count(*) FROM citizen)"
)
_LOCKS = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock.SERVING:d}"
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
    " WHERE application_name = 'chiamaroma-server'"
)
CLERKS = {"anna": Role.OPERATOR, "bruno": Role.OPERATOR, "carla": Role.LEVEL_TWO}

pytestmark = pytest.mark.postgresql


class Pair:
    """A primary with a standby, and the server's process that uses first one, then the other."""

    def __init__(self, folder: Path) -> None:
        self.primary = PrivatePostgresql().start()
        self.primary.create(DATABASE)
        self.server = ServerProcess(folder, self.primary.url(DATABASE))
        _fill(self.server)
        self.standby = StandbyPostgresql(self.primary).start()

    def stop(self) -> None:
        self.standby.stop()
        self.primary.stop()

    @property
    def both(self) -> str:
        """Return an address that leads to whichever of the two takes work, the standby first."""
        ports = f"{self.standby.port},{self.primary.port}"
        return (
            f"postgresql://{USER}@/{DATABASE}?host=127.0.0.1,127.0.0.1&port={ports}"
            "&target_session_attrs=read-write&sslmode=disable"
        )

    async def take_over(self) -> None:
        """Kill the primary, promote the standby, and start the server against it."""
        self.primary.kill()
        self.server.stop()
        self.standby.promote()
        self.server.url = self.standby.url(DATABASE)
        await self.server.start()

    def compared(self) -> dict[str, Any]:
        """Compare by plain SQL what the dead primary had with what is there now."""
        self.primary.launch()
        places = self.primary.url(DATABASE), self.standby.url(DATABASE)
        command = [sys.executable, "-I", compare_databases.__file__, *places]
        told = json.dumps({"unsent": [], "erased": []})
        done = subprocess.run(command, input=told, capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    folder = tmp_path / "server"
    folder.mkdir()
    pair = Pair(folder)
    with pair.server:
        yield pair
    pair.stop()


def _fill(server: ServerProcess) -> None:
    def fill(connection: Connection) -> None:
        edit = FeedEdit(connection, now=datetime.now(UTC))
        edit.put(BASE_SCOPE, Desk(id=TAXES, name="Tributi", topic_ids=(TARI,)))
        edit.put(BASE_SCOPE, Topic(id=TARI, path="Tributi › TARI", desk_id=TAXES))
        edit.finish()
        for login, role in CLERKS.items():
            add_account(
                connection,
                login=login,
                display_name=login.title(),
                role=role,
                password_hash=hash_once(PASSWORD),
                desk_ids=[TAXES] if role is Role.LEVEL_TWO else [],
                now=datetime.now(UTC),
            )

    settings = ServerSettings(data_dir=server.folder, database=server.url)
    with opened_database(settings) as database:
        database.write_now(fill)


@asynccontextmanager
async def _at_work(pair: Pair, folder: Path) -> AsyncIterator[list[SeatAtWork]]:
    """Yield the seats, signed in."""
    seats = []
    async with AsyncExitStack() as stack:
        for login, role in CLERKS.items():
            clock, server = Leaping(), pair.server
            seat = await stack.enter_async_context(
                windowless_seat(
                    folder / login, server.base_url, server.certificate, wall_clock=clock
                )
            )
            luck = random.Random(login)
            one = SeatAtWork(login, role.value, seat, clock, luck, TARI, TAXES)
            await seat.sign_in(login, PASSWORD)
            await one.sync()
            seats.append(one)
        yield seats
        assert [one.seat.crashes for one in seats] == [[], [], []]


async def _work(seats: list[SeatAtWork]) -> None:
    """Record, forward, correct, call back and note, until everybody has heard of everything."""
    anna, bruno, carla = seats
    for one in (anna, bruno):
        for _ in range(3):
            await one.forward()
        await one.work(8)
        await one.sync()
    for _ in range(6):
        await carla.sync()
        await carla.call_back()
        await carla.note()
    for one in (*seats, *seats):
        await one.sync()
    assert [await one.seat.waiting() for one in seats] == [0, 0, 0]


async def _come_back(seats: list[SeatAtWork]) -> int:
    """Sign in one after the other until nothing waits; return the rounds it took."""
    for number in range(1, ROUNDS + 1):
        for one in seats:
            if number == 1:
                await one.seat.sign_in(one.login, PASSWORD)
            await one.sync()
            one.clock.leap(HALF_A_MINUTE)
        if not any([await one.seat.waiting() for one in seats]):
            break
    for one in seats:
        await one.sync()
        assert await one.seat.waiting() == 0
        assert await one.seat.database.read(mismatches) == 0
        assert await one.seat.database.read(_refused) == []
    return number


def _refused(connection: Replica) -> list[str]:
    rows = connection.execute("SELECT verdict FROM outbox WHERE status = 'rejected'")
    return [str(verdict) for (verdict,) in rows.fetchall()]


def _rows(postgresql: PrivatePostgresql, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(postgresql.url(DATABASE)) as connection:
        return connection.execute(query.encode()).fetchall()


def _numbers(postgresql: PrivatePostgresql) -> dict[str, str]:
    return dict(_rows(postgresql, "SELECT id, number FROM case_ WHERE deleted = 0"))  # type: ignore[arg-type]


def _epoch(postgresql: PrivatePostgresql) -> str:
    [(value,)] = _rows(postgresql, "SELECT value FROM meta WHERE name = 'epoch'")
    return str(value)


@pytest.mark.parametrize("first", [0, 1, 2])
async def test_what_the_standby_never_got_is_there_again_once_the_seats_are_back(
    pair: Pair, tmp_path: Path, first: int
) -> None:
    await pair.server.start()
    async with _at_work(pair, tmp_path) as seats:
        await _work(seats)
        pair.standby.catch_up()
        pair.standby.hold_back()
        await _work(seats)
        before, told = _epoch(pair.primary), _numbers(pair.primary)
        had = len(_numbers(pair.standby))
        assert 0 < had < len(told)
        await pair.take_over()
        await _come_back([*seats[first:], *seats[:first]])
        assert _epoch(pair.standby) != before
        assert _numbers(pair.standby) == told
    found = pair.compared()
    assert found["rows_compared"] > 0
    assert (found["differing"], found["numbers_twice"]) == ([], [])


async def test_nobody_refills_a_standby_that_had_everything(pair: Pair, tmp_path: Path) -> None:
    await pair.server.start()
    async with _at_work(pair, tmp_path) as seats:
        await _work(seats)
        before = _epoch(pair.primary)
        pair.standby.catch_up()
        await pair.take_over()
        assert await _come_back(seats) == 1
        assert _epoch(pair.standby) == before
        for one in seats:
            assert await one.seat.database.read(epoch) == before
    found = pair.compared()
    assert (found["differing"], found["numbers_twice"]) == ([], [])


async def test_who_comes_first_is_given_no_number_that_another_citizen_was_told(
    pair: Pair, tmp_path: Path
) -> None:
    await pair.server.start()
    async with _at_work(pair, tmp_path) as seats:
        anna, bruno, _ = seats
        await _work(seats)
        pair.standby.catch_up()
        pair.standby.hold_back()
        for _ in range(3):
            await bruno.forward()
        await bruno.sync()
        told = _numbers(pair.primary)
        await pair.take_over()
        await anna.seat.sign_in("anna", PASSWORD)
        await anna.forward()
        await anna.sync()
        await _come_back([bruno, anna])
        numbers = _numbers(pair.standby)
    assert numbers.items() >= told.items()
    assert len(numbers) == len(told) + 1
    assert len(set(numbers.values())) == len(numbers)


async def test_a_standby_is_not_served_without_the_keys_of_its_primary(
    pair: Pair, tmp_path: Path
) -> None:
    await pair.server.start()
    pair.standby.catch_up()
    pair.primary.kill()
    pair.server.stop()
    pair.standby.promote()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with ServerProcess(elsewhere, pair.standby.url(DATABASE)) as server:
        refused = server.run("serve", "--port", "0")
        assert refused.returncode == exit_codes.WRONG_DATA
        assert "keys of this database" in refused.stderr
        shutil.copytree(pair.server.folder / "keys", elsewhere / "keys")
        await server.start()


async def test_a_standby_that_nobody_promoted_is_not_served(pair: Pair) -> None:
    pair.server.url = pair.standby.url(DATABASE)
    refused = pair.server.run("serve", "--port", "0")
    assert refused.returncode == exit_codes.UNAVAILABLE
    assert "is a standby" in refused.stderr


async def test_a_server_ends_when_another_database_takes_over_and_goes_on_there(
    pair: Pair,
) -> None:
    pair.server.url = pair.both
    await pair.server.start()
    pair.standby.catch_up()
    pair.primary.kill()
    pair.standby.promote()
    assert pair.server.ended() == exit_codes.UNAVAILABLE
    assert "Another PostgreSQL has taken over" in pair.server.log_text
    await pair.server.start()


async def test_no_work_is_divided_between_two_databases_that_both_take_it(pair: Pair) -> None:
    database = ServerDatabase.open(pair.both)
    try:
        _note(database, "before")
        pair.standby.catch_up()
        pair.standby.promote()  # and nobody has ended the primary
        pair.primary.execute(_END_OTHERS)
        for number in range(WRITERS):
            with pytest.raises(OtherDatabase):
                _note(database, f"after-{number}")
    finally:
        database.close()
    kept = "SELECT name FROM meta WHERE name LIKE 'before%' OR name LIKE 'after%'"
    assert _rows(pair.standby, kept) == [("before",)]


async def test_a_second_server_is_refused_after_postgresql_was_started_anew(pair: Pair) -> None:
    await pair.server.start()
    pair.primary.kill()
    pair.primary.launch()
    await until(lambda: _rows(pair.primary, _LOCKS) == [(1,)])
    second = pair.server.run("serve", "--port", "0")
    assert second.returncode == exit_codes.IN_USE
    async with pair.server.client() as client:
        assert (await client.get("/readyz")).status_code == 200
    assert pair.server.stop() == 0


async def test_a_server_without_its_database_says_so_and_can_be_stopped(pair: Pair) -> None:
    await pair.server.start()
    pair.primary.kill()
    async with pair.server.client() as client:
        assert (await client.get("/readyz")).status_code == 503
    assert pair.server.stop() == 0


async def test_whoever_was_erased_does_not_come_back_with_the_standby(
    pair: Pair, tmp_path: Path
) -> None:
    await pair.server.start()
    async with _at_work(pair, tmp_path) as seats:
        await seats[0].forward(ERASED)
        await seats[0].sync()
        pair.standby.catch_up()
        pair.standby.hold_back()
        erased = pair.server.run("citizen", "erase", ERASED.fiscal_code)
        assert erased.returncode == 0, erased.stderr
        await pair.take_over()
        await until(lambda: _rows(pair.standby, _NAMED) == [(0,)])


def test_a_vanished_computer_is_not_waited_for_longer_than_half_a_minute(pair: Pair) -> None:
    with (
        connect(pair.primary.url(DATABASE)) as driver,
        socket.socket(fileno=os.dup(driver.fileno())) as line,
    ):
        options = (TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, TCP_USER_TIMEOUT)
        asked = [line.getsockopt(socket.IPPROTO_TCP, one) for one in options]
    assert asked == [10, 5, 3, 25_000]


def _note(database: ServerDatabase, name: str) -> None:
    database.write_now(lambda c: c.put("meta", {"name": name, "value": ""}, "name"))
