"""Who may be calling, as the server knows it."""

import pytest

from console.errors import ServerUnreachable
from console.usecases.contact.look_up_caller import LookUpCaller
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.ids import CitizenId
from contract.domain.phone_number import to_e164
from contract.wire.claims import CallerMatch, CallerMatches

MATCH = CallerMatch(
    citizen=Citizen(id=CitizenId("c1"), details=CallerDetails(name="A Caller")),
    evidence="phone_exact",
)


async def _unreachable(_: str) -> CallerMatches:
    raise ServerUnreachable


async def test_a_number_is_asked_for_in_its_one_form() -> None:
    asked: list[str] = []

    async def ask(phone: str) -> CallerMatches:
        asked.append(phone)
        return CallerMatches(matches=(MATCH,))

    assert await LookUpCaller(ask=ask)(to_e164("06 1234 5678")) == (MATCH,)
    assert asked == ["+390612345678"]


async def test_without_a_server_the_error_passes() -> None:
    with pytest.raises(ServerUnreachable):
        await LookUpCaller(ask=_unreachable)(to_e164("06 1234 5678"))
