"""Two editors of one entry: what fits together is laid together, what does not is kept twice."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.entry_fields import (
    ENTRY_TYPES,
    BadField,
    blank_entry,
    body_of,
    editable_fields,
    entry_of,
    plain_value,
    values_of,
    with_values,
)
from contract.domain.knowledge_entries.entry_merge import FieldEdit, edits_between, merge_fields
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, ServicePlace
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.knowledge_entries.text_merge import merge_texts
from contract.domain.knowledge_entries.value_merge import merge_values

WORDS = st.sampled_from(["il", "modulo", "costa", "dieci", "euro", "no", "sì\n", "\n\n", "a", "b"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def prose(base: str, present: str, coming: str) -> tuple[str, str]:
    merged = merge_values(base, present, coming, is_prose=True)
    return merged.kept, merged.other


@pytest.mark.parametrize(
    ("base", "present", "coming", "merged"),
    [
        ("uno\ndue\n", "uno\ndue\ntre\n", "zero\nuno\ndue\n", "zero\nuno\ndue\ntre"),
        ("- tessera\n- foto\n", "- tessera\n- due foto\n", "- patente\n- foto\n",
         "- patente\n- due foto"),
        ("aperto dalle 8 alle 12", "aperto dalle 9 alle 12", "aperto dalle 8 alle 13",
         "aperto dalle 9 alle 13"),
        ("- tessera\n", "- due tessere", "- tessera\n- foto", "- due tessere\n- foto"),
        ("- tessera", "- foto\n- tessera", "- due tessere", "- foto\n- due tessere"),
        ("- tessera", "- due tessere", "- foto\n- tessera", "- foto\n- due tessere"),
        ("- tessera", "- tessera\n- foto", "- due tessere", "- due tessere\n- foto"),
        ("- tessera", "", "- tessera\n- foto", "- foto"),
        ("", "", "nuovo", "nuovo"),
        ("via", "", "via", ""),
        ("uguale", "cambiato", "cambiato", "cambiato"),
    ],
)  # fmt: skip
def test_changes_in_different_places_of_a_text_fit_together(
    base: str, present: str, coming: str, merged: str
) -> None:
    assert prose(base, present, coming) == (merged, merged)


def test_where_two_texts_do_not_fit_each_keeps_its_own_and_both_what_fits() -> None:
    base = "Si paga in banca.\nCosta 10 euro.\nServe la delega.\n"
    present = "Si paga in banca o alla posta.\nCosta 20 euro.\nServe la delega.\n"
    coming = "Si paga in banca.\nÈ gratuito.\nServe una delega."
    kept, other = prose(base, present, coming)
    assert kept == "Si paga in banca o alla posta.\nCosta 20 euro.\nServe una delega."
    assert other == "Si paga in banca o alla posta.\nÈ gratuito.\nServe una delega."


@given(TEXTS, TEXTS, TEXTS)
def test_every_word_that_either_added_is_in_one_of_the_two_texts(
    base: str, present: str, coming: str
) -> None:
    merged = merge_texts(base, present, coming)
    both = {*merged.kept.split(), *merged.other.split()}
    added = ({*present.split()} | {*coming.split()}) - {*base.split()}
    assert added <= both
    assert both <= {*base.split(), *present.split(), *coming.split()}  # and none is glued


@given(TEXTS, TEXTS, TEXTS)
def test_who_came_first_does_not_matter(base: str, one: str, two: str) -> None:
    merged, turned = merge_texts(base, one, two), merge_texts(base, two, one)
    assert merged.fits == turned.fits
    assert {*merged} == {*turned}


@given(TEXTS, TEXTS)
def test_who_writes_alone_gets_what_she_wrote(base: str, text: str) -> None:
    assert merge_texts(base, base, text) == (text, text)
    assert merge_texts(base, text, base) == (text, text)
    assert merge_texts(base, text, text) == (text, text)


def test_a_rewritten_text_of_the_greatest_length_takes_no_time_to_compare() -> None:
    base, one, two = ("\n".join(f"{c} {n}" for n in range(3000)) for c in "abc")
    assert not merge_texts(base, one, two).fits


@pytest.mark.parametrize(
    ("base", "present", "coming", "merged"),
    [
        (["a", "b"], ["a", "b", "c"], ["d", "a", "b"], ["a", "b", "c", "d"]),
        (["a", "b"], ["a"], ["a", "b", "c"], ["a", "c"]),
        (["a", "b", "c"], ["a", "c"], ["a", "b"], ["a"]),
        (["a"], ["b"], ["a", "c"], ["b", "c"]),
        ([], ["a"], ["a", "b"], ["a", "b"]),
        (["a"], [], ["b"], ["b"]),
    ],
)
def test_lists_keep_what_either_added_and_lose_what_either_took_out(
    base: list[str], present: list[str], coming: list[str], merged: list[str]
) -> None:
    assert merge_values(base, present, coming) == (merged, merged)


def test_one_item_replaced_in_two_ways_does_not_fit() -> None:
    assert not merge_values(["a"], ["b"], ["c"]).fits
    places = [{"office_id": "o1", "note": note} for note in ("prima", "poi")]
    assert not merge_values([], places[:1], places[1:]).fits


def test_parts_of_a_value_are_merged_one_by_one() -> None:
    base = {"weekly": [[0, 480, 720]]}
    present = {"weekly": [[0, 480, 780]]}
    coming = {"weekly": [[0, 480, 720]], "exceptions": [["2026-12-24", "2026-12-24"]]}
    assert merge_values(base, present, coming).kept == {
        "weekly": [[0, 480, 780]],
        "exceptions": [["2026-12-24", "2026-12-24"]],
    }
    assert not merge_values({"note": "a"}, {"note": "b"}, {"note": "c"}).fits
    assert merge_values({"note": "a"}, {}, {"note": "a", "x": 1}).kept == {"x": 1}


def test_an_address_is_not_put_together_from_two() -> None:
    edits = {"address": FieldEdit("Via Roma 1", "Via Roma 2")}
    merged = merge_fields({"address": "Via Milano 1"}, edits)
    assert merged.values == {"address": "Via Milano 1"}
    assert merged.clashes == {"address": "Via Roma 2"}
    assert merged.woven == ("address",)


def a_card(**fields: Any) -> ServiceCard:
    return ServiceCard(
        **({"id": CardId("k"), "title": "T", "topic_id": TopicId("t"), "say": "S"} | fields)
    )


EDITS = st.lists(
    st.tuples(st.sampled_from(["say", "how_to", "costs"]), st.integers(0, 20), st.booleans()),
    min_size=1,
    max_size=4,
)


def written(base: ServiceCard, edits: list[tuple[str, int, bool]], name: str) -> ServiceCard:
    """Return the card as an editor leaves it who puts in words nobody else has."""
    values = values_of(base)
    for number, (field, place, is_rewritten) in enumerate(edits):
        words = values[field].split(" ")
        if is_rewritten:
            words[place % len(words)] = f"{name}{number}"
        else:
            words.insert(place % (len(words) + 1), f"{name}{number}")
        values[field] = " ".join(words)
    after = with_values(base, values)
    assert isinstance(after, ServiceCard)
    return after


@settings(max_examples=200)
@given(EDITS, EDITS, EDITS)
def test_in_whatever_order_the_edits_arrive_no_word_is_lost(
    one: list[tuple[str, int, bool]],
    two: list[tuple[str, int, bool]],
    three: list[tuple[str, int, bool]],
) -> None:
    edits = (one, two, three)
    base = a_card(say="prima riga\nseconda riga", how_to="uno due tre", costs="dieci euro")
    cards = [written(base, one, name) for one, name in zip(edits, "abc", strict=True)]
    for order in permutations(cards):
        values = values_of(base)
        kept_beside: list[str] = []
        for card in order:
            merged = merge_fields(values, edits_between(values_of(base), values_of(card)))
            values = merged.values
            kept_beside += [str(text) for text in merged.clashes.values()]
        found = {*" ".join([*map(str, values.values()), *kept_beside]).split()}
        for card, name in zip(cards, "abc", strict=True):
            own = " ".join(map(str, values_of(card).values())).split()
            assert {word for word in own if word.startswith(name) and word[1:].isdigit()} <= found


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_kind_goes_into_a_body_and_back_and_can_be_begun(kind: EntryKind) -> None:
    entry = blank_entry(kind, "e1")
    assert type(entry) is ENTRY_TYPES[kind]
    assert entry_of(kind, body_of(entry)) == entry
    assert tuple(values_of(entry)) == editable_fields(kind)
    assert with_values(entry, values_of(entry)) == entry


def test_a_value_has_one_spelling() -> None:
    long = b'[{"office_id": "o1", "phones": [], "note": ""}]'
    card = a_card(places=(ServicePlace(office_id=OfficeId("o1")),))
    assert plain_value(EntryKind.CARD, "places", long) == values_of(card)["places"]


@pytest.mark.parametrize(
    ("field", "raw"),
    [("nothing", b"1"), ("id", b'"x"'), ("version", b"9"), ("title", b"5"), ("phones", b"[1]"),
     ("review_on", b'"domani"'), ("title", b'"cut'), ("status", b'"asleep"')],
)  # fmt: skip
def test_a_field_that_cannot_be_names_itself(field: str, raw: bytes) -> None:
    with pytest.raises(BadField) as caught:
        plain_value(EntryKind.CARD, field, raw)
    assert caught.value.field == field


def test_offices_have_their_own_fields() -> None:
    office = with_values(Office(id=OfficeId("o"), name="A"), {"name": "B", "phones": ["+3906"]})
    assert office == Office(id=OfficeId("o"), name="B", phones=("+3906",))
    with pytest.raises(BadField):
        with_values(office, {"say": "x"})
