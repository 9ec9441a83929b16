"""One exchange for all tests of the phone; each test brings its own phones and citizens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.telephony import phone_link
from tests.integration.phone.warm_phones import ExchangeWithPhones, WarmPhones
from tests.support.phones.shared_exchange import leaves_nothing, settings_of_this_run
from tests.support.waiting import PATIENCE_S
from tools.services.exchange import Exchange, ExchangeSettings

HUNT = ("1001", "1002")


def exchange_settings() -> ExchangeSettings:
    return settings_of_this_run(
        50,
        hunt=HUNT,
        city_numbers=("060606", "[+]39060606"),
        dials_a_minute=1000,  # a seat of all these tests dials often
        ring_s=12,  # a busy machine answers late
        trunk_ping_s=0,  # SIPp's scenarios know no question but their own
    )


@pytest.fixture(autouse=True)
def patient_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a phone take its time to answer: one that is slow here has not gone."""
    monkeypatch.setattr(phone_link, "REPLY_S", PATIENCE_S)


@pytest.fixture(scope="session")
def phones() -> Iterator[WarmPhones]:
    running = WarmPhones()
    yield running
    running.close()


@pytest.fixture(scope="session")
def exchange(tmp_path_factory: pytest.TempPathFactory, phones: WarmPhones) -> Iterator[Exchange]:
    folder = tmp_path_factory.mktemp("exchange")
    running = ExchangeWithPhones(folder, exchange_settings(), phones)
    running.start()
    for seat in HUNT:
        running.set_secret(seat, f"secret-of-{seat}")
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _no_call_of_a_test_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    yield from leaves_nothing(request, HUNT)


@pytest.fixture
def own_exchange(tmp_path: Path) -> Iterator[Exchange]:
    """An exchange that the test may kill."""
    running = Exchange(tmp_path / "exchange", exchange_settings())
    running.start()
    running.set_secret("1001", "secret-of-1001")
    yield running
    running.stop()
