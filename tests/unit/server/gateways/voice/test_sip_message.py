"""SIP datagrams are read strictly; hostile ones are refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.gateways.voice.sip_message import (
    DATAGRAM_LIMIT,
    MalformedSip,
    SipMessage,
    answer,
    read_message,
)

SENDER = ("127.0.0.1", 5060)
INVITE = (
    "INVITE sip:voicemail@127.0.0.9:5090 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKaa;rport\r\n"
    "Via: SIP/2.0/UDP 127.0.0.2:5080;branch=z9hG4bKbb\r\n"
    "Record-Route: <sip:127.0.0.1;lr>\r\n"
    'From: "Ω; tag=x" <sip:+3906@127.0.0.2>;tag=abc\r\n'
    "To: <sip:060606@sede.test>\r\n"
    "Call-ID: one@127.0.0.2\r\n"
    "CSeq: 7 INVITE\r\n"
    "Contact: <sip:+3906@127.0.0.2:5080>\r\n"
    "Content-Length: 4\r\n\r\nv=0\n"
).encode()


def read(data: bytes) -> SipMessage:
    message = read_message(data, SENDER)
    assert message is not None
    return message


def test_a_request_is_read() -> None:
    message = read(INVITE)
    assert (message.method, message.uri) == ("INVITE", "sip:voicemail@127.0.0.9:5090")
    assert (message.sequence, message.call_id, message.body) == (7, "one@127.0.0.2", b"v=0\n")
    assert message.branch == "z9hG4bKaa 127.0.0.1:5060"
    assert message.address("contact") == "sip:+3906@127.0.0.2:5080"
    assert message.route_set() == ["<sip:127.0.0.1;lr>"]


def test_a_response_is_read() -> None:
    message = read(
        INVITE.replace(b"INVITE sip:voicemail@127.0.0.9:5090 SIP/2.0", b"SIP/2.0 200 OK")
    )
    assert (message.status, message.method) == (200, "INVITE")


def test_short_names_and_folded_lines_are_the_same_headers() -> None:
    short = INVITE.replace(b"Call-ID:", b"i:").replace(b"CSeq: 7 INVITE", b"CSeq: 7\r\n INVITE")
    assert read(short).call_id == "one@127.0.0.2"
    assert read(short).sequence == 7


def test_an_answer_repeats_what_it_must_and_names_our_end() -> None:
    text = answer(read(INVITE), "200 OK", tag="ours", headers=("Contact: <sip:v@h>",)).decode()
    assert text.startswith("SIP/2.0 200 OK\r\n")
    assert text.count("Via: ") == 2
    assert "Record-Route: <sip:127.0.0.1;lr>\r\n" in text
    assert "To: <sip:060606@sede.test>;tag=ours\r\n" in text
    assert text.endswith("Content-Length: 0\r\n\r\n")


def test_keep_alives_are_no_messages() -> None:
    for data in (b"", b"\r\n\r\n", b"\0\0\0\0"):
        assert read_message(data, SENDER) is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"Call-ID: one@127.0.0.2\r\n", b"", "Missing"),
        (b"Call-ID: one@127.0.0.2\r\n", b"Call-ID: a\r\nCall-ID: b\r\n", "Doubled"),
        (b"CSeq: 7 INVITE", b"CSeq: 99999999999 INVITE", "CSeq"),
        (b"CSeq: 7 INVITE", b"CSeq: 7 BYE", "Request Line"),
        (b"CSeq: 7 INVITE", b"CSeq: seven INVITE", "CSeq"),
        (b";tag=abc", b"", "From"),
        (b"Content-Length: 4", b"Content-Length: 400", "Cut Off"),
        (b"Content-Length: 4", b"Content-Length: -4", "Content-Length"),
        (b"Content-Length: 4", b"Content-Length: 4\r\nl: 3", "Content-Length"),
        (b"SIP/2.0\r\nVia", b"SIP/3.0\r\nVia", "Request Line"),
        (b"SIP/2.0/UDP 127.0.0.1", b"SIP/2.0/TCP 127.0.0.1", "Via"),
        (b"one@127.0.0.2", b"one two", "Call-ID"),
        (b"+3906@127", b"+39\x0106@127", "Control"),
        (b"Contact", b"Con tact", "Malformed Header"),
        (b"Contact: ", b"Contact: " + b"x" * 3_000, "Malformed Header"),
        (b"Contact", b"X: y\r\n" * 200 + b"Contact", "Too Many"),
        ("Ω".encode(), b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_breaks_the_rules_is_refused(old: bytes, new: bytes, reason: str) -> None:
    with pytest.raises(MalformedSip, match=reason):
        read_message(
            INVITE.replace(old, new, 1) if old != b"SIP/2.0\r\nVia" else INVITE.replace(old, new),
            SENDER,
        )


def test_a_datagram_too_large_or_without_an_end_is_refused() -> None:
    with pytest.raises(MalformedSip, match="Large"):
        read_message(INVITE + b"x" * DATAGRAM_LIMIT, SENDER)
    with pytest.raises(MalformedSip, match="End"):
        read_message(b"INVITE sip:x SIP/2.0\r\n", SENDER)


@given(st.binary(max_size=200), st.integers(0, len(INVITE)), st.integers(0, 60))
def test_mutated_messages_are_read_or_refused(noise: bytes, at: int, cut: int) -> None:
    try:
        message = read_message(INVITE[:at] + noise + INVITE[at + cut :], SENDER)
    except MalformedSip:
        return
    if message is not None:
        written = answer(message, "400 Bad", tag="t")
        assert b"\r\n\r\n" not in written[:-4]  # no header of theirs ends the answer
