"""What a call leaves behind in the phone process."""

import pytest

from tests.integration.phone.seat import citizens, seat
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange


async def test_code_that_set_a_call_up_is_given_back_after_it(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange, is_own=True) as here:
        log = here.folder / "data" / "phone.log"

        def given_back() -> int:
            return log.read_text().count("MiB of code")

        await until(lambda: given_back() >= 1, 60)  # what the start alone used
        before = given_back()
        citizen = town.place_call()
        await here.answers()
        await here.left_by(citizen)
        await until(lambda: given_back() > before, 60)
