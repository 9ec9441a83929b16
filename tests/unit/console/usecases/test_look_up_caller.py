"""Who may be calling: the server's answer, else what the operator's own contacts know."""

from typing import Any

import pytest

from console.errors import ServerUnreachable
from console.runtime.change_feed import Topic
from console.store.caller_repository import caller_matches
from console.store.contact_repository import own_contacts_of_phone
from console.usecases.close_contact import CloseContact
from console.usecases.look_up_caller import LookUpCaller
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId
from contract.wire.claims import CallerMatch, CallerMatches
from tests.support.seat import StoppedClock, a_draft, open_replica

PHONE = "+390612345678"
FOUND = CallerMatches(
    matches=(
        CallerMatch(
            citizen=Citizen(id=CitizenId("c1"), details=CallerDetails(name="A Caller")),
            evidence="phone_exact",
        ),
    )
)


async def _found(_: str) -> CallerMatches:
    return FOUND


async def _unreachable(_: str) -> CallerMatches:
    raise ServerUnreachable


async def test_the_answer_is_stored_and_told() -> None:
    async with open_replica() as database:
        heard: list[str] = []
        database._feed.subscribe(frozenset({Topic.CALLERS}), lambda: heard.append("x"))
        look_up = LookUpCaller(database=database, ask=_found, clock=StoppedClock())
        assert await look_up("06 1234 5678") == FOUND
        assert await database.read(lambda c: caller_matches(c, PHONE)) == FOUND
        assert heard == ["x"]


async def test_a_withheld_number_is_not_asked_for() -> None:
    async with open_replica() as database:
        look_up = LookUpCaller(database=database, ask=_unreachable, clock=StoppedClock())
        assert await look_up("anonymous") == CallerMatches(matches=())


async def test_offline_the_operators_own_contacts_are_stored_and_the_error_passes() -> None:
    async with open_replica() as database:
        clock = StoppedClock()
        close = CloseContact(database=database, clock=clock)
        people: list[dict[str, Any]] = [
            {"caller": CallerDetails(name="A Caller")},
            {"caller": CallerDetails(name="a caller")},
            {"caller": CallerDetails(name="B Caller"), "citizen_id": CitizenId("c2")},
            {"caller": CallerDetails()},
        ]
        for number, person in enumerate(people):
            clock.advance(60)
            await close(a_draft(number, phone_text=PHONE, **person))
        look_up = LookUpCaller(database=database, ask=_unreachable, clock=clock)
        with pytest.raises(ServerUnreachable):
            await look_up(PHONE)
        stored = await database.read(lambda c: caller_matches(c, PHONE))
        assert stored is not None
        assert [(match.citizen.id, len(match.recent_contacts)) for match in stored.matches] == [
            ("c2", 1),
            ("", 2),
        ]
        assert len(await database.read(lambda c: own_contacts_of_phone(c, PHONE))) == 4


async def test_answers_of_other_days_are_forgotten() -> None:
    async with open_replica() as database:
        clock = StoppedClock()
        look_up = LookUpCaller(database=database, ask=_found, clock=clock)
        await look_up("+390699999999")
        clock.advance(25 * 3600)
        await look_up(PHONE)
        assert await database.read(lambda c: caller_matches(c, "+390699999999")) is None
