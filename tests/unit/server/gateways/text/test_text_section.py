"""Offers of text are read strictly and answered in their own terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.gateways.text.text_section import SDP_LIMIT, accepted, refused, text_section
from tests.support.known import known

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 8\r\na=sendrecv\r\n"
    "m=text 4002 RTP/AVP 100 98\r\na=rtpmap:98 t140/1000\r\na=fmtp:98 cps=20\r\n"
    "a=rtpmap:100 red/1000\r\na=fmtp:100 98/98/98\r\n"
)


def test_an_offer_is_read() -> None:
    section = known(text_section(OFFER))
    assert section.is_usable
    assert (section.address, section.port) == ("192.0.2.7", 4002)
    assert (section.t140, section.red, section.generations, section.cps) == (98, 100, 2, 20)


def test_the_answer_takes_text_where_the_gateway_listens() -> None:
    section = known(text_section(OFFER))
    assert accepted(section, "192.0.2.1", 46_000) == (
        "m=text 46000 RTP/AVP 100 98\r\nc=IN IP4 192.0.2.1\r\na=rtpmap:98 t140/1000\r\n"
        "a=rtpmap:100 red/1000\r\na=fmtp:100 98/98/98\r\na=sendrecv\r\n"
    )
    assert text_section(OFFER + accepted(section, "192.0.2.1", 46_000)) == section


def test_an_address_of_its_own_wins_over_the_sessions() -> None:
    section = known(
        text_section(
            OFFER.replace("m=text 4002 RTP/AVP 100 98", "m=text 5 RTP/AVP 98\nc=IN IP4 192.0.2.9")
        )
    )
    assert section.address == "192.0.2.9"
    assert section.red is None  # mapped, but not offered


def test_text_without_redundancy_is_answered_without() -> None:
    plain = OFFER.replace("RTP/AVP 100 98", "RTP/AVP 98")
    section = known(text_section(plain))
    assert accepted(section, "192.0.2.1", 46_000).startswith("m=text 46000 RTP/AVP 98\r\n")


def test_a_text_put_on_hold_is_answered_so() -> None:
    section = known(text_section(OFFER + "a=sendonly\r\n"))
    assert not section.may_send
    assert accepted(section, "::1", 46_000).endswith("a=recvonly\r\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("m=text 4002 RTP/AVP", "m=text 4002 RTP/SAVP"),  # encrypted
        ("m=text 4002", "m=text 0"),
        ("t140/1000", "t141/1000"),
        ("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0"),
        ("c=IN IP4 192.0.2.7", "c=IN IP4 224.0.0.1"),
        ("c=IN IP4 192.0.2.7", "c=IN IP4 999.0.0.1"),
        ("c=IN IP4 192.0.2.7", "c=IN IP4 a.host.test"),
    ],
)
def test_what_cannot_be_spoken_is_refused_in_the_offers_terms(old: str, new: str) -> None:
    section = known(text_section(OFFER.replace(old, new)))
    assert not section.is_usable
    assert refused(section) == f"m=text 0 {section.transport} 100 98\r\n"


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "v=0\r\nm=audio 4000 RTP/AVP 8\r\n",
        "m=text",
        "m=text x RTP/AVP 98",
        "m=text 70000 RTP/AVP 98",
    ],
)
def test_no_section_is_none(sdp: str) -> None:
    assert text_section(sdp) is None


def test_an_offer_without_end_is_none() -> None:
    assert text_section(OFFER + "a=x\r\n" * SDP_LIMIT) is None


@pytest.mark.parametrize("fmtp", ["", "a=fmtp:100 97/97\r\n", "a=fmtp:100 98\r\n"])
def test_redundancy_counts_only_for_text(fmtp: str) -> None:
    section = known(text_section(OFFER.replace("a=fmtp:100 98/98/98\r\n", fmtp)))
    assert section.generations == (0 if fmtp else 2)


@given(st.text(max_size=300), st.integers(0, len(OFFER)), st.integers(0, 40))
def test_mutated_offers_never_break_the_reader(noise: str, at: int, cut: int) -> None:
    section = text_section(OFFER[:at] + noise + OFFER[at + cut :])
    if section is not None and section.is_usable:
        assert accepted(section, "127.0.0.1", 1).count("m=text") == 1
