"""The server's functions over one database, called as the edge calls them."""

from datetime import datetime
from itertools import count
from typing import Any

from contract.domain.account import Account
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.ids import CallbackId, Scope
from contract.wire.changes import PullReply, PullRequest, SnapshotPage
from contract.wire.claims import CallerMatch, ClaimReply, ClaimRequest
from contract.wire.commands import CommandData, Status, Verdict
from server.store.engine.server_database import ServerDatabase
from server.store.sync.replicated_rows import find
from server.usecases.contacts.claim_callback import claim_callback
from server.usecases.contacts.look_up_caller import look_up_caller
from server.usecases.contacts.look_up_reason import LookUp
from server.usecases.sync.apply_command import apply_command
from server.usecases.sync.read_changes import read_changes, read_snapshot
from tests.support.servers.server_records import NOW, a_command, an_account, forwarded, write_base


class RecordedService:
    """A server with two desks and two topics; each command gets an id of its own."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self._numbers = count(1)
        database.write_now(write_base)

    def send(self, account: Account, data: CommandData, now: datetime = NOW) -> Verdict:
        return self.send_raw(account, a_command(data, f"made-{next(self._numbers)}"), now)

    def send_raw(self, account: Account, raw: bytes, now: datetime = NOW) -> Verdict:
        return self.database.write_now(lambda c: apply_command(c, account, raw, now))

    def forward(self, name: str = "c1") -> None:
        """Have op1 forward a contact to the desk of taxes, with a callback."""
        verdict = self.send(an_account(), forwarded(name))
        assert verdict.status is Status.APPLIED, verdict

    def claim(self, account: Account, name: str | None = "c1", now: datetime = NOW) -> ClaimReply:
        wanted = ClaimRequest(callback_id=CallbackId(f"callback-{name}") if name else None)
        return self.database.write_now(lambda c: claim_callback(c, account, wanted, now))

    def held(self, account: Account, name: str = "c1", now: datetime = NOW) -> Callback:
        """Claim and return the callback."""
        reply = self.claim(account, name, now)
        assert reply.granted
        assert reply.callback is not None
        return reply.callback

    def looked_up(
        self, account: Account, phone: str, now: datetime = NOW, **why: Any
    ) -> tuple[CallerMatch, ...]:
        """Look up who may be calling, for a call that only the seat tells of unless why says so."""
        asked = LookUp(phone=phone, **(why or {"call_key": "call-1"}))
        found = self.database.write_now(lambda c: look_up_caller(c, account, asked, now))
        assert found is not None, "too much was looked up"
        return found.matches

    def pull(
        self, account: Account, cursors: dict[str, int], epoch: str | None, limit: int = 500
    ) -> PullReply:
        request = PullRequest(epoch=epoch, cursors=cursors, limit=limit)
        return self.database.read_now(lambda c: read_changes(c, account, request))

    def snapshot(
        self, account: Account, scope: str, after: str | None = None, limit: int = 500
    ) -> SnapshotPage:
        return self.database.read_now(
            lambda c: read_snapshot(c, account, Scope(scope), after, limit)
        )


def callback_of(service: RecordedService, name: str = "c1") -> Callback:
    callback = service.database.read_now(lambda c: find(c, Callback, f"callback-{name}"))
    assert callback is not None
    return callback


def case_of(service: RecordedService) -> Case:
    case = service.database.read_now(lambda c: find(c, Case, "case-c1"))
    assert case is not None
    return case
