"""The console's own replica in the place of the simulator's reference seat."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.store.replica import sync_cursor
from console.store.replica.cipher import Connection, connect
from console.store.replica.outbox import enqueue, last_applied, next_batch
from console.store.replica.replica_schema import migrate
from console.store.replica.swept_rows import sweep
from console.store.session.session_record import save_session
from console.sync.applied_reply import apply_page, apply_reply
from console.sync.pull import question
from console.sync.push import Notices, record_verdicts
from contract.domain.account import Account
from contract.domain.ids import CommandId, Scope
from contract.wire.changes import PullReply, PullRequest, SnapshotPage
from contract.wire.commands import Command, PushReply, Status, Verdict
from tests.support.seats.seat import NOW
from tools.simulation.reference_seat import BATCH, PULL_LIMIT, Outgoing, Rows

SWEPT = 3  # rows: less than a desk has, so that others come in between


class SimulatedReplica:
    """Has the methods of ReferenceSeat; behind them are the functions that ship."""

    def __init__(self, account: Account, faults: frozenset[str] = frozenset()) -> None:
        assert not faults, "faults are planted in the reference seat"
        self._account = account
        self._held: set[str] = set()
        self.now = NOW
        self._connection: Connection = connect(None, "")
        migrate(self._connection)
        self._save_account()

    @property
    def account(self) -> Account:
        return self._account

    @account.setter
    def account(self, account: Account) -> None:
        self._account = account
        self._save_account()

    def close(self) -> None:
        self._connection.close()

    def next_batch(self) -> list[Outgoing]:
        if self.epoch is None:  # the engine pulls before it pushes for the first time
            return []
        batch = next_batch(self._connection, BATCH, self._held)
        if not batch:  # a later pass asks again for what was to wait
            self._held.clear()
            batch = next_batch(self._connection, BATCH)
        return [Outgoing(command_id, bytes(raw)) for command_id, raw in batch]

    def on_push(self, reply: PushReply) -> None:
        batch = tuple((CommandId(key), msgspec.Raw()) for key in reply.results)
        self._held |= {id_ for id_, v in reply.results.items() if v.status is Status.HELD}
        self._write(lambda c: record_verdicts(c, batch, reply, Notices(c, self.now)))

    def pull_request(self) -> PullRequest:
        asked = self._write(question)
        return msgspec.structs.replace(asked, limit=PULL_LIMIT)

    def on_pull(self, request: PullRequest, reply: PullReply) -> None:
        self._write(lambda c: apply_reply(c, request, reply, self.now))
        self._write(lambda c: sweep(c, SWEPT))

    def scopes_to_copy(self) -> list[Scope]:
        rows = self._connection.execute(
            "SELECT scope FROM sync_scope WHERE cursor IS NULL ORDER BY scope"
        )
        return [Scope(row[0]) for row in rows]

    def snapshot_position(self, scope: str) -> str | None:
        return sync_cursor.stage_position(self._connection, scope)

    def on_snapshot(self, scope: str, after: str | None, page: SnapshotPage) -> None:
        self._write(lambda c: apply_page(c, scope, after, page))

    @property
    def outbox(self) -> "_Outbox":
        return _Outbox(self)

    @property
    def epoch(self) -> str | None:
        return sync_cursor.epoch(self._connection)

    @property
    def acknowledged(self) -> str | None:
        return last_applied(self._connection)

    @property
    def cursors(self) -> dict[str, int | None]:
        rows = self._connection.execute("SELECT scope, cursor FROM sync_scope")
        return {row[0]: row[1] for row in rows}

    @property
    def rows(self) -> dict[str, Rows]:
        found: dict[str, Rows] = {}
        for scope, kind, row_id, version, body in self._connection.execute(
            "SELECT scope, kind, id, version, body FROM server_row"
        ):
            found.setdefault(scope, {})[kind, row_id] = (version, body.encode())
        return found

    def rest(self) -> None:
        """Let the rows that nobody sees any more leave, as they do when nothing else is due."""
        while self._write(lambda c: sweep(c, SWEPT)):
            pass

    def held_scopes(self) -> frozenset[str]:
        """Return every scope that has a row on disk, shown or not."""
        rows = self._connection.execute("SELECT DISTINCT scope FROM replica_row")
        return frozenset(row[0] for row in rows)

    @property
    def mismatches(self) -> int:
        return sync_cursor.mismatches(self._connection)

    def overlaid(self) -> int:
        """Return how many rows the overlay still hides or adds."""
        return int(self._connection.execute("SELECT count(*) FROM overlay_row").fetchone()[0])

    def queue(self, command: Command) -> None:
        self._write(lambda c: enqueue(c, command))

    def _entries(self) -> list[Outgoing]:
        rows = self._connection.execute(
            "SELECT command_id, body, verdict FROM outbox ORDER BY sequence"
        ).fetchall()
        return [Outgoing(row[0], row[1].encode(), _verdict(row[2])) for row in rows]

    def _save_account(self) -> None:
        self._write(lambda c: save_session(c, self._account, None, "token"))

    def _write[T](self, change: Callable[[Connection], T]) -> T:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            return change(self._connection)
        finally:
            self._connection.execute("COMMIT")


class _Outbox:
    """A list to the simulator."""

    def __init__(self, replica: SimulatedReplica) -> None:
        self._replica = replica

    def __iter__(self) -> Any:
        return iter(self._replica._entries())


def _verdict(text: str) -> Verdict | None:
    return msgspec.json.decode(text, type=Verdict) if text else None
