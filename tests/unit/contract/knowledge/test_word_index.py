"""An index changed document by document must answer like one built anew."""

import random

import pytest

from contract.knowledge.documents import Document, card_document, faq_document
from contract.knowledge.engine import Engine
from contract.knowledge.search_hit import HitKind
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq, an_engine, engine_of, titles

WORDS = ("anagrafe", "tari", "imu", "scuola", "mensa", "carta", "multa", "sosta", "verde", "nido")


def _document(number: int, luck: random.Random) -> Document:
    title = " ".join(luck.sample(WORDS, 3))
    text = " ".join(luck.choices(WORDS, k=20))
    return card_document(a_card(title, text, card_id=f"card-{number}"))


def _answers(engine: Engine) -> list[set[str]]:
    return [{hit.id for hit in engine.search(f"{word} ", 50)} for word in WORDS]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_changes_one_by_one_equal_a_new_index(seed: int) -> None:
    luck = random.Random(seed)
    now = {number: _document(number, luck) for number in range(20)}
    engine = engine_of(list(now.values()))
    for _ in range(60):
        number = luck.randrange(30)
        if luck.random() < 0.3:
            engine = engine.changed((), [(HitKind.CARD, f"card-{number}")])
            now.pop(number, None)
        else:
            now[number] = _document(number, luck)
            engine = engine.changed([now[number]])
    assert _answers(engine) == _answers(engine_of(list(now.values())))


def test_a_changed_card_keeps_its_place_among_equals() -> None:
    engine = an_engine(*[a_card("Mensa", card_id=name) for name in "abc"])
    engine = engine.changed([card_document(a_card("Mensa", card_id="a"))])
    assert [hit.id for hit in engine.search("mensa", 3)] == ["a", "b", "c"]


def test_new_words_can_be_completed_and_corrected() -> None:
    engine = an_engine("Anagrafe")
    engine = engine.changed([card_document(a_card("Monopattini"))])
    for asked in ("monopa", "monopatini ", "MONOPATTINO "):
        assert titles(engine, asked) == ["Monopattini"], asked


def test_a_removed_card_is_never_found_completed_or_suggested() -> None:
    engine = an_engine("Anagrafe", "Monopattini")
    engine = engine.changed((), [(HitKind.CARD, "monopattini")])
    for asked in ("monopattini", "monopa", "monopatini "):
        assert titles(engine, asked) == []
        assert engine.suggestion(asked) == ""
    engine = engine.changed((), [(HitKind.CARD, "never there")])


def test_an_empty_index_answers_and_grows() -> None:
    engine = an_engine()
    assert titles(engine, "anagrafe") == []
    engine = engine.changed([card_document(a_card("Anagrafe", "in via Roma"))])
    assert titles(engine, "anagr") == ["Anagrafe"]
    assert titles(engine, "via roma") == ["Anagrafe"]


def test_a_card_is_found_by_the_questions_of_its_faqs() -> None:
    engine = engine_of([card_document(a_card("Carta elettronica", card_id="cie"))])
    faq = a_faq("Quanto costa il duplicato?", "cie", faq_id="faq-1")
    engine = engine.changed([faq_document(faq)])
    assert {hit.kind for hit in engine.search("duplicato", 5)} == {HitKind.CARD, HitKind.FAQ}
    engine = engine.changed([faq_document(a_faq("Serve la fototessera?", "cie", faq_id="faq-1"))])
    assert engine.search("duplicato", 5) == []
    assert len(engine.search("fototessera", 5)) == 2
    engine = engine.changed((), [(HitKind.FAQ, "faq-1")])
    assert engine.search("fototessera", 5) == []


def test_a_faq_hit_names_its_card() -> None:
    card = card_document(a_card("Carta elettronica", card_id="cie"))
    faq = faq_document(a_faq("Quanto costa il duplicato?", "cie", "Costa 22 euro."))
    hit = engine_of([card, faq]).search("costa duplicato", 1)[0]
    assert (hit.kind, hit.card_id, hit.subtitle) == (HitKind.FAQ, "cie", "Carta elettronica")
