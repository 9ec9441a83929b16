"""What stands behind an @ in the search box is asked of the results, not looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.model.knowledge.search_wish import (
    NO_WISH,
    Facet,
    SearchWish,
    kept,
    mark_at,
    wish_of,
    with_wish,
    without,
    without_mark_at,
    word_of,
)


@pytest.mark.parametrize(
    ("text", "asked", "wish"),
    [
        ("residenza", "residenza", NO_WISH),
        ("residenza @aperti", "residenza ", SearchWish(only_open=True)),
        ("@APERTO residenza", " residenza", SearchWish(only_open=True)),
        ("residenza @m8 @en", "residenza  ", SearchWish(municipio=8, language="en")),
        ("@municipio15", "", SearchWish(municipio=15)),
        ("anna@example.org", "anna@example.org", NO_WISH),
        ("residenza @uff-anagrafe-eur", "residenza ", SearchWish(office="anagrafe-eur")),
        ("residenza @", "residenza ", NO_WISH),
        ("residenza @aper", "residenza ", NO_WISH),
        ("residenza @ap", "residenza ", NO_WISH),
        ("@aper residenza", "@aper residenza", NO_WISH),
        ("@m0 @m123 ", "@m0 @m123 ", NO_WISH),
    ],
)
def test_a_text_is_split_into_words_and_wish(text: str, asked: str, wish: SearchWish) -> None:
    assert wish_of(text) == (asked, wish)


WISH = SearchWish(only_open=True, municipio=8, office="anagrafe-eur", language="en")


def test_a_wish_becomes_words_and_the_words_become_the_wish_again() -> None:
    text = with_wish("cambio di residenza", WISH)
    assert text == "cambio di residenza @aperti @m8 @uff-anagrafe-eur @en"
    assert wish_of(text) == ("cambio di residenza    ", WISH)
    assert [word_of(WISH, facet) for facet in WISH.facets] == text.split()[3:]


def test_another_value_takes_the_place_of_the_one_before() -> None:
    assert with_wish("tari @M8 ", SearchWish(municipio=9)) == "tari @m9"


def test_one_filter_is_dropped_and_the_others_stay_as_they_were_typed() -> None:
    text = "tari @M8 @aperti anna@example.org"
    assert without(text, Facet.MUNICIPIO) == "tari @aperti anna@example.org"
    assert without(text, *Facet) == "tari anna@example.org"
    assert kept(text, Facet.OPEN) == "@aperti"


@pytest.mark.parametrize(
    ("text", "cursor", "mark"),
    [
        ("", 0, None),
        ("tari", 4, None),
        ("tari @", 6, ""),
        ("tari @m", 7, "m"),
        ("@m8 tari", 3, "m8"),
        ("@m8 tari", 2, None),
        ("tari @m8 ", 9, None),
        ("anna@example.org", 16, None),
        ("tari @m", 2, None),
    ],
)
def test_a_mark_is_in_the_making_where_the_cursor_ends_it(
    text: str, cursor: int, mark: str | None
) -> None:
    assert mark_at(text, cursor) == mark
    if mark is None:
        assert without_mark_at(text, cursor) == text
    else:
        assert f"@{mark}" not in without_mark_at(text, cursor)


@given(st.text(), st.integers(0, 30))
def test_whatever_is_typed_a_mark_is_looked_for_without_harm(text: str, cursor: int) -> None:
    assert len(without_mark_at(text, cursor)) <= len(text)
    assert wish_of(without(text, *Facet))[1] == NO_WISH


@given(st.text())
def test_any_text_is_split(text: str) -> None:
    asked, _ = wish_of(text)
    assert len(asked) <= len(text)
