from widgets.cards.card_view import hits_in


def test_the_words_of_a_search_are_found_whole_whatever_their_accents() -> None:
    text = "Anagrafe, l'ÀNAGRAMMA e panagra"
    found = hits_in(text, {"anagrafe", "anagramma", "anagra"})
    assert [text[start:end] for start, end in found] == ["Anagrafe", "ÀNAGRAMMA"]
