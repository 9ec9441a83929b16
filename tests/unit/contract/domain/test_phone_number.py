"""Numbers as they are typed, stored, dialled, read aloud and logged."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.domain.phone_number import (
    UnusableNumber,
    dialable,
    has_lost_zero,
    masked,
    spoken,
    to_e164,
)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("06 5555 0100", "+390655550100"),
        ("06/5555.0100", "+390655550100"),
        ("(06) 5555-0100", "+390655550100"),
        ("+39 06 5555 0100", "+390655550100"),
        ("333 123 4567", "+393331234567"),
        ("060606", "+39060606"),
        ("+33 1 23 45 67 89", "+33123456789"),
    ],
)
def test_a_typed_number_becomes_one_spelling(typed: str, e164: str) -> None:
    assert to_e164(typed) == e164


@pytest.mark.parametrize(
    "typed", ["", "abc", "06 abc", "+", "12", "٠٦٥٥٥٥٠١٠٠", "+999123456", "1" * 40]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UnusableNumber) as refused:
        to_e164(typed)
    assert refused.value.code in ("phone_malformed", "phone_too_short")


def test_a_number_with_digits_missing_is_called_too_short() -> None:
    with pytest.raises(UnusableNumber, match="phone_too_short"):
        to_e164("0655")


FORBIDDEN = (
    *("899123456", "892123", "8951234567", "166123456", "144123456", "163123456", "164123456"),
    *("0878123456", "1782345678", "199123456", "848123456", "840123456", "7091234567"),
    *("40123", "4123", "12345", "119", "187", "412"),
    *("+33123456789", "0033123456789", "+39899123456", "0039 166 123456"),
    *("+881612345678", "+870773123456", "+8835100123456", "+88212345678"),
    # Abroad, behind the prefix of Italy.
    *("+390024766123", "+39 006 834000", "0039 00 24766123", "00390039061234", "+390050012345"),
)


@pytest.mark.parametrize("typed", FORBIDDEN)
@pytest.mark.parametrize("spelling", ["{}", " {} ", "({})"])
def test_premium_foreign_satellite_and_short_numbers_are_never_dialled(
    typed: str, spelling: str
) -> None:
    with pytest.raises(UnusableNumber) as refused:
        dialable(spelling.format(typed))
    assert refused.value.code in ("phone_forbidden", "phone_too_short", "phone_malformed")


@pytest.mark.parametrize(
    "typed", ["112", "113", "115", "117", "118", "114", "1515", "1522", "1530", "116000"]
)
def test_emergency_numbers_are_dialled_only_where_they_are_allowed(typed: str) -> None:
    assert dialable(typed, emergency=True) == typed
    with pytest.raises(UnusableNumber, match="phone_forbidden"):
        dialable(typed)
    with pytest.raises(UnusableNumber, match="phone_forbidden"):
        dialable("119", emergency=True)


@given(st.from_regex(r"\+?[0-9 ]{3,20}", fullmatch=True))
def test_whatever_is_dialled_is_a_seat_or_an_italian_subscriber(text: str) -> None:
    try:
        number = dialable(text)
    except UnusableNumber:
        return
    assert re.fullmatch(r"1[0-46-9]\d{2}|\+39(?:0[1-9]\d{4,}|3\d{8,}|800\d{5,6}|803\d{3})", number)


def test_a_seat_calls_citizens_and_other_seats() -> None:
    assert dialable("333 1234567") == "+393331234567"
    assert dialable("800 123456") == "+39800123456"
    assert dialable(" 1001 ") == "1001"


def test_a_number_is_read_in_the_groups_italians_use() -> None:
    assert spoken("+390655550100") == "06 5555 0100"
    assert spoken("1001") == "1001"
    assert spoken("+x") == "+x"
    assert spoken("+33123456789").startswith("+33 ")


def test_a_log_sees_the_last_three_digits() -> None:
    assert masked("+390655550100") == "…100"
    assert masked("") == ""


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        e164 = to_e164(text)
    except UnusableNumber:
        return
    assert to_e164(e164) == e164


@pytest.mark.parametrize("typed", ["655550100", "+39655550100", "2 12345678", "331-2345", "67101"])
def test_a_number_whose_zero_a_spreadsheet_dropped_is_known(typed: str) -> None:
    assert has_lost_zero(typed) == (len(typed) > 5)


@pytest.mark.parametrize(
    "typed",
    [
        *("06 5555 0100", "+390655550100", "060606", "3331234567", "+39 333 1234567", "800123456"),
        *("1522", "112", "803116", "+441234234567", "0039 06 5555 0100", "", "x", "892000"),
    ],
)
def test_a_number_that_never_had_one_is_left_alone(typed: str) -> None:
    assert not has_lost_zero(typed)
