"""Typing errors: what is corrected, and what must not be."""

import pytest

from tests.unit.contract.knowledge.small_corpus import a_card, an_engine, titles

TITLES = ("Protezione civile", "Servizi sociali", "Certificato di matrimonio", "Teatro comunale")


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("protezzione civile", "Protezione civile"),
        ("protezioen civile", "Protezione civile"),
        ("servizi socilai", "Servizi sociali"),
        ("certificato matrimoino", "Certificato di matrimonio"),
        ("certifcato matrimonoi", "Certificato di matrimonio"),
        ("teattro", "Teatro comunale"),
        ("matrimnio certific", "Certificato di matrimonio"),
    ],
)
def test_a_mistyped_title_is_found(asked: str, title: str) -> None:
    assert titles(an_engine(*TITLES), asked)[0] == title


def test_the_beginning_of_an_unfinished_word_may_be_mistyped() -> None:
    assert titles(an_engine(*TITLES), "certifci")[0] == "Certificato di matrimonio"


def test_the_likelier_correction_comes_first() -> None:
    engine = an_engine("Canone idrico", *[a_card("Cantone", card_id=f"c{n}") for n in range(5)])
    assert titles(engine, "canonne ")[0] == "Canone idrico"


def test_a_word_seen_once_in_a_text_is_no_correction() -> None:
    engine = an_engine(a_card("Anagrafe", "resideza scritto male"), "Residenza")
    assert titles(engine, "residezna ") == ["Residenza"]


def test_nothing_found_yields_a_suggestion_that_finds_something() -> None:
    engine = an_engine("Bonus TARI", "Bonus vacanze")
    assert titles(engine, "tarj ") == []
    suggestion = engine.suggestion("tarj ")
    assert suggestion == "tari"
    assert titles(engine, suggestion)[0] == "Bonus TARI"


def test_no_suggestion_where_nothing_resembles() -> None:
    engine = an_engine("Bonus TARI")
    assert engine.suggestion("xyzxyzxyz") == ""
    assert engine.suggestion("") == ""
