"""Report descriptors are read by the specification, and no bytes do harm."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from phone.headset.headset_reports import is_headset
from phone.headset.hid_descriptor import BadDescriptor, read_descriptor
from tests.support.phones.headset_descriptors import (
    ARRAY,
    BIT,
    KEYBOARD,
    NUMBERED,
    PLAIN,
    count,
    item,
)


def test_fields_of_a_headset_have_their_place_and_kind() -> None:
    descriptor = read_descriptor(NUMBERED)
    assert descriptor.applications == (0x0B0005,)
    assert descriptor.is_numbered
    assert [(one.report, one.bit, one.usages, one.is_relative) for one in descriptor.inputs] == [
        (2, 0, (0x0B0020,), False),
        (2, 1, (0x0B002F,), True),
        (2, 2, (0x0B0021,), True),
        (2, 3, (0x0B0026,), True),
    ]
    assert [(one.bit, one.usages) for one in descriptor.outputs] == [
        (0, (0x080017,)),
        (1, (0x080018,)),
        (2, (0x080009,)),
        (3, (0x080020,)),
    ]
    assert descriptor.output_bits == {3: 8}


def test_array_names_all_keys_it_can_hold() -> None:
    (keys,) = read_descriptor(ARRAY).inputs
    assert keys.is_array
    assert keys.usages == (0x0B0020, 0x0B0021, 0x0B002F)
    assert keys.minimum == 1


def test_range_of_usages_is_spread_over_its_fields() -> None:
    fields = read_descriptor(KEYBOARD).inputs
    assert [one.usages[0] & 0xFFFF for one in fields] == list(range(0xE0, 0xE8))


def test_usage_of_four_bytes_brings_its_own_page_and_pop_restores_what_was_pushed() -> None:
    data = (
        item(0x05, 0x01) + item(0xA4) + item(0x05, 0x0B) + item(0xB4)
        + item(0x0B, 0x2F, 0x00, 0x0B, 0x00) + BIT + count(1) + item(0x81, 0x02)
        + item(0x09, 0x30) + item(0x81, 0x02)
    )  # fmt: skip
    first, second = read_descriptor(data).inputs
    assert (first.usages, second.usages) == ((0x0B002F,), (0x010030,))


def test_long_item_is_passed_over() -> None:
    assert read_descriptor(item(0xFE, 2, 0xF0, 1, 2) + PLAIN) == read_descriptor(PLAIN)


def test_headsets_are_told_from_keyboards() -> None:
    assert is_headset(read_descriptor(NUMBERED))
    assert is_headset(read_descriptor(PLAIN))
    assert not is_headset(read_descriptor(KEYBOARD))
    assert not is_headset(read_descriptor(b""))


@pytest.mark.parametrize(
    "data",
    [
        NUMBERED[:-2] + item(0x27, 1),
        item(0xFE),
        item(0xB4),
        item(0xA4) * 17,
        item(0x19, 0) + item(0x2A, 0xFF, 0xFF),
        item(0x09, 1) + item(0x75, 8) + item(0x97, 0xFF, 0xFF, 0xFF, 0x7F) + item(0x81, 2),
        (item(0x09, 1) + item(0x75, 1) + item(0x96, 0xFF, 0x03) + item(0x81, 2)) * 3,
    ],
    ids=["cut off", "long cut off", "pop", "push", "usages", "huge field", "many fields"],
)
def test_descriptor_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BadDescriptor):
        read_descriptor(data)


@given(st.binary(max_size=400))
@example(item(0x09, 1) + item(0x75, 33) + item(0x95, 1) + item(0x81, 2))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    try:
        descriptor = read_descriptor(data)
    except BadDescriptor:
        return
    assert all(0 < one.size <= 32 for one in descriptor.inputs)
