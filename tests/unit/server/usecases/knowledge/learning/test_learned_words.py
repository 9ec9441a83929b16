"""How much a word says for a card that operators linked after it."""

from datetime import date, timedelta

import pytest

from contract.domain.knowledge_entries.learning import MOST_IMPACT
from server.store.knowledge.searches import LinkTally
from server.usecases.knowledge.learning.learned_words import impact_of, learned_words

TODAY = date(2026, 11, 25)


def links(card: str, times: int, days_ago: int = 0, stem: str = "sold") -> LinkTally:
    day = TODAY - timedelta(days=days_ago)
    return LinkTally(language="it", stem=stem, card_id=card, day=day, times=times)


def impacts(*tallies: LinkTally, in_title: str = "") -> dict[str, float]:
    agreed = {(one.language, one.stem, one.card_id) for one in tallies}
    words = learned_words(tallies, agreed, lambda *key: key[2] == in_title, TODAY)
    return {card.card_id: card.impact for word in words for card in word.cards}


@pytest.mark.parametrize(("times", "impact"), [(2, 0.35), (5, 0.5), (20, 0.65), (10_000, 0.7)])
def test_the_more_links_the_more_it_says_but_never_as_much_as_a_title(
    times: int, impact: float
) -> None:
    assert impacts(links("tari", times)) == {"tari": impact}
    assert impact <= MOST_IMPACT


def test_a_word_that_leads_to_many_cards_says_less_for_each() -> None:
    shared = impacts(links("tari", 5), links("imu", 5))
    assert shared["tari"] == shared["imu"] < impacts(links("tari", 5))["tari"]


def test_a_title_that_has_the_word_needs_no_teaching() -> None:
    assert impacts(links("tari", 9), links("imu", 9), in_title="tari").keys() == {"imu"}


def test_links_of_sixty_days_ago_count_half() -> None:
    assert impacts(links("tari", 10, days_ago=60)) == {"tari": impact_of(5, 1.0)}


def test_what_only_one_operator_found_teaches_nothing() -> None:
    assert learned_words([links("tari", 9)], set(), lambda *key: False, TODAY) == ()
