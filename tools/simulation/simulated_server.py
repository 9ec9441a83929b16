"""The real server functions over a database in memory, which crashes and is restored on demand."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import StaticPool, create_engine
from sqlcipher3 import dbapi2

from contract.domain.account import Account
from contract.domain.callback import Callback, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import Case, CaseState
from contract.domain.ids import (
    BASE_SCOPE,
    AccountId,
    CallbackId,
    CaseId,
    ContactId,
    DeskId,
    Scope,
    TopicId,
    desk_scope,
)
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from contract.wire.changes import BODY_TYPES, Kind, PullReply, PullRequest, SnapshotPage
from contract.wire.claims import ClaimReply, ClaimRequest
from contract.wire.commands import PushReply, Verdict
from contract.wire.decoding import encode
from server.store.contacts.case_numbers import next_case_number, skip_numbers
from server.store.contacts.case_rows import activities_of, attempts_of
from server.store.contacts.contact_history import callbacks_ever
from server.store.engine.connection import Connection, millis
from server.store.engine.row_codec import codec_of
from server.store.engine.schema import metadata
from server.store.sync.change_log import trim_scope
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, exists, find
from server.store.sync.withdrawn_rows import withdraw_cases, withdraw_contacts
from server.usecases.contacts.claim_callback import claim_callback, expire_leases
from server.usecases.operations.installation import EPOCH, current_epoch
from server.usecases.sync.apply_command import apply_command
from server.usecases.sync.read_changes import read_changes
from server.usecases.sync.refill import WentBack, begin_life, has_forgotten, verdict_key
from tools.simulation.reference_seat import Outgoing, Rows
from tools.simulation.simulated_copies import SimulatedCopies

DESKS = (DeskId("a"), DeskId("b"))
TOPIC, OTHER_TOPIC = TopicId("t"), TopicId("u")
RESTORE_S = 900


class Crash(Exception):
    """The server's process died; what it had not committed never was."""


@cache
def empty_database() -> Any:
    """Return a database in memory that has all tables and no rows."""
    driver = dbapi2.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: driver, module=dbapi2, poolclass=StaticPool)
    metadata.create_all(engine)
    return driver


class SimulatedServer:
    """faults: names of what the server does wrong, so that the simulator can prove it sees."""

    def __init__(self, faults: frozenset[str] = frozenset()) -> None:
        self.faults = faults
        self.now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
        self._driver = dbapi2.connect(":memory:", isolation_level=None, cached_statements=300)
        empty_database().backup(self._driver)
        self._connection = Connection(self._driver, is_postgresql=False)
        self._backup: Any = None
        self._backed_up_at = self.now
        self._epochs = 0
        self._copies = SimulatedCopies(lambda: self.now.timestamp())
        self.begin_epoch()
        self.write(verdict_key)
        self.write(self._write_base)

    def close(self) -> None:
        self._driver.close()
        if self._backup is not None:
            self._backup.close()

    def write[T](self, work: Callable[[Connection], T], *, crash: bool = False) -> T:
        """Run work in a transaction. Raise Crash before its commit when told so."""
        self._driver.execute("BEGIN IMMEDIATE")
        try:
            result = work(self._connection)
            if crash:
                raise Crash
        except BaseException:
            self._driver.execute("ROLLBACK")
            raise
        self._driver.execute("COMMIT")
        return result

    def read[T](self, work: Callable[[Connection], T]) -> T:
        self._driver.execute("BEGIN")
        try:
            return work(self._connection)
        finally:
            self._driver.execute("ROLLBACK")

    # --- what seats ask ---------------------------------------------------------------------------

    def push(
        self,
        account: Account,
        life: tuple[str | None, str | None],
        batch: list[Outgoing],
        crashes: Callable[[], bool],
    ) -> PushReply:
        """life: the seat's epoch, and the last command that it knows to be applied."""
        epoch, known = life
        has_lost = self.read(lambda connection: has_forgotten(connection, known))
        if epoch is not None and (epoch != self.epoch() or has_lost):
            return PushReply(epoch=self.epoch(), results={})
        try:
            results = {entry.id: self._apply(account, entry, crash=crashes()) for entry in batch}
        except WentBack:
            self.write(lambda connection: begin_life(connection, self.now))
            results = {}
        return PushReply(epoch=self.epoch(), results=results)

    def _apply(self, account: Account, entry: Outgoing, *, crash: bool) -> Verdict:
        def work(connection: Connection) -> Verdict:
            if "no_dedupe" in self.faults:
                _forget_verdict(connection, entry.id)
            raw = entry.raw if "forgets_its_word" in self.faults else entry.sent
            verdict = apply_command(connection, account, raw, self.now)
            if "leaves_history_behind" in self.faults:
                connection.execute(
                    "UPDATE case_activity SET scope = 'desk:a', desk_id = 'a'"
                    " WHERE kind = 'handed_over'"
                )
            return verdict

        if crash and "verdict_apart" in self.faults:
            self.write(work)
            self.write(lambda connection: _forget_verdict(connection, entry.id))
            raise Crash
        return self.write(work, crash=crash)

    def pull(self, account: Account, request: PullRequest) -> PullReply:
        return self.read(lambda connection: read_changes(connection, account, request))

    def snapshot(self, account: Account, scope: Scope, after: str | None) -> SnapshotPage:
        return self.read(lambda connection: self._copies.page(connection, account, scope, after))

    def claim(self, account: Account, request: ClaimRequest, *, crash: bool) -> ClaimReply:
        def work(connection: Connection) -> ClaimReply:
            if "claims_ignore_holder" in self.faults:
                connection.execute("UPDATE callback SET lease_until_at = 0, holder_id = ''")
            return claim_callback(connection, account, request, self.now)

        return self.write(work, crash=crash)

    # --- what happens to it -----------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.write(lambda connection: expire_leases(connection, self.now))

    def trim(self, scope: str, keep: int) -> None:
        def work(connection: Connection) -> None:
            row = connection.one("SELECT head FROM scope_head WHERE scope = :s", {"s": scope})
            if row is not None and row["head"] >= keep:
                trim_scope(connection, scope, row["head"] - keep)
            if "no_expiry" in self.faults:
                connection.execute("UPDATE scope_head SET floor = 0")

        self.write(work)

    def hand_over(self, case_id: str, desk_id: DeskId) -> None:
        """Give a case to another desk with all that hangs on it."""

        def work(connection: Connection) -> None:
            case = find(connection, Case, case_id)
            assert case is not None
            if "move_without_gone" in self.faults:
                connection.execute(
                    "UPDATE case_ SET scope = :scope WHERE id = :id",
                    {"id": case_id, "scope": desk_scope(desk_id)},
                )
            edit = FeedEdit(connection, now=self.now)
            callbacks = [one for one, is_there in callbacks_ever(connection, case.id) if is_there]
            attempts = attempts_of(connection, [one.id for one in callbacks])
            for row in (case, *callbacks, *activities_of(connection, case.id), *attempts):
                edit.put(desk_scope(desk_id), msgspec.structs.replace(row, desk_id=desk_id))
            edit.finish()

        self.write(work)

    def close_case(self, case_id: str) -> None:
        """Answer a case for good, as a desk does."""

        def work(connection: Connection) -> None:
            case = find(connection, Case, case_id)
            assert case is not None
            edit = FeedEdit(connection, now=self.now)
            for callback, is_there in callbacks_ever(connection, case.id):
                if is_there:
                    done = msgspec.structs.replace(callback, state=CallbackState.DONE)
                    edit.put(desk_scope(done.desk_id), done)
            closed = msgspec.structs.replace(case, state=CaseState.CLOSED, closed_at=self.now)
            edit.put(desk_scope(case.desk_id), closed)
            edit.finish()

        self.write(work)

    def withdraw(self) -> int:
        """Take what is closed out of the copies of seats; return how many rows.

        Nothing that a backup lacks: what leaves is older than any that is put back.
        """
        before = self.now + timedelta(seconds=1)
        if self._backup is not None:
            before = self._backed_up_at

        def work(connection: Connection) -> int:
            count = withdraw_cases(connection, before, self.now)
            if "forgets_what_left" in self.faults:
                connection.execute("UPDATE case_activity SET scope = 'lost' WHERE scope = ''")
            if "withdraws_in_silence" in self.faults:
                connection.execute(
                    "UPDATE contact SET scope = '' WHERE closed_at < :now",
                    {"now": millis(self.now)},
                )
            return count + withdraw_contacts(connection, before, self.now)

        return self.write(work)

    def call_comes_in(self, name: str, desk_id: DeskId) -> None:
        """Make a case and a callback of a call that nobody answered."""
        case = Case(
            id=CaseId(f"s{name}"),
            desk_id=desk_id,
            contact_id=ContactId(""),
            opened_by=AccountId(""),
            opened_at=self.now,
            topic_id=TopicId(""),
            caller=CallerDetails(phone="+390651234567"),
            question="?",
        )
        callback = Callback(
            id=CallbackId(f"b{name}"),
            case_id=case.id,
            desk_id=desk_id,
            topic_id=TopicId(""),
            caller=case.caller,
            window_start_at=self.now,
            window_end_at=self.now + timedelta(hours=2),
        )

        def work(connection: Connection) -> None:
            number = next_case_number(connection, self.now)
            edit = FeedEdit(connection, now=self.now)
            edit.put(desk_scope(desk_id), msgspec.structs.replace(case, number=number))
            edit.put(desk_scope(desk_id), callback)
            edit.finish()

        self.write(work)

    def edit_behind_the_feed(self) -> None:
        """Do what no code of ours may: change a row that seats copy without telling them."""
        self.write(lambda connection: connection.execute("UPDATE case_ SET version = version + 1"))

    def begin_epoch(self) -> None:
        self._epochs += 1
        epoch = f"e{self._epochs}"
        self.write(
            lambda connection: connection.execute(
                "INSERT INTO meta (name, value) VALUES (:name, :value)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                {"name": EPOCH, "value": epoch},
            )
        )

    def back_up(self) -> None:
        if self._backup is None:
            self._backup = dbapi2.connect(":memory:")
        self._driver.backup(self._backup)
        self._backed_up_at = self.now

    def restore(self) -> bool:
        """Go back to the backup, if there is one, under a new epoch."""
        if not self.put_back():
            return False
        self.wait(RESTORE_S)
        if "same_epoch_after_restore" not in self.faults:
            self.begin_epoch()
        if "gives_numbers_twice" not in self.faults:
            self.write(lambda connection: skip_numbers(connection, self._backed_up_at, self.now))
        return True

    def put_back(self) -> bool:
        """Go back to the backup, if there is one, without a word, as a snapshot of a machine."""
        if self._backup is None:
            return False
        self._backup.backup(self._driver)
        self._copies.forget()
        return True

    # --- what is true -----------------------------------------------------------------------------

    def epoch(self) -> str:
        return self.read(current_epoch)

    def rows_of(self, scope: str) -> Rows:
        """Return everything a scope holds."""
        rows: Rows = {}
        for kind, table in TABLES.items():
            for row in self.query(f"SELECT * FROM {table} WHERE scope = '{scope}' AND deleted = 0"):
                body = encode(codec_of(BODY_TYPES[kind]).value(row))
                rows[str(kind), row["id"]] = (row["version"], body)
        return rows

    def callbacks(self) -> dict[str, Callback]:
        rows = self.query("SELECT * FROM callback WHERE deleted = 0")
        return {row["id"]: codec_of(Callback).value(row) for row in rows}

    def withdrawn_cases(self) -> list[Case]:
        """Return the cases that no seat copies any more."""
        rows = self.query("SELECT * FROM case_ WHERE deleted = 0 AND scope = '' ORDER BY id")
        return [codec_of(Case).value(row) for row in rows]

    def verdicts(self) -> dict[str, dict[str, Any]]:
        return {r["id"]: json.loads(r["verdict"]) for r in self.query("SELECT * FROM command")}

    def was_ever(self, kind: Kind, entity_id: str) -> bool:
        return self.read(lambda connection: exists(connection, kind, entity_id))

    def query(self, sql: str) -> list[dict[str, Any]]:
        return self.read(lambda connection: connection.execute(sql))

    def _write_base(self, connection: Connection) -> None:
        edit = FeedEdit(connection, now=self.now)
        for desk_id in DESKS:
            edit.put(BASE_SCOPE, Desk(id=desk_id, name=desk_id, topic_ids=(TOPIC,)))
        for topic_id in (TOPIC, OTHER_TOPIC):
            edit.put(BASE_SCOPE, Topic(id=topic_id, path=topic_id, desk_id=DESKS[0]))
        edit.finish()


def _forget_verdict(connection: Connection, command_id: str) -> None:
    connection.execute("DELETE FROM command WHERE id = :id", {"id": command_id})
