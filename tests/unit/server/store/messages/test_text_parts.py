"""Receipts find their part, however the SMS centre writes its number, and no part of long ago."""

from datetime import timedelta

import pytest

from server.store.engine.server_database import ServerDatabase
from server.store.messages.text_parts import keep_part, keep_receipt, other_spellings, taken_parts
from tests.support.servers.server_records import NOW


@pytest.mark.parametrize(
    ("answer", "receipt"),
    [
        ("1A2B3C4D", "0439041101"),
        ("1a2b3c4d", "1A2B3C4D"),
        ("001a2b3c", "1715004"),
        ("439041101", "1a2b3c4d"),
        ("12345678", "305419896"),
        ("m-17", "m-17"),
    ],
)
def test_a_receipt_finds_the_part_whose_number_is_written_otherwise(
    server_database: ServerDatabase, answer: str, receipt: str
) -> None:
    write, read = server_database.write_now, server_database.read_now
    write(lambda c: keep_part(c, answer, "first", 1, NOW))
    assert write(lambda c: keep_receipt(c, receipt, "delivered", NOW)) == "first"
    assert read(lambda c: taken_parts(c, "first")) == {1: "delivered"}


def test_a_number_without_a_part_waits_for_it(server_database: ServerDatabase) -> None:
    write = server_database.write_now
    assert write(lambda c: keep_receipt(c, "0439041101", "lost", NOW)) == ""
    write(lambda c: keep_part(c, "1A2B3C4D", "first", 1, NOW))
    assert server_database.read_now(lambda c: taken_parts(c, "first")) == {1: "lost"}


def test_an_id_that_is_used_again_says_nothing_of_the_new_part(
    server_database: ServerDatabase,
) -> None:
    write = server_database.write_now
    write(lambda c: keep_part(c, "7", "first", 1, NOW))
    write(lambda c: keep_receipt(c, "7", "delivered", NOW))
    write(lambda c: keep_receipt(c, "8", "delivered", NOW))
    later = NOW + timedelta(days=40)
    write(lambda c: keep_part(c, "7", "second", 1, later))
    write(lambda c: keep_part(c, "8", "second", 2, later))
    assert server_database.read_now(lambda c: taken_parts(c, "second")) == {1: "", 2: ""}
    assert write(lambda c: keep_receipt(c, "7", "lost", later)) == "second"


def test_short_numbers_and_words_have_one_spelling() -> None:
    assert other_spellings("16") == ()
    assert other_spellings("part-12345") == ()
    assert other_spellings("9" * 40) == ()
    assert "1a2b3c4d" in other_spellings("439041101")
