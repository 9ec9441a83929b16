"""The registration: refused, broken, back again, each with its own word."""

import contextlib
import time
from pathlib import Path

import pytest

from console.errors import PhoneRefused
from tests.integration.phone.seat import Seat, citizens, seat
from tests.integration.phone.talk import assert_voice_went_on
from tests.support.waiting import until
from tools.services.exchange import Exchange
from tools.services.run_certificates import write_certificates

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"


async def test_foreign_certificate_authority_is_refused_until_the_right_one_is_given(
    exchange: Exchange, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("foreign")
    write_certificates(folder, address=exchange.settings.address, name="Foreign CA")
    foreign = (folder / "ca.pem").read_text()
    async with seat(exchange, ca_pem=foreign, is_ready=False) as here:
        await until(lambda: any(line.reason == "certificate" for line in here.heard.lines))
        await until(lambda: len(here.heard.lines) >= 2)
        with pytest.raises(PhoneRefused, match="no_line"):
            await here.phone.dial(CITIZEN)
        await here.phone.set_line(exchange.line_of("1001"), "")
        await until(lambda: here.line.registered)


async def test_wrong_secret_is_refused_until_the_right_one_is_given(exchange: Exchange) -> None:
    async with seat(exchange, secret="wrong", is_ready=False) as here:
        await until(lambda: any(line.reason == "refused" for line in here.heard.lines))
        assert {line.code for line in here.heard.lines if line.reason == "refused"} == {401}
        await here.phone.set_line(exchange.line_of("1001"), "Sportello 1001")
        await until(lambda: here.line.registered)


async def test_secret_is_in_no_file_of_the_phone_and_on_no_command_line(
    exchange: Exchange,
) -> None:
    async with seat(exchange, is_own=True) as here:
        assert not any(b"secret-of" in content for content in traces_of(here))


def traces_of(here: Seat) -> list[bytes]:
    """Return the command line, and every file that does not go while it is looked at."""
    found = [Path(f"/proc/{here.process.pid}/cmdline").read_bytes()]
    for path in here.folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            if path.is_file():
                found.append(path.read_bytes())
    return found


async def test_exchange_that_is_down_is_told_and_found_again_when_it_is_back(
    own_exchange: Exchange,
) -> None:
    async with seat(own_exchange) as here:
        own_exchange.stop_kamailio()
        await until(lambda: any(line.reason == "unreachable" for line in here.heard.lines))
        own_exchange.start_kamailio()
        own_exchange.set_secret("1001", "secret-of-1001")
        await until(lambda: here.line.registered)


async def test_exchange_that_forgot_the_secret_takes_the_seat_once_told_again(
    own_exchange: Exchange,
) -> None:
    async with seat(own_exchange) as here:
        own_exchange.stop_kamailio(kill=True)
        own_exchange.start_kamailio()
        await until(lambda: any(line.reason == "refused" for line in here.heard.lines))
        own_exchange.set_secret("1001", "secret-of-1001")
        await until(lambda: here.line.registered)


async def test_new_secret_and_another_line_do_not_disturb_the_call(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        await here.answers()
        began_s = time.monotonic()
        exchange.set_secret("1001", "renewed")
        try:
            for line in (exchange.line_of("1001", "renewed"), exchange.line_of("1002")):
                await here.phone.set_line(line, "Sportello 1001")
            heard = len(citizen.media.arrivals)
            await until(lambda: len(citizen.media.arrivals) > heard + 100)
            assert_voice_went_on(citizen, since_s=began_s)
            await here.left_by(citizen)
            await until(lambda: exchange.registered("1002"))
        finally:
            exchange.set_secret("1001", "secret-of-1001")


async def test_second_exchange_takes_the_seat_when_the_first_does_not_answer(
    exchange: Exchange,
) -> None:
    async with seat(exchange, is_ready=False, wss_urls=("wss://127.0.0.1:9/sip",)) as here:
        await until(lambda: here.line.registered)
        assert here.line.server == exchange.wss_url
