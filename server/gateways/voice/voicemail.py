"""The voicemail: answers what the exchange sends there, greets, records, keeps the message."""

import asyncio
import contextlib
import errno
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from server.gateways.rtp_packet import RtpPacket
from server.gateways.voice.audio_section import AudioSection, answered, audio_section
from server.gateways.voice.keep_messages import PAUSES_S, Keep, KeepMessages, WhoCalls
from server.gateways.voice.sip_dialog import SipDialog
from server.gateways.voice.sip_endpoint import CallRefused, SipEndpoint
from server.gateways.voice.voice_recorder import VoiceRecorder
from server.gateways.voice.voice_stream import VoiceStream
from server.gateways.voice.wav_file import greeting
from server.usecases.calls.keep_voicemail import CallerAtVoicemail

log = logging.getLogger(__name__)

LIMIT_S = 120.0  # of one message
QUIET_S = 10.0  # said nothing for so long: she has finished
UNHEARD_S = 8.0  # not even packets come any more
# Each caller costs fifty packets a second on the loop that routes calls, too.
CALLS_LIMIT = 30
# With what waits for a full disk, a megabyte each: nobody is let speak whom nobody could keep.
WAITING_LIMIT = 100
LOOK_S = 0.25
CLOSE_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicePortRange:
    """Where the endpoint listens. known: hosts exchanges speak from."""

    host: str
    port: int
    first_port: int = 45_000
    last_port: int = 45_199
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicemailLimits:
    """limit_s: of a message, of which quiet_s of silence are the end. pauses_s: between tries."""

    limit_s: float = LIMIT_S
    quiet_s: float = QUIET_S
    pauses_s: Sequence[float] = PAUSES_S


class Voicemail:
    """Open it, and close it when the server stops: messages in progress are kept then."""

    def __init__(
        self,
        *,
        places: VoicePortRange,
        folder: Path,
        greetings: Path,
        who_calls: WhoCalls,
        keep: Keep,
        limits: VoicemailLimits | None = None,
    ) -> None:
        self._places = places
        self._folder = folder
        self._greetings = greetings
        self._limits = limits or VoicemailLimits()
        self._messages = KeepMessages(
            folder=folder, who_calls=who_calls, keep=keep, pauses_s=self._limits.pauses_s
        )
        self._calls: set[_VoicemailCall] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._next_port = places.first_port
        self._endpoint: SipEndpoint | None = None

    def __len__(self) -> int:
        return len(self._calls)

    async def open(self) -> None:
        """Listen. Raise OSError."""
        # Messages are not encrypted: nobody but the server's user may read the folder.
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        _, self._endpoint = await loop.create_datagram_endpoint(
            lambda: SipEndpoint(take=self._take, is_known=self._is_known),
            local_addr=(self._places.host, self._places.port),
        )

    async def close(self) -> None:
        """Hang up, keep what was said, and wait a little for a database that is away."""
        if self._endpoint is not None:
            # First: hung up, each call ends its recording and keeps what was said.
            await self._endpoint.close()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=CLOSE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _is_known(self, host: str) -> bool:
        return host in self._places.known

    async def _take(self, dialog: SipDialog) -> "_VoicemailCall":
        """Answer the call. Raise CallRefused."""
        if len(self._calls) >= CALLS_LIMIT or len(self._tasks) >= WAITING_LIMIT:
            raise CallRefused("503 Voicemail Full")
        section = audio_section(dialog.invite.body.decode("utf-8", errors="replace"))
        if section is None:
            raise CallRefused("488 No Usable Audio")
        call = _VoicemailCall(
            dialog, section, VoiceRecorder(law=section.law, limit_s=self._limits.limit_s)
        )
        # Before anything is waited for: callers who come at once must not pass the limit together.
        self._calls.add(call)
        try:
            port = await self._bound(call.stream)
            # Without the database the general greeting plays.
            call.caller = await self._messages.caller_of(dialog.invite.call_id)
        except BaseException:
            self._calls.discard(call)
            call.stream.close()
            raise
        host = self._places.host
        call.sdp = answered(section, host, port, secrets.randbits(31))
        task = asyncio.get_running_loop().create_task(self._carry(call), name="voicemail.call")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return call

    async def _carry(self, call: "_VoicemailCall") -> None:
        """Greet and record until the end, then keep what was said."""
        try:
            # Not before the ACK: the caller does not hear yet.
            await call.until_started()
            if not call.is_over:
                who = call.caller
                await self._greet(call, who.queue_id, who.language)
                await self._record(call)
            if self._endpoint is not None:
                self._endpoint.hang_up(call.dialog)
        finally:
            call.stream.close()
            self._calls.discard(call)
        # After the line is given back: a slow disk must hold up no caller.
        sip_id, recorder = call.dialog.invite.call_id, call.recorder
        await self._messages.keep(sip_id, call.caller, recorder)

    async def _greet(self, call: "_VoicemailCall", queue_id: str, language: str) -> None:
        law = call.recorder.law
        sound = await asyncio.to_thread(greeting, self._greetings, queue_id, language, law)
        playing = asyncio.ensure_future(call.stream.play(sound))
        ending = asyncio.ensure_future(call.over.wait())
        await asyncio.wait({playing, ending}, return_when=asyncio.FIRST_COMPLETED)
        for task in (playing, ending):
            task.cancel()
        await asyncio.gather(playing, ending, return_exceptions=True)

    async def _record(self, call: "_VoicemailCall") -> None:
        call.is_recording = True
        recorder = call.recorder
        while not call.is_over and not recorder.is_full:
            if recorder.quiet_s >= self._limits.quiet_s or call.stream.unheard_s >= UNHEARD_S:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await call.over.wait()

    async def _bound(self, stream: VoiceStream) -> int:
        loop = asyncio.get_running_loop()
        first, last = self._places.first_port, self._places.last_port
        for _ in range((last - first) // 2 + 1):
            port = self._next_port
            # Even ports in turn: a port just left may still get packets of the call before.
            self._next_port = first if port + 2 > last else port + 2
            try:
                local = (self._places.host, port)
                await loop.create_datagram_endpoint(lambda: stream, local_addr=local)
            except OSError as error:
                # Any other reason holds for all ports.
                if error.errno != errno.EADDRINUSE:
                    log.warning("no port for a voicemail: %s", error.strerror)
                    break
                continue
            return port
        raise CallRefused("503 No Port Free")


class _VoicemailCall:
    """One call, from the answer to the end; what the SIP endpoint drives."""

    def __init__(self, dialog: SipDialog, section: AudioSection, recorder: VoiceRecorder) -> None:
        self.dialog = dialog
        self.recorder = recorder
        self.stream = VoiceStream(section, self._hear)
        self.caller = CallerAtVoicemail()
        self.sdp = ""
        self.is_recording = False
        self.over = asyncio.Event()
        self._moved = asyncio.Event()

    @property
    def is_over(self) -> bool:
        return self.over.is_set()

    def started(self) -> None:
        self._moved.set()

    def ended(self) -> None:
        self.over.set()
        self._moved.set()

    async def until_started(self) -> None:
        """Wait for the ACK, or the end."""
        await self._moved.wait()

    def _hear(self, packet: RtpPacket) -> None:
        if self.is_recording and not self.is_over:
            self.recorder.heard(packet)
