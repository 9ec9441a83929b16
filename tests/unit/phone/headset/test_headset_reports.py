"""Reports become key changes, calls become lamps; exactly as the device described itself."""

from hypothesis import given
from hypothesis import strategies as st

from phone.headset.headset_reports import HeadsetReports, Key, KeyChange, Lamp
from phone.headset.hid_descriptor import read_descriptor
from tests.support.phones.headset_descriptors import ARRAY, NUMBERED, PLAIN


def reports(data: bytes) -> HeadsetReports:
    return HeadsetReports(read_descriptor(data))


def test_keys_are_told_when_they_change_only() -> None:
    headset = reports(NUMBERED)
    assert headset.hear(b"\x02\x01") == (KeyChange(Key.HOOK, is_on=True, is_momentary=False),)
    assert headset.hear(b"\x02\x01") == ()
    assert headset.hear(b"\x02\x03") == (KeyChange(Key.MUTE, is_on=True, is_momentary=True),)
    assert headset.hear(b"\x02\x00") == (
        KeyChange(Key.HOOK, is_on=False, is_momentary=False),
        KeyChange(Key.MUTE, is_on=False, is_momentary=True),
    )


def test_report_of_another_number_or_too_short_changes_nothing() -> None:
    headset = reports(NUMBERED)
    for report in (b"", b"\x02", b"\x07\xff", b"\x03\xff"):
        assert headset.hear(report) == ()


def test_device_without_numbers_and_device_with_an_array() -> None:
    assert [one.key for one in reports(PLAIN).hear(b"\x03")] == [Key.HOOK, Key.MUTE]
    keypad = reports(ARRAY)
    assert keypad.hear(b"\x03") == (KeyChange(Key.MUTE, is_on=True, is_momentary=False),)
    assert {(one.key, one.is_on) for one in keypad.hear(b"\x01")} == {
        (Key.HOOK, True),
        (Key.MUTE, False),
    }
    assert keypad.hear(b"\x00")[0].is_on is False
    assert keypad.hear(b"\xff") == ()


def test_lamps_are_sent_when_they_change_only() -> None:
    headset = reports(NUMBERED)
    assert headset.show(frozenset()) == (b"\x03\x00",)
    assert headset.show(frozenset({Lamp.RING})) == (b"\x03\x02",)
    assert headset.show(frozenset({Lamp.RING})) == ()
    assert headset.show(frozenset({Lamp.OFF_HOOK, Lamp.MUTE})) == (b"\x03\x05",)
    headset.forget_shown()
    assert headset.show(frozenset({Lamp.OFF_HOOK, Lamp.MUTE})) == (b"\x03\x05",)


def test_device_shows_what_lamps_it_has() -> None:
    assert reports(PLAIN).show(frozenset(Lamp)) == (b"\x00\x01",)
    assert reports(ARRAY).show(frozenset(Lamp)) == ()


@given(st.lists(st.binary(max_size=8), max_size=10))
def test_no_report_does_harm(received: list[bytes]) -> None:
    for data in (NUMBERED, PLAIN, ARRAY):
        headset = reports(data)
        for report in received:
            headset.hear(report)
