"""A real phone at a real exchange: what goes wrong there is what the operator reads."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState
from console.runtime.task_scope import TaskScope
from console.screens.contact.contact_screen import ContactScreen
from console.telephony.local_phone import LocalPhone
from server.settings import ExchangeSettings as TheServersExchange
from tests.gui.failures.conftest import spoken  # noqa: F401 - a fixture
from tests.gui.failures.test_dead_phone import GONE
from tests.gui.failures.test_no_microphone import SILENT
from tests.gui.failures.test_refused_line import AWAY, NO_LINE, REFUSED
from tests.gui.failures.told import a_contact_with, is_kept, is_quiet, is_told
from tests.integration.phone.seat import TONES, end, phone_folder, start_process
from tests.integration.server.accounts.test_line_secrets import RecordedExchange
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from tools.services.exchange import Exchange, ExchangeSettings, free_ports

pytestmark = [pytest.mark.e2e, pytest.mark.exchange]


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    """An exchange of this module's own, which it may stop."""
    address = f"127.{40 + os.getpid() % 10}.{os.getpid() // 10 % 250}.60"
    ports = free_ports(address, 7)
    running = Exchange(
        tmp_path_factory.mktemp("exchange"),
        ExchangeSettings(
            address=address,
            trunk_address=address,
            trunk_port=ports[6],
            sip_port=ports[0],
            wss_port=ports[1],
            relay_ports=(ports[2], ports[3]),
            cli_ports=(ports[4], ports[5]),
            rpc_port=free_ports("127.0.0.1", 1)[0],
            hunt=("1001",),
        ),
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture
def secrets() -> Iterator[RecordedExchange]:
    """What the server tells the exchange; it reaches the real one when a test passes it on."""
    running = RecordedExchange()
    yield running
    running.close()


class Phones:
    """Starts a phone process when the console asks for one, as the product does."""

    def __init__(self, folder: Path, *flags: str) -> None:
        self._folder, self._flags = folder, flags
        self.started = [start_process(folder, *flags)]

    def start_one_more(self) -> None:
        if self.started[-1].poll() is not None:
            self.started.append(start_process(self._folder, *self._flags))

    def end(self) -> None:
        for process in self.started:
            end(process)


@asynccontextmanager
async def at_the_seat(
    app: QApplication, exchange: Exchange, secrets: RecordedExchange, folder: Path, *flags: str
) -> AsyncIterator[tuple[DrivenConsole, Phones]]:
    """Anna signed in at 1001 with a phone process of her own."""
    told = TheServersExchange(
        wss_urls=(exchange.wss_url,),
        realm=exchange.settings.realm,
        rpc_url=secrets.settings().rpc_url,
        ca_file=exchange.folder / "ca.pem",
    )
    crashes: list[str] = []
    scope = TaskScope(lambda name, error: crashes.append(f"{name}: {error!r}"))
    async with await RealServer.start(exchange=told) as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        with phone_folder() as place:
            phones = Phones(place, *flags)
            phone = LocalPhone(place / "phone.sock", scope, start_phone=phones.start_one_more)
            try:
                async with driven_console(app, server, folder, softphone=phone) as driven:
                    await driven.sign_in()
                    yield driven, phones
            finally:
                await scope.close()
                phones.end()
    assert crashes == []


def pass_on(secrets: RecordedExchange, exchange: Exchange) -> None:
    """Let the exchange hear of the secret that the server minted."""
    method, params = secrets.calls[0]
    exchange.rpc(method, *params)


async def test_a_refusing_exchange_and_one_that_is_away_are_told_apart(
    app: QApplication,
    exchange: Exchange,
    secrets: RecordedExchange,
    tmp_path: Path,
    spoken: list[str],  # noqa: F811 - the fixture
) -> None:
    async with at_the_seat(app, exchange, secrets, tmp_path, *TONES) as (driven, _):
        await is_told(driven, REFUSED, spoken)
        await a_contact_with(driven, "Scrive")
        pass_on(secrets, exchange)
        await is_quiet(driven)
        driven.press(Qt.Key.Key_F5)
        assert driven.models.status.state is AgentState.READY
        exchange.stop_kamailio()
        await is_told(driven, AWAY, spoken)
        assert driven.strip.state().word == "Non pronto"
        driven.window.part(ContactScreen).focus_description()
        driven.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        driven.type(" ancora")
        await is_kept(driven, "Scrive ancora")
        exchange.start_kamailio()
        pass_on(secrets, exchange)
        await is_quiet(driven)
        await until(lambda: driven.models.status.state is AgentState.READY)


async def test_a_killed_phone_process_is_told_and_replaced(
    app: QApplication,
    exchange: Exchange,
    secrets: RecordedExchange,
    tmp_path: Path,
    spoken: list[str],  # noqa: F811 - the fixture
) -> None:
    secrets.pass_on = exchange.rpc  # before the phone has it, as ever
    async with at_the_seat(app, exchange, secrets, tmp_path, *TONES) as (driven, phones):
        await until(lambda: driven.models.call.line.registered)
        assert not {NO_LINE, AWAY, REFUSED} & set(spoken)  # a line being set alarms nobody
        driven.press(Qt.Key.Key_F5)
        await a_contact_with(driven, "Scrive")
        end(phones.started[0])
        await is_told(driven, GONE, spoken)
        driven.type(" ancora")
        await is_kept(driven, "Scrive ancora")
        await is_quiet(driven)
        assert len(phones.started) == 2
        await until(lambda: driven.models.status.state is AgentState.READY)


async def test_a_computer_without_a_microphone_keeps_the_seat_from_being_ready(
    app: QApplication,
    exchange: Exchange,
    secrets: RecordedExchange,
    tmp_path: Path,
    spoken: list[str],  # noqa: F811 - the fixture
) -> None:
    secrets.pass_on = exchange.rpc
    async with at_the_seat(app, exchange, secrets, tmp_path, "--test-no-device") as (driven, _):
        await is_told(driven, SILENT, spoken)
        await until(lambda: driven.models.call.line.registered)  # without a line that is said
        driven.press(Qt.Key.Key_F5)
        state = driven.strip.state()
        assert (state.word, state.detail) == ("Non pronto", "microfono assente")
