"""Districts in all their spellings."""

import pytest

from contract.knowledge.documents import office_document
from contract.knowledge.language import municipio
from contract.knowledge.language.text_folding import words
from tests.unit.contract.knowledge.small_corpus import an_office, engine_of, titles


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Municipio 8", 8),
        ("municipio VIII", 8),
        ("ottavo municipio", 8),
        ("VIII Municipio", 8),
        ("Municipio Roma XV", 15),
        ("municipio n. 1", 1),
        ("mun 3", 3),
        ("III circoscrizione", 3),
    ],
)
def test_a_district_is_recognised(text: str, number: int) -> None:
    assert municipio.terms(words(text)) == [municipio.term(number)]


@pytest.mark.parametrize("text", ["municipio", "municipio 16", "piano 8", "il municipio aperto"])
def test_other_words_name_no_district(text: str) -> None:
    assert municipio.terms(words(text)) == []


@pytest.mark.parametrize(
    ("field", "number"),
    [("VIII", 8), ("8", 8), ("Municipio 8", 8), ("Centro", None), ("1 2", None)],
)
def test_the_field_of_an_office_names_its_district(field: str, number: int | None) -> None:
    assert municipio.number_in(words(field)) == number


@pytest.mark.parametrize(
    "asked", ["municipio 8", "municipio VIII", "ottavo municipio", "anagrafe municipio ottavo"]
)
@pytest.mark.parametrize("written", ["VIII", "8", "Municipio Roma VIII"])
def test_an_office_is_found_by_its_district(asked: str, written: str) -> None:
    offices = [
        an_office("Anagrafe di zona", municipio=written, office_id="eight"),
        an_office("Anagrafe di piazza 8", municipio="XVIII", office_id="other"),
        an_office("Anagrafe di ponte", municipio="IX", office_id="nine"),
    ]
    engine = engine_of([office_document(office) for office in reversed(offices)])
    assert titles(engine, asked)[0] == "Anagrafe di zona"
