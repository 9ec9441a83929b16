"""The recorder puts sound in place by time stamps, and knows when nobody speaks."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.gateways.rtp_packet import RtpPacket
from server.gateways.voice.g711 import A_LAW, MU_LAW, decoded, encoded, loudness
from server.gateways.voice.voice_recorder import SILENCE, VoiceRecorder

QUIET, LOUD = SILENCE[A_LAW] * 160, encoded(array("h", [6_000, -6_000] * 80), A_LAW)


def packet(number: int, payload: bytes, source: int = 1, zero: int = 0) -> RtpPacket:
    return RtpPacket(
        payload_type=A_LAW,
        sequence=number & 0xFFFF,
        timestamp=(zero + number * 160) & 0xFFFFFFFF,
        source=source,
        payload=payload,
    )


def test_lost_doubled_and_disordered_packets_leave_the_words_in_place() -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=10)
    payloads = [bytes([number]) * 160 for number in range(6)]
    for number in (0, 2, 2, 1, 5):
        recorder.heard(packet(number, payloads[number], zero=0xFFFFFF00))
    expected = [*payloads[:3], SILENCE[A_LAW] * 160, SILENCE[A_LAW] * 160, payloads[5]]
    assert bytes(recorder.sound) == b"".join(expected)


def test_another_source_or_a_far_stamp_goes_on_at_the_end() -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=10)
    recorder.heard(packet(0, QUIET))
    recorder.heard(packet(900_000, QUIET))
    recorder.heard(packet(3, QUIET, source=2))
    assert len(recorder.sound) == 3 * 160


def test_the_limit_holds() -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=1)
    for number in range(80):
        recorder.heard(packet(number, LOUD))
    assert recorder.is_full
    assert len(recorder.sound) == 8_000


@pytest.mark.parametrize("size", [160, 150])
def test_the_limit_is_reached_though_the_packet_that_would_fill_it_is_lost(size: int) -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=1)
    for number in range(80):
        if number != 8_000 // size - 1:
            stamp, voice = number * size, LOUD[:size]
            recorder.heard(
                RtpPacket(
                    payload_type=A_LAW, sequence=number, timestamp=stamp, source=1, payload=voice
                )
            )
    assert recorder.is_full
    assert len(recorder.sound) == 8_000


def test_silence_is_counted_from_the_last_word_and_cut_off() -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=60)
    for number in range(100):
        recorder.heard(packet(number, LOUD if number < 50 else QUIET))
    assert recorder.is_spoken
    assert recorder.quiet_s == pytest.approx(1.0)
    assert len(recorder.spoken) == 50 * 160 + 4_000


def test_foreign_and_empty_packets_are_nothing() -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=60)
    for payload_type, payload in ((101, b"x" * 4), (A_LAW, b""), (A_LAW, b"x" * 2_000)):
        recorder.heard(
            RtpPacket(payload_type=payload_type, sequence=0, timestamp=0, source=0, payload=payload)
        )
    assert not recorder.sound


@given(
    st.lists(
        st.tuples(st.integers(0, 0xFFFFFFFF), st.integers(0, 2), st.binary(max_size=500)),
        max_size=60,
    )
)
def test_any_packets_stay_within_the_limit(packets: list[tuple[int, int, bytes]]) -> None:
    recorder = VoiceRecorder(law=A_LAW, limit_s=2)
    for stamp, source, payload in packets:
        recorder.heard(
            RtpPacket(
                payload_type=A_LAW, sequence=0, timestamp=stamp, source=source, payload=payload
            )
        )
    assert len(recorder.sound) <= 16_000


@pytest.mark.parametrize("law", [A_LAW, MU_LAW])
def test_both_laws_are_exact_on_their_own_levels_and_close_elsewhere(law: int) -> None:
    levels = decoded(bytes(range(256)), law)
    assert decoded(encoded(levels, law), law) == levels
    samples = array("h", range(-32_000, 32_001, 1_000))
    for sample, back in zip(samples, decoded(encoded(samples, law), law), strict=True):
        assert abs(sample - back) <= max(16, abs(sample) // 25)
    assert loudness(SILENCE[law] * 10, law) <= 8
    assert loudness(b"", law) == 0.0
