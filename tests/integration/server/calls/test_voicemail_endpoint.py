"""A caller at the voicemail, over real UDP: an independent peer calls, listens and speaks."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from server.gateways.voice import voicemail
from server.gateways.voice.g711 import A_LAW, RATE
from server.gateways.voice.sip_dialog import T1_S, SipDialog
from server.gateways.voice.sip_endpoint import CallRefused, SipEndpoint
from server.gateways.voice.voicemail import Voicemail, VoicemailLimits, VoicePortRange
from server.gateways.voice.wav_file import message_of, read_sound, write_sound
from server.store.engine.faults import StoreBusy
from server.usecases.calls.keep_voicemail import CallerAtVoicemail, NewVoicemail
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import PATIENCE_S, until
from tools.citizens.a_law import Samples, decode
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.sip_message import SipMessage, compose
from tools.citizens.town import Town
from tools.services.exchange_files import free_ports

HOST, CITIZENS = "127.0.0.71", "127.0.0.72"
WHO = CallerAtVoicemail(call_id="srid-1", queue_id="tributi", language="ar", caller="+390612345678")


def voice(hertz: int = 700, seconds: float = 2.0) -> Samples:
    time = np.arange(int(RATE * seconds)) / RATE
    return (9_000 * np.sin(2 * np.pi * hertz * time)).astype(np.int16)


def loudest_hertz(samples: Samples) -> int:
    spectrum = np.abs(np.fft.rfft(samples.astype(float)))
    return round(float(np.argmax(spectrum)) * RATE / len(samples))


@dataclass
class AtVoicemail:
    voicemail: Voicemail
    town: Town
    address: tuple[str, int]
    folder: Path
    kept: list[NewVoicemail] = field(default_factory=list)

    def call(self, number: str = "+390612345678") -> CitizenCall:
        return self.town.place_call(number, "voicemail")


@contextlib.asynccontextmanager
async def at_voicemail(
    folder: Path,
    *,
    says: Samples | None = None,
    limit_s: float = 120.0,
    quiet_s: float = 10.0,
    faults: int = 0,
    fault: Exception | None = None,
) -> AsyncIterator[AtVoicemail]:
    """faults: so often the database does not answer; fault: why, else it is busy."""
    kept: list[NewVoicemail] = []
    left = [faults, faults]

    async def who_calls(_: str) -> CallerAtVoicemail:
        if left[0] > 0:
            left[0] -= 1
            raise fault or StoreBusy
        return WHO

    async def keep(message: NewVoicemail) -> None:
        if left[1] > 0:
            left[1] -= 1
            raise fault or StoreBusy
        kept.append(message)

    (sip,) = free_ports(HOST, 1)
    (trunk,) = free_ports(CITIZENS, 1)
    greetings = folder / "greetings"
    greetings.mkdir()
    answering = Voicemail(
        places=VoicePortRange(host=HOST, port=sip, known=frozenset({CITIZENS})),
        folder=folder / "voicemail",
        greetings=greetings,
        who_calls=who_calls,
        keep=keep,
        limits=VoicemailLimits(limit_s=limit_s, quiet_s=quiet_s, pauses_s=[0.01] * 5),
    )
    await answering.open()
    town = Town(
        address=CITIZENS,
        port=trunk,
        exchange=(HOST, sip),
        realm=HOST,
        voice_of=lambda _: voice() if says is None else says,
    )
    await town.open()
    try:
        yield AtVoicemail(answering, town, (HOST, sip), folder, kept)
    finally:
        await town.close()
        await answering.close()


at = async_fixture(lambda tmp_path: at_voicemail(tmp_path))


async def recorded(at: AtVoicemail, seconds: float) -> None:
    """Return once so much of what the only caller says lies at the voicemail."""
    (call,) = at.voicemail._calls
    recorder = call.recorder
    await until(lambda: recorder.is_spoken and len(recorder.sound) >= seconds * RATE)


class Stranger:
    """A socket that sends what it likes and hears what comes back."""

    def __init__(self, address: tuple[str, int], host: str = CITIZENS) -> None:
        self._address = address
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self._socket.setblocking(False)
        self.port: int = self._socket.getsockname()[1]

    def send(self, data: bytes) -> None:
        with contextlib.suppress(BlockingIOError):
            self._socket.sendto(data, self._address)

    async def answer(self, timeout_s: float = PATIENCE_S) -> SipMessage:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(timeout_s):
            data = await loop.sock_recv(self._socket, 4096)
        message = SipMessage.parse(data, self._address)
        assert message is not None
        return message

    async def answer_to(self, method: str, branch: str) -> SipMessage:
        """Return the next answer to that request; those to others are repeated ones."""
        while True:
            message = await self.answer()
            if f"z9hG4bK{branch};" in f"{message.get('via')};" and method in message.get("cseq"):
                return message

    def message(self, method: str, *, branch: str = "1", body: str = "", to: str = "") -> bytes:
        host = f"{CITIZENS}:{self.port}"
        headers = [
            f"Via: SIP/2.0/UDP {host};branch=z9hG4bK{branch}",
            f"From: <sip:x@{CITIZENS}>;tag=f",
            f"To: <sip:voicemail@{HOST}>{to}",
            "Call-ID: c1",
            f"CSeq: 1 {method}",
            f"Contact: <sip:x@{host}>",
        ]
        return compose(f"{method} sip:voicemail@{HOST} SIP/2.0", headers, body, "application/sdp")

    def __enter__(self) -> "Stranger":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def sdp(port: int = 4_000) -> str:
    return f"v=0\r\nc=IN IP4 {CITIZENS}\r\nt=0 0\r\nm=audio {port} RTP/AVP 8\r\n"


async def test_what_is_said_after_the_tone_is_kept_and_told(
    at: AtVoicemail, tmp_path: Path
) -> None:
    write_sound(tmp_path / "greetings" / "tributi.wav", b"\x35" * 1_600, A_LAW)
    call = at.call()
    await until(call.answered.is_set)
    await until(lambda: len(call.media.heard()) >= 0.2 * RATE + 0.9 * RATE)
    tone = call.media.heard()[round(0.7 * RATE) : round(1.0 * RATE)]
    assert loudest_hertz(tone) == 1_000
    await recorded(at, 1.3)
    call.hang_up()
    await until(lambda: at.kept)
    (message,) = at.kept
    assert message.caller == WHO
    sound = read_sound(at.folder / "voicemail" / message.file_name, A_LAW)
    assert 1.0 * RATE <= len(sound) <= call.media.sent / 50 * RATE
    assert abs(loudest_hertz(decode(sound)) - 700) < 5
    assert message.duration_s == max(1, round(len(sound) / RATE))


async def test_the_limit_ends_the_call_and_keeps_the_message(tmp_path: Path) -> None:
    async with at_voicemail(tmp_path, limit_s=1.2) as at:
        call = at.call()
        await until(call.ended.is_set)
        assert call.record.ended_by == "seat"
        await until(lambda: at.kept)
        assert at.kept[0].duration_s == 1


async def test_silence_ends_the_call_and_nothing_is_kept(tmp_path: Path) -> None:
    async with at_voicemail(tmp_path, says=voice() * 0, quiet_s=0.5) as at:
        call = at.call()
        await until(call.ended.is_set)
        await until(lambda: len(at.voicemail) == 0)
        assert at.kept == []
        assert list((at.folder / "voicemail").iterdir()) == []


async def test_a_stop_of_the_server_keeps_what_was_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voicemail, "CLOSE_S", PATIENCE_S)  # a busy disk is slower than that
    async with at_voicemail(tmp_path) as at:
        call = at.call()
        await until(call.answered.is_set)
        await recorded(at, 1.5)
        await at.voicemail.close()
        await until(call.ended.is_set)
        assert len(at.kept) == 1


async def test_a_database_that_is_away_for_a_while_loses_no_message(tmp_path: Path) -> None:
    async with at_voicemail(tmp_path, limit_s=1.2, faults=2) as at:
        call = at.call()
        await until(call.ended.is_set)
        await until(lambda: at.kept)
        assert at.kept[0].caller == CallerAtVoicemail()  # nobody could say who she is


async def test_a_disk_that_takes_no_file_for_a_while_loses_no_message(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_voicemail(tmp_path, limit_s=1.2) as at:
        (tmp_path / "voicemail").rmdir()
        call = at.call()
        await until(call.ended.is_set)
        await until(lambda: "waits to be written" in caplog.text)
        again = at.call()
        await until(again.ended.is_set)
        # Each has found the disk away: a busy machine may try the second only after the mending.
        await until(lambda: caplog.text.count("waits to be written") == 2)
        assert len(at.voicemail) == 0
        assert at.kept == []
        (tmp_path / "voicemail").mkdir()
        await until(lambda: len(at.kept) == 2)
        for message in at.kept:
            assert message.waited_s >= 0.01, "it was left when it was said, not when it was kept"
            assert message_of(at.folder / "voicemail" / message.file_name)[1] == message.duration_s


async def test_whoever_could_not_be_kept_is_not_let_speak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(voicemail, "WAITING_LIMIT", 1)
    async with at_voicemail(tmp_path, limit_s=1.2) as at:
        (tmp_path / "voicemail").rmdir()
        await until(at.call().ended.is_set)
        await until(lambda: "waits to be written" in caplog.text)
        late = at.call()
        await until(late.ended.is_set)
        assert late.record.status == 503
        (tmp_path / "voicemail").mkdir()
        await until(lambda: len(at.kept) == 1)


async def test_a_row_that_nobody_can_read_costs_no_message(tmp_path: Path) -> None:
    bug = OverflowError("whatever it is")
    async with at_voicemail(tmp_path, limit_s=1.2, faults=2, fault=bug) as at:
        call = at.call()
        await until(call.ended.is_set)
        await until(lambda: at.kept)
        name, _ = message_of(at.folder / "voicemail" / at.kept[0].file_name)
        assert name == call.call_id, "whose it is can still be found out"


async def test_calls_beyond_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voicemail, "CALLS_LIMIT", 3)
    async with at_voicemail(tmp_path) as at:
        calls = [at.call(f"+3906{number:07d}") for number in range(3)]
        await until(lambda: all(call.answered.is_set() for call in calls))
        late = at.call()
        await until(late.ended.is_set)
        assert late.record.status == 503
        assert not any(call.ended.is_set() for call in calls)


async def test_an_offer_without_usable_audio_is_refused(at: AtVoicemail) -> None:
    with Stranger(at.address) as stranger:
        for number, body in enumerate(("", "nonsense", sdp().replace(" 8", " 111"))):
            stranger.send(stranger.message("INVITE", branch=str(number), body=body))
            answers = [await stranger.answer_to("INVITE", str(number)) for _ in range(2)]
            assert [answer.status for answer in answers] == [100, 488]
    assert len(at.voicemail) == 0


async def test_other_requests_are_answered_as_they_deserve(at: AtVoicemail) -> None:
    with Stranger(at.address) as stranger:
        for method, status in (("OPTIONS", 200), ("SUBSCRIBE", 405), ("BYE", 481), ("CANCEL", 481)):
            stranger.send(stranger.message(method, branch=method))
            assert (await stranger.answer()).status == status
        stranger.send(stranger.message("INVITE", branch="in", to=";tag=gone", body=sdp()))
        assert (await stranger.answer_to("INVITE", "in")).status == 481
        asks = stranger.message("INVITE", branch="req", body=sdp())
        stranger.send(asks.replace(b"Call-ID:", b"Require: 100rel\r\nCall-ID:"))
        refusal = await stranger.answer_to("INVITE", "req")
        assert (refusal.status, refusal.get("unsupported")) == (420, "100rel")


async def test_a_repeated_invite_is_one_call_and_a_new_offer_in_it_is_refused(
    at: AtVoicemail,
) -> None:
    with Stranger(at.address) as stranger:
        invite = stranger.message("INVITE", body=sdp())
        stranger.send(invite)
        await stranger.answer()
        first = await stranger.answer()
        stranger.send(invite)
        again = await stranger.answer()
        assert first.status == again.status == 200
        assert first.get("to") == again.get("to")
        assert len(at.voicemail) == 1
        tag = f";tag={first.tag('to')}"
        stranger.send(stranger.message("ACK", branch="a", to=tag))
        stranger.send(stranger.message("INVITE", branch="re", to=tag, body=sdp(4_002)))
        assert (await stranger.answer_to("INVITE", "re")).status == 488
        stranger.send(stranger.message("CANCEL", branch="1"))
        late = await stranger.answer_to("CANCEL", "1")
        assert late.status == 200  # the call goes on
        assert len(at.voicemail) == 1
        stranger.send(stranger.message("BYE", branch="b", to=tag))
        assert (await stranger.answer_to("BYE", "b")).status == 200
        await until(lambda: len(at.voicemail) == 0)


async def test_strangers_are_not_answered(at: AtVoicemail) -> None:
    with Stranger(at.address, host="127.0.0.73") as stranger, Stranger(at.address) as known:
        stranger.send(stranger.message("OPTIONS"))
        known.send(known.message("OPTIONS"))
        await known.answer()
        with contextlib.suppress(TimeoutError):
            await stranger.answer(timeout_s=0.05)
            raise AssertionError("a stranger was answered")


async def test_a_flood_of_garbage_disturbs_no_call(at: AtVoicemail) -> None:
    call = at.call()
    await until(call.answered.is_set)
    with Stranger(at.address) as stranger:
        for number in range(3_000):
            stranger.send(b"INVITE sip:x SIP/2.0\r\n" + bytes([number % 256]) * (number % 900))
        media = call.media.target
        assert media is not None
        for number in range(3_000):
            with contextlib.suppress(BlockingIOError):
                stranger._socket.sendto(bytes([0x80, number % 256]) * 30, media)
    await recorded(at, 1.5)
    call.hang_up()
    await until(lambda: at.kept)
    sound = decode(read_sound(at.folder / "voicemail" / at.kept[0].file_name, A_LAW))
    assert abs(loudest_hertz(sound) - 700) < 20


class Silent:
    """A call that does nothing."""

    sdp = "v=0\r\n"

    def __init__(self) -> None:
        self.ends = 0

    def started(self) -> None: ...

    def ended(self) -> None:
        self.ends += 1


@contextlib.asynccontextmanager
async def endpoint(
    call: Silent, wait: asyncio.Event | None = None, *, t1_s: float = T1_S
) -> AsyncIterator[Stranger]:
    async def take(_: SipDialog) -> Silent:
        if wait is not None:
            await wait.wait()
        if call.sdp == "":
            raise CallRefused("486 Busy Here")
        return call

    loop = asyncio.get_running_loop()
    transport, made = await loop.create_datagram_endpoint(
        lambda: SipEndpoint(take=take, is_known=lambda host: host == CITIZENS, t1_s=t1_s),
        local_addr=(HOST, 0),
    )
    with Stranger(transport.get_extra_info("sockname")) as stranger:
        try:
            yield stranger
        finally:
            await made.close()


async def test_an_answer_without_its_ack_is_repeated_and_the_call_given_up() -> None:
    call = Silent()
    async with endpoint(call, t1_s=0.02) as stranger:  # given up after a second and a quarter
        stranger.send(stranger.message("INVITE", body=sdp()))
        seen: list[str] = []
        while not seen or seen[-1] != "BYE":
            message = await stranger.answer()
            seen.append(message.method if not message.is_response else str(message.status))
        assert seen.count("200") >= 3  # seven, where nothing else runs
        assert call.ends == 1
        repeated = await stranger.answer()  # nobody answered the BYE
        assert repeated.method == "BYE"


async def test_a_call_given_up_while_it_is_being_taken_is_not_answered() -> None:
    call, wait = Silent(), asyncio.Event()
    async with endpoint(call, wait) as stranger:
        stranger.send(stranger.message("INVITE", body=sdp()))
        assert (await stranger.answer()).status == 100
        stranger.send(stranger.message("CANCEL"))
        assert {(await stranger.answer()).status, (await stranger.answer()).status} == {200, 487}
        wait.set()
        await until(lambda: call.ends == 1)


async def test_a_refusal_is_told_with_its_status() -> None:
    call = Silent()
    call.sdp = ""
    async with endpoint(call) as stranger:
        stranger.send(stranger.message("INVITE", body=sdp()))
        assert [(await stranger.answer()).status, (await stranger.answer()).status] == [100, 486]
