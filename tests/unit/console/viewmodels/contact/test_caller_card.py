"""Who may be calling: an answer that comes late is never shown for another call."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any

from console.viewmodels.contact.caller_card import CallerCardViewModel, CallerState
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId
from contract.wire.claims import CallerMatch, CallerMatches
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CITIZEN, a_scope

MATCH = CallerMatch(
    citizen=Citizen(id=CitizenId("z1"), details=CallerDetails(name="Prova")), evidence="phone_exact"
)


class Register:
    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.answers = 0

    async def look_up(self, phone: str) -> CallerMatches:
        await self.gate.wait()
        self.answers += 1
        return CallerMatches(matches=(MATCH,))

    async def own(self, phone: str) -> tuple[Contact, ...]:
        return ()


@asynccontextmanager
async def a_card() -> Any:
    async with a_scope() as scope:
        register = Register()
        yield (
            CallerCardViewModel(look_up=register.look_up, own_contacts=register.own, scope=scope),
            register,
        )


async def test_an_answer_is_shown_for_the_call_it_was_asked_for() -> None:
    async with a_card() as (card, register):
        card.look_up(CITIZEN)
        assert card.state is CallerState.LOOKING
        register.gate.set()
        await until(lambda: card.state is CallerState.FOUND)
        assert card.match == MATCH


async def test_a_late_answer_is_not_shown_for_a_withheld_number() -> None:
    async with a_card() as (card, register):
        card.look_up(CITIZEN)
        card.look_up("")
        register.gate.set()
        await until(lambda: register.answers == 1)
        await asyncio.sleep(0.01)
        assert (card.state, card.matches) == (CallerState.HIDDEN, ())


async def test_a_late_answer_does_not_come_back_after_the_contact() -> None:
    async with a_card() as (card, register):
        card.look_up(CITIZEN)
        card.clear()
        register.gate.set()
        await until(lambda: register.answers == 1)
        await asyncio.sleep(0.01)
        assert (card.state, card.matches) == (CallerState.EMPTY, ())
