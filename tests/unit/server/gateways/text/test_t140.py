"""Bytes of T.140 become plain characters, whatever they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.domain.text_conversation import ALERT, BACKSPACE, LINE_BREAK, LOST
from server.gateways.text.t140 import T140Reader, block, typed

ALLOWED = {ALERT, BACKSPACE, LINE_BREAK, "\t"}


def read(*blocks: bytes) -> str:
    reader = T140Reader()
    return "".join(map(reader.read, blocks))


def test_letters_of_all_scripts_pass_as_they_are() -> None:
    text = "Perché? ١٢٣ العربية 中文 🙂 ‏e\u0301"
    assert read(text.encode()) == text


@pytest.mark.parametrize("line_end", ["\u2028", "\r\n", "\r", "\n", "\u2029"])
def test_all_line_ends_are_one(line_end: str) -> None:
    assert read(f"a{line_end}b".encode()) == "a\nb"


def test_a_line_end_cut_in_two_blocks_is_one() -> None:
    assert read(b"a\r", b"\nb", b"\n") == "a\nb\n"
    assert read(b"a\r", b"b\nc") == "a\nb\nc"


def test_byte_order_marks_are_no_characters() -> None:
    assert read("\ufeff".encode(), "a\ufeffb".encode()) == "ab"


def test_a_correction_and_an_alert_are_kept_for_the_reader() -> None:
    assert read(b"caso\x08a\x07") == "caso\x08a\x07"


def test_useless_controls_are_shown_as_a_mark() -> None:
    assert read("a\x00b\x1bc\x85d\u202ee".encode()) == f"a{LOST}b{LOST}c{LOST}d{LOST}e"


def test_graphic_rendition_and_application_strings_vanish() -> None:
    assert read("a\x9b1;31mb\x98secret\x9cc\x1bad".encode()) == "abcd"


def test_broken_utf_8_is_marked() -> None:
    assert read(b"caff\xc3", b"\xa8") == f"caff{LOST}{LOST}"
    assert read(b"\xff\xfe") == LOST * 2


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_give_showable_text(blocks: list[bytes]) -> None:
    for character in read(*blocks):
        assert character in ALLOWED or unicodedata.category(character) != "Cc"


@given(st.text(max_size=60))
def test_what_is_typed_comes_back_from_a_block(text: str) -> None:
    plain = typed(text)
    assert T140Reader().read(block(plain)) == plain.replace("\u2028", "\n").replace("\u2029", "\n")


def test_half_a_surrogate_pair_is_not_sent() -> None:
    assert typed("a\ud83db") == "ab"
