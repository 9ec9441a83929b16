"""What a caller said becomes a file and then a row; whoever refuses either is asked again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

from contract.domain.ids import new_id
from server.gateways.voice.g711 import RATE
from server.gateways.voice.voice_recorder import VoiceRecorder
from server.gateways.voice.wav_file import write_sound
from server.store.engine.faults import StoreFault
from server.usecases.calls.keep_voicemail import CallerAtVoicemail, NewVoicemail
from server.usecases.operations.error_location import place_of

log = logging.getLogger(__name__)

SHORTEST_S = 1.0  # of speech; less is somebody who hung up at the tone
# Ten minutes in all: a restart of the database loses no message.
PAUSES_S = (1.0, 2.0, 5.0, *[10.0] * 60)  # between tries to write or to note a message

WhoCalls = Callable[[str], Awaitable[CallerAtVoicemail]]  # by Call-ID
Keep = Callable[[NewVoicemail], Awaitable[None]]


class KeepMessages:
    def __init__(
        self, *, folder: Path, who_calls: WhoCalls, keep: Keep, pauses_s: Sequence[float]
    ) -> None:
        self._folder = folder
        self._who_calls = who_calls
        self._keep = keep
        self._pauses_s = pauses_s

    async def caller_of(self, sip_id: str) -> CallerAtVoicemail:
        """Return who is behind a Call-ID; empty when nobody can say now."""
        try:
            return await self._who_calls(sip_id)
        except Exception as fault:  # noqa: BLE001 - whoever calls leaves a message all the same
            log.warning("nobody can say who left a voicemail: %s", _told(fault))
            return CallerAtVoicemail()

    async def keep(self, sip_id: str, caller: CallerAtVoicemail, recorder: VoiceRecorder) -> None:
        """Write the file, then the row, of what was said."""
        ended_s, sound = asyncio.get_running_loop().time(), recorder.spoken
        if not recorder.is_spoken or len(sound) < SHORTEST_S * RATE:
            log.info("voicemail without words call=%s", caller.call_id)
            return
        message = NewVoicemail(
            id=new_id(), caller=caller, duration_s=max(1, round(len(sound) / RATE))
        )
        # The file before the row: a row without its file would be work that nobody can listen to.
        # Before anything is asked, too: of a file NoteVoicemails makes a row, of nothing nobody.
        await self._write(message, sip_id, sound, recorder.law)
        if not caller.call_id:  # routing may have been slower than the call
            message = replace(message, caller=await self.caller_of(sip_id))
        await self._note(message, ended_s)

    async def _write(self, message: NewVoicemail, sip_id: str, sound: bytes, law: int) -> None:
        """Try until the disk takes it: what was said is nowhere else."""
        path = self._folder / message.file_name
        try:
            for tries, pause_s in enumerate(chain(self._pauses_s, repeat(self._pauses_s[-1]))):
                try:
                    return await asyncio.to_thread(write_sound, path, sound, law, sip_id)
                except OSError as error:
                    if not tries:
                        log.error("a voicemail waits to be written: %s", error.strerror)
                await asyncio.sleep(pause_s)
        except asyncio.CancelledError:
            log.error("the server stops before it could write a voicemail: it may be lost")
            raise

    async def _note(self, message: NewVoicemail, ended_s: float) -> None:
        """Have the message noted; a database that is away for a while loses none."""
        loop = asyncio.get_running_loop()
        for pause_s in self._pauses_s:
            try:
                await self._keep(replace(message, waited_s=loop.time() - ended_s))
            except Exception as fault:  # noqa: BLE001 - a row it cannot read may be mended soon
                log.warning("a voicemail waits to be noted: %s", _told(fault))
                await asyncio.sleep(pause_s)
            else:
                return
        log.error("voicemail %s is not noted yet: only its file is there", message.id)


def _told(fault: Exception) -> str:
    """Return what of it is for the log: a bug's own words may quote a citizen."""
    return type(fault).__name__ if isinstance(fault, StoreFault) else place_of(fault)
