"""Adapter for a FreeSWITCH through its event socket: parked calls are rung out and bridged.

Built from the documented messages and tested with a replayed peer; not run on a real FreeSWITCH.
"""

import asyncio
import contextlib
import logging
import random
from collections import deque
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from uuid import uuid4

from contract.wire.exchange import Digit
from server.gateways.esl_messages import (
    Frame,
    FrameReader,
    UnreadableFrame,
    leg_name,
    outcome_of,
    variables,
)
from server.gateways.routed_call import ANSWERED, CallRouting, Citizen, ExchangeRefused, RoutedCall
from server.gateways.routed_calls import RoutedCalls

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0
RECONNECT_S = (0.5, 10.0)
EVENTS = "CHANNEL_PARK CHANNEL_HANGUP_COMPLETE BACKGROUND_JOB DTMF"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSwitchSettings:
    """The dialplan answers and parks the citizens' calls; endpoint makes a seat dialable."""

    host: str
    port: int = 8021
    password: str
    endpoint: str = "user/{seat}"
    trunk: str = "sofia/gateway/trunk/{number}"
    music: str = "local_stream://moh"
    fallback_seats: tuple[str, ...] = ()


class FreeSwitch:
    """run() stays connected until cancelled. Implements Legs for its calls."""

    def __init__(
        self,
        settings: FreeSwitchSettings,
        *,
        routing: CallRouting,
    ) -> None:
        self._settings = settings
        self._routing = routing
        self._boot = uuid4().hex
        self._writer: asyncio.StreamWriter | None = None
        self._replies: deque[asyncio.Future[str]] = deque()  # answered in the order of asking
        self._jobs: dict[str, asyncio.Future[str]] = {}
        self._asking: set[asyncio.Task[None]] = set()
        self.calls = RoutedCalls(self._call_of)

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                reader, self._writer = await asyncio.open_connection(
                    self._settings.host, self._settings.port
                )
                failures = 0
                await self._listen(reader)
            except (OSError, UnreadableFrame, ExchangeRefused) as fault:
                log.warning("no FreeSWITCH: %s", type(fault).__name__)
            finally:
                self._lose_line()
            failures += 1
            low, high = RECONNECT_S
            await asyncio.sleep(min(high, low * 2**failures) * (0.5 + random.random() / 2))  # noqa: S311

    async def close(self) -> None:
        await self.calls.close()
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        writer = self._writer
        self._lose_line()
        if writer is not None:
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    # what routing asks for

    async def play_music(self, leg: str) -> None:
        await self._api(f"uuid_broadcast {leg_name(leg)} {self._settings.music} aleg")

    async def ring(
        self, leg: str, seat: str, headers: Mapping[str, str], ring_s: int
    ) -> tuple[str, str]:
        seat_leg, job = str(uuid4()), str(uuid4())
        said = variables(
            {"origination_uuid": seat_leg, "originate_timeout": str(ring_s)}
            | {f"sip_h_{name}": value for name, value in headers.items()}
        )
        endpoint = self._settings.endpoint.format(seat=leg_name(seat))
        # Before the command: the seat may be busy before its reply is read.
        ended = self._jobs[job] = asyncio.get_running_loop().create_future()
        try:
            # In the background: the socket answers commands in order, and a ring lasts for many
            # seconds.
            await self._command(f"bgapi originate {said}{endpoint} &park()\nJob-UUID: {job}")
            result = await ended
        except asyncio.CancelledError:  # the citizen has hung up: the seat stops ringing
            await asyncio.shield(self._end_leg(seat_leg))
            raise
        finally:
            self._jobs.pop(job, None)
        word, _, cause = result.partition(" ")
        return (seat_leg, ANSWERED) if word == "+OK" else ("", outcome_of(cause))

    async def join(self, leg: str, seat_leg: str) -> None:
        await self._api(f"uuid_bridge {leg_name(leg)} {leg_name(seat_leg)}")

    async def hang_up(self, leg: str, code: int) -> None:
        cause = "USER_BUSY" if code == 486 else "NORMAL_CLEARING"
        await self._api(f"uuid_kill {leg_name(leg)} {cause}")

    async def send_to(self, leg: str, to: str) -> None:
        # leg_name() takes no "+": to a trunk 00 says the same.
        target = self._settings.trunk.format(number=leg_name(to.replace("+", "00")))
        await self._api(f"uuid_transfer {leg_name(leg)} bridge:{target} inline")

    # what FreeSWITCH tells

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        frames = FrameReader()
        while data := await reader.read(65536):
            for frame in frames.feed(data):
                await self._on_frame(frame)

    async def _on_frame(self, frame: Frame) -> None:
        match frame.content_type:
            # In a task: its answers are among the frames this reader has still to read.
            case "auth/request":
                self._ask(self._greet())
            case "command/reply":
                self._answer(frame.headers.get("Reply-Text", ""))
            case "api/response":
                self._answer(frame.body.strip())
            case "text/event-plain":
                await self._on_event(frame)

    async def _greet(self) -> None:
        # It would be a second command, sent before anybody is let in.
        if "\n" in self._settings.password:
            raise ExchangeRefused("a password of two lines")
        await self._command(f"auth {self._settings.password}")
        await self._command(f"event plain {EVENTS}")

    async def _on_event(self, frame: Frame) -> None:
        match frame.event:
            # A seat's leg is parked too when it answers; only what comes in is a citizen.
            case "CHANNEL_PARK" if frame.headers.get("Call-Direction") == "inbound":
                self.calls.begin(_citizen(frame))
            case "CHANNEL_HANGUP_COMPLETE":
                self._ask(self.calls.gone(frame.leg, frame.headers.get("Hangup-Cause", "")))
            case "BACKGROUND_JOB":
                job = self._jobs.get(frame.headers.get("Job-UUID", ""))
                if job is not None and not job.done():
                    job.set_result(frame.body.strip())
            case "DTMF":
                digit = frame.headers.get("DTMF-Digit", "")
                await self._routing.digit(Digit(sip=frame.leg, from_tag="", digit=digit))

    def _ask(self, asking: Coroutine[None, None, None]) -> None:
        """Await in a task: what is asked is answered by the frames to come."""
        task = asyncio.create_task(asking)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
        task.add_done_callback(_note_refusal)

    # the line

    def _call_of(self, citizen: Citizen) -> RoutedCall:
        return RoutedCall(
            citizen,
            exchange="freeswitch",
            boot=self._boot,
            legs=self,
            routing=self._routing,
            fallback_seats=self._settings.fallback_seats,
        )

    async def _api(self, command: str) -> None:
        await self._command(f"api {command}")

    async def _end_leg(self, leg: str) -> None:
        try:
            await self._api(f"uuid_kill {leg} ORIGINATOR_CANCEL")
        except ExchangeRefused:
            log.info("the seat had stopped ringing")

    async def _command(self, text: str) -> str:
        """Return the reply. Raise ExchangeRefused for -ERR, silence and a line that is down."""
        if self._writer is None:
            raise ExchangeRefused("not connected")
        reply: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._replies.append(reply)
        self._writer.write(f"{text}\n\n".encode())
        try:
            async with asyncio.timeout(TIMEOUT_S):
                # Shielded: a reply that is late must still be taken from the queue, or all later
                # ones shift.
                answer = await asyncio.shield(reply)
        except TimeoutError as fault:
            raise ExchangeRefused("no reply in time") from fault
        if answer.startswith("-ERR"):
            raise ExchangeRefused(answer[:80])
        return answer

    def _answer(self, text: str) -> None:
        if self._replies:
            reply = self._replies.popleft()
            if not reply.done():
                reply.set_result(text)

    def _lose_line(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        while self._replies:
            # Whoever asked must not wait for replies that cannot come any more.
            self._answer("-ERR the line is down")
        for job in self._jobs.values():
            if not job.done():
                job.set_result("-ERR DESTINATION_OUT_OF_ORDER")


def _citizen(frame: Frame) -> Citizen:
    return Citizen(
        # Refused here, so that no name of a stranger's making reaches a command.
        leg=leg_name(frame.leg),
        # A caller writes his number as he likes; no telephone number is longer.
        caller=frame.headers.get("Caller-Caller-ID-Number", "")[:64],
        dialled=frame.headers.get("Caller-Destination-Number", "")[:64],
    )


def _note_refusal(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        log.warning("the exchange refused: %s", type(fault).__name__)
