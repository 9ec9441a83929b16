"""A real exchange whose central server is a script of the test."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from server.exchange import exchange_rpc, media_relay
from tests.integration.phone.conftest import patient_links, phones
from tests.integration.phone.warm_phones import ExchangeWithPhones, WarmPhones
from tests.support.phones.shared_exchange import leaves_nothing, settings_of_this_run
from tests.support.servers.scripted_central import Decide, ScriptedCentral, central_at, never
from tests.support.waiting import PATIENCE_S
from tools.services.exchange import Exchange, ExchangeSettings, free_ports

__all__ = ["patient_links", "phones"]

SEATS = ("1001", "1002")
KEY = "key-of-the-tests-0123456789"


def settings(server_port: int, **more: object) -> ExchangeSettings:
    return settings_of_this_run(
        60,
        hunt=SEATS,
        ring_s=12,  # a busy machine answers late
        text_ms=(15_000, 15_000),  # the tests' server shares its loop with everything else
        server_url=f"http://127.0.0.1:{server_port}/exchange/v1",
        server_key=KEY,
        **more,  # type: ignore[arg-type]
    )


def started(folder: Path, chosen: ExchangeSettings, phones: WarmPhones | None = None) -> Exchange:
    running = ExchangeWithPhones(folder, chosen, phones) if phones else Exchange(folder, chosen)
    running.start()
    for seat in SEATS:
        running.set_secret(seat, f"secret-of-{seat}")
    return running


@pytest.fixture(autouse=True)
def patient_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let exchange and relays take their time: one that is slow here is not away."""
    monkeypatch.setattr(exchange_rpc, "RPC_TIMEOUT_S", PATIENCE_S)
    monkeypatch.setattr(media_relay, "ANSWER_S", (0.4, 4.0))


@pytest.fixture(scope="session")
def server_port() -> int:
    return free_ports("127.0.0.1", 1)[0]


# One for each module, so that what one module's tests do to it is nobody else's.
@pytest.fixture(scope="module")
def exchange(
    tmp_path_factory: pytest.TempPathFactory, server_port: int, phones: WarmPhones
) -> Iterator[Exchange]:
    running = started(tmp_path_factory.mktemp("exchange"), settings(server_port), phones)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _no_call_of_a_test_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    yield from leaves_nothing(request, SEATS)


@pytest.fixture
def own_exchange(tmp_path: Path) -> Iterator[Exchange]:
    """An exchange that the test may kill; it asks at a port of its own."""
    running = started(tmp_path / "exchange", settings(free_ports("127.0.0.1", 1)[0]))
    yield running
    running.stop()


def server(
    exchange: Exchange, decide: Decide = never
) -> AbstractAsyncContextManager[ScriptedCentral]:
    return central_at(exchange.settings.server_url, decide)
