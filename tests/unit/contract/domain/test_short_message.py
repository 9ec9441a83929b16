"""A text as SMS: no letter is torn, nothing is said in three messages that one would hold."""

from hypothesis import given
from hypothesis import strategies as st

from contract.domain.short_message import MOST_PARTS, short_message


def test_italian_needs_the_small_alphabet_and_one_message() -> None:
    message = short_message("Città: è aperto, perché no? €16,00 [modulo]")
    assert message.is_gsm
    assert len(message.parts) == 1


def test_signs_an_italian_reads_the_same_do_not_cost_a_large_alphabet() -> None:
    message = short_message("È l’ora – «subito» … À\u00a0domani \u206606 67101\u2069")
    assert message.is_gsm
    assert message.parts == (b"E' l'ora - \"subito\" ... A' domani 06 67101",)


def test_arabic_goes_in_two_bytes_a_letter() -> None:
    message = short_message("دفع رسوم النفايات")
    assert not message.is_gsm
    assert b"".join(message.parts).decode("utf-16-be") == "دفع رسوم النفايات"


def test_one_letter_too_many_makes_two_parts_of_the_size_with_a_header() -> None:
    assert [len(part) for part in short_message("a" * 160).parts] == [160]
    assert [len(part) for part in short_message("a" * 161).parts] == [153, 8]
    assert [len(part) for part in short_message("ع" * 70).parts] == [140]
    assert [len(part) for part in short_message("ع" * 71).parts] == [134, 8]


def test_an_escaped_letter_stays_with_its_escape() -> None:
    parts = short_message("a" * 152 + "€" * 20).parts
    assert [len(part) for part in parts] == [152, 40]
    assert not parts[0].endswith(b"\x1b")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=900))
def test_parts_of_any_text_put_together_are_that_text(text: str) -> None:
    message = short_message(text)
    if not message.is_gsm:
        plain = [part.decode("utf-16-be") for part in message.parts]  # each whole by itself
        assert len("".join(plain)) <= 3 * max(1, len(text))
    limit = (160, 153) if message.is_gsm else (140, 134)
    assert all(len(part) <= limit[len(message.parts) > 1] for part in message.parts)
    assert message.fits == (len(message.parts) <= MOST_PARTS)
