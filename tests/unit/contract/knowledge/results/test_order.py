"""A card, its translations and its questions have one place in the list."""

from hypothesis import given
from hypothesis import strategies as st

from contract.knowledge.documents import card_document, faq_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.plain_search import PlainSearch
from contract.knowledge.results.order import QUESTION_AHEAD, once_each
from contract.knowledge.search_hit import HitKind, SearchHit
from tests.unit.contract.knowledge.small_corpus import a_card, a_faq

CARDS = [
    a_card("Nido: iscrizioni", "Le domande si fanno online.", card_id="nido"),
    a_card("Mensa: iscrizioni", card_id="mensa"),
]
FAQS = [
    a_faq("Quando aprono le iscrizioni al nido?", "nido", "A febbraio.", faq_id="when"),
    a_faq("Le iscrizioni al nido costano?", "nido", "No.", faq_id="cost"),
]
DOCUMENTS = [*map(card_document, CARDS), *map(faq_document, FAQS)]


def found(text: str) -> list[str]:
    return [hit.id for hit in LanguageEngines("it", DOCUMENTS, ()).search(text, 10)]


def test_a_card_stands_for_its_questions() -> None:
    assert found("iscrizioni nido") == ["nido", "mensa"]


def test_a_question_that_is_plainly_asked_stands_for_its_card() -> None:
    assert found("quando aprono le iscrizioni al nido")[0] == "when"
    assert "nido" not in found("quando aprono le iscrizioni al nido")


def test_questions_leave_room_for_other_cards() -> None:
    many = [a_faq(f"Iscrizioni al nido {n}?", "nido", faq_id=f"q{n}") for n in range(20)]
    documents = [*map(card_document, CARDS), *map(faq_document, many)]
    hits = LanguageEngines("it", documents, ()).search("iscrizioni", 3)
    assert {hit.card_id or hit.id for hit in hits} == {"nido", "mensa"}


def test_it_is_so_on_a_computer_without_numpy_too() -> None:
    hits: list[SearchHit] = PlainSearch("it", DOCUMENTS, ()).search("iscrizioni nido", 10)
    assert [hit.id for hit in hits] == ["nido", "mensa"]


def test_a_question_of_no_card_stands_for_itself() -> None:
    alone = a_faq("Chi risponde la notte?", "", faq_id="night")
    hits = LanguageEngines("it", [faq_document(alone)], ()).search("notte", 5)
    assert [(hit.kind, hit.id) for hit in hits] == [(HitKind.FAQ, "night")]


@given(
    st.lists(
        st.tuples(st.sampled_from((HitKind.CARD, HitKind.FAQ)), st.integers(0, 6), st.floats(0, 2)),
        max_size=40,
    ),
    st.integers(1, 8),
)
def test_what_comes_too_late_to_change_anything_is_not_looked_at(
    found: list[tuple[HitKind, int, float]], limit: int
) -> None:
    hits = [
        SearchHit(kind=kind, id=f"{kind}-{at}", title="", score=score, card_id=str(card))
        for at, (kind, card, score) in enumerate(sorted(found, key=lambda one: -one[2]))
    ]
    looked_at = list[SearchHit]()

    def group_of(hit: SearchHit) -> str:
        looked_at.append(hit)
        return hit.card_id

    all_of_them = once_each(hits, lambda hit: hit.card_id, len(hits) + 1)
    assert once_each(hits, group_of, limit) == all_of_them[:limit]
    if len(all_of_them) >= limit:
        least = all_of_them[limit - 1].score
        assert all(hit.score * QUESTION_AHEAD >= least for hit in looked_at)
