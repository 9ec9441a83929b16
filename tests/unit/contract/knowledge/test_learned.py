"""Cards that operators answered with are found by the words that led to them."""

import msgspec

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.learning import LearnedCard, LearnedWord, learned_id
from contract.knowledge.documents import card_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.plain_search import PlainSearch
from tests.unit.contract.knowledge.small_corpus import a_card, an_engine, titles

RIDES, CHILDREN = "Mobilità condivisa", "Iscrizione al nido"


def a_word(stem: str, *cards: str, impact: float = 0.5, language: str = "it") -> LearnedWord:
    found = tuple(LearnedCard(card_id=CardId(card.lower()), impact=impact) for card in cards)
    return LearnedWord(id=learned_id(language, stem), language=language, stem=stem, cards=found)


def test_a_word_of_no_text_finds_the_card_it_led_to() -> None:
    engine = an_engine(RIDES, CHILDREN)
    assert titles(engine, "monopattino") == []
    engine.change_learned([a_word("monopattin", RIDES)], ())
    assert titles(engine, "monopattino") == [RIDES]
    assert titles(engine, "dove parcheggio i monopattini") == [RIDES]


def test_a_slip_in_a_learned_word_is_forgiven_at_less_weight() -> None:
    engine = an_engine(RIDES, CHILDREN)
    engine.change_learned([a_word("monopattin", RIDES)], ())
    (exact,), (slipped,) = engine.search("monopattino ", 3), engine.search("monopatino ", 3)
    assert slipped.title == RIDES
    assert slipped.score < exact.score


def test_a_title_that_has_the_word_stays_before_what_was_learned() -> None:
    engine = an_engine("Nido", RIDES)
    engine.change_learned([a_word("nid", RIDES, impact=0.7)], ())
    assert titles(engine, "nido") == ["Nido", RIDES]


def test_what_is_forgotten_is_found_no_more_and_cards_that_are_gone_do_no_harm() -> None:
    engine = an_engine(RIDES)
    word = a_word("monopattin", RIDES, "gone")
    engine.change_learned([word], ())
    assert titles(engine, "monopattino") == [RIDES]
    engine.change_learned([], [word.id])
    assert titles(engine, "monopattino") == []


def test_each_language_learns_its_own_words_also_one_that_comes_later() -> None:
    engines = LanguageEngines("it", [card_document(a_card(RIDES))], ())
    engines.change_learned([a_word("scooter", "shared rides", language="en")], ())
    assert engines.search("scooters", 3) == []
    english = msgspec.structs.replace(a_card("Shared rides"), language="en")
    engines = engines.changed([card_document(english)])
    assert [hit.title for hit in engines.search("scooters", 3)] == ["Shared rides"]


def test_without_numpy_it_is_learned_too() -> None:
    search = PlainSearch("it", [card_document(a_card(RIDES)), card_document(a_card(CHILDREN))], ())
    search.change_learned([a_word("monopattin", RIDES)], ())
    assert [hit.title for hit in search.search("monopattino", 3)] == [RIDES]
    search.change_learned([], ["it:monopattin"])
    assert search.search("monopattino", 3) == []
