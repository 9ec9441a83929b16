"""The citizens of a run: they call one after the other, hear the operator, are called back."""

import asyncio
from pathlib import Path

import msgspec

from tools.citizens.a_law import Samples
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.run_folder import CitizenRecord, RunFolder
from tools.services.tone_pattern import samples

MAIN_NUMBER = "060606"
TUNE_S = 48.0  # a whole number of tunes: it loops without a seam
RING_LIMIT_S = 25.0
REDIAL_S = 1.0
ATTEMPTS = 60


def voice_of(number: str) -> Samples:
    return samples(f"citizen:{number.removeprefix('+')}", TUNE_S)


def demo_number(index: int) -> str:
    """Return an invented citizen's number; 06 5555 is given to nobody in the demo city."""
    return f"+39065555{7000 + index:04d}"


class Citizens:
    """Owns the town; writes a record per call that was answered or refused for good."""

    def __init__(self, town: Town, folder: RunFolder) -> None:
        self._town = town
        self._folder = folder
        self.went_on = 0  # calls they made that were answered, or given up for good
        self.talks = 0
        self.called_back = 0

    async def call(self, number: str, *, name: str, talk_s: float) -> CitizenCall:
        """Dial until somebody answers; hang up after talk_s unless the operator did before."""
        attempt = 0
        for attempt in range(1, ATTEMPTS + 1):  # noqa: B007 - how often is part of the record
            call = self._town.place_call(number, MAIN_NUMBER, name=name)
            if await self._answered(call):
                break
            await call.stop_media()
            await asyncio.sleep(REDIAL_S)
        self.went_on += 1
        await self._talk(call, talk_s)
        await self.write(call, attempt)
        return call

    async def take_calls(self, talk_s: float) -> None:
        """Record every call a citizen receives, until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                call = await self._town.taken.get()
                group.create_task(self._take(call, talk_s))

    async def _take(self, call: CitizenCall, talk_s: float) -> None:
        if await self._answered(call):
            await self._talk(call, talk_s)
            self.called_back += 1
        await self.write(call, 1)

    async def _answered(self, call: CitizenCall) -> bool:
        waits = [asyncio.ensure_future(e.wait()) for e in (call.answered, call.ended)]
        await asyncio.wait(waits, timeout=RING_LIMIT_S, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if not call.answered.is_set() and not call.ended.is_set():
            call.cancel()
        return call.answered.is_set()

    async def _talk(self, call: CitizenCall, talk_s: float) -> None:
        try:
            await asyncio.wait_for(call.ended.wait(), talk_s)
        except TimeoutError:
            call.hang_up()
        self.talks += call.answered.is_set()
        await call.stop_media()

    async def write(self, call: CitizenCall, attempts: int) -> None:
        self._folder.heard.mkdir(parents=True, exist_ok=True)
        file = f"{call.number.removeprefix('+')}-{call.side}-{len(call.call_id)}-{self.talks}.raw"
        call.media.heard().astype("<i2").tofile(self._folder.heard / file)
        record = CitizenRecord(
            number=call.number,
            side=call.side,
            call_id=call.call_id,
            attempts=attempts,
            status=call.record.status,
            invited_s=call.record.invited_s,
            ringing_s=call.record.ringing_s,
            answered_s=call.record.answered_s,
            ended_s=call.record.ended_s,
            ended_by=call.record.ended_by,
            first_rtp_s=call.media.arrivals[0][0] if call.media.arrivals else None,
            rtp_sent=call.media.sent,
            rtp_received=len(call.media.arrivals),
            rtp_lost=call.media.lost(),
            longest_gap_s=call.media.longest_gap_s(),
            heard_file=file,
        )
        append_line(self._folder.citizens, record)


def append_line(file: Path, value: msgspec.Struct) -> None:
    with file.open("ab") as out:
        out.write(msgspec.json.encode(value) + b"\n")
