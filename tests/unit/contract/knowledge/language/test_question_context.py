"""A question says by its small words in which language it is asked."""

import pytest

from contract.knowledge.language.question_context import asked_in, weekday_in

KNOWN = {("voiture", "fr"), ("passport", "en"), ("permesso", "it"), ("auto", "it"), ("auto", "de")}


def asked(text: str, own: str = "it") -> str:
    languages = ("it", "fr", "en", "de", "ar", "zh")
    return asked_in(text, own, languages, lambda word, one: (word, one) in KNOWN)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("où est ma voiture ", "fr"),
        ("comment faire pour renouveler mon titre de séjour", "fr"),
        ("how do I get a passport ", "en"),
        ("wo ist mein auto und wie bekomme ich es", "de"),
        ("أين بطاقتي", "ar"),
        ("身份证", "zh"),
    ],
)
def test_a_foreign_question_is_known_at_an_italian_seat(text: str, language: str) -> None:
    assert asked(text) == language


@pytest.mark.parametrize(
    "text", ["", "m", "tari", "permesso auto ", "la mia auto non c'è più", "pass", "ma voiture"]
)
def test_what_may_be_italian_stays_italian(text: str) -> None:
    assert asked(text) == ""


def test_at_a_french_seat_french_is_nothing_foreign() -> None:
    assert asked("où est ma voiture ", own="fr") == ""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("orari anagrafe sabato", 5),
        ("ouvert le lundi", 0),
        ("orari", None),
        ("lunedi sabato", None),
    ],
)
def test_a_day_of_the_week_is_known_where_one_alone_is_named(said: str, day: int | None) -> None:
    assert weekday_in(said.split()) == day
