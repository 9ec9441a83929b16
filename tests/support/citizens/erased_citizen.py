"""A citizen who was erased, the commands of seats that come afterwards, and what is then stored."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import msgspec

from contract.domain.account import Account
from contract.domain.caller import CallerDetails
from contract.wire.commands import Again, CommandData, PushRequest, RecordContact, Verdict
from server.store.engine.connection import Connection
from server.usecases.citizens.citizen_records import find_citizens
from server.usecases.citizens.erase_again import erase_marked
from server.usecases.citizens.erase_citizen import erase_citizen
from server.usecases.citizens.erased_marks import ErasedMarks
from server.usecases.sync.push_commands import PushCommands
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, a_callback, a_case, a_command, forwarded

WHO = CallerDetails(
    name="Persona Cancellanda", fiscal_code="CNRZNB80A41H501X", phone="+390612345678"
)
OTHER = CallerDetails(name="Persona Rimasta", fiscal_code="SMPGUO80A01H501Y", phone="+390698765432")
ERASED_AT = NOW + timedelta(hours=1)


class _Restored(Exception):
    """Takes what was erased back; the marks stay."""


class Erasing:
    """Seats send through the same way as those of a city."""

    def __init__(self, service: RecordedService, marks: ErasedMarks) -> None:
        self.service, self.marks, self.now = service, marks, NOW
        self._numbers = count(1)
        self._sent: list[tuple[Account, bytes, Verdict]] = []
        self._push = PushCommands(database=service.database, clock=lambda: self.now, erased=marks)

    def send(self, account: Account, data: CommandData) -> Verdict:
        raw = a_command(data, f"sent-{next(self._numbers)}")
        verdict = self.push(account, raw)
        self._sent.append((account, raw, verdict))
        return verdict

    def give_back(self) -> list[Verdict]:
        """Have the server lose all citizens' rows, and the seats send again what they had sent."""
        self.lose()
        return [self.push(account, raw) for account, raw in self.sent_again()]

    def lose(self) -> None:
        for table in ("contact", "case_", "case_activity", "callback", "callback_attempt"):
            self.write(lambda c, table=table: c.execute(f"DELETE FROM {table}"))  # type: ignore[misc]
        self.write(lambda c: c.execute("DELETE FROM command"))
        self.write(lambda c: c.put("meta", {"name": "epoch", "value": "restored"}, "name"))

    def sent_again(self) -> list[tuple[Account, bytes]]:
        """Return all that was sent, with the server's word on it."""
        return [(who, _again(raw, verdict, self.now)) for who, raw, verdict in self._sent]

    def push(self, account: Account, raw: bytes) -> Verdict:
        batch = PushRequest(commands=(msgspec.Raw(raw),))
        (verdict,) = asyncio.run(self._push(account, batch)).results.values()
        return verdict

    def erase(self, asked: str = WHO.fiscal_code, at: datetime = ERASED_AT) -> None:
        """Erase the citizen; the clock of the server stands a minute later."""
        (who,) = self.write(lambda c: find_citizens(c, asked))
        self.write(lambda c: erase_citizen(c, who, self.marks, at))
        self.now = at + timedelta(minutes=1)

    def erase_and_restore(self, asked: str = WHO.fiscal_code, at: datetime = ERASED_AT) -> None:
        """Erase the citizen, go back to the moment before, and erase again as a restore does."""
        self.erase_and_lose(asked, at)
        self.write(lambda c: erase_marked(c, self.marks, self.now))

    def erase_and_lose(self, asked: str = WHO.fiscal_code, at: datetime = ERASED_AT) -> None:
        """Erase the citizen, and go back to the moment before: the marks alone know of it."""
        with suppress(_Restored):
            self.write(lambda c: self._erased_and_lost(c, asked, at))
        self.now = at + timedelta(minutes=1)

    def _erased_and_lost(self, connection: Connection, asked: str, at: datetime) -> None:
        (who,) = find_citizens(connection, asked)
        erase_citizen(connection, who, self.marks, at)
        raise _Restored

    def write[T](self, work: Callable[[Connection], T]) -> T:
        return self.service.database.write_now(work)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return self.service.database.read_now(lambda c: c.execute(sql))

    def stored(self) -> str:
        """Return all rows of all tables as one text."""
        return everything(self.service)


def _again(raw: bytes, verdict: Verdict, now: datetime) -> bytes:
    again = Again(since=now, verdict=verdict)
    return msgspec.json.encode(msgspec.json.decode(raw) | {"again": msgspec.to_builtins(again)})


def forwarded_of(who: CallerDetails, name: str = "c1", **contact: object) -> RecordContact:
    """A contact of this person with a case and a promised callback."""
    fields = {"caller": who, "description": "Ha la cantina allagata", **contact}
    return msgspec.structs.replace(
        forwarded(name, **fields),
        case=a_case(name, caller=who, question="La cantina è allagata: chi viene?"),
        callback=a_callback(name, caller=who),
    )


def everything(service: RecordedService) -> str:
    def read(connection: Connection) -> str:
        if connection.is_postgresql:
            names = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        else:
            names = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        tables = [row["name"] for row in connection.execute(names)]
        rows = [connection.execute(f"SELECT * FROM {table}") for table in tables]
        return json.dumps(rows, default=str, ensure_ascii=False)

    return service.database.read_now(read)
