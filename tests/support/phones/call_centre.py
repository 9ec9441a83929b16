"""A contact centre without telephones: real routing over a real database, time set by the test."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from contract.domain.account import Account, Role
from contract.domain.agents.agent import DutyState, Skill, SkillKind
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.domain.callback import Callback
from contract.domain.ids import BASE_SCOPE, DeskId, QueueId, TopicId
from contract.domain.knowledge_entries.knowledge import Desk, Topic
from contract.domain.queue import Entry, Queue
from contract.wire.duty import CallNews
from contract.wire.exchange import (
    AnyRouteReply,
    Digit,
    ExchangeCall,
    ExchangeEvent,
    Ring,
    RouteRequest,
)
from server.store.calls.queue_calls import QueueCall, call_by_id
from server.store.duty.duties import LastReport, duty_for_change, save_report
from server.store.engine.connection import Connection
from server.store.engine.row_codec import codec_of
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import audit_lines
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from server.usecases.duty.record import record_for
from server.usecases.operations.installation import installation
from server.usecases.routing.dispatcher import Dispatcher
from server.usecases.routing.outside import Outside, Record
from tests.support.waiting import PATIENCE_S

# A Wednesday, 17:00 in Rome.
NOW = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
CITY = "060606"
GENERAL = Queue(id=QueueId("generale"), name="Informazioni", entries=(Entry(number=CITY),))
TAXES = Queue(
    id=QueueId("tributi"), name="Tributi", desk_id=DeskId("tributi"), topic="tributi", priority=4
)


def written_without_a_line(connection: Connection) -> list[str]:
    """Return the cases that the server made itself of which a version is not in the audit."""
    lines = Counter(
        line.subject.split()[0]
        for line in audit_lines(connection)
        if line.action in ("case.opened", "case.changed")
    )
    rows = connection.execute("SELECT id, version FROM case_ WHERE opened_by = ''")
    return [row["id"] for row in rows if lines[row["id"]] != row["version"]]


class Phone:
    """A citizen's call as the exchange carries it: asks, and asks again."""

    def __init__(self, centre: "CallCentre", request: RouteRequest) -> None:
        self._centre = centre
        self.request = request
        self.key = request.call
        self.asking: asyncio.Task[AnyRouteReply] | None = None

    def ask(self, last: str = "", **changes: Any) -> None:
        """Ask whom to ring; the answer comes in asking."""
        fields = {f: getattr(self.request, f) for f in self.request.__struct_fields__}
        request = RouteRequest(**(fields | {"last": last} | changes))
        self.asking = asyncio.get_running_loop().create_task(self._centre.dispatcher.route(request))

    async def answer(self) -> AnyRouteReply:
        assert self.asking is not None
        async with asyncio.timeout(PATIENCE_S):
            return await self.asking

    async def again(self, last: str = "", **changes: Any) -> None:
        """Ask once more; return once the server has noted it."""
        asked = (await self.row()).tries
        self.ask(last, **changes)
        async with asyncio.timeout(PATIENCE_S):
            while (await self.row()).tries <= asked and self.waits:
                await asyncio.sleep(0.002)

    async def ring(self) -> Ring:
        reply = await self.answer()
        assert isinstance(reply, Ring), reply
        return reply

    @property
    def waits(self) -> bool:
        return self.asking is not None and not self.asking.done()

    async def tell(self, ev: str, **fields: Any) -> None:
        """Have the exchange tell an event of this call."""
        event = {"exchange": "a", "boot": "b1", "call": self.key, "sip": self.request.sip}
        at = str(self._centre.now.timestamp())
        await self._centre.dispatcher.on_event(
            ExchangeEvent(**(event | {"ev": ev, "t": at} | fields))
        )

    async def answered_by(self, ring: Ring) -> None:
        await self.tell("answered", seat=ring.seat, offer=ring.offer)

    async def press(self, digit: str, from_tag: str | None = None) -> None:
        tag = self.request.from_tag if from_tag is None else from_tag
        pressed = Digit(sip=self.request.sip, from_tag=tag, digit=digit)
        await self._centre.dispatcher.digit(pressed)

    async def row(self) -> QueueCall:
        row = await self._centre.database.read(lambda c: call_by_id(c, self.key))
        assert row is not None
        return row

    async def state(self) -> str:
        return (await self.row()).state


class CallCentre:
    """Operators are put on duty by the events that put them there in life."""

    def __init__(self, database: ServerDatabase, now: datetime = NOW) -> None:
        self.database = database
        self.now = now
        self.record: Record | None = None  # None: a house that records nothing
        self.registered: set[str] | None = None  # None: no exchange to ask
        self.played: list[tuple[str, str]] = []  # call, announcement
        self.hung_up: list[str] = []
        self.news: list[tuple[str, CallNews]] = []
        self.carried: dict[str, Sequence[ExchangeCall]] = {}
        self.dispatcher: Dispatcher
        self.accounts: dict[str, Account] = {}
        self._numbers = count(1)
        self._phones: list[Phone] = []

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str, *queues: Queue, has_sound: bool = False, now: datetime = NOW
    ) -> AsyncIterator["CallCentre"]:
        database = ServerDatabase.open(url)
        centre = cls(database, now)
        await centre.put(*(queues or (GENERAL, TAXES)))
        centre.build(has_sound=has_sound)
        try:
            yield centre
            assert await centre.database.read(written_without_a_line) == []
        finally:
            await centre.leave()
            await asyncio.to_thread(database.close)

    def build(self, *, has_sound: bool = False, poll_s: float = 290.0) -> None:
        """Make a dispatcher that knows nothing but the database."""

        async def play(call: QueueCall, name: str) -> None:
            self.played.append((call.id, name))

        async def hang_up(call: QueueCall) -> None:
            self.hung_up.append(call.id)

        async def carried() -> dict[str, Sequence[ExchangeCall]]:
            return self.carried

        async def registered() -> set[str] | None:
            return self.registered

        self.dispatcher = Dispatcher(
            database=self.database,
            clock=lambda: self.now,
            outside=Outside(
                play=play if has_sound else None,
                hang_up=hang_up,
                tell=lambda account_id, news: self.news.append((account_id, news)),
                record=self.record,
            ),
            list_calls=carried,
            poll_s=poll_s,
            registered_seats=registered if self.registered is not None else None,
        )

    async def restart(self) -> None:
        """Lose everything in memory and every open question, as a killed server does."""
        await self.leave()
        self.build()

    async def leave(self) -> None:
        await self.dispatcher.finish()
        for phone in self._phones:
            if phone.asking is not None:
                await asyncio.gather(phone.asking, return_exceptions=True)

    async def put(self, *queues: Queue) -> None:
        def work(connection: Connection) -> None:
            installation(connection)
            edit = FeedEdit(connection, now=self.now)
            for queue in queues:
                edit.put(BASE_SCOPE, queue)
            edit.put(BASE_SCOPE, Desk(id=DeskId("tributi"), name="Tributi"))
            tari = Topic(id=TopicId("tari"), path="Tributi › TARI", desk_id=DeskId("tributi"))
            edit.put(BASE_SCOPE, tari)
            edit.finish()

        await self.database.write(work)

    async def operator(
        self,
        login: str,
        seat: str,
        *,
        desks: Sequence[str] = (),
        languages: Sequence[tuple[str, int]] = (),
        topics: Sequence[tuple[str, int]] = (),
        is_ready: bool = True,
        role: Role = Role.OPERATOR,
    ) -> str:
        """Put somebody on duty; return the account's id."""
        skills = [Skill(kind=SkillKind.LANGUAGE, code=c, level=n) for c, n in languages]
        skills += [Skill(kind=SkillKind.TOPIC, code=c, level=n) for c, n in topics]

        def work(connection: Connection) -> Account:
            account = add_account(
                connection,
                login=login,
                display_name=login.title(),
                role=role,
                password_hash="",
                desk_ids=[DeskId(desk) for desk in desks],
                now=self.now,
            )
            for skill in skills:
                known = {"kind": str(skill.kind), "code": skill.code, "level": skill.level}
                connection.insert("account_skill", {"account_id": account.id, **known})
            taken = {"seat": seat, "account_id": account.id, "device_id": "d1"}
            connection.insert("seat", taken)
            for event in (
                DutyEvent(kind=Kind.SIGNED_IN, at=self.now, seat=seat),
                DutyEvent(kind=Kind.LINE, at=self.now, seat=seat, registered=True, has_phone=True),
                *([DutyEvent(kind=Kind.READY, at=self.now, seat=seat)] if is_ready else []),
            ):
                record_for(connection, account.id, event)
            return account

        account = await self.database.write(work)
        self.accounts[login] = account
        await self._beat()
        self.dispatcher.nudge()
        return account.id

    async def ready(self, login: str) -> None:
        """Have an operator say that she is ready."""
        account_id = self.accounts[login].id
        for kind in (Kind.WRAP_UP_DONE, Kind.READY):
            event = DutyEvent(kind=kind, at=self.now, origin=Origin.SEAT)
            await self.database.write(partial(record_for, account_id=account_id, event=event))
        await self.turn()

    async def duty(self, login: str) -> DutyState:
        account_id = self.accounts[login].id
        return (await self.database.write(lambda c: duty_for_change(c, account_id))).duty.state

    async def after(self, seconds: float) -> None:
        """Let time pass, everybody's heartbeat going on, and the dispatcher look at the clock."""
        self.now += timedelta(seconds=seconds)
        await self._beat()
        await self.turn()

    async def turn(self) -> None:
        """Have the dispatcher decide, and let those run who were told something."""
        await self.dispatcher.turn()
        await self.breathe()

    async def breathe(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    def phone(self, caller: str = "+390651230001", to: str = CITY, **fields: Any) -> Phone:
        """Return a call that has not asked yet."""
        number = next(self._numbers)
        request = {
            "exchange": "a",
            "boot": "b1",
            "call": f"call-{number}",
            "sip": f"sip-{number}",
            "from_tag": f"tag-{number}",
            "caller": caller,
            "dialled": to,
        }
        phone = Phone(self, RouteRequest(**(request | fields)))
        self._phones.append(phone)
        return phone

    async def call(self, caller: str = "+390651230001", to: str = CITY, **fields: Any) -> Phone:
        """Have somebody call; return once the server has noted it."""
        phone = self.phone(caller, to, **fields)
        phone.ask()
        await self.noted(phone)
        return phone

    async def ringing(
        self, login: str = "anna", seat: str = "1001", caller: str = "+390651230001"
    ) -> tuple[Phone, Ring]:
        """Have a call ring for an operator who is ready at a seat."""
        await self.operator(login, seat)
        phone = await self.call(caller)
        return phone, await phone.ring()

    async def talking(self, *whose: str) -> Phone:
        """Have it answered there."""
        phone, ring = await self.ringing(*whose)
        await phone.answered_by(ring)
        return phone

    async def noted(self, *phones: Phone) -> None:
        """Wait until each is either answered or waits in the database."""
        await asyncio.sleep(0)
        async with asyncio.timeout(PATIENCE_S):
            for phone in phones:
                known = partial(call_by_id, call_id=phone.key)
                while await self.database.read(known) is None and phone.waits:
                    await asyncio.sleep(0.002)

    async def rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        return await self.database.read(lambda c: c.execute(sql, params))

    async def callbacks(self) -> list[Callback]:
        rows = await self.rows("SELECT * FROM callback ORDER BY window_end_at, id")
        return [codec_of(Callback).value(row) for row in rows]

    async def _beat(self) -> None:
        def work(connection: Connection) -> None:
            for account in self.accounts.values():
                heard = duty_for_change(connection, account.id).heard
                report = LastReport(
                    reported_at=self.now, boot=heard.boot, taken=heard.taken, calls=heard.calls
                )
                save_report(connection, account.id, report)

        await self.database.write(work)
