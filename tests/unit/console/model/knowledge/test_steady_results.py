"""What an operator has seen in a list stays where it is while she types on."""

from msgspec.structs import replace

from console.model.knowledge.search_hit import SearchAnswer
from console.model.knowledge.search_wish import SearchWish
from console.model.knowledge.steady_results import SHOWN, settled
from contract.knowledge.search_hit import HitKind, SearchHit


def an_answer(query: str, *, half: bool = False, **scores: float) -> SearchAnswer:
    hits = (
        SearchHit(kind=HitKind.CARD, id=name, title=name, score=score)
        for name, score in sorted(scores.items(), key=lambda one: -one[1])
    )
    return SearchAnswer(query=query, hits=tuple(hits), is_half_word=half)


def places(answer: SearchAnswer) -> str:
    return " ".join(hit.id for hit in answer.hits)


def test_a_result_that_is_hardly_better_does_not_take_a_place() -> None:
    shown = an_answer("tari doppi", double=1.0, rates=0.9)
    assert places(settled(shown, an_answer("tari doppia", rates=1.05, double=1.0))) == (
        "double rates"
    )


def test_a_result_that_is_better_by_far_does() -> None:
    shown = an_answer("tari doppi", rates=1.0, double=0.9)
    found = an_answer("tari doppia", double=2.0, rates=1.0, fines=0.1)
    assert places(settled(shown, found)) == "double rates fines"


def test_half_a_word_moves_less_than_a_whole_one() -> None:
    shown = an_answer("tari ", rates=1.0, double=0.9)
    found = {"double": 1.3, "rates": 1.0}
    assert places(settled(shown, an_answer("tari do", half=True, **found))) == "rates double"
    assert places(settled(shown, an_answer("tari doppia", **found))) == "double rates"


def test_half_a_word_that_finds_other_things_leaves_what_was_there() -> None:
    shown = an_answer("tari ", rates=1.0, double=0.9)
    found = an_answer("tari do", half=True, cadaver=0.8, rates=0.7)
    assert places(settled(shown, found)) == "rates double cadaver"
    assert places(settled(shown, an_answer("tari doni", gift=0.8, rates=0.7))) == "rates gift"


def test_the_first_word_leaves_nothing_there_that_does_not_begin_so() -> None:
    shown = an_answer("r", half=True, collection=0.98, residence=0.97)
    found = an_answer("rimb", half=True, refund=0.85, residence=0.1)
    assert places(settled(shown, found)) == "refund residence"


def test_out_of_the_first_three_a_result_is_pushed_by_a_much_better_one_only() -> None:
    shown = an_answer("ta", a=4.0, b=3.0, c=2.0, d=1.0)
    assert places(settled(shown, an_answer("tari", a=4.0, b=3.0, d=1.3, c=1.0))) == "a b c d"
    assert places(settled(shown, an_answer("tari", a=4.0, b=3.0, d=1.5, c=1.0))) == "a b d c"
    lower = an_answer("ta", a=9.0, b=8.0, c=7.0, d=1.0, e=0.9)
    assert places(settled(lower, an_answer("tari", a=9.0, b=8.0, c=7.0, e=1.3, d=1.0))) == (
        "a b c e d"
    )


def test_the_title_that_holds_all_that_is_asked_goes_before_those_that_lack_a_word() -> None:
    shown = an_answer("carta iden", issue=1.0, minors=0.95, home=0.94, urgent=0.93, stolen=0.9)
    found = {"stolen": 1.1, "issue": 1.0, "minors": 0.95, "home": 0.94, "urgent": 0.93}
    answer = an_answer("carta identita rubata", **found)
    assert places(settled(shown, answer)).startswith("issue")
    whole = tuple(replace(hit, holds_all=hit.id == "stolen") for hit in answer.hits)
    assert places(settled(shown, replace(answer, hits=whole))).startswith("stolen issue")


def test_letters_taken_back_move_nothing_either() -> None:
    shown = an_answer("tari doppia", double=1.0, rates=0.9)
    assert places(settled(shown, an_answer("tari doppi", rates=1.05, double=1.0))) == (
        "double rates"
    )


def test_another_question_begins_anew() -> None:
    shown = an_answer("tari", double=1.0, rates=0.9)
    assert places(settled(shown, an_answer("cie", rates=1.05, double=1.0))) == "rates double"


def test_another_filter_and_changed_entries_show_their_own_order() -> None:
    shown = an_answer("tari", double=1.0, rates=0.9)
    again = an_answer("tari", rates=1.05, double=1.0)
    assert places(settled(shown, again)) == "rates double"
    narrowed = SearchAnswer(query="tari @m8", hits=again.hits, wish=SearchWish(municipio=8))
    assert places(settled(shown, narrowed)) == "rates double"


def test_what_is_found_no_more_goes_and_no_more_is_shown_than_there_is_room_for() -> None:
    shown = an_answer("ta", gone=2.0, rates=1.0)
    many = {f"card{number:02}": 0.5 for number in range(30)}
    settled_hits = settled(shown, an_answer("tar", rates=1.0, **many)).hits
    assert settled_hits[0].id == "rates"
    assert len(settled_hits) == SHOWN


def test_a_question_takes_the_place_of_its_card() -> None:
    shown = an_answer("nido quan", nido=1.0, mensa=0.9)
    question = SearchHit(kind=HitKind.FAQ, id="q", title="?", card_id="nido", score=0.95)
    other = SearchHit(kind=HitKind.CARD, id="mensa", title="mensa", score=1.0)
    found = SearchAnswer(query="nido quando", hits=(other, question))
    assert places(settled(shown, found)) == "q mensa"
