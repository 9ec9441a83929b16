"""Phone processes that go from test to test, as a seat's goes from shift to shift.

A process takes seconds to start and to end. What a test sees of it is new all the same: its line is
another one than before, and for another line the phone makes a new page.
"""

import contextlib
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from console.errors import PhoneRefused
from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import Snapshot
from contract.wire.session import LineSettings
from tests.integration.phone.phone_processes import TONES, attached, phone_process
from tests.support.waiting import until
from tools.services.exchange import Exchange, ExchangeSettings

# A seat that is new in each test may dial ten times a minute; these tests dial faster.
FLAGS = (*TONES, "--test-dials", "1000")


@dataclass(frozen=True)
class _WarmPhone:
    folder: Path
    process: subprocess.Popen[bytes]
    closing: contextlib.ExitStack


class WarmPhones:
    """lent() begins a phone where none is at rest; close() ends all that are."""

    def __init__(self) -> None:
        self._at_rest: list[_WarmPhone] = []
        self._silent = socket.create_server(("127.0.0.1", 0))  # takes connections, says nothing

    @property
    def _nowhere(self) -> str:
        return f"wss://127.0.0.1:{self._silent.getsockname()[1]}/sip"

    def close(self) -> None:
        self._silent.close()
        for phone in self._at_rest:
            phone.closing.close()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[tuple[Path, subprocess.Popen[bytes]]]:
        """A phone after whose test something failed or is odd goes to nobody else."""
        phone = self._at_rest.pop() if self._at_rest else _begun()
        try:
            yield phone.folder, phone.process
            await self._lay_to_rest(phone)
        except BaseException:
            phone.closing.close()
            raise
        self._at_rest.append(phone)

    async def _lay_to_rest(self, warm: _WarmPhone) -> None:
        """End its calls and take its line away: the exchange then knows it no more."""
        async with attached(warm.folder) as phone:
            await phone.set_available(False)
            await self._take_line_away(phone)
            for call in phone.snapshot.calls:
                with contextlib.suppress(PhoneRefused):  # it ended by itself
                    await phone.hang_up(call.call)
            await until(lambda: phone.snapshot.line.server == self._nowhere, what="at rest")
        async with attached(warm.folder) as phone:  # whoever comes anew is told all there is
            assert is_as_new(phone.snapshot), phone.snapshot
        for written in (warm.folder / "tap").iterdir():
            written.unlink()

    async def _take_line_away(self, phone: LocalPhone) -> None:
        urls = (self._nowhere,)
        line = LineSettings(seat="1000", wss_urls=urls, realm="nowhere.test", secret="none")
        await phone.set_line(line, "")


def is_as_new(snapshot: Snapshot) -> bool:
    """Return whether nothing is left of what the test before did."""
    return not (
        snapshot.calls
        or snapshot.line.registered
        or snapshot.is_available
        or snapshot.is_testing
        or snapshot.headset_keys
        or any(device.chosen_for for device in snapshot.devices)
    )


def _begun() -> _WarmPhone:
    closing = contextlib.ExitStack()
    return _WarmPhone(*closing.enter_context(phone_process(*FLAGS)), closing)


class ExchangeWithPhones(Exchange):
    """An exchange that several tests share; their seats take their phones from phones."""

    def __init__(self, folder: Path, settings: ExchangeSettings, phones: WarmPhones) -> None:
        super().__init__(folder, settings)
        self.phones = phones


def phones_of(exchange: Exchange) -> WarmPhones | None:
    return exchange.phones if isinstance(exchange, ExchangeWithPhones) else None
