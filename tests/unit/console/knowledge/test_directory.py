"""A line is found by a few letters of any word, in spite of accents and one slip."""

import pytest

from console.knowledge.directory import Directory
from console.model.calls.directory_entry import DirectoryEntry, LineKind
from tests.support.steps import steps_of


def a_line(kind: LineKind, name: str, words: str = "") -> DirectoryEntry:
    return DirectoryEntry(kind=kind, id=name, name=name, words=words)


LINES = Directory(
    (
        a_line(LineKind.OFFICE, "Tributi del Municipio VII"),
        a_line(LineKind.OFFICE, "Sportello Anagrafe Città Giardino"),
        a_line(LineKind.QUEUE, "Tributi", "tari imu"),
        a_line(LineKind.QUEUE, "Ufficio Nidi"),
        a_line(LineKind.COLLEAGUE, "Triberio Prova"),
    )
)


def names(text: str) -> list[str]:
    return [entry.name for entry in LINES.find(text, 8)]


def test_queues_come_before_people_and_people_before_offices() -> None:
    assert names("trib") == ["Tributi", "Triberio Prova", "Tributi del Municipio VII"]


@pytest.mark.parametrize("text", ["citta", "CITTÀ", "cit giar", "anagrafe citta"])
def test_accents_case_and_order_do_not_matter(text: str) -> None:
    assert names(text) == ["Sportello Anagrafe Città Giardino"]


def test_other_words_for_a_line_find_it_too() -> None:
    assert names("imu") == ["Tributi"]


@pytest.mark.parametrize("text", ["trubuti", "tribut", "tirbuti", "anagrfe"])
def test_one_slip_is_forgiven(text: str) -> None:
    assert names(text)


def test_words_nobody_has_find_nothing() -> None:
    assert names("zzz") == []
    assert names("tributi zzz") == []
    assert names("  ") == []


def test_a_thousand_offices_are_searched_between_two_keys() -> None:
    many = Directory(
        a_line(LineKind.OFFICE, f"Ufficio {number} di Via degli Esempi {number % 97}")
        for number in range(3000)
    )
    for text in ("uff", "esem", "via 12", "essempi"):
        assert 0 < steps_of(lambda text=text: many.find(text, 8)) < 200_000
