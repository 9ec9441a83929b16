"""Text that was encoded twice is found, and text that only looks odd is left alone."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.domain.knowledge_entries.encoded_twice import encoded_twice
from tests.support.knowledge.knowledge_folder import DEMO_CITY

SHARED = Path(os.environ.get("CHIAMAROMA_SHARED") or Path(__file__).parents[6] / "shared" / "data")


@pytest.mark.parametrize(
    ("text", "seen", "meant"),
    [
        ("Dal perchÃ© al come", "perchÃ©", "perché"),
        ("lâ€™ufficio", "lâ€™ufficio", "l’ufficio"),
        ("in cittÃ\xa0 oggi", "cittÃ", "città"),
        ("in cittÃ oggi", "cittÃ", "città"),
        ("la cittÃ", "cittÃ", "città"),
        ("CITTÃ€, PERÃ’, PIÃ™", "CITTÃ€,", "CITTÀ,"),
        ("SÃ¬, certo", "SÃ¬,", "Sì,"),
        ("costa 16 â‚¬", "â‚¬", "€"),
        ("al 5Â° piano", "5Â°", "5°"),
        ("alle 10Â del", "10Â", "10"),
        ("dice â€œsÃ¬â€ e", "â€œsÃ¬â€", "“sì”"),
        ("perchÃƒÂ©", "perchÃƒÂ©", "perché"),
        ("lÂ’ufficio", "lÂ’ufficio", "l’ufficio"),
        ("BucureÅŸti", "BucureÅŸti", "Bucureşti"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("Ø®Ø¯Ù…Ø©", "Ø®Ø¯Ù…Ø©", "خدمة"),
        ("ðŸ˜€ ciao", "ðŸ˜€", "😀"),
    ],
)
def test_what_was_encoded_twice_is_found_with_what_it_was(text: str, seen: str, meant: str) -> None:
    found = encoded_twice(text)
    assert found is not None
    assert (found.seen, found.meant) == (seen, meant)


@pytest.mark.parametrize(
    "text",
    [
        *("città", "perché", "l’ufficio", "5°", "16 €", "«È»", "COS’È…", "PIÙ\xa0di", "“À”"),
        *("è\xa0«bene»", "perché…»", "naïve…»", "CAFÉ…»", "là\xa0»", "ò”", "ù–", "können“"),
        *("AMANHÃ", "AMANHÃ, sim", "«AMANHÃ»", "AMANHÃ…", "MANHÃ\xa0", "SÃO PAULO", "NÃO", "“Ã”"),
        *("„Ä“", "Ä…h", "10 Å", "FÅ”", "România", "Côte d’Ivoire", "ÎLE", "10 Ångström"),
        *("2√π", "√π", "r√π", "√2", "∫√x", "≈ 5", "≈5", "¬p", "√∞", "ƒ", "‚Äpfel‘", "Louÿs", "Haÿ"),
        *("Ð", "Привет", "خدمة", "中文", "বাংলা", "Việt Nam", "Łódź…»", "✓ ½ × ÷ § ¶ • ™ ©"),
    ],
)
def test_what_only_looks_odd_is_left_alone(text: str) -> None:
    assert encoded_twice(text) is None
    assert encoded_twice(f"prima {text} dopo") is None


def accented_words() -> set[str]:
    words = {
        word
        for file in sorted(DEMO_CITY.glob("*.csv"))
        for word in file.read_text(encoding="utf-8").split()
        if not word.isascii() and max(word) < "\u0250"
    }
    assert len(words) > 50
    return words


def test_every_accented_word_in_our_letters_of_the_demo_city_is_found_when_it_is_spoilt() -> None:
    words = accented_words()
    as_in_portuguese = {"Dà"}  # "DÃ" before a blank
    for word in words - as_in_portuguese:
        assert encoded_twice(word) is None
        spoilt = word.encode().decode("cp1252", "replace").replace("\ufffd", "")
        assert encoded_twice(f"a {spoilt} b") is not None, (word, spoilt)


def real_lines() -> Iterator[str]:
    for corpus in sorted((SHARED / "search").glob("*_corpus.jsonl.gz")):
        yield from gzip.decompress(corpus.read_bytes()).decode().split("\n")
    for folder, ends in (("it/anpr", "*.md"), ("it/anpr/certificates", "*.rst")):
        for file in sorted((SHARED / folder).glob(ends)):
            yield from file.read_text(encoding="utf-8").split("\n")
    for file in sorted((SHARED / "en" / "openreferral").glob("*.csv")):
        yield from file.read_text(encoding="utf-8-sig").split("\n")


@pytest.mark.shared_data
def test_no_real_text_raises_a_false_alarm() -> None:
    lines = list(real_lines())
    assert len(lines) > 5_000
    assert [found for line in lines if (found := encoded_twice(line))] == []
