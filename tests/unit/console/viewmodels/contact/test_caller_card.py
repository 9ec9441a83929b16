"""Who may be calling: an answer that comes late is never shown for another call."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace

from console.errors import ServerRejected, ServerUnreachable
from console.viewmodels.contact.caller_card import CallerCardViewModel, CallerState
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId, ContactId
from contract.wire import reason_codes
from contract.wire.claims import (
    CallerMatch,
    CallerMatches,
    ConfirmHeard,
    HeardOtherwise,
    HeardReply,
)
from tests.support.servers.server_records import NOW
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CITIZEN, a_scope

MATCH = CallerMatch(
    citizen=Citizen(id=CitizenId("z1"), details=CallerDetails(name="Prova")), evidence="phone_exact"
)


class Register:
    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.answers = 0
        self.refusal = ""
        self.match = MATCH
        self.told: list[ConfirmHeard] = []

    async def look_up(self, phone: str, call_key: str) -> CallerMatches:
        await self.gate.wait()
        self.answers += 1
        if self.refusal:
            raise ServerRejected(429, self.refusal)
        return CallerMatches(matches=(self.match,))

    async def confirm_heard(self, heard: ConfirmHeard) -> HeardReply:
        self.told.append(heard)
        if self.refusal:
            raise ServerUnreachable("gone")
        return HeardReply(is_kept=True)

    async def own(self, phone: str) -> tuple[Contact, ...]:
        return ()


@asynccontextmanager
async def a_card() -> Any:
    async with a_scope() as scope:
        register = Register()
        yield (
            CallerCardViewModel(
                look_up=register.look_up,
                confirm_heard=register.confirm_heard,
                own_contacts=register.own,
                scope=scope,
            ),
            register,
        )


async def test_an_answer_is_shown_for_the_call_it_was_asked_for() -> None:
    async with a_card() as (card, register):
        card.look_up(CITIZEN, "call-1")
        assert card.state is CallerState.LOOKING
        register.gate.set()
        await until(lambda: card.state is CallerState.FOUND)
        assert card.match == MATCH


async def test_a_late_answer_is_not_shown_for_a_withheld_number() -> None:
    async with a_card() as (card, register):
        card.look_up(CITIZEN, "call-1")
        card.look_up("", "call-2")
        register.gate.set()
        await until(lambda: register.answers == 1)
        await asyncio.sleep(0.01)
        assert (card.state, card.matches) == (CallerState.HIDDEN, ())


async def test_a_late_answer_does_not_come_back_after_the_contact() -> None:
    async with a_card() as (card, register):
        card.look_up(CITIZEN, "call-1")
        card.clear()
        register.gate.set()
        await until(lambda: register.answers == 1)
        await asyncio.sleep(0.01)
        assert (card.state, card.matches) == (CallerState.EMPTY, ())


async def test_who_has_looked_up_too_much_is_not_told_that_nobody_has_the_number() -> None:
    async with a_card() as (card, register):
        register.refusal = reason_codes.LOOKUPS_ENOUGH
        register.gate.set()
        card.look_up(CITIZEN, "call-1")
        await until(lambda: card.state is not CallerState.LOOKING)
        assert card.state is CallerState.REFUSED


OTHER = "+390655500999"
HEARD_MATCH = replace(MATCH, heard=HeardOtherwise(contact_id=ContactId("c9"), at=NOW, phone=OTHER))


async def test_a_number_that_was_only_said_is_confirmed_by_choosing_it() -> None:
    async with a_card() as (card, register):
        register.match = HEARD_MATCH
        register.gate.set()
        card.look_up(CITIZEN, "call-1")
        await until(lambda: card.state is CallerState.FOUND)
        known, heard = card.matches
        assert (known, heard.citizen.details.phone) == (HEARD_MATCH, OTHER)
        assert card.people == (HEARD_MATCH,), "it is one citizen, whatever was said"
        card.confirm(0)
        await asyncio.sleep(0.01)
        assert register.told == [], "the citizen alone was confirmed"
        card.confirm(1)
        await until(lambda: register.told)
        assert register.told == [
            ConfirmHeard(citizen_id=CitizenId("z1"), contact_id=ContactId("c9"))
        ]
        assert card.state is CallerState.CONFIRMED


async def test_a_server_that_is_gone_costs_nothing_of_the_contact() -> None:
    async with a_card() as (card, register):
        register.match = HEARD_MATCH
        register.gate.set()
        card.look_up(CITIZEN, "call-1")
        await until(lambda: card.state is CallerState.FOUND)
        register.refusal = "gone"
        card.confirm(1)
        await until(lambda: register.told)
        assert card.state is CallerState.CONFIRMED
