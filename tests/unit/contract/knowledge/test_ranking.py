"""In which order hits come."""

from itertools import pairwise

from tests.unit.contract.knowledge.small_corpus import a_card, an_engine, titles


def test_a_title_says_more_than_keywords_and_keywords_more_than_text() -> None:
    engine = an_engine(
        a_card("Ufficio relazioni", "si parla di mensa", card_id="text"),
        a_card("Refettorio", card_id="keywords", keywords="mensa pranzo"),
        a_card("Mensa", card_id="title"),
    )
    assert [hit.id for hit in engine.search("mensa", 3)] == ["title", "keywords", "text"]


def test_a_sentence_need_not_match_in_every_word() -> None:
    engine = an_engine("Cambio di residenza", "Cambio medico", "Biblioteca")
    asked = "buongiorno vorrei sapere come si fa il cambio di residenza da Milano"
    assert titles(engine, asked)[0] == "Cambio di residenza"


def test_the_title_that_holds_all_words_wins_over_shorter_ones() -> None:
    engine = an_engine("Anagrafe", "Ufficio anagrafe e stato civile di zona")
    assert titles(engine, "anagrafe stato civile")[0].startswith("Ufficio")


def test_stop_words_alone_are_searched_for() -> None:
    assert titles(an_engine("Chi siamo", "Biblioteca"), "chi siamo") == ["Chi siamo"]


def test_an_unfinished_stop_word_hints_at_what_it_may_become() -> None:
    engine = an_engine("Pratiche anagrafiche", "Pratiche SUAP")
    assert titles(engine, "pratiche su")[0] == "Pratiche SUAP"
    assert titles(engine, "pratiche su ")[0] == "Pratiche anagrafiche"


def test_words_cut_by_a_hurried_operator_are_completed() -> None:
    engine = an_engine("Deposito cauzionale", "Deposito bagagli")
    assert titles(engine, "dep cauz")[0] == "Deposito cauzionale"


def test_the_beginning_of_a_title_is_found_although_its_last_letters_are_a_stop_word() -> None:
    engine = an_engine("Bourse", "Bourse de lycée", "Bourse au mérite (au lycée)", language="fr")
    assert titles(engine, "bourse au mé")[0] == "Bourse au mérite (au lycée)"


def test_the_title_that_is_being_typed_comes_before_one_that_holds_relatives_of_its_words() -> None:
    engine = an_engine(
        "Partir dans le privé",
        "Parties privatives réservées à l'usage exclusif de son copropriétaire",
        language="fr",
    )
    assert titles(engine, "parties priv")[0].startswith("Parties privatives")


def test_the_title_that_is_the_question_comes_before_one_that_goes_on() -> None:
    engine = an_engine("Carta d'identità scaduta", "Carta d'identità")
    assert titles(engine, "carta d'identità")[0] == "Carta d'identità"


def test_cut_words_lead_to_the_title_that_begins_with_them_in_this_order() -> None:
    engine = an_engine("Servizi dei tributi", "Tributi e servizi alle imprese")
    assert titles(engine, "trib serv")[0] == "Tributi e servizi alle imprese"
    assert titles(engine, "serv trib")[0] == "Servizi dei tributi"


def test_a_word_about_the_asking_does_not_outweigh_the_matter() -> None:
    others = [f"Servizio {letter}" for letter in "abcdefghilmnopqrstuvz"]
    engine = an_engine("Modulo di delega", "TEFA provinciale", "TEFA zona", *others)
    assert titles(engine, "modulo tefa")[0].startswith("TEFA")


def test_equals_keep_their_order_from_one_key_to_the_next() -> None:
    engine = an_engine(*[a_card("Servizi scolastici", card_id=f"{n:02}") for n in range(20)])
    asked = "servizi scolastici"
    orders = [
        [hit.id for hit in engine.search(asked[:end], 20)] for end in range(3, len(asked) + 1)
    ]
    assert all(before == after for before, after in pairwise(orders))
    assert orders[0] == sorted(orders[0])


def test_scores_never_rise_down_the_list() -> None:
    engine = an_engine("Mensa", "Mensa scolastica", "Mensa dipendenti", a_card("Pasti", "mensa"))
    scores = [hit.score for hit in engine.search("mensa", 10)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_no_more_hits_than_asked_for() -> None:
    engine = an_engine(*[a_card("Mensa", card_id=str(number)) for number in range(200)])
    assert len(engine.search("mensa", 7)) == 7


def test_french_and_english_cards_are_searched_in_their_language() -> None:
    french = an_engine("Carte du combattant", "Permis de conduire", language="fr")
    assert titles(french, "les cartes d'anciens combattants")[0] == "Carte du combattant"
    english = an_engine("Parking permits", "Birth certificates", language="en")
    assert titles(english, "i need a certificate of birth")[0] == "Birth certificates"


def test_a_short_word_that_is_whole_counts_more_than_what_it_may_become() -> None:
    engine = an_engine("CieID", "Rilascio della CIE al domicilio")
    assert titles(engine, "cie")[0] == "Rilascio della CIE al domicilio"


def test_a_title_tells_whether_it_holds_all_that_is_asked() -> None:
    engine = an_engine("Carta d'identità urgente", "Carta d'identità persa o rubata")
    held = {hit.title: hit.holds_all for hit in engine.search("come rifare la carta rubat", 2)}
    assert held == {"Carta d'identità urgente": False, "Carta d'identità persa o rubata": False}
    found = engine.search("vorrei sapere della carta rubata", 2)
    assert [hit.holds_all for hit in found] == [True, False]
    assert not any(hit.holds_all for hit in engine.search("carta", 2))
