"""Bytes from the network become values or one refusal, whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.wire.changes import PullRequest
from contract.wire.commands import Command, Status, Verdict
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.session import Hello


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"epoch":1,"cursors":{}}',
        b'{"epoch":null}',
        b'{"epoch":"e","cursors":{"base":1.5}}',
        b"[" * 100_000,
        b'{"epoch":"\xc3\x28","cursors":{}}',
    ],
)
def test_a_wrong_message_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedMessage):
        decode(data, PullRequest)


@given(st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(data: bytes) -> None:
    try:
        decode(data, Command)
    except MalformedMessage:
        return


def test_the_refusal_does_not_repeat_what_was_sent() -> None:
    secret = b'{"epoch":"e","cursors":"RSSMRA80A01H501U"}'
    with pytest.raises(MalformedMessage) as refused:
        decode(secret, PullRequest)
    assert "RSSMRA" not in str(refused.value)


def test_unknown_fields_of_a_newer_peer_are_passed_over() -> None:
    assert decode(b'{"epoch":"e","cursors":{},"colour":"red"}', PullRequest).epoch == "e"


def test_what_is_encoded_decodes_to_the_same() -> None:
    verdict = Verdict(status=Status.REJECTED, reason="exists", detail={"a": "b"}, marks={"kb": 3})
    assert decode(encode(verdict), Verdict) == verdict


def test_a_command_of_an_unknown_kind_is_malformed() -> None:
    data = b'{"id":"1","at":"2026-11-25T09:00:00Z","data":{"type":"dance"}}'
    with pytest.raises(MalformedMessage):
        decode(data, Command)


def test_hello_offers_local_sign_in_when_it_does_not_say() -> None:
    hello = (
        b'{"server_id":"s","name":"n","version":"1","epoch":"e","protocol_min":1,"protocol_max":1}'
    )
    assert decode(hello, Hello).auth == ("local",)
