"""Everyday words lead to office words."""

from pathlib import Path

import pytest

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.knowledge.documents import card_document
from contract.knowledge.engine import Engine
from contract.knowledge.thesaurus import Thesaurus, lines_of
from contract.knowledge.vocabulary import Vocabulary
from tests.unit.contract.knowledge.small_corpus import a_card, an_engine, titles

RESOURCES = Path(__file__).parents[4] / "resources"
SHIPPED = RESOURCES / "thesaurus_it.txt"


def test_a_one_way_entry_works_one_way_only() -> None:
    engine = an_engine("TARI", "Spazzatura in strada", thesaurus="spazzatura > tari")
    assert titles(engine, "spazzatura ") == ["Spazzatura in strada", "TARI"]
    assert titles(engine, "tari ") == ["TARI"]


def test_an_equal_entry_works_all_ways() -> None:
    engine = an_engine("Affitti", "Locazioni", thesaurus="affitto = locazione")
    assert titles(engine, "affitto ") == ["Affitti", "Locazioni"]
    assert titles(engine, "locazione ") == ["Locazioni", "Affitti"]


def test_a_term_is_found_in_any_order_and_ending() -> None:
    engine = an_engine("Trasporto scolastico", thesaurus="autobus scuola > trasporto scolastico")
    for asked in ("autobus per la scuola", "le scuole e gli autobus", "scuola autobus"):
        assert titles(engine, asked) == ["Trasporto scolastico"], asked


def test_words_of_a_term_far_apart_mean_something_else() -> None:
    engine = an_engine("Trasporto scolastico", thesaurus="autobus scuola > trasporto scolastico")
    far = "autobus linea notte domenica festivo capolinea stazione orario estivo scuola"
    assert titles(engine, far) == []


def test_a_mistyped_or_unfinished_everyday_word_is_understood() -> None:
    engine = an_engine("TARI", thesaurus="spazzatura > tari")
    assert titles(engine, "spazatura ") == ["TARI"]
    assert titles(engine, "spazzat") == ["TARI"]


def test_a_negation_is_part_of_its_term() -> None:
    engine = an_engine(
        "Emergenza abitativa", "Giardini", thesaurus="senza casa > emergenza abitativa"
    )
    assert titles(engine, "sono senza casa") == ["Emergenza abitativa"]
    assert titles(engine, "casa ") == []


def test_a_target_of_several_words_needs_all_of_them() -> None:
    engine = an_engine(
        "Polizia locale",
        "Polizia mortuaria",
        "Fiscalità locale",
        thesaurus="vigili > polizia locale",
    )
    assert titles(engine, "vigili ") == ["Polizia locale"]


def test_lines_of_another_language_are_left_out() -> None:
    french = lines_of("ordures > tari", "fr")
    engine = Engine("it", [card_document(a_card("TARI"))], french)
    assert titles(engine, "ordures ") == []


def test_reading_skips_comments_and_blank_lines() -> None:
    lines = lines_of("# theme\n\na > b # why\n  c = d\n")
    assert [line.line for line in lines] == ["a > b", "c = d"]
    assert [line.id for line in lines] == ["it-3", "it-4"]


@pytest.mark.parametrize("line", ["", ">", "a >", "> a", "=", " , , > ,", "a = a", "!!! > ???"])
def test_a_faulty_line_does_no_harm(line: str) -> None:
    thesaurus = Thesaurus(Vocabulary("it"), [ThesaurusLine(id="1", line=line)])
    assert list(thesaurus.terms({"a": [0]})) in ([], [((0,), ())])


def test_a_changed_line_counts_at_once() -> None:
    engine = an_engine("TARI", "IMU", thesaurus="gabella > tari")
    engine = engine.changed(thesaurus_lines=[ThesaurusLine(id="it-1", line="gabella > imu")])
    assert titles(engine, "gabella ") == ["IMU"]
    engine = engine.changed(thesaurus_lines=[])
    assert titles(engine, "gabella ") == []


@pytest.mark.parametrize(("language", "at_least"), [("it", 350), ("fr", 100)])
def test_every_line_of_a_shipped_thesaurus_leads_somewhere(language: str, at_least: int) -> None:
    text = (RESOURCES / f"thesaurus_{language}.txt").read_text(encoding="utf-8")
    lines = lines_of(text, language)
    assert len(lines) >= at_least
    for line in lines:
        assert (">" in line.line) != ("=" in line.line), line.line
        left, _, right = line.line.partition(">")
        assert all(part.strip() for part in left.replace("=", ",").split(",")), line.line
        assert not right or all(part.strip() for part in right.split(",")), line.line


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("quanto pago di spazzatura", "TARI"),
        ("mi hanno portato via la macchina", "Rimozione veicoli"),
        ("devo sposarmi in comune", "Celebrazione matrimonio civile"),
        ("luce della tomba del nonno", "Lampade votive"),
        ("voglio iscrivere il cane", "Anagrafe canina"),
        ("ho dimenticato la password", "Credenziali e accesso"),
        ("permesso per entrare in centro", "ZTL"),
        ("pulmino per andare a scuola", "Trasporto scolastico"),
    ],
)
def test_the_shipped_thesaurus_knows_how_citizens_speak(asked: str, title: str) -> None:
    wanted = [
        "TARI",
        "Rimozione veicoli",
        "Celebrazione matrimonio civile",
        "Lampade votive",
        "Anagrafe canina",
        "Credenziali e accesso",
        "ZTL",
        "Trasporto scolastico",
        "Biblioteca",
    ]
    engine = an_engine(*map(a_card, wanted), thesaurus=SHIPPED.read_text(encoding="utf-8"))
    assert titles(engine, asked)[0] == title
