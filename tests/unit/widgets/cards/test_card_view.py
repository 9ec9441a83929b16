from widgets.cards.card_view import hits_in


def test_searched_words_are_found_where_words_begin() -> None:
    text = "Anagrafe, l'ÀNAGRAMMA e panagra"
    assert [text[start:end] for start, end in hits_in(text, ["anagra"])] == [
        "Anagrafe",
        "ÀNAGRAMMA",
    ]


def test_single_letters_mark_nothing() -> None:
    assert hits_in("a e i o u", ["a"]) == []
