"""What a seat may dial, whatever its phone lets through: the exchange is the second lock."""

import asyncio
import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.exchange.conftest import server, settings, started
from tests.integration.phone.seat import citizens
from tests.support.phones.wss_seat import wss_seat
from tests.support.servers.said_numbers import says_number
from tests.support.waiting import until
from tools.hostile.sip_peer import UdpPeer
from tools.services.exchange import Exchange, ExchangeSettings

pytestmark = pytest.mark.exchange

FORBIDDEN = {
    "+39899123456": "Premium Number",
    "892424": "Premium Number",
    "+39892424": "Premium Number",
    "+39166123456": "Premium Number",
    "+39144123456": "Premium Number",
    "+39163123456": "Premium Number",
    "+39164123456": "Premium Number",
    "+390878123456": "Premium Number",
    "+39199123456": "Premium Number",
    "+88216123456": "Satellite Number",
    "+870123456789": "Satellite Number",
    "+41441234567": "Foreign Number",
    "0041441234567": "Foreign Number",
    "4242": "Short Number",
    "*31#": "Short Number",
    "112": "Emergency Numbers Are Not Set Up",
    "118": "Emergency Numbers Are Not Set Up",
    "1522": "Emergency Numbers Are Not Set Up",
    "116117": "Emergency Numbers Are Not Set Up",
    "+39512345": "Number Not Allowed",
    "061234567": "Number Not Allowed",
    "+3906": "Number Not Allowed",
    "+390024766123": "Number Not Allowed",
    "+39006834000": "Number Not Allowed",
    "+390039061234": "Number Not Allowed",
}
TOLD = 5  # of a seat within ten minutes: who goes on fills nothing at the server
ALLOWED = ("+390612345678", "+393331234567", "+39800123456", "+39803116")


@contextmanager
def an_exchange(folder: Path, chosen: ExchangeSettings) -> Iterator[Exchange]:
    running = started(folder, chosen)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    """An exchange that lets a seat dial often, and two numbers for people in danger."""
    chosen = dataclasses.replace(
        settings(9), dials_a_minute=1000, emergency_numbers=("112", "1522")
    )
    with an_exchange(tmp_path_factory.mktemp("patient"), chosen) as running:
        yield running


async def test_premium_foreign_satellite_and_short_numbers_are_refused_in_clear_words(
    tmp_path: Path,
) -> None:
    chosen = dataclasses.replace(settings(9), dials_a_minute=1000)
    with an_exchange(tmp_path, chosen) as running:
        async with wss_seat(running) as here:
            for number, reason in FORBIDDEN.items():
                answer = await here.invite(number)
                assert answer.start == f"SIP/2.0 403 {reason}", number


async def test_subscribers_mobiles_and_toll_free_numbers_reach_the_trunk(
    patient: Exchange,
) -> None:
    async with citizens(patient) as town, wss_seat(patient) as here:
        town.answer_after_s = None
        for number in ALLOWED:
            assert (await here.invite(number)).status == 180, number
        assert [call.number for call in town.calls.values()] == list(ALLOWED)


async def test_emergency_number_that_is_set_up_reaches_the_trunk(patient: Exchange) -> None:
    async with citizens(patient) as town, wss_seat(patient) as here:
        town.answer_after_s = None
        assert (await here.invite("112")).status == 180
        assert (await here.invite("1522")).status == 180
        assert (await here.invite("118")).start.endswith("403 Emergency Numbers Are Not Set Up")


async def test_seat_that_dials_too_often_is_slowed_down_and_others_are_not(
    exchange: Exchange,
) -> None:
    limit = exchange.settings.dials_a_minute
    for number in ("1011", "1012"):  # whom no other test knows
        exchange.set_secret(number, f"secret-of-{number}")
    async with wss_seat(exchange, "1011") as hasty, wss_seat(exchange, "1012") as calm:
        answers = [await hasty.invite("4242") for _ in range(limit + 5)]
        assert [answer.status for answer in answers] == [403] * limit + [429] * 5
        assert answers[-1].start.endswith("Too Many Calls In A Minute")
        assert answers[-1].get("retry-after") == "60"
        assert (await calm.invite("4242")).status == 403


async def test_who_dials_too_often_still_reaches_emergency_numbers(tmp_path: Path) -> None:
    chosen = dataclasses.replace(settings(9), dials_a_minute=1, emergency_numbers=("112", "1522"))
    with an_exchange(tmp_path, chosen) as running:
        async with citizens(running) as town, wss_seat(running) as here:
            town.answer_after_s = None
            numbers = ("4242", "4242", "112", "1522", "112")
            answers = [(await here.invite(number)).status for number in numbers]
            assert answers == [403, 429, 180, 180, 180]


async def test_seat_whose_address_is_shut_out_for_a_flood_still_reaches_112(
    tmp_path: Path,
) -> None:
    chosen = dataclasses.replace(settings(9), emergency_numbers=("112",))
    with an_exchange(tmp_path, chosen) as running:
        async with citizens(running) as town, wss_seat(running) as here:
            town.answer_after_s = None
            assert await here.register() == 200
            with UdpPeer("127.0.0.1", running.sip_address, chosen.realm) as stranger:
                await asyncio.to_thread(shut_out, stranger)
                assert (await here.invite("112")).status == 180
                assert not stranger.hear(), "its address is no longer shut out"


def shut_out(stranger: UdpPeer) -> None:
    """Ask until nothing is answered any more."""
    answered = 1
    while answered:
        before = stranger.statuses[403]
        for _ in range(1000):
            stranger.send(stranger.message())
        stranger.settle(0.5, 10.0)
        answered = stranger.statuses[403] - before


async def test_nobody_dials_as_another_seat_or_without_a_secret(exchange: Exchange) -> None:
    async with wss_seat(exchange, "1099") as stranger:
        assert await stranger.register() == 401
        assert (await stranger.invite("1001")).status == 407


async def test_who_guesses_a_secret_is_refused_after_ten_tries_and_others_behind_that_address_not(
    patient: Exchange,
) -> None:
    async with (
        citizens(patient) as town,
        wss_seat(patient, "1013") as here,
        wss_seat(patient, "1002") as colleague,
        wss_seat(patient, "1013") as guessing,
    ):
        patient.set_secret("1013", here.secret)  # whom no other test knows
        town.answer_after_s = None
        assert await here.register() == 200
        guessing.secret = "guessed"
        assert [await guessing.register() for _ in range(12)] == [401] * 10 + [403] * 2
        assert (await guessing.invite("1002")).start.endswith("403 Too Many Wrong Secrets")
        guessing.secret = here.secret
        assert await guessing.register() == 403
        assert (await guessing.invite("112")).status == 180
        assert await here.register() == 200
        assert (await here.invite("+390612345678")).status == 180
        assert await colleague.register() == 200


async def test_transfer_headers_of_a_seat_are_worth_nothing(patient: Exchange) -> None:
    forged = ("Replaces: abc;to-tag=1;from-tag=2", "Referred-By: <sip:1002@sede.test>")
    async with citizens(patient) as town, wss_seat(patient) as here:
        town.answer_after_s = None
        assert (await here.invite("+390612345678", forged)).status == 180
        (call,) = town.calls.values()
        assert call._invite is not None
        assert call._invite.get("replaces") == call._invite.get("referred-by") == ""


async def test_the_server_hears_of_what_a_seat_may_not_dial_and_of_no_number(
    own_exchange: Exchange,
) -> None:
    async with server(own_exchange) as central, wss_seat(own_exchange) as here:
        for number in ("112", "+39899123456", "4242", *["+41441234567"] * 6):
            assert (await here.invite(number)).status == 403
        await until(lambda: len(central.heard("refused")) == TOLD)
    # Each goes over a line of its own: the last may come first.
    told = sorted((event["seat"], event["why"]) for event in central.heard("refused"))
    # Who calls for help where that is not set up does nothing wrong.
    assert told == [
        *[("1001", "Foreign Number")] * 3,
        ("1001", "Premium Number"),
        ("1001", "Short Number"),
    ]
    assert len({event["offer"] for event in central.heard("refused")}) == TOLD
    dialled = ("+39899123456", "+41441234567")
    assert not any(says_number(central.heard("refused"), number) for number in dialled)
