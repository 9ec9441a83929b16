"""A seat as the tests see it: a real phone process, attached, with everything it was told."""

import asyncio
import contextlib
import json
import subprocess
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import Call, CallState, EndCause, Line
from tests.integration.phone.phone_processes import (
    TONES,
    Heard,
    attached,
    end,
    own_phone,
    phone_folder,
    phone_process,
    start_process,
)
from tests.integration.phone.warm_phones import phones_of
from tests.support.waiting import PATIENCE_S, until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.exchange import Exchange
from tools.services.tone_pattern import Pcm, samples

LAST_WORDS_S = 0.5  # as the phone itself gives a page

__all__ = [
    "TONES", "Heard", "Seat", "attached", "citizens", "end", "phone_folder", "phone_process",
    "seat", "start_process",
]  # fmt: skip


@dataclass
class Seat:
    number: str
    phone: LocalPhone
    heard: Heard
    folder: Path
    process: subprocess.Popen[bytes]
    _files: dict[str, Path] = field(default_factory=dict)  # by the call's name at the exchange

    @property
    def line(self) -> Line:
        return self.phone.snapshot.line

    @property
    def call(self) -> Call | None:
        """The call that is up."""
        return self.phone.snapshot.calls[0] if self.phone.snapshot.calls else None

    @property
    def last(self) -> Call:
        """The last thing told of any call."""
        return self.heard.calls[-1]

    async def rings(self, timeout_s: float = PATIENCE_S) -> Call:
        await until(lambda: self.call and self.call.state is CallState.INCOMING, timeout_s, "ring")
        assert self.call is not None
        return self.call

    async def becomes(self, state: CallState, timeout_s: float = PATIENCE_S) -> Call:
        await until(lambda: self.heard.calls and self.last.state is state, timeout_s, state)
        return self.last

    async def answers(self) -> Call:
        call = await self.rings()
        await self.phone.answer(call.call)
        return await self.becomes(CallState.ACTIVE)

    async def left_by(self, citizen: CitizenCall) -> None:
        citizen.hang_up()
        await self.becomes(CallState.ENDED)

    async def registers_anew(self, since: int, timeout_s: float = PATIENCE_S) -> None:
        """Since so many things were told of the line it was lost, however shortly, and is back."""
        lines = self.heard.lines
        await until(
            lambda: any(not line.registered for line in lines[since:]), timeout_s, "line is lost"
        )
        await until(lambda: self.line.registered, timeout_s, "line is back")

    def recording(self, call: Call) -> Pcm:
        """What this seat heard in call so far, 8 kHz."""
        file = self._file_of(call)
        return np.fromfile(file, "<i2") if file else np.zeros(0, np.int16)

    def recorded(self, call: Call) -> int:
        """How many samples that is."""
        file = self._file_of(call)
        return file.stat().st_size // 2 if file else 0

    def _file_of(self, call: Call) -> Path | None:
        if call.sip_id not in self._files:
            for note in (self.folder / "tap").glob("*.json"):
                self._files[json.loads(note.read_bytes())["sip_id"]] = note.with_suffix(".raw")
        return self._files.get(call.sip_id)


@contextlib.asynccontextmanager
async def seat(
    exchange: Exchange,
    number: str = "1001",
    *,
    flags: tuple[str, ...] = TONES,
    secret: str = "",
    ca_pem: str = "",
    wss_urls: tuple[str, ...] = (),
    is_ready: bool = True,
    network: str = "",
    is_own: bool = False,
) -> AsyncIterator[Seat]:
    """A phone that is registered and available; with is_ready False, only told its line.

    wss_urls are tried before the exchange's own. Its process may have served other tests, unless
    it is an own one.
    """
    phones = None if is_own or network or flags != TONES else phones_of(exchange)
    lent = phones.lent() if phones else own_phone(*flags, network=network)
    async with lent as (folder, process):
        heard = Heard()
        async with attached(folder, heard) as phone:
            line = exchange.line_of(number, secret)
            urls, ca_pem = (*wss_urls, *line.wss_urls), ca_pem or line.ca_pem
            line = msgspec.structs.replace(line, wss_urls=urls, ca_pem=ca_pem)
            await phone.set_line(line, f"Sportello {number}")
            if is_ready:
                await phone.set_available(True)
                await registered(phone, folder)
            yield Seat(number, phone, heard, folder, process)
            if phones:
                await _last_words(heard)


async def _last_words(heard: Heard) -> None:
    """A page that ended a call a moment ago needs one more to tell the other end."""
    here = [call for call in heard.calls if call.cause is not EndCause.HUNG_UP_THERE]
    ended_s = max((call.ended_mono_s or 0.0 for call in here), default=0.0)
    await asyncio.sleep(ended_s + LAST_WORDS_S - time.monotonic())


async def registered(phone: LocalPhone, folder: Path) -> None:
    try:
        await until(lambda: phone.snapshot.line.registered)
    except AssertionError as error:
        log = (folder / "data" / "phone.log").read_text()
        raise AssertionError(f"not registered: {phone.snapshot.line}\n{log}") from error


@contextlib.asynccontextmanager
async def citizens(exchange: Exchange) -> AsyncIterator[Town]:
    town = await Town(
        address=exchange.settings.trunk_address,
        port=exchange.settings.trunk_port,
        exchange=exchange.sip_address,
        realm=exchange.settings.realm,
        voice_of=lambda number: samples(f"citizen:{number.lstrip('+')}", 1.6),
    ).open()
    try:
        yield town
    finally:
        await town.close()
