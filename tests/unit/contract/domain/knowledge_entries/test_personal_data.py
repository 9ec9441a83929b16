"""What is a citizen's is taken out of a text about an entry; prices, hours and laws stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.domain.knowledge_entries.personal_data import MARK, Removed, without_personal_data


@pytest.mark.parametrize(
    "text",
    [
        "Chiude alle 13:00, non alle 12:30.",
        "La rata è di 1.234,56 euro e scade il 16/06/2026.",
        "Lo dice il DPR 445/2000, articolo 38.",
        "La marca da bollo costa 16,00 euro dal 01.01.2026 al 31.12.2026.",
        "Il CAP è 00154, il civico 38/40.",
        "Il numero della pratica è 2026-000123.",
        "Chiamare il 060606 o il 112.",
    ],
)
def test_what_an_entry_says_stays(text: str) -> None:
    assert without_personal_data(text).text == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cell. 333 1234567", Removed.PHONE),
        ("Cell. +39 333-123.4567", Removed.PHONE),
        ("Cell. 00393331234567", Removed.PHONE),
        ("Casa 06 5123 4567", Removed.PHONE),
        ("cf rssmra85t10a562s", Removed.FISCAL_CODE),
        ("cf RSS MRA 85T10 A562S".replace("RSS MRA", "RSSMRA"), Removed.FISCAL_CODE),
        ("scrive da uno.nessuno@posta.example", Removed.EMAIL),
        ("carta 4111 1111 1111 1111", Removed.CARD),
        ("IBAN IT60 X054 2811 1010 0000 0123 456", Removed.CARD),
    ],
)
def test_what_is_a_citizens_goes(text: str, kind: Removed) -> None:
    cleaned = without_personal_data(text)
    assert MARK in cleaned.text
    assert cleaned.removed == (kind,)
    assert not any(c.isdigit() for c in cleaned.text.replace(MARK, ""))


def test_numbers_and_addresses_of_the_entry_itself_stay() -> None:
    known = '{"phones":["+390667101"],"email":"tari@comune.example"}'
    text = "Il 06 67101 e tari@comune.example non rispondono, il 06 67102000 sì."
    assert without_personal_data(text, known).text == (
        "Il 06 67101 e tari@comune.example non rispondono, il […] sì."
    )


@given(st.text(max_size=400))
def test_any_text_is_cleaned_once_for_all(text: str) -> None:
    once = without_personal_data(text).text
    assert without_personal_data(once).text == once
