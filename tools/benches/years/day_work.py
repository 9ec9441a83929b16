"""The work of a day at one server: each method is one thing that a seat or exchange asks."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count

import psycopg

from contract.domain.account import Account
from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import (
    BASE_SCOPE,
    KNOWLEDGE_SCOPE,
    CallbackId,
    CaseId,
    CommandId,
    ContactId,
    DeskId,
    QueueId,
    TopicId,
    desk_scope,
    new_id,
)
from contract.domain.queue import Entry, Queue
from contract.wire.changes import PAGE_LIMIT, PullRequest
from contract.wire.claims import ClaimRequest
from contract.wire.commands import Command, RecordContact, Status
from contract.wire.decoding import encode
from contract.wire.exchange import RouteRequest
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase, is_sqlite
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.account_rows import account_by_id
from server.usecases.contacts.claim_callback import claim_callback
from server.usecases.contacts.look_up_caller import look_up_caller
from server.usecases.contacts.look_up_reason import LookUp
from server.usecases.operations.installation import current_epoch, installation
from server.usecases.routing.offer_calls import offer_calls
from server.usecases.routing.route_call import route_call
from server.usecases.routing.routing_work import RoutingWork
from server.usecases.sync.apply_command import apply_command
from server.usecases.sync.read_changes import read_changes, read_snapshot
from server.usecases.sync.recount_scopes import RecountScopes
from tools.benches.measured import cpu_s_of
from tools.generators.five_years.city import OPERATORS

KNOWN = "+390688000001"  # of a citizen that both cities know
DESK, TOPIC, NUMBER = DeskId("desk-1"), TopicId("topic-1"), "060699"
OPERATOR, CLERK = "account-7", f"account-{OPERATORS + 1}"  # who has this desk
SCOPES = (BASE_SCOPE, KNOWLEDGE_SCOPE, desk_scope(DESK), f"account:{OPERATOR}", f"account:{CLERK}")


class DayWork:
    """actions are done in this order: a pull gets what was pushed, a claim takes it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._database = ServerDatabase.open(url)
        self._numbers = count(1)
        self._run = new_id()[-8:]
        self._pids: list[int] = []
        self._callback = CallbackId("")
        self._database.write_now(_prepare)
        recount = RecountScopes(database=self._database, clock=lambda: datetime.now(UTC))
        asyncio.run(recount(*SCOPES))
        self._operator = self._database.read_now(lambda c: _account(c, OPERATOR))
        self._clerk = self._database.read_now(lambda c: _account(c, CLERK))
        self._pulled = self._database.read_now(self._heads)
        self.actions = {
            "push of a contact": self.push,
            "pull of one change": self.pull,
            "claim": self.claim,
            "route": self.route,
            "look-up": self.look_up,
            "snapshot page": self.snapshot_page,
        }

    def close(self) -> None:
        self._database.close()

    def server_cpu_s(self) -> float:
        """Return what PostgreSQL used for this database; SQLite's are this process's own."""
        return sum(map(cpu_s_of, self._pids))

    def note_processes(self) -> None:
        """Find the processes of PostgreSQL: one for each thread that has had work."""
        if is_sqlite(self._url):
            return
        sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        with psycopg.connect(self._url) as connection:
            own = connection.info.backend_pid
            self._pids = [row[0] for row in connection.execute(sql) if row[0] != own]

    def push(self) -> None:
        """A contact with a case and a callback, as an operator forwards it."""
        name, now = f"{self._run}-{next(self._numbers)}", datetime.now(UTC)
        caller = CallerDetails(name="Anna Bianchi", phone=f"+39066{next(self._numbers):07d}")
        contact = Contact(
            id=ContactId(f"contact-{name}"), operator_id=self._operator.id, topic_id=TOPIC,
            caller=caller, closed_at=now, disposition=Disposition.FORWARDED, desk_id=DESK,
            description="Chiede a che punto sia la pratica", case_id=CaseId(f"case-{name}"),
        )  # fmt: skip
        case = Case(
            id=CaseId(f"case-{name}"), desk_id=DESK, contact_id=contact.id, caller=caller,
            opened_by=self._operator.id, opened_at=now, topic_id=TOPIC, question="A che punto e?",
        )  # fmt: skip
        callback = Callback(
            id=CallbackId(f"callback-{name}"), case_id=case.id, desk_id=DESK, topic_id=TOPIC,
            caller=caller, window_start_at=now, window_end_at=now + timedelta(hours=4),
        )  # fmt: skip
        data = RecordContact(contact=contact, case=case, callback=callback)
        raw = encode(Command(id=CommandId(f"command-{name}"), at=now, data=data))
        verdict = self._database.write_now(lambda c: apply_command(c, self._operator, raw, now))
        assert verdict.status is Status.APPLIED, verdict
        self._callback = callback.id

    def pull(self) -> None:
        """What a clerk of the desk had not seen yet."""
        request = PullRequest(epoch=self._epoch, cursors=self._pulled)
        reply = self._database.read_now(lambda c: read_changes(c, self._clerk, request))
        assert reply.scopes[desk_scope(DESK)].changes, reply
        self._pulled = {scope: one.head for scope, one in reply.scopes.items()}

    def claim(self) -> None:
        wanted = ClaimRequest(callback_id=self._callback)
        now = datetime.now(UTC)
        reply = self._database.write_now(lambda c: claim_callback(c, self._clerk, wanted, now))
        assert reply.granted, reply

    def route(self) -> None:
        """The first question of a call, for which nobody is free; it ends at once."""
        name = f"{self._run}-{next(self._numbers)}"
        asked = RouteRequest(
            exchange="a", boot="b1", call=f"call-{name}", sip=f"sip-{name}", caller="+390612345678",
            dialled=NUMBER,
        )  # fmt: skip

        def work(connection: Connection) -> None:
            routing = RoutingWork(connection, datetime.now(UTC))
            call = route_call(routing, asked)
            offer_calls(routing, [call.id])
            ended = {"id": call.id, "state": "ended"}
            connection.change("queue_call", ended)

        self._database.write_now(work)

    def look_up(self) -> None:
        asked = LookUp(phone=KNOWN, call_key=f"call-{self._run}-{next(self._numbers)}")
        now = datetime.now(UTC)
        # Counted as one that belongs to no call: what it reads of the years is the same.
        self._database.write_now(lambda c: look_up_caller(c, self._operator, asked, now))

    def snapshot_page(self) -> None:
        """A page of cards in the middle of the copy."""
        page = self._database.read_now(
            lambda c: read_snapshot(c, self._clerk, KNOWLEDGE_SCOPE, "1:service_card-12")
        )
        assert len(page.rows) == PAGE_LIMIT, len(page.rows)

    def _heads(self, connection: Connection) -> dict[str, int]:
        self._epoch = current_epoch(connection)
        rows = connection.execute("SELECT scope, head FROM scope_head")
        heads = {row["scope"]: int(row["head"]) for row in rows}
        return {scope: heads.get(scope, 0) for scope in self._clerk.scopes}


def _account(connection: Connection, account_id: str) -> Account:
    account = account_by_id(connection, account_id)
    assert account is not None, "the generator makes it"
    return account


def _prepare(connection: Connection) -> None:
    installation(connection)
    edit = FeedEdit(connection, now=datetime.now(UTC))
    queue = Queue(id=QueueId("prova"), name="Prova", entries=(Entry(number=NUMBER),))
    edit.put(BASE_SCOPE, queue)
    citizen = {"id": "prova", "name": "Anna Bianchi", "name_key": "anna bianchi", "phone": KNOWN}
    connection.insert("citizen", citizen, keeps_old=True)
    edit.finish()
