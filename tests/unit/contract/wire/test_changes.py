"""The checksum of a scope, and the kinds of the feed."""

import random

from hypothesis import given
from hypothesis import strategies as st

from contract.wire.changes import BODY_TYPES, Change, Kind, Op, checksum
from contract.wire.decoding import decode, encode

ROWS = [("card", f"c{number}", number % 3) for number in range(100)]


def test_every_kind_has_a_body() -> None:
    assert set(BODY_TYPES) == set(Kind)


def test_the_checksum_does_not_depend_on_the_order() -> None:
    shuffled = ROWS.copy()
    random.Random(7).shuffle(shuffled)
    assert checksum(shuffled) == checksum(ROWS)


def test_nothing_sums_up_to_zero() -> None:
    assert checksum([]) == 0


@given(st.integers(0, 99))
def test_a_missing_row_or_an_old_version_is_noticed(index: int) -> None:
    kind, entity_id, version = ROWS[index]
    others = ROWS[:index] + ROWS[index + 1 :]
    assert checksum(others) != checksum(ROWS)
    assert checksum([*others, (kind, entity_id, version + 1)]) != checksum(ROWS)


def test_the_sum_stays_within_32_bits() -> None:
    assert 0 <= checksum(("card", str(number), 1) for number in range(50_000)) < 2**32


def test_a_kind_of_a_newer_server_is_kept_not_refused() -> None:
    change = decode(b'[7,"drone","x","put",1,{"a":1}]', Change)
    assert (change.kind, change.op, bytes(change.body)) == ("drone", Op.PUT, b'{"a":1}')
    assert decode(encode(change), Change) == change


def test_what_is_gone_has_no_body() -> None:
    gone = Change(seq=1, kind=Kind.CARD, id="x", op=Op.GONE, version=2)
    assert bytes(decode(encode(gone), Change).body) == b"null"
    assert bytes(decode(b'[1,"card","x","gone",2]', Change).body) == b"null"
