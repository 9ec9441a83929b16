"""Every problem of a file is told in a sentence, in Italian and in English, with its place."""

import pytest

from server.cli.knowledge.problem_texts import ENGLISH, sentence_of_kind, told, usual_language
from server.knowledge_import.import_problems import SENTENCES, Findings


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    assert ENGLISH.keys() == SENTENCES.keys()
    assert [code for code in SENTENCES if sentence_of_kind(code, "en") == SENTENCES[code]] == []


@pytest.mark.parametrize("code", SENTENCES)
def test_both_sentences_repeat_the_value_or_both_do_not(code: str) -> None:
    assert ("{value}" in ENGLISH[code]) == ("{value}" in SENTENCES[code])


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("it", "cards.csv, riga 4, colonna topic_id: L'argomento «tasse» non c'è in topics.csv."),
        ("en", "cards.csv, row 4, column topic_id: The topic «tasse» is not in topics.csv."),
    ],
)
def test_a_problem_is_told_with_its_place_and_what_it_is_about(language: str, line: str) -> None:
    findings = Findings()
    findings.add("unknown_topic", file="cards.csv", row=4, column="topic_id", value="tasse")
    assert told(findings.problems[0], language) == line


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": ""}, "it"),
    ],
)
def test_a_problem_is_told_in_the_language_in_which_other_programs_speak(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert usual_language() == language
