"""How text becomes words."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.knowledge.language.text_folding import fold, without_doubles, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carta d'identità", ["carta", "d", "identita"]),
        ("carta d’identità", ["carta", "d", "identita"]),
        ("dell'anagrafe", ["dell", "anagrafe"]),
        ("D.P.R. 445/2000", ["dpr", "445", "2000"]),
        ("d.p.r 445", ["dpr", "445"]),
        ("C.I.E.", ["cie"]),
        ("sportello S.U.A.P. di zona", ["sportello", "suap", "di", "zona"]),
        ("data.gouv", ["data", "gouv"]),
        ("Art. 381", ["art", "381"]),
        ("cœur d'Œuvre", ["coeur", "d", "oeuvre"]),
        ("CAFFÈ", ["caffe"]),
        ("multi-agent_test/uno", ["multi", "agent", "test", "uno"]),
        ("垃圾税 Straße", ["垃圾", "圾税", "strasse"]),
        ("ﻣﺴﺘﺸﻔﻰ ﺭﻭﻣﺎ", ["مستشفي", "روما"]),  # as PDF files write Arabic: in letters' shapes
        ("un po'", ["un", "po"]),
        ("...", []),
        ("", []),
    ],
)
def test_text_becomes_comparable_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


def test_every_character_made_of_others_folds_to_what_they_fold_to() -> None:
    made = [chr(code) for code in range(sys.maxunicode) if unicodedata.decomposition(chr(code))]
    assert len(made) > 5_000
    assert [one for one in made if words(" ".join(words(one))) != words(one)] == []


def test_decomposed_accents_fold_like_composed_ones() -> None:
    assert fold("citta\u0300") == fold("città") == "citta"


def test_doubled_letters_can_be_ignored() -> None:
    assert without_doubles("caffe") == "cafe"
    assert without_doubles("protezzione") == without_doubles("protezione")
