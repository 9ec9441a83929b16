"""Frames of FreeSWITCH's event socket, whole, in pieces, and hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.gateways.esl_messages import (
    FrameReader,
    UnreadableFrame,
    leg_name,
    outcome_of,
    variables,
)

_EVENT = (
    "Event-Name: CHANNEL_PARK\nUnique-ID: 6c0c5e1a-0001\nCall-Direction: inbound\n"
    "Caller-Caller-ID-Number: %2B39065551234\nCaller-Destination-Number: 060606\n\n"
)
_FRAME = f"Content-Length: {len(_EVENT)}\nContent-Type: text/event-plain\n\n{_EVENT}".encode()


def test_an_event_is_read_out_of_its_frame_and_unescaped() -> None:
    (frame,) = FrameReader().feed(_FRAME)
    assert frame.event == "CHANNEL_PARK"
    assert frame.headers["Caller-Caller-ID-Number"] == "+39065551234"


def test_a_job_s_result_is_the_body_of_the_event() -> None:
    inner = "Event-Name: BACKGROUND_JOB\nJob-UUID: 7\nContent-Length: 16\n\n-ERR USER_BUSY\n\n"
    data = f"Content-Length: {len(inner)}\nContent-Type: text/event-plain\n\n{inner}".encode()
    (frame,) = FrameReader().feed(data)
    assert frame.body.strip() == "-ERR USER_BUSY"


@given(st.lists(st.integers(1, 60), max_size=20))
def test_frames_cut_anywhere_come_out_whole(cuts: list[int]) -> None:
    reader, rest, frames = FrameReader(), _FRAME * 3, []
    for cut in cuts:
        frames += reader.feed(rest[:cut])
        rest = rest[cut:]
    frames += reader.feed(rest)
    assert [frame.event for frame in frames] == ["CHANNEL_PARK"] * 3


@given(st.binary(max_size=400))
def test_garbage_is_read_or_refused_and_never_crashes(data: bytes) -> None:
    try:
        FrameReader().feed(data)
    except UnreadableFrame:
        return


@pytest.mark.parametrize("length", ["-1", "99999999", "x", "1e3"])
def test_a_length_that_cannot_be_meant_ends_the_line(length: str) -> None:
    with pytest.raises(UnreadableFrame):
        FrameReader().feed(f"Content-Length: {length}\n\n".encode())


def test_a_frame_without_an_end_is_not_collected_for_ever() -> None:
    reader = FrameReader()
    for _ in range(255):
        reader.feed(b"x" * 1024)
    with pytest.raises(UnreadableFrame):
        reader.feed(b"x" * 2048)


@pytest.mark.parametrize("name", ["", "a b", "1001\nexit", "x" * 65, "a}b"])
def test_a_name_that_could_end_a_command_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFrame):
        leg_name(name)


def test_a_value_that_could_end_the_braces_is_left_empty() -> None:
    said = variables({"sip_h_X-Queue": "tributi", "sip_h_X-Language": "it'}&system('x"})
    assert said == "{sip_h_X-Queue='tributi',sip_h_X-Language=''}"


def test_causes_are_told_in_the_words_of_the_contract() -> None:
    causes = ("USER_BUSY", "NO_ANSWER", "USER_NOT_REGISTERED", "NORMAL_TEMPORARY_FAILURE")
    assert [outcome_of(cause) for cause in causes] == [
        "busy",
        "rona",
        "not_registered",
        "unavailable",
    ]
