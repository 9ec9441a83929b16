"""Numbers of cases follow one another: whoever asks for one after the other comes to an end."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from contract.domain.account import Role
from contract.domain.ids import desk_scope
from contract.wire import reason_codes
from server.usecases.contacts.look_up_reason import MOST_WITHOUT_CALL
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.servers.server_records import TAXES, a_case


async def test_a_lead_who_walks_through_the_numbers_is_refused_in_words() -> None:
    await _walked(utc_now)


async def test_one_who_asks_many_times_in_a_millisecond_is_refused_as_well() -> None:
    moment = utc_now()
    await _walked(lambda: moment)


async def _walked(clock: Callable[[], datetime]) -> None:
    async with await RealServer.start(clock=clock) as server:
        many = [a_case(f"c{n}", number=f"2026-{n:06}") for n in range(MOST_WITHOUT_CALL + 1)]
        await server.put(desk_scope(TAXES), *many)
        await server.add_account("lea", Role.TEAM_LEAD)
        async with server.client(await server.sign_in("lea")) as client:
            for case in many[:-1]:
                assert (await client.get(f"/cases?number={case.number}")).status_code == 200
            refused = await client.get(f"/cases?number={many[-1].number}")
            assert (refused.status_code, refused.json()["code"]) == (
                429,
                reason_codes.LOOKUPS_ENOUGH,
            )
            assert (await client.get("/cases?number=2019-000001")).status_code == 404


async def test_one_who_asks_for_many_side_by_side_is_given_no_more_of_them(
    database_url: str,
) -> None:
    asked = 2 * MOST_WITHOUT_CALL
    async with await RealServer.start(database_url) as server:
        many = [a_case(f"c{n}", number=f"2026-{n:06}") for n in range(asked)]
        await server.put(desk_scope(TAXES), *many)
        await server.add_account("lea", Role.TEAM_LEAD)
        async with server.client(await server.sign_in("lea")) as client:
            asking = (client.get(f"/cases?number={case.number}") for case in many)
            answers = Counter(answer.status_code for answer in await asyncio.gather(*asking))
        assert answers == {200: MOST_WITHOUT_CALL, 429: asked - MOST_WITHOUT_CALL}
