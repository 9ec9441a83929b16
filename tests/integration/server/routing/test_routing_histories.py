"""Any history of calls, answers, lost and repeated events and restarts adds up in the end."""

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from contract.domain.agents.agent import DutyState
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.exchange import Ring
from server.store.engine.connection import millis
from server.usecases.routing.call_account import day_account
from server.usecases.routing.callbacks.first_turns import (
    GIVEN,
    TAKEN,
    end_turns,
    first_callbacks_of,
    take_turns,
)
from tests.support.phones.call_centre import GENERAL, CallCentre, Phone
from tests.support.servers.server_databases import sqlite_template
from tests.support.temporary_folder import folder_of_this_run

OFFERING = replace(GENERAL, offers_callback_s=60)
SEATS = ("1001", "1002", "1003")
PICK = st.integers(0, 50)


@cache
def template() -> Path:
    return sqlite_template(folder_of_this_run("chiamaroma-template-"))


class Histories(RuleBasedStateMachine):
    """Three operators and any number of citizens; the exchange may do what a network lets it."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="chiamaroma-history-"))
        shutil.copyfile(template(), self._folder / "server.db")
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._phones: list[Phone] = []
        self._rings: dict[str, Ring] = {}
        self._centre: CallCentre
        self._run(self._begin())

    def _run(self, doing: Any) -> Any:
        return self._runner.run(doing)

    async def _begin(self) -> None:
        url = f"sqlite:///{self._folder / 'server.db'}"
        self._centre = await self._stack.enter_async_context(CallCentre.open(url, OFFERING))
        for number, seat in enumerate(SEATS):
            await self._centre.operator(f"op{number}", seat, is_ready=number > 0)

    async def _listen(self) -> None:
        """Take the rings that were answered meanwhile, as the exchange would."""
        await self._centre.breathe()
        for phone in self._phones:
            if phone.asking is not None and phone.asking.done() and not phone.asking.cancelled():
                reply = phone.asking.result()
                if isinstance(reply, Ring):
                    self._rings[phone.key] = reply

    def _phone(self, pick: int) -> Phone | None:
        return self._phones[pick % len(self._phones)] if self._phones else None

    @rule()
    def somebody_calls(self) -> None:
        async def step() -> None:
            number = len(self._phones)
            self._phones.append(await self._centre.call(f"+39065123{number:04}"))
            await self._listen()

        self._run(step())

    @rule(pick=PICK, last=st.sampled_from(["", "rona", "busy", "unavailable"]))
    def the_exchange_asks_again(self, pick: int, last: str) -> None:
        if (phone := self._phone(pick)) is None:
            return

        async def step() -> None:
            await phone.again(last=last)
            await self._listen()

        self._run(step())

    @rule(
        pick=PICK,
        ev=st.sampled_from(["answered", "answered", "not_answered", "abandoned", "ended"]),
        why=st.sampled_from(["rona", "bye", "failed", ""]),
    )
    def the_exchange_tells(self, pick: int, ev: str, why: str) -> None:
        """Tell an event of the last ring, whether it still counts or not."""
        phone = self._phone(pick)
        if phone is None:
            return
        ring = self._rings.get(phone.key)
        if ring is None and ev in ("answered", "not_answered"):
            return
        fields = {"seat": ring.seat, "offer": ring.offer} if ring else {}

        async def step() -> None:
            await phone.tell(ev, why=why, **fields)
            await self._listen()

        self._run(step())

    @rule(number=st.integers(0, 2))
    def an_operator_is_ready(self, number: int) -> None:
        async def step() -> None:
            await self._centre.ready(f"op{number}")
            await self._listen()

        self._run(step())

    @rule(seat=st.sampled_from(SEATS))
    def a_seat_dies(self, seat: str) -> None:
        self._run(self._centre.dispatcher.seat_lost(seat))

    @rule(pick=PICK)
    def a_citizen_presses_one(self, pick: int) -> None:
        if (phone := self._phone(pick)) is not None:
            self._run(phone.press("1"))

    @rule(number=st.integers(0, 2), takes=st.booleans())
    def an_operator_takes_or_refuses_whom_she_was_given(self, number: int, takes: bool) -> None:
        async def step() -> None:
            centre = self._centre
            account, now = centre.accounts[f"op{number}"].id, centre.now
            hers = await centre.database.read(lambda c: first_callbacks_of(c, account, now))
            keys = [first.call_key for first in hers]
            decide = take_turns if takes else end_turns
            await centre.database.write(lambda c: decide(c, account, keys, now))

        self._run(step())

    @rule(seconds=st.integers(0, 40))
    def time_passes(self, seconds: int) -> None:
        async def step() -> None:
            await self._centre.after(seconds)
            await self._listen()

        self._run(step())

    @rule()
    def the_server_restarts(self) -> None:
        async def step() -> None:
            await self._centre.restart()
            for phone in self._phones:
                if await phone.state() == "waiting":
                    await phone.again()
            await self._listen()

        self._run(step())

    @invariant()
    def nobody_has_two_calls_and_no_call_two_operators(self) -> None:
        offers = self._rows("SELECT call_id, account_id FROM queue_offer WHERE closed_at IS NULL")
        assert len({o["call_id"] for o in offers}) == len(offers)
        assert len({o["account_id"] for o in offers}) == len(offers)
        offered = self._rows("SELECT id FROM queue_call WHERE state = 'offered'")
        assert {o["call_id"] for o in offers} == {call["id"] for call in offered}

    @invariant()
    def whoever_calls_a_citizen_back_at_his_turn_does_that_alone(self) -> None:
        rows = self._rows(
            "SELECT q.wanted_account_id AS account FROM queue_call q"
            " JOIN callback c ON c.id = q.callback_id WHERE q.cause IN (:given, :taken)"
            " AND c.state = 'claimed' AND c.lease_until_at > :now",
            given=GIVEN,
            taken=TAKEN,
            now=millis(self._centre.now),
        )
        callers = [row["account"] for row in rows]
        assert len(set(callers)) == len(callers)
        rung = self._rows("SELECT account_id FROM queue_offer WHERE closed_at IS NULL")
        assert not {row["account_id"] for row in rung} & set(callers)

    @invariant()
    def whoever_is_reserved_has_an_open_offer(self) -> None:
        reserved = self._rows(
            "SELECT offer_id FROM duty WHERE state = :state", state=str(DutyState.RESERVED)
        )
        offers = self._rows("SELECT id FROM queue_offer WHERE closed_at IS NULL")
        assert {row["offer_id"] for row in reserved} <= {offer["id"] for offer in offers}

    @invariant()
    def every_call_is_in_exactly_one_line_of_the_day(self) -> None:
        day = self._centre.now.astimezone(ROME).date()
        account = self._run(self._centre.database.read(lambda c: day_account(c, day)))
        parts = account.answered + account.abandoned + account.rejected + account.callback
        assert account.offered == len(self._phones)
        assert parts + account.voicemail + account.lost + account.waiting == account.offered

    def _rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._run(self._centre.rows(sql, **params))
        return rows

    def teardown(self) -> None:
        self._run(self._stack.aclose())
        self._runner.close()
        shutil.rmtree(self._folder)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
