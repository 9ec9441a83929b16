"""Offers of audio are read strictly and answered section by section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.gateways.voice.audio_section import answered, audio_section
from server.gateways.voice.g711 import A_LAW, MU_LAW
from tests.support.known import known

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.2\r\ns=-\r\nc=IN IP4 127.0.0.2\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n"
)


def test_a_law_is_preferred() -> None:
    section = known(audio_section(OFFER))
    assert (section.address, section.port, section.law) == ("127.0.0.2", 4000, A_LAW)
    only_mu = known(audio_section(OFFER.replace("0 8 101", "0 101")))
    assert only_mu.law == MU_LAW


def test_other_sections_are_answered_with_port_0_in_their_order() -> None:
    more = "m=text 4002 RTP/AVP 98\r\nm=video 4004 RTP/AVP 96\r\n"
    head, audio = OFFER[: OFFER.index("m=")], OFFER[OFFER.index("m=") :]
    section = known(audio_section(head + more + audio))
    text = answered(section, "127.0.0.9", 45_000, 7)
    assert [line for line in text.split("\r\n") if line.startswith("m=")] == [
        "m=text 0 RTP/AVP 98",
        "m=video 0 RTP/AVP 96",
        "m=audio 45000 RTP/AVP 8",
    ]
    assert "c=IN IP4 127.0.0.9\r\n" in text
    assert audio_section(text) is not None


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "nonsense",
        OFFER.replace("m=audio 4000", "m=audio 0"),
        OFFER.replace("m=audio 4000", "m=audio 99999"),
        OFFER.replace("RTP/AVP", "RTP/SAVP"),
        OFFER.replace("0 8 101", "111 9"),
        OFFER.replace("c=IN IP4 127.0.0.2\r\n", ""),
        OFFER.replace("c=IN IP4 127.0.0.2", "c=IN IP4 1.2.3.999"),
        OFFER.replace("c=IN IP4 127.0.0.2", "c=IN IP4 239.1.2.3"),
        OFFER + "m=\r\n",
    ],
)
def test_no_usable_audio_is_none(sdp: str) -> None:
    assert audio_section(sdp) is None


@given(st.text(max_size=200), st.integers(0, len(OFFER)), st.integers(0, 40))
def test_mutated_offers_never_break_the_reader(noise: str, at: int, cut: int) -> None:
    section = audio_section(OFFER[:at] + noise + OFFER[at + cut :])
    if section is not None:
        assert answered(section, "127.0.0.1", 1, 1).count("m=audio 1 ") == 1
