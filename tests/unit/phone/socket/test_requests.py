"""Requests are understood or refused before anything is done."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.wire import phone_socket as wire
from phone.socket.requests import (
    Refused,
    check_call,
    check_dial,
    check_message,
    check_tone,
    command_fields,
    number_to_dial,
    read_request,
)

LINE = {
    "id": 1,
    "do": "set_line",
    "seat": "1001",
    "wss_urls": ["wss://e/sip"],
    "realm": "sede.test",
    "secret": "s",
}


def read(**fields: Any) -> wire.Request:
    return read_request(json.dumps(fields).encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read_as_what_they_say(data: bytes) -> None:
    try:
        request = read_request(data)
    except Refused:
        return
    assert json.loads(data)["do"] == request.__struct_config__.tag


def test_requests_are_read_and_unknown_fields_ignored() -> None:
    assert read(id=3, do="answer", call=1, new="x") == wire.Answer(id=3, call=1)
    assert read(id=4, do="quit") == wire.Quit(id=4)
    assert isinstance(read(**LINE), wire.SetLine)


@pytest.mark.parametrize(
    "change",
    [
        {"seat": "10 01"},
        {"seat": "1001@evil"},
        {"realm": "a\r\nX: y"},
        {"wss_urls": ["http://e"]},
        {"wss_urls": ["wss://e/<x>"]},
        {"wss_urls": []},
        {"display_name": "a\r\nb"},
        {"display_name": "a" * 129},
        {"secret": 5},
    ],
)
def test_line_settings_that_could_break_out_of_a_header_are_malformed(
    change: dict[str, Any],
) -> None:
    with pytest.raises(Refused, match="malformed"):
        read(**(LINE | change))


def test_detail_of_a_malformed_request_holds_no_value() -> None:
    with pytest.raises(Refused) as refused:
        read(**(LINE | {"secret": ["very secret"]}))
    assert refused.value.detail
    assert "very secret" not in refused.value.detail


def call(state: wire.CallState, number: int = 1, **fields: Any) -> wire.Call:
    return wire.Call(call=number, state=state, **fields)


@pytest.mark.parametrize(
    ("do", "allowed"),
    [
        ("answer", {"incoming"}),
        ("reject", {"incoming"}),
        ("hang_up", {"incoming", "calling", "ringing", "active", "held"}),
        ("hold", {"active"}),
        ("resume", {"held"}),
    ],
)
def test_each_request_fits_some_states_only(do: str, allowed: set[str]) -> None:
    request = read(id=1, do=do, call=1)
    assert isinstance(request, wire.CallRequest)
    for state in wire.CallState:
        if state in allowed:
            check_call(request, (call(state),))
        else:
            with pytest.raises(Refused, match="wrong_state"):
                check_call(request, (call(state),))
    with pytest.raises(Refused, match="unknown_call"):
        check_call(request, ())


ACTIVE, HELD = wire.CallState.ACTIVE, wire.CallState.HELD


def test_requests_about_two_calls_name_two_that_are_up() -> None:
    both = (call(HELD), call(ACTIVE, 2))
    for kind in (wire.TransferTo, wire.Join):
        check_call(kind(id=1, call=1, other=2), both)
        with pytest.raises(Refused, match="unknown_call"):
            check_call(kind(id=1, call=1, other=3), both)
        with pytest.raises(Refused, match="wrong_state"):
            check_call(kind(id=1, call=1, other=1), both)
        with pytest.raises(Refused, match="wrong_state"):
            check_call(kind(id=1, call=1, other=2), (call(HELD), call(wire.CallState.RINGING, 2)))


def test_three_way_conversation_is_left_before_anything_else_is_asked_of_it() -> None:
    joined = (call(ACTIVE, is_joined=True), call(ACTIVE, 2, is_joined=True))
    check_call(wire.Split(id=1, call=1, other=2), joined)
    check_call(wire.Mute(id=1, call=1, on=True), joined)
    check_call(wire.HangUp(id=1, call=1), joined)
    for request in (
        wire.Hold(id=1, call=1),
        wire.Join(id=1, call=1, other=2),
        wire.Transfer(id=1, call=1, to="1002"),
        wire.TransferTo(id=1, call=1, other=2),
    ):
        with pytest.raises(Refused, match="wrong_state"):
            check_call(request, joined)
    with pytest.raises(Refused, match="wrong_state"):
        check_call(wire.Split(id=1, call=1, other=2), (call(HELD), call(ACTIVE, 2)))


def test_second_call_is_begun_beside_one_that_is_up_and_never_a_third() -> None:
    check_dial((), 1)
    check_dial((call(ACTIVE),), 1)
    check_dial((call(HELD),), 1)
    for calls in (
        (call(wire.CallState.INCOMING),),
        (call(wire.CallState.CALLING),),
        (call(HELD), call(ACTIVE, 2)),
    ):
        with pytest.raises(Refused, match="busy"):
            check_dial(calls, 1)


def test_only_known_tones_are_played() -> None:
    check_tone(wire.PlayTone(id=1, tone="hold"))
    with pytest.raises(Refused, match="malformed"):
        check_tone(wire.PlayTone(id=1, tone="call_waiting"))


def test_a_message_comes_in_pieces_the_socket_can_carry_and_never_during_a_call() -> None:
    piece = wire.PlayMessage(id=1, part=0, law="pcma", samples=b"\xd5" * wire.MESSAGE_PIECE)
    assert len(msgspec.json.encode(piece)) < wire.FRAME_LIMIT
    check_message(piece, ())
    with pytest.raises(Refused, match="busy"):
        check_message(piece, (call(HELD),))
    for wrong in (
        {"part": -1},
        {"part": wire.MESSAGE_PARTS},
        {"samples": b""},
        {"samples": piece.samples + b"x"},
        {"law": "pcm"},
    ):
        with pytest.raises(Refused, match="malformed"):
            check_message(msgspec.structs.replace(piece, **wrong), ())


@pytest.mark.parametrize("digits", ["", "1" * 33, "12a", "1;2", "٣"])
def test_digits_that_no_telephone_has_are_refused(digits: str) -> None:
    with pytest.raises(Refused, match="bad_digits"):
        check_call(wire.Dtmf(id=1, call=1, digits=digits), (call(wire.CallState.ACTIVE),))


def test_page_gets_the_fields_it_needs() -> None:
    assert command_fields(wire.Hold(id=1, call=2)) == {"call": 2}
    assert command_fields(wire.Mute(id=1, call=2, on=True)) == {"call": 2, "on": True}
    assert command_fields(wire.Dtmf(id=1, call=2, digits="5")) == {"call": 2, "digits": "5"}
    assert command_fields(wire.Join(id=1, call=2, other=3)) == {"call": 2, "other": 3}
    transfer = wire.Transfer(id=1, call=2, to="06 1234 5678")
    assert command_fields(transfer) == {"call": 2, "number": "+390612345678"}


@pytest.mark.parametrize("number", ["899123456", "+442079460000", "+39199123123", "+881612345678"])
def test_numbers_no_seat_may_dial_are_refused(number: str) -> None:
    with pytest.raises(Refused) as refused:
        number_to_dial(number, 9)
    assert (refused.value.code, refused.value.request_id) == ("forbidden_number", 9)


def test_number_is_dialled_in_one_form() -> None:
    assert number_to_dial("06 1234 5678", 1) == "+390612345678"
    assert number_to_dial("1002", 1) == "1002"
    assert number_to_dial("q-tributi", 1) == "q-tributi"
    assert number_to_dial("112", 1) == "112"
    with pytest.raises(Refused, match="bad_number"):
        number_to_dial("sip:a@b", 1)
    with pytest.raises(Refused):
        number_to_dial("q-a@evil", 1)
